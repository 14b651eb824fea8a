"""Those who asked for watches hear of what befalls them, each in their own conversation with the app."""

from __future__ import annotations

from collections.abc import Iterable

import structlog

from bot.slack.messenger import Messenger, NotPosted
from bot.stages import Message, Watch

log = structlog.get_logger(__name__)


def owners_of(watches: Iterable[Watch]) -> list[str]:
    """User IDs, each once; the file's watches have none."""
    return sorted({watch.added_by for watch in watches if watch.added_by})


async def tell_owners(messenger: Messenger, watches: Iterable[Watch], message: Message, key: str) -> None:
    """``key`` is of the occasion. Somebody who cannot be told stops nobody else from hearing it."""
    for owner in owners_of(watches):
        try:
            await messenger.post(owner, message, f"{key}:{owner}")
        except NotPosted as failure:
            log.warning("delivery.owner_not_told", owner=owner, reason=str(failure))
