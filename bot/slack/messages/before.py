"""How the same matter ended at the company's meeting before, where it surely is the same: in words, to compare with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from bot.slack.messages.words import day
from bot.support import QUORUM, percent, support, turnout
from parsers.report import Category, MeetingReport, Proposal

YEARLY = {Category.SAY_ON_PAY, Category.AUDITOR_RATIFICATION}
"""What comes up once a meeting, whatever its title says that year."""
COMMON = frozenset(
    {"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "our", "the", "to", "vote", "upon", "re", "regarding"}
    | {"advisory", "approval", "approve", "amendment", "item", "management", "matter", "matters", "other", "proposal"}
    | {"proposals", "ratification", "ratify", "resolution", "shareholder", "shareholders", "stockholder"}
    | {"stockholders", "submitted", "if", "properly", "presented", "meeting", "company", "annual", "requesting"}
)
"""Words that make no title the name of one matter."""
TELLING_WORDS = 2


def matters_before(report: MeetingReport, previous: MeetingReport | None) -> dict[int, str]:
    """By the place of each proposal that can be compared: ``At the meeting before on May 14, 2025: 98.9% for (…)``.

    The same matter is a yearly one of which both meetings had one, or one whose title is the same word for word and
    says what it is about. Nothing is compared with what was in doubt, or with votes of another kind.
    """
    if previous is None:
        return {}
    found = {}
    for place, proposal in enumerate(report.proposals):
        before = _same_matter(proposal, report.proposals, previous.proposals)
        if before is not None and (words := _change(proposal, before, previous)):
            found[place] = words
    return found


def turnout_before(report: MeetingReport, previous: MeetingReport | None) -> str:
    """``84.0% at the meeting before``; ``""`` where either is not known."""
    then = turnout(previous.meeting) if previous else None
    if previous is None or then is None or turnout(report.meeting) is None or _shares_doubtful(previous):
        return ""
    return f"{percent(then, landmarks=QUORUM)} at the meeting before"


def _shares_doubtful(report: MeetingReport) -> bool:
    return bool(report.review_reasons or report.meeting.doubtful & {"shares_represented", "shares_outstanding"})


def _same_matter(asked: Proposal, now: Sequence[Proposal], then: Sequence[Proposal]) -> Proposal | None:
    """The one proposal of then, where this one is the only one of now that it can be."""

    def same(other: Proposal) -> bool:
        if other.category is not asked.category or other.proponent is not asked.proponent:
            return False
        return asked.category in YEARLY or _title(other) == _title(asked)

    if asked.category not in YEARLY and len(set(_title(asked)) - COMMON) < TELLING_WORDS:
        return None
    candidates = [proposal for proposal in then if same(proposal)]
    alone = len(candidates) == 1 and sum(map(same, now)) == 1
    return candidates[0] if alone and not candidates[0].review_reasons else None


def _title(proposal: Proposal) -> list[str]:
    return re.findall(r"\w+", proposal.title.casefold())


def _change(proposal: Proposal, before: Proposal, previous: MeetingReport) -> str:
    now, then = support(proposal.votes), support(before.votes)
    if now is None or then is None or now.cast is not then.cast:
        return ""
    known = previous.meeting.date if "date" not in previous.meeting.doubtful else None
    held = f" on {day(known)}" if known else ""
    which = "" if proposal.category in YEARLY else ", under the same title"
    return f"At the meeting before{held}{which}: {then.words} for ({_moved(now.share - then.share)})"


def _moved(by: Fraction) -> str:
    points = f"{float(by * 100):+.1f}".replace("-", "−")
    return "unchanged" if points in {"+0.0", "−0.0"} else f"{points} points since"
