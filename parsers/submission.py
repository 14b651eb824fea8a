"""A submission taken apart: its header, and the documents in it, each a slice of the one buffer until it is wanted.

Nothing is decoded or copied before somebody asks for a document's text, so the graphics and spreadsheets that make up
most of a large submission cost a search for the next ``<DOCUMENT>`` and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.encoding import decode, fault_of
from parsers.errors import Unreadable
from parsers.header import Header, read_header

_OPEN = b"<DOCUMENT>"
_BODY = re.compile(rb"<TEXT>[ \t]*\r?\n?(?:<(?:XBRL|PDF|XML|JSON)>[ \t]*\r?\n?)?", re.IGNORECASE)
_FIELD = re.compile(r"<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>([^<\r\n]*)", re.IGNORECASE)
_HEADER_END = re.compile(rb"</(?:SEC|IMS)-HEADER>", re.IGNORECASE)
_PEM = b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----"
_STRIPPED_HEADER_OPENS = b"ACCESSION NUMBER:"
_STRIPPED_HEADER = re.compile(rb"^ACCESSION NUMBER:\s+\d{10}-\d\d-\d{6}", re.MULTILINE)
_STRIPPED_DOCUMENT = re.compile(rb"^((?:8-K|10-[KQ]|6-K|EX-\d)[\w./-]*)\r?\n(\d{1,3})\r?\n", re.MULTILINE)
_HTML = re.compile(rb"<(?:!doctype html|html|body|div|p|font|tr|td|br|span|b)[\s>/]", re.IGNORECASE)
_HTML_OPENS = re.compile(rb"<html[\s>]", re.IGNORECASE)
_HTML_ENDS = re.compile(rb"</html\s*>", re.IGNORECASE)
_HEADER_OPENS = b"<SEC-HEADER>"
_INDEX_HEADERS = re.compile(rb"<!--\s*(<SEC-HEADER>.*?</SEC-HEADER>)\s*-->", re.DOTALL)
_INDEX_HEADERS_WITHIN = 65_536
_NOT_TEXT_TYPES = re.compile(r"GRAPHIC|ZIP|EXCEL|JSON|XML|PDF|COVER|EX-10[0-9]\.|EX-27|XBRL", re.IGNORECASE)
_NOT_TEXT_BODY = re.compile(
    rb"\s*(?:begin [0-7]{3} \S|%PDF-|<PDF>|PK\x03\x04|<\?xml[^>]*>\s*(?:<!--[^>]*-->\s*)*<(?!!doctype html|html)\w)",
    re.IGNORECASE,
)
_RESULT_TYPES = re.compile(r"(?:8-K|10-Q|10-K|6-K|EX-99)", re.IGNORECASE)

TAIL_BYTES = 4096
"""How close to a document's end ``</html>`` stands, whatever wraps the document."""
HEAD_BYTES = 4096
"""How far into a document its TYPE, SEQUENCE, FILENAME, DESCRIPTION and ``<TEXT>`` are looked for."""


@dataclass(frozen=True, slots=True)
class SubmissionDocument:
    """One document: where its bytes lie in the submission, and what the submission calls it."""

    type: str
    """``8-K``, ``EX-99.1``, ``GRAPHIC``; ``""`` for a document that came alone."""
    name: str
    """FILENAME, or ``""``: filings of the 1990s have none."""
    sequence: int
    description: str
    start: int
    end: int
    buffer: bytes = field(repr=False, compare=False)

    @property
    def body(self) -> bytes:
        """The document's bytes: a copy of this slice alone."""
        return self.buffer[self.start : self.end]

    @property
    def text(self) -> str:
        """The body as characters, markup and all. Decoded anew on each call."""
        return decode(self.body)

    @property
    def is_html(self) -> bool:
        return _HTML.search(self.buffer, self.start, min(self.end, self.start + HEAD_BYTES)) is not None

    @property
    def is_text(self) -> bool:
        """Whether people could read it: no graphic, archive, spreadsheet, PDF or data file."""
        return not _NOT_TEXT_TYPES.match(self.type) and not _NOT_TEXT_BODY.match(self.buffer, self.start, self.end)

    @property
    def is_cut_short(self) -> bool:
        """Whether it is HTML that never ends: what came after the cut is not here, and nobody can tell what it said."""
        opens = _HTML_OPENS.search(self.buffer, self.start, min(self.end, self.start + HEAD_BYTES))
        return opens is not None and not _HTML_ENDS.search(
            self.buffer, max(self.start, self.end - TAIL_BYTES), self.end
        )

    @property
    def is_exhibit(self) -> bool:
        return self.type[:2].upper() == "EX"

    @property
    def may_hold_results(self) -> bool:
        """Whether a vote's result could stand in it: the report itself, or an EX-99 beside it."""
        return (not self.type or _RESULT_TYPES.match(self.type) is not None) and self.is_text


@dataclass(frozen=True, slots=True)
class Submission:
    """A header (empty where there was none) and at least one document, except for an index-headers page."""

    header: Header
    documents: tuple[SubmissionDocument, ...]


def read_submission(data: bytes, name: str = "") -> Submission:
    """A full submission, a lone HTML or ASCII document, or an index-headers page. Raises `Unreadable` for the rest."""
    fault = fault_of(data)
    if fault:
        raise Unreadable(f"{name or 'the submission'}: {fault}")
    first = data.find(_OPEN)
    if first >= 0:
        return Submission(_header_before(data, first), tuple(_documents(data)))
    head = data[:_INDEX_HEADERS_WITHIN]
    index = _INDEX_HEADERS.search(head) if _HEADER_OPENS in head else None
    if index:
        return Submission(read_header(decode(index.group(1))), ())
    return _without_tags(data, name)


def _header_before(data: bytes, end: int) -> Header:
    closed = _HEADER_END.search(data, 0, end)
    return read_header(decode(data[: closed.start() if closed else end]))


def _documents(data: bytes) -> Iterator[SubmissionDocument]:
    starts = list(_starts(data))
    ends = [*(start - len(_OPEN) for start in starts[1:]), len(data)]
    for order, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        head_end = min(end, start + HEAD_BYTES)
        body = _BODY.search(data, start, head_end)
        fields = _fields(data, start, body.start() if body else head_end)
        begin = body.end() if body else start
        yield SubmissionDocument(
            type=fields.get("TYPE", ""),
            name=fields.get("FILENAME", ""),
            sequence=int(fields["SEQUENCE"]) if fields.get("SEQUENCE", "").isdecimal() else order,
            description=fields.get("DESCRIPTION", ""),
            start=begin,
            end=_body_end(data, begin, end),
            buffer=data,
        )


def _starts(data: bytes) -> Iterator[int]:
    at = data.find(_OPEN)
    while at >= 0:
        yield at + len(_OPEN)
        at = data.find(_OPEN, at + len(_OPEN))


def _fields(data: bytes, start: int, end: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for field_name, value in _FIELD.findall(decode(data[start:end])):
        found.setdefault(field_name.upper(), value.strip())
    return found


def _body_end(data: bytes, start: int, end: int) -> int:
    """Where a document's text ends: at the last ``</TEXT>`` before the next document, or with the data."""
    for tag in (b"</TEXT>", b"</DOCUMENT>", b"</text>"):
        at = data.rfind(tag, start, end)
        if at >= 0:
            return at
    return end


def _without_tags(data: bytes, name: str) -> Submission:
    """A lone document, or a submission whose SGML tags somebody took away but whose header's lines still stand."""
    head = data[:HEAD_BYTES]
    stripped = _STRIPPED_HEADER.search(head) if _STRIPPED_HEADER_OPENS in head else None
    if not stripped:
        start = _after_pem(data)
        return Submission(Header(), (_lone(data, name, start, len(data)),))
    starts = list(_in_sequence(data, stripped.end()))
    header = read_header(decode(data[: starts[0].start() if starts else HEAD_BYTES]))
    if not starts:
        return Submission(header, (_lone(data, name, stripped.end(), len(data), header.form_type or ""),))
    ends = [*(match.start() for match in starts[1:]), len(data)]
    documents = [
        _lone(data, name if order == 1 else "", match.end(), end, decode(match.group(1)), order)
        for order, (match, end) in enumerate(zip(starts, ends, strict=True), 1)
    ]
    return Submission(header, tuple(documents))


def _after_pem(data: bytes) -> int:
    blank = data.find(b"\n\n", 0, HEAD_BYTES) if data.startswith(_PEM) else -1
    return blank + 2 if blank >= 0 else 0


def _in_sequence(data: bytes, start: int) -> Iterator[re.Match[bytes]]:
    """Where ``8-K`` over ``1``, ``EX-99`` over ``2``… stand: a type and its sequence number, on lines of their own."""
    wanted = 1
    for match in _STRIPPED_DOCUMENT.finditer(data, start):
        if int(match.group(2)) == wanted:
            wanted += 1
            yield match


def _lone(data: bytes, name: str, start: int, end: int, type_: str = "", sequence: int = 1) -> SubmissionDocument:
    return SubmissionDocument(type_, name, sequence, "", start, end, data)
