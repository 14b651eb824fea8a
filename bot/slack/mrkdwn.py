"""Slack's own markup (mrkdwn), written so that nothing from a filing or a person can become markup.

A `Mrkdwn` string is safe to show: it came out of these functions. Plain text goes in through `escape`, once.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime
from itertools import accumulate
from typing import NewType
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

Mrkdwn = NewType("Mrkdwn", str)

NOTHING = Mrkdwn("")

URL_LIMIT = 500
"""Ours: Slack takes 3,000, but an address of EDGAR is short and weighs on the message."""
LONGEST_WORD = 60
"""What is longer is no word to keep whole, and is cut where the room ends."""
EASTERN = ZoneInfo("America/New_York")

_MARKS = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"})
"""Look-alikes of the characters that format: Slack knows no backslash escape for them."""
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_EMOJI = re.compile(r":(?=(?:[a-z][\w+'-]*|100|1234|[+-]1|8ball):)", re.IGNORECASE)
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_UNSPLITTABLE = re.compile(r"<[^<>]*>|&(?:amp|lt|gt);|.", re.DOTALL)


def length(text: str) -> int:
    """Characters as Slack's limits are taken to count them: UTF-16 units, the larger of the possible counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """One line of printable text: white space folded; control, bidirectional and lone surrogate characters gone."""
    folded = " ".join(text.split())
    if folded.isprintable():
        return folded
    return "".join(c for c in folded if unicodedata.category(c) not in _INVISIBLE).strip()


def cut(text: str, limit: int) -> str:
    """The plain text within so many characters, cut between words and ending in an ellipsis when it was longer."""
    if length(text) <= limit:
        return text
    return _within(list(text), limit - 1) + "…"


def escape(text: str, limit: int = 2900) -> Mrkdwn:
    """Plain text as mrkdwn that shows exactly it: no link, no mention, no emoji, no emphasis, no quote."""
    plain = _EMOJI.sub("∶", clean(text).translate(_MARKS))
    if plain.startswith(">"):
        plain = "›" + plain[1:]
    escaped = plain.translate(_ENTITIES)
    if length(escaped) <= limit:
        return Mrkdwn(escaped)
    return Mrkdwn(_within([character.translate(_ENTITIES) for character in plain], limit - 1) + "…")


def unescaped(text: str) -> str:
    """What a person typed after a command, which Slack sends with ``&amp;``, ``&lt;`` and ``&gt;``."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def cut_mrkdwn(text: Mrkdwn, limit: int) -> Mrkdwn:
    """Mrkdwn within so many characters: never cut inside a link, a date or an entity, never with emphasis left open."""
    if length(text) <= limit:
        return text
    kept = _within(_UNSPLITTABLE.findall(text), limit - 2)
    return Mrkdwn(kept + ("*…" if kept.count("*") % 2 else "…"))


def fitting(lines: Iterable[Mrkdwn], limit: int) -> Mrkdwn:
    """The lines that say something, under each other; what does not fit is counted in a last line."""
    shown = [line for line in lines if line.strip()]
    ends = list(accumulate(length(line) + 1 for line in shown))
    if not shown or ends[-1] - 1 <= limit:
        return Mrkdwn("\n".join(shown))
    room = limit - len(f"… {len(shown)} more")
    count = bisect_right(ends, room)
    if count:
        return Mrkdwn("\n".join([*shown[:count], f"… {len(shown) - count} more"]))
    more = f"\n… {len(shown) - 1} more" if len(shown) > 1 else ""
    return Mrkdwn(cut_mrkdwn(shown[0], limit - length(more)) + more)


def bold(text: str, limit: int = 2900) -> Mrkdwn:
    """Plain text, bold. Nothing for nothing: Slack would show the stars."""
    shown = escape(text, limit)
    return Mrkdwn(f"*{shown}*") if shown else Mrkdwn("")


def link(url: str, label: str) -> Mrkdwn:
    """A link, or the label alone where the address is none that may be followed."""
    address = safe_url(url)
    shown = escape(label).replace("|", "¦")
    return (
        Mrkdwn(f"<{address.translate(_ENTITIES).replace('|', '%7C')}|{shown}>") if address and shown else Mrkdwn(shown)
    )


def moment(at: datetime) -> Mrkdwn:
    """A time in the reader's own zone, with EDGAR's beside it; EDGAR's alone where the client knows no zones."""
    local = f"{{date_short_pretty}} at {{time}} ({at.astimezone(EASTERN):%H:%M} ET)"
    return Mrkdwn(f"<!date^{int(at.timestamp())}^{local}|{eastern(at)}>")


def eastern(at: datetime) -> str:
    """EDGAR's own time: ``2026-11-20 16:05 ET``."""
    return f"{at.astimezone(EASTERN):%Y-%m-%d %H:%M} ET"


def joined(separator: str, parts: Iterable[Mrkdwn]) -> Mrkdwn:
    """The parts that say something, with plain text between them."""
    return Mrkdwn(separator.join(part for part in parts if part))


def safe_url(url: str) -> str | None:
    """The address if it may be followed from a message: http or https, a host, no white space, not over long."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    fit = parts.scheme in {"http", "https"} and bool(parts.hostname) and length(url) <= URL_LIMIT
    return url if fit and not re.search(r'[\s<>"\x00-\x1f]', url) else None


def _within(pieces: list[str], limit: int) -> str:
    """As many whole pieces as fit, back to the last space if one is near."""
    kept = list(_longest(pieces, limit))
    spaces = [index for index, piece in enumerate(kept) if piece == " "]
    if spaces and len(kept) - spaces[-1] <= LONGEST_WORD and len(kept) < len(pieces) and pieces[len(kept)] != " ":
        kept = kept[: spaces[-1]]
    while kept and kept[-1] in {" ", ",", ";", ":"}:
        kept.pop()
    return "".join(kept)


def _longest(pieces: list[str], limit: int) -> list[str]:
    total = 0
    for index, piece in enumerate(pieces):
        total += length(piece)
        if total > limit:
            return pieces[:index]
    return pieces
