"""A page of the current-filings feed, bytes in, entries out. Pure.

An entry that cannot be read becomes a fault and hides none of the others. A body that is no feed at all raises, so that
a refusal can never pass for a feed without news.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from xml.parsers import expat

import feedparser

from bot.edgar.addresses import is_accession_number
from bot.edgar.calendar import EASTERN
from bot.edgar.faults import Malformed
from bot.stages import FeedEntry, Filer

_TITLE = re.compile(r"(?P<form>.+?) - (?P<name>.*) \((?P<cik>\d{1,10})\) \((?P<role>[^()]*)\)", re.DOTALL)
"""``8-K - Bonita Biotech (HK) Ltd (0001825079) (Filer)``: read from the right, for names hold parentheses."""
_FOLDER = re.compile(r"/data/(\d{1,10})/")
_ACCESSION = re.compile(r"\b\d{10}-\d{2}-\d{6}\b")
_ITEM = re.compile(r"\bItem\s+(\d{1,2}(?:\.\d{2})?)\s*:")
_FILED = re.compile(r"Filed:\s*(?:</b>)?\s*(\d{4}-\d{2}-\d{2})")
LARGEST_PAGE = 4_000_000
"""Bytes. A page of a hundred rows has 80,000."""
_DEEPEST, _MOST_NAMESPACES, _LONGEST_TITLE = 50, 50, 1000
"""Tags inside tags, namespaces, characters of a title: EDGAR's feed has 4, 1 and at most 200. The library's time grows
with the square of the first two, and the pattern's with that of the third.
"""
_SURVIVABLE = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row, or the page itself, that could not be read. ``form_type`` is ``""`` where not even that is known."""

    reason: str
    form_type: str = ""


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One page of the feed, as far as it can be read."""

    entries: tuple[FeedEntry, ...]
    rows: int
    """Entries on the page, the unreadable ones included."""
    faults: tuple[RowFault, ...] = ()
    served_at: datetime | None = None
    """EDGAR's clock when it made the page, aware."""


def parse_feed(body: bytes, content_type: str = "application/atom+xml") -> FeedPage:
    """Read a page. Raises `Malformed` when the body is no Atom feed: HTML, empty, XML of another kind, no text."""
    if not body.strip():
        raise Malformed("the feed is empty: no byte of XML")
    _refuse_what_runs_away(body)
    parsed = _parsed(body, content_type)
    if parsed.get("version") != "atom10":
        raise Malformed(f"not an Atom feed but {_looks_like(body)}")
    entries: list[FeedEntry] = []
    faults = _page_faults(parsed, body)
    for position, row in enumerate(parsed.entries, start=1):
        try:
            entries.append(_entry(row))
        except ValueError as fault:
            faults.append(RowFault(f"row {position}: {fault}", _form_type(row)))
    return FeedPage(tuple(entries), len(parsed.entries), tuple(faults), _served_at(parsed.feed))


def _refuse_what_runs_away(body: bytes) -> None:
    if body.count(b"xmlns") > _MOST_NAMESPACES:
        raise Malformed(f"the feed names more than {_MOST_NAMESPACES} namespaces")
    depth = 0

    def begin(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise Malformed(f"the feed has more than {_DEEPEST} tags inside one another")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    with suppress(expat.ExpatError, LookupError, ValueError):  # the library tells what is no XML, and in time
        parser.Parse(body, True)


def _parsed(body: bytes, content_type: str) -> Any:
    headers = {"content-type": content_type}
    stream = BytesIO(body)  # the library would open bytes that spell a path as a file
    try:
        return feedparser.parse(stream, response_headers=headers, resolve_relative_uris=False, sanitize_html=False)
    except Exception as fault:
        # It means never to raise, and does: an encoding whose name is no UTF-8 is enough.
        raise Malformed(f"the feed cannot be taken apart: {type(fault).__name__}: {fault}") from fault


def _looks_like(body: bytes) -> str:
    start = body[:512].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "HTML"
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<\x00" in start:
        return "something in another encoding"
    if start.startswith(b"<"):
        return "XML of another kind or in another encoding"
    return "something that is not XML"


def _page_faults(parsed: Mapping[str, Any], body: bytes) -> list[RowFault]:
    """Damage to the page as a whole. A cut body is parsed as far as it goes, so its last entry may be half an entry."""
    broken = parsed.get("bozo_exception") if parsed.get("bozo") else None
    if broken is not None and not isinstance(broken, _SURVIVABLE):
        return [RowFault(f"the feed is damaged or cut short: {broken}")]
    if b"</feed>" not in body[-200:]:
        return [RowFault("the feed is cut short: its end is missing")]
    return []


def _served_at(feed: Mapping[str, Any]) -> datetime | None:
    try:
        return _moment(str(feed.get("updated", "")))
    except ValueError:
        return None


def _entry(row: Mapping[str, Any]) -> FeedEntry:
    title = " ".join(str(row.get("title", "")).split())
    named = _TITLE.fullmatch(title) if len(title) <= _LONGEST_TITLE else None
    summary = str(row.get("summary", ""))
    return FeedEntry(
        accession_number=_accession_number(row, summary),
        form_type=_form_type(row) or (named["form"].strip() if named else ""),
        filer=Filer(cik=str(int(named["cik"])), name=named["name"].strip()) if named else _filer_by_link(row, title),
        role=named["role"].strip() if named else "",
        items=tuple(dict.fromkeys(_ITEM.findall(summary))),
        accepted=_moment(str(row.get("updated", ""))),
        filed=_filed(summary),
        url=str(row.get("link", "")),
    )


def _filer_by_link(row: Mapping[str, Any], title: str) -> Filer:
    """The CIK is in the link's path too; a filing must not be lost because its title has another shape."""
    folder = _FOLDER.search(str(row.get("link", "")))
    if folder is None or not _form_type(row):
        raise ValueError(f"title {title[:80]!r} does not name form, company, CIK and role")
    return Filer(cik=str(int(folder[1])), name=title)


def _accession_number(row: Mapping[str, Any], summary: str) -> str:
    for place in (str(row.get("id", "")), summary, str(row.get("link", ""))):
        for found in _ACCESSION.findall(place):
            if is_accession_number(found):
                return str(found)
    raise ValueError("no accession number")


def _form_type(row: Mapping[str, Any]) -> str:
    for tag in row.get("tags", ()):
        if tag.get("label") == "form type" and tag.get("term"):
            return str(tag["term"]).strip()
    return ""


def _moment(text: str) -> datetime:
    """A time with its offset; a bare one is Eastern, as all of EDGAR's are."""
    if not text:
        raise ValueError("no acceptance time")
    moment = datetime.fromisoformat(text.strip())
    return moment if moment.tzinfo else moment.replace(tzinfo=EASTERN)


def _filed(summary: str) -> date | None:
    found = _FILED.search(summary)
    return date.fromisoformat(found[1]) if found else None
