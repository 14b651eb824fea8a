"""Plain text to blocks: paragraphs and tables by their spacing, and page marks taken out.

Two makes of plain text are told apart. *Typed* text is set in columns with spaces (everything before 2001); *rendered*
text is what is left of HTML when somebody kept only its words, one table row a line (`parsers.layout.rendered`).
"""

from __future__ import annotations

import re

from parsers.layout.rendered import rendered_blocks
from parsers.layout.typed import typed_blocks
from parsers.layout.typeset import RawBlock

_TYPED_TAGS = re.compile(r"^\s*<(?:PAGE|TABLE|CAPTION|S|C)>", re.IGNORECASE | re.MULTILINE)
_GAP = re.compile(r"\S {3,}\S")
_SINGLE_SPACED = re.compile(r"\d,\d{3} (?:\d|[-–—]|N/A)")
_SPACED = re.compile(r"[\d-] {2,}\$? *\d{1,3},\d{3}")
"""Counts a single space apart, or more: no typist set columns without gaps."""
_JUSTIFIED = re.compile(r"[a-z,.] {2,}[A-Za-z]")
_FEWEST = 3
"""Lines that must look typed; one or two may come of a careless renderer."""
_LONGEST_TYPED = 140
"""Typed lines end near column 80; wide tables reach 132."""
_SAMPLE = 4000
_DASH_ESCAPED = re.compile(r"^- (?=-)", re.MULTILINE)
_ODD_ENDS = re.compile(r"\r\n?|[\x0c\x0b\u2028\u2029\x85]")
_INVISIBLE = re.compile("[\u0000\u200b\u200c\u200d\u2060\ufeff\u00ad]")


def plain_blocks(source: str) -> list[RawBlock]:
    """The blocks of a plain text, in reading order."""
    if _INVISIBLE.search(source):
        source = _INVISIBLE.sub("", source)
    source = _DASH_ESCAPED.sub("", _ODD_ENDS.sub("\n", source))
    lines = [line.replace("\u00a0", " ").rstrip("\n") for line in source.split("\n")]
    return typed_blocks(lines) if is_typed(lines) else rendered_blocks(lines)


def is_typed(lines: list[str]) -> bool:
    """Whether lines were set with spaces by hand: page and table tags, or columns that line up by gaps."""
    said = [line.rstrip() for line in lines[:_SAMPLE] if line.strip()]
    if any(_TYPED_TAGS.match(line) for line in said):
        return True
    if not said or sum(len(line) > _LONGEST_TYPED for line in said) > len(said) // 50:
        return False
    if sum(_SINGLE_SPACED.search(line) is not None for line in said) > sum(
        _SPACED.search(line) is not None for line in said
    ):
        return False
    indented = sum(line.startswith("   ") for line in said)
    gaps = sum(_GAP.search(line) is not None for line in said)
    justified = sum(_JUSTIFIED.search(line) is not None for line in said)
    return any(few >= _FEWEST and few * share > len(said) for few, share in ((gaps, 20), (indented, 5), (justified, 5)))
