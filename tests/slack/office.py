"""A whole Slack app at work: the stand-in, a ledger in a file, and one of the two transports between them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.compose_slack import sample_alert
from bot.ledger.ledger import Ledger
from bot.lookup import LookupAnswer, NotFound
from bot.slack.app import slack_app
from bot.slack.client import slack_client, slack_session
from bot.slack.messages import lookup_message
from bot.slack.parts import AppParts
from bot.slack.transports import EVENTS_PATH, SocketTransport, http_application
from bot.stages import Match, Via, Watch
from bot.standin.slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, TEAM_ID, StandinSlack
from bot.standin.slack.envelopes import Ack
from tests.fakes.clock import FakeClock
from tests.fakes.filings import filing, report

ANA, BEN, EVE = "U0ANA", "U0BEN", "U0EVE"
GOV, DEALS = "C0GOV", "C0DEALS"


@dataclass
class Office:
    """Ana and Ben are in #governance; Eve is not. ``watched`` is what the watchlist file says."""

    slack: StandinSlack
    ledger: Ledger
    clock: FakeClock
    parts: AppParts
    asked: list[tuple[str, int]]
    watched: list[Watch] = field(default_factory=list)
    transport: SocketTransport | None = None

    async def says(self, text: str, *, user: str = ANA, channel: str = GOV, command: str = "/watch") -> dict[str, Any]:
        """A command and the ephemeral answer to it."""
        before = len(self.slack.workspace.ephemerals)
        ack = await self.slack.people.command(user, channel, command, text)
        assert ack.in_time
        await self.slack.until(lambda: len(self.slack.workspace.ephemerals) > before)
        answer: dict[str, Any] = self.slack.workspace.ephemerals[-1]
        assert (answer["user"], answer["channel"]) == (user, channel)
        return answer

    async def presses(self, message: dict[str, Any], action_id: str, *, user: str = ANA, channel: str = GOV) -> Ack:
        return await self.slack.people.click(user, channel, message, element(message["blocks"], action_id))

    async def opened_view(self, count: int = 1) -> dict[str, Any]:
        """The modal that was opened last, once there are so many."""
        await self.slack.until(lambda: len(self.slack.workspace.views) >= count)
        view: dict[str, Any] = list(self.slack.workspace.views.values())[-1]
        return view

    async def knows_a_company(self, matches: Sequence[Match] = (), number: int = 1) -> None:
        """Harbor Lantern's meeting is in the ledger."""
        of = filing(number)
        await self.ledger.record_seen([of], Via.FEED)
        await self.ledger.record_report(of, report(of), list(matches), "https://www.sec.gov/filing-index.htm")


def element(blocks: Sequence[dict[str, Any]], action_id: str) -> dict[str, Any]:
    """The button or menu of this id, with the block it stands in."""
    for block in blocks:
        for one in [*block.get("elements", []), block.get("accessory") or {}]:
            if one.get("action_id") == action_id:
                found: dict[str, Any] = one | {"block_id": block.get("block_id", "b")}
                return found
    raise AssertionError(f"nothing to press is called {action_id}")


@asynccontextmanager
async def office(
    transport: str,
    folder: Path,
    clock: FakeClock,
    *,
    editors: tuple[str, ...] = (),
    granted: frozenset[str] | None = None,
) -> AsyncIterator[Office]:
    async with AsyncExitStack() as stack:
        slack = StandinSlack(clock, granted)
        for user, name in ((ANA, "ana"), (BEN, "ben"), (EVE, "eve")):
            slack.workspace.add_person(user, name)
        slack.workspace.add_channel(GOV, "governance", [ANA, BEN])
        slack.workspace.add_channel(DEALS, "deals", [BEN])
        await stack.enter_async_context(slack)
        ledger = await Ledger.open(f"sqlite:///{folder}/ledger.db", clock)
        stack.push_async_callback(ledger.close)
        session = await stack.enter_async_context(slack_session(slack.api_url))
        asked: list[tuple[str, int]] = []
        watched: list[Watch] = []

        async def lookup(query: str, page: int = 0, **_: object) -> LookupAnswer:
            asked.append((query, page))
            return NotFound(query, ())

        client = slack_client(BOT_TOKEN, slack.api_url, session)
        secret = SIGNING_SECRET if transport == "http" else ""
        parts = AppParts(client, clock, ledger, lookup, secret, lambda: watched, editors, sample_alert)
        place = Office(slack, ledger, clock, parts, asked, watched)
        await _connect(transport, place, stack)
        yield place
        assert slack.broken == []


async def _connect(transport: str, place: Office, stack: AsyncExitStack) -> None:
    app = slack_app(place.parts)
    if transport == "socket":
        place.transport = SocketTransport(app, APP_TOKEN, place.slack.api_url, place.clock, ping_seconds=0.5)
        await place.transport.start()
        stack.push_async_callback(place.transport.stop)
        await place.slack.until(lambda: place.slack.socket.is_open)
        return
    runner = web.AppRunner(http_application(app))
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    place.slack.send_over_http(f"http://127.0.0.1:{runner.addresses[0][1]}{EVENTS_PATH}")


def looked_up(query: str) -> str:
    """What the office's look-up says: it knows nobody."""
    return lookup_message(NotFound(query, ())).text


TEAM = TEAM_ID
