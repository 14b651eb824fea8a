"""The Slack side put together: who posts, who answers, what the watchlist's channel names mean there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

import structlog
from aiohttp import web

from bot.answering import Answers
from bot.clock import Clock
from bot.ledger.ledger import Ledger
from bot.running import Serve
from bot.slack.app import slack_app
from bot.slack.client import SlackMessenger, slack_client, slack_session
from bot.slack.inside import InsideOnly
from bot.slack.listening import at_rest
from bot.slack.messenger import Messenger, NotPosted
from bot.slack.parts import AppParts
from bot.slack.transports import SocketTransport, http_application, run_socket_mode
from bot.stages import Alert, AlertKind, Filer, Filing
from bot.standin.edgar import sample_filings
from bot.terminal import TerminalMessenger
from bot.watched import FileWatches, Places, Watched
from config.settings import Settings
from parsers.read import read_report

SAMPLE = "harrow-pike-2026"

log = structlog.get_logger(__name__)

Healthy = Callable[[], Awaitable[str]]
"""What is wrong with the connection over which commands come, or ``""``."""


@dataclass(frozen=True)
class Telling:
    """How people are told, and how they ask."""

    messenger: Messenger
    watched: Watched
    commands: Serve | None = None
    fault: Healthy | None = None


def in_a_terminal(file: FileWatches, ledger: Ledger, write: Callable[[str], None]) -> Telling:
    """Alerts are printed, and nobody can ask."""
    return Telling(TerminalMessenger(write), Watched(file, ledger))


def in_slack(
    settings: Settings,
    token: str,
    clock: Clock,
    ledger: Ledger,
    file: FileWatches,
    answers: Answers,
    stack: AsyncExitStack,
) -> Telling:
    """Alerts are posted; commands come by Socket Mode with an app token, by signed requests with a secret alone."""
    session = slack_session(settings.slack_api_url)
    stack.push_async_callback(session.close)
    stack.push_async_callback(at_rest)
    client = slack_client(token, settings.slack_api_url, session)
    secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else ""
    parts = AppParts(client, clock, ledger, answers, signing_secret=secret, editors=settings.editors)
    parts.sample, parts.inside_only = sample_alert, settings.slack_inside_only
    watched = Watched(file, ledger, Places(parts.team_id, parts.directory.channel_id, ledger, NotPosted))
    parts.file_watches = watched.of_file
    posts = SlackMessenger(client)
    messenger = InsideOnly(posts, parts.directory) if settings.slack_inside_only else posts
    if settings.slack_app_token is not None:
        app_token = settings.slack_app_token.get_secret_value()
        transport = SocketTransport(slack_app(parts), app_token, settings.slack_api_url, clock)
        return Telling(messenger, watched, lambda stopping: run_socket_mode(transport, stopping), transport.fault)
    if secret:
        application = http_application(slack_app(parts))
        return Telling(messenger, watched, lambda stopping: _serve(application, settings.slack_port, stopping))
    return Telling(messenger, watched)


def sample_alert() -> Alert:
    """A meeting that never was, read from its filing like any other. It has no page on EDGAR."""
    served = sample_filings()[SAMPLE]
    filers = tuple(Filer(one.cik, one.name) for one in served.registrants)
    report = read_report(served.body, served.accession_number)
    filing = Filing(served.accession_number, served.form_type, filers, served.items, served.accepted, served.filed)
    return Alert(AlertKind.RESULTS, filing, report, "")


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
