"""From a delivery to what is done in its channel: when, and as which messages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from bot.clock import Clock
from bot.outcome import facts, headline
from bot.slack.messages import (
    alert_messages,
    amended_original,
    amendment_reply,
    amends_unheard,
    digest_messages,
    succession_message,
)
from bot.slack.messenger import Posted
from bot.slack.mrkdwn import NOTHING, escape, link
from bot.slack.plan import Plan, Replacement
from bot.slack.preferences import Amendments, Terms, read_preferences, terms
from bot.stages import Alert, AlertKind, Delivery, Filing, Link, Message, StoredReport
from parsers.report import MeetingReport

SAME_MEETING = timedelta(days=3)
"""How far apart an amendment and its original may write the day of one meeting."""
HALF_A_YEAR = timedelta(days=183)
"""The board's decision on the frequency of say on pay is due 150 days after the meeting (Item 5.07(d))."""


class Records(Protocol):
    async def preferences(self, team_id: str, channel: str) -> dict[str, Any]: ...
    async def reports_of(self, ciks: Sequence[str], limit: int = 50) -> list[StoredReport]: ...
    async def predecessors(self, ciks: Collection[str]) -> list[Link]: ...
    async def told(self, team_id: str, channel: str, accession_number: str) -> tuple[str, str] | None: ...


class ChannelPlanner:
    """Plans deliveries by what their channel chose and by what it was told before."""

    def __init__(self, ledger: Records, clock: Clock) -> None:
        self._ledger, self._clock = ledger, clock

    async def terms(self, delivery: Delivery) -> Terms:
        """When the channel will have it. An alert that may have arrived already is settled at once."""
        chosen = read_preferences(await self._ledger.preferences(delivery.team_id, delivery.channel))
        wanted = terms(chosen, born=delivery.created_at, now=self._clock.now(), failure=is_bad_news(delivery))
        return Terms(due=wanted.due) if delivery.may_have_arrived else wanted

    async def plan(self, delivery: Delivery, delay: str) -> Plan:
        """The alert; for an amendment of what the channel was told, what became of that."""
        alert = delivery.alert
        if alert.succession is not None:
            return Plan((succession_message(alert, alert.succession, delivery.reasons, delay=delay),))
        bare = await self._ledger.told(delivery.team_id, delivery.channel, alert.filing.accession_number)
        if bare is not None and alert.kind is AlertKind.RESULTS:
            return self._read_at_last(delivery, Posted(*bare))
        held = await self._held(alert.filing)
        earlier = amended_by(delivery, held)
        place = await self._first_told(delivery, earlier)
        if place is not None:
            return await self._amendment(delivery, earlier, place)
        note = amends_unheard(earlier) if alert.filing.form_type.endswith("/A") else NOTHING
        before = previous_of(delivery, held)
        return Plan(alert_messages(alert, delivery.reasons, previous=before, delay=delay, note=note))

    async def _held(self, filing: Filing) -> list[StoredReport]:
        """The company's reports, with those of whom it follows; not where it follows several, for their meetings were
        not one company's.
        """
        ciks = [filer.cik for filer in filing.filers]
        links = await self._ledger.predecessors(ciks)
        if len(links) == len({link.successor.cik for link in links}):
            ciks += [link.predecessor.cik for link in links if link.predecessor.cik]
        return await self._ledger.reports_of(ciks)

    def _read_at_last(self, delivery: Delivery, place: Posted) -> Plan:
        """What was told as "could not be read" is told in full in the same place, and said so in the channel."""
        alert = delivery.alert
        said = Message(
            f"Now it could be read. {escape(headline(alert.report))}\n{link(alert.filing_url, 'Filing')}", ()
        )
        replacement = Replacement(place, alert_messages(alert, delivery.reasons)[0])
        return Plan((said,), replacement, thread_ts=place.ts, broadcast=True)

    async def digest(self, deliveries: Sequence[Delivery]) -> tuple[Message, ...]:
        """All of them in as few messages as they fit into, each with its line."""
        alerts = [(delivery.alert, delivery.reasons) for delivery in deliveries]
        return digest_messages(alerts, digest_title([alert for alert, _ in alerts]))

    async def _first_told(self, delivery: Delivery, earlier: Sequence[StoredReport]) -> Posted | None:
        """The message that began it: later ones stand in its thread."""
        for each in earlier:
            if told := await self._ledger.told(delivery.team_id, delivery.channel, each.filing.accession_number):
                return Posted(*told)
        return None

    async def _amendment(self, delivery: Delivery, earlier: Sequence[StoredReport], place: Posted) -> Plan:
        chosen = read_preferences(await self._ledger.preferences(delivery.team_id, delivery.channel)).amendments
        reply, outcome_changed = amendment_reply(delivery.alert, earlier[-1].report)
        replacement = Replacement(place, amended_original(delivery.alert, delivery.reasons, earlier))
        if chosen is Amendments.UPDATE and not outcome_changed:
            return Plan((), replacement)
        return Plan(
            (reply,),
            replacement if chosen is not Amendments.THREAD else None,
            thread_ts=place.ts,
            broadcast=outcome_changed,
        )


def digest_title(alerts: Sequence[Alert]) -> str:
    """``Digest: 4 meetings``, and the companies that another follows."""
    followed = sum(alert.succession is not None for alert in alerts)
    parts = [f"{len(alerts) - followed} meetings"] if len(alerts) > followed else []
    parts += [f"{followed} new registrants"] if followed else []
    return f"Digest: {', '.join(parts)}"


def is_bad_news(delivery: Delivery) -> bool:
    """What breaks through quiet hours: a failure that was read. What could not be read waits for the morning."""
    if delivery.alert.kind is AlertKind.UNREADABLE:
        return False
    return any(fact.kind.failure for fact in facts(delivery.alert.report))


def amended_by(delivery: Delivery, held: Sequence[StoredReport]) -> list[StoredReport]:
    """The reports that a filing amends, the first one first: of the same company and meeting, accepted before it.

    An 8-K/A amends; so does a second 8-K after one whose counts were preliminary.
    """
    filing, report = delivery.alert.filing, delivery.alert.report
    earlier = sorted(
        (each for each in held if _order(each.filing) < _order(filing) and _same_meeting(each, delivery)),
        key=lambda each: _order(each.filing),
    )
    was_preliminary = any(each.report.meeting.preliminary for each in earlier)
    is_final = was_preliminary and not report.meeting.preliminary
    return earlier if filing.form_type.endswith("/A") or is_final else []


def previous_of(delivery: Delivery, held: Sequence[StoredReport]) -> MeetingReport | None:
    """The company's meeting of the same type before this one."""
    this = delivery.alert.report.meeting
    if this.date is None:
        return None
    before = [
        (each.report.meeting.date, each.report)
        for each in held
        if each.report.meeting.date is not None
        and this.date - each.report.meeting.date > SAME_MEETING
        and each.report.meeting.type is this.type
    ]
    return max(before, key=lambda dated: dated[0])[1] if before else None


def _accepted(filing: Filing) -> datetime:
    return filing.accepted or datetime.min.replace(tzinfo=UTC)


def _order(filing: Filing) -> tuple[datetime, str]:
    """Acceptance is told to the second; within one, an agent's accession numbers count up."""
    return _accepted(filing), filing.accession_number


def _same_meeting(each: StoredReport, delivery: Delivery) -> bool:
    """By its day; an amendment that prints none is of a meeting that was told within half a year before."""
    theirs, ours = each.report.meeting.date, delivery.alert.report.meeting.date
    if theirs is None or ours is None:
        return _accepted(delivery.alert.filing) - _accepted(each.filing) <= HALF_A_YEAR
    return abs(theirs - ours) <= SAME_MEETING
