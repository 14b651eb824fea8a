"""Several alerts in one message: a line each, worst first."""

from __future__ import annotations

from collections.abc import Sequence

from bot.facts import FactKind, facts
from bot.outcome import headline
from bot.slack.blocks import context, header, section
from bot.slack.messages.meeting import outcome_line
from bot.slack.messages.succession import succession_title
from bot.slack.messages.words import READ_BY_MACHINE, capital, company, day
from bot.slack.messages.words import meeting as kind_of_meeting
from bot.slack.mrkdwn import Mrkdwn, bold, escape, joined, link
from bot.slack.paging import paged
from bot.stages import Alert, AlertKind, Message

UNREAD = "could not be read automatically"


def digest_messages(alerts: Sequence[tuple[Alert, tuple[str, ...]]], title: str) -> tuple[Message, ...]:
    """A line a meeting with its outcome and link. Some twenty fit; the others go into the first message's thread."""
    ordered = sorted((alert for alert, _ in alerts), key=_rank)
    text = joined("\n", (escape(title), *(escape(_plain(alert), 600) for alert in ordered)))
    sections = [section(_line(alert)) for alert in ordered]
    foot = [context(escape(capital(READ_BY_MACHINE)))]
    return paged(text, head=[header(title)], body=sections, foot=foot, title=title)


def _line(alert: Alert) -> Mrkdwn:
    report = alert.report
    if alert.succession is not None:
        return joined(" · ", (bold(succession_title(alert.succession), 200), link(alert.filing_url, "filing")))
    when = day(report.meeting.date) if report.meeting.date else kind_of_meeting(report)
    title = joined(" · ", (bold(company(report, alert.filing), 120), escape(when), link(alert.filing_url, "filing")))
    if alert.kind is AlertKind.UNREADABLE:
        return joined("\n", (title, escape(capital(UNREAD))))
    return joined("\n", (title, outcome_line(report)))


def _plain(alert: Alert) -> str:
    who = "" if alert.succession is not None else f"{company(alert.report, alert.filing)}: "
    return f"{who}{in_a_line(alert)} {alert.filing_url}"


def in_a_line(alert: Alert) -> str:
    """What an alert tells, without whom it is about; of a succession that is one thing."""
    if alert.succession is not None:
        return succession_title(alert.succession)
    return UNREAD if alert.kind is AlertKind.UNREADABLE else headline(alert.report)


def _rank(alert: Alert) -> int:
    """What failed first, then what could not be read, then the rest; in the given order among equals."""
    if alert.kind is AlertKind.UNREADABLE:
        return FactKind.DIRECTOR_OPPOSED + 1
    return min((fact.kind for fact in facts(alert.report)), default=FactKind.UNCLEAR + 1)
