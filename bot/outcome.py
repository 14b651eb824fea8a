"""How a meeting ended, in words: one line with the worst news first.

Pure: a `MeetingReport` in, words out. Channels, watch rules and the command line all say it the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from bot.facts import USUAL, Fact, FactKind, Thresholds, facts, lost_a_contest, names, subject
from bot.support import QUORUM, Support, percent, support, turnout
from parsers.report import Category, Frequency, Kind, MeetingReport, Nominee, Outcome, Proponent, Proposal, Votes

__all__ = [
    "FREQUENCY_WORDS",
    "Fact",
    "FactKind",
    "Standing",
    "Thresholds",
    "all_votes",
    "facts",
    "headline",
    "lowest_supported",
    "nominees",
    "tally",
    "worst_news",
]

FREQUENCY_WORDS = {
    Frequency.ONE_YEAR: "every year",
    Frequency.TWO_YEARS: "every two years",
    Frequency.THREE_YEARS: "every three years",
}


TO_CHECK = " (to check)"


@dataclass(frozen=True, slots=True)
class Standing:
    """A nominee with the support they had, and where they stand in the report."""

    nominee: Nominee
    support: Support
    where: str


def headline(report: MeetingReport, thresholds: Thresholds = USUAL) -> str:
    """The outcome in one line, worst news first: ``Say on pay failed: 46.2% for. 8 of 9 directors elected, …``."""
    return " ".join(part for part in (worst_news(report, thresholds), tally(report)) if part)


def worst_news(report: MeetingReport, thresholds: Thresholds = USUAL) -> str:
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
    marks = [TO_CHECK if fact.doubtful else "" for fact in found[:3]]
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
        *(words for proposal in report.proposals for words in _frequency_tally(proposal)),
    ]
    if share is not None:
        parts.append(f"{percent(share, digits=0, landmarks=QUORUM)} of shares represented")
    if not parts:
        return "What was decided could not be read."
    said = f"{_capital(', '.join(parts))}."
    return said if not report.needs_review or TO_CHECK in said else f"{said} Some of it is to be checked."


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


def _directors_tally(report: MeetingReport) -> Iterator[str]:
    standing = nominees(report)
    doubt = _to_check(election for election in report.proposals if election.nominees)
    if standing:
        elected = sum(nominee.elected is True for nominee in standing)
        noun = "nominee" if any(map(lost_a_contest, standing)) else "director"
        yield f"{elected} of {len(standing)} {noun}s elected{doubt}"
        yield from _unclear(sum(nominee.elected is None for nominee in standing))
    if any(p.category is Category.DIRECTOR_ELECTION and not p.nominees for p in report.proposals):
        yield "an election whose nominees could not be read"


def _proposals_tally(report: MeetingReport) -> Iterator[str]:
    """An election in which everybody was elected counts as a proposal approved; any other is told by its directors."""
    elections = [p for p in report.proposals if p.category is Category.DIRECTOR_ELECTION]
    carried = all(election.nominees and all(n.elected for n in election.nominees) for election in elections)
    matters = [p for p in report.proposals if p.category is not Category.SAY_ON_PAY_FREQUENCY and p not in elections]
    ours = [p for p in matters if p.proponent is Proponent.MANAGEMENT]
    theirs = [p for p in matters if p.proponent is Proponent.SHAREHOLDER]
    chief = None if elections else _chief(ours)
    if chief is not None:
        yield f"{subject(chief)} approved{_to_check([chief])}"
        ours.remove(chief)
    if ours:
        adjective = "other " if chief or (elections and not carried) else ""
        yield from _approved(ours, elections if carried else [], "management " if theirs else adjective)
    yield from _approved(theirs, [], "shareholder ") if theirs else ()


def _chief(matters: list[Proposal]) -> Proposal | None:
    """What a meeting without an election was held for, where it was approved: its one matter or its one transaction."""
    meant = matters if len(matters) == 1 else [p for p in matters if p.category is Category.TRANSACTION]
    alone = meant[0] if len(meant) == 1 else None
    return alone if alone and alone.outcome is Outcome.APPROVED and names(alone) else None


def _approved(matters: list[Proposal], elections: list[Proposal], adjective: str) -> Iterator[str]:
    approved = sum(p.outcome is Outcome.APPROVED for p in matters) + len(elections)
    yield f"{approved} of {len(matters) + len(elections)} {adjective}proposals approved{_to_check(matters)}"
    not_voted = sum(p.outcome is Outcome.NOT_VOTED for p in matters)
    if not_voted:
        yield f"{not_voted} not voted on"
    yield from _unclear(sum(p.outcome is None for p in matters))


def _frequency_tally(proposal: Proposal) -> Iterator[str]:
    """What the holders chose, and what the board decided where that is another thing or all that the filing tells."""
    holders, board = proposal.frequency_chosen, proposal.board_frequency
    if holders:
        yield f"holders chose say on pay {FREQUENCY_WORDS[holders]}"
    if board and board is not holders:
        yield f"the board decided on say on pay {FREQUENCY_WORDS[board]}"


def _to_check(proposals: Iterable[Proposal]) -> str:
    doubted = any(p.review_reasons or any(n.review_reasons for n in p.nominees) for p in proposals)
    return TO_CHECK if doubted else ""


def _unclear(count: int) -> Iterable[str]:
    return (f"{count} unclear",) if count else ()


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
