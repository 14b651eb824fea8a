"""Proposals of a filing that tells outcomes and no counts: made of statements, each list completing the others."""

from __future__ import annotations

import re

from parsers.document import Found
from parsers.report import Category, Outcome
from parsers.votes.ballot import Ballot, Candidate
from parsers.votes.elections import is_plain_list, listed_candidates
from parsers.votes.labels import speaks_of_a_matter
from parsers.votes.several import kind_of, names_another
from parsers.votes.statements import Statement, as_elected
from parsers.votes.titles import particulars
from parsers.words.categories import subject
from parsers.words.names import name_key


def groups_of(statements: list[Statement]) -> list[list[Statement]]:
    groups: dict[int, list[Statement]] = {}
    for statement in statements:
        groups.setdefault(statement.group, []).append(statement)
    return list(groups.values())


_NO_MATTER = re.compile(r"\bfollowing\b.{0,30}\b(?:resolutions|matters|proposals|items|business)\W*$", re.IGNORECASE)
"""``The following ordinary resolutions were passed`` names none of them."""


def is_empty(statement: Statement) -> bool:
    """A statement that says a result of nothing that holders vote on."""
    title = statement.title.value
    if statement.category is not Category.OTHER or kind_of(title) is not None:
        return False
    return _NO_MATTER.search(title) is not None or not speaks_of_a_matter(title)


def without_counts(bare: list[Ballot], statements: list[Statement], *, for_all: bool = False) -> list[Ballot]:
    """Proposals of a filing that tells outcomes and no counts: the longest list is the base, the rest complete it.

    ``for_all``: an outcome is told once for all matters, also for those that a list only names.
    """
    told = [b for b in bare if b.outcome or b.elected or b.candidates]
    told = _listed(bare, told, statements, for_all=for_all)
    groups = sorted(groups_of([s for s in statements if s.tells and not is_empty(s)]), key=len, reverse=True)
    result = list(told)
    for group in groups:
        taken: set[int] = set()
        for statement in group:
            if _said_by_number(statement, result):
                continue
            nameless = statement.category is Category.DIRECTOR_ELECTION and not statement.names
            free = (b for b in result if nameless or id(b) not in taken)
            match = next((b for b in free if _is_of(b, statement)), None)
            if match is None:
                match = ballot_told(statement)
                result.append(match)
            else:
                _complete(match, statement)
            taken.add(id(match))
    return sorted(result, key=_place)


SEVERAL = frozenset(
    {
        Category.SHAREHOLDER_PROPOSAL,
        Category.OTHER,
        Category.CHARTER_AMENDMENT,
        Category.CAPITAL_STRUCTURE,
        Category.EQUITY_PLAN,
        Category.FUND_MATTER,
    }
)
"""Kinds of which a meeting often votes on several."""
_GENERIC_WORDS = """
 proposal proposals resolution resolutions amendment amendments company shareholder shareholders stockholder
 stockholders holder holders share shares stock common approval certain matter approve approved meeting annual special
 general board directors proposed further fund plan that this with from their which
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())
"""Words of titles that tell no matter from another."""


def _is_of(ballot: Ballot, statement: Statement) -> bool:
    """Whether a statement tells of a matter again: one of its kind, with the same end, and with a word in common."""
    if ballot.category is not statement.category:
        return False
    told, known = statement.outcome, ballot.outcome
    if told is not None and known is not None and told.value is not known.value:
        return ballot.category not in SEVERAL
    if ballot.category not in SEVERAL or ballot.title is None or kind_of(statement.title.value) is None:
        return True
    one, other = _content(ballot.title.value), _content(statement.title.value)
    return not one or not other or bool(one & other)


def _content(title: str) -> set[str]:
    return set(re.findall(r"[a-z0-9-]{4,}", title.lower())) - _GENERIC


def _listed(bare: list[Ballot], told: list[Ballot], statements: list[Statement], *, for_all: bool) -> list[Ballot]:
    """The matters that a numbered list names, when what is said of all, or of their numbers, tells how they ended."""
    spoken_of = {n for s in statements if s.tells for n in s.mentioned}
    numbered = [b for b in bare if b not in told and b.number is not None]
    numbered += [ballot_told(s) for s in statements if s.number and not s.tells and not is_empty(s)]
    known = {b.number.value for b in told if b.number}
    heard = [b for b in numbered if b.number and (for_all or b.number.value in spoken_of)]
    return told + [b for b in heard if b.number and b.number.value not in known]


def _said_by_number(statement: Statement, ballots: list[Ballot]) -> bool:
    """``Proposals 1 through 3 were approved``: of the matters that a list has named by these numbers."""
    named = [b for b in ballots if b.number and b.number.value in statement.mentioned]
    if not named or statement.outcome is None or statement.category is not Category.OTHER:
        return False
    for ballot in named:
        if ballot.is_election:
            ballot.elected = ballot.elected or as_elected(statement.outcome)
        else:
            ballot.outcome = ballot.outcome or statement.outcome
    return True


def _complete_names(ballot: Ballot, statement: Statement) -> None:
    """Persons that another sentence lists, each with what that sentence says of them.

    A list of names and nothing else is believed whole; of texts about persons the one that names most.
    """
    new = listed_candidates(statement.names, statement.elected)
    known = {name_key(c.name.value): c for c in ballot.candidates}
    plain = is_plain_list(statement.document, statement.names)
    if plain and not ballot.listed_plainly:
        ballot.candidates = [c for c in ballot.candidates if _agreed(c, new)]
        known = {name_key(c.name.value): c for c in ballot.candidates}
    elif not plain and (ballot.listed_plainly or len(new) <= len(known)):
        new = []
    elif not plain:
        ballot.candidates, known = [], {}
    ballot.listed_plainly = ballot.listed_plainly or (plain and bool(new))
    for candidate in new:
        same = known.get(name_key(candidate.name.value))
        if same is None:
            ballot.candidates.append(candidate)
        elif candidate.elected and same.elected and same.elected.value is not candidate.elected.value:
            same.doubt("the text says both that this nominee was elected and that not")
        else:
            same.elected = same.elected or candidate.elected
    ballot.elected = ballot.elected or statement.elected


def _agreed(candidate: Candidate, listed: list[Candidate]) -> bool:
    """Whether a plain list names this person too."""
    return any(name_key(candidate.name.value) == name_key(other.name.value) for other in listed)


def _place(ballot: Ballot) -> tuple[str, int]:
    return ballot.document.name, min((span.start for span in ballot.told), default=0)


def _complete(ballot: Ballot, statement: Statement) -> None:
    if ballot.is_election:
        _complete_names(ballot, statement)
    else:
        if ballot.outcome and statement.outcome and ballot.outcome.value is not statement.outcome.value:
            ballot.doubt("the text states both that this was approved and that it was not")
        ballot.outcome = ballot.outcome or statement.outcome
    if ballot.title is None or particulars(statement.title.value) > particulars(ballot.title.value):
        ballot.title = statement.title


_PARTS = re.compile(
    r"(?:[,;]\s*(?:and\s+)?|\s+and\s+|\s+as\s+well\s+as\s+)"
    r"(?=(?:the|an?|its|our|items?|to|approv\w+|adoption|ratif\w+|(?:re-?)?elect\w+|(?:re-?)?appoint\w+|advisory|\d{4})\b)",
    re.IGNORECASE,
)
"""What stands between the matters of one subject: ``the choice of the auditor, the new name and the plan``."""


_SEVERAL_OF_HOLDERS = re.compile(
    r"\b(?:two|three|four|five|six|seven|both|all|several)\s+(?:\w+\s+)?(?:share|stock)holder\s+(?:proposals|resolutions)",
    re.IGNORECASE,
)
_HOW = re.compile(r"\W*(?:by|on|in|at|through|with)\b", re.IGNORECASE)
"""How it was decided, and no matter: ``by written consent``."""


def _tells_of_several(statement: Statement) -> bool:
    """Whether the words over one outcome are of matters of several kinds, which would each be a row.

    What was not put to the vote is told with the reason, which names another matter.
    """
    if statement.names or (statement.outcome is not None and statement.outcome.value is Outcome.NOT_VOTED):
        return False
    parts = [part for part in _PARTS.split(statement.title.value) if not _HOW.match(part)]
    kinds = {subject(part).category for part in parts}
    return len(kinds - {Category.OTHER}) > 1 or names_another(statement.title.value)


def ballot_told(statement: Statement) -> Ballot:
    ballot = Ballot(
        statement.document,
        statement.category,
        statement.category_rule,
        statement.title,
        Found(statement.number, statement.span, "number in a list") if statement.number else None,
        statement.proponent,
        outcome=statement.outcome,
        elected=statement.elected,
        told=[statement.span],
    )
    ballot.chosen = statement.chosen
    if _SEVERAL_OF_HOLDERS.search(statement.title.value) or _tells_of_several(statement):
        ballot.doubt("the sentence tells of several matters at once, and one was read")
    if ballot.category is Category.OTHER and kind_of(statement.title.value) is None:
        ballot.doubt("the text states an outcome, and what it is of could not be told for certain")
    if ballot.is_election:
        ballot.candidates = listed_candidates(statement.names, statement.elected)
        ballot.listed_plainly = bool(statement.names) and is_plain_list(statement.document, statement.names)
    return ballot
