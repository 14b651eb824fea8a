"""What a delivery comes to in its channel: a message, its continuation in a thread, or an update and a reply."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.slack.messenger import KEY_SEPARATOR, Posted
from bot.slack.preferences import Terms
from bot.stages import Delivery, Message


@dataclass(frozen=True, slots=True)
class Replacement:
    """A message of ours that shall read otherwise from now on."""

    place: Posted
    message: Message


@dataclass(frozen=True, slots=True)
class Plan:
    """``messages``: the first goes into the channel, or into the thread ``thread_ts``; the others follow in its thread.

    ``replacement`` comes first, and may be done twice without harm; it may be all there is. ``broadcast`` shows a
    threaded reply in the channel as well.
    """

    messages: tuple[Message, ...]
    replacement: Replacement | None = None
    thread_ts: str | None = None
    broadcast: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One message of a plan, on its way. ``key`` is what it is found by."""

    message: Message
    key: str
    thread_ts: str | None = None
    broadcast: bool = False


Planner = Callable[[Delivery, str], Awaitable[Plan]]
"""From a delivery, and the words on why it is late if it is, to what is to be done."""
Digester = Callable[[Sequence[Delivery]], Awaitable[tuple[Message, ...]]]
"""From several deliveries of one channel to one message about them all, and what continues it."""
TermsOf = Callable[[Delivery], Awaitable[Terms]]
"""From a delivery to when its channel will have it."""


async def at_once(_: Delivery) -> Terms:
    """The terms of a channel that chose none."""
    return Terms()


async def one_by_one(deliveries: Sequence[Delivery]) -> tuple[Message, ...]:
    """Several alerts in words alone."""
    return (Message("\n".join(each.alert.filing.accession_number for each in deliveries), ()),)


def joint_key(deliveries: Sequence[Delivery]) -> str:
    """The key of a message that stands for several deliveries: it is found by any of theirs."""
    return KEY_SEPARATOR.join(each.idempotency_key for each in deliveries)


def part_key(idempotency_key: str, number: int) -> str:
    """The first message carries the delivery's own key; the others count from 2."""
    return idempotency_key if number == 0 else f"{idempotency_key}#{number + 1}"
