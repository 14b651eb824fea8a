"""The composition root: the only place that chooses the real parts and puts them together."""

from __future__ import annotations

import asyncio
import os
import random
import secrets
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from aiohttp import web

from bot.audit import Auditor
from bot.clock import Clock
from bot.edgar.addresses import Addresses
from bot.edgar.archive import fetch_submission
from bot.edgar.client import EdgarClient
from bot.edgar.user_agent import user_agent_faults
from bot.lead import Lead
from bot.ledger.ledger import Ledger
from bot.lookup import lookup
from bot.names import Names
from bot.pipeline import Pipeline
from bot.poll import Poller
from bot.rules import rule_fault
from bot.running import Bot, Serve
from bot.slack.app import slack_app
from bot.slack.client import SlackMessenger, slack_client, slack_session
from bot.slack.delivery import Courier
from bot.slack.messages import lookup_message
from bot.slack.messenger import Messenger, NotPosted
from bot.slack.parts import AppParts
from bot.slack.planner import ChannelPlanner
from bot.slack.transports import SocketTransport, http_application, run_socket_mode
from bot.stages import Message, Watch, WatchSubject
from bot.terminal import TerminalMessenger
from bot.watched import FileWatches, Places, Watched
from config.settings import Settings, SettingsFault
from config.watchlist import Entry, WatchlistFault, read_watchlist
from parsers.read import read_report

BLOCKED = "edgar.blocked_until"

log = structlog.get_logger(__name__)


def check_settings(settings: Settings) -> None:
    """Raise `SettingsFault` where the bot would start and then be refused, or do nothing."""
    faults = list(user_agent_faults(settings.declared_agent))
    if faults:
        why = "EDGAR refuses programs that do not say who they are and where to write to"
        raise SettingsFault(f"BALLOTWIRE_USER_AGENT: {'; '.join(faults)} ({why})")
    if settings.slack_bot_token and not (settings.slack_app_token or settings.slack_signing_secret):
        log.warning("slack.no_commands", why="neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set: alerts only")


def addresses(settings: Settings) -> Addresses:
    return Addresses(settings.edgar_url, settings.data_url, settings.search_url)


def file_watches(settings: Settings) -> FileWatches:
    """The watchlist file's watches. Raises `WatchlistFault` where it is wrong; there need not be one beside Slack."""
    path = settings.watchlist

    def stamp() -> object:
        try:
            found = path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def read() -> list[Watch]:
        if settings.slack_bot_token and not settings.watchlist_is_set and stamp() is None:
            log.warning("watchlist.no_file", path=str(path), why="only what commands add is watched")
            return []
        return _watches(read_watchlist(path, rule_fault))

    return FileWatches(read, stamp, WatchlistFault)


def _watches(entries: Sequence[Entry]) -> list[Watch]:
    found = []
    for entry in entries:
        subjects = [
            *((WatchSubject.TICKER, value) for value in entry.tickers),
            *((WatchSubject.CIK, value) for value in entry.ciks),
            *((WatchSubject.COMPANY, value) for value in entry.companies),
            *([(WatchSubject.EVERYTHING, "")] if entry.everything else []),
        ]
        found += [Watch("", entry.channel, subject, value, entry.only) for subject, value in subjects]
    return found


async def edgar_client(settings: Settings, clock: Clock, ledger: Ledger) -> EdgarClient:
    """The client, which remembers in the ledger until when EDGAR wants to be left alone."""

    async def remember(until: datetime, reason: str) -> None:
        log.warning("edgar.blocked", until=until.isoformat(), reason=reason)
        await ledger.set_cursor(BLOCKED, until.isoformat())

    client = EdgarClient(
        addresses(settings), settings.declared_agent, clock, rate=settings.edgar_rate, on_block=remember
    )
    blocked = await ledger.cursor(BLOCKED)
    if blocked and datetime.fromisoformat(blocked) > clock.now():
        client.block(datetime.fromisoformat(blocked), "remembered from before the restart")
    return client


async def open_ledger(settings: Settings, clock: Clock) -> Ledger:
    return await Ledger.open(settings.database_url, clock)


@asynccontextmanager
async def assembled(
    settings: Settings,
    clock: Clock,
    *,
    write: Callable[[str], None] = print,
    announce_first: bool = False,
    opened: Callable[[str, Clock], Awaitable[Ledger]] = Ledger.open,
) -> AsyncIterator[Bot]:
    """The bot of these settings. ``write`` prints alerts where no Slack is configured."""
    check_settings(settings)
    async with AsyncExitStack() as stack:
        file = file_watches(settings)
        ledger = await opened(settings.database_url, clock)
        stack.push_async_callback(ledger.close)
        client = await stack.enter_async_context(await edgar_client(settings, clock, ledger))
        told = await _told_by(settings, clock, ledger, file, stack, write)
        worker = _worker()
        lead = Lead(ledger, ledger.presence(worker))
        stack.push_async_callback(lead.give_up)
        planner = ChannelPlanner(ledger, clock)
        courier = Courier(
            ledger,
            told.messenger,
            planner.plan,
            clock,
            worker=worker,
            jitter=random.random,
            terms=planner.terms,
            digest=planner.digest,
        )
        pipeline = Pipeline(
            ledger,
            lambda filing: fetch_submission(client, filing),
            read_report,
            told.watched.all,
            client.addresses.filing_page,
            clock,
            on_recorded=courier.wake,
            leading=lead.holds,
        )
        yield Bot(
            clock=clock,
            ledger=ledger,
            poller=Poller(client, ledger, clock, announce_first=announce_first),
            pipeline=pipeline,
            courier=courier,
            auditor=Auditor(client, ledger, clock),
            names=Names(client, ledger, clock),
            lead=lead,
            commands=told.commands,
        )


@dataclass(frozen=True)
class _Telling:
    """How people are told, and how they ask."""

    messenger: Messenger
    watched: Watched
    commands: Serve | None = None


async def _told_by(
    settings: Settings,
    clock: Clock,
    ledger: Ledger,
    file: FileWatches,
    stack: AsyncExitStack,
    write: Callable[[str], None],
) -> _Telling:
    """Slack; without a token the terminal, and nobody to ask."""
    if settings.slack_bot_token is None:
        return _Telling(TerminalMessenger(write), Watched(file, ledger))
    session = slack_session()
    stack.push_async_callback(session.close)
    client = slack_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url, session)
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else ""
    parts = AppParts(client, clock, ledger, answerer(ledger), signing_secret=secret, editors=settings.editors)
    places = Places(parts.team_id, parts.directory.channel_id, ledger, NotPosted)
    watched = Watched(file, ledger, places)
    parts.file_watches = watched.of_file
    return _Telling(SlackMessenger(client), watched, _commands(settings, clock, parts))


def _commands(settings: Settings, clock: Clock, parts: AppParts) -> Serve | None:
    """Socket Mode with an app token, signed requests with a signing secret alone, else nothing."""
    if settings.slack_app_token is not None:
        app_token = settings.slack_app_token.get_secret_value()
        transport = SocketTransport(slack_app(parts), app_token, settings.slack_api_url, clock)
        return lambda stopping: run_socket_mode(transport, stopping)
    if parts.signing_secret:
        return lambda stopping: _serve(http_application(slack_app(parts)), settings.slack_port, stopping)
    return None


def answerer(ledger: Ledger) -> Callable[..., Any]:
    """``/lookup``: from a query in words to a message."""

    async def answer(query: str, page: int = 0) -> Message:
        return lookup_message(await lookup(ledger, query, page))

    return answer


async def _serve(application: web.Application, port: int, stopping: asyncio.Event) -> None:
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "0.0.0.0", port)  # noqa: S104 - Slack comes from outside
    try:
        await site.start()
        log.info("slack.listening", port=runner.addresses[0][1])
        await stopping.wait()
    finally:
        await runner.cleanup()


def _worker() -> str:
    """A name that no other process has, nor one before it: in a container every process is number 1."""
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
