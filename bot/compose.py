"""The composition root: the only place that chooses the real parts and puts them together."""

from __future__ import annotations

import os
import random
import secrets
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir

import structlog
from aiohttp import ClientSession

from bot.alarm import Alarm, InChannel, Say
from bot.answering import Answers
from bot.audit import Auditor
from bot.backfill import Backfill
from bot.clock import Clock
from bot.companies import find_companies
from bot.compose_slack import Telling, in_a_terminal, in_slack
from bot.edgar.addresses import Addresses
from bot.edgar.archive import fetch_submission
from bot.edgar.client import EdgarClient
from bot.edgar.turns import OwnTurns, SharedTurns, Turns
from bot.edgar.user_agent import user_agent_faults
from bot.further import Further
from bot.health import Vitals
from bot.insisting import InsistentOutbox, insistent
from bot.lead import Lead
from bot.ledger.database import driver_url, sqlite_file
from bot.ledger.ledger import Ledger
from bot.metrics import Metrics
from bot.missed import MissedTogether
from bot.names import Names
from bot.pipeline import Pipeline
from bot.poll import Poller
from bot.rules import rule_fault
from bot.running import Bot, Serve
from bot.slack.delivery import Courier
from bot.slack.planner import ChannelPlanner
from bot.slack.refusals import Refusals
from bot.stages import Watch, WatchSubject
from bot.status import StatusPages
from bot.vitals import look
from bot.watched import FileWatches
from bot.webhook import Webhook
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
        return watches_of(read_watchlist(path, rule_fault))

    return FileWatches(read, stamp, WatchlistFault)


def watches_of(entries: Sequence[Entry]) -> list[Watch]:
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


def turns_of(database_url: str) -> Turns:
    """The turns of all processes on this machine that use this ledger; our own where there is no place for a file."""
    url = driver_url(database_url)
    file = sqlite_file(url)
    if file is None and url.get_backend_name() == "sqlite":
        return OwnTurns()
    digest = sha256(str(url).encode()).hexdigest()[:16]
    try:
        folder = Path(gettempdir()) if file is None else file.parent
        return SharedTurns(folder / (f"{file.name}.turns" if file else f"ballotwire-{os.getuid()}-{digest}.turns"))
    except OSError as fault:
        log.warning("edgar.turns_not_shared", fault=str(fault))
        return OwnTurns()


async def edgar_client(settings: Settings, clock: Clock, ledger: Ledger) -> EdgarClient:
    """The client, which remembers in the ledger until when EDGAR wants to be left alone."""

    async def remember(until: datetime, _reason: str) -> None:
        await ledger.set_cursor(BLOCKED, until.isoformat())

    client = EdgarClient(
        addresses(settings),
        settings.declared_agent,
        clock,
        rate=settings.edgar_rate,
        on_block=remember,
        turns=turns_of(settings.database_url),
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
    metrics: Metrics | None = None,
    opened: Callable[[str, Clock], Awaitable[Ledger]] = Ledger.open,
) -> AsyncIterator[Bot]:
    """The bot of these settings. ``write`` prints alerts where no Slack is configured."""
    check_settings(settings)
    async with AsyncExitStack() as stack:
        file = file_watches(settings)
        ledger = await opened(settings.database_url, clock)
        stack.push_async_callback(ledger.close)
        client = await stack.enter_async_context(await edgar_client(settings, clock, ledger))
        answers = Answers(ledger)
        token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
        if token:
            told = in_slack(settings, token, clock, ledger, file, answers, stack)
        else:
            told = in_a_terminal(file, ledger, write)
        worker = _worker()
        lead = Lead(ledger, ledger.presence(worker))
        stack.push_async_callback(lead.give_up)
        planner = ChannelPlanner(ledger, clock)
        courier = Courier(
            InsistentOutbox(ledger, clock),
            told.messenger,
            insistent(planner.plan, clock),
            clock,
            worker=worker,
            jitter=random.random,
            terms=insistent(MissedTogether(planner.terms, ledger, clock).terms, clock),
            digest=insistent(planner.digest, clock),
            refusals=Refusals(ledger, told.messenger, clock),
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
        names = Names(client, ledger, clock)
        latest = Backfill(client, ledger, pipeline.take, clock, patient=False, takes_news=True)
        further = Further(client, lambda query: find_companies(ledger, query), names, latest)
        answers.look_further(further.read_latest)

        async def vitals() -> Vitals:
            return await look(ledger, clock, leads=lead.holds(), blocked=client.blocked, slack_fault=told.fault)

        status = StatusPages(vitals, client.traffic, metrics or Metrics())
        yield Bot(
            clock=clock,
            ledger=ledger,
            poller=Poller(client, ledger, clock, announce_first=announce_first),
            pipeline=pipeline,
            courier=courier,
            auditor=Auditor(client, ledger, clock),
            names=names,
            watches=told.watched.all,
            lead=lead,
            alarm=Alarm(vitals, ledger, await _paths(settings, told, stack)),
            servers=_servers(settings, told, status),
        )


async def _paths(settings: Settings, told: Telling, stack: AsyncExitStack) -> list[Say]:
    """How the operators are told: in their channel, and by an address that needs no token of ours."""
    paths: list[Say] = []
    if settings.operators_channel:
        paths.append(InChannel(told.messenger, settings.operators_channel).say)
    if settings.operators_webhook is not None:
        session = await stack.enter_async_context(ClientSession())
        paths.append(Webhook(session, settings.operators_webhook.get_secret_value()).say)
    return paths


def _servers(settings: Settings, told: Telling, status: StatusPages) -> tuple[Serve, ...]:
    """What listens: for Slack's commands, and for those who ask how the bot is."""
    servers = [told.commands] if told.commands else []
    port = settings.status_port
    if port is not None:
        servers.append(lambda stopping: status.serve(settings.status_host, port, stopping))
    return tuple(servers)


def _worker() -> str:
    """A name that no other process has, nor one before it: in a container every process is number 1."""
    return f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(3)}"
