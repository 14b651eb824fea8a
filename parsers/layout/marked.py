"""The words between two ends of paragraphs, with the marks that stand among them, made paragraphs."""

from __future__ import annotations

import html
import re

from parsers.layout.tags import APART, BOLD, END_BOLD, END_SPAN, LINE, ODD, RAISED, SPAN
from parsers.layout.typeset import RawBlock, RawParagraph, new_tuple

INVISIBLE_SIGNS = "\u200b\u200c\u200d\u2060\ufeff\u00ad\0"
INVISIBLE = {ord(sign): None for sign in INVISIBLE_SIGNS}
LINE_SIGN = "\x0b"
"""Stands for ``<br>`` inside a paragraph until it is known whether it ends one; white space to `str.split`."""

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});?")


class _Entities(dict[str, str]):
    """What each character reference stands for, looked up once."""

    MOST = 5_000

    def __missing__(self, reference: str) -> str:
        character = html.unescape(reference).translate(INVISIBLE)
        if len(self) < self.MOST:
            self[reference] = character
        return character


_CHARACTERS = _Entities()
_COMMON = (("&#8217;", "’"), ("&#8220;", "“"), ("&#8221;", "”"), ("&rsquo;", "’"), ("&ldquo;", "“"), ("&rdquo;", "”"))
"""References that make up most of those in prose; to replace them whole is quicker than to look each up."""


def decoded(text: str) -> str:
    """The text with what its character references stand for."""
    for reference, character in _COMMON:
        if reference in text:
            text = text.replace(reference, character)
    return _REFERENCE.sub(lambda match: _CHARACTERS[match[0]], text) if "&" in text else text


def add_paragraphs(target: list[RawBlock], marked: str, bold: bool) -> None:
    """Add the paragraphs that the words make. White space is folded in ``marked``, and no mark but `BOLD` begins it."""
    last = marked.rfind("<")
    if last == 0:
        bold, marked = True, marked[len(BOLD) :].lstrip()
    text = marked
    if last > 0:
        bold = bold or (BOLD in marked and _is_bold(marked))
        text = _unmarked(marked)
    elif "&" not in marked:
        if marked:
            target.append(new_tuple(RawParagraph, (marked.rstrip(), bold)))
        return
    if "&" in text:
        text = decoded(text)
    if LINE_SIGN in text:
        target.extend([RawParagraph(line, bold) for line in _lines(text)])
    else:
        line = " ".join(text.split())
        if line:
            target.append(new_tuple(RawParagraph, (line, bold)))


_INSTEAD = {LINE[1]: LINE_SIGN, APART[1]: " ", ODD[1]: " "}
"""What words are held apart by; other marks stand inside one."""
_NOTE = re.compile(rf"{RAISED}(?= ?[0-9(\[*])")
"""A raised footnote's number must not grow onto the number before it."""


def _unmarked(marked: str) -> str:
    if RAISED in marked:
        marked = _NOTE.sub(APART, marked)
    first, *parts = marked.split("<")
    return first + "".join([_INSTEAD.get(part[0], "") + part[1:] for part in parts])


def _is_bold(marked: str) -> bool:
    """Whether every word stands inside bold tags."""
    first, *parts = marked.split("<")
    if first.strip():
        return False
    depth = 0
    open_spans: list[bool] = []
    for part in parts:
        mark = "<" + part[0]
        if mark == BOLD:
            depth += 1
            open_spans.append(True)
        elif mark in (SPAN, RAISED):
            open_spans.append(False)
        elif mark in (END_BOLD, END_SPAN) and open_spans and open_spans.pop():
            depth -= 1
        if not depth and part[1:].strip():
            return False
    return True


def _lines(text: str) -> list[str]:
    """A paragraph with line breaks in it: lines that run on are joined, the others stand alone."""
    lines: list[list[str]] = []
    for piece in text.split(LINE_SIGN):
        line = " ".join(piece.split())
        if line and lines and line[0].islower() and lines[-1][-1][-1] not in ".:;":
            lines[-1].append(line)
        elif line:
            lines.append([line])
    return [" ".join(parts) for parts in lines]
