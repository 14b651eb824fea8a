"""The alert: how a meeting ended, for a channel that watches the company."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.facts import facts
from bot.slack.blocks import Block, actions, button, context, header, section
from bot.slack.messages import actions as ids
from bot.slack.messages.doubts import doubt_blocks
from bot.slack.messages.meeting import (
    COMPANY_LIMIT,
    filing_buttons,
    head_blocks,
    matter_blocks,
    meeting_text,
    meeting_title,
    origin,
    percentages,
)
from bot.slack.messages.words import capital, cik, company
from bot.slack.mrkdwn import NOTHING, Mrkdwn, bold, cut, escape, joined
from bot.slack.paging import message, paged
from bot.stages import Alert, AlertKind, Message
from parsers.report import Category, MeetingReport, Proposal

PRELIMINARY = Mrkdwn("*These counts are preliminary.* The final results are told here once they are filed.")
LATE = "Found late, by the audit and not by the feed"


def alert_messages(
    alert: Alert,
    reasons: Sequence[str],
    *,
    previous: MeetingReport | None = None,
    delay: str = "",
    note: Mrkdwn = NOTHING,
) -> tuple[Message, ...]:
    """The alert, and for a meeting that is too long for one message the rest, which belongs into the alert's thread.

    ``previous`` is the company's last meeting of the same type, where the ledger knows it; ``delay`` says in words why
    the alert comes late: ``delivered 14 min late: Slack was rate limiting``; ``note`` stands under the outcome.
    """
    if alert.kind is AlertKind.UNREADABLE:
        return (unreadable_message(alert, reasons, delay=delay),)
    report, filing = alert.report, alert.filing
    text, title = meeting_text(report, filing, alert.filing_url, previous), meeting_title(report, filing)
    noted = [context(each) for each in (note, PRELIMINARY if report.meeting.preliminary else NOTHING) if each]
    head = [*head_blocks(report, filing, previous), *noted, *doubt_blocks(report, alert.filing_url)]
    foot = [small_print(alert, reasons, delay), alert_actions(alert, compared=previous is not None)]
    matters = matter_blocks(report, previous)
    messages = paged(text, head=head, body=matters, foot=foot, title=title)
    if len(messages) > 1:  # what was decided fits more readily than every director's row, and belongs into the alert
        worst = matter_blocks(replace(report, proposals=worst_first(report)), previous)
        messages = paged(text, head=head, body=worst, foot=foot, title=title)
    return messages


def worst_first(report: MeetingReport) -> tuple[Proposal, ...]:
    """For a meeting of several messages: what failed, then the other matters, then the elections with their rows."""
    failed = {fact.where for fact in facts(report) if fact.kind.failure}

    def rank(numbered: tuple[int, Proposal]) -> tuple[bool, bool]:
        index, proposal = numbered
        return proposal.category is Category.DIRECTOR_ELECTION, f"/proposals/{index}" not in failed

    return tuple(proposal for _, proposal in sorted(enumerate(report.proposals), key=rank))


def alert_message(
    alert: Alert, reasons: Sequence[str], *, previous: MeetingReport | None = None, delay: str = ""
) -> Message:
    """The alert alone, complete but for what does not fit."""
    return alert_messages(alert, reasons, previous=previous, delay=delay)[0]


def unreadable_message(alert: Alert, reasons: Sequence[str], *, delay: str = "") -> Message:
    """The bare alert: results were filed and could not be read, so here is the link."""
    who = company(alert.report, alert.filing)
    said = "Filed meeting results that could not be read automatically. Nothing is known but the link."
    why = [Mrkdwn(f"• {escape(reason, 300)}") for reason in alert.report.review_reasons]
    blocks = [
        header(f"{cut(who, COMPANY_LIMIT)}: meeting results, unread"),
        section(bold(said), *why, limit=1500),
    ]
    text = joined("\n", (escape(f"{who}: {said}"), escape(alert.filing_url)))
    return message(text, blocks, foot=[small_print(alert, reasons, delay), alert_actions(alert)])


def small_print(alert: Alert, reasons: Sequence[str], delay: str = "") -> Block:
    """Why the channel gets it, what the percentages are, which filing it was, and whether it is late."""
    late = ". ".join(capital(part) for part in (LATE if alert.late else "", delay) if part)
    return context(
        escape(f"Here because this channel {'; '.join(reasons)}" if reasons else "", 500),
        escape(percentages(alert.report)),
        origin(alert.report, alert.filing, alert.filing_url),
        escape(late, 300),
    )


def alert_actions(alert: Alert, *, compared: bool = False) -> Block:
    """``compared``: there is a meeting before, and so something to draw."""
    report, filing = alert.report, alert.filing
    who, spoken = cik(report, filing), company(report, filing)
    return actions(
        *filing_buttons(report, filing, alert.filing_url),
        button("Past meetings", ids.PAST_MEETINGS, who, f"Past meetings of {spoken}") if who else None,
        button("Chart", ids.CHART, who, f"Support at {spoken} over the years") if who and compared else None,
        button("Mute company", ids.MUTE, who, f"Mute {spoken} in this channel") if who else None,
        button("Share", ids.SHARE, filing.accession_number, "Share this alert to another channel"),
    )
