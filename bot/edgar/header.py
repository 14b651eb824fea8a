"""The header page of a filing: codes of its items, its filers, its documents, in a few kilobytes. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.edgar.addresses import is_cik
from bot.edgar.calendar import EASTERN
from bot.edgar.faults import Malformed
from bot.stages import Filer


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """One document of a submission, as its header page lists it."""

    type: str
    filename: str
    description: str


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a filer had until that day."""

    cik: str
    name: str
    changed: date | None


@dataclass(frozen=True, slots=True)
class HeaderPage:
    """What the page tells. Item codes are those of the filing's time: ``5.07``, or ``12`` before August 2004."""

    accession_number: str
    form_type: str
    items: tuple[str, ...]
    filers: tuple[Filer, ...]
    former_names: tuple[FormerName, ...]
    accepted: datetime | None
    filed: date | None
    documents: tuple[ListedDocument, ...]


_TAG = re.compile(r"^[ \t]*<(/?[A-Z0-9-]+)>([^\r\n]*)", re.MULTILINE)


def parse_header_page(body: bytes) -> HeaderPage:
    """Read the page. Raises `Malformed` when it holds no header."""
    text = body.decode("latin-1")
    header, end = next(_between(text, "SEC-HEADER"), ("", 0))
    if not end:
        raise Malformed("the header page holds no submission header")
    tags = [(name, html.unescape(value)) for name, value in _tags(header)]
    filers, former = _filers(tags)
    return HeaderPage(
        accession_number=_first(tags, "ACCESSION-NUMBER"),
        form_type=_first(tags, "TYPE"),
        items=tuple(value for name, value in tags if name == "ITEMS" and value),
        filers=filers,
        former_names=former,
        accepted=_moment(_first(tags, "ACCEPTANCE-DATETIME")),
        filed=_day(_first(tags, "FILING-DATE")),
        documents=_documents(html.unescape(text[end:])),
    )


def _between(text: str, name: str) -> Iterator[tuple[str, int]]:
    """What stands between each pair of tags of this name, and the offset behind it."""
    begin, end = f"<{name}>", f"</{name}>"
    at = text.find(begin)
    while at >= 0 and (closed := text.find(end, at)) >= 0:
        after = closed + len(end)
        yield text[at + len(begin) : closed], after
        at = text.find(begin, after)


def _tags(text: str) -> list[tuple[str, str]]:
    """Each tag that begins a line, and the rest of its line."""
    return [(name, value.strip()) for name, value in _TAG.findall(text)]


def _first(tags: list[tuple[str, str]], name: str) -> str:
    return next((value for tag, value in tags if tag == name), "")


def _filers(tags: list[tuple[str, str]]) -> tuple[tuple[Filer, ...], tuple[FormerName, ...]]:
    filers: dict[str, Filer] = {}
    former: list[FormerName] = []
    name = cik = old = ""
    for tag, value in tags:
        if tag == "CONFORMED-NAME":
            name = value
        elif tag == "CIK" and is_cik(value):
            cik = str(int(value))
            filers.setdefault(cik, Filer(cik, name))
        elif tag == "FORMER-CONFORMED-NAME":
            old = value
        elif tag == "DATE-CHANGED" and cik:
            former.append(FormerName(cik, old, _day(value)))
    return tuple(filers.values()), tuple(former)


def _documents(text: str) -> tuple[ListedDocument, ...]:
    found = []
    for block, _ in _between(text, "DOCUMENT"):
        tags = _tags(block)
        found.append(ListedDocument(*(_first(tags, name) for name in ("TYPE", "FILENAME", "DESCRIPTION"))))
    return tuple(found)


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text[:8], "%Y%m%d").replace(tzinfo=EASTERN).date()
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    """EDGAR writes its acceptance times on Eastern clocks, without saying so."""
    try:
        return datetime.strptime(text[:14], "%Y%m%d%H%M%S").replace(tzinfo=EASTERN)
    except ValueError:
        return None
