"""Text that somebody rendered from HTML: one table row a line, its cells a single space apart.

A line is a row only when what stands at its end can be nothing but counts; a sentence that holds numbers stays one.
"""

from __future__ import annotations

import re
from itertools import pairwise

from parsers.layout.counts import is_count, is_grouped, is_year, unstuck
from parsers.layout.headings import (
    has_key,
    is_carrier_line,
    is_heading_line,
    names_one,
    split_heading,
    starts_paragraph,
)
from parsers.layout.typeset import RawBlock, RawParagraph, RawRow, RawTable

_TERMINAL = re.compile(r"[.:;!?][\"”’)]*$")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s*[A-Z]")
_OPENING = re.compile(
    r"(?:On|At|The|In|As|There|Based|Stockholders|Shareholders|Holders|Each|A|An|All|Of|For|To|Set)\b"
)
_RUNS_ON = re.compile(
    r"\b(?:the|of|and|a|an|to|by|for|in|or|with|that|as|on|at|from|its|their|was|were|is|are|which|who|no\.|inc\.|mr\.|messrs\.|dr\.)$|[,(“—–&-]$",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{1,2},?$",
    re.IGNORECASE,
)
_UNWRAPPED = 400
"""A line longer than this is a paragraph of its own: the text was not wrapped."""


def rendered_blocks(lines: list[str]) -> list[RawBlock]:
    """The blocks of a rendered text: tables of the lines that are rows, paragraphs of the rest."""
    rows = [_cells(line) for line in lines]
    for at, cells in enumerate(rows):
        if cells and not _is_row(lines, rows, at):
            rows[at] = []
    blocks: list[RawBlock] = []
    prose: list[str] = []
    at = 0
    while at < len(lines):
        if not rows[at]:
            prose.append(lines[at])
            at += 1
            continue
        heading = _take_heading(prose)
        blocks += _paragraphs(prose)
        prose = []
        end = at
        while end < len(lines) and (rows[end] or _bridges(lines, rows, end)):
            end += 1
        table = _table(heading, rows[at:end])
        blocks.append(table)
        at = end
    return blocks + _paragraphs(prose)


def _bridges(lines: list[str], rows: list[list[str]], at: int) -> bool:
    """Whether a blank line stands between two rows of one table."""
    return not lines[at].strip() and at + 1 < len(lines) and bool(rows[at + 1])


def _cells(line: str) -> list[str]:
    """``[label, count, count…]`` of a line that ends in counts, an empty string for an empty cell; else nothing."""
    tokens = [part for token in line.strip().split(" ") for part in unstuck(token)]
    first = len(tokens)
    while first and (not tokens[first - 1] or is_count(tokens[first - 1])):
        first -= 1
    while first < len(tokens) and not tokens[first]:
        first += 1
    counts = tokens[first:]
    label = " ".join(token for token in tokens[:first] if token)
    if any(c.isdigit() for token in counts for c in token) or (counts and names_one(label)):
        return [label, *counts]
    return []


def _is_row(lines: list[str], rows: list[list[str]], at: int) -> bool:
    label, *counts = rows[at]
    said = [count for count in counts if count]
    if _runs_into(lines, at, label, said):
        return False
    if len(said) > 1:
        return len(label) < 600 and (
            any(map(is_grouped, said)) or len(said) > 2 or not label or has_key(_line_above(lines, at))
        )
    if is_year(said[0]) or _MONTH_DAY.search(label):
        return False
    if names_one(label):
        return True
    if not label:
        return is_grouped(said[0]) and has_key(_line_above(lines, at))
    return is_grouped(said[0]) and len(label.split()) < 7 and _like_neighbours(rows, at)


def _line_above(lines: list[str], at: int) -> str:
    return next((line for line in reversed(lines[max(0, at - 3) : at]) if line.strip()), "")


def _like_neighbours(rows: list[list[str]], at: int) -> bool:
    """Whether the line above or below has a label and one count too."""
    near = [rows[i] for i in (at - 1, at + 1) if 0 <= i < len(rows)]
    return any(len(row) == 2 and is_grouped(row[1]) and len(row[0].split()) < 7 for row in near if row)


def _runs_into(lines: list[str], at: int, label: str, said: list[str]) -> bool:
    """Whether the numbers at a line's end are the middle of a sentence that goes on below."""
    below = lines[at + 1].strip() if at + 1 < len(lines) else ""
    if below[:1].islower():
        return True
    if _MONTH_DAY.search(label) and len(said) == 1:
        return True
    return len(said) == 1 and _RUNS_ON.search(label) is not None and not names_one(label)


def _take_heading(prose: list[str]) -> list[str]:
    """Remove from the end of ``prose`` the lines that are a heading over counts, and return them."""
    start = len(prose)
    while start and (not prose[start - 1].strip() or is_heading_line(prose[start - 1])) and len(prose) - start < 12:
        start -= 1
    while start < len(prose) and not (has_key(prose[start]) or is_carrier_line(prose[start])):
        start += 1
    heading = prose[start:]
    if not any(has_key(line) for line in heading):
        return []
    del prose[start:]
    return [line for line in heading if line.strip()]


def _table(heading: list[str], rows: list[list[str]]) -> RawTable:
    headings = split_heading(" ".join(heading))
    said = [row for row in rows if row]
    labelled = any(row[0] for row in said)
    columns = max(len([c for c in row[1:] if c]) for row in said)
    keyed = [h for h in headings if has_key(h)]
    wanted = len(keyed) if keyed else columns
    out: list[RawRow] = []
    if headings:
        out.append(_heading_row(headings, labelled))
    out += [_row(row, wanted) for row in said]
    return RawTable(out, ruled=False)


def _heading_row(headings: list[str], labelled: bool) -> RawRow:
    """Column 0 is the label's, whether or not it has a heading."""
    first = 0 if not has_key(headings[0]) and labelled else 1
    return [(column, 1, text) for column, text in enumerate(headings, first)]


def _row(row: list[str], wanted: int) -> RawRow:
    label, *counts = row
    said = [count for count in counts if count]
    if len(said) >= wanted or len(counts) > wanted:
        counts = said
    cells = [(0, 1, label)] if label else []
    return cells + [(column, 1, count) for column, count in enumerate(counts, 1) if count]


def _paragraphs(lines: list[str]) -> list[RawBlock]:
    """Paragraphs of lines that may or may not have been wrapped."""
    paragraphs: list[list[str]] = []
    if lines and lines[0].strip():
        paragraphs.append([lines[0].strip()])
    for above, line in pairwise(lines):
        text = line.strip()
        if not text:
            continue
        goes_on = _continues(above, text) if above.strip() else text[0].islower()
        if paragraphs and goes_on:
            paragraphs[-1].append(text)
        else:
            paragraphs.append([text])
    return [RawParagraph(" ".join(" ".join(part).split())) for part in paragraphs]


def _continues(above: str, text: str) -> bool:
    """Whether ``text`` goes on with the paragraph that ``above`` is the last line of."""
    above = above.strip()
    if above.isdecimal() or _NUMBERED.match(text):
        return False
    if text[0].islower() or _RUNS_ON.search(above):
        return True
    if len(above) > _UNWRAPPED or _TERMINAL.search(above) or starts_paragraph(text):
        return False
    if len(above.split()) <= 2 and not above.isupper() and not above[-1].isdigit():
        return True
    if _OPENING.match(text):
        return len(above) > 90
    return True
