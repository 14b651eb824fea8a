"""What a sentence says became of a matter: approved, not approved, not voted, elected, not elected.

Order of the rules (`RULES`): what says that nothing was voted, then what says no, then what says yes; the first that
takes the sentence wins, so ``did not approve`` is never read as ``approve``. A sentence about what would be needed,
what the board did or what may come says nothing (`_is_idle`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from parsers.document import Found, Span
from parsers.report import Outcome
from parsers.words.deciding import (
    ELECTED_PERSONS,
    FAILED,
    GAINED,
    GAVE_APPROVAL,
    MATTER,
    PASSED,
    TURNED_DOWN,
    WOULD_NOT,
)
from parsers.words.lowered import lowered
from parsers.words.needed import Guarded, guarded, looked_up
from parsers.words.remembered import remembered

T = TypeVar("T")

_HOLDERS = (
    r"(?:(?:share|stock|unit|security\s*|note)-?\s?(?:holder|owner)s?|holders?|members|limited\s+partners|voters"
    r"|investors|they|who|(?<!\bat\sthe\s)(?<!\bin\sthe\s)(?<!\bof\sthe\s)(?<!ring\sthe\s)(?<!\bto\sthe\s)(?<!\bfor\sthe\s)(?<=\bthe\s)(?:(?:annual|extraordinary|ordinary)\s+)?general\s+meeting)(?:['’]s?\s+meeting)?"
)
_IN_A_CLAUSE = r"(?:[^.;:]|\.(?!\W*$|\s+(?-i:[A-Z])))"
"""A character of a clause; the point of ``Acme Corp. today`` ends none."""
_OF = (
    r"(?:(?:\s+(?:of|in|at|from|representing|holding|owning|present|who|shares|units|interests|votes)\b"
    r"|,\s+(?:voting|acting|by)\b)"
    r"(?:(?!\d,\d|\bboard\s+(?:of\s+directors\s+)?(?:un|voted|elected|re-?elect|appoint|has|also))"
    rf"{_IN_A_CLAUSE}){{0,160}}?)?"
)
_OF_SO_MANY = (
    r"(?:\s+(?:of|holding|owning|representing)\s+(?:approximately\s+|an?\s+aggregate\s+of\s+|over\s+)?"
    rf"\d[\d,.]*%?(?=\s))?{_OF}"
)
"""``of 61,220,114 shares of common stock, acting by written consent,``: how many they were and what they did."""
_WHEN = (
    r"(?:(?:earlier\s+)?today|yesterday|(?:earlier\s+)?this\s+(?:morning|afternoon|week)"
    r"|(?:on\s+|last\s+)?(?:mon|tues|wednes|thurs|fri)day)"
)
_ADVERB = (
    rf"(?:(?:{_WHEN}|also|further|then|each|duly|overwhelmingly|strongly|unanimously|subsequently|validly|formally|voted\s+on\s+and|"
    r"considered(?:,?\s+voted\s+(?:on|upon))?,?\s+and|voted\s+(?:on|upon),?\s+and|have|has|had|,)\s*)*"
)
_TO_DO = (
    r"(?:approve|adopt|ratify|authori[sz]e|pass|elect|re-?elect|confirm|accept|endorse|dissolve|liquidate|merge|sell|amend"
    r"|change|increase|convert)"
)
"""What holders vote to do."""
_BASIS = r"(?:,?\s*\(?(?:on|by|in|as|through|with|at)\s+(?:an?\s+|the\s+)?[^.;:]{0,120}?\)?,?)?"
_PAST = (
    r"(?:(?:re-?)?approved|(?:re-?)?appointed|(?:set|fixed)(?=\s+the\s+number\s+of\s)|adopted|ratified|authori[sz]ed|passed|carried|confirmed|accepted|endorsed|consented\s+to"
    rf"|backed|supported|{GAVE_APPROVAL}|sanctioned|elected\s+to\s+approve)"
)
_DONE = r"(?:approved|adopted|ratified|passed|carried|confirmed|endorsed|sanctioned|voted\s+through)"
_BY_OTHERS = (
    r"\s+by\s+(?:(?:the\s+|an?\s+)?(?:unanimous\s+)?(?:written\s+)?(?:consent|resolution|vote)\s+of\s+)?(?:all\s+(?:of\s+)?)?(?:the\s+|our\s+|its\s+)?"
    r"(?:members\s+of\s+(?:the\s+|our\s+|its\s+)?)?(?:(?:company|corporation|registrant)['’]s\s+)?(?:sole\s+(?!(?:share|stock)holder)|board|audit|compensation"
    r"|\w+\s+committee|committee|independent|directors?|management|court)"
)
_BE = r"(?:was|were|has\s+been|have\s+been|had\s+been|is|are|being|been|be)"
_BETWEEN = (
    r"(?:\s+(?:also|duly|each|both|all|hereby|therefore|thereby|overwhelmingly|unanimously|not\s+only|validly|declared"
    r"|accordingly|thus|so)|,)*"
)
_NEEDED = r"(?:requisite|required|necessary|sufficient|needed|affirmative|enough|adequate|majority)"
_VOTES = r"(?:votes?|number\s+of(?:\s+\w+)?\s+votes|vote\s+of|approval|support|majority|two-thirds)"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A rule: the words that say an outcome."""

    name: str
    outcome: Outcome
    pattern: Guarded


def _phrase(name: str, outcome: Outcome, pattern: str) -> Phrase:
    return Phrase(name, outcome, guarded(pattern, re.IGNORECASE))


_NO, _YES, _NONE = Outcome.NOT_APPROVED, Outcome.APPROVED, Outcome.NOT_VOTED

RULES: tuple[Phrase, ...] = (
    _phrase(
        "withdrawn",
        _NONE,
        r"\b(?:was|were|been)\s+withdrawn\b|\bwithdrew\s+(?:the|its|his|her|their|this|that)\s[^.;]{0,60}?(?:proposal|resolution|item|matter)"
        r"|\bno\s+(?:vote|action)\s+was\s+(?:taken|held|conducted)"
        r"|\bwithdrawn\b\s*(?:$|[.)])",
    ),
    _phrase(
        "not put to the vote",
        _NONE,
        rf"\b(?:was|were|been){_BETWEEN}\s+not\s+(?:presented|put|submitted|brought|called|acted|voted|considered\s+(?:at|by)|moved|taken\s+up|introduced|needed|necessary|required)\b"
        r"|\b(?:was|were)\s+not\s+(?:asked|called\s+upon|requested|required)\s+to\s+(?:vote|consider|act|approve)\b"
        r"|\b(?:was|were)\s+(?:therefore\s+|thus\s+)?unnecessary\b|\bno\s+vote\s+(?:on|was)\b"
        r"|\bdid\s+not\s+(?:vote|act)\s+(?:up)?on\b|\bnot\s+voted\s+(?:up)?on\b|\b(?:was|were)\s+(?:rendered\s+)?moot\b"
        r"|\bno\s+longer\s+(?:necessary|applicable|needed)\b|\b(?:was|were)\s+tabled\b"
        r"|[.:;–—-]\s*not\s+(?:properly\s+)?(?:presented|put|voted|moved|needed|necessary|required)\b",
    ),
    _phrase(
        "not approved",
        _NO,
        rf"\bnot\s+(?:been\s+)?(?:\w+ly\s+)?(?:approved|adopted|ratified|authori[sz]ed|passed|carried|accepted|successful)\b"
        rf"|\bdid\s+not\s+(?:\w+ly\s+)?(?:approve|adopt|ratify|authori[sz]e|pass|carry|support|receive|obtain|achieve|get|garner|win)\b"
        rf"|\b(?:has|have|had)\s+not\s+(?:received|obtained|achieved)\b"
        rf"|\bfailed\b(?!\s+to\s+(?:attend|vote|file|elect|qualify))|\b(?:was|were|been)\s+(?:\w+ly\s+)?{TURNED_DOWN}\b"
        rf"|\b{_HOLDERS}{_OF}\s+{_ADVERB}{WOULD_NOT}\b|\b{MATTER}\b[^.;]{{0,160}}?\b{FAILED}"
        rf"|\b{_HOLDERS}{_OF}\s+{_ADVERB}(?:{TURNED_DOWN}|voted\s+not\s+to)\b"
        rf"|\b{_HOLDERS}{_OF}\s+{_ADVERB}voted\s+against\b(?!\W*\d)"
        rf"|\breceived\s+(?:insufficient|less\s+than|fewer\s+than)\b|\binsufficient\s+(?:votes?|support)\s+to\s+(?:approve|adopt|pass)\b(?=\s*[^.]*\breceived)"
        rf"|^\W*(?:rejected|defeated|failed|disapproved|voted\s+against)\b",
    ),
    _phrase(
        "approved by the holders",
        _YES,
        rf"\b{_HOLDERS}(?:['’]s?)?{_OF_SO_MANY}\s*,?\s*{_ADVERB}{_BASIS}\s*(?:{_PAST}\b|voted\s+(?:\w+ly\s+|{_WHEN}\s+|by\s+[^.;,]{{0,30}}?\bmajority\s+)*(?:,\s*[^.;,]{{0,60}},\s*)?(?:to\s+{_TO_DO}\b|in\s+favou?r|for\s+(?:the|an?|approval|adoption|ratification|all)))",
    ),
    _phrase(
        "was approved",
        _YES,
        rf"(?<!\bto\s)\b{_BE}{_BETWEEN}(?:\s+\w+ly)?\s+{_DONE}\b(?!{_BY_OTHERS})|(?<=ischarge\s)(?:was|were)\s+granted\b",
    ),
    _phrase(
        "received the votes it needed",
        _YES,
        rf"\breceived\s+(?:\w+\s+){{0,3}}?{_NEEDED}\b[^.;]{{0,40}}?{_VOTES}|\b{_NEEDED}\s+votes?\s+(?:were|was)\s+(?:received|obtained|cast)"
        rf"|(?<![\d.])(?:[5-9]\d(?:\.\d+)?|100)\s?(?:%|percent|per\s+cent\.?)\s+(?:of\s+[^.;]{{0,80}}?\b)?(?:were\s+|was\s+)?(?:cast|voted)\s+(?:in\s+favou?r\s+of|for)\b"
        rf"|\b{GAINED}|\b{MATTER}\b[^.;:]{{0,160}}?\b(?:{PASSED}|(?:was|were)\s+(?:\w+ly\s+)?accepted\b(?!{_BY_OTHERS}))"
        rf"|\bmajority\s+of\b[^.;]{{0,160}}?\bvoted\s+(?:in\s+favou?r\s+of|for)\b|\b(?:proposal|resolution|motion|amendment|item|measure)s?\s+(?:\w+\s+)?(?:passed|carried)\b"
        rf"|\bwritten\s+consents?\b[^.;]{{0,120}}?\b(?:to\s+)?(?:approv(?:e|ed|ing)|adopt(?:ed|ing)?|ratif(?:y|ied|ying)|authori[sz](?:e|ed|ing))\b"
        rf"|\b(?:approved|adopted|ratified|authori[sz]ed)\s+by\s+(?:\w+\s+)?written\s+consent\b(?!{_BY_OTHERS})(?!\s+of\s+(?:the\s+|our\s+|its\s+)?(?:sole\s+director|board|directors|members\s+of))"
        rf"|\bcast\s+an\s+advisory\s+vote\s+approving\b|\bvote\s+(?:\w+\s+)?approv(?:ed|ing)\b",
    ),
    _phrase(
        "a verdict at the head or the tail",
        _YES,
        rf"^\W*(?:{_BASIS}\s*)?(?<!\bthe\s)(?<!\bany\s)(?<!\bits\s)(?:{_PAST}|voted\s+to\s+(?:approve|adopt|ratify|elect|authori[sz]e))\b|(?:[:–—-]\s*|\.\s+)(?:approved|adopted|passed|carried|ratified)\W*$"
        rf"|^\W*(?:the\s+)?(?:resolution|proposal|motion|matter)\s+{_PAST}\W*$",
    ),
    _phrase(
        "holders approve",
        _YES,
        rf"\b{_HOLDERS}\s+{_ADVERB}(?:approve|adopt|ratify|back|vote\s+to\s+approve)\b(?!\s+or\b)",
    ),
)

_IDLE = re.compile(
    r"\b(?:if|unless|whether(?:\s+or\s+not)?|in\s+the\s+event|in\s+order\s+to\s+be|would|will|shall|(?-i:may)(?!\s+\d)|might|could|must|should|needs?\s+to|"
    r"required\s+(?:to|for)|requires?|until|subject\s+to|to\s+be|seek(?:ing)?|solicit(?:s|ing)?|recommend(?!ed\s+by)\w*|proposed\s+to)\b(?=[^.;:]{0,90}$)",
    re.IGNORECASE,
)


def _is_idle(before: str) -> bool:
    """Whether the words before a verdict make it one that is only wished, planned or supposed.

    A clause that a comma closes right before the verdict governs nothing: ``to adjourn if there are too few votes for
    the merger, was approved`` is told; ``if the plan, as amended, is approved`` is not.
    """
    for word in _IDLE.finditer(before):
        clause = before[word.end() :].rstrip()
        if not (clause.endswith(",") and clause.count(",") % 2):
            return True
    return False


_OTHERS = re.compile(
    r"(?<!\bdeclassify\sthe\s)\b(?:board(?:\s+of\s+(?:directors|trustees))?|committee|directors|management)\s*(?:\([^)]*\)\s*)?(?:has\s+|have\s+|had\s+|also\s+|unanimously\s+|\w+ly\s+)*$",
    re.IGNORECASE,
)


def stated_outcome(text: str, offset: int = 0, *, voted: bool = False) -> Found[Outcome] | None:
    """The outcome that a sentence or a clause states, and the words that state it.

    Takes ``Stockholders did not approve this proposal``; refuses ``if the merger is approved`` and
    ``the Board approved the plan``. ``voted``: there are counts, so nothing can say that no vote was held.
    """
    found = _verdict(text)
    if voted and found and found.value is Outcome.NOT_VOTED:
        found = _verdict_of_voters(text)
    return found if found is None or not offset else _moved(found, offset)


def _moved(found: Found[T], offset: int) -> Found[T]:
    return Found(found.value, Span(found.span.start + offset, found.span.end + offset), found.rule)


_ANCHOR = guarded(
    r"approv|adopt|grant|appoint|set\s|fixed\s|ratif|passed|carr|confirm|accept|endors|consent|sanction|authori|reject|defeat|fail|withdr|voted|tabled|moot"
    r"|unnecess|no\s+(?:vote|action|longer)|receiv|\bnot\b|back|support|turned|lost|short|won\b|gain|secur|declin|refus|\bvote\s",
    re.IGNORECASE,
)
"""No rule takes a text without one of these words."""


def may_state(text: str) -> bool:
    """Whether a text has any of the words without which it states no outcome and no election: the cheap first look."""
    return bool(_ANCHOR.asked_of(text) or _ELECTION_ANCHOR.asked_of(text))


_RULES_BY_NEED = looked_up(RULES, lambda rule: rule.pattern)


@remembered
def _verdict(text: str) -> Found[Outcome] | None:
    return _first_said(text, _RULES_BY_NEED.asked_of(text.lower()))


@remembered
def _verdict_of_voters(text: str) -> Found[Outcome] | None:
    asked = _RULES_BY_NEED.asked_of(text.lower())
    return _first_said(text, (rule for rule in asked if rule.outcome is not Outcome.NOT_VOTED))


def _first_said(text: str, rules: Iterable[Phrase]) -> Found[Outcome] | None:
    for rule in rules:
        for match in rule.pattern.finditer(text):
            if _speaks_of_the_vote(text, match, rule.outcome):
                return Found(rule.outcome, Span(*match.span()), f"stated: {rule.name}")
    return None


_SUFFERS = re.compile(r"(?:was|were|been|has\s+been|have\s+been)\b", re.IGNORECASE)
"""A passive verb: ``to declassify the board was approved`` tells of nothing that a board did."""
_SUPPOSED = re.compile(
    r"\b(?:if|unless|whether|in\s+the\s+event|would|will|(?-i:may)(?!\s+\d)|could|should)\b[^.;:,]{0,60}$",
    re.IGNORECASE,
)


_DECIDED = re.compile(rf"{_PAST}\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:that|which)\s+$", re.IGNORECASE)
_REPORTED = re.compile(
    r"\b(?:announc(?:e[sd]?|ing)|sa(?:id|ys)|report(?:s|ed|ing)|advise[sd]|confirm(?:s|ed|ing)|note[sd])"
    r"(?:\s+(?:today|yesterday|earlier))?\s+that\s+$",
    re.IGNORECASE,
)
"""``announced that shareholders approved`` tells it; ``the plan that shareholders approved`` only recalls it."""
_CONDITIONAL = re.compile(r"\bif\b|\bas\s+previously\s*$", re.IGNORECASE)


def _speaks_of_the_vote(text: str, match: re.Match[str], outcome: Outcome) -> bool:
    before = text[max(0, match.start() - 120) : match.start()]
    if outcome is Outcome.NOT_VOTED:
        return not _SUPPOSED.search(before)
    if _is_idle(before):
        return False
    verb = _DECIDED.search(match[0])
    at = match.start() + (verb.start() if verb else 0)
    nearer = text[max(0, at - 60) : at]
    acted = _OTHERS.search(nearer) and not _SUFFERS.match(match[0])
    recalled = _RELATIVE.search(before) and not _REPORTED.search(before)
    return not (recalled or acted or _CONDITIONAL.search(match[0]))


_NOT_ELECTED = guarded(
    r"\bnot\s+(?:been\s+)?(?:re-?)?elected\b|\bdid\s+not\s+(?:re-?)?elect\b|\bfailed\s+to\s+(?:be\s+(?:re-?)?elected|receive|obtain)|\bdid\s+not\s+(?:receive|obtain)\b",
    re.IGNORECASE,
)
_ELECTED = guarded(
    rf"\b(?:{_BE}{_BETWEEN}(?:\s+\w+ly)?\s+(?:re-?)?(?:elected|chosen|appointed\s+as\s+directors?\s+by\s+the\s+(?:share|stock)holders)\b)"
    rf"|\b{_HOLDERS}(?:['’]s?)?{_OF_SO_MANY}\s*,?\s*{_ADVERB}{_BASIS}\s*(?:(?:re-?)?{ELECTED_PERSONS}|voted\s+(?:\w+ly\s+|{_WHEN}\s+)*(?:to\s+(?:re-?)?elect|for|in\s+favou?r\s+of)\b|approved\s+the\s+election)"
    r"|^\W*(?:re-?)?elected\b|^\W*voted\s+to\s+(?:re-?)?elect\b"
    r"|\breceived\s+the\s+(?:highest|largest|greatest)\s+number\s+of\s+(?:\w+\s+)?votes"
    r"|(?:(?<=directors\s)|(?<=trustees\s)|(?<=nominees\s))(?:re-?)?elected\s+(?:are|were)\b"
    r"|\b(?:re-?)?elected\s+(?:directors|as\s+directors?|by\s+the\s+(?:share|stock)holders)\b"
    r"|\b(?:share|stock)holders\s+(?:re-?)?elect\b",
    re.IGNORECASE,
)


_ELECTION_ANCHOR = guarded(r"elect|chosen|number\s+of|voted|\bnot\b", re.IGNORECASE)


def stated_election(text: str, offset: int = 0) -> Found[bool] | None:
    """Whether a sentence says that persons were, or were not, elected."""
    found = _election(text)
    return found if found is None or not offset else _moved(found, offset)


@remembered
def _election(text: str) -> Found[bool] | None:
    if not _ELECTION_ANCHOR.asked_of(text):
        return None
    for pattern, value in ((_NOT_ELECTED, False), (_ELECTED, True)):
        for match in pattern.finditer(text):
            if _speaks_of_this_election(text, match, value):
                return Found(value, Span(*match.span()), "stated: elected")
    return None


_RECALLS = re.compile(r"\b(?:who|whom|that|which|previously|not\s+yet)\b[^.;]{0,25}$", re.IGNORECASE)
_SUCCESSORS = re.compile(r"successors?\b[^.;]{0,40}$", re.IGNORECASE)
_DENIED = re.compile(r"\bnot\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


def _speaks_of_this_election(text: str, match: re.Match[str], value: bool) -> bool:
    """No election of successors to come, none recalled, none by the board, and no denial read as its opposite."""
    before = text[max(0, match.start() - 90) : match.start()]
    if not value and _RECALLS.search(before):
        return False
    if value and _DENIED.search(before):
        return False
    if _SUCCESSORS.search(before) or _is_idle(before):
        return False
    return not _OTHERS.search(before + match[0].partition(" ")[0])


_ALL = guarded(
    r"\b(?:all|each|every|both|the|these|those|such|following|above|foregoing|two|three|four|five|six|seven|eight|nine|ten|\d+)"
    r"(?:\s+(?:of|the|these|those|such|following|foregoing|above|other|two|three|four|five|six|seven|eight|nine|ten|\d+|submitted|voting))*"
    r"\s+(?P<what>matters|proposals|items|resolutions|measures|which|proposal|matter|item)\b",
)
"""Written for `lowered` text."""
_SINGULAR = frozenset({"proposal", "matter", "item", "which"})
_VOTED_AND_APPROVED = guarded(r"\bvoted\s+(?:up)?on\s+and\s+(?P<verb>approved|adopted|passed)\b", re.IGNORECASE)
_EXCEPT = guarded(
    r"\b(?:except|other\s+than|excluding|with\s+the\s+exception\s+of|apart\s+from|but\s+not|save\s+for)\b(?P<rest>[^.;]*?)(?=\b(?:was|were|have|has|received|passed|carried)\b|[.;]|$)",
    re.IGNORECASE,
)


def excepted_from_all(text: str, said: Span) -> Span | None:
    """Where a sentence names what it excepts from what is ``said``: ``each nominee except Ms. Frost was elected``."""
    excepted = _EXCEPT.search(text)
    if excepted is None:
        return None
    at = excepted.start("rest")
    return Span(at, said.start if at < said.start else len(text))


@dataclass(frozen=True, slots=True)
class ForAll:
    """An outcome told once for every matter but those excepted (by the words that except them)."""

    outcome: Found[Outcome]
    excepted: str = ""


def stated_for_all(text: str, offset: int = 0) -> ForAll | None:
    """An outcome told once for all.

    Takes ``All items except item 4 were approved``; refuses ``The proposal was approved``.
    """
    spoken = _ALL.search(lowered(text))
    if spoken is None or (
        spoken["what"].lower() in _SINGULAR and not spoken[0].lower().startswith(("each", "every", "both"))
    ):
        return None
    excepted = _EXCEPT.search(text)
    plain = text if excepted is None else text[: excepted.start()] + " " * len(excepted[0]) + text[excepted.end() :]
    both = _VOTED_AND_APPROVED.search(plain)
    if both:
        span = Span(both.start("verb") + offset, both.end("verb") + offset)
        return ForAll(Found(Outcome.APPROVED, span, "stated for all"), excepted["rest"] if excepted else "")
    found = stated_outcome(plain, offset)
    if found is None:
        return None
    return ForAll(Found(found.value, found.span, "stated for all"), excepted["rest"] if excepted else "")
