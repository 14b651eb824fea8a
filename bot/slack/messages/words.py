"""The words that every message uses: names, dates, counts, results. Plain text, not yet escaped."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable

from bot.facts import SUBJECTS
from bot.outcome import FREQUENCY_WORDS
from bot.stages import Filing
from bot.support import number, support
from parsers.report import (
    Category,
    Count,
    Frequency,
    FrequencyVotes,
    MeetingReport,
    MeetingType,
    Nominee,
    Outcome,
    OutcomeBasis,
    Proponent,
    Proposal,
    Votes,
)

MEETINGS = {
    MeetingType.ANNUAL: "annual meeting",
    MeetingType.SPECIAL: "special meeting",
    MeetingType.WRITTEN_CONSENT: "written consent",
}
OUTCOMES = {
    Outcome.APPROVED: "✓ Approved",
    Outcome.NOT_APPROVED: "✕ Not approved",
    Outcome.NOT_VOTED: "○ Not voted on",
    None: "? Outcome unclear",
}
ELECTED = {True: "✓ Elected", False: "✕ Not elected", None: "? Unclear"}
WAS = re.compile(r"was (?=(?:an?|the) )", re.IGNORECASE)
"""Left over where a filing tells what each proposal was: ``Proposal 2 was a proposal to …``."""
TO_CHECK = "to check"
READ_BY_MACHINE = "read automatically, so check the filing before you act on it"


BROKER = "Broker non-votes"
Reader = Callable[[Votes], Count | None]
"""How a count is read off the votes."""
COUNTS: tuple[tuple[str, Reader], ...] = (
    ("For", lambda votes: votes.votes_for),
    ("Against", lambda votes: votes.votes_against),
    ("Withheld", lambda votes: votes.votes_withheld),
    ("Abstain", lambda votes: votes.abstentions),
    (BROKER, lambda votes: votes.broker_non_votes),
)
"""What is counted, as it is called, in the order in which filings print it."""


def counted(all_of_them: Iterable[Votes]) -> list[tuple[str, Reader]]:
    """Those of `COUNTS` that any of these gives."""
    some = list(all_of_them)
    return [(name, count) for name, count in COUNTS if any(count(votes) is not None for votes in some)]


def company(report: MeetingReport, filing: Filing) -> str:
    """Who it is about: ``Innovo Group Inc. (INNO)``."""
    names = [each.name for each in report.companies] or [each.name for each in filing.filers] or ["Unknown company"]
    others = f" and {len(names) - 1} more" if len(names) > 1 else ""
    symbols = ", ".join(_symbols(report))
    return f"{names[0]}{others}" + (f" ({symbols})" if symbols else "")


def _symbols(report: MeetingReport) -> list[str]:
    """The shares' own symbols, two at most: notes and preferred shares are the first symbol with more behind it."""
    known = list(dict.fromkeys(ticker.symbol for ticker in report.tickers))
    shares = [symbol for symbol in known if not re.fullmatch(rf"{re.escape(known[0])}[-./ ]?(?:P|PR|\d).*", symbol)]
    return shares[:2]


def cik(report: MeetingReport, filing: Filing) -> str | None:
    """The CIK that buttons carry: the filing's first filer."""
    known = [each.cik for each in filing.filers] + [each.cik for each in report.companies if each.cik]
    return known[0] if known else None


def meeting(report: MeetingReport) -> str:
    kind = report.meeting.type
    return MEETINGS[kind] if kind else "shareholder meeting"


def day(date: dt.date) -> str:
    """``June 3, 2004``."""
    return f"{date:%B} {date.day}, {date.year}"


def is_amendment(report: MeetingReport, filing: Filing) -> bool:
    return (report.form_type or filing.form_type).endswith("/A")


def counts(votes: Votes) -> str:
    """The counts that the filing gives: ``For 12,345 · Against 67 · Abstain 8``; ``""`` where it gives none."""
    return _listed(*((name, count(votes)) for name, count in COUNTS))


def frequency_counts(votes: FrequencyVotes) -> str:
    return _listed(
        ("1 year", votes.one_year),
        ("2 years", votes.two_years),
        ("3 years", votes.three_years),
        ("Abstain", votes.abstentions),
        (BROKER, votes.broker_non_votes),
    )


def chosen(frequency: Frequency | None) -> str:
    return FREQUENCY_WORDS[frequency] if frequency else "not stated"


def board_alone(proposal: Proposal) -> bool:
    """Whether a filing tells of the frequency what the board decided, and nothing of the vote: the usual amendment."""
    return bool(proposal.board_frequency and not proposal.frequency_chosen and not proposal.frequency)


def title(proposal: Proposal) -> str:
    """``2. Advisory vote on executive compensation (say on pay)``."""
    name = capital(WAS.sub("", proposal.title)) or "Untitled proposal"
    known = SUBJECTS.get(proposal.category)
    if known and known.lower() not in name.lower():
        name = f"{name} ({known[0].lower()}{known[1:]})"
    return f"{proposal.number}. {name}" if proposal.number else name


def result(proposal: Proposal) -> str:
    """The outcome in words and mark, and whether the filing says so or its counts do."""
    words = OUTCOMES[proposal.outcome]
    if proposal.outcome is not None and proposal.outcome_basis is OutcomeBasis.COUNTED:
        words += " by the counts (no outcome is stated)"
    if missed(proposal):
        words += " as the filing states, though more voted for than against"
    if proposal.proponent is Proponent.SHAREHOLDER:
        words += ", shareholder proposal"
    return words


def missed(proposal: Proposal) -> bool:
    """Not approved though more voted for than against: it needed a higher majority."""
    found = support(proposal.votes)
    more = proposal.counted_outcome is Outcome.APPROVED or (found is not None and 2 * found.share > 1)
    return proposal.outcome is Outcome.NOT_APPROVED and more


def nominee_line(nominee: Nominee) -> str:
    """A nominee in one line: ``Dean Factor: ✓ Elected, 98.1% for (For 12,345 · Withheld 67)``."""
    found, given = support(nominee.votes), figures(nominee)
    parts = [ELECTED[nominee.elected], *([f"{found.words} for"] if found else [])]
    doubt = f" [{TO_CHECK}]" if nominee.review_reasons else ""
    return f"{nominee.name}{doubt}: {', '.join(parts)}" + (f" ({given})" if given else "")


def proposal_line(proposal: Proposal) -> str:
    """A proposal in one line, every count included."""
    doubt = f" [{TO_CHECK}]" if proposal.review_reasons else ""
    if proposal.category is Category.SAY_ON_PAY_FREQUENCY:
        given = frequency_counts(proposal.frequency) if proposal.frequency else ""
        parts = [] if board_alone(proposal) else [f"holders chose {chosen(proposal.frequency_chosen)}"]
        parts += [f"the board decided on {chosen(proposal.board_frequency)}"] if proposal.board_frequency else []
        ending = ", ".join(parts)
    else:
        found, given = support(proposal.votes), figures(proposal)
        ending = result(proposal) + (f", {found.words} for" if found else "")
    return f"{title(proposal)}{doubt}: {ending}" + (f" ({given})" if given else "")


def figures(voted: Nominee | Proposal) -> str:
    """All counts of a nominee or proposal, those of each class after them."""
    by_class = [f"{each.share_class}: {counts(each.votes) or 'no counts'}" for each in voted.votes_by_class]
    return "; ".join(part for part in (counts(voted.votes), *by_class) if part)


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _listed(*named: tuple[str, Count | None]) -> str:
    return " · ".join(f"{name} {number(count)}" for name, count in named if count is not None)
