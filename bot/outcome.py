"""How a meeting ended, in words: one line with the worst news first, and the facts behind it.

Pure: a `MeetingReport` in, words out. Channels, watch rules and the command line all say it the same way.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from itertools import groupby

from bot.support import QUORUM, Cast, Support, percent, support, turnout
from parsers.report import Category, Frequency, Kind, MeetingReport, Nominee, Outcome, Proponent, Proposal, Votes

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

FREQUENCY_WORDS = {
    Frequency.ONE_YEAR: "every year",
    Frequency.TWO_YEARS: "every two years",
    Frequency.THREE_YEARS: "every three years",
}


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


@dataclass(frozen=True, slots=True)
class Standing:
    """A nominee with the support they had, and where they stand in the report."""

    nominee: Nominee
    support: Support
    where: str


def facts(report: MeetingReport, thresholds: Thresholds = Thresholds()) -> tuple[Fact, ...]:
    """Everything worth telling first, worst first: by its kind, then the least support."""
    found = [
        fact
        for index, proposal in enumerate(report.proposals)
        for fact in _facts_of(proposal, f"/proposals/{index}", thresholds)
    ]
    return tuple(sorted(found, key=lambda fact: (fact.kind, fact.support.share if fact.support else 1)))


def headline(report: MeetingReport, thresholds: Thresholds = Thresholds()) -> str:
    """The outcome in one line, worst news first: ``Say on pay failed: 46.2% for. 8 of 9 directors elected, …``."""
    return " ".join(part for part in (worst_news(report, thresholds), tally(report)) if part)


def worst_news(report: MeetingReport, thresholds: Thresholds = Thresholds()) -> str:
    """The first part of the headline: what failed or fell short, at most three of it; ``""`` when nothing did."""
    news = list(_news(facts(report, thresholds), thresholds))
    said = [*(["Preliminary results"] if report.meeting.preliminary else []), *news[:3]]
    if len(news) > 3:
        said.append(f"And {len(news) - 3} more to look at")
    return " ".join(f"{words}." for words in said)


def _news(found: tuple[Fact, ...], thresholds: Thresholds) -> Iterator[str]:
    """The words of each fact that the headline tells; several directors of one fate share them."""
    shared = {
        FactKind.DIRECTOR_NOT_ELECTED: "Not elected",
        FactKind.DIRECTOR_LOW: f"Directors under {percent(thresholds.director, digits=0)}",
    }
    for kind, equals in groupby(found, key=lambda fact: fact.kind):
        alike = list(equals)
        if kind in shared and len(alike) > 1:
            yield f"{shared[kind]}: {_listed(alike)}"
        elif kind < FactKind.NOT_VOTED:
            yield from (fact.words for fact in alike)


def _listed(found: list[Fact]) -> str:
    """``A (68.1%), B (66.7%), C (65.1%) and 3 more``."""
    names = [f"{fact.about} ({fact.support.words})" if fact.support else fact.about for fact in found[:3]]
    marks = [" (to check)" if fact.doubtful else "" for fact in found[:3]]
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    return ", ".join(map("".join, zip(names, marks, strict=True))) + more


def tally(report: MeetingReport) -> str:
    """What was decided, counted: ``9 of 9 directors elected, 3 of 3 proposals approved, 71% of shares represented.``"""
    if report.kind is Kind.NONE or not report.proposals:
        return "No meeting results were read in this filing."
    share = turnout(report.meeting)
    parts = [
        *_directors_tally(report),
        *_proposals_tally(report),
        *(f"say on pay {FREQUENCY_WORDS[p.frequency_chosen]}" for p in report.proposals if p.frequency_chosen),
    ]
    if share is not None:
        parts.append(f"{percent(share, digits=0, landmarks=QUORUM)} of shares represented")
    doubt = " Some of it is to be checked." if report.review_reasons else ""
    return f"{_capital(', '.join(parts))}.{doubt}"


def subject(proposal: Proposal) -> str:
    """What a proposal is about, short: the name that its category goes by, or the filing's own words in quotes."""
    known = SUBJECTS.get(proposal.category)
    title = " ".join(proposal.title.split())
    if known or not title:
        return known or "Untitled proposal"
    return f"“{textwrap.shorten(title, SUBJECT_LIMIT, placeholder='…')}”"


def lowest_supported(report: MeetingReport) -> Standing | None:
    """The nominee with the least support, where at least two can be compared and they differ."""
    standings = sorted(_standings(report), key=lambda standing: standing.support.share)
    if len(standings) < 2 or standings[0].support.share == standings[-1].support.share:
        return None
    return standings[0]


def all_votes(report: MeetingReport) -> Iterator[Votes]:
    """Every set of counts in the report: nominees', proposals', and those of each class."""
    for proposal in report.proposals:
        yield proposal.votes
        yield from (by_class.votes for by_class in proposal.votes_by_class)
        for nominee in proposal.nominees:
            yield nominee.votes
            yield from (by_class.votes for by_class in nominee.votes_by_class)


def nominees(report: MeetingReport) -> tuple[Nominee, ...]:
    return tuple(nominee for proposal in report.proposals for nominee in proposal.nominees)


def _standings(report: MeetingReport) -> Iterator[Standing]:
    for index, proposal in enumerate(report.proposals):
        for place, nominee in enumerate(proposal.nominees):
            found = support(nominee.votes)
            if found is not None:
                yield Standing(nominee, found, f"/proposals/{index}/nominees/{place}")


def _facts_of(proposal: Proposal, where: str, thresholds: Thresholds) -> Iterator[Fact]:
    if proposal.category is Category.DIRECTOR_ELECTION:
        yield from _election_facts(proposal, where, thresholds)
    elif proposal.category is not Category.SAY_ON_PAY_FREQUENCY:
        yield from _matter_facts(proposal, where, thresholds)


def _election_facts(proposal: Proposal, where: str, thresholds: Thresholds) -> Iterator[Fact]:
    contested = any(map(_lost_a_contest, proposal.nominees))
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


def _directors_tally(report: MeetingReport) -> Iterator[str]:
    standing = nominees(report)
    doubt = _to_check(election for election in report.proposals if election.nominees)
    if standing:
        elected = sum(nominee.elected is True for nominee in standing)
        noun = "nominee" if any(map(_lost_a_contest, standing)) else "director"
        yield f"{elected} of {len(standing)} {noun}s elected{doubt}"
        yield from _unclear(sum(nominee.elected is None for nominee in standing))
    if any(p.category is Category.DIRECTOR_ELECTION and not p.nominees for p in report.proposals):
        yield "an election whose nominees could not be read"


def _lost_a_contest(nominee: Nominee) -> bool:
    """Beaten by others, and not by votes against: then more people stood than there were seats."""
    found = support(nominee.votes)
    return (
        nominee.elected is False
        and found is not None
        and (found.cast is Cast.FOR_WITHHELD or found.share > Fraction(1, 2))
    )


def _proposals_tally(report: MeetingReport) -> Iterator[str]:
    """An election in which everybody was elected counts as a proposal approved; any other is told by its directors."""
    elections = [p for p in report.proposals if p.category is Category.DIRECTOR_ELECTION]
    carried = all(election.nominees and all(n.elected for n in election.nominees) for election in elections)
    matters = [p for p in report.proposals if p.category is not Category.SAY_ON_PAY_FREQUENCY and p not in elections]
    ours = [p for p in matters if p.proponent is Proponent.MANAGEMENT]
    theirs = [p for p in matters if p.proponent is Proponent.SHAREHOLDER]
    if ours:
        adjective = "other " if elections and not carried else ""
        yield from _approved(ours, elections if carried else [], "management " if theirs else adjective)
    yield from _approved(theirs, [], "shareholder ") if theirs else ()


def _approved(matters: list[Proposal], elections: list[Proposal], adjective: str) -> Iterator[str]:
    approved = sum(p.outcome is Outcome.APPROVED for p in matters) + len(elections)
    yield f"{approved} of {len(matters) + len(elections)} {adjective}proposals approved{_to_check(matters)}"
    not_voted = sum(p.outcome is Outcome.NOT_VOTED for p in matters)
    if not_voted:
        yield f"{not_voted} not voted on"
    yield from _unclear(sum(p.outcome is None for p in matters))


def _to_check(proposals: Iterable[Proposal]) -> str:
    doubted = any(p.review_reasons or any(n.review_reasons for n in p.nominees) for p in proposals)
    return " (to check)" if doubted else ""


def _unclear(count: int) -> Iterable[str]:
    return (f"{count} unclear",) if count else ()


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
