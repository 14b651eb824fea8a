"""Text set in columns with spaces: justified paragraphs, ruled tables, page marks."""

from __future__ import annotations

import re

from parsers.layout.headings import has_key, starts_paragraph
from parsers.layout.pieces import RULE, Line, read_line
from parsers.layout.typed_table import is_heading, typed_table
from parsers.layout.typeset import RawBlock, RawParagraph

_TAG_LINE = re.compile(r"\s*(?:</?(?:TABLE|CAPTION|S|C|FN|PAGE|F\d+|TEXT|PRE)>\s*)+\d*\s*|PAGE", re.IGNORECASE)
_INLINE_TAG = re.compile(r"</?(?:TABLE|CAPTION|S|C|FN|PAGE|PRE)>", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\s*(?:-\s*)?[1-9]\d{0,2}(?:\s*-)?\s*|\s*page \d+( of \d+)?\s*", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:\*(?=\S)|[•●▪]\s*|o\s{2,}|--?\s+|\(?\w{1,3}[.)]\s+)")
_SHORT_LINE = 50
"""A line shorter than this may be a heading over an indented paragraph; a longer one goes on."""
_LONGEST_LABEL = 62
"""Characters of a line that may be a label beside counts; prose is wider."""
_MOST_BETWEEN = 8
"""Lines of labels and headings between two rows of one table."""


def typed_blocks(lines: list[str]) -> list[RawBlock]:
    """The blocks of a typed text, in reading order."""
    lines = [line.expandtabs(8) if "\t" in line else line for line in lines]
    blocks: list[RawBlock] = []
    at = 0
    for start, end in _tagged_tables(lines):
        blocks += _untagged(_read(lines[at:start]))
        blocks += _tagged(lines[start:end])
        at = end
    return blocks + _untagged(_read(lines[at:]))


def _tagged_tables(lines: list[str]) -> list[tuple[int, int]]:
    """Where ``<TABLE>`` and ``</TABLE>`` stand; one that is not closed before the next is none."""
    tables: list[tuple[int, int]] = []
    opened = -1
    for at, line in enumerate(lines):
        if "<" not in line:
            continue
        tag = line.strip().upper()
        if tag.startswith("<TABLE>"):
            opened = at
        elif tag.endswith("</TABLE>") and opened >= 0:
            tables.append((opened, at + 1))
            opened = -1
    return tables


def _tagged(lines: list[str]) -> list[RawBlock]:
    """A table between its tags: what stands above the line of ``<S>`` and ``<C>`` is its heading."""
    ruler = next((at for at, line in enumerate(lines) if line.lstrip()[:3].upper() == "<S>"), 0)
    heading, body = _read(lines[:ruler]), _read(lines[ruler:])
    if not any(line.counts for line in body):
        return _paragraphs(heading + body)
    if not ruler:
        return _untagged(body)
    return [typed_table(heading, body)]


def _read(lines: list[str]) -> list[Line]:
    """Lines without page marks, page numbers and tags; no word changes its column."""
    return [read_line(_without_tags(line)) for line in lines]


def _without_tags(line: str) -> str:
    if _TAG_LINE.fullmatch(line) or _PAGE_NUMBER.fullmatch(line):
        return ""
    return _INLINE_TAG.sub(lambda match: " " * len(match[0]), line) if "<" in line else line


def _untagged(lines: list[Line]) -> list[RawBlock]:
    """Blocks of lines where nothing but their spacing says what is a table."""
    blocks: list[RawBlock] = []
    prose: list[Line] = []
    at = 0
    while at < len(lines):
        if not _is_row(lines, at):
            prose.append(lines[at])
            at += 1
            continue
        end = _table_end(lines, at)
        heading, label = _take_above(prose)
        blocks += _paragraphs(prose)
        prose = []
        blocks.append(typed_table(heading, [*label, *lines[at:end]]))
        at = end
    return blocks + _paragraphs(prose)


def _is_row(lines: list[Line], at: int) -> bool:
    """Whether a line is a row and not the end of a sentence's line: the line below does not go on with it."""
    counts = lines[at].counts
    if len(counts) != 1:
        return bool(counts)
    below = lines[at + 1].text.lstrip() if at + 1 < len(lines) else ""
    return not below[:1].islower()


def _table_end(lines: list[Line], start: int) -> int:
    """The line after a table's last row. What stands between two rows must be labels or a repeated heading."""
    end = at = start + 1
    between = 0
    while at < len(lines) and between < _MOST_BETWEEN:
        line = lines[at]
        if _is_row(lines, at):
            end, between = at + 1, 0
        elif not line.is_blank:
            if _ends_table(line, after_blank=lines[at - 1].is_blank):
                break
            between += 1
        elif at - end > 2 * _MOST_BETWEEN:
            break
        at += 1
    return _with_wrapped_label(lines, end)


def _ends_table(line: Line, *, after_blank: bool) -> bool:
    """Whether a line is no part of a table: a list's next number, a sentence, or wide prose."""
    if line.is_rule or is_heading(line):
        return False
    words = line.words
    if starts_paragraph(words) or (len(words) > _LONGEST_LABEL and len(line.pieces) < 3):
        return True
    return after_blank and words[-1] in ".:;"


def _with_wrapped_label(lines: list[Line], end: int) -> int:
    """A table's end, past the deeper lines directly below the last row that end its label."""
    row = lines[end - 1]
    while end < len(lines) and _hangs(lines[end], row):
        end += 1
    return end


def _hangs(line: Line, row: Line) -> bool:
    """Whether a line stands deeper than the row above it, in the labels' column."""
    if line.is_blank or line.is_rule or starts_paragraph(line.words) or not row.counts:
        return False
    return _indent(line.text) > _indent(row.text) and line.pieces[-1].end < row.counts[0].start


def _take_above(prose: list[Line]) -> tuple[list[Line], list[Line]]:
    """Remove from the end of ``prose`` a table's heading, and the first lines of its first row's label below it."""
    label_at = len(prose)
    while label_at and len(prose) - label_at < 5 and _is_label(prose[label_at - 1]):
        label_at -= 1
    for below in (label_at, len(prose)):
        start = _heading_start(prose, below)
        if any(has_key(line.text) for line in prose[start:below]):
            taken = prose[start:below], prose[below:]
            del prose[start:]
            return taken
    return [], []


def _is_label(line: Line) -> bool:
    """Whether a line could be part of the words beside counts."""
    words = line.words
    if not words or len(words) > _LONGEST_LABEL or words[-1] in ".:;" or line.is_rule:
        return False
    return not is_heading(line) and not starts_paragraph(words)


def _heading_start(prose: list[Line], end: int) -> int:
    """Where the heading that ends before line ``end`` begins: lines of column names, rules, blanks between them."""
    start = end
    seen = 0
    while start and seen < _MOST_BETWEEN and end - start < 3 * _MOST_BETWEEN:
        line = prose[start - 1]
        if not line.is_blank:
            if not (is_heading(line) or line.is_rule):
                break
            seen += 1
        start -= 1
    while start < end and (prose[start].is_blank or (prose[start].is_rule and len(prose[start].pieces) == 1)):
        start += 1
    return start


def _paragraphs(lines: list[Line]) -> list[RawBlock]:
    """Paragraphs: a blank line, a list's mark or a deeper first line begins one."""
    paragraphs: list[list[str]] = []
    fresh = True
    for line in lines:
        if line.is_blank:
            fresh = True
        elif RULE.fullmatch(line.text):
            paragraphs.append([line.text])
            fresh = True
        else:
            if fresh or _begins(line.text, paragraphs[-1]):
                paragraphs.append([line.text])
            else:
                paragraphs[-1].append(line.text)
            fresh = False
    return [RawParagraph(_joined(part)) for part in paragraphs]


def _begins(line: str, paragraph: list[str]) -> bool:
    """Whether a line begins a paragraph of its own, and does not hang below a list's mark or run on."""
    if _BULLET.match(line):
        return True
    above = paragraph[-1]
    if _indent(line) <= _indent(above) + 1:
        return False
    marked = _BULLET.match(paragraph[0])
    if marked and len(paragraph) == 1 and abs(_indent(line) - marked.end()) <= 1:
        return False
    said = above.strip()
    return said[-1] in ".:;!?" or len(said) < _SHORT_LINE


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _joined(lines: list[str]) -> str:
    """Lines as one text, without a space after a word that was cut at a hyphen."""
    parts: list[str] = []
    for line in lines:
        words = " ".join(line.split())
        cut = parts and parts[-1][-1:] == "-" and parts[-1][-2:-1].isalpha() and words[:1].islower()
        parts += [words] if cut or not parts else [" ", words]
    return "".join(parts)
