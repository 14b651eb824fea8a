"""Telling the operators when silence is not news: once when something is not well, once when it is again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

import structlog

from bot.health import Finding, Vitals, findings
from bot.slack.messenger import Messenger, NotPosted
from bot.stages import Message

log = structlog.get_logger(__name__)

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

    async def check(self) -> None:
        """Look, and tell what has changed. What could not be posted is told the next time."""
        vitals = await self._look()
        if vitals.ledger_fault:
            log.error("alarm.raised", part="ledger", words=vitals.ledger_fault)
            return
        told = {name.removeprefix(RAISED) for name, value in (await self._ledger.cursors()).items() if _up(name, value)}
        for finding in findings(vitals):
            if not finding.well and finding.name not in told:
                log.error("alarm.raised", part=finding.name, words=finding.words)
                await self._tell(f":rotating_light: Ballotwire, {finding.name}: {finding.words}", finding, "raised")
            elif finding.well and finding.name in told:
                log.info("alarm.over", part=finding.name, words=finding.words)
                await self._tell(f":white_check_mark: Ballotwire, {finding.name}: {finding.words}", finding, "")

    async def _tell(self, words: str, finding: Finding, state: str) -> None:
        if self._paths and not any([await say(words) for say in self._paths]):
            return
        await self._ledger.set_cursor(f"{RAISED}{finding.name}", state)


def _up(name: str, value: str) -> bool:
    return name.startswith(RAISED) and value == "raised"
