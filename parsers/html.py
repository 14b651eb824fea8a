"""HTML to blocks, in one pass over the tags.

A tree is not built: the tags are split off by one regular expression, and as a filing has a few thousand tags but
only a hundred different ones, each is understood once and looked up afterwards. That is several times quicker than
walking a parser's tree, and text cut off anywhere still reads.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from parsers.grid import Cell, grid_blocks
from parsers.typeset import RawBlock, RawParagraph

MAX_DEPTH = 40
"""Tables nested deeper are read as if their tags were paragraph breaks."""
MAX_COLSPAN = 1000
"""The most columns a cell may span, as the HTML standard has it."""

(BREAK, LINE, TABLE, END_TABLE, ROW, END_ROW, CELL, END_CELL, BOLD, END_BOLD, SPAN, BOLD_SPAN, END_SPAN, SKIP) = range(
    1, 15
)

_TAG = re.compile(r"(<[/!?a-zA-Z][^<>]*>)")
_NAME = re.compile(r"<(/?)([a-zA-Z][\w:-]*)")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_COLSPAN = re.compile(r"\bcolspan\s*=\s*[\"']?\s*(\d+)", re.IGNORECASE)
_ROWSPAN = re.compile(r"\browspan\s*=\s*[\"']?\s*(\d+)", re.IGNORECASE)
_HEAD_END = re.compile(r"</head\s*>|<body\b", re.IGNORECASE)
_INVISIBLE = {ord(c): None for c in "\u200b\u200c\u200d\u2060\ufeff\u00ad\u0000"}
_INVISIBLE_SEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\u0000]")

_BLOCK_NAMES = frozenset(
    (
        "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd hr center blockquote pre body html address section article header "
        "footer form fieldset caption thead tbody tfoot page document text title option"
    ).split()  # noqa: SIM905 - read as a list of words
)
_OPENERS = {"table": TABLE, "tr": ROW, "td": CELL, "th": CELL, "b": BOLD, "strong": BOLD, "br": LINE}
_CLOSERS = {"table": END_TABLE, "tr": END_ROW, "td": END_CELL, "th": END_CELL, "b": END_BOLD, "strong": END_BOLD}
_SKIPPED = frozenset(("script", "style", "ix:header", "head", "noscript", "template"))
_LINE_MARK = "\x0b"
"""Stands for ``<br>`` inside a paragraph until it is known whether it ends one; white space to `str.split`."""

Meaning = tuple[int, int, int, bool, str]
"""What a tag does: (deed, colspan, rowspan, bold, name)."""

_NOTHING: Meaning = (0, 1, 1, False, "")


def _meaning(tag: str) -> Meaning:
    named = _NAME.match(tag)
    if not named:
        return _NOTHING
    closing, name = named.group(1), named.group(2).lower()
    if closing:
        deed = _CLOSERS.get(name) or (BREAK if name in _BLOCK_NAMES else END_SPAN if name in ("span", "font") else 0)
        return deed, 1, 1, False, name
    if name in _SKIPPED or ("display" in tag.lower() and _HIDDEN_STYLE.search(tag)):
        return (0 if tag.endswith("/>") else SKIP), 1, 1, False, name
    bold = "weight" in tag and _BOLD_STYLE.search(tag) is not None
    if name in ("td", "th"):
        return CELL, _number(_COLSPAN, tag, MAX_COLSPAN), _number(_ROWSPAN, tag, MAX_COLSPAN), bold, name
    if name in ("span", "font"):
        return (BOLD_SPAN if bold else SPAN), 1, 1, bold, name
    deed = _OPENERS.get(name) or (BREAK if name in _BLOCK_NAMES else 0)
    return deed, 1, 1, bold or name in _HEADINGS, name


_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "th"])


def _number(pattern: re.Pattern[str], tag: str, most: int) -> int:
    found = pattern.search(tag)
    return min(max(int(found.group(1)[:6]), 1), most) if found else 1


def without_comments(source: str) -> str:
    """The source less its comments. A comment that never ends hides nothing: its text may be what we look for."""
    if "<!--" not in source:
        return source
    first, *rest = source.split("<!--")
    kept = [first]
    for part in rest:
        inside, end, after = part.partition("-->")
        kept.append(after if end else inside)
    return "".join(kept)


def visible_source(source: str) -> str:
    """The source from its body on, without comments and without inline XBRL's hidden header."""
    source = without_comments(source)
    head_end = _HEAD_END.search(source)
    if head_end and head_end.start() < len(source):
        source = source[head_end.start() :]
    start = source.find("<ix:header")
    if start >= 0:
        end = source.find("</ix:header>", start)
        if end >= 0:
            source = source[:start] + source[end:]
    return source


_ENTITIES = (
    ("&#160;", " "), ("&nbsp;", " "), ("&#8217;", "’"), ("&#8220;", "“"), ("&#8221;", "”"), ("&#8211;", "–"),
    ("&#8212;", "—"), ("&rsquo;", "’"), ("&ldquo;", "“"), ("&rdquo;", "”"), ("&#146;", "’"), ("&#xa0;", " "),
)  # fmt: skip
"""Those that filings are full of; the rest are decoded paragraph by paragraph."""


def html_blocks(source: str) -> list[RawBlock]:
    """The blocks of an HTML document, in reading order."""
    source = visible_source(source)
    if "&" in source:
        for entity, character in _ENTITIES:
            source = source.replace(entity, character)
    return _Reader().read(_TAG.split(source))


class _Open:
    """A table being read: its rows so far, and the cell that text now goes to."""

    __slots__ = ("cell", "rows")

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.cell: list[RawBlock] | None = None


class _Reader:
    """Where a pass over the tags stands."""

    def __init__(self) -> None:
        self.blocks: list[RawBlock] = []
        self.target = self.blocks
        self.tables: list[_Open] = []
        self.pieces: list[str] = []
        self.bold_depth = 0
        self.spans: list[bool] = []
        self.plain = False
        self.too_deep = 0

    def read(self, tokens: list[str]) -> list[RawBlock]:
        """``tokens`` alternate: text, tag, text, … text."""
        meanings: dict[str, Meaning] = {}
        deeds = self._deeds()
        pieces = self.pieces
        if tokens[0]:
            pieces.append(tokens[0])
        skip_until = 0
        for at in range(1, len(tokens), 2):
            tag = tokens[at]
            meaning = meanings.get(tag)
            if meaning is None:
                meaning = meanings[tag] = _meaning(tag)
            deed = meaning[0]
            if at < skip_until:
                continue
            if deed:
                if deed == SKIP:
                    skip_until = _end_of(meaning[4], tokens, at)
                    if at < skip_until:
                        continue
                else:
                    deeds[deed](meaning)
            text = tokens[at + 1]
            if text:
                pieces.append(text)
                if not self.plain and not self.bold_depth and not text.isspace():
                    self.plain = True
        self.flush()
        while self.tables:
            self.end_table(_NOTHING)
        return self.blocks

    def _deeds(self) -> list[Callable[[Meaning], None]]:
        nothing = self.nothing
        return [
            nothing, self.break_, self.line, self.table, self.end_table, self.row, self.end_row, self.cell,
            self.end_cell, self.bold, self.end_bold, self.span, self.bold_span, self.end_span, nothing,
        ]  # fmt: skip

    def nothing(self, _: Meaning) -> None:
        pass

    def flush(self) -> None:
        """End the paragraph."""
        pieces = self.pieces
        if pieces:
            text = "".join(pieces)
            pieces.clear()
            if "&" in text:
                text = html.unescape(text)
            if not text.isascii() and _INVISIBLE_SEEN.search(text):
                text = text.translate(_INVISIBLE)
            lines = _lines(text) if _LINE_MARK in text and not self.tables else (" ".join(text.split()),)
            for line in lines:
                if line:
                    self.target.append(RawParagraph(line, not self.plain))
        self.plain = False

    def break_(self, meaning: Meaning) -> None:
        self.flush()
        if meaning[3] and not self.bold_depth:
            self.plain = False

    def line(self, _: Meaning) -> None:
        self.pieces.append(_LINE_MARK)

    def table(self, _: Meaning) -> None:
        self.flush()
        if len(self.tables) >= MAX_DEPTH:
            self.too_deep += 1
            return
        self.tables.append(_Open())

    def end_table(self, _: Meaning) -> None:
        self.flush()
        if self.too_deep:
            self.too_deep -= 1
            return
        if self.tables:
            done = self.tables.pop()
            outer = self.tables[-1].cell if self.tables else None
            self.target = self.blocks if outer is None else outer
            self.target.extend(grid_blocks(done.rows))

    def row(self, _: Meaning) -> None:
        self.flush()
        if self.tables and not self.too_deep:
            self.tables[-1].rows.append([])
            self._leave_cell()

    def end_row(self, _: Meaning) -> None:
        self.flush()
        if self.tables and not self.too_deep:
            self._leave_cell()

    def _leave_cell(self) -> None:
        self.tables[-1].cell = None
        outer = self.tables[-2].cell if len(self.tables) > 1 else None
        self.target = self.blocks if outer is None else outer

    def cell(self, meaning: Meaning) -> None:
        self.flush()
        if not self.tables or self.too_deep:
            return
        table = self.tables[-1]
        if not table.rows:
            table.rows.append([])
        contents: list[RawBlock] = []
        table.rows[-1].append((meaning[1], meaning[2], contents))
        table.cell = self.target = contents

    def end_cell(self, _: Meaning) -> None:
        self.flush()
        if self.tables and not self.too_deep:
            self._leave_cell()

    def bold(self, _: Meaning) -> None:
        self.bold_depth += 1

    def end_bold(self, _: Meaning) -> None:
        if self.bold_depth:
            self.bold_depth -= 1

    def span(self, _: Meaning) -> None:
        self.spans.append(False)

    def bold_span(self, _: Meaning) -> None:
        self.spans.append(True)
        self.bold_depth += 1

    def end_span(self, _: Meaning) -> None:
        if self.spans and self.spans.pop() and self.bold_depth:
            self.bold_depth -= 1


def _lines(text: str) -> list[str]:
    """A paragraph with line breaks in it: lines that run on are joined, the others stand alone."""
    lines: list[str] = []
    for piece in text.split(_LINE_MARK):
        line = " ".join(piece.split())
        if line and lines and line[0].islower() and lines[-1][-1:] not in ".:;":
            lines[-1] = f"{lines[-1]} {line}"
        elif line:
            lines.append(line)
    return lines


def _end_of(name: str, tokens: list[str], at: int) -> int:
    """The token after the one that ends what ``tokens[at]`` began; ``at`` itself when nothing ends it."""
    depth = 0
    opening, closing = f"<{name}", f"</{name}"
    for index in range(at, len(tokens), 2):
        tag = tokens[index].lower()
        if tag.startswith(closing):
            depth -= 1
            if depth == 0:
                return index + 1
        elif tag.startswith(opening) and not tag.endswith("/>"):
            depth += 1
    return at
