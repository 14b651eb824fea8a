"""Names of persons as filings print them: in a cell, at the head of a line, in a list of prose.

A name's text is what is printed, white space folded, without titles before it (``Mr.``, ``Dr.``, ``Hon.``) and degrees
or honours after it (``Ph.D.``, ``M.D.``, ``Esq.``); ``Jr.`` and ``III`` are part of a name.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from parsers.document import Span
from parsers.words.name_tokens import DEGREE, GENERATION, GENERATIONS, TITLES, Kind, Token, head_tokens, tokens_of
from parsers.words.not_names import FIRM_WORDS, NO_PERSONS, NOT_NAMES, PHRASES, ROLES
from parsers.words.remembered import remembered


class Name(NamedTuple):
    """A person's name; ``text`` is the slice of ``span`` with its white space folded."""

    text: str
    span: Span


_MARKS = re.compile(
    r"[\s.:;,…_*†‡§¹²³⁴⁵⁶⁷⁸⁹#–—-]+$|\s*(?:\(\s*(?:\d{1,2}|[a-z]|\*{1,3})\s*\)|\[\s*\w{1,2}\s*\])\s*[*:.]*$"
)
_LEAD = re.compile(
    r"\s*(?:[-–—•·*▪■●□☐➢†‡]+\s*"
    r"|(?:\([0-9a-zA-Z]{1,4}\)|[0-9]{1,2}[a-zA-Z]?[.):]|[0-9]\.[0-9]{1,2}\.?|[a-z][.)]|[ivx]{1,5}[.)]|[IVX]{2,5}[.)]"
    r"|[0-9]{1,2}[a-z]?)\s*(?=\D)"
    r"|(?i:Nominees?\b\s*[:#]?\s*(?:\d+\s*[.:)]\s*)?|(?:Re-?)?elect(?:ion\s+of|\s+as\s+directors?)?:?\s+|(?:(?:Independent|Non-?Employee|Employee)\s+)?Directors?:?\s+"
    r"|Class\s+[IVXA-D\d]{1,4}(?:\s+Directors?)?\s*[:–—-]\s*|The\s+(?=Hon)|(?:Rear|Vice|Major|Lieutenant|Brigadier)\s+(?=Admiral|General)))*"
)
_TAIL = re.compile(
    r"\s*(?:[,;:–—-]\s*)?(?:\(?\s*(?:Class\s+(?:[IVX]{1,4}|[A-D1-3])\b|term\b|age\b|until\b|expir\w+|for\s+a?\s*term\b"
    rf"|(?:{'|'.join(ROLES.split())})\b).*)?$",
    re.IGNORECASE | re.DOTALL,
)


def folded(text: str) -> str:
    """White space of every kind as single spaces."""
    return " ".join(text.split())


def name_in_cell(text: str, offset: int = 0) -> Name | None:
    """The one person that a cell, or the head of a line, names; ``None`` when it is anything else.

    Passes over numbering, titles, footnote marks, leaders, a role and a class around the name; takes a surname alone
    only after a title (``Mr. Smith``), and surnames first (``Smith, John A.``).
    """
    found = _in_cell(text)
    if not offset:
        return found
    return found and Name(found.text, Span(found.span.start + offset, found.span.end + offset))


_PLAIN = re.compile(r"[A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][a-z]+){1,2}")
"""How most nominees are printed: ``Ada Reed``, ``Ada Q. Reed``, ``Ada Quinn Reed``."""
_LEADING = """
 of and a class series group nominee nominees director directors independent employee elect reelect election the rear
 vice major lieutenant brigadier esq retired
"""
_OTHER_THAN_NAMES = frozenset(_LEADING.split()).union(NOT_NAMES, FIRM_WORDS, PHRASES, TITLES, GENERATIONS)
"""Words with which a text is looked at closely, though it is written like a name."""


def _is_plain_name(text: str) -> bool:
    """Whether a text is a name at first sight."""
    if not _PLAIN.fullmatch(text):
        return False
    lower = text.lower()
    return _OTHER_THAN_NAMES.isdisjoint(lower.split()) and lower.replace(".", "") not in NO_PERSONS


@remembered
def _in_cell(text: str) -> Name | None:
    if _is_plain_name(text):
        return Name(text, Span(0, len(text)))
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    end = _before_marks(text, start)
    tokens = head_tokens(text, start, end)
    titles = _titles_at(tokens, 0)
    after = _run(tokens, titles)
    comma = _with_generation(tokens, after)
    if _is_surname_first(tokens, titles, after, comma):
        after = max(_run(tokens, comma + 1), comma + 2)
    elif not _is_person(tokens, titles, after):
        return None
    last = _with_generation(tokens, after)
    if not _TAIL.match(text[_with_degrees(tokens, last, end) : end]):
        return None
    return _name(text, tokens, titles, last, 0)


def names_in(text: str, offset: int = 0) -> list[Name]:
    """The persons of a list in prose, in order: ``Sam Furrow, Robert Day, Jr., M.D. and Dr. Ann Lee (61)``.

    For a passage that is known to list persons: two capitalised words that are no term of a meeting count as a name.
    """
    tokens, found, at = list(tokens_of(text, 0, len(text))), [], 0
    while at < len(tokens):
        titles = _titles_at(tokens, at)
        after = _run(tokens, titles)
        if _is_person(tokens, titles, after, at):
            last = _with_generation(tokens, after)
            found.append(_name(text, tokens, titles, last, offset))
            after = max(after, last)
        at = max(after, at + 1)
    return found


def is_name(text: str) -> bool:
    """Whether this is a person's name and nothing else: two to eight capitalised words, none a term of a meeting."""
    found = name_in_cell(text)
    return found is not None and found.text == folded(text)


def _titles_at(tokens: list[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].kind is Kind.TITLE:
        at += 1
    return at


def _run(tokens: list[Token], at: int) -> int:
    """Where the name that begins at ``at`` ends: behind its last initial, word or nickname."""
    first = at
    while at < len(tokens):
        kind = tokens[at].kind
        if kind is Kind.LAST_WORD:
            return at + 1
        if kind in (Kind.INITIAL, Kind.WORD) or _continues(tokens, at):
            at += 1
        elif at > first and kind is Kind.OPEN and (behind := _behind_nickname(tokens, at)) and _runs_on(tokens, behind):
            at = behind
        else:
            break
    return at


def _continues(tokens: list[Token], at: int) -> bool:
    """Whether a token of another kind is part of a name because of the word behind it.

    A particle (``van``), the initial ``V.``, or capitals after a comma that begin the next name (``JOHN SMITH, MARY
    JONES``) and are no degree.
    """
    kind, text = tokens[at].kind, tokens[at].text
    could = (
        kind is Kind.PARTICLE
        or (kind is Kind.GENERATION and text in ("V", "V."))
        or (kind is Kind.DEGREE and len(text) > 2 and text.isalpha())
    )
    return could and _runs_on(tokens, at + 1)


def _runs_on(tokens: list[Token], at: int) -> bool:
    words = (Kind.INITIAL, Kind.WORD, Kind.LAST_WORD, Kind.PARTICLE)
    return at < len(tokens) and tokens[at].kind in words


def _behind_nickname(tokens: list[Token], at: int) -> int | None:
    """The token behind a short nickname in brackets or quotation marks that opens at ``at``."""
    closes = (
        i
        for i in range(at + 2, min(at + 6, len(tokens)))
        if tokens[i].kind is Kind.CLOSE or (tokens[at].text == '"' == tokens[i].text)
    )
    behind = next(closes, None)
    while behind is not None and behind + 1 < len(tokens) and tokens[behind + 1].kind is Kind.CLOSE:
        behind += 1
    return None if behind is None else behind + 1


def _is_person(tokens: list[Token], first: int, after: int, start: int = 0) -> bool:
    """Whether tokens ``first`` up to ``after`` name a person; ``start`` is where titles before them begin."""
    words = [t for t in tokens[first:after] if t.kind not in (Kind.OPEN, Kind.CLOSE)]
    if not words or len(words) > 9 or not any(t.kind in (Kind.WORD, Kind.LAST_WORD) for t in words):
        return False
    if " ".join(t.text.lower().rstrip(".") for t in words) in NO_PERSONS or _is_firm(tokens, first, after):
        return False
    return len(words) >= 2 or (first > start and words[0].kind is not Kind.INITIAL)


def _is_firm(tokens: list[Token], first: int, after: int) -> bool:
    """Whether the words belong to a firm or a phrase: ``Ernst & Young LLP``, ``Grant Thornton, LLP``, ``Lee Plan``."""
    if first and tokens[first - 1].text == "&":
        return True
    behind = tokens[after : after + 2]
    if behind and behind[0].kind is Kind.COMMA:
        behind = behind[1:]
    if behind and after < len(tokens) and tokens[after].kind is Kind.TERM and tokens[after].text[0].isupper():
        return tokens[after].text.rstrip(".,:").lower() in PHRASES
    return bool(behind) and (behind[0].kind is Kind.FIRM or behind[0].text == "&")


def _is_surname_first(tokens: list[Token], first: int, after: int, comma: int) -> bool:
    """``Smith, John A.``, ``van Houten, Jan``, ``Smith, Jr., John``."""
    words = [t for t in tokens[first:after] if t.kind is not Kind.PARTICLE]
    given = tokens[comma + 1 : comma + 2]
    return (
        len(words) == 1
        and words[0].kind is Kind.WORD
        and bool(given)
        and tokens[comma].kind is Kind.COMMA
        and given[0].kind in (Kind.WORD, Kind.INITIAL, Kind.DEGREE, Kind.LAST_WORD)
    )


def _with_generation(tokens: list[Token], after: int) -> int:
    """Behind ``Jr.`` or ``III`` where one follows, with or without a comma or brackets."""
    at = after
    while at < len(tokens) and tokens[at].kind in (Kind.COMMA, Kind.OPEN):
        at += 1
    if at < len(tokens) and tokens[at].kind is Kind.GENERATION:
        closed = at + 1 < len(tokens) and tokens[at].kind is Kind.OPEN
        return at + 1 + closed
    return after


def _with_degrees(tokens: list[Token], last: int, end: int) -> int:
    """The offset behind the degrees and honours that follow a name."""
    offset = tokens[last - 1].end if last else end
    at = last
    while at < len(tokens) and tokens[at].kind in (Kind.COMMA, Kind.OPEN, Kind.CLOSE, Kind.DEGREE):
        if tokens[at].kind in (Kind.DEGREE, Kind.CLOSE):
            offset = tokens[at].end
        at += 1
    return offset


def _before_marks(text: str, start: int) -> int:
    """Where the cell ends without leaders, footnote marks and closing punctuation; an initial keeps its period."""
    end = len(text)
    if text[-1:].isalpha():
        return end
    while mark := _MARKS.search(text, max(start, end - _LONGEST_MARK), end):
        at = mark.start()
        keeps = text.startswith(".", at) and _ENDS_IN_ABBREVIATION.search(text, max(start, at - _LONGEST_MARK), at)
        kept = at + (1 if keeps else 0)
        if kept == end:
            break
        end = kept
    return end


_LONGEST_MARK = 24
"""Characters, of an abbreviation too; leaders that are longer are taken away bit by bit."""
_ENDS_IN_ABBREVIATION = re.compile(r"(?:\b[^\W\d_]|\b(?:Jr|Sr|Ph\.?D|Esq|Ret))$", re.IGNORECASE)


def _name(text: str, tokens: list[Token], first: int, last: int, offset: int) -> Name:
    start, final = tokens[first].start, tokens[last - 1]
    end = final.end
    if final.kind is Kind.LAST_WORD:
        end = final.start + len(final.text.rstrip(".:"))
    return Name(folded(text[start:end]), Span(start + offset, end + offset))


_NICKNAME = re.compile(r"\([^()]*\)|[\"“][^\"“”]*[\"”]")
_SUFFIXES = re.compile(rf",?\s*\(?\b(?:{GENERATION}|{DEGREE.pattern})\)?(?=[\s,]|$)")
_GENERATION_LAST = re.compile(rf"\s+{GENERATION}$", re.IGNORECASE)


@remembered
def name_key(name: str) -> tuple[str, str]:
    """Surname and first initial, without accents, titles, degrees and nicknames: tells one person in two places."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = _NICKNAME.sub(" ", plain)
    head = plain.split()
    while head and head[0].lower() in TITLES:
        head = head[1:]
    given, comma, rest = " ".join(head).partition(",")
    rest = _SUFFIXES.sub("", f",{rest}").strip(" ,.") if comma else ""
    plain = f"{rest} {given}" if rest else _GENERATION_LAST.sub("", given)
    words = re.findall(r"[a-z'\-]+", plain.lower().replace(".", " "))
    return (words[-1], words[0][0]) if words else ("", "")
