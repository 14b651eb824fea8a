"""A Slack on this machine: the Web API, Socket Mode, signed requests, response hooks and a page to look at."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from aiohttp import web

from bot.clock import Clock, SystemClock
from bot.standin.slack import files, page, scopes, views
from bot.standin.slack.envelopes import HttpWire, SocketWire
from bot.standin.slack.hooks import Hooks
from bot.standin.slack.methods import METHODS, Refused
from bot.standin.slack.misbehaviour import Script
from bot.standin.slack.people import People
from bot.standin.slack.rates import Rates
from bot.standin.slack.workspace import APP_ID, Json, Workspace

BOT_TOKEN = "xoxb-standin-bot"  # noqa: S105 - known to nobody but the stand-in
APP_TOKEN = "xapp-standin-app"  # noqa: S105
SIGNING_SECRET = "standin-signing-secret"  # noqa: S105

HOST = "127.0.0.1"
RESPONSE_URL = "response_url"


@dataclass(frozen=True, slots=True)
class Call:
    """One request to the Web API as it came. ``ok`` is ``None`` where a fault took the answer."""

    method: str
    args: Json
    at: float
    ok: bool | None
    error: str = ""


class StandinSlack:
    """One workspace with one app in it.

    ``granted``: the app's OAuth scopes; ``None`` grants all. ``broken`` lists what the app did that Slack would not
    stand: late answers, messages over a limit, more posts than the pace allows.
    """

    def __init__(self, clock: Clock | None = None, granted: frozenset[str] | None = None) -> None:
        self.clock = clock or SystemClock()
        self.workspace = Workspace(self.clock)
        self.rates = Rates(self.clock)
        self.script = Script()
        self.calls: list[Call] = []
        self.granted = granted
        self.socket = SocketWire(self.workspace.changed)
        self._hooks = Hooks(self.workspace)
        self._triggers = views.Triggers(self.workspace)
        self.people = People(self.workspace, self._hooks, self._triggers, lambda: self.origin)
        self.people.wire = self.socket
        self.broken = self.people.broken
        self.origin = ""
        self._runner: web.AppRunner | None = None

    @property
    def api_url(self) -> str:
        """For ``SLACK_API_URL``."""
        return f"{self.origin}/api/"

    async def start(self, port: int = 0) -> None:
        """Listen on loopback; port 0 takes a free one."""
        self._runner = web.AppRunner(self._routes(), access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, port)
        await site.start()
        self.origin = f"http://{HOST}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        self.script.release()
        await self.socket.cut()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def send_over_http(self, url: str) -> HttpWire:
        """From now on the app hears by signed requests to ``url`` instead of Socket Mode."""
        wire = HttpWire(url, SIGNING_SECRET)
        self.people.wire = wire
        return wire

    async def until(self, holds: Callable[[], object], seconds: float = 5.0) -> None:
        """Wait for something to become true; ``TimeoutError`` if it does not."""
        async with asyncio.timeout(seconds):
            while not holds():
                self.workspace.moved.clear()
                await self.workspace.moved.wait()

    def calls_of(self, method: str) -> list[Call]:
        return [c for c in self.calls if c.method == method]

    def _routes(self) -> web.Application:
        app = web.Application(client_max_size=20 * 1024 * 1024)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_get("/socket", self.socket.serve)
        app.router.add_post("/hooks/response/{hook_id}", self._respond)
        app.router.add_post("/upload/v1/{file_id}", self._upload)
        app.router.add_get("/", self._page)
        app.router.add_get("/channel/{channel}", self._page)
        app.router.add_get("/home/{user}", self._person)
        app.router.add_get("/version", self._version)
        app.router.add_get("/refresh.js", self._refresh)
        return app

    async def _api(self, request: web.Request) -> web.StreamResponse:
        name, args = request.match_info["method"], await _arguments(request)
        if fault := self.script.next(name):
            if not fault.accepts:
                self._note(name, args, ok=None, error=fault.error)
            return await self.script.answer(fault, request, lambda: self._carry_out(name, args, request))
        answer, retry_after = await self._carry_out(name, args, request)
        named = {"X-OAuth-Scopes": ",".join(sorted(scopes.ALL if self.granted is None else self.granted))}
        if retry_after:
            return web.json_response(answer, status=429, headers=named | {"Retry-After": str(retry_after)})
        return web.json_response(answer, headers=named)

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        """What a ``response_url`` takes; its faults are scripted as those of a method `RESPONSE_URL`."""
        if fault := self.script.next(RESPONSE_URL):
            return await self.script.answer(fault, request, lambda: self._hooks.receive(request))
        return await self._hooks.receive(request)

    async def _carry_out(self, name: str, args: Json, request: web.Request) -> tuple[Json, int]:
        """The answer, and the seconds to stay away when it came too soon."""
        try:
            self._check_token(name, args, request)
            if wait := self._too_soon(name, args):
                self._note(name, args, ok=False, error="ratelimited")
                return {"ok": False, "error": "ratelimited"}, wait
            answer = self._answer(name, args)
        except Refused as refused:
            self._note(name, args, ok=False, error=refused.code)
            if refused.detail:
                self.broken.append(f"{name}: {refused.code}: {refused.detail}")
            messages = {"response_metadata": {"messages": [refused.detail]}} if refused.detail else {}
            return {"ok": False, "error": refused.code} | messages, 0
        self._note(name, args, ok=True)
        return {"ok": True} | answer, 0

    def _answer(self, name: str, args: Json) -> Json:
        if name == "apps.connections.open":
            return {
                "url": f"{self.origin.replace('http', 'ws', 1)}/socket?ticket={secrets.token_hex(16)}&app_id={APP_ID}"
            }
        carried = METHODS.get(name)
        if carried is None:
            raise Refused("unknown_method")
        shown = carried(self.workspace, args | {"_origin": self.origin, "_triggers": self._triggers})
        return {k: v for k, v in shown.items() if not k.startswith("_")}

    def _check_token(self, name: str, args: Json, request: web.Request) -> None:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or str(args.pop("token", ""))
        if not token:
            raise Refused("not_authed")
        if token != (APP_TOKEN if name == "apps.connections.open" else BOT_TOKEN):
            raise Refused("invalid_auth")
        if self.granted is not None and (missing := scopes.missing(name, self.granted)):
            raise Refused("missing_scope", f"{name} needs {missing}")

    def _too_soon(self, name: str, args: Json) -> int:
        if name != "chat.postMessage":
            return self.rates.call(name)
        channel = self.workspace.channel(str(args.get("channel")))
        return self.rates.post(channel.id if channel else str(args.get("channel")))

    def _note(self, name: str, args: Json, *, ok: bool | None, error: str = "") -> None:
        self.calls.append(Call(name, args, self.clock.monotonic(), ok, error))
        self.workspace.moved.set()

    async def _upload(self, request: web.Request) -> web.Response:
        return await files.receive_upload(self.workspace, request)

    async def _page(self, request: web.Request) -> web.Response:
        wanted = request.match_info.get("channel")
        channel = self.workspace.channel(wanted) if wanted else None
        if wanted and channel is None:
            return web.Response(status=404, text="no such channel")
        return _html(page.channel_page(self.workspace, channel))

    async def _person(self, request: web.Request) -> web.Response:
        user = request.match_info["user"]
        if user not in self.workspace.people:
            return web.Response(status=404, text="no such person")
        return _html(page.person_page(self.workspace, user))

    async def _version(self, _: web.Request) -> web.Response:
        return web.Response(text=str(self.workspace.version))

    async def _refresh(self, _: web.Request) -> web.Response:
        return web.Response(text=page.REFRESH, content_type="text/javascript")


def _html(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/html", headers={"Content-Security-Policy": page.POLICY})


async def _arguments(request: web.Request) -> Json:
    """Of GET and POST, form and JSON alike."""
    args: Json = dict(request.query)
    if request.method == "POST" and request.can_read_body:
        if request.content_type == "application/json":
            args |= await request.json()
        else:
            args |= {k: v for k, v in (await request.post()).items() if isinstance(v, str)}
    return args
