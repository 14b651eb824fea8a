"""HTML to blocks, in one pass over the tags.

No tree is built. The source is cut at every ``<`` and ``>``, each different tag is understood once, and a mark of two
characters is put in its place. What is left is short, and is cut again at the marks that end a text. All of that costs
about what a parser in C needs for its tree alone, there is no depth to overflow, and text cut off anywhere still reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from parsers.layout.hidden import hide, visible_source, without_comments
from parsers.layout.marked import INVISIBLE, INVISIBLE_SIGNS, LINE_SIGN, add_paragraphs, decoded
from parsers.layout.place import Leads, Place
from parsers.layout.plain import plain_blocks
from parsers.layout.spaced import with_spaced_tables
from parsers.layout.tags import BREAK, COMMENT, LINE, ODD, SKIP, STRUCTURE, TYPED, Meanings
from parsers.layout.typeset import RawBlock

_TAG = re.compile(r"<([/!?a-zA-Z](?:[^<>\"']|\"[^\"<]{0,4096}\"|'[^'<]{0,4096}'|[\"'])*+)>")
_PRE = re.compile(r"(</?pre\b[^<>]*>)", re.IGNORECASE)
_ROWS = re.compile(r"<t[rd][\s>]", re.IGNORECASE)

_MEANINGS = Meanings()
_LEADS = Leads()


def html_blocks(source: str) -> list[RawBlock]:
    """The blocks of an HTML document, in reading order."""
    source = visible_source(source)
    cut = _cut(source)
    if TYPED not in cut.kinds:
        return with_spaced_tables(_blocks(cut))
    blocks: list[RawBlock] = []
    for part, is_typed in _by_pre(without_comments(source)):
        blocks += plain_blocks(decoded(_TAG.sub("", part))) if is_typed else _blocks(_cut(part))
    return with_spaced_tables(blocks)


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


class _Cut(NamedTuple):
    """A source cut at its tags."""

    pieces: list[str]
    """Text 0, tag 0, text 1, tag 1, … and last a text."""
    marks: list[str]
    """What each tag means."""
    kinds: set[str]
    """The different marks."""


def _cut(source: str) -> _Cut:
    """Cutting at every bracket is right as long as brackets only ever enclose tags.

    Where one stands in the text or in a comment, some "tag" is a word that HTML does not know, or a comment without
    end, and the careful and slower way is taken.
    """
    cut = _marked(source.replace(">", "<").split("<"))
    if len(cut.pieces) % 2 and ODD not in cut.kinds and COMMENT not in cut.kinds:
        return cut
    pieces = _TAG.split(without_comments(source))
    pieces[::2] = [text.replace("<", "&lt;") for text in pieces[::2]]
    return _marked(pieces)


def _marked(pieces: list[str]) -> _Cut:
    marks = list(map(_MEANINGS.__getitem__, pieces[1::2]))
    return _Cut(pieces, marks, set(marks))


def _blocks(cut: _Cut) -> list[RawBlock]:
    place = Place()
    _, *rest = STRUCTURE.split(BREAK + _text_with_marks(cut))
    for marks, text in zip(rest[::2], rest[1::2], strict=True):
        moves, bold = _LEADS[marks]
        if moves:
            place.follow(moves)
        if text:
            add_paragraphs(place.target, text, bold)
    place.close_all()
    return place.blocks


def _text_with_marks(cut: _Cut) -> str:
    """The texts with marks for the tags between them, white space folded."""
    pieces, marks, kinds = cut
    if SKIP in kinds:
        hide(pieces, marks)
    pieces[1::2] = marks
    text = "".join(pieces)
    if any(sign in text for sign in (INVISIBLE_SIGNS if not text.isascii() else "\0")):
        text = text.translate(INVISIBLE)
    text = text.replace("&#160;", " ").replace("&nbsp;", " ").replace(LINE_SIGN, LINE)
    return " ".join(text.split())
