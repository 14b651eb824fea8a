"""Headings over columns of counts, when only their words are left: "Votes For Votes Against Broker Non-Votes"."""

from __future__ import annotations

import re

_WORDS = re.compile(r"\S+")
_KEY = re.compile(
    r"""(?:votes?|shares)?/?(?: for | in-?favou?r | favou?r | affirmative | negative | yes | no | against |
        withh[eo]ld(?:ing)? | withholds | abst(?:ain(?:ed|ing|s)?|entions?|en?sions?) |
        non-?\s?vot(?:es?|ed|ing) | nonvotes? | non-? | unvoted | uncast |
        years? | annual(?:ly)? | biennial(?:ly)? | triennial(?:ly)? | total | exceptions? )
        (?:/(?:against|withh[eo]ld|abstain(?:ed)?|abstentions?|for))*[:*]?(?:\(\d\))?""",
    re.VERBOSE | re.IGNORECASE,
)
_CARRIER = re.compile(
    r"(?:votes?|shares?|number|broker|brokers|total|percent(?:age)?|%|one|two|three|[123]|authority|voted|every|once|class|series|common|stock)[:,]?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:names?|nominees?(?:’s|'s)?|directors?|director/nominee|candidates?|proposals?|matters?|description)[:,]?",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"(?:of|in|the|cast|election|approval|and|or|to|by|favor|voting|[-–—/&=_]+|a|b|\([\w\d]+\)|outstanding|present|represented|entitled)[:,]?",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"""(?:proposals?|items?|matters?|resolutions?)\b\s*(?:no\.?\s*|number\s*|\#\s*)?(?:[\dIVX(\#]|one\b|two\b|three\b|four\b)
        | \(?\d{1,2}[.)]\)?(?:\s|[A-Z“"]|$) | \([a-z]{1,4}\)\s | [a-zA-Z]\.\s+[A-Z] | [ivxIVX]{1,4}[.)]\s
        | [•●▪*]\s | part\s+[IV]+""",
    re.VERBOSE | re.IGNORECASE,
)
_PERCENT = re.compile(r"percent(?:age)?|%", re.IGNORECASE)
_JOINERS = frozenset({"and", "or", "/", "&", "in", "of"})
_RULE = re.compile(r"[-=_–—]{2,}|-")


def words_of(line: str) -> list[str]:
    return [word for word in _WORDS.findall(line) if not _RULE.fullmatch(word)]


def starts_paragraph(line: str) -> bool:
    """Whether a line begins with a list's mark or a proposal's number, so that it goes on with nothing above it."""
    return _STARTS.match(line) is not None


def is_heading_line(line: str) -> bool:
    """Whether a line could be part of a heading over counts: none of its words could stand elsewhere."""
    words = words_of(line)
    if not 0 < len(words) <= 24 or starts_paragraph(line.strip()):
        return False
    return all(_KEY.fullmatch(w) or _CARRIER.fullmatch(w) or _LABEL.fullmatch(w) or _FILLER.fullmatch(w) for w in words)


def has_key(line: str) -> bool:
    """Whether a line names a kind of vote: For, Against, Withheld, Abstain, Non-Votes, Year."""
    return any(_KEY.fullmatch(word) for word in words_of(line))


def is_nearly_heading(line: str) -> bool:
    """Whether a line right above counts is their heading though a word of it is new: two kinds of vote, no sentence."""
    words = words_of(line)
    if not 2 < len(words) <= 16 or words[-1][-1] in ".:;" or starts_paragraph(line.strip()):
        return False
    keys = sum(_KEY.fullmatch(w) is not None for w in words)
    known = sum(any(kind.fullmatch(w) for kind in (_KEY, _CARRIER, _LABEL, _FILLER)) for w in words)
    return keys > 1 and 3 * (len(words) - known) <= len(words)


def is_label(line: str) -> bool:
    """Whether a heading is that of the names beside counts: ``Name of Nominee``."""
    words = words_of(line)
    return any(map(_LABEL.fullmatch, words)) and all(_LABEL.fullmatch(w) or _FILLER.fullmatch(w) for w in words)


def names_one(line: str) -> bool:
    """Whether a line names one kind of vote and says nothing else: ``Votes Against``, ``Broker Non-Votes:``."""
    return len(line) < 80 and is_heading_line(line) and has_key(line) and len(split_heading(line)) == 1


def is_carrier_line(line: str) -> bool:
    """Whether a line holds words that begin a column's heading (Votes, Broker, Number of)."""
    words = words_of(line)
    return (
        bool(words)
        and not words[-1].endswith(":")
        and all(_CARRIER.fullmatch(w) or _FILLER.fullmatch(w) or _LABEL.fullmatch(w) for w in words)
        and any(_CARRIER.fullmatch(w) for w in words)
    )


def split_heading(line: str) -> list[str]:
    """The headings in a line of their words: ``["Nominee", "Votes For", "Broker Non-Votes"]``."""
    cells: list[list[str]] = [[]]
    keyed = False
    for word in words_of(line):
        if _starts_cell(word, cells[-1], keyed):
            cells.append([])
            keyed = False
        cells[-1].append(word)
        keyed = keyed or _KEY.fullmatch(word) is not None or _PERCENT.fullmatch(word) is not None
    return [" ".join(cell) for cell in cells if cell]


def split_carriers(line: str) -> list[str]:
    """The headings in a line whose words only begin headings: ``["Votes Cast", "Broker", "Percentage of"]``."""
    cells: list[list[str]] = []
    for word in words_of(line):
        joined = cells and (cells[-1][-1].lower() in _JOINERS or word.lower() in _JOINERS)
        if not cells or (_CARRIER.fullmatch(word) and not joined):
            cells.append([])
        cells[-1].append(word)
    return [" ".join(cell) for cell in cells]


def _starts_cell(word: str, cell: list[str], keyed: bool) -> bool:
    """Whether a word opens the next column's heading, given the words of the heading so far."""
    if not cell:
        return False
    before = cell[-1].lower()
    if before in _JOINERS or before.endswith("/") or word.startswith("/"):
        return False
    if all(_LABEL.fullmatch(w) or _FILLER.fullmatch(w) for w in cell):
        return not (_LABEL.fullmatch(word) or _FILLER.fullmatch(word))
    if _PERCENT.fullmatch(word) and before in ("votes", "shares", "number"):
        return True
    if not keyed:
        return False
    if before in ("non-", "non"):
        return False
    if word.lower() == "authority" and before.startswith("withh"):
        return False
    if any(kind.fullmatch(word) for kind in (_KEY, _CARRIER, _LABEL)):
        return True
    return word[0].isupper() and _FILLER.fullmatch(word) is None
