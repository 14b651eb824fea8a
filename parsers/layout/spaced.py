"""Tables that a page sets as paragraphs, their columns held apart by blanks or tabs: rows without a table's tags."""

from __future__ import annotations

import re

from parsers.layout.headings import is_heading_line
from parsers.layout.rendered import rendered_blocks
from parsers.layout.typeset import RawBlock, RawParagraph, RawTable

_ENDS_IN_COUNTS = re.compile(r"\d,\d{3}\)?\s+(?:\d[\d,.]*|[-–—]{1,3}|-0-|N/A)(?:\s*%)?$", re.IGNORECASE)
_ENDINGS = frozenset("0123456789-–—Aa%")
_LONGEST = 240
"""Characters of a paragraph that may be a row; a sentence that ends in two counts is longer, or ends in a point."""
_MOST_HEADINGS = 6


def with_spaced_tables(blocks: list[RawBlock]) -> list[RawBlock]:
    """The blocks with runs of paragraphs that are rows, and the headings over them, made tables."""
    if not any(_is_row(block) for block in blocks):
        return blocks
    out: list[RawBlock] = []
    at = 0
    while at < len(blocks):
        if not _is_row(blocks[at]):
            out.append(blocks[at])
            at += 1
            continue
        end = at
        while end < len(blocks) and _is_row(blocks[end]):
            end += 1
        heading = _heading_of(out)
        rows = [block for block in blocks[at:end] if isinstance(block, RawParagraph)]
        made = rendered_blocks([block.text for block in [*heading, *rows]])
        out += made if any(isinstance(block, RawTable) for block in made) else [*heading, *rows]
        at = end
    return out


def _is_row(block: RawBlock) -> bool:
    if type(block) is not RawParagraph:
        return False
    text = block.text
    return text[-1] in _ENDINGS and len(text) < _LONGEST and _ENDS_IN_COUNTS.search(text) is not None


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
