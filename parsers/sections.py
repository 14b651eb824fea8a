"""A report cut at its item headings: the 8-K's items old and new, and the items of a 10-Q's or 10-K's parts.

A heading is told from a mention (``Item 5.07 of this report``), from a line of a table of contents, and from a
proposal that numbers itself (``Item 1. Election of Directors``): before 2004 and in periodic reports a heading needs
the item's own name behind its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
    r"\W*(?:items?\s*(?:no\.?\s*)?)?(?P<item>[1-9]\.\d\d)(?!\d|%)\)?(?:\([a-e]\))?(?P<rest>.*)",
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
_SENTENCE_END = re.compile(r"[.:]\s+(?=[A-Z(“\"])|\n")
HEADING_LENGTH = 160
"""Longest heading seen, in characters: Item 5.02's name since 2006 has 130."""


def sections(document: Document) -> list[Section]:
    """The document's items in order. A text without a heading is one section whose item is ``""``."""
    found: list[Section] = []
    item, part, body = "", "", list[Block]()
    for block in document.blocks:
        if _ends(document, block):
            found.append(Section(item, document, tuple(body)))
            item, body = "signatures", []
            continue
        part = _part_of(document, block) or part
        heading = _heading(document, block, part)
        if heading is None or not _may_follow(heading.item, item):
            body.append(block)
            continue
        found.append(Section(item, document, tuple(body)))
        item = heading.item
        body = [Paragraph(Span(heading.body, block.span.end))] if heading.body is not None else []
    found.append(Section(item, document, tuple(body)))
    return [s for s in found if s.blocks]


def _may_follow(item: str, current: str) -> bool:
    """Whether an item can begin inside another: proposals that number themselves can look like old items.

    Behind an item with a point only its like follows; behind Item 4 of Part II only a later item does.
    """
    if re.fullmatch(r"\d\.\d\d", current):
        return bool(re.fullmatch(r"\d\.\d\d", item))
    if current == "II.4" and item.startswith("II."):
        return int(re.sub(r"\D", "", item)) >= 4 and item != "II.4"
    return True


def _part_of(document: Document, block: Block) -> str:
    match = _PART.match(document.words(block.span)[:80])
    return match["part"].upper() if match else ""


def _ends(document: Document, block: Block) -> bool:
    words = document.words(block.span)
    return len(words) < 400 and bool(_END.match(words))


def _heading(document: Document, block: Block, part: str) -> _Heading | None:
    """The heading that a block is, or begins with. A table is one when its first row is (number and name in cells)."""
    words = document.words(block.span)
    if not isinstance(block, Paragraph):
        words = document.words(block.rows[0].span) if len(block.rows) == 1 else ""
    start = words[: HEADING_LENGTH + 60]
    new = _NEW.match(start)
    if new and _is_new_heading(new):
        return _Heading(new["item"], _body(block, words, new.start("rest")))
    old = _OLD.match(start)
    if old and not _CONTENTS.search(words[:HEADING_LENGTH]) and (item := _old_item(old, part)):
        return _Heading(item, _body(block, words, old.start("rest")))
    return None


def _is_new_heading(match: re.Match[str]) -> bool:
    """``Item 5.07``, with or without its name; without the word ``Item`` only before the name."""
    rest = match["rest"]
    if _MENTION.match(rest) or match["item"] not in _NEW_ITEMS:
        return False
    says_item = match[0][: match.start("item") - match.start()].strip(" \t\n.*_-–—").lower().startswith("item")
    return says_item or item_number(rest.strip(" \t\n.:–—-*")) == match["item"]


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
    return block.span.start + end if words[end:].strip() else None


def bodies(cut: list[Section], *items: str) -> Iterator[Section]:
    """The sections of these items that say something: a table of contents has headings only."""
    return (s for s in cut if s.item in items and len(s.text.strip()) > 3)
