"""HTML to blocks, in one pass over the tags.

No tree is built. The source is cut at every ``<`` and ``>``, each different tag is understood once, and the document's
tags become one string of small numbers in which the next one that matters is found by a search. All of that costs
about what a parser in C needs for its tree alone, there is no depth to overflow, and text cut off anywhere still reads.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from parsers.layout.grid import Cell, grid_blocks
from parsers.layout.plain import plain_blocks
from parsers.layout.spaced import with_spaced_tables
from parsers.layout.tags import (
    APART,
    BOLD,
    BOLD_BREAK,
    BOLD_CELL,
    END_BOLD,
    END_SPAN,
    END_TABLE,
    LINE,
    ODD,
    RAISED,
    ROW,
    SKIP,
    SPAN,
    SPANNING_CELL,
    STRUCTURE,
    TABLE,
    Meanings,
    spans,
    tag_name,
)
from parsers.layout.typeset import RawBlock, RawParagraph

MAX_DEPTH = 40
"""Tables nested deeper are read as if their tags were paragraph breaks."""

_TAG = re.compile(r"<([/!?a-zA-Z](?:[^<>\"']|\"[^\"<]{0,4096}\"|'[^'<]{0,4096}'|[\"'])*+)>")
_HEAD = re.compile(r"<head[\s>]", re.IGNORECASE)
_HEAD_WITHIN = 4096
"""Characters in which a page's head begins."""
_PRE = re.compile(r"(</?pre\b[^<>]*>)", re.IGNORECASE)
_ROWS = re.compile(r"<t[rd][\s>]", re.IGNORECASE)
_CUT_TAG = re.compile(r"<(?:[/!a-zA-Z][^<>]*)?\Z")
"""A tag that the end of the source cut off."""
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});?")
_INVISIBLE_SIGNS = "\u200b\u200c\u200d\u2060\ufeff\u00ad\0"
_INVISIBLE = {ord(sign): None for sign in _INVISIBLE_SIGNS}
_LINE_MARK = "\x0b"
"""Stands for ``<br>`` inside a paragraph until it is known whether it ends one; white space to `str.split`."""

_MEANINGS = Meanings()


class _Entities(dict[str, str]):
    """What each character reference stands for, looked up once."""

    MOST = 5_000

    def __missing__(self, reference: str) -> str:
        character = html.unescape(reference).translate(_INVISIBLE)
        if len(self) < self.MOST:
            self[reference] = character
        return character


_CHARACTERS = _Entities()


_COMMON = (("&#8217;", "’"), ("&#8220;", "“"), ("&#8221;", "”"), ("&rsquo;", "’"), ("&ldquo;", "“"), ("&rdquo;", "”"))
"""References that make up most of those in prose; to replace them whole is quicker than to look each up."""


def _decoded(text: str) -> str:
    for reference, character in _COMMON:
        if reference in text:
            text = text.replace(reference, character)
    return _REFERENCE.sub(lambda match: _CHARACTERS[match[0]], text) if "&" in text else text


def html_blocks(source: str) -> list[RawBlock]:
    """The blocks of an HTML document, in reading order."""
    source = visible_source(source)
    if "<pre" not in source and "<PRE" not in source:
        return with_spaced_tables(_marked_up(source))
    blocks: list[RawBlock] = []
    for part, is_typed in _by_pre(source):
        blocks += plain_blocks(_decoded(_TAG.sub("", part))) if is_typed else _marked_up(part)
    return with_spaced_tables(blocks)


def _marked_up(source: str) -> list[RawBlock]:
    if any(character in source for character in (_INVISIBLE_SIGNS if not source.isascii() else "\0")):
        source = source.translate(_INVISIBLE)
    for space in ("&#160;", "&nbsp;"):
        if space in source:
            source = source.replace(space, " ")
    return _blocks(*_cut(source))


def _by_pre(source: str) -> Iterator[tuple[str, bool]]:
    """The source in parts: inside ``<pre>`` over several lines stands typed text, whose spaces are its layout."""
    held: list[str] = []
    inside = False
    for part in _PRE.split(source):
        if _PRE.fullmatch(part):
            inside = not part.startswith("</")
            held.append("<div>")
        elif inside and part.strip().count("\n") > 1 and not _ROWS.search(part):
            yield "".join(held), False
            yield part, True
            held = []
        else:
            held.append(part)
    yield "".join(held), False


def visible_source(source: str) -> str:
    """The source without comments, its head, and inline XBRL's hidden header."""
    source = _without_comments(source)
    head = _HEAD.search(source, 0, _HEAD_WITHIN)
    end = source.find("</head", head.start()) if head else -1
    if head and end >= 0:
        source = source[: head.start()] + source[end:]
    start = source.find("<ix:header")
    end = source.find("</ix:header>", start) if start >= 0 else -1
    source = source[:start] + source[end + len("</ix:header>") :] if end >= 0 else source
    return _CUT_TAG.sub("", source) if source.rfind("<") > source.rfind(">") else source


def _without_comments(source: str) -> str:
    """A comment that never ends hides nothing: its text may be what we look for."""
    if "<!--" not in source:
        return source
    first, *rest = source.split("<!--")
    kept = [first]
    for part in rest:
        inside, end, after = part.partition("-->")
        kept.append(after if end else inside)
    return "".join(kept)


def _cut(source: str) -> tuple[list[str], list[str], bytes]:
    """(texts, tags, meanings): text 0, tag 0, text 1, tag 1, … and last a text.

    Cutting at every bracket is right as long as brackets only ever enclose tags. Where one stands in the text, some
    "tag" is a word that HTML does not know, and the careful and slower way is taken.
    """
    pieces = source.replace(">", "<").split("<")
    meanings = bytes(map(_MEANINGS.__getitem__, pieces[1::2]))
    if len(pieces) % 2 == 0 or ODD in meanings:
        pieces = _TAG.split(source)
        meanings = bytes(map(_MEANINGS.__getitem__, pieces[1::2]))
    return pieces[::2], pieces[1::2], meanings


Rows = list[list[Cell]]


class _Place:
    """Where text goes: the document, or the last cell of the innermost table."""

    __slots__ = ("blocks", "outer", "rows", "target", "too_deep")

    def __init__(self) -> None:
        self.blocks: list[RawBlock] = []
        self.target = self.blocks
        self.rows: Rows | None = None
        self.outer: list[tuple[Rows | None, list[RawBlock]]] = []
        self.too_deep = 0

    def move(self, meaning: int, tag: str) -> None:
        """Go where a table's, row's or cell's tag leads; such a tag outside a table leads nowhere."""
        if meaning == TABLE:
            self._open()
        elif self.rows is None:
            return
        elif meaning == END_TABLE:
            self.close()
        elif not self.too_deep:
            self._next(meaning, tag)

    def _open(self) -> None:
        if len(self.outer) >= MAX_DEPTH:
            self.too_deep += 1
            return
        self.outer.append((self.rows, self.target))
        self.rows = []

    def close(self) -> None:
        """Hand a finished table's blocks to what is around it, and go on there."""
        if self.too_deep:
            self.too_deep -= 1
            return
        rows = self.rows or []
        self.rows, self.target = self.outer.pop()
        self.target.extend(grid_blocks(rows))

    def _next(self, meaning: int, tag: str) -> None:
        rows = self.rows
        if rows is None:
            return
        if meaning == ROW or not rows:
            rows.append([])
        if meaning != ROW:
            columns, height = spans(tag) if meaning == SPANNING_CELL else (1, 1)
            self.target = []
            rows[-1].append((columns, height, self.target))


def _blocks(texts: list[str], tags: list[str], meanings: bytes) -> list[RawBlock]:
    if SKIP in meanings:
        meanings = _hide(texts, tags, meanings)
    place = _Place()
    at = 0
    bold = False
    for found in STRUCTURE.finditer(meanings):
        end = found.start()
        if at != end or (texts[at] and not texts[at].isspace()):
            _add_text(place.target, texts, meanings, at, end, bold)
        at, meaning = end + 1, meanings[end]
        bold = meaning in _BOLD_OPENERS
        if meaning > BOLD_BREAK:
            place.move(meaning, tags[end])
    _add_text(place.target, texts, meanings, at, len(meanings), bold)
    while place.rows is not None:
        place.close()
    return place.blocks


_BOLD_OPENERS = frozenset((BOLD_BREAK, BOLD_CELL))


def _add_text(target: list[RawBlock], texts: list[str], meanings: bytes, at: int, end: int, bold: bool) -> None:
    """Add the paragraphs that texts ``at`` to ``end`` make: no tag between them ends one."""
    text = texts[at] if at == end else "".join(texts[at : end + 1])
    if not text or text.isspace():
        return
    between = meanings[at:end]
    if between and (LINE in between or RAISED in between or ODD in between or _goes_on(texts, between, at, end)):
        text = _spaced(texts, between, at)
    if "&" in text:
        text = _decoded(text)
    bold = bold or (BOLD in between and _is_bold(texts, between, at))
    if _LINE_MARK in text:
        target.extend([RawParagraph(line, bold) for line in _lines(text)])
    else:
        line = " ".join(text.split())
        if line:
            target.append(RawParagraph(line, bold))


def _goes_on(texts: list[str], between: bytes, at: int, end: int) -> bool:
    """Whether words follow a cell's closing tag, as they should not."""
    closed = between.find(APART)
    if closed < 0:
        return False
    for text in texts[at + closed + 1 : end + 1]:  # noqa: SIM110 - half the time of any(), thousands of times
        if text and not text.isspace():
            return True
    return False


def _spaced(texts: list[str], between: bytes, at: int) -> str:
    """Texts joined with a mark for each line break, and a space where words must not grow together: before a footnote's
    raised number, after a closed cell, at a tag that HTML does not know."""
    parts = [texts[at]]
    for offset, meaning in enumerate(between, 1):
        text = texts[at + offset]
        if meaning == LINE:
            parts.append(_LINE_MARK)
        elif meaning in (APART, ODD) or (meaning == RAISED and text.lstrip()[:1] in _NOTE_STARTS):
            parts.append(" ")
        parts.append(text)
    return "".join(parts)


_NOTE_STARTS = frozenset("0123456789([*")


def _is_bold(texts: list[str], between: bytes, at: int) -> bool:
    """Whether every word of a paragraph stands inside bold tags."""
    if texts[at].strip():
        return False
    depth = 0
    open_spans: list[bool] = []
    for offset, meaning in enumerate(between, 1):
        if meaning == BOLD:
            depth += 1
            open_spans.append(True)
        elif meaning in (SPAN, RAISED):
            open_spans.append(False)
        elif meaning in (END_BOLD, END_SPAN) and open_spans and open_spans.pop():
            depth -= 1
        if not depth and texts[at + offset].strip():
            return False
    return True


def _lines(text: str) -> list[str]:
    """A paragraph with line breaks in it: lines that run on are joined, the others stand alone."""
    lines: list[list[str]] = []
    for piece in text.split(_LINE_MARK):
        line = " ".join(piece.split())
        if line and lines and line[0].islower() and lines[-1][-1][-1] not in ".:;":
            lines[-1].append(line)
        elif line:
            lines.append([line])
    return [" ".join(parts) for parts in lines]


def _hide(texts: list[str], tags: list[str], meanings: bytes) -> bytes:
    """Empty the texts that tags hide, and give the tags among them no meaning. What nothing closes hides nothing."""
    left = bytearray(meanings)
    unclosed: set[str] = set()
    at = left.find(SKIP)
    while at >= 0:
        name = tag_name(tags[at])
        end = at + 1 if name in unclosed else _end_of(name, tags, at)
        if end == at + 1:
            unclosed.add(name)
        texts[at + 1 : end] = [""] * (end - at - 1)
        left[at:end] = bytes(end - at)
        at = left.find(SKIP, end)
    return bytes(left)


def _end_of(name: str, tags: list[str], at: int) -> int:
    """The text after the tag that closes what ``tags[at]`` opened; the next text when nothing closes it."""
    opening, closing = len(name), f"/{name}"
    depth = 0
    for index in range(at, len(tags)):
        tag = tags[index]
        start = tag[: opening + 1].lower()
        if start.startswith(closing):
            depth -= 1
            if depth == 0:
                return index + 1
        elif start.startswith(name) and tag[-1:] != "/" and tag_name(tag) == name:
            depth += 1
    return at + 1
