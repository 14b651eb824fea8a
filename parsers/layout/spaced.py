"""Tables that a page sets as paragraphs, their columns held apart by blanks or tabs: rows without a table's tags."""

from __future__ import annotations

import re

from parsers.layout.headings import has_key, is_heading_line
from parsers.layout.rendered import rendered_blocks
from parsers.layout.typeset import RawBlock, RawParagraph, RawTable

_COUNT = r"(?:\(?\d[\d,.]*\)?|[-–—]{1,3}|-0-|N/A)(?:\s*%)?"
_ENDS_IN_COUNTS = re.compile(rf"(?:^|\s){_COUNT}\s+{_COUNT}$", re.IGNORECASE)
_WITH_THOUSANDS = re.compile(r"\d,\d{3}\)?\s+\S+(?:\s*%)?$")
_ENDINGS = frozenset("0123456789-–—Aa%)")
_STARTS = frozenset("(0123456789-–—Nn%")
"""What the words of a count begin with."""
_LONGEST = 240
"""Characters of a paragraph that may be a row; a sentence that ends in two counts is longer, or ends in a point."""
_LONGEST_COUNTS = 80
"""Characters that two counts and the space between them fill."""
_MOST_HEADINGS = 6


def with_spaced_tables(blocks: list[RawBlock]) -> list[RawBlock]:
    """The blocks with runs of paragraphs that are rows, and the headings over them, made tables."""
    likely = [at for at, block in enumerate(blocks) if _ends_in_counts(block)]
    rows = _rows_among(likely, blocks) if likely else set()
    if not rows:
        return blocks
    out: list[RawBlock] = []
    run: list[RawParagraph] = []
    for at, block in enumerate(blocks):
        if at in rows and isinstance(block, RawParagraph):
            run.append(block)
            continue
        out += _made(out, run)
        run = []
        out.append(block)
    return out + _made(out, run)


def _ends_in_counts(block: RawBlock) -> bool:
    if type(block) is not RawParagraph:
        return False
    text = block.text
    if text[-1] not in _ENDINGS or len(text) >= _LONGEST:
        return False
    *_, before, last = ("", "", *text.rsplit(None, 2))
    if last[0] not in _STARTS or before[:1] not in _STARTS:
        return False
    return _ENDS_IN_COUNTS.search(text, max(0, len(text) - _LONGEST_COUNTS)) is not None


def _rows_among(likely: list[int], blocks: list[RawBlock]) -> set[int]:
    """Those that are rows: by a count of thousands before their last, under a heading, or beside a row."""
    rows = {at for at in likely if _WITH_THOUSANDS.search(_text(blocks[at])) or _names_votes(blocks, at - 1)}
    for order in (likely, likely[::-1]):
        for at in order:
            if at - 1 in rows or at + 1 in rows:
                rows.add(at)
    return rows


def _text(block: RawBlock) -> str:
    return block.text if isinstance(block, RawParagraph) else ""


def _names_votes(blocks: list[RawBlock], at: int) -> bool:
    text = _text(blocks[at]) if at >= 0 else ""
    return is_heading_line(text) and has_key(text)


def _made(before: list[RawBlock], run: list[RawParagraph]) -> list[RawBlock]:
    """The table that a run of rows makes with the headings that end ``before``; the paragraphs if it makes none."""
    if not run:
        return []
    heading = _heading_of(before)
    made = rendered_blocks([block.text for block in [*heading, *run]])
    return made if any(isinstance(block, RawTable) for block in made) else [*heading, *run]


def _heading_of(blocks: list[RawBlock]) -> list[RawParagraph]:
    """Remove the paragraphs at the end that only name columns, and return them."""
    heading: list[RawParagraph] = []
    while blocks and len(heading) < _MOST_HEADINGS:
        last = blocks[-1]
        if not isinstance(last, RawParagraph) or not is_heading_line(last.text):
            break
        heading.insert(0, last)
        blocks.pop()
    return heading
