"""A report cut at its item headings: the 8-K's items old and new, and the items of a 10-Q's or 10-K's parts.

A heading is told from a mention (``Item 5.07 of this report``), from a line of a table of contents, and from a
proposal that numbers itself (``Item 1. Election of Directors``): before 2004 and in periodic reports a heading needs
the item's own name behind its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from parsers.document import Block, Document, Paragraph, Span
from parsers.items import item_number

SUBMISSION_OF_MATTERS = re.compile(
    r"submission\s+of\s+matters?\s+to\s+(?:a\s+)?vote\s+(?:of|by)\s+(?:the\s+|our\s+)?(?:security|securities"
    r"|share|stock|unit)?"
    r"[\s-]*(?:holders|owners|members)\W*",
    re.IGNORECASE,
)
"""The name of Item 5.07 of Form 8-K, and of Part II Item 4 of Form 10-Q and Item 4 of Form 10-K until 2010."""


@dataclass(frozen=True, slots=True)
class Section:
    """An item's body. ``item`` is ``"5.07"``, ``"5"``, ``"II.4"``; ``""`` before the first heading."""

    item: str
    document: Document
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.document.words(block.span) for block in self.blocks)

    @property
    def span(self) -> Span:
        return Span(self.blocks[0].span.start, self.blocks[-1].span.end)


@dataclass(frozen=True, slots=True)
class _Heading:
    item: str
    body: int | None
    """Where the item's text begins in the heading's own paragraph; ``None`` when it stands in the blocks below."""


_NEW = re.compile(
    r"\W*(?:section\s+[1-9]\b[^\d]{0,60}?)?(?P<word>items?\s*(?:no\.?\s*)?)?(?P<item>[1-9]\s?\.\s?\d\d)(?!\d|%)\)?"
    r"(?:\([a-e]\))?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_OLD = re.compile(
    r"\W*item\s*(?:no\.?\s*)?(?P<item>\d{1,2}[ab]?)\s*(?:[.:)–—-]|\s)\s*[-–—.]?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_MENTION = re.compile(
    r"\s*(?:of|above|below|to|is|are|and\s+(?!item)|hereof|in|or|,\s*(?:which"
    r"|and))\s",
    re.IGNORECASE,
)
_END = re.compile(
    r"\W*(?:signatures?\W*|pursuant to the requirements of the securities(?: and)? exchange act.*)$",
    re.IGNORECASE | re.DOTALL,
)
_PART = re.compile(r"\W*part\s+(?P<part>iv|iii|ii|i)\b(?:\W+(?:other|financial)\s+information)?\W*$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:\.{3,}|\t|\s{2,}|\s)\s*\d{1,3}\W*$")
_CONTENTS_ROW = re.compile(r"(?:\.{3,}|\t)\s*\d{1,3}\W*$")
_PERIODIC_NAMES = re.compile(
    r"(?:legal proceedings|changes in securities|defaults?\s+(?:up)?on|submission of matters|other information"
    r"|exhibits?\b"
    r"|unregistered sales|mine safety|controls and procedures|executive officers|market for|market price|selected"
    r"|management"
    r"|quantitative|financial statements|business\b|properties|risk factors|unresolved staff|reserved"
    r"|removed and reserved"
    r"|\(?\s*(?:removed|reserved))",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(r"\W*items?\s+\d{1,2}[ab]?\W*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.:]\s+(?=[A-Z(“\"])|\n")
HEADING_LENGTH = 160
"""Longest heading seen, in characters: Item 5.02's name since 2006 has 130."""


def sections(document: Document) -> list[Section]:
    """The document's items in order. A text without a heading is one section whose item is ``""``."""
    found: list[Section] = []
    item, part, body = "", "", list[Block]()
    blocks = [piece for block in document.blocks for piece in _pieces(document, block)]
    for index, block in enumerate(blocks):
        words = document.words(block.span) if isinstance(block, Paragraph) or len(block.rows) == 1 else ""
        part = _part_of(words) or part
        behind = (
            document.words(blocks[index + 1].span)[:80] if _NUMBER_ALONE.match(words) and blocks[index + 1 :] else ""
        )
        heading = _heading(block, words, part, behind)
        if _ends(words):
            found.append(Section(item, document, tuple(body)))
            item, body = "signatures", []
        elif heading and _may_follow(heading.item, item):
            found.append(Section(item, document, tuple(body)))
            item = heading.item
            body = [Paragraph(Span(heading.body, block.span.end))] if heading.body is not None else []
        elif body or not SUBMISSION_OF_MATTERS.fullmatch(words.strip()):
            body.append(block)
    found.append(Section(item, document, tuple(body)))
    return [s for s in found if s.blocks]


_ITEM_ROW = re.compile(r"(?:^|\n)\W*item\s*\d", re.IGNORECASE)


def _pieces(document: Document, block: Block) -> Iterator[Block]:
    """A layout table with an item's heading in one of its rows, cut there; any other block whole."""
    if isinstance(block, Paragraph) or len(block.rows) == 1 or not _names_an_item(document.words(block.span)):
        yield block
        return
    at = [i for i, row in enumerate(block.rows) if _NEW.match(document.words(row.span)[:HEADING_LENGTH])]
    edges = sorted({0, *at, *(i + 1 for i in at), len(block.rows)})
    for start, end in pairwise(edges):
        rows = block.rows[start:end]
        yield block._replace(span=Span(rows[0].span.start, rows[-1].span.end), rows=rows)


def _names_an_item(words: str) -> bool:
    return "item" in words.lower() and _ITEM_ROW.search(words) is not None


def _may_follow(item: str, current: str) -> bool:
    """Whether an item can begin inside another: proposals that number themselves can look like old items.

    Behind an item with a point only its like follows; behind Item 4 of Part II only a later item does.
    """
    if re.fullmatch(r"\d\.\d\d", current):
        return bool(re.fullmatch(r"\d\.\d\d", item))
    if current == "II.4" and item.startswith("II."):
        return int(re.sub(r"\D", "", item)) >= 4 and item != "II.4"
    return True


def _part_of(words: str) -> str:
    head = words[:80]
    match = _PART.match(head) if "part" in head.lower() else None
    return match["part"].upper() if match else ""


def _ends(words: str) -> bool:
    return len(words) < 400 and bool(_END.match(words))


def _heading(block: Block, words: str, part: str, behind: str) -> _Heading | None:
    """The heading that a block is, or begins with. ``behind`` is the next block, where a number stands alone."""
    start = f"{words} {behind}"[: HEADING_LENGTH + 60]
    new = _NEW.match(start)
    if new and _is_new_heading(new) and not _CONTENTS_ROW.search(words[: HEADING_LENGTH + 60]):
        return _Heading(_item_of(new), _body(block, words, new.start("rest")))
    old = _OLD.match(start)
    if old and not _CONTENTS.search(start[:HEADING_LENGTH].rstrip()) and (item := _old_item(old, part)):
        return _Heading(item, _body(block, words, old.start("rest")))
    alone = SUBMISSION_OF_MATTERS.match(words.lstrip(" \t(0123456789.)–—-")) if len(words) <= HEADING_LENGTH else None
    return _Heading("II.4" if part else "5.07", None) if alone and not _CONTENTS.search(words) else None


def _item_of(match: re.Match[str]) -> str:
    return re.sub(r"\s", "", match["item"])


def _is_new_heading(match: re.Match[str]) -> bool:
    """``Item 5.07``, with or without its name; without the word ``Item`` only before the name."""
    rest = match["rest"]
    if _MENTION.match(rest) or _item_of(match) not in _NEW_ITEMS:
        return False
    return bool(match["word"]) or item_number(rest.strip(" \t\n.:–—-*")) == _item_of(match)


_NEW_ITEMS = frozenset(
    f"{section}.{number:02}"
    for section, last in ((1, 5), (2, 6), (3, 3), (4, 2), (5, 8), (6, 6), (7, 1), (8, 1), (9, 1))
    for number in range(1, last + 1)
)


def _old_item(match: re.Match[str], part: str) -> str | None:
    """The item of an 8-K before August 2004, or of a periodic report (with its part), by the name behind the number."""
    name, number = match["rest"].lstrip(" \t\n.:–—-*"), match["item"].upper()
    if SUBMISSION_OF_MATTERS.match(name):
        return "II.4"
    if _PERIODIC_NAMES.match(name):
        return f"{part or 'II'}.{number}"
    return number if item_number(name, old=True) == number else None


def _body(block: Block, words: str, rest: int) -> int | None:
    """Where text goes on after the heading in the same paragraph."""
    if not isinstance(block, Paragraph):
        return None
    name = SUBMISSION_OF_MATTERS.search(words, rest, rest + 40 + HEADING_LENGTH)
    if name and name.start() - rest < 12:
        end = name.end()
    elif len(words) <= HEADING_LENGTH:
        return None
    else:
        sentence = _SENTENCE_END.search(words, rest + 3, rest + HEADING_LENGTH)
        end = sentence.end() if sentence else rest
    while end < len(words) and words[end] in " \t\n.:;–—-":
        end += 1
    rest_of_it = words[end:].strip()
    return None if not rest_of_it or item_number(rest_of_it) in _NEW_ITEMS else block.span.start + end


def bodies(cut: list[Section], *items: str) -> Iterator[Section]:
    """The sections of these items that say something: a table of contents has headings only."""
    return (s for s in cut if s.item in items and len(s.text.strip()) > 3)
