"""Telling the operators when silence is not news: once when something is not well, once when it is again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

import structlog

from bot.health import Finding, Vitals, findings
from bot.slack.messenger import Messenger, NotPosted
from bot.stages import Message

log = structlog.get_logger(__name__)

LOOKS_WITHOUT_LEDGER = 2
RAISED = "alarm."
"""Cursors under this name hold what the operators were told and was not well."""


class Remembered(Protocol):
    async def cursors(self) -> dict[str, str]: ...
    async def set_cursor(self, name: str, value: str) -> None: ...


Say = Callable[[str], Awaitable[bool]]
"""Says words to the operators; whether they were taken."""


class InChannel:
    """The operators' channel in Slack."""

    def __init__(self, messenger: Messenger, channel: str) -> None:
        self._messenger, self._channel = messenger, channel

    async def say(self, words: str) -> bool:
        try:
            await self._messenger.post(self._channel, Message(words, ()), f"alarm:{words}")
        except NotPosted as fault:
            log.warning("alarm.not_posted", reason=str(fault))
            return False
        return True


class Alarm:
    """``paths``: each is tried, and one that was taken is enough. With none, the log alone tells."""

    def __init__(self, look: Callable[[], Awaitable[Vitals]], ledger: Remembered, paths: Sequence[Say]) -> None:
        self._look, self._ledger, self._paths = look, ledger, tuple(paths)
        self._without_ledger, self._told_of_ledger = 0, False

    async def check(self) -> None:
        """Look, and tell what has changed. What could not be posted is told the next time.

        The leader tells for all, but for the ledger, without which nobody leads and nothing is remembered: there each
        process tells what itself sees.
        """
        vitals = await self._look()
        await self._check_ledger(findings(vitals)[0])
        if vitals.ledger_fault or not vitals.leads:
            return
        told = {name.removeprefix(RAISED) for name, value in (await self._ledger.cursors()).items() if _up(name, value)}
        for finding in findings(vitals)[1:]:
            if finding.well == (finding.name in told) and await self._tell(finding):
                await self._ledger.set_cursor(f"{RAISED}{finding.name}", "" if finding.well else "raised")

    async def _check_ledger(self, finding: Finding) -> None:
        """A database that is locked for a moment is no news; one that two looks in a row find away is."""
        self._without_ledger = 0 if finding.well else self._without_ledger + 1
        gone = self._without_ledger >= LOOKS_WITHOUT_LEDGER
        if (gone or finding.well) and gone != self._told_of_ledger and await self._tell(finding):
            self._told_of_ledger = gone

    async def _tell(self, finding: Finding) -> bool:
        """Whether somebody was told, or nobody is to be."""
        sign = ":white_check_mark:" if finding.well else ":rotating_light:"
        if finding.well:
            log.info("alarm.over", part=finding.name, words=finding.words)
        else:
            log.error("alarm.raised", part=finding.name, words=finding.words)
        words = f"{sign} Ballotwire, {finding.name}: {finding.words}"
        return not self._paths or any([await say(words) for say in self._paths])


def _up(name: str, value: str) -> bool:
    return name.startswith(RAISED) and value == "raised"
