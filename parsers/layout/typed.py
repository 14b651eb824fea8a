"""Text set in columns with spaces: justified paragraphs, ruled tables, headings over several lines, page marks."""

from __future__ import annotations

import re

from parsers.layout.counts import is_count, is_grouped, is_year
from parsers.layout.headings import has_key, is_heading_line
from parsers.layout.typeset import RawBlock, RawParagraph, RawRow, RawTable

Piece = tuple[int, int, str]
"""Words with no gap of two spaces between them: (start column, end column, text)."""

_PIECE = re.compile(r"\S+(?: \S+)*")
_LEADERS = re.compile(r"(?:\.{3,}|(?:\s\.){3,}|_{3,})[. ]*")
_RULE = re.compile(r"[\s\-=_*.~]*[-=_]{3,}[\s\-=_*.~]*")
_TAG_LINE = re.compile(r"\s*(?:</?(?:TABLE|CAPTION|S|C|FN|PAGE|F\d+|TEXT|PRE)>\s*)+\d*\s*|PAGE", re.IGNORECASE)
_INLINE_TAG = re.compile(r"</?(?:TABLE|CAPTION|S|C|FN|PAGE|PRE)>", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\s*(?:-\s*)?\d{1,3}(?:\s*-)?\s*|\s*page \d+( of \d+)?\s*", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:\*(?=\S)|[•●▪]|o\s{2,}|--?\s|\(?\w{1,3}[.)]\s)")


def typed_blocks(lines: list[str]) -> list[RawBlock]:
    """The blocks of a typed text, in reading order."""
    lines = [line.expandtabs(8) if "\t" in line else line for line in lines]
    blocks: list[RawBlock] = []
    at = 0
    for start, end in _tagged_tables(lines):
        blocks += _untagged(_without_tags(lines[at:start]))
        blocks += _tagged(lines[start:end])
        at = end
    return blocks + _untagged(_without_tags(lines[at:]))


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
    heading, body = _without_tags(lines[:ruler]), _without_tags(lines[ruler:])
    if not any(_counts(line) for line in body):
        return _paragraphs(heading + body)
    if not ruler:
        return _untagged(body)
    return [_table(heading, body)]


def _untagged(lines: list[str]) -> list[RawBlock]:
    """Blocks of lines where nothing but their spacing says what is a table."""
    blocks: list[RawBlock] = []
    prose: list[str] = []
    at = 0
    while at < len(lines):
        if not _counts(lines[at]):
            prose.append(lines[at])
            at += 1
            continue
        end = _table_end(lines, at)
        heading, label = _take_above(prose)
        blocks += _paragraphs(prose)
        prose = []
        blocks.append(_table(heading, [*label, *lines[at:end]]))
        at = end
    return blocks + _paragraphs(prose)


def _without_tags(lines: list[str]) -> list[str]:
    """Lines without page marks, page numbers and tags; no word changes its column."""
    return [
        ""
        if _TAG_LINE.fullmatch(line) or _PAGE_NUMBER.fullmatch(line)
        else (_INLINE_TAG.sub(_same_width, line) if "<" in line else line)
        for line in lines
    ]


def _same_width(match: re.Match[str]) -> str:
    return " " * len(match.group())


def pieces(line: str) -> list[Piece]:
    """What stands on a line between gaps; dot leaders are gaps."""
    if "..." in line or ". . ." in line or "___" in line:
        line = _LEADERS.sub(_same_width, line)
    return [(match.start(), match.end(), match.group()) for match in _PIECE.finditer(line)]


def _counts(line: str) -> list[Piece]:
    """The counts of a table's row: pieces at the end of a line that are numbers alone; nothing for prose."""
    if not any(c.isdigit() for c in line):
        return []
    parts = pieces(line)
    numbers: list[Piece] = []
    for part in reversed(parts):
        if not is_count(part[2]):
            break
        numbers.insert(0, part)
    grouped = [part for part in numbers if is_grouped(part[2])]
    if not numbers or not any(c.isdigit() for part in numbers for c in part[2]):
        return []
    if len(numbers) == len(parts) == 1 or (len(numbers) == 1 and (is_year(numbers[0][2]) or not grouped)):
        return []
    return numbers


def _table_end(lines: list[str], start: int) -> int:
    """The line after a table's last row: text between rows belongs to it while rows go on within three lines."""
    end = at = start + 1
    quiet = 0
    while at < len(lines) and quiet < 8:
        if _counts(lines[at]):
            end, quiet = at + 1, 0
        elif _is_prose(lines[at]):
            break
        elif lines[at].strip():
            quiet += 1
        at += 1
    return end


def _is_prose(line: str) -> bool:
    """Whether a line is too long to be a label beside counts, or ends a sentence."""
    text = line.strip()
    return len(text) > 62 and len(pieces(line)) < 3 and not _RULE.fullmatch(line)


def _take_above(prose: list[str]) -> tuple[list[str], list[str]]:
    """Remove from the end of ``prose`` a table's heading, and the first lines of its first row's label below it."""
    label_at = len(prose)
    while label_at and len(prose) - label_at < 5 and _is_label(prose[label_at - 1]):
        label_at -= 1
    for below in (label_at, len(prose)):
        start = _heading_start(prose, below)
        if any(has_key(line) for line in prose[start:below]):
            taken = prose[start:below], prose[below:]
            del prose[start:]
            return taken
    return [], []


def _is_label(line: str) -> bool:
    """Whether a line could be the beginning of words that go on beside the counts below it."""
    text = line.strip()
    return 0 < len(text) < 62 and not _is_heading(line) and not _RULE.fullmatch(line) and text[-1] not in ".:;"


def _heading_start(prose: list[str], end: int) -> int:
    """Where the heading that ends before line ``end`` begins: lines of column names, rules, blanks between them."""
    start = end
    seen = 0
    while start and seen < 8:
        line = prose[start - 1]
        if line.strip():
            if not (_is_heading(line) or _RULE.fullmatch(line)):
                break
            seen += 1
        elif end - start > 20:
            break
        start -= 1
    while start < end and not prose[start].strip():
        start += 1
    return start


def _is_heading(line: str) -> bool:
    return is_heading_line(line) or (len(pieces(line)) > 1 and has_key(line))


def _table(above: list[str], lines: list[str]) -> RawTable:
    rows = [(_label(line, counts), counts) for line in lines for counts in [_counts(line)]]
    edges = _columns([counts for _, counts in rows if counts])
    out: list[RawRow] = _headings(above, edges)
    pending: list[str] = []
    for line, (label, counts) in zip(lines, rows, strict=True):
        if counts:
            words = " ".join([*pending, label]).strip()
            pending = []
            row: RawRow = [(0, 1, words)] if words else []
            out.append(row + _cells(counts, edges))
        elif not line.strip():
            pending = _settle(out, pending)
        elif not _RULE.fullmatch(line):
            if _is_heading(line) and has_key(line) and len(pieces(line)) > 1:
                out += _headings([line], edges)
            else:
                pending.append(" ".join(line.split()))
    _settle(out, pending)
    return RawTable(out, ruled=False)


def _settle(out: list[RawRow], pending: list[str]) -> list[str]:
    """Words before a blank line that no counts followed: the end of the last row's label, or a row of their own."""
    if pending and out and out[-1] and out[-1][0][0] == 0 and len(out[-1]) > 1:
        column, columns, label = out[-1][0]
        out[-1][0] = (column, columns, " ".join([label, *pending]))
    elif pending:
        out.append([(0, 1, " ".join(pending))])
    return []


def _label(line: str, counts: list[Piece]) -> str:
    if not counts:
        return " ".join(line.split())
    return " ".join(part[2] for part in pieces(line[: counts[0][0]])).strip(" .")


def _columns(rows: list[list[Piece]]) -> list[int]:
    """The right edges of the columns, from the row with most counts."""
    widest = max(rows, key=len)
    return [end for _, end, _ in widest]


def _cells(counts: list[Piece], edges: list[int]) -> RawRow:
    if len(counts) == len(edges):
        return [(column, 1, text) for column, (_, _, text) in enumerate(counts, 1)]
    cells: RawRow = []
    taken = 0
    for left, (_, end, text) in enumerate(counts):
        free = range(taken, len(edges) - (len(counts) - left - 1))
        nearest = min(free, key=lambda column: abs(edges[column] - end))
        cells.append((nearest + 1, 1, text))
        taken = nearest + 1
    return cells


def _headings(above: list[str], edges: list[int]) -> list[RawRow]:
    """Heading lines with each piece over the column it stands above."""
    lines = [pieces(line) for line in above if line.strip() and not _RULE.fullmatch(line)]
    lines = [[part for part in line if not _RULE.fullmatch(part[2])] for line in lines]
    full = next((line for line in reversed(lines) if len(line) in (len(edges), len(edges) + 1)), None)
    centres = _centres(full, edges)
    return [_heading(line, centres, len(edges)) for line in lines if line]


def _centres(full: list[Piece] | None, edges: list[int]) -> list[tuple[int, int]]:
    """(start, end) of each column of counts, from a heading line that has a piece for each, else from the counts."""
    if full:
        return [(start, end) for start, end, _ in full[-len(edges) :]]
    return [(end - 8, end) for end in edges]


def _heading(line: list[Piece], columns: list[tuple[int, int]], count: int) -> RawRow:
    if len(line) == count:
        return [(column, 1, text) for column, (_, _, text) in enumerate(line, 1)]
    if len(line) == 1 and line[0][0] < 2:
        return [(0, 1, line[0][2])]
    row: RawRow = []
    for start, end, text in line:
        over = [i for i, (left, right) in enumerate(columns, 1) if start < right + 1 and left - 1 < end]
        if over:
            row.append((over[0], over[-1] - over[0] + 1, text))
        else:
            nearest = min(range(count), key=lambda i: abs(sum(columns[i]) - start - end))
            row.append((0 if end < columns[0][0] - 6 else nearest + 1, 1, text))
    return row


def _paragraphs(lines: list[str]) -> list[RawBlock]:
    """Paragraphs: a blank line, a deeper first line or a list's mark begins one."""
    paragraphs: list[list[str]] = []
    fresh = True
    for line in lines:
        if not line.strip():
            fresh = True
        elif _RULE.fullmatch(line):
            paragraphs.append([line.strip()])
            fresh = True
        else:
            if fresh or _begins(line, paragraphs[-1][-1]):
                paragraphs.append([line])
            else:
                paragraphs[-1].append(line)
            fresh = False
    return [RawParagraph(_joined(part)) for part in paragraphs]


def _begins(line: str, above: str) -> bool:
    return _indent(line) > _indent(above) + 1 or _BULLET.match(line) is not None


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
