"""Looking the Slack side over: the tokens, what they may do, and the channels that are to hear of something."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Iterable, Mapping

from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.health import Finding
from bot.slack.client import answered, call
from bot.slack.directory import Directory
from bot.slack.faults import in_words
from bot.slack.messenger import NotPosted
from bot.slack.scopes import NEEDED, granted

Channels = Callable[[str], Collection[str]]
"""From the workspace's ID to the channels, by ID or ``#name``, that are to hear of something there."""


async def bot_token(client: AsyncWebClient, clock: Clock, channels: Channels) -> AsyncIterator[Finding]:
    """Whether the token is good, what it may do, and whether the app is where it is to post."""
    try:
        answer = await answered(client.auth_test())
    except NotPosted as fault:
        yield Finding("Slack", False, f"{_said(fault)}: check SLACK_BOT_TOKEN; what waits to be posted is not lost")
        return
    who = answer.data if isinstance(answer.data, dict) else {}
    yield Finding("Slack", True, f"posts as {who.get('user')} in {who.get('team')}")
    yield _scopes(answer.headers)
    async for finding in _joined(Directory(client, clock), channels(str(who.get("team_id", "")))):
        yield finding


async def app_token(client: AsyncWebClient) -> Finding:
    """Whether Socket Mode lets us in."""
    try:
        await call(client.apps_connections_open(app_token=str(client.token)))
    except NotPosted as fault:
        return Finding("Socket Mode", False, f"{_said(fault)}: check SLACK_APP_TOKEN and its scope connections:write")
    return Finding("Socket Mode", True, "a connection is given")


def _said(fault: NotPosted) -> str:
    return f"{in_words(fault.fault.reason)} ({fault.fault.reason})"


def _scopes(headers: Mapping[str, str]) -> Finding:
    has = granted(headers)
    if has is None:
        return Finding("scopes", True, "Slack does not say which the token has")
    if missing := [f"{scope} ({NEEDED[scope]})" for scope in sorted(NEEDED.keys() - has)]:
        return Finding("scopes", False, f"missing {', '.join(missing)}: install the app again with its manifest")
    return Finding("scopes", True, f"all {len(NEEDED)} that the manifest asks for")


async def _joined(directory: Directory, wanted: Collection[str]) -> AsyncIterator[Finding]:
    try:
        joined = await directory.channels()
    except NotPosted as fault:
        yield Finding("channels", False, f"cannot list them: {_said(fault)}; is the scope channels:read given?")
        return
    missing = sorted(set(wanted) - _names(joined))
    if not missing:
        words = f"the app is in all {len(set(wanted))} that are to hear of something"
        yield Finding("channels", True, words if wanted else "none is to hear of anything yet: say /watch add in one")
    for channel in missing:
        yield Finding(
            channel, False, "the app is not in it, or it is archived: invite the app there, /invite @ballotwire"
        )


def _names(channels: Iterable[Mapping[str, object]]) -> set[str]:
    return {name for each in channels for name in (str(each.get("id")), f"#{each.get('name')}")}
