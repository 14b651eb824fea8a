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
    is_nearly_heading,
    names_one,
    starts_paragraph,
)
from parsers.layout.rendered_table import rendered_table
from parsers.layout.typeset import RawBlock, RawParagraph

_TERMINAL = re.compile(r"[.:;!?][\"”’)]*$")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s*[A-Z]")
_OPENING = re.compile(
    r"(?:On|At|The|In|As|There|Based|Stockholders|Shareholders|Holders|Each|A|An|All|Of|For|To|Set)\b"
)
_RUNS_ON = re.compile(
    r"\b(?:the|of|and|a|an|to|by|for|in|or|with|that|as|on|at|from|its|their|was|were|is|are|which|who|no\.|inc\.|corp\.|co\.|ltd\.|mr\.|messrs\.|dr\.)$|[,(“—–&-]$",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{1,2},?$",
    re.IGNORECASE,
)
_LONGEST_LABEL = 600
"""Characters of a whole proposal that stands before its counts."""
_PAGE_NUMBER = re.compile(r"[-–—]?\s*[1-9]\d{0,2}\s*[-–—]|page\s+\d+(?:\s+of\s+\d+)?", re.IGNORECASE)
"""``- 3 -``, ``3-``; a nought between dashes is a count."""
_MARK_ALONE = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]", re.IGNORECASE)
_UNWRAPPED = 400
"""A line longer than this is a paragraph of its own: the text was not wrapped."""


def rendered_blocks(lines: list[str]) -> list[RawBlock]:
    """The blocks of a rendered text: tables of the lines that are rows, paragraphs of the rest."""
    lines = _paired(["" if _PAGE_NUMBER.fullmatch(line.strip()) else line for line in lines])
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
        heading = _take_heading(prose, under_names=names_one(rows[at][0]))
        blocks += _paragraphs(prose)
        prose = []
        end = at
        while end < len(lines) and (rows[end] or _bridges(lines, rows, end)):
            end += 1
        blocks.append(rendered_table(heading, rows[at:end]))
        at = end
    return blocks + _paragraphs(prose)


def _paired(lines: list[str]) -> list[str]:
    """Lines with the counts put behind their names, where a name and its count stand on lines that run into the next.

    ``For`` / ``48,009,750 Against`` / ``1,282,159`` is two rows (0001674862-20-000013).
    """
    out: list[str] = []
    at = 0
    while at < len(lines):
        pairs, end = _chain(lines, at)
        if len(pairs) > 1:
            out += pairs
            at = end
        else:
            out.append(lines[at])
            at += 1
    return out


def _chain(lines: list[str], at: int) -> tuple[list[str], int]:
    """The names and counts that alternate from line ``at`` on, and the line after them."""
    pairs: list[str] = []
    name, end = lines[at].strip(), at + 1
    while names_one(name):
        below = next((i for i in range(end, min(end + 4, len(lines))) if lines[i].strip()), None)
        if below is None:
            break
        count, _, rest = lines[below].strip().partition(" ")
        if not is_count(count) or (rest and not names_one(rest)):
            break
        pairs.append(f"{name} {count}")
        name, end = rest, below + 1
        if not rest and end < len(lines) and names_one(lines[end].strip()):
            name, end = lines[end].strip(), end + 1
    return pairs, end


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
        return len(label) < _LONGEST_LABEL and (
            any(map(is_grouped, said)) or len(said) > 2 or has_key(_line_above(lines, at))
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


def _take_heading(prose: list[str], *, under_names: bool) -> list[str]:
    """Remove from the end of ``prose`` the lines that are a heading over counts, and return them.

    Over rows that begin with a kind of vote, a heading may name none itself: ``Number of Votes  Percentage``.
    """
    start = len(prose) - bool(prose and is_nearly_heading(prose[-1]))
    while start and (not prose[start - 1].strip() or is_heading_line(prose[start - 1])) and len(prose) - start < 24:
        start -= 1
    while start < len(prose) and not (has_key(prose[start]) or is_carrier_line(prose[start])):
        start += 1
    heading = prose[start:]
    if not any(has_key(line) for line in heading) and not (under_names and any(map(is_carrier_line, heading))):
        return []
    del prose[start:]
    return [line for line in heading if line.strip()]


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
    if text[0].islower() or _RUNS_ON.search(above) or _MARK_ALONE.fullmatch(above) or text.startswith(("(“", '("')):
        return True
    if len(above) > _UNWRAPPED or _TERMINAL.search(above) or starts_paragraph(text):
        return False
    if text.endswith(".") and len(text.split()) < 3:
        return True
    if len(above.split()) <= 2 and not above.isupper() and not above[-1].isdigit():
        return True
    if _OPENING.match(text):
        return len(above) > 90
    return True
