"""What of a meeting is worth telling first: who failed, what fell short, and what nobody could tell. Pure."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from bot.support import Cast, Support, percent, support
from parsers.report import Category, MeetingReport, Nominee, Outcome, Proponent, Proposal

SUBJECTS = {
    Category.SAY_ON_PAY: "Say on pay",
    Category.SAY_ON_PAY_FREQUENCY: "Frequency of say on pay",
    Category.GOLDEN_PARACHUTE: "Golden parachute vote",
    Category.AUDITOR_RATIFICATION: "Auditor",
    Category.EQUITY_PLAN: "Equity plan",
    Category.ADJOURNMENT: "Adjournment",
}
"""Short names of what people know by category; anything else goes by its title."""
SUBJECT_LIMIT = 120
"""Some filings print a whole resolution as the title."""


PREAMBLE = re.compile(
    r"(?:was |to (?:consider and )?vote (?:up)?on )?(?:an? |the )?"
    r"(?:(?:non-?binding|advisory|precatory|informational|management|shareholder|shareowner|stockholder) )*"
    r"proposal(?:(?: [-–—]|:| entitled| titled| regarding| concerning| relating to| requesting| for) | (?=to |that ))",
    re.IGNORECASE,
)
"""What a title begins with and tells nothing: whose proposal it was is told beside it."""
ASIDE = re.compile(r",? ?(?:if properly presented|as (?:more fully )?described in (?:the|our) prox).*", re.IGNORECASE)
"""What it may end with."""
NO_NAME = re.compile(
    r"\W*(?:\d|(?:and|as|at|below|by|for|in|number|of|on|set|under|with)\b)|.*\bvot(?:es?|ed|ing)\b", re.IGNORECASE
)
"""Words of the filing that stand where a title should, and name nothing."""


class FactKind(IntEnum):
    """What may matter, worst first."""

    DIRECTOR_NOT_ELECTED = 1
    SAY_ON_PAY_FAILED = 2
    AUDITOR_NOT_RATIFIED = 3
    SUPERMAJORITY_MISSED = 4
    SHAREHOLDER_PROPOSAL_PASSED = 5
    NOT_APPROVED = 6
    DIRECTOR_OPPOSED = 7
    """Elected, though more votes were withheld or against than for."""
    SAY_ON_PAY_LOW = 8
    DIRECTOR_LOW = 9
    NOT_VOTED = 10
    UNCLEAR = 11
    """The filing gives no outcome that could be read."""

    @property
    def failure(self) -> bool:
        """Whether a channel that wants only failures should hear of it."""
        return self <= FactKind.DIRECTOR_OPPOSED


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Below which support is news, as shares of the votes cast. Proxy advisers look at say on pay under 70%."""

    say_on_pay: Fraction = Fraction(70, 100)
    director: Fraction = Fraction(80, 100)


USUAL = Thresholds()


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing worth telling, about the nominee or proposal at ``where``, a JSON pointer into the report."""

    kind: FactKind
    about: str
    words: str
    where: str
    support: Support | None = None
    doubtful: bool = False
    """The value is to be checked, and ``words`` say so."""


def facts(report: MeetingReport, thresholds: Thresholds = USUAL) -> tuple[Fact, ...]:
    """Everything worth telling first, worst first: by its kind, then the least support."""
    found = [
        fact
        for index, proposal in enumerate(report.proposals)
        for fact in _facts_of(proposal, f"/proposals/{index}", thresholds)
    ]
    return tuple(sorted(found, key=lambda fact: (fact.kind, fact.support.share if fact.support else 1)))


def subject(proposal: Proposal) -> str:
    """What a proposal is about, short: the name that its category goes by, or words of the filing's title in quotes."""
    known = SUBJECTS.get(proposal.category)
    title = _told(" ".join(proposal.title.split()))
    if known or not title:
        return known or "Untitled proposal"
    return f"“{textwrap.shorten(title, SUBJECT_LIMIT, placeholder='…')}”"


def names(proposal: Proposal) -> bool:
    """Whether `subject` tells what it is about to somebody who has not read the filing."""
    return proposal.category in SUBJECTS or bool(proposal.title.strip() and not NO_NAME.match(_told(proposal.title)))


def _told(title: str) -> str:
    """The words of a title that say what it is about, without quotes around them."""
    bare = ASIDE.sub("", PREAMBLE.sub("", title, count=1) if PREAMBLE.match(title) else title).strip(" ,;")
    if bare.startswith("“") and bare.count("“") == 1:
        bare = bare[1:].replace("”", "").rstrip(" ,")
    return f"{bare[:1].upper()}{bare[1:]}" or title


def _facts_of(proposal: Proposal, where: str, thresholds: Thresholds) -> Iterator[Fact]:
    if proposal.category is Category.DIRECTOR_ELECTION:
        yield from _election_facts(proposal, where, thresholds)
    elif proposal.category is not Category.SAY_ON_PAY_FREQUENCY:
        yield from _matter_facts(proposal, where, thresholds)


def _election_facts(proposal: Proposal, where: str, thresholds: Thresholds) -> Iterator[Fact]:
    contested = any(map(lost_a_contest, proposal.nominees))
    for place, nominee in enumerate(proposal.nominees):
        found = support(nominee.votes)
        verdict = _director_verdict(nominee, found, thresholds)
        if verdict is not None and not (contested and verdict[0] is FactKind.DIRECTOR_LOW):
            doubtful = bool(nominee.review_reasons or proposal.review_reasons)
            yield _fact(*verdict, nominee.name, f"{where}/nominees/{place}", found, doubtful=doubtful)


def _director_verdict(nominee: Nominee, found: Support | None, thresholds: Thresholds) -> tuple[FactKind, str] | None:
    if nominee.elected is False:
        return FactKind.DIRECTOR_NOT_ELECTED, f"{nominee.name} was not elected{_for(found)}"
    if nominee.elected is None:
        return FactKind.UNCLEAR, f"Whether {nominee.name} was elected is unclear{_for(found)}"
    if found is not None and found.share < Fraction(1, 2):
        return FactKind.DIRECTOR_OPPOSED, f"{nominee.name} was elected with only {found.words} for"
    if found is not None and found.share < thresholds.director:
        return FactKind.DIRECTOR_LOW, f"{nominee.name} had {found.words} for"
    return None


def _matter_facts(proposal: Proposal, where: str, thresholds: Thresholds) -> Iterator[Fact]:
    found = support(proposal.votes)
    verdict = _matter_verdict(proposal, found, thresholds)
    if verdict is not None:
        yield _fact(*verdict, subject(proposal), where, found, doubtful=bool(proposal.review_reasons))


def _fact(kind: FactKind, words: str, about: str, where: str, found: Support | None, *, doubtful: bool) -> Fact:
    return Fact(kind, about, words + (" (to check)" if doubtful else ""), where, found, doubtful)


def _matter_verdict(proposal: Proposal, found: Support | None, thresholds: Thresholds) -> tuple[FactKind, str] | None:
    name = subject(proposal)
    if proposal.outcome is Outcome.NOT_APPROVED:
        return _failure(proposal, found)
    if proposal.outcome is Outcome.NOT_VOTED:
        return FactKind.NOT_VOTED, f"{name}: not voted on"
    if proposal.outcome is None:
        return FactKind.UNCLEAR, f"{name}: outcome unclear{_for(found)}"
    if proposal.proponent is Proponent.SHAREHOLDER:
        return FactKind.SHAREHOLDER_PROPOSAL_PASSED, f"Shareholder proposal passed{_for(found)}: {name}"
    if proposal.category is Category.SAY_ON_PAY and found is not None and found.share < thresholds.say_on_pay:
        limit = percent(thresholds.say_on_pay, digits=0)
        return FactKind.SAY_ON_PAY_LOW, f"Say on pay under {limit}: {found.words} for"
    return None


def _failure(proposal: Proposal, found: Support | None) -> tuple[FactKind, str] | None:
    """A shareholder proposal that did not pass is the usual end of one, and no news."""
    name = subject(proposal)
    missed = proposal.counted_outcome is Outcome.APPROVED or (found is not None and found.share > Fraction(1, 2))
    if missed:
        return FactKind.SUPERMAJORITY_MISSED, f"{name} not approved, though more voted for than against{_for(found)}"
    if proposal.category is Category.SAY_ON_PAY:
        return FactKind.SAY_ON_PAY_FAILED, f"Say on pay failed{_for(found, ': ')}"
    if proposal.category is Category.AUDITOR_RATIFICATION:
        return FactKind.AUDITOR_NOT_RATIFIED, f"Auditor not ratified{_for(found, ': ')}"
    if proposal.proponent is Proponent.MANAGEMENT:
        return FactKind.NOT_APPROVED, f"{name} not approved{_for(found)}"
    return None


def _for(found: Support | None, before: str = " (") -> str:
    if found is None:
        return ""
    return f"{before}{found.words} for" + (")" if before == " (" else "")


def lost_a_contest(nominee: Nominee) -> bool:
    """Beaten by others, and not by votes against: then more people stood than there were seats."""
    found = support(nominee.votes)
    return (
        nominee.elected is False
        and found is not None
        and (found.cast is Cast.FOR_WITHHELD or found.share > Fraction(1, 2))
    )
