"""Proposals other than elections: what it was, how it ended, the counts. One section each, in the filing's order."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bot.slack.blocks import Block, section
from bot.slack.messages.words import TO_CHECK, chosen, counts, day, frequency_counts, result, title
from bot.slack.mrkdwn import Mrkdwn, bold, escape, joined
from bot.support import Cast, percent, support
from parsers.report import Category, Frequency, FrequencyVotes, MeetingReport, Proposal

YEARLY = {Category.SAY_ON_PAY, Category.AUDITOR_RATIFICATION}
TITLE_LIMIT = 300
"""Some filings print a whole resolution as the title."""


def proposal_block(proposal: Proposal, previous: MeetingReport | None = None) -> Block:
    """``previous`` is the meeting before, to compare with."""
    return section(*proposal_lines(proposal, previous))


def proposal_lines(proposal: Proposal, previous: MeetingReport | None = None) -> Iterator[Mrkdwn]:
    yield bold_title(proposal)
    if proposal.category is Category.SAY_ON_PAY_FREQUENCY:
        yield from _frequency_lines(proposal)
        return
    found = support(proposal.votes)
    yield joined(" — ", (bold(result(proposal)), escape(f"{found.words} of votes cast were for" if found else "")))
    if given := counts(proposal.votes):
        yield escape(given)
    yield escape(change(proposal, previous) if previous else "")
    for by_class in proposal.votes_by_class:
        share = support(by_class.votes)
        of_class = f" ({share.words} for)" if share else ""
        yield escape(f"{by_class.share_class}: {counts(by_class.votes) or 'no counts'}{of_class}")
    if not given and not proposal.votes_by_class:
        yield Mrkdwn("_No counts are given._")


def bold_title(proposal: Proposal) -> Mrkdwn:
    doubt = f" [{TO_CHECK}]" if proposal.review_reasons else ""
    return Mrkdwn(f"*{escape(title(proposal), TITLE_LIMIT)}*{doubt}")


def change(proposal: Proposal, previous: MeetingReport) -> str:
    """Support against the meeting before, for a matter that comes up once a meeting and so can be compared."""
    now = support(proposal.votes)
    then = [p for p in previous.proposals if p.category is proposal.category and not p.review_reasons]
    if now is None or len(then) != 1 or proposal.category not in YEARLY or now.cast is not _cast(then[0]):
        return ""
    before = support(then[0].votes)
    if before is None:
        return ""
    points = f"{float((now.share - before.share) * 100):+.1f}".replace("-", "−")
    moved = "unchanged" if points in {"+0.0", "−0.0"} else f"{points} points since"
    held = f" on {day(previous.meeting.date)}" if previous.meeting.date else ""
    return f"At the meeting before{held}: {before.words} for ({moved})"


def _cast(proposal: Proposal) -> Cast | None:
    found = support(proposal.votes)
    return found.cast if found else None


def _frequency_lines(proposal: Proposal) -> Iterator[Mrkdwn]:
    share = _chosen_share(proposal)
    words = f"Holders chose: {chosen(proposal.frequency_chosen)}" if proposal.frequency_chosen else "Choice not stated"
    yield joined(" — ", (bold(words), escape(share)))
    given = frequency_counts(proposal.frequency or FrequencyVotes())
    yield escape(given) if given else Mrkdwn("_No counts are given._")
    if proposal.board_frequency:
        yield escape(f"The board decided: {chosen(proposal.board_frequency)}")


def _chosen_share(proposal: Proposal) -> str:
    """What the chosen interval got of the votes for any interval, where all three counts are given."""
    votes = proposal.frequency
    if votes is None or votes.one_year is None or votes.two_years is None or votes.three_years is None:
        return ""
    total = votes.one_year + votes.two_years + votes.three_years
    got = {
        Frequency.ONE_YEAR: votes.one_year,
        Frequency.TWO_YEARS: votes.two_years,
        Frequency.THREE_YEARS: votes.three_years,
    }
    if proposal.frequency_chosen is None or total <= 0:
        return ""
    return f"{percent(Fraction(got[proposal.frequency_chosen]) / Fraction(total))} of the votes for any of the three"
