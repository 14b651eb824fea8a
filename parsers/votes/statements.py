"""What running text says of matters one by one: ``(i) elected …, (ii) ratified …``.

A statement is a second way to know what tables tell, and the only way where a filing gives no counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from parsers.document import Document, Found, Span
from parsers.report import Category, Frequency, Outcome, Proponent
from parsers.votes.elections import names_alone, names_listed
from parsers.votes.frequency import stated_choice
from parsers.votes.general import speaks_for_all
from parsers.votes.headings import list_items, number_at_head, numbers_mentioned
from parsers.votes.outcomes import may_state, stated_election, stated_outcome
from parsers.votes.sentences import sentences
from parsers.votes.titles import statement_title
from parsers.words.categories import Subject, subject
from parsers.words.names import Name, names_in


@dataclass(slots=True)
class Statement:
    """One matter spoken of in a text. ``group`` tells which statements stand in one list."""

    document: Document
    span: Span
    category: Category
    category_rule: str
    proponent: Proponent
    title: Found[str]
    group: int
    number: str | None = None
    mentioned: list[str] = field(default_factory=list)
    outcome: Found[Outcome] | None = None
    voted_outcome: Found[Outcome] | None = None
    """Its outcome, when counts prove that a vote was held."""
    whole: str = ""
    """All its words."""
    chosen: Found[Frequency] | None = None
    """What holders chose, of a vote on how often to vote on pay."""
    elected: Found[bool] | None = None
    names: list[Name] = field(default_factory=list)

    @property
    def tells(self) -> bool:
        """Whether it says how the matter ended, rather than only naming it."""
        return self.outcome is not None or self.elected is not None or self.chosen is not None


_BULLET = re.compile(r"[●•▪■◦‣○]\s*|(?<!\S)[*–—-]\s+(?=[A-Za-z])")
_BULLETS = re.compile(r"[●•▪■◦‣○]\s*")


def statements_of(document: Document, spans: Sequence[Span], groups: Iterator[int]) -> Iterator[Statement]:
    """The statements of paragraphs in order; bullets under a sentence that ends in a colon are its list."""
    at = 0
    while at < len(spans):
        below = (spans[index] for index in range(at + 1, len(spans)))
        under = list(takewhile(lambda s: _BULLET.match(document.words(s)), below))
        lead, head = _parted(document, spans[at])
        words = document.words(head)
        if under and words.rstrip().endswith(":") and (stated_outcome(words) or stated_election(words)):
            yield from _running(document, lead, groups)
            yield from _listed(document, head, [(None, b) for s in under for b in _bullets(document, s)], next(groups))
            at += 1 + len(under)
            continue
        told = statements_in(document, spans[at], groups)
        at += 1
        if words.rstrip().endswith(":") and told and told[-1].elected and not told[-1].names:
            while at < len(spans) and (persons := names_alone(document, spans[at])):
                told[-1].names += persons
                at += 1
        yield from told


def _bullets(document: Document, span: Span) -> list[Span]:
    """What stands behind each bullet of a paragraph."""
    text = document.text[span.start : span.end]
    first = _BULLET.match(text)
    marks = ([first] if first else []) + [m for m in _BULLETS.finditer(text) if m.start()]
    ends = [*(m.start() for m in marks[1:]), len(text)]
    return [Span(span.start + m.end(), span.start + end) for m, end in zip(marks, ends, strict=True)]


def statements_in(document: Document, span: Span, groups: Iterator[int]) -> list[Statement]:
    """The statements of one paragraph, in order: a list is one group, each sentence another.

    A sentence that goes on from the one before (``also approved``) is of its group: another matter, even of one kind.
    """
    text = document.text[span.start : span.end]
    if not may_state(text):
        return []
    items = list_items(text, span.start)
    if not items:
        return _running(document, span, groups)
    lead, head = _parted(document, Span(span.start, items[0].mark))
    end = _clipped(document, items[-1].span).end
    listed = list(_listed(document, head, [(i.value, i.span) for i in items], next(groups)))
    if _DETAILS.search(document.words(head)) or not _OF_MATTERS.search(document.words(head)):
        listed = list(_headed(document, head, end, listed, next(groups)))
    return _running(document, lead, groups) + listed + _running(document, Span(end, span.end), groups)


_OF_MATTERS = re.compile(
    r"\b(?:proposals?|matters?|following|items?|resolutions?|holders?|voted|shareowners?|members|partners)\b[^.]{0,60}$"
    r"|\b(?:approved?|adopt(?:ed)?|ratif(?:y|ied)|authori[sz]ed?|elect(?:ed)?)\W*$",
    re.IGNORECASE,
)
_DETAILS = re.compile(r"\b(?:includ\w+|among\s+other|provid\w+|amend\w+|which|effect)\b[^.]{0,60}$", re.IGNORECASE)


def _headed(document: Document, head: Span, end: int, listed: list[Statement], group: int) -> Iterator[Statement]:
    """A list that only details the one matter its head speaks of: ``approved the plan, which (1) … and (2) …``."""
    if any(stated_outcome(s.whole) or stated_election(s.whole) for s in listed):
        yield from listed
        return
    whole = _statement(document, head, group)
    if whole.tells and whole.category is not Category.OTHER:
        whole.span = Span(head.start, end)
        yield whole
    else:
        yield from listed


def _parted(document: Document, head: Span) -> tuple[Span, Span]:
    """The sentences before a list, and the one that leads into it."""
    parts = list(sentences(document.text[head.start : head.end], head.start))
    if not parts:
        return Span(head.start, head.start), head
    last = parts[-1].start if document.text[parts[-1].end - 1] not in ".!?" else head.end
    return Span(head.start, last), Span(last, head.end)


def _running(document: Document, span: Span, groups: Iterator[int]) -> list[Statement]:
    found: list[Statement] = []
    group = next(groups)
    for part in _with_more_names(document, span):
        if not _GOES_ON.search(document.words(part)):
            group = next(groups)
        found += _sentence(document, part, group)
    return found


MORE = 80
"""Characters; what stands between two semicolons of a list of persons is shorter."""


def _with_more_names(document: Document, span: Span) -> list[Span]:
    """The sentences of a paragraph; ``elected: District 1 - Ann Lee; District 2 - Bob Day`` is one."""
    parts: list[Span] = []
    for part in sentences(document.text[span.start : span.end], span.start):
        words = document.words(part)
        goes_on = parts and document.text[parts[-1].end - 1] == ";" and len(words) < MORE and not may_state(words)
        if goes_on and names_in(words) and stated_election(document.words(parts[-1])):
            parts[-1] = Span(parts[-1].start, part.end)
        else:
            parts.append(part)
    return parts


_GOES_ON = re.compile(
    r"\b(?:also|in\s+addition|additionally|further|furthermore|moreover|lastly|finally|another|second|third)\b",
    re.IGNORECASE,
)


def _listed(document: Document, head: Span, items: list[tuple[str | None, Span]], group: int) -> Iterator[Statement]:
    """Each member of a list; one that states nothing takes what the words before the list state for all."""
    words = document.words(head)
    for_all, elected = stated_outcome(words, head.start), stated_election(words, head.start)
    for value, span in items:
        statement = _statement(document, _clipped(document, span), group)
        statement.number = value
        if not statement.tells and for_all is not None:
            statement.outcome = statement.voted_outcome = for_all
        if statement.category is Category.DIRECTOR_ELECTION and statement.elected is None:
            statement.elected = elected or _as_elected(statement.outcome)
        yield statement


def _as_elected(outcome: Found[Outcome] | None) -> Found[bool] | None:
    """Holders who approved a list of matters elected the directors that it names."""
    return Found(outcome.value is Outcome.APPROVED, outcome.span, outcome.rule) if outcome else None


def _clipped(document: Document, span: Span) -> Span:
    """A list's last member ends with its sentence."""
    text = document.text[span.start : span.end]
    first = next(sentences(text, span.start), span)
    return Span(span.start, first.end) if first.end - first.start > 25 else span


def _sentence(document: Document, span: Span, group: int) -> Iterator[Statement]:
    words = document.words(span)
    told = stated_outcome(words) or stated_election(words) or stated_choice(words) or number_at_head(words)
    if told is None or speaks_for_all(words):
        return
    apart = _clauses(document, span) or _apart(document, span)
    if len(apart) > 1:
        for part in apart:
            yield from _sentence(document, part, group)
        return
    outcome = stated_outcome(words)
    for part in _joined_parts(document, span) if outcome else [span]:
        statement = _statement(document, part, group)
        if outcome and part != span and not statement.tells:
            span_told = Span(outcome.span.start + span.start, outcome.span.end + span.start)
            statement.outcome = statement.voted_outcome = Found(outcome.value, span_told, outcome.rule)
        if statement.tells or statement.number:
            yield statement


_VERBS = (
    r"(?:also\s+|then\s+|overwhelmingly\s+)?(?:approved|ratified|adopted|authori[sz]ed(?=\s+(?:the|an?|its)\b)|(?:re-?)?elected|rejected|defeated"
    r"|confirmed|did\s+not\s+(?:approve|ratify|adopt)|voted\s+(?:to|against|for|in\s+favou?r|down)"
    r"|selected\s+(?:one|two|three|every|annual))\b(?!\s+(?:by|under|pursuant)\b)"
)
_CLAUSE = re.compile(rf"(?:,\s*(?:and\s+|but\s+)?|;\s*(?:and\s+)?|\s+and\s+|\s+but\s+)(?={_VERBS})", re.IGNORECASE)


def _clauses(document: Document, span: Span) -> list[Span]:
    """``elected …, approved … and ratified …``: a clause for each verb, when the one before says a verdict."""
    text = document.text[span.start : span.end]
    cuts: list[re.Match[str]] = []
    for match in _CLAUSE.finditer(text):
        head = text[(cuts[-1].end() if cuts else 0) : match.start()]
        if stated_outcome(head) or stated_election(head):
            cuts.append(match)
    return _between(span, text, cuts) if cuts else []


def _between(span: Span, text: str, cuts: list[re.Match[str]]) -> list[Span]:
    """The stretches of a text that cuts leave."""
    starts = [0, *(m.end() for m in cuts)]
    ends = [*(m.start() for m in cuts), len(text)]
    return [Span(span.start + a, span.start + b) for a, b in zip(starts, ends, strict=True)]


_CONTRAST = re.compile(
    r"\s*[,;]?\s+(?:and|while|but|whereas|however,?)\s+(?=(?:the\s+)?(?:proposals?|items?|matters?|resolutions?)\s+(?:nos?\.?\s*)?(?:\d|[IVX]+\b|one|two|three|four|five|six|seven|eight|nine|ten))",
    re.IGNORECASE,
)


def _apart(document: Document, span: Span) -> list[Span]:
    """``Proposals 1 and 2 were approved and Proposal 3 was not approved``: each with its own verdict."""
    text = document.text[span.start : span.end]
    cuts = [
        m for m in _CONTRAST.finditer(text) if stated_outcome(text[: m.start()]) and stated_outcome(text[m.end() :])
    ]
    return _between(span, text, cuts)


_NEXT_MATTER = (
    r"(?:the\s+|an?\s+)?(?:advisory|non-binding|say[-\s]on|amendment|issuance|adjournment|merger|compensation\s+of)\b"
    r"|(?:the\s+)?(?:ratification|approval|adoption|(?:re-?)?election)\s+of|to\s+(?:ratify|elect|approve)\b"
    r"|(?:the\s+|its\s+|our\s+)?\d{4}\s+(?:[\w&-]+\s+){0,5}plan\b|(?:the\s+)?appointment\s+of\s+[^,.;]{3,60}\bas\b"
)
_TWO = re.compile(
    rf"(?:\s*,?\s+(?:and|as\s+well\s+as)\s+(?:also\s+)?|\s*,\s+|\bincluding\s+)(?={_NEXT_MATTER})", re.IGNORECASE
)


_JOINS = re.compile(r"and|as\s+well|including", re.IGNORECASE)
LEAD = 15
"""Characters before a sentence has said anything that a second matter could follow."""


def _joined_parts(document: Document, span: Span) -> list[Span]:
    """``approved the plan and the ratification of the auditor``: the matters of one verb, when their kinds differ."""
    text = document.text[span.start : span.end]
    cuts = [m for m in _TWO.finditer(text) if m.start() > LEAD]
    if not any(_JOINS.search(m[0]) for m in cuts):  # commas alone set off an aside
        return [span]
    parts = _between(span, text, cuts)
    kinds = [subject(document.words(part)).category for part in parts]
    if len(parts) > 2 and kinds[0] is Category.OTHER:
        parts, kinds = parts[1:], kinds[1:]
    return parts if len(set(kinds)) == len(kinds) and Category.OTHER not in kinds else [span]


_NOMINEES = re.compile(r"\b(?:nominees?|candidates?)\b", re.IGNORECASE)


def _kind(words: str) -> Subject:
    """What a sentence is about; of one that says what was not voted on, the clause that says it."""
    said = stated_outcome(words)
    if said is not None and said.value is Outcome.NOT_VOTED:
        start = words.rfind(", ", 0, said.span.start) + 1
        kind = subject(words[start:])
        if kind.category is not Category.OTHER:
            return kind
    return subject(words)


def _statement(document: Document, span: Span, group: int) -> Statement:
    words = document.words(span)
    kind = _kind(words)
    numbered = number_at_head(words)
    statement = Statement(
        document,
        span,
        kind.category,
        kind.rule,
        kind.proponent,
        statement_title(document, span),
        group,
        numbered.value if numbered and numbered.style == "named" else None,
        numbers_mentioned(words),
        whole=words,
    )
    election = stated_election(words, span.start)
    of_nominees = election is not None and _NOMINEES.search(words) is not None
    if kind.category is Category.DIRECTOR_ELECTION or of_nominees or (election and kind.category is Category.OTHER):
        statement.category = Category.DIRECTOR_ELECTION
        statement.elected = election
        statement.names = names_listed(document, span)
    elif kind.category is Category.SAY_ON_PAY_FREQUENCY:
        statement.chosen = stated_choice(words, span.start)
    else:
        statement.outcome = stated_outcome(words, span.start)
        statement.voted_outcome = stated_outcome(words, span.start, voted=True)
    return statement
