"""What a filing on Form 8-K12B, 8-K12G3 or 8-K15D5 says of who follows whom.

A successor issuer files it when it takes over another's registration (Rule 12g-3 and 15d-5 under the Exchange Act). The
header names the filers and not who of them followed: that stands in a sentence, often in terms that the filing defined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from parsers.company import read_company
from parsers.documents import structure
from parsers.header import Registrant
from parsers.submission import Submission, SubmissionDocument, read_submission

QUOTE_LIMIT = 400
"""Characters of the sentence that are kept."""


@dataclass(frozen=True, slots=True)
class StatedSuccession:
    """What is said, names as printed."""

    registrants: tuple[Registrant, ...]
    """The filers, as the header has them."""
    successor: str = ""
    """``""`` where the filing only speaks of itself: "the Company became the successor issuer"."""
    predecessors: tuple[tuple[str, ...], ...] = ()
    """Each under the names that it may be known by: its name, one that it had before."""
    symbols: tuple[str, ...] = ()
    """Trading symbols that the cover page prints."""
    words: str = ""
    """The sentence that says so."""


_SUFFIX = (
    r"(?:(?:Incorporated|Corporation|Company|Limited|Trust|Bancorp|Bancshares|LLC|LP|PLC|plc|AG|SE)(?![\w-])"
    r"|(?:Inc|Corp|Co|Ltd|L\.L\.C|L\.P|N\.V|S\.A|N\.A|p\.l\.c)(?![\w-])\.?)"
)
_WORD = r"(?:(?:[A-Z]\.){1,5}(?![a-z])|[A-Z0-9À-ÖØ-Þ][\w&'’/-]{0,40})"
_LINK = r"(?: (?:of|and|the|de|for|&)){0,2} "
_NAME = rf"(?>{_WORD}(?:{_LINK}{_WORD}){{0,12}}?(?:,?(?: &)? {_SUFFIX}){{1,3}}|{_WORD}(?:{_LINK}{_WORD}){{0,12}})"
"""A name ends with its legal form, or where the capitals end. Atomic and bounded: any text is read in linear time."""
_ONE = re.compile(_NAME)
_LIST = rf"(?:the )?{_NAME}(?:(?:,? and |, )(?:the )?{_NAME}){{0,6}}+"
_PARTS = re.compile(rf",? and |, (?!{_SUFFIX})")

_ISSUER = r"(?:reporting )?(?:issuer|registrant)s?"
_UNDER = r"(?: (?:under|pursuant to) [^,.;]{3,60},?)?"
_FOLLOWS = tuple(
    re.compile(shape)
    for shape in (
        rf"\b[Ss]uccessor {_ISSUER}{_UNDER} (?:to|of|for),? (?:each of |both )?(?P<whom>{_LIST})",
        rf"\bsucceed(?:s|ed|ing) (?:to )?(?P<whom>{_LIST}) as (?:the |a )?(?:new )?(?:public\w*|successor|{_ISSUER})\b",
        rf"(?P<whom>{_NAME}),? (?:an? [^,;.]{{3,80}},? )?(?:and |as )?(?:the |its |our )?predecessor {_ISSUER}\b",
        rf"\b[Pp]redecessor {_ISSUER},? (?:is |was |being )?(?P<whom>{_NAME})",
    )
)
"""Sentences that name the predecessor, the plainest first."""
_OF_THE_RULE = re.compile(r"12g-3|15d-5")
_FOLLOWS_LOOSELY = re.compile(rf"\b[Ss]uccessor(?: in interest)? (?:to|of) (?P<whom>{_LIST})")
"""Bare "successor to" is said of trustees and lenders as well, so it counts in a sentence on the rule only."""
_LOOSE_TRIES = 100
_SUCCESSOR = (
    re.compile(rf"\bestablish(?:es|ed|ing) (?:the )?(?P<who>{_NAME}),? as (?:the |a )?successor"),
    re.compile(
        rf"(?P<who>{_NAME}),? (?:(?:has |have )?(?:became|become|is|was|will be|being)|as)"
        rf"(?: deemed)?(?: to be)? (?:the |a )?[^.;]{{0,60}}?successor {_ISSUER}"
    ),
)
_SELF = re.compile(r"The$|(?:Registrant|Company|Issuer|Corporation|Successor|Parent|This|It|Form|Report|We)\b")
_PREDECESSOR_TERM = re.compile(r"(?:the )?Predecessor(?: Registrant| Issuer| Company| Corporation)?", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]{2,160})\)")
_QUOTED = re.compile(r"[“\"]([^“”\"]{1,60}?),?[”\"]")
_FORMERLY = re.compile(rf"(?:f/k/a|formerly(?: known as| named)?|previously known as),? [“\"]?(?P<name>{_NAME})")
_DESCRIPTION = re.compile(r",? (?:an?|the) [^,()“”]{3,100},?\s*$")
_SENTENCE = re.compile(r"(?<=[a-z)”\"]\.) (?=[A-Z“])")

Definitions = Mapping[str, tuple[str, ...]]
"""From a term that the filing defines to the names it stands for."""


def read_succession(data: bytes) -> StatedSuccession:
    """What the main document says. Raises `parsers.errors.Unreadable` for what is no filing."""
    submission = read_submission(data)
    documents = [structure(document) for document in _main(submission)]
    text = "\n".join(" ".join(line.split()) for one in documents for line in one.text.splitlines())
    symbols = tuple(dict.fromkeys(one.symbol for one in read_company(submission.header, documents).tickers))
    terms = _definitions(text)
    named = _named(text, terms)
    if named is None:
        return StatedSuccession(submission.header.registrants, symbols=symbols)
    predecessors, words = named
    return StatedSuccession(submission.header.registrants, _successor(text, terms), predecessors, symbols, words)


def _main(submission: Submission) -> list[SubmissionDocument]:
    reports = [one for one in submission.documents if one.is_text and one.type.upper().startswith("8-K")]
    return reports or [one for one in submission.documents[:1] if one.is_text]


def _named(text: str, terms: Definitions) -> tuple[tuple[tuple[str, ...], ...], str] | None:
    """The predecessors and the sentence that names them."""
    for shape in _FOLLOWS:
        for found in shape.finditer(text):
            if whom := _companies(found["whom"], terms):
                return whom, _sentence(text, found.start())
    for term, names in terms.items():
        if _PREDECESSOR_TERM.fullmatch(term):
            return (names,), _sentence(text, text.find(term))
    for found in islice(_FOLLOWS_LOOSELY.finditer(text), _LOOSE_TRIES):
        sentence = _sentence(text, found.start(), most=10_000)
        if _OF_THE_RULE.search(sentence) and (whom := _companies(found["whom"], terms)):
            return whom, sentence[:QUOTE_LIMIT]
    return None


def _companies(said: str, terms: Definitions) -> tuple[tuple[str, ...], ...]:
    """The companies of a list: ``Dow and DuPont`` are two where both are terms, one where neither is."""
    said = said.removeprefix("the ")
    parts = [part.removeprefix("the ") for part in _PARTS.split(said)]
    if said not in terms and len(parts) > 1 and all(part in terms or _ends_legally(part) for part in parts):
        found = [_meant(part, terms) for part in parts]
    else:
        found = [_meant(said, terms)]
    return tuple(names for names in found if names)


def _meant(said: str, terms: Definitions) -> tuple[str, ...]:
    """The names that a term or a name stands for; none for words that only point."""
    if said in terms:
        return terms[said]
    return () if _SELF.match(said) or _PREDECESSOR_TERM.fullmatch(said) else (said,)


def _ends_legally(name: str) -> bool:
    return re.search(rf"(?:^|[ ,]){_SUFFIX}$", name) is not None


def _successor(text: str, terms: Definitions) -> str:
    for shape in _SUCCESSOR:
        for found in shape.finditer(text):
            if names := _meant(found["who"].removeprefix("The "), terms):
                return names[0]
    return ""


def _definitions(text: str) -> dict[str, tuple[str, ...]]:
    """Terms in brackets and quotes after a name: ``Foo Bar, Inc., a Delaware corporation (“Foo”)``."""
    terms: dict[str, tuple[str, ...]] = {}
    for brackets in _BRACKETS.finditer(text):
        quoted = _QUOTED.findall(brackets[1])
        if not quoted:
            continue
        names = tuple(_names_before(text[max(0, brackets.start() - 240) : brackets.start()]))
        earlier = tuple(found["name"] for found in _FORMERLY.finditer(brackets[1]))
        for term in quoted if names else ():
            terms.setdefault(term.removeprefix("the "), names + earlier)
    return terms


def _names_before(before: str) -> Iterator[str]:
    """The name that the text ends in; with what follows an ``and`` in it, for two companies may stand there."""
    before = before.rpartition("\n")[2].rstrip(" ,")
    earlier = re.search(r"\(([^()]*)\)$", before)
    plain = before[: earlier.start()].rstrip(" ,") if earlier else before
    name = _last_name(plain) or _last_name(_DESCRIPTION.sub("", plain))
    yield from _either(name)
    if earlier:
        yield from (found["name"] for found in _FORMERLY.finditer(earlier[1]))


def _last_name(text: str) -> str:
    """The name at the very end, unless it only describes: ``a Delaware corporation`` ends in no name."""
    return next((found[0] for found in _ONE.finditer(text) if found.end() == len(text)), "")


def _either(name: str) -> Iterable[str]:
    if not name or _SELF.fullmatch(name):
        return ()
    return dict.fromkeys((name, name.rpartition(" and ")[2]))


def _sentence(text: str, at: int, most: int = QUOTE_LIMIT) -> str:
    """The sentence around that place."""
    first, last = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    paragraph = text[first : last if last >= 0 else None]
    start = 0
    for end in [found.start() for found in _SENTENCE.finditer(paragraph)] + [len(paragraph)]:
        if first + end >= at:
            return paragraph[start:end].strip()[:most]
        start = end + 1
    return paragraph[:most]
