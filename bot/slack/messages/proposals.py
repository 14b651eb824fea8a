"""Proposals other than elections: what it was, how it ended, the counts. Lines of one section each."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bot.slack.messages.words import TO_CHECK, board_alone, chosen, counts, frequency_counts, missed, result, title
from bot.slack.mrkdwn import Mrkdwn, bold, escape, joined
from bot.support import percent, support, turnout
from parsers.report import Category, Frequency, FrequencyVotes, Meeting, Proposal

TITLE_LIMIT = 300
"""Some filings print a whole resolution as the title."""


def of_outstanding(proposal: Proposal, meeting: Meeting) -> str:
    """``58.1% of the shares outstanding voted for``, of a matter that needed more than a majority of the votes cast:
    mostly a share of what is outstanding. ``""`` where the meeting's own figures do not bear it out.
    """
    share, votes_for, outstanding = turnout(meeting), proposal.votes.votes_for, meeting.shares_outstanding
    doubtful = meeting.doubtful & {"shares_represented", "shares_outstanding"}
    if not missed(proposal) or doubtful or proposal.votes_by_class or share is None or not (votes_for and outstanding):
        return ""
    part = Fraction(votes_for) / Fraction(outstanding)
    return f"{percent(part)} of the shares outstanding voted for" if part <= share else ""


def proposal_lines(proposal: Proposal, *more: str) -> Iterator[Mrkdwn]:
    """``more``: what else there is to say of the figures, such as how it ended at the meeting before."""
    yield bold_title(proposal)
    if proposal.category is Category.SAY_ON_PAY_FREQUENCY:
        yield from _frequency_lines(proposal)
        return
    found = support(proposal.votes)
    yield joined(" — ", (bold(result(proposal)), escape(f"{found.words} of votes cast were for" if found else "")))
    if given := counts(proposal.votes):
        yield escape(given)
    yield from map(escape, more)
    for by_class in proposal.votes_by_class:
        share = support(by_class.votes)
        of_class = f" ({share.words} for)" if share else ""
        yield escape(f"{by_class.share_class}: {counts(by_class.votes) or 'no counts'}{of_class}")
    if not given and not proposal.votes_by_class:
        yield Mrkdwn("_No counts are given._")


def bold_title(proposal: Proposal) -> Mrkdwn:
    doubt = f" [{TO_CHECK}]" if proposal.review_reasons else ""
    return Mrkdwn(f"*{escape(title(proposal), TITLE_LIMIT)}*{doubt}")


def _frequency_lines(proposal: Proposal) -> Iterator[Mrkdwn]:
    if board_alone(proposal):
        yield bold(f"The board decided: {chosen(proposal.board_frequency)}")
        return
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
