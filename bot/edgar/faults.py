"""What can be wrong with an answer of EDGAR, and how one is told from the other.

A 403 has three meanings and only one of them says anything about the filing; a 503 at the end of the feed is the same
page as real maintenance; a refusal may come with status 200. So an answer is judged by its status, its type and its
first words together, and whatever isn't recognised is a refusal and never "nothing there".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import parse_qs, urlsplit

from bot.edgar.addresses import LAST_START


class EdgarFault(Exception):
    """EDGAR did not give what was asked for. ``reason`` is for people; ``url`` names what was asked."""

    def __init__(self, reason: str, url: str = "", status: int | None = None) -> None:
        super().__init__(f"{reason} [{url}]" if url else reason)
        self.reason = reason
        self.url = url
        self.status = status


class RateBlocked(EdgarFault):
    """EDGAR refuses us for a while. No request goes out before ``until``."""

    def __init__(self, reason: str, url: str = "", status: int | None = None, until: datetime | None = None) -> None:
        super().__init__(reason, url, status)
        self.until = until


class UndeclaredAgent(RateBlocked):
    """EDGAR does not accept our User-Agent. Waiting does not help: somebody must set another."""


class NotThere(EdgarFault):
    """The file does not exist, or does not exist yet."""


class Unavailable(EdgarFault):
    """EDGAR, or the way to it, is down: 5xx, time-out, reset. Trying again helps."""


class Malformed(EdgarFault):
    """An answer came that is not what it should be: cut short, too big, another type."""


class HostNotAllowed(EdgarFault):
    """Somebody asked for, or was redirected to, a host that isn't configured."""


class Kind(StrEnum):
    """What an answer is."""

    OK = "ok"
    NOT_MODIFIED = "not modified"
    REDIRECT = "redirect"
    RATE_BLOCKED = "rate block"
    UNDECLARED_AGENT = "undeclared agent"
    NOT_THERE = "not there"
    PAGING_END = "end of paging"
    UNAVAILABLE = "unavailable"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer is, and why we think so."""

    kind: Kind
    reason: str


class Expected(StrEnum):
    """What a body should be."""

    ATOM = "an Atom feed"
    TEXT = "a text file"
    JSON = "a JSON file"
    HTML = "an HTML page"


_HTML = re.compile(
    rb"\A(\xef\xbb\xbf)?\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_S3_MISSING = re.compile(rb"<Code>\s*(AccessDenied|NoSuchKey|NoSuchBucket)\s*</Code>")
_UNDECLARED = re.compile(rb"Undeclared\s+Automated\s+Tool|declare\s+your\s+traffic", re.IGNORECASE)
_RATE = re.compile(rb"Request\s+Rate\s+Threshold|Exceeded\s+the\s+SEC|request\s+rate\s+has\s+exceeded", re.IGNORECASE)
_MAINTENANCE = re.compile(rb"File\s+Unavailable|undergoing\s+maintenance|temporarily\s+unavailable", re.IGNORECASE)

HEAD_BYTES = 16_384
"""How much of a body is enough to judge it: the refusals say what they are within their first 6 KB."""


def classify(status: int, content_type: str, head: bytes, url: str, expected: Expected) -> Verdict:
    """Judge an answer by its status, Content-Type, the first `HEAD_BYTES` of its decoded body and what was asked."""
    if status == 200:
        return _classify_ok(content_type, head, expected)
    if status == 304:
        return Verdict(Kind.NOT_MODIFIED, "unchanged since we last read it")
    if status in {301, 302, 303, 307, 308}:
        return Verdict(Kind.REDIRECT, f"redirected with status {status}")
    if status == 429:
        return Verdict(Kind.RATE_BLOCKED, "status 429: too many requests")
    if status in {403, 404, 410}:
        return _classify_refusal(status, content_type, head, url)
    if status >= 500:
        return _classify_down(status, head, url)
    return Verdict(Kind.MALFORMED, f"status {status}, which EDGAR is not known to send")


def _refusal_text(head: bytes) -> Verdict | None:
    """A refusal that says itself what it is, whatever its status."""
    if _UNDECLARED.search(head):
        return Verdict(Kind.UNDECLARED_AGENT, "EDGAR says that our traffic comes from an undeclared automated tool")
    if _RATE.search(head):
        return Verdict(Kind.RATE_BLOCKED, "EDGAR says that the request rate was exceeded")
    return None


def _classify_ok(content_type: str, head: bytes, expected: Expected) -> Verdict:
    is_html = _HTML.match(head) is not None
    if expected is Expected.HTML or not is_html:
        if expected is Expected.HTML and not is_html and "html" not in content_type:
            return Verdict(Kind.MALFORMED, f"{content_type or 'untyped content'} where {expected} was expected")
        return (_refusal_text(head) if is_html else None) or Verdict(Kind.OK, "status 200")
    if refused := _refusal_text(head):
        return refused
    if _MAINTENANCE.search(head):
        return Verdict(Kind.UNAVAILABLE, "a maintenance page with status 200")
    return Verdict(Kind.MALFORMED, f"HTML with status 200 where {expected} was expected")


def _classify_refusal(status: int, content_type: str, head: bytes, url: str) -> Verdict:
    if refused := _refusal_text(head):
        return refused
    if _S3_MISSING.search(head) and not _HTML.match(head):
        return Verdict(Kind.NOT_THERE, f"status {status} and the file store's word that there is no such file")
    if status == 403:
        return Verdict(
            Kind.RATE_BLOCKED, f"status 403 with {content_type or 'untyped content'} that we do not recognise"
        )
    if urlsplit(url).path.startswith("/cgi-bin/"):
        return Verdict(Kind.UNAVAILABLE, f"status {status} for a page that always exists")
    return Verdict(Kind.NOT_THERE, f"status {status}")


def _classify_down(status: int, head: bytes, url: str) -> Verdict:
    start = parse_qs(urlsplit(url).query).get("start", ["0"])[0]
    if status == 503 and start.isdecimal() and int(start) > LAST_START:
        return Verdict(Kind.PAGING_END, f"status 503 beyond row {LAST_START}: the feed is not served deeper")
    if refused := _refusal_text(head):
        return refused
    what = "maintenance page" if _MAINTENANCE.search(head) else "server fault"
    return Verdict(Kind.UNAVAILABLE, f"status {status}: {what}")
