"""What a person should look at: every doubt in words, with a link to the words of the filing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.facts import subject
from bot.slack.blocks import Block, section
from bot.slack.messages.links import evidence_at, words_url
from bot.slack.mrkdwn import Mrkdwn, escape, joined, link
from parsers.report import MeetingReport

REASON_LIMIT = 240
DOUBTS_LIMIT = 1500
"""The rest are counted; every value in doubt is marked where it stands as well."""
MOST_NAMED = 6
"""Names after a reason that many values share. A link is long."""

FACTS = {
    "date": "Meeting date",
    "record_date": "Record date",
    "shares_outstanding": "Shares outstanding",
    "shares_represented": "Shares represented",
}
"""What a fact of the meeting is called."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """``about`` names the nominee, the proposal or the meeting, ``""`` for the whole report.

    ``where`` is its JSON pointer.
    """

    about: str
    reason: str
    where: str


def doubts(report: MeetingReport) -> Iterator[Doubt]:
    for reason in report.review_reasons:
        yield Doubt("", reason, "")
    for doubt in report.meeting.doubts:
        yield Doubt(FACTS.get(doubt.fact, "The meeting"), doubt.reason, f"/meeting/{doubt.fact}")
    for index, proposal in enumerate(report.proposals):
        for reason in proposal.review_reasons:
            yield Doubt(subject(proposal), reason, f"/proposals/{index}")
        for place, nominee in enumerate(proposal.nominees):
            for reason in nominee.review_reasons:
                yield Doubt(nominee.name, reason, f"/proposals/{index}/nominees/{place}")


def doubt_blocks(report: MeetingReport, filing_url: str) -> list[Block]:
    """A line a reason, with all that it is true of."""
    by_reason: dict[str, list[Doubt]] = {}
    for doubt in doubts(report):
        by_reason.setdefault(doubt.reason, []).append(doubt)
    lines = [_line(alike, report, filing_url) for alike in by_reason.values()]
    return [section(Mrkdwn("*⚠ To check against the filing*"), *lines, limit=DOUBTS_LIMIT)] if lines else []


def doubt_words(doubt: Doubt) -> str:
    return f"{doubt.about}: {doubt.reason}" if doubt.about else doubt.reason


def _line(alike: list[Doubt], report: MeetingReport, filing_url: str) -> Mrkdwn:
    """One doubt with its link; several of one reason, each name linked to its own words."""
    if len(alike) == 1:
        target, is_words = _target(alike[0], report, filing_url)
        seen = link(target, "see the words" if is_words else "see the filing")
        return joined(" — ", (Mrkdwn(f"• {escape(doubt_words(alike[0]), REASON_LIMIT)}"), seen))
    named = [link(_target(doubt, report, filing_url)[0], doubt.about or "the report") for doubt in alike[:MOST_NAMED]]
    more = f" and {len(alike) - MOST_NAMED} more" if len(alike) > MOST_NAMED else ""
    return Mrkdwn(f"• {escape(alike[0].reason, REASON_LIMIT)}: {joined(', ', named)}{more}")


def _target(doubt: Doubt, report: MeetingReport, filing_url: str) -> tuple[str, bool]:
    """Where to look, and whether the very words are there."""
    evidence = evidence_at(report, doubt.where) if doubt.where else None
    return (words_url(filing_url, evidence), True) if evidence else (filing_url, False)
