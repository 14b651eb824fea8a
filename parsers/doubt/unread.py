"""Figures that look like votes and were not read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.document import Span, Table
from parsers.doubt.findings import Finding, Reading, failed
from parsers.votes.ballot import Ballot
from parsers.votes.fields import FoundCount
from parsers.votes.pieces import Row, Stream, Text
from parsers.words.needed import guarded
from parsers.words.numbers import Number, NumberKind, numbers_in

_VOTES = re.compile(r"\b(?:votes?|voted|abst\w+|withheld|against|in\s+favou?r|non-?\s?votes?)\b", re.IGNORECASE)
_OF_THE_MEETING = re.compile(
    r"\b(?:outstanding|entitled|eligible|represent\w*|present\b|quorum|issued|record\s+date|authori[sz]ed|issuance|in\s+person|par\s+value|redeem\w*|redempt\w*|convert\w*|tender\w*|"
    r"beneficial\w*|exercis\w*|holders?\s+of\s+(?:an\s+aggregate\s+of\s+)?[\d,]+|one\s+vote\s+(?:per|for)|increase|reserve\w*|available|reverse|split|grant\w*|award\w*|purchase|acquire|issue\b|common\s+stock\s+were|cast\s+(?:at|in)\s+the|voting\s+power|total\s+of)\b",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"\s+(?:affirmative\s+)?(?:votes?|shares?)\s+(?:(?:was|were|that)\s+)*(?:required|needed|necessary)\b",
    re.IGNORECASE,
)
"""How many votes it would have taken."""
ROW_LENGTH = 160
"""Characters; a row of a table with a name and its counts is shorter."""
LARGE = 1000
"""Smaller figures are too common in titles to look like counts."""
_GROUPED = re.compile(r"\d\d{0,2}(?:,\d{3})+(?:\.\d+)?")


def used_spans(ballots: list[Ballot] | tuple[Ballot, ...]) -> set[Span]:
    """Where every count that was read stands."""
    used: set[Span] = set()
    for ballot in ballots:
        used |= set(ballot.left_out)
        used |= _spans(ballot.counts) | _spans(ballot.frequency or {})
        for one in ballot.classes:
            used |= _spans(one.counts)
        for candidate in ballot.candidates:
            used |= _spans(candidate.counts)
            for one in candidate.classes:
                used |= _spans(one.counts)
    return used


def _spans(counts: dict[str, FoundCount]) -> set[Span]:
    return {found.span for found in counts.values()}


def unread_rows(reading: Reading) -> Iterator[Finding]:
    """Every row of counts became part of a proposal."""
    used = used_spans(list(reading.ballots))
    values = {v for b in reading.ballots for v in _values(b)}
    for stream in reading.streams:
        for piece in stream.pieces:
            if not isinstance(piece, Row):
                continue
            left = [f for f in piece.tally.counts.values() if f.span not in used and f.value not in values]
            if left or (not piece.tally.counts and piece.tally.doubts):
                words = stream.words(piece.span)
                yield failed("unread counts", f"counts that became no part of a proposal: {words[:120]}")


def _values(ballot: Ballot) -> Iterator[object]:
    for counts in (ballot.counts, ballot.frequency or {}, *(c.counts for c in ballot.classes)):
        yield from (f.value for f in counts.values())
    for candidate in ballot.candidates:
        for counts in (candidate.counts, *(c.counts for c in candidate.classes)):
            yield from (f.value for f in counts.values())


def unread_figures(reading: Reading) -> Iterator[Finding]:
    """No sentence about votes holds a large figure that nothing was made of."""
    values = {v for b in reading.ballots for v in _values(b)}
    for stream in reading.streams:
        for piece in stream.pieces:
            if isinstance(piece, Text) and _GROUPED.search(stream.document.words(piece.span)):
                yield from _in_text(stream, piece, values, reading.used)
                yield from _row_like(stream, piece, values, reading.used)


def rounded_votes(reading: Reading) -> Iterator[Finding]:
    """No votes are told in round figures alone: such are nobody's exact count, and left out."""
    for stream in reading.streams:
        for piece in stream.pieces:
            if isinstance(piece, Text):
                text = stream.document.text[piece.span.start : piece.span.end]
                yield from _rounded(text)
                if _IN_THOUSANDS.search(text):
                    yield failed("round figures", f"votes are told in thousands or millions: {text.strip()[:120]}")


_IN_THOUSANDS = guarded(
    r"\b(?:votes?|shares?|tabulation|tally|tallies|results?)\b[^.;]{0,60}[\s(]in\s+(?:thousands|millions)\b",
    re.IGNORECASE,
)


def _rounded(text: str) -> Iterator[Finding]:
    """One finding is enough for a text."""
    for number in numbers_in(text) if "illion" in text or "thousand" in text else ():
        near = text[max(0, number.span.start - 70) : number.span.end + 70]
        if number.kind is NumberKind.ROUNDED and _VOTES.search(near) and not _OF_THE_MEETING.search(near):
            yield failed("round figures", f"votes are told in round figures and were left out: {near.strip()}")
            return


def _is_large(stream: Stream, number: Number) -> bool:
    return (number.value or 0) >= LARGE and "," in stream.document.words(number.span)


def _row_like(stream: Stream, piece: Text, values: set[object], used: frozenset[Span]) -> Iterator[Finding]:
    """A short text with several figures, as a table's row has them, that nothing was made of."""
    text = stream.document.text[piece.span.start : piece.span.end]
    if len(text) > ROW_LENGTH or _OF_THE_MEETING.search(text):
        return
    figures = [n for n in numbers_in(text, piece.span.start) if n.is_count and _is_large(stream, n)]
    if len(figures) > 1 and all(n.value not in values and n.span not in used for n in figures):
        yield failed("unread figures", f"a text that looks like a row of counts was not read: {text}")


def _in_text(stream: Stream, piece: Text, values: set[object], used: frozenset[Span]) -> Iterator[Finding]:
    text = stream.document.text[piece.span.start : piece.span.end]
    for number in numbers_in(text, piece.span.start):
        at = number.span.start - piece.span.start
        if (
            not number.is_count
            or number.value in values
            or number.span in used
            or not _GROUPED.fullmatch(text, at, at + number.span.end - number.span.start)
        ):
            continue
        if _NEEDED.match(text, number.span.end - piece.span.start):
            continue
        near = text[max(0, at - 70) : at + 90]
        if _VOTES.search(near) and not _OF_THE_MEETING.search(text[max(0, at - 160) : at + 160]):
            yield failed("unread figures", f"a figure beside the word vote was not read: {near.strip()}")


def unread_tables(reading: Reading) -> Iterator[Finding]:
    """No table of a passage that has counts was left unread."""
    used = used_spans(list(reading.ballots)) | set(reading.used)
    starts = {span.start for span in used} | {s.start for stream in reading.streams for s in stream.passed_over}
    for stream in reading.streams:
        made = {p.span.start for p in stream.pieces if isinstance(p, Row) and p.tally.counts}
        for block in stream.blocks:
            if isinstance(block, Table):
                yield from _unread_table(stream, block, starts, made)


def _unread_table(stream: Stream, table: Table, starts: set[int], made: set[int]) -> Iterator[Finding]:
    for row in table.rows:
        if row.span.start in made:
            continue
        figures = [m.start() + row.span.start for m in _GROUPED.finditer(stream.document.words(row.span))]
        if len(figures) >= 2 and not starts.intersection(figures):
            yield failed("unread tables", f"a row of figures was not read: {stream.words(row.span)[:120]}")
