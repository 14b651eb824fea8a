"""Proposal numbers as filings print them: ``Proposal No. 3 –``, ``Item 2.``, ``(iv)``, ``5)``, ``PROPOSAL II``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from parsers.document import Span
from parsers.words.needed import guarded
from parsers.words.remembered import remembered

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
          "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")  # fmt: skip
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
          "xviii", "xix", "xx")  # fmt: skip

_ANY_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_NAMED = (
    r"(?:(?:the\s+)?(?:(?P<holder>(?:share|stock)(?:holder|owner)s?['’]?s?)\s+)?"
    r"(?:proposal|item|matter|resolution|agenda\s+item|ballot\s+item|voting\s+item|proposition))"
    r"\s*(?:\(?(?:no|nos|num|number)\b\.?|№|\#)?\s*"
)
_VALUE = (
    rf"(?P<value>\d{{1,2}}[a-hA-H]?(?:\([a-z]\))?|[ivxIVX]{{1,5}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))}"
    rf"|[A-H])"
)
_NAMED_NUMBER = re.compile(
    rf"\s*[(\[“\"]?\s*{_NAMED}[(“\"]?{_VALUE}(?![\w%])(?!\.\d)(?!,\d)[”\")\]]*\s*(?P<tail>[.:;,)\]–—―‑-]*)\s*",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(
    r"\s*(?:\(\s*(?P<bracketed>\d{1,2}[a-h]?|[ivxIVX]{1,5}|[a-hA-H])\s*\)\s*[.:–—-]?"
    r"|(?P<closed>\d{1,2}[a-h]?|[ivx]{1,5}|[a-h])\s*\)"
    r"|(?P<dotted>\d{1,2}[a-hA-H]?|[ivxIVX]{1,5}|[A-H])\s*(?:\.(?!\d)|[:–—]))(?P<tail>\s*)",
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number at the head of a text. ``value`` is as the filing numbers it, words turned to digits (``One`` → ``1``).

    ``style`` tells one sequence from another: ``named`` (``Proposal 1``), ``bracketed``, ``closed``, ``dotted``,
    with ``roman``, ``letter`` or ``digit``. ``span`` covers the mark; what follows it is the title.
    """

    value: str
    span: Span
    style: str

    @property
    def order(self) -> int | None:
        """Its place in its sequence: ``iv`` and ``D`` are 4, ``3a`` is 3."""
        return place(self.value)


def place(value: str) -> int | None:
    bare = value.lower()
    digits = re.match(r"\d+", bare)
    if digits:
        return int(digits[0])
    if bare in _ROMAN:
        return _ROMAN.index(bare) + 1
    if len(bare) == 1 and bare.isalpha():
        return ord(bare) - ord("a") + 1
    return None


def number_at_head(text: str, offset: int = 0) -> Numbered | None:
    """The number that a heading or a list item starts with.

    Takes ``Proposal No. 2: Say on Pay`` and ``(iii) ratified``; refuses ``5.07``, ``2.25 billion`` and ``A proposal``.
    """
    found = _at_head(text[:LONGEST_NUMBER])
    if found is None or not offset:
        return found
    return replace(found, span=Span(found.span.start + offset, found.span.end + offset))


LONGEST_NUMBER = 120
"""Characters at a text's head in which its number, and what tells it from another, stand."""


@remembered
def _at_head(text: str) -> Numbered | None:
    named = _NAMED_NUMBER.match(text)
    if named and _ends_well(text, named):
        return Numbered(_plain(named["value"]), Span(named.start(), named.end()), "named")
    bare = _BARE_NUMBER.match(text)
    if not bare:
        return None
    inner = _NAMED_NUMBER.match(text, bare.end())
    if inner and not inner["holder"] and _ends_well(text, inner):
        return Numbered(_plain(inner["value"]), Span(bare.start(), inner.end()), "named")
    nested = _BARE_NUMBER.match(text, bare.end())
    if (
        nested
        and nested["bracketed" if nested["bracketed"] else "closed" if nested["closed"] else "dotted"][0].isdigit()
    ):
        bare = nested
    form = next(name for name in ("bracketed", "closed", "dotted") if bare[name])
    value = bare[form]
    return Numbered(value, Span(bare.start(), bare.end()), f"{form} {_kind(value)}")


def _ends_well(text: str, match: re.Match[str]) -> bool:
    """``Proposal A`` and ``Item I`` need a mark or an end after them; ``Proposal 1 was approved`` needs none."""
    value = match["value"]
    return value[0].isdigit() or len(value) > 1 or bool(match["tail"]) or match.end() == len(text)


def _plain(value: str) -> str:
    bare = value.lower()
    return str(_WORDS.index(bare) + 1) if bare in _WORDS else value


def _kind(value: str) -> str:
    if value[0].isdigit():
        return "digit"
    return "roman" if value.lower() in _ROMAN and value.lower() not in ("c", "d") else "letter"


_NEXT_MARK = re.compile(
    r"[;.:,]\s+(?:and\s+|or\s+)?(?=(?:\((?P<bracketed>\d{1,2}|[ivx]{1,5}|[a-h])\)|(?P<closed>\d{1,2}|[ivx]{1,5})\)|(?P<dotted>\d{1,2}|[IVX]{1,5})\.)\s*[A-Z])"
)


_INNER_HEADING = re.compile(
    r"[:.;]\s+(?=\d{1,2}\.\s?(?:The\s+|To\s+|An?\s+)?(?:Election|Elect|Ratif|Approv|Advisory|Amend|Proposal|Adopt|Vote|Non-?binding|Shareholder|Stockholder|Frequency|\d{4}\s)\w*)",
    re.IGNORECASE,
)
"""A numbered heading that runs on in a paragraph: ``… as follows: 1.Election of Directors: …``."""


def numbered_parts(text: str) -> list[Span]:
    """A paragraph in which the numbers that its head starts are carried on: ``3. Ratified …; and 4. Did not …``."""
    head = number_at_head(text)
    starts = [0]
    if head is None or head.style == "named" or head.order is None:
        starts += [m.end() for m in _INNER_HEADING.finditer(text)]
    else:
        form, order = head.style.split()[0], head.order
        for mark in _NEXT_MARK.finditer(text):
            if mark[form] and place(mark[form]) == order + 1:
                starts.append(mark.end())
                order += 1
    return [Span(a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


_MENTION = re.compile(
    rf"\b(?:proposals?|items?|matters?|resolutions?)\s*(?:\(?(?:nos?|numbers?)\b\.?|№|\#)?\s*[(“\"]?"
    rf"(?P<value>\d{{1,2}}[a-h]?|[IVX]{{1,5}}|{_ANY_WORD})(?![\w%])(?!\.\d)(?!,\d)",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|&|through|to)\s+)(?:(?:proposal|item)\s+)?(?:no\.?\s*)?(?P<value>\d{1,2})(?![\w%])(?![.,]\d)",
    re.IGNORECASE,
)


def mentions(text: str) -> list[tuple[str, Span]]:
    """The proposals that a text speaks of by number, and where: ``Proposals 1, 2 and 4`` gives three."""
    found: list[tuple[str, Span]] = []
    for match in _MENTION.finditer(text):
        found.append((_plain(match["value"]), Span(*match.span("value"))))
        position = match.end()
        while also := _ALSO.match(text, position):
            span = Span(*also.span("value"))
            found += [(str(n), span) for n in _between(found[-1][0], also)]
            found.append((also["value"], span))
            position = also.end()
    return found


def _between(first: str, last: re.Match[str]) -> range:
    """The numbers that ``1 through 4`` leaves out."""
    through = re.search(r"through|\bto\b|[–-]", last[0])
    return range(int(first) + 1, int(last["value"])) if through and first.isdigit() else range(0)


def numbers_mentioned(text: str) -> list[str]:
    """The proposals that a sentence speaks of by number."""
    return [value for value, _ in mentions(text)]


_LABEL_NUMBER = re.compile(r"\s*(?P<value>\d{1,2})\s+(?=[A-Z(“\"])")


def number_in_label(text: str, offset: int = 0) -> Numbered | None:
    """The number of a row's title, which may stand in a column of its own, without a mark."""
    bare = _LABEL_NUMBER.match(text)
    if bare:
        return Numbered(bare["value"], Span(bare.start() + offset, bare.end() + offset), "column digit")
    return number_at_head(text, offset)


_OF_A_MATTER = r"(?=,?\s*(?:the|to|an?|its|our|ratif\w*|approv\w*|elect\w*|adopt\w*|advisory|say|non-?binding|\d{4})\b)"
_ENUMERATOR = re.compile(
    rf"(?:(?<=\s)|^)(?:(?:proposal|resolution|item|matter)\s+(?:no\.?\s*|\#)?(?P<named>\d{{1,2}})\s*[,:]{_OF_A_MATTER}|(?<=[:;,]\s)(?:and\s+)?(?P<dotted>\d{{1,2}})\.{_OF_A_MATTER}|"
    r"\((?P<bracketed>\d{1,2}|[ivx]{1,5}|[a-h])\)|(?P<closed>\d{1,2}|[ivx]{1,5})\)"
    rf"|(?P<ordinal>{'|'.join(_ORDINALS)}|finally|lastly)(?=,?\s+(?:the|to|an?|ratif|approv|elect|adopt)\b))\s*,?\s*",
    re.IGNORECASE,
)


_FIGURE_WITH_A_MARK = re.compile(r"\d\s*[.,:]")
_ORDINAL = guarded(rf"(?:{'|'.join(_ORDINALS)}|finally|lastly)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListItem:
    """One member of a list that runs inside a sentence; ``mark`` is where its number or ordinal starts."""

    value: str | None
    span: Span
    mark: int


def list_items(text: str, offset: int = 0) -> list[ListItem]:
    """The members of a list inside running text: ``(i) elected …, (ii) ratified …``, ``first, … second, …``.

    Only a list that starts at its beginning and counts on is one; a lone ``(a)`` is not.
    """
    if ")" not in text and not _FIGURE_WITH_A_MARK.search(text) and not _ORDINAL.search(text):
        return []
    marks = list(_ENUMERATOR.finditer(text))
    chosen: list[re.Match[str]] = []
    for form in ("bracketed", "closed", "ordinal", "named", "dotted"):
        run = _run([m for m in marks if m[form]], form)
        if len(run) > len(chosen):
            chosen = run
    if not chosen:
        return []
    ends = [m.start() for m in chosen[1:]] + [len(text)]
    return [
        ListItem(_item_value(m), Span(m.end() + offset, end + offset), m.start() + offset)
        for m, end in zip(chosen, ends, strict=True)
    ]


def _run(marks: list[re.Match[str]], form: str) -> list[re.Match[str]]:
    """The longest sequence of marks that counts 1, 2, 3 …"""
    run: list[re.Match[str]] = []
    for mark in marks:
        if _position(mark[form], len(run) + 1) == len(run) + 1:
            run.append(mark)
    return run if len(run) > 1 else []


def _position(value: str, expected: int) -> int | None:
    bare = value.lower()
    if bare in ("finally", "lastly"):
        return expected if expected > 1 else None
    if bare in _ORDINALS:
        return _ORDINALS.index(bare) + 1
    if bare == "i" and expected == 9:
        return 9
    return place(value)


def _item_value(mark: re.Match[str]) -> str | None:
    return mark["bracketed"] or mark["closed"] or mark["named"] or mark["dotted"]
