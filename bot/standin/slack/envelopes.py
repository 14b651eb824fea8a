"""How the app hears of people: Socket Mode envelopes, or signed HTTP requests, and its three seconds to answer."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode

import aiohttp
from aiohttp import WSMsgType, web

from bot.standin.slack.workspace import APP_ID, Json

ACK_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Ack:
    """What the app answered: ``status`` as HTTP has it, ``payload`` the body or ``None``, and after how long."""

    kind: str
    status: int
    payload: Json | None
    seconds: float

    @property
    def in_time(self) -> bool:
        return self.status == 200 and self.seconds <= ACK_SECONDS


class Wire(Protocol):
    """One of the two ways to the app."""

    async def deliver(self, kind: str, payload: Json, retry: int = 0) -> Ack: ...


class NobodyListens(Exception):
    """The app has no connection open: a person would read ``dispatch_failed``."""


class SocketWire:
    """Socket Mode: whatever happens goes to any one of the app's open connections."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._open: list[web.WebSocketResponse] = []
        self._waiting: dict[str, asyncio.Future[Json | None]] = {}
        self.silent = False
        """Keep connections open and say nothing on them, not even to a ping."""
        self.connections = 0

    @property
    def is_open(self) -> bool:
        return bool(self._open)

    @property
    def open_now(self) -> int:
        """How many connections the app has at this moment; ``connections`` counts all there ever were."""
        return len(self._open)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        self.connections += 1
        self._open.append(socket)
        try:
            about = {"app_id": APP_ID}
            await socket.send_json({"type": "hello", "num_connections": len(self._open), "connection_info": about})
            self._changed()
            await self._listen(socket)
        finally:
            if socket in self._open:
                self._open.remove(socket)
            self._changed()
        return socket

    async def _listen(self, socket: web.WebSocketResponse) -> None:
        async for message in socket:
            if message.type == WSMsgType.PING and not self.silent:
                await socket.pong(message.data)
            elif message.type == WSMsgType.TEXT:
                self._acknowledged(json.loads(message.data))

    def _acknowledged(self, answer: Json) -> None:
        waiting = self._waiting.pop(str(answer.get("envelope_id")), None)
        if waiting is not None and not waiting.done():
            waiting.set_result(answer.get("payload"))

    async def deliver(self, kind: str, payload: Json, retry: int = 0) -> Ack:
        if not self._open:
            raise NobodyListens
        if self.silent:
            return Ack(kind, 504, None, ACK_SECONDS)
        envelope_id = str(uuid.uuid4())
        envelope: Json = {"type": kind, "envelope_id": envelope_id, "payload": payload}
        envelope["accepts_response_payload"] = True
        if retry:
            envelope |= {"retry_attempt": retry, "retry_reason": "timeout"}
        waiting: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = waiting
        began = time.monotonic()
        await self._open[0].send_json(envelope)
        self._open.append(self._open.pop(0))
        try:
            answer = await asyncio.wait_for(waiting, ACK_SECONDS + 1)
        except TimeoutError:
            return Ack(kind, 504, None, time.monotonic() - began)
        return Ack(kind, 200, answer, time.monotonic() - began)

    async def say(self, frame: str | bytes) -> None:
        """A frame of any content, for those who want to send a wrong one."""
        await (self._open[0].send_str(frame) if isinstance(frame, str) else self._open[0].send_bytes(frame))

    async def pong(self, data: bytes) -> None:
        """A pong that nobody's ping asked for."""
        await self._open[0].pong(data)

    async def refresh(self) -> None:
        """Tell the app to move to another connection, as Slack does every few hours."""
        for socket in list(self._open):
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def cut(self) -> None:
        """Close every connection from this side."""
        for socket in list(self._open):
            await socket.close()


class HttpWire:
    """Signed requests to the app's own address."""

    def __init__(self, url: str, signing_secret: str) -> None:
        self.url = url
        self._secret = signing_secret

    async def deliver(self, kind: str, payload: Json, retry: int = 0) -> Ack:
        body, content_type = encode(kind, payload)
        headers = signature(self._secret, body, int(time.time())) | {"Content-Type": content_type}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        return await self.send(kind, body, headers)

    async def send(self, kind: str, body: bytes, headers: dict[str, str]) -> Ack:
        """The raw request, for those who want to send a wrong one."""
        began = time.monotonic()
        try:
            timeout = aiohttp.ClientTimeout(total=ACK_SECONDS + 1)
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.post(self.url, data=body, headers=headers) as answer,
            ):
                text = await answer.text()
                return Ack(kind, answer.status, _body(text), time.monotonic() - began)
        except TimeoutError:
            return Ack(kind, 504, None, time.monotonic() - began)
        except aiohttp.ClientError as fault:
            raise NobodyListens from fault


def encode(kind: str, payload: Json) -> tuple[bytes, str]:
    """As Slack writes it: commands as a form, interactions as a form with one field, events as JSON."""
    form = "application/x-www-form-urlencoded"
    if kind == "slash_commands":
        return urlencode(payload).encode(), form
    if kind == "interactive":
        return urlencode({"payload": json.dumps(payload)}).encode(), form
    return json.dumps(payload).encode(), "application/json"


def signature(secret: str, body: bytes, timestamp: int) -> dict[str, str]:
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(timestamp), "X-Slack-Signature": f"v0={digest}"}


def _body(text: str) -> dict[str, Any] | None:
    if not text:
        return None
    try:
        decoded = json.loads(text)
    except ValueError:
        return {"text": text}
    return decoded if isinstance(decoded, dict) else {"text": text}
