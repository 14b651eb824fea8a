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
from parsers.votes.several import clauses, contrasted, fixes_their_number, matters_joined, matters_listed, subject_told
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
_DETAILS = re.compile(
    r"\b(?:includ\w+|among\s+other|provid\w+|amend\w+|which(?!\s+time)|effect)\b[^.]{0,60}$", re.IGNORECASE
)


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
        if parts and document.text[parts[-1].end - 1] == ";" and _goes_on(document.words(parts[-1]), words):
            parts[-1] = Span(parts[-1].start, part.end)
        else:
            parts.append(part)
    return parts


def _goes_on(before: str, words: str) -> bool:
    """Whether what stands behind a semicolon is the next member of a list of persons, or of matters told for all."""
    if ": " in before and speaks_for_all(before):
        return stated_outcome(words) is None and stated_election(words) is None
    return len(words) < MORE and not may_state(words) and bool(names_in(words)) and stated_election(before) is not None


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
            statement.elected = elected or as_elected(statement.outcome)
        yield statement


def as_elected(outcome: Found[Outcome] | None) -> Found[bool] | None:
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
    if told is not None and speaks_for_all(words):
        yield from _named_among_all(document, span, group)
        return
    if told is None or _OF_SOME.search(words):
        return
    apart = clauses(document, span)
    if len(apart) == 1:
        apart = contrasted(document, span)
    if len(apart) > 1:
        for part in apart:
            yield from _sentence(document, part, group)
        return
    outcome = stated_outcome(document.text[span.start : span.end])
    for part in matters_joined(document, span, outcome) if outcome else [span]:
        statement = _statement(document, part, group)
        if outcome and part != span and not statement.tells:
            _say(statement, Found(outcome.value, _moved(outcome.span, span.start), outcome.rule))
        if statement.tells or statement.number:
            yield statement


_OF_SOME = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|\d{1,2})\s+of\s+(?:the\s+|its\s+)?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+(?:\w+\s+)?(?:proposals|matters|resolutions|items)\b",
    re.IGNORECASE,
)
"""``four of the five proposals were approved`` does not say which."""
_AMONG = re.compile(r"(?:,\s*)?\bincluding\b|:(?=\s)", re.IGNORECASE)


def _named_among_all(document: Document, span: Span, group: int) -> Iterator[Statement]:
    """``All resolutions were passed, including the re-election of Ann Lee``: the matters that it names."""
    text = document.text[span.start : span.end]
    among, said = _AMONG.search(text), stated_outcome(text)
    if among is None or said is None or said.span.start > among.start():
        return
    for part in matters_listed(document, Span(span.start + among.end(), span.end)):
        statement = _statement(document, part, group)
        _say(statement, Found(said.value, _moved(said.span, span.start), said.rule))
        yield statement


def _moved(span: Span, start: int) -> Span:
    return Span(span.start + start, span.end + start)


def _say(statement: Statement, outcome: Found[Outcome]) -> None:
    """Give a matter the verdict that is told of it among others; of an election it says who was elected."""
    if statement.category is Category.DIRECTOR_ELECTION:
        statement.elected = as_elected(outcome)
    else:
        statement.outcome = statement.voted_outcome = outcome


_NOMINEES = re.compile(r"\b(?:nominees?|candidates?)\b", re.IGNORECASE)


_ELECTED = re.compile(r"(?<!\bbe\s)(?<!\bbeing\s)\b(?:re-?)?elected\b", re.IGNORECASE)


def _is_of_persons(words: str, kind: Subject) -> bool:
    """Whether a sentence that says who was elected is of an election, whatever shares and rules it speaks of."""
    if fixes_their_number(words):
        return False
    if kind.category is Category.OTHER or _NOMINEES.search(words):
        return True
    names = names_in(words)
    at_head = bool(names) and names[0].span.start < AT_HEAD
    return at_head or (bool(names) and bool(_ELECTED.search(words)) and stated_outcome(words) is None)


AT_HEAD = 12
"""Characters before a sentence's subject: ``Mr.`` or ``However,``."""


def _statement(document: Document, span: Span, group: int) -> Statement:
    words = document.words(span)
    title = statement_title(document, span)
    kind = subject_told(words)
    if kind.category is Category.OTHER:
        kind = subject(title.value)
    numbered = number_at_head(words)
    statement = Statement(
        document,
        span,
        kind.category,
        kind.rule,
        kind.proponent,
        title,
        group,
        numbered.value if numbered and numbered.style == "named" else None,
        numbers_mentioned(words),
        whole=words,
    )
    election = stated_election(words, span.start)
    if kind.category is Category.DIRECTOR_ELECTION or (election and _is_of_persons(words, kind)):
        statement.category = Category.DIRECTOR_ELECTION
        statement.elected = election or as_elected(stated_outcome(words, span.start))
        statement.names = names_listed(document, span)
    elif kind.category is Category.SAY_ON_PAY_FREQUENCY:
        statement.chosen = stated_choice(words, span.start)
    else:
        statement.outcome = stated_outcome(words, span.start)
        statement.voted_outcome = stated_outcome(words, span.start, voted=True)
    return statement
