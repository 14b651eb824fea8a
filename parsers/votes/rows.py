"""What kind of row each row of a table is, and what its parts are.

Order of the rules (`kind_of`): ruled, vertical (``Votes For | 1,234``), named vertical (``Jane Doe | For | 1,234``),
pairs (``For | 12 | Against | 3``), heading, counts, text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

from parsers.document import Cell, Document, Found, Row, Span
from parsers.report import Category
from parsers.votes.columns import label_field, read_heading
from parsers.votes.fields import COUNTED, Field, FoundCount
from parsers.votes.labels import is_total, share_class_of, speaks_of_a_matter
from parsers.votes.mapping import ReadCell, read_row
from parsers.votes.ordering import is_percentage
from parsers.words.categories import subject
from parsers.words.names import name_in_cell
from parsers.words.numbers import NumberKind, cell_number


def _names_or_titles(text: str) -> bool:
    return name_in_cell(text) is not None or (speaks_of_a_matter(text) and not read_heading(text).counted)


def columns_across(rows: list[list[ReadCell]]) -> list[ReadCell] | None:
    """The heading cells of a table that has a nominee, or a matter, for each column, if it is one."""
    if len(rows) < 3:
        return None
    if not rows[0] or not rows[1]:
        return None
    lines = [cells for cells in rows[1:] if cells and label_field(cells[0].text)]
    if len(lines) < 2:
        return None
    names = [c for c in rows[0] if c.text.strip() and c.cell.column > rows[1][0].cell.column]
    if not names or not all(_names_or_titles(c.text) for c in names):
        return None
    if len(names) == 1 and name_in_cell(names[0].text) is None:
        return None
    fields = [label_field(cells[0].text) for cells in lines]
    each_once = len(set(fields)) == len(fields) == sum(len(cells) > 1 for cells in rows[1:])
    even = all(len(beside(cells)) == len(names) for cells in lines)
    return names if each_once and even else None


def side_by_side(rows: list[list[ReadCell]]) -> list[list[ReadCell]]:
    """The rows of two lists of nominees that stand beside each other, one list after the other; else the same rows."""
    places = [_names_with_figures(cells) if len(cells) > 3 else [] for cells in rows]
    seconds = {where[1] for where in places if len(where) == 2}
    if len(seconds) != 1 or sum(len(where) == 2 for where in places) < 2 or any(len(where) > 2 for where in places):
        return rows
    column = seconds.pop()
    left = [[c for c in cells if c.cell.column < column] for cells in rows]
    right = [[_moved(c, column) for c in cells if c.cell.column >= column] for cells in rows]
    return [cells for cells in (*left, *right) if cells]


def _names_with_figures(cells: list[ReadCell]) -> list[int]:
    """The columns of the persons' names that have figures right beside them; none where only one could be a name."""
    labels = [a for a, b in pairwise(cells) if b.counts and a.number.kind is NumberKind.WORDS]
    return [c.cell.column for c in labels if name_in_cell(c.text) is not None] if len(labels) > 1 else []


def _moved(cell: ReadCell, by: int) -> ReadCell:
    place = Cell(cell.cell.span, cell.cell.column - by, cell.cell.columns)
    return cell._replace(cell=place)


def beside(cells: list[ReadCell]) -> list[ReadCell]:
    """The figures beside a line's label, percentages left out."""
    return [c for c in cells[1:] if not is_percent(c)]


_MARK = re.compile(r"\s*(?:\(\w{1,2}\)|\[\w{1,2}\]|[*†‡]+)\s*")


def without_marks(figures: list[ReadCell]) -> list[ReadCell]:
    """Figures less the footnote marks that stand in cells of their own."""
    return [c for c in figures if not _MARK.fullmatch(c.text)]


def is_page_number(figures: list[ReadCell]) -> bool:
    """``- 2 -`` on a line of its own."""
    small = all(c.number.nought or (c.number.value or 0) < 1000 for c in figures)
    return len(figures) <= 3 and small and any(c.number.nought for c in figures)


def irregular(cells: list[ReadCell]) -> list[str]:
    return [f"the figure {c.text.strip()} is written irregularly" for c in cells if c.number.irregular]


_RULED = re.compile(r"[\s\-=_–—.:|*]*")


def found_in(cell: ReadCell, rule: str) -> FoundCount | None:
    """A cell's count with its place."""
    return Found(cell.number.value, cell.number.span, rule) if cell.counts and cell.number.value is not None else None


class Kind(StrEnum):
    RULED = "ruled"
    VERTICAL = "vertical"
    NAMED_VERTICAL = "named vertical"
    PAIRS = "pairs"
    NAMED_PAIRS = "named pairs"
    NAMED_LABELS = "a name and labelled cells"
    LABELLED = "labelled cells"
    HEADING = "heading"
    COUNTS = "counts"
    RESULT = "result"
    """A matter or a nominee and the word that says how it ended, without counts."""
    TEXT = "text"


def kind_of(cells: list[ReadCell], in_heading: bool, following: list[list[ReadCell]]) -> Kind:
    if _is_label_with_counts(cells):
        return Kind.COUNTS
    if not cells or all(not c.counts and _RULED.fullmatch(c.text) for c in cells):
        return Kind.RULED
    if _is_vertical(cells):
        return Kind.VERTICAL
    if len(cells) > 2 and not cells[0].counts and label_field(cells[0].text) is None and _is_vertical(cells[1:]):
        return Kind.NAMED_VERTICAL
    if len(cells) > 3 and _are_pairs(cells):
        return Kind.PAIRS
    if len(cells) > 4 and not cells[0].counts and _are_pairs(cells[1:]):
        return Kind.NAMED_PAIRS
    if all(labelled_count(c.text) for c in cells):
        return Kind.LABELLED
    if len(cells) > 2 and not cells[0].counts and all(labelled_count(c.text) for c in cells[1:]):
        return Kind.NAMED_LABELS
    figures = [c for c in cells if c.number.kind in (NumberKind.COUNT, NumberKind.PERCENT)]
    if not figures and _is_heading(cells, in_heading, following):
        return Kind.HEADING
    if any(c.counts for c in cells) and not _is_enumerated_text(cells):
        return Kind.COUNTS
    return Kind.RESULT if _is_told_by_result(cells) else Kind.TEXT


def _is_label_with_counts(cells: list[ReadCell]) -> bool:
    """``Ada Reed | 1,234 | 56``: what most rows are, known before anything else is asked."""
    if len(cells) < 2 or cells[0].number.kind is not NumberKind.WORDS:
        return False
    for cell in cells[1:]:
        if cell.number.kind is not NumberKind.COUNT:
            return False
    return label_field(cells[0].text) is None


def _is_told_by_result(cells: list[ReadCell]) -> bool:
    """``Ratification of the auditor | Approved``."""
    words = [c for c in cells if c.number.kind is NumberKind.WORDS]
    while len(words) > 2 and _is_result(words[-1]) and _is_result(words[-2]):
        words.pop()
    return len(words) > 1 and _is_result(words[-1]) and _names_or_titles(words[-2].text)


def _are_pairs(cells: list[ReadCell]) -> bool:
    """``For | 12 | Against | 3``; percentages beside the counts are read over."""
    cells = without_percents(cells)
    return (
        len(cells) > 2
        and len(cells) % 2 == 0
        and all(label_field(c.text) for c in cells[::2])
        and all(c.counts for c in cells[1::2])
    )


def without_percents(cells: list[ReadCell]) -> list[ReadCell]:
    return [c for c in cells if c.number.kind is not NumberKind.PERCENT]


def _is_vertical(cells: list[ReadCell]) -> bool:
    if len(cells) < 2 or label_field(cells[0].text) is None:
        return False
    figures = [c for c in cells[1:] if c.counts]
    others = [c for c in cells[1:] if c.number.kind is NumberKind.WORDS and not _RULED.fullmatch(c.text)]
    if not figures:
        return len(cells) == 2 and not others
    return all(is_percent(c) or c.number.nought for c in figures[1:])


def is_percent(cell: ReadCell) -> bool:
    """A second figure beside a count that can only be a percentage: ``89.11``, its sign in a cell of its own."""
    return is_percentage(cell.number, cell.text)


def _is_heading(cells: list[ReadCell], in_heading: bool, following: list[list[ReadCell]]) -> bool:
    words = read_heading("\n".join(c.text for c in cells))
    named = words.counted
    size = sum(len(c.text) for c in cells)
    if size > 60 * max(len(cells), 3):
        return False
    if len(named) >= 2 and len(words.unknown) <= 3 + len(cells):
        return True
    padded = words.understood and (bool(named) or len(cells) > 1 or in_heading)
    if not padded or (Field.LABEL in words.fields and not named and not in_heading):
        return padded and _heads_figures(following)
    return _heads_figures(following)


def heads_a_matter(cells: list[ReadCell]) -> bool:
    """Whether a heading begins with a matter's title: ``Ratification of auditors | For | Against``."""
    first = cells[0].text
    if len(cells) < 3 or len(first) < 8 or read_heading(first).counted:
        return False
    kind = subject(first).category
    return kind is not Category.OTHER and (kind is not Category.DIRECTOR_ELECTION or "elect" in first.lower())


def _heads_figures(following: list[list[ReadCell]]) -> bool:
    return any(any(c.counts for c in row) for row in following)


def _is_enumerated_text(cells: list[ReadCell]) -> bool:
    """``1 | The election of …``: a number in front of text is no count."""
    counts = [c for c in cells if c.counts]
    return len(counts) == 1 and counts[0] is cells[0] and len(cells) > 1 and cells[-1].number.kind is NumberKind.WORDS


def parts_of(cells: list[ReadCell]) -> tuple[Span | None, list[ReadCell], Span | None]:
    """A row's label, its figures, and the word of its result column."""
    first = next((i for i, c in enumerate(cells) if c.number.kind is NumberKind.WORDS), None)
    leading = first == 0 or (first == 1 and cells[0].counts and len(cells[0].text) <= 4)
    start = first if leading and first is not None else 0
    end = start
    if leading:
        end = start + 1
        while end < len(cells) and cells[end].number.kind is NumberKind.WORDS and not _is_result(cells[end]):
            end += 1
        if (
            end > start + 1
            and _is_full_name(cells[start])
            and not any(_belongs(c.text) for c in cells[start + 1 : end])
        ):
            end = start + 1
    label = Span(cells[0].cell.span.start, cells[end - 1].cell.span.end) if end else None
    rest = cells[end:]
    if label is None and _is_full_name(cells[-1]):
        label = cells[-1].cell.span
    if label and _is_result(cells[0]) and end == 1:
        rest, label = cells, None
    result = next((c.cell.span for c in rest if _is_result(c)), None)
    return label, [c for c in rest if c.number.kind is not NumberKind.WORDS], result


_NAME_GOES_ON = re.compile(r"\W*(?:Jr|Sr|II|III|IV|V|M\.?D|Ph\.?D|Esq)\b", re.IGNORECASE)


def _belongs(words: str) -> bool:
    """Whether words beside a name are more of it, or the class of shares that its counts are of."""
    return bool(_NAME_GOES_ON.match(words)) or is_total(words) or share_class_of(words) is not None


def _is_full_name(cell: ReadCell) -> bool:
    """A person's whole name: words in the cells beside it (who proposed, class, term) are not part of it."""
    return " " in cell.text.strip() and name_in_cell(cell.text) is not None


_RESULT = re.compile(
    r"\s*(?:(?:the\s+)?(?:resolution|proposal|motion|matter)\s+(?:was\s+)?)?(?:(?:re-?)?elected|not\s+(?:re-?)?elected|(?:not\s+)?(?:approved|adopted|passed|carried|ratified)|rejected|defeated|failed|pass|fail|yes|no|withdrawn)\s*[.*]?\s*",
    re.IGNORECASE,
)


def _is_result(cell: ReadCell) -> bool:
    return cell.number.kind is NumberKind.WORDS and bool(_RESULT.fullmatch(cell.text))


def text_span(cells: list[ReadCell]) -> Span:
    return Span(cells[0].cell.span.start, cells[-1].cell.span.end)


_LABELLED = re.compile(
    r"(?P<label>[^\d\n]{1,60}?)[\s:=.–—-]*[\s:](?P<count>[\d.,]+|-0-|[-–—]+|none|nil|n/a)[.;,]?\s*", re.IGNORECASE
)


_LAST_OF_COUNTS = frozenset("0123456789.,;-–—eElLaA \n\t\u00a0")
"""What the text of `_LABELLED` can end in."""


def labelled_count(text: str, offset: int = 0) -> tuple[Field, FoundCount] | None:
    """A text that is a count's label and the count: ``Votes For: 1,234``; a count that is absent gives ``None``."""
    match = _LABELLED.fullmatch(text) if text[-1:] in _LAST_OF_COUNTS else None
    field = label_field(match["label"]) if match else None
    if match is None or field not in COUNTED:
        return None
    number = cell_number(match["count"].rstrip(".,"), offset + match.start("count"))
    return (
        (field, Found(number.value, number.span, "count beside its label"))
        if number.is_count and number.value is not None
        else None
    )


def unstacked(document: Document, row: Row) -> Iterator[list[ReadCell]]:
    """A row whose every cell holds as many lines as the others, counts among them, is as many rows."""
    if "\n" not in document.words(row.span):
        yield read_row(document, row)
        return
    lines = [_lines(document, cell) for cell in row.cells]
    sizes = {len(one) for one in lines}
    deep = len(sizes) == 1 and max(sizes) > 1 and len(lines) > 1
    if not deep or not any(all(cell_number(document.words(c.span)).is_count for c in one) for one in lines):
        yield read_row(document, row)
        return
    for cells in zip(*lines, strict=True):
        yield read_row(document, Row(Span(cells[0].span.start, cells[-1].span.end), cells))


def _lines(document: Document, cell: Cell) -> list[Cell]:
    at, result = cell.span.start, []
    for line in document.words(cell.span).split("\n"):
        result.append(Cell(Span(at, at + len(line)), cell.column, cell.columns))
        at += len(line) + 1
    return result
