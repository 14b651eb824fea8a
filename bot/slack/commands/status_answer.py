"""How the watching goes: of the whole bot, and of what one channel was to be told. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.slack.blocks import header, section
from bot.slack.faults import in_words
from bot.slack.messages.digest import in_a_line
from bot.slack.mrkdwn import Mrkdwn, bold, escape, joined, link, moment
from bot.slack.notes import duration
from bot.stages import Delivery, DeliveryState, Message, Poll, PollOutcome, SeenFiling

POLL_WORDS = {
    PollOutcome.OK: "answered",
    PollOutcome.PARTIAL: "⚠ answered in part",
    PollOutcome.REFUSED: "⚠ *refused us*",
    PollOutcome.UNAVAILABLE: "⚠ did not answer",
    PollOutcome.MALFORMED: "⚠ answered with something else than its feed",
}


def status_message(
    polls: Sequence[Poll],
    counts: dict[DeliveryState, int],
    oldest: datetime | None,
    aside: Sequence[SeenFiling],
    now: datetime,
) -> Message:
    """Last poll, lag, what waits, what was set aside."""
    lines = [_poll_line(polls), _lag_line(polls, now), _waiting_line(counts, oldest, now)]
    if abandoned := counts.get(DeliveryState.ABANDONED, 0):
        were = "alert was" if abandoned == 1 else "alerts were"
        shown = (
            "`/watch status` in its channel shows it"
            if abandoned == 1
            else "`/watch status` shows each channel its own"
        )
        lines.append(Mrkdwn(f"⚠ {abandoned} {were} given up, of all channels together; {shown}."))
    if aside:
        named = ", ".join(each.filing.accession_number for each in aside[:5])
        lines.append(Mrkdwn(f"⚠ {len(aside)} filings could not be read and were set aside: {escape(named)}."))
    return Message(joined("\n", lines), (header("How the watching goes"), section(*lines)))


def with_lost_alerts(status: Message, lost: Sequence[Delivery]) -> Message:
    """How the watching goes, and what this channel was to be told and was not."""
    if not lost:
        return status
    lines = [alert_line(delivery) for delivery in lost]
    text = joined("\n", [Mrkdwn(status.text), *lines])
    return Message(text, (*status.blocks, section(bold("Not delivered here"), *lines)))


STATE_WORDS = {
    DeliveryState.DELIVERED: "",
    DeliveryState.ABANDONED: " ⚠ *not delivered*",
    DeliveryState.UNCONFIRMED: " _being looked for_",
    DeliveryState.RETRYING: " _waiting to be sent again_",
}


def alert_line(delivery: Delivery) -> Mrkdwn:
    """When it was to be told, of whom, what, and whether it was."""
    alert = delivery.alert
    name = alert.filing.filers[0].name if alert.filing.filers else alert.filing.accession_number
    state = STATE_WORDS.get(delivery.state, " _on its way_")
    why = f" ({escape(in_words(delivery.last_error))})" if delivery.last_error and state else ""
    said = escape(in_a_line(alert), 200)
    return Mrkdwn(f"{moment(delivery.created_at)} {link(alert.filing_url, name)}: {said}{state}{why}")


def _poll_line(polls: Sequence[Poll]) -> Mrkdwn:
    if not polls:
        return Mrkdwn("EDGAR has not been asked yet.")
    latest = polls[0]
    failing = next((n for n, poll in enumerate(polls) if poll.outcome is PollOutcome.OK), len(polls))
    row = f" ({failing} times in a row)" if failing > 1 else ""
    detail = f" – {escape(latest.detail, 200)}" if latest.detail and latest.outcome is not PollOutcome.OK else ""
    return Mrkdwn(f"EDGAR {POLL_WORDS[latest.outcome]}{row}, last asked {moment(latest.finished_at)}{detail}.")


def _lag_line(polls: Sequence[Poll], now: datetime) -> Mrkdwn:
    newest = max((poll.newest_accepted for poll in polls if poll.newest_accepted), default=None)
    if newest is None:
        return Mrkdwn("")
    return Mrkdwn(f"The newest filing seen was accepted {moment(newest)}, {duration(now - newest)} ago.")


def _waiting_line(counts: dict[DeliveryState, int], oldest: datetime | None, now: datetime) -> Mrkdwn:
    over = {DeliveryState.DELIVERED, DeliveryState.ABANDONED}
    waiting = sum(number for state, number in counts.items() if state not in over)
    told = f"{counts.get(DeliveryState.DELIVERED, 0)} alerts were delivered"
    if not waiting:
        return Mrkdwn(f"{told}; none is waiting.")
    since = f", the oldest for {duration(now - oldest)}" if oldest else ""
    return Mrkdwn(f"{told}; {waiting} {'waits' if waiting == 1 else 'wait'}{since}.")
