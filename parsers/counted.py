"""Whether a stretch of a document counts votes: asked before anything is read from it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.document import Block, Document, Paragraph, Table
from parsers.words.numbers import numbers_in
from parsers.words.remembered import remembered

_VOTE_WORDS = (
    re.compile(r"\b(?:for|in\s+favou?r|favou?rable|affirmative|yes|yeas?|approve[ds]?)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:against|withh\w+|abst\w+|opposed|negative|nays?|disapprove[ds]?|non-?votes?)\b|\byes\b.{0,40}\bno\b",
        re.IGNORECASE,
    ),
)
_SIDES = r"(?:for|in\s+favou?r|against|opposed|abst\w+|withh\w+|affirmative|broker\s+non-?votes?)"
_COUNT = r"(?:\d{1,3}(?:,\d{3})+|\d+|-0-)(?:\.\d+)?"
_TALLY = re.compile(
    rf"\b{_COUNT}\s+(?:(?:shares?|votes?|units?|proxies|were|was|cast|voted|voting|had|having)\s+){{0,5}}{_SIDES}\b"
    rf"|\b{_SIDES}\b\s*(?:[:;,=–—-]|\bof\b|\bwere\b|\bwas\b)?\s*{_COUNT}(?![\d%])",
    re.IGNORECASE,
)
"""A count beside the side that it is for: ``1,234 votes against``, ``Abstain: 56``."""
_DIGIT = re.compile(r"\d")
_YEARS = re.compile(r"\b(one|two|three|[123])\s+years?\b", re.IGNORECASE)


def counts_votes(document: Document, blocks: Sequence[Block]) -> bool:
    """Whether votes are counted here: words for both sides of a vote, with counts beside them."""
    return any(_block_counts(document.words(block.span), isinstance(block, Table)) for block in blocks) or _lines_count(
        document, blocks
    )


def counts_in_its_place(document: Document, blocks: Sequence[Block]) -> bool:
    """The same for text made for results, where any row with two counts is a tally, whatever its columns are called."""
    if counts_votes(document, blocks):
        return True
    if sum(_tallies(document.words(block.span)) for block in blocks) >= 2:
        return True
    rows = (document.words(row.span) for block in blocks if isinstance(block, Table) for row in block.rows)
    return any(sum(n.is_count for n in numbers_in(row)) >= 2 for row in rows)


_SIDE_HEADING = re.compile(
    r"\W*(?:(?:number\s+of|total)\s+)?(?:votes?|shares?)?\s*(?:cast|voted)?\s*"
    r"(?:for|in\s+favou?r|against|opposed|withh\w+|abst\w+|broker\s+non-?votes?)\W*",
    re.IGNORECASE,
)


def has_table_of_sides(document: Document) -> bool:
    """Whether a table has a row of headings with two sides of a vote: ``Series | For | Against | Abstain``."""
    rows = (row for block in document.blocks if isinstance(block, Table) for row in block.rows)
    return any(sum(bool(_SIDE_HEADING.fullmatch(document.words(c.span))) for c in row.cells) >= 2 for row in rows)


_LARGE = re.compile(r"\d,\d{3}")
_OF_HOLDERS = re.compile(r"\b(?:meeting|\w*holders|proposals?|nominees?|trustees?)\b", re.IGNORECASE)


def has_prose_of_sides(document: Document) -> bool:
    """Whether a sentence counts holders' votes on two sides: ``FOR 27,602,342, AGAINST 4,289,440``."""
    paragraphs = (document.words(b.span) for b in document.blocks if isinstance(b, Paragraph))
    asked = (_LARGE, *_VOTE_WORDS, _OF_HOLDERS)
    return any(all(pattern.search(words) for pattern in asked) and _tallies(words) >= 2 for words in paragraphs)


def _tallies(words: str) -> int:
    return len(_TALLY.findall(words)) if _DIGIT.search(words) else 0


@remembered
def _block_counts(words: str, table: bool) -> bool:
    if not table:
        return _tallies(words) >= 2
    years = {year.lower() for year in _YEARS.findall(words)} if "year" in words.lower() else set[str]()
    if len(years) < 2 and not all(side.search(words) for side in _VOTE_WORDS):
        return False
    return any(n.is_count and not n.nought for n in numbers_in(words))


_SIDE_LINE = re.compile(
    r"^\W*(?:(?:number\s+)?of\s+)?(?:votes?\s+|shares?\s+)?(?:for|against|withh\w+|abst\w+|broker\s+non-?votes?"
    r"|in\s+favou?r)\b[^\d]{0,40}(?:[\d,.]+|-0-|[–—-]|none)\s*$"
    r"|^\W*(?:votes?\s+)?(?:for|against|withh\w+|abst\w+)\W*$",
    re.IGNORECASE,
)


def _lines_count(document: Document, blocks: Sequence[Block]) -> bool:
    lines = [document.words(b.span) for b in blocks if isinstance(b, Paragraph) and b.span.end - b.span.start < 120]
    return sum(bool(_SIDE_LINE.match(line)) for line in lines) >= 2
