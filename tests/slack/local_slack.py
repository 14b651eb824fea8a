"""local-slack, a Slack that none of us wrote: found or fetched by npm, started, and acted upon as a person would.

It listens on every interface and cannot be told otherwise; its port is a free one and it ends with the test.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

PACKAGE, VERSION = "local-slack-linux-x64", "0.1.8"
HOME = Path(__file__).resolve().parents[2] / "var" / "local-slack"
PATIENCE = 20.0

TEAM = "T0LOCAL"
BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-local-bot", "xapp-local-app", "local-signing-secret"
ANA, GOV = "U0ANA", "C0GOV"


def program() -> Path:
    """The program's file. Skips where npm is missing; in CI it must be there."""
    found = HOME / "node_modules" / PACKAGE / "bin" / "local-slack"
    if found.exists():
        return found
    npm = shutil.which("npm")
    if npm is None:
        missing = "npm is not installed, and local-slack comes by it"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    HOME.mkdir(parents=True, exist_ok=True)
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--prefix", str(HOME)]
    fetched = subprocess.run([npm, "install", *options, f"{PACKAGE}@{VERSION}"], capture_output=True, text=True)
    assert fetched.returncode == 0, fetched.stderr
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class LocalSlack:
    """One workspace: Ana, the bot, #governance. ``events_url``: signed requests there instead of Socket Mode."""

    def __init__(self, folder: Path, events_url: str = "") -> None:
        self.port = free_port()
        self._folder = folder
        self._config = folder / "local-slack.json"
        app = {"appId": "A0LOCAL", "botUserId": "U0BOT", "botName": "ballotwire", "botToken": BOT_TOKEN}
        app |= {"appToken": APP_TOKEN, "signingSecret": SECRET, "mode": "events" if events_url else "socket"}
        app |= {"requestUrl": events_url} if events_url else {}
        channel = {"id": GOV, "name": "governance", "members": [ANA, "U0BOT"]}
        person = {"id": ANA, "name": "ana", "real_name": "Ana Analyst", "email": "ana@example.org"}
        workspace = {"name": "Local", "domain": "local", "teamId": TEAM}
        self._config.write_text(
            json.dumps({"workspace": workspace, "apps": [app], "users": [person], "channels": [channel]})
        )
        self._process: asyncio.subprocess.Process | None = None
        self.http: aiohttp.ClientSession | None = None

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_url(self) -> str:
        return f"{self.origin}/api/"

    async def start(self) -> None:
        options = ["--config", str(self._config), "--port", str(self.port), "--base-host", "127.0.0.1"]
        log = (self._folder / "local-slack.log").open("ab")
        self._process = await asyncio.create_subprocess_exec(str(program()), *options, stdout=log, stderr=log)
        log.close()
        self.http = self.http or aiohttp.ClientSession()
        await self.until(self._answers)

    async def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            await self._process.wait()
            self._process = None

    async def close(self) -> None:
        await self.stop()
        if self.http is not None:
            await self.http.close()

    async def _answers(self) -> bool:
        try:
            return bool(await self.control("state"))
        except aiohttp.ClientError:
            return False

    async def control(self, what: str, **body: Any) -> dict[str, Any]:
        """The control interface: with a body something is done, without one looked at."""
        assert self.http is not None
        url = f"{self.origin}/_control/{what}"
        asked = self.http.post(url, json=body) if body else self.http.get(url)
        async with asked as answer:
            found: dict[str, Any] = await answer.json()
            return found

    async def messages(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.control(f"messages/{GOV}"))["messages"]
        return found

    async def says(self, command: str, text: str, expected: str) -> dict[str, Any]:
        """A command by Ana; the answer is the first new message that holds ``expected``."""
        before = len(await self.messages())
        await self.control("command", channel=GOV, user=ANA, command=command, text=text)
        return await self.message_with(expected, after=before)

    async def message_with(self, expected: str, after: int = 0) -> dict[str, Any]:
        found: list[dict[str, Any]] = []

        async def is_there() -> bool:
            found[:] = [m for m in (await self.messages())[after:] if expected in json.dumps(m, ensure_ascii=False)]
            return bool(found)

        await self.until(is_there, f"no message with {expected!r}")
        return found[0]

    async def writes(self, text: str) -> None:
        """A message of Ana's, as anybody writes them."""
        assert self.http is not None
        async with self.http.ws_connect(f"{self.origin}/ui") as ui:
            await ui.receive()
            await ui.send_json({"t": "post_message", "channel": GOV, "user": ANA, "text": text})
            await ui.receive()

    async def presses(self, message: dict[str, Any], action_id: str) -> None:
        blocks = message["blocks"]
        [action] = [e for b in blocks for e in b.get("elements", []) if e.get("action_id") == action_id]
        await self.control("interact", channel=GOV, messageTs=message["ts"], user=ANA, action=action)

    async def screen(self) -> dict[str, Any]:
        """What the browser would show: open modals, homes, files."""
        assert self.http is not None
        async with self.http.ws_connect(f"{self.origin}/ui") as ui:
            state: dict[str, Any] = json.loads((await ui.receive()).data)["state"]
            return state

    async def submits(self, values: dict[str, Any]) -> None:
        """Press the button of the modal that is open."""
        assert self.http is not None
        async with self.http.ws_connect(f"{self.origin}/ui") as ui:
            await ui.receive()
            await ui.send_json({"t": "view_submit", "user": ANA, "values": values})
            await self.until(self._no_modal)

    async def _no_modal(self) -> bool:
        return not (await self.screen())["modalStack"]

    async def until(self, holds: Callable[[], Any], otherwise: str = "it did not come true") -> None:
        """Ask the other process again and again: it cannot tell us when something has happened."""
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE
        while not await holds():
            assert loop.time() < end, otherwise
            await asyncio.sleep(0.05)


@asynccontextmanager
async def local_slack(folder: Path, events_url: str = "") -> AsyncIterator[LocalSlack]:
    slack = LocalSlack(folder, events_url)
    await slack.start()
    try:
        yield slack
    finally:
        await slack.close()
