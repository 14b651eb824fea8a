"""The two ways in which Slack reaches the app: Socket Mode, watched over, and signed requests."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

import structlog
from aiohttp import WSMessage, web
from aiohttp.web import RequestPayloadError
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_internals import build_async_context
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from yarl import URL

from bot.clock import Clock
from bot.slack.client import CALL_FAILURES, slack_client, slack_session
from bot.slack.faults import classify
from bot.slack.reach import Reach
from bot.slack.shapes import is_shaped

CHECK_SECONDS = 30.0
PING_SECONDS = 10.0
SILENCE_SECONDS = 30 * 60.0
"""A quiet workspace is silent for hours, and its connection is fine; but a new one costs a single call."""
LONGEST_WAIT = 60.0
"""Seconds between attempts to connect."""
OPENING_SECONDS = 30.0
"""An address is good for one connection and half a minute; the SDK would knock at a dead one for ever."""
UNREAD_SECONDS, MOST_UNREAD = 20.0, 500
"""What arrived is handed on within milliseconds; if it lies there longer, or in heaps, nobody hands it on."""
EVENTS_PATH = "/slack/events"
LARGEST_BODY = 1024 * 1024
FORM = "application/x-www-form-urlencoded"

log = structlog.get_logger(__name__)


class SocketTransport:
    """A Socket Mode connection that is rebuilt when it is closed, failing, stuck, or open and silent.

    The SDK reconnects by itself in most cases. This watches for the others, in which it believes to be connected and
    nothing arrives any more.
    """

    def __init__(
        self,
        app: AsyncApp,
        app_token: str,
        base_url: str,
        clock: Clock,
        *,
        ping_seconds: float = PING_SECONDS,
        opening_seconds: float = OPENING_SECONDS,
    ) -> None:
        self._app, self._token, self._base_url, self._clock = app, app_token, base_url, clock
        self._ping_seconds, self._opening_seconds = ping_seconds, opening_seconds
        self._connection: _Connection | None = None
        self._heard_at = clock.monotonic()
        self.rebuilt = 0

    async def start(self) -> None:
        """Connect. Returns when the connection stands; keeps trying until then."""
        connection = _Connection(self._app, self._token, self._base_url, self._ping_seconds)
        connection.sdk.on_message_listeners.append(self._heard)
        self._heard_at = self._clock.monotonic()
        previous, self._connection = self._connection, connection
        await self._open(connection)
        if previous is not None:
            await previous.close()

    async def _open(self, connection: _Connection) -> None:
        """Ask until Slack lets us in. The SDK goes on by itself from there, but not from here."""
        wait = 1.0
        while True:
            try:
                return await connection.open(self._opening_seconds)
            except CALL_FAILURES as error:
                log.warning("slack.socket_refused", reason=classify(error).reason, again_in=wait)
            await self._clock.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)

    async def watch(self) -> None:
        """Look every half minute whether the connection lives, for ever."""
        while True:
            await self._clock.sleep(CHECK_SECONDS)
            if why := await self.fault():
                log.warning("slack.socket_rebuilt", why=why)
                self.rebuilt += 1
                await self.start()

    async def fault(self) -> str:
        """Why the connection is no good, or ``""``."""
        if self._connection is None:
            return "never connected"
        sdk = self._connection.sdk
        try:
            if not await sdk.is_connected():
                return "not connected"
        except (ValueError, OverflowError):  # the SDK counts from what the other end wrote into its pong
            return "its pongs make no sense"
        if any(task is None or task.done() for task in (sdk.message_processor, sdk.message_receiver)):
            return "nobody reads what arrives"
        silent, unread = self._clock.monotonic() - self._heard_at, sdk.message_queue.qsize()
        if unread > MOST_UNREAD or (unread and silent > UNREAD_SECONDS):
            return f"{unread} messages lie unread"
        return f"silent for {silent / 60:.0f} minutes" if silent > SILENCE_SECONDS else ""

    async def stop(self) -> None:
        if self._connection is not None:
            await self._connection.close()
            self._connection = None

    async def _heard(self, _: WSMessage) -> None:
        self._heard_at = self._clock.monotonic()


class _Careful(AsyncSocketModeHandler):
    """Bolt's way from an envelope to the app, for envelopes that need not be what Slack sends."""

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        if not is_shaped(req.payload):
            log.warning("slack.payload_odd")
            # Unanswered, it would come again.
            await client.send_socket_mode_response(SocketModeResponse(envelope_id=req.envelope_id))
            return
        try:
            await super().handle(client, req)
        except Exception as error:  # noqa: BLE001 - whatever a stranger sent, or an answer that found no connection
            log.warning("slack.envelope_failed", error=type(error).__name__)


class _Connection:
    """One websocket with what belongs to it."""

    def __init__(self, app: AsyncApp, app_token: str, base_url: str, ping_seconds: float) -> None:
        self._reach = Reach(base_url)
        self._session = slack_session(base_url)
        # The app-level token needs a client of its own: the app's client carries the bot token.
        web_client = slack_client(app_token, base_url, self._session)
        self._bolt = _Careful(app, app_token, web_client=web_client, ping_interval=ping_seconds)
        self.sdk: SocketModeClient = self._bolt.client

    async def open(self, at_most: float) -> None:
        await self._keep_within_reach()
        address = await self.sdk.issue_new_wss_url()
        self._reach.check(URL(address))
        self.sdk.wss_uri = address
        async with asyncio.timeout(at_most):
            await self.sdk.connect()  # type: ignore[no-untyped-call]

    async def _keep_within_reach(self) -> None:
        """The SDK makes a session of its own, which goes anywhere, and reconnects with it."""
        if self.sdk.aiohttp_client_session is not self._session:
            await self.sdk.aiohttp_client_session.close()
            self.sdk.aiohttp_client_session = self._session

    async def close(self) -> None:
        await self.sdk.close()  # type: ignore[no-untyped-call]
        await self._session.close()


def http_application(app: AsyncApp) -> web.Application:
    """An aiohttp application that takes Slack's signed requests at ``/slack/events``."""
    server = web.Application(middlewares=[refuse_malformed], client_max_size=LARGEST_BODY)

    async def events(request: web.Request) -> web.StreamResponse:
        try:
            asked = whole(await to_bolt_request(request))
            if not is_shaped(asked.body):
                log.warning("slack.payload_odd")
                return web.Response(status=400, text="unreadable")
            return await to_aiohttp_response(await app.async_dispatch(asked))
        except Exception as error:  # noqa: BLE001 - whatever a stranger sent
            # Bolt takes a payload apart before it asks who signed it. What our own listeners fail at never comes here.
            log.warning("slack.payload_unreadable", error=type(error).__name__)
            return web.Response(status=400, text="unreadable")

    server.router.add_post(EVENTS_PATH, events)
    return server


def whole(asked: AsyncBoltRequest) -> AsyncBoltRequest:
    """Bolt takes a form in which the word "payload" stands anywhere for one with a field of that name, and a command
    about Payload Inc. for an empty one.
    """
    if not asked.body and asked.content_type == FORM:
        asked.body = dict(parse_qsl(asked.raw_body, keep_blank_values=True))
        asked.context = build_async_context(AsyncBoltContext({}), asked.body)
    return asked


@web.middleware
async def refuse_malformed(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """401 for headers or bodies on which the signature check would fall over instead of saying no."""
    timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) < 12 and signature.isascii()):
        return web.Response(status=401, text="unsigned")
    try:
        (await request.read()).decode("utf-8")
    except (UnicodeDecodeError, RequestPayloadError):
        return web.Response(status=401, text="unsigned")
    return await handler(request)


async def run_socket_mode(transport: SocketTransport, stopping: asyncio.Event) -> None:
    """Serve until ``stopping`` is set, be it before the first connection stands."""
    serving = asyncio.create_task(_serve(transport))
    told = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait([serving, told], return_when=asyncio.FIRST_COMPLETED)
        if serving.done():
            serving.result()
    finally:
        serving.cancel()
        told.cancel()
        await asyncio.gather(serving, told, return_exceptions=True)
        await transport.stop()


async def _serve(transport: SocketTransport) -> None:
    await transport.start()
    await transport.watch()
