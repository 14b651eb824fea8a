"""How much of a filing is read at most. What holds more is no filing of a meeting's results, and is refused in a line
before it takes memory: layout needs some forty bytes for each byte of a table.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.errors import Unreadable
from parsers.submission import SubmissionDocument
from parsers.votes.ballot import Ballot

LARGEST_TEXT = 64_000_000
"""Bytes of the documents that could tell results, together. The largest report of a year has three million."""
MOST_ROWS = 200_000
"""Of their tables, together. A trust of sixty funds that elects twelve trustees prints two thousand."""
MOST_MATTERS = 5_000
"""Proposals and nominees of one filing."""


def refuse_too_much_text(documents: Sequence[SubmissionDocument]) -> None:
    """Raise `Unreadable` where these documents are larger, or hold more rows, than is read."""
    size = sum(document.end - document.start for document in documents)
    if size > LARGEST_TEXT:
        raise Unreadable(f"{size / 1e6:.0f} MB of text, and no more than {LARGEST_TEXT / 1e6:.0f} are read")
    if size < MOST_ROWS * len(b"<tr>"):
        return
    rows = sum(one.buffer.count(tag, one.start, one.end) for one in documents for tag in (b"<tr", b"<TR"))
    if rows > MOST_ROWS:
        raise Unreadable(f"tables of {rows:,} rows, and no more than {MOST_ROWS:,} are read")


def refuse_too_many_matters(ballots: Sequence[Ballot]) -> None:
    """Raise `Unreadable` where a filing tells of more proposals and nominees than any meeting has."""
    told = sum(1 + len(ballot.candidates) for ballot in ballots)
    if told > MOST_MATTERS:
        raise Unreadable(f"{told:,} proposals and nominees, and no meeting has more than {MOST_MATTERS:,}")
