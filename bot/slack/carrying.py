"""Carries a plan into its channel: looks first where it may be already, waits for the channel's turn, posts."""

from __future__ import annotations

import structlog

from bot.slack.faults import Verdict
from bot.slack.messenger import CannotLook, Messenger, NotPosted, Posted
from bot.slack.pace import Pace
from bot.slack.plan import Part, Plan, Replacement, part_key
from bot.stages import Delivery, DeliveryState, Message

TEXT_LIMIT = 39_000
"""Slack cuts a text above 40,000 characters."""

log = structlog.get_logger(__name__)


class Carrier:
    """Writes nothing down: what it raises and returns is for whoever keeps the outbox."""

    def __init__(self, messenger: Messenger, pace: Pace) -> None:
        self._messenger, self._pace = messenger, pace

    async def carry(self, delivery: Delivery, plan: Plan) -> Posted:
        """Everything that the plan holds, but for what an earlier attempt got through. The first message's place.

        Raises `NotPosted`.
        """
        if plan.replacement:
            await self._replace(plan.replacement)
        first: Posted | None = None
        for number, message in enumerate(plan.messages):
            thread_ts = plan.thread_ts or (first.ts if first else None)
            part = Part(message, part_key(delivery.idempotency_key, number), thread_ts, plan.broadcast and number == 0)
            try:
                posted = await self._look(delivery, part) or await self.post(delivery.channel, part)
            except NotPosted as failure:
                raise (failure.left_open() if first else failure) from None
            first = first or posted
        if first is not None:
            return first
        if plan.replacement is None:
            raise ValueError("a plan of nothing")
        return plan.replacement.place

    async def _replace(self, replacement: Replacement) -> None:
        """A message that can't be changed any more stays; what follows says the same."""
        try:
            await self._messenger.update(replacement.place, replacement.message)
        except NotPosted as failure:
            if failure.fault.verdict is not Verdict.CONTENT:
                raise
            log.warning("delivery.not_replaced", ts=replacement.place.ts, reason=failure.fault.reason)

    async def _look(self, delivery: Delivery, part: Part) -> Posted | None:
        """The part in the channel, where an earlier attempt may have got it through; ``None``: to be sent."""
        if delivery.state is not DeliveryState.UNCONFIRMED:
            return None
        since = delivery.first_attempt_at or delivery.created_at
        try:
            posted = await self._messenger.find(delivery.channel, part.key, since, part.thread_ts)
        except CannotLook as reason:
            log.warning("delivery.sent_again_unseen", key=part.key, reason=str(reason))
            return None
        except NotPosted as failure:
            raise failure.left_open() from None
        if posted:
            log.info("delivery.found_in_history", key=part.key)
        return posted

    async def post(self, channel: str, part: Part) -> Posted:
        """The message, or its text alone where Slack does not take its blocks."""
        await self._pace.turn(channel)
        try:
            return await self._messenger.post(channel, part.message, part.key, part.thread_ts, broadcast=part.broadcast)
        except NotPosted as failure:
            if failure.fault.verdict is not Verdict.CONTENT or not part.message.blocks:
                raise
            log.warning("delivery.blocks_refused", key=part.key, reason=failure.fault.reason)
        text_alone = Message(part.message.text[:TEXT_LIMIT], ())
        return await self._messenger.post(channel, text_alone, part.key, part.thread_ts, broadcast=part.broadcast)
