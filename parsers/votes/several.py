"""One sentence that tells of several matters: a clause for each verb, a part for each thing that one verdict is of."""

from __future__ import annotations

import re

from parsers.document import Document, Found, Span
from parsers.report import Category, Outcome
from parsers.votes.outcomes import stated_election, stated_outcome
from parsers.words.categories import Subject, subject
from parsers.words.needed import guarded

_CHOSE = r"(?:re-?)?(?:elected|appointed)"
_VERBS = (
    rf"(?:also\s+|then\s+|overwhelmingly\s+)?(?:(?:re-?)?approved|ratified|adopted|authori[sz]ed(?=\s+(?:the|an?|its)\b)|{_CHOSE}|rejected|defeated"
    r"|confirmed|supported|backed|did\s+not\s+(?:approve|ratify|adopt)|voted\s+(?:to|against|for|in\s+favou?r|down)|(?:set|fixed)\s+the\s+number"
    r"|selected\s+(?:one|two|three|every|annual)|[\d.]+\s?(?:%|percent|per\s+cent)[^,;.]{0,40}?\b(?:cast|voted))\b(?!\s+(?:by|under|pursuant)\b)"
)
_CLAUSE = re.compile(
    rf"(?:,\s*(?:and\s+|but\s+)?|;\s*(?:and\s+)?|\s+and\s+|\s+but\s+)(?=(?:,?\s*(?:in|by|on)\s+an?\s+[^,;]{{3,40}},\s+)?{_VERBS})",
    re.IGNORECASE,
)
_CHOICE = re.compile(_CHOSE, re.IGNORECASE)
_TO_WHAT = re.compile(r"\b(?:auditors?|account\w+|LLP|directors?|trustees?|board|members?|nominees?)\b", re.IGNORECASE)


def clauses(document: Document, span: Span) -> list[Span]:
    """``elected …, approved … and ratified …``: a clause for each verb, when the one before says a verdict.

    ``reappointed Ann Lee and appointed Bo Day as directors`` is one: the office told last is that of both.
    """
    text = document.text[span.start : span.end]
    cuts: list[re.Match[str]] = []
    for match in _CLAUSE.finditer(text):
        head = text[(cuts[-1].end() if cuts else 0) : match.start()]
        shares_its_office = _CHOICE.match(text, match.end()) and _CHOICE.search(head) and not _TO_WHAT.search(head)
        if _states(head) and not shares_its_office:
            cuts.append(match)
    return _between(span, text, cuts)


def _between(span: Span, text: str, cuts: list[re.Match[str]]) -> list[Span]:
    """The stretches of a text that cuts leave; all of it without any."""
    starts = [0, *(m.end() for m in cuts)]
    ends = [*(m.start() for m in cuts), len(text)]
    return [Span(span.start + a, span.start + b) for a, b in zip(starts, ends, strict=True)]


_NOUN = (
    r"(?:(?:re-?)?(?:appointment|election)s?|ratification|approval|adoption|amendments?|compensation|remuneration|pay|votes?"
    r"|resolutions?|proposals?|plans?|polic(?:y|ies)|schemes?|increases?|issuances?|splits?|mergers?|agreements?|accounts|statements|reports?"
    r"|dividends?|discharge|authori[sz]ations?|renewal|reduction|repurchases?|buy-?backs?|appropriation|allocation|adjournment)\b"
)
_CONTRAST = re.compile(
    r"\s*[,;]?\s+(?:and|while|but|whereas|however,?)\s+(?=(?:the\s+)?(?:proposals?|items?|matters?|resolutions?)\s+(?:nos?\.?\s*)?(?:\d|[IVX]+\b|one|two|three|four|five|six|seven|eight|nine|ten)"
    rf"|(?:the|an?|its|our|their)\s+(?:[\w&’'/-]+\s+){{0,6}}?{_NOUN})",
    re.IGNORECASE,
)


def contrasted(document: Document, span: Span) -> list[Span]:
    """``Proposals 1 and 2 were approved and Proposal 3 was not approved``: each with its own verdict."""
    text = document.text[span.start : span.end]
    cuts: list[re.Match[str]] = []
    for match in _CONTRAST.finditer(text):
        head = text[(cuts[-1].end() if cuts else 0) : match.start()]
        if _states(head) and _states(text[match.end() :]):
            cuts.append(match)
    return _between(span, text, cuts)


def _states(text: str) -> bool:
    return stated_outcome(text) is not None or stated_election(text) is not None


_THING = (
    r"(?:items?|proposals?|resolutions?)\s+(?:no\.?\s*|\#)?\d"
    rf"|(?:the|an?|its|our|their|two|three|\d{{4}})\s+(?:[\w&’'/-]+\s+){{0,6}}?{_NOUN}"
    r"|(?:re-?)?(?:electing|appointing)\b|(?:approving|ratifying|adopting|authori[sz]ing|amending)\s+(?:the|an?|its)\b"
    r"|(?:(?:re-?)?(?:appointment|election)|ratification|approval|adoption)\s+of\b|advisory\b|non-binding\b|say[-\s]on|executive\s+(?:compensation|pay)\b"
    r"|amendments?\s+(?:of|to)\b|to\s+(?:ratify|elect|approve)\b|(?:the\s+)?appointment\s+of\s+[^,.;]{3,60}\bas\b"
)
_JOINT = guarded(
    rf"(?:\s*[,;]\s*(?:and\s+|as\s+well\s+as\s+)?|\s+(?:and|as\s+well\s+as|along\s+with|together\s+with|including)\s+)(?:also\s+|including\s+)?(?={_THING})",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:items?|proposals?|resolutions?)\s+(?:no\.?\s*|\#)?\d", re.IGNORECASE)
_JOINS = re.compile(r"\band\b|as\s+well|along|together|including|;", re.IGNORECASE)
_YEARLY = re.compile(
    r"\b(?:accounts|financial\s+statements|annual\s+report|appropriation|allocation|discharge|number\s+of\s+directors"
    r"|(?:directors|auditors?)['’]?\s+reports?)\b",
    re.IGNORECASE,
)
"""Matters of foreign meetings, of which no category is told."""
_HOW = re.compile(r"\W*(?:by|on|in|at|through|with|as)\b", re.IGNORECASE)
"""How it was decided, and no matter: ``approved, by written consent, the plan``."""
LEAD = 15
"""Characters before a sentence has said anything that a second matter could follow."""


def matters_joined(document: Document, span: Span, said: Found[Outcome]) -> list[Span]:
    """``approved the plan and the ratification of the auditor``: the matters of one verdict, when their kinds differ.

    ``said`` is the verdict, by its place in the stretch.
    """
    text = document.text[span.start : span.end]
    cuts = [m for m in _JOINT.finditer(text) if m.start() > LEAD and not said.span.start <= m.start() < said.span.end]
    if not any(_JOINS.search(m[0]) for m in cuts):  # commas alone set off an aside
        return [span]
    verdict = Span(said.span.start + span.start, said.span.end + span.start)
    leads = not said.rule.endswith("was approved")
    parts = _apart(document, _between(span, text, cuts), verdict, leads=leads)
    return parts if len(parts) > 1 else [span]


def matters_listed(document: Document, span: Span) -> list[Span]:
    """The matters of a list that holds no verdict of its own: ``the election of Ann Lee and the new plan``."""
    text = document.text[span.start : span.end]
    nowhere = Span(span.end, span.end)
    return _apart(document, _between(span, text, list(_JOINT.finditer(text))), nowhere, leads=False)


def _apart(document: Document, stretches: list[Span], verdict: Span, *, leads: bool) -> list[Span]:
    """Stretches that are a matter each; what is none, or is of a kind told before, goes on from the one before it.

    ``leads``: the verdict is an active verb, and belongs to the first matter behind it.
    """
    parts: list[Span] = []
    kinds: set[str] = set()
    lead: Span | None = None
    for stretch in stretches:
        begins = stretch.start <= verdict.start < stretch.end
        kind = _kind_in(document, stretch, verdict if begins else None)
        numbered = _NUMBERED.match(document.words(stretch)) is not None
        if (kind is None or kind in kinds) and not numbered:
            if parts:
                parts[-1] = Span(parts[-1].start, stretch.end)
            elif begins and leads:
                lead = stretch
            continue
        parts.append(Span(lead.start if lead and not parts else stretch.start, stretch.end))
        kinds.add(kind or "")
    return parts


def _kind_in(document: Document, stretch: Span, verdict: Span | None) -> str | None:
    """The kind of a stretch; of one that holds the verdict, of what stands behind it, else of what stands before it."""
    if verdict is None:
        return kind_of(document.words(stretch))
    behind, before = Span(verdict.end, stretch.end), Span(stretch.start, verdict.start)
    own = None if _HOW.match(document.words(behind)) else kind_of(document.words(behind))
    return own or kind_of(document.words(before))


_NUMBER_FIXED = guarded(
    r"\b(?:fix|set)\w*\b.{0,40}\bnumber\s+of\s+(?:directors|trustees)\b"
    r"|\bnumber\s+of\s+(?:directors|trustees)\b.{0,200}\b(?:fixed|set)\s+at\b",
    re.IGNORECASE,
)


def fixes_their_number(words: str) -> bool:
    """``The number of directors to be elected was fixed at six`` is no election."""
    return _NUMBER_FIXED.search(words) is not None


def kind_of(words: str) -> str | None:
    """What sets a matter apart from its neighbours in a list; ``None`` for what is no matter that holders vote on."""
    category = subject(words).category
    if category is not Category.OTHER:
        return category.value
    yearly = _YEARLY.search(words)
    return yearly[0].lower() if yearly else None


_ANOTHER = guarded(
    r"(?:[,;]\s*(?:and\s+)?|\s+and\s+)(?:the\s+|an?\s+|its\s+)?(?:re-?)?(?:adoption|approval|ratification|appointment|election|amendment|renewal|change)\s+(?:of|to|in)\b",
    re.IGNORECASE,
)


def names_another(words: str) -> bool:
    """Whether the words for one matter go on to another that could not be told apart: ``…, the adoption of …``."""
    told = (words[: another.start()] for another in _ANOTHER.finditer(words))
    return any(not _HOW.match(before) and kind_of(before) is not None for before in told)


def subject_told(words: str) -> Subject:
    """What a sentence is about; of one that says what was not voted on, the clause that says it."""
    said = stated_outcome(words)
    if said is not None and said.value is Outcome.NOT_VOTED:
        start = words.rfind(", ", 0, said.span.start) + 1
        kind = subject(words[start:])
        if kind.category is not Category.OTHER:
            return kind
    return subject(words)


_REFERS_BACK = re.compile(
    r"\W*(?:and\s+|accordingly,?\s+)?(?:the|this|that|such)\s+(?P<what>\w+)\s+(?:was|were|has|have|received|passed|failed|did)\b",
    re.IGNORECASE,
)
_ANYTHING = frozenset({"proposal", "resolution", "matter", "item", "motion", "measure"})


def refers_back_to(words: str) -> str | None:
    """What a sentence names by a word told before: ``the agreement was approved``; "" for a mere ``the proposal``."""
    refers = _REFERS_BACK.match(words)
    if refers is None:
        return None
    what = refers["what"].lower()
    return "" if what in _ANYTHING else what
