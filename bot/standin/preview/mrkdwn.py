"""Slack's markup as HTML."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/New_York")
"""The reader's, as far as the page knows."""
SCHEMES = {"http", "https", "mailto"}

_TOKEN = re.compile(r"<([^<>\n]*)>")
_HELD = re.compile("\ue000(\\d+)\ue001")
_PRIVATE = re.compile("[\ue000\ue001]")
_CODE = re.compile(r"`([^`\n]+)`")
_STYLES = tuple(
    (re.compile(rf"(?<![\w{mark}]){mark}(?=\S)([^\n<>{mark}]*?)(?<=\S){mark}(?![\w{mark}])"), tag)
    for mark, tag in ((r"\*", "b"), ("_", "i"), ("~", "s"))
)
_SHORT_DATE = "{:%b} {.day}, {:%Y}"


def render_mrkdwn(text: str) -> str:
    """HTML of a mrkdwn text. What the three entities stand for is text; everything else is escaped."""
    held: list[str] = []

    def hold(html: str) -> str:
        held.append(html)
        return f"\ue000{len(held) - 1}\ue001"

    shown = _TOKEN.sub(lambda token: hold(_token(token[1])), _PRIVATE.sub("", text))
    shown = escape(unescape(shown), quote=False)
    shown = _CODE.sub(lambda code: hold(f"<code>{code[1]}</code>"), shown)
    for pattern, tag in _STYLES:
        shown = pattern.sub(rf"<{tag}>\1</{tag}>", shown)
    shown = "".join(_lines(shown))
    while _HELD.search(shown):
        shown = _HELD.sub(lambda place: held[int(place[1])], shown)
    return shown


def unescape(text: str) -> str:
    """The three characters that Slack has escaped, and nothing else: ``&eacute;`` is eight characters of text."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def anchor(url: str, label: str) -> str:
    """A link, or the label alone where the address may not be followed. Plain text in."""
    try:
        allowed = urlsplit(url).scheme.lower() in SCHEMES
    except ValueError:
        allowed = False
    if not allowed:
        return escape(label)
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(label)}</a>'


def moment(epoch: str, pattern: str, fallback: str) -> str:
    """A date as the reader's client writes it: ``Jun 4, 2004 at 5:12 PM``; the fallback where it can't be read."""
    try:
        at = datetime.fromtimestamp(int(epoch), UTC).astimezone(ZONE)
    except (ValueError, OverflowError, OSError):
        return escape(fallback)
    date = _SHORT_DATE.format(at, at, at)
    words = {
        "{date_num}": f"{at:%Y-%m-%d}",
        "{date}": f"{at:%B} {at.day}, {at:%Y}",
        "{date_long}": f"{at:%A}, {at:%B} {at.day}, {at:%Y}",
        "{time}": f"{at:%I}".lstrip("0") + f":{at:%M} {at:%p}",
        "{time_secs}": f"{at:%I}".lstrip("0") + f":{at:%M:%S} {at:%p}",
        **dict.fromkeys(("{date_pretty}", "{date_short}", "{date_short_pretty}", "{date_long_pretty}"), date),
    }
    for token, word in words.items():
        pattern = pattern.replace(token, word)
    return f'<time datetime="{at.isoformat()}" title="{escape(fallback)}">{escape(pattern)}</time>'


def _token(inner: str) -> str:
    """What stands between angle brackets: a date, a mention, or a link."""
    target, bar, label = inner.partition("|")
    target, label = unescape(target), unescape(label)
    if target.startswith("!date^"):
        _, epoch, pattern, *_ = [*target.split("^"), "", ""]
        return moment(epoch, pattern, label)
    if target.startswith("!"):
        return f'<span class="mention loud">@{escape(label or target[1:].partition("^")[0])}</span>'
    if target.startswith(("@", "#")):
        return f'<span class="mention">{escape(target[0] + (label or target[1:]))}</span>'
    return anchor(target, label if bar else target)


def _lines(text: str) -> list[str]:
    """Line breaks, and lines that begin with a bracket as quotes."""
    shown: list[str] = []
    for line in text.split("\n"):
        quoted = line.startswith("&gt;")
        part = f"<blockquote>{line[4:].strip()}</blockquote>" if quoted else line
        if shown and not quoted and not shown[-1].endswith("</blockquote>"):
            shown.append("<br>")
        shown.append(part)
    return shown
