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
    lines = [_line(doubt, report, filing_url) for doubt in doubts(report)]
    return [section(Mrkdwn("*⚠ To check against the filing*"), *lines, limit=DOUBTS_LIMIT)] if lines else []


def doubt_words(doubt: Doubt) -> str:
    return f"{doubt.about}: {doubt.reason}" if doubt.about else doubt.reason


def _line(doubt: Doubt, report: MeetingReport, filing_url: str) -> Mrkdwn:
    evidence = evidence_at(report, doubt.where) if doubt.where else None
    target = words_url(filing_url, evidence) if evidence else filing_url
    seen = link(target, "see the words" if evidence else "see the filing")
    return joined(" — ", (Mrkdwn(f"• {escape(doubt_words(doubt), REASON_LIMIT)}"), seen))
