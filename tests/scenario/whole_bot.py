"""The bot as it is composed for everybody, in this process, between a Slack and an EDGAR on loopback."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from bot.clock import SystemClock
from bot.compose import assembled
from bot.metrics import Metrics
from bot.running import Bot
from bot.slack.transports import EVENTS_PATH
from bot.standin.edgar import StandinEdgar
from bot.standin.slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, StandinSlack
from bot.standin.slack.envelopes import HttpWire
from config.settings import Settings
from tests.fakes.heard import everything_logged

PAGES = ("healthz", "readyz", "metrics")
PATIENCE = 30.0


@dataclass
class WholeBot:
    """``wire``: where signed requests go, where the bot takes them."""

    bot: Bot
    slack: StandinSlack
    edgar: StandinEdgar
    log: io.StringIO
    wire: HttpWire | None = None

    async def until(self, holds: Callable[[], object], seconds: float = PATIENCE) -> None:
        """Until it holds; a line in the log wakes nobody, so it is asked again and again."""
        async with asyncio.timeout(seconds):
            while not holds():  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def until_logged(self, event: str) -> None:
        await self.until(lambda: f'"{event}"' in self.log.getvalue())

    def lines(self) -> Iterator[dict[str, Any]]:
        yield from (json.loads(line) for line in self.log.getvalue().splitlines())

    def port_of(self, event: str) -> int:
        return next(int(line["port"]) for line in self.lines() if line["event"] == event)

    async def page(self, name: str) -> tuple[int, str]:
        """Status and text of ``/readyz`` and its like, over HTTP."""
        url = f"http://127.0.0.1:{self.port_of('status.listening')}/{name}"
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            return answer.status, await answer.text()

    async def page_with(self, name: str, words: str) -> tuple[int, str]:
        """The page, once it says so."""
        end = asyncio.get_running_loop().time() + PATIENCE
        while words not in (said := await self.page(name))[1]:
            assert asyncio.get_running_loop().time() < end, said
        return said


@asynccontextmanager
async def whole_bot(
    transport: str, folder: Path, channels: Sequence[str] = ("governance",), **more: Any
) -> AsyncIterator[WholeBot]:
    """``transport``: ``socket`` or ``http``. Each channel watches everything. ``more``: settings besides.

    ``edgar`` or ``slack`` among them is a stand-in that runs already, and may misbehave.
    """
    clock, watchlist = SystemClock(), folder / "watchlist.toml"
    watchlist.write_text("".join(f'[[channels]]\nchannel = "#{name}"\neverything = true\n' for name in channels))
    async with AsyncExitStack() as stack:
        slack = StandinSlack(clock)
        slack.workspace.add_person("U0ANA", "ana")
        for number, name in enumerate(channels):
            slack.workspace.add_channel(f"C0{number:04d}", name, ["U0ANA"])
        await stack.enter_async_context(slack)
        edgar = more.pop("edgar", None) or await stack.enter_async_context(StandinEdgar(clock, []))
        given: dict[str, Any] = {
            "user_agent": "Ballotwire test@example.org",
            "edgar_url": edgar.url,
            "edgar_rate": 10,
            "database_url": f"sqlite:///{folder}/ledger.db",
            "watchlist": watchlist,
            "slack_bot_token": BOT_TOKEN,
            "slack_app_token": APP_TOKEN if transport == "socket" else None,
            "slack_signing_secret": SIGNING_SECRET,
            "slack_api_url": slack.api_url,
            "slack_port": 0,
            "status_port": 0,
        }
        settings, metrics = Settings(**(given | more)), Metrics()
        log = stack.enter_context(everything_logged(settings.secrets(), metrics))
        made = assembled(settings, clock, announce_first=True, metrics=metrics)
        it = WholeBot(await stack.enter_async_context(made), slack, edgar, log)
        it.bot.tempo = lambda _: 0.2
        stopping = asyncio.Event()
        running = asyncio.create_task(it.bot.run(stopping))
        try:
            await _ready_for_people(it, transport)
            yield it
        finally:
            stopping.set()
            await running


async def _ready_for_people(it: WholeBot, transport: str) -> None:
    await it.until_logged("status.listening")
    if transport == "http":
        await it.until_logged("slack.listening")
        it.wire = it.slack.send_over_http(f"http://127.0.0.1:{it.port_of('slack.listening')}{EVENTS_PATH}")
    else:
        await it.until(lambda: it.slack.socket.is_open)
