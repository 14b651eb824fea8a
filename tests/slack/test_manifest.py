"""The manifests ask for what the code uses, all of it and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.slack import scopes
from bot.standin.slack.scopes import EVENTS, NEEDED
from tests.fakes.clock import FakeClock
from tests.slack.office import ANA, GOV, office

ROOT = Path(__file__).resolve().parents[2]
MANIFESTS = {kind: ROOT / "config" / f"slack-manifest.{kind}.yaml" for kind in ("socket", "http")}
UPLOAD = ("files.getUploadURLExternal", "files.completeUploadExternal")


def manifest(kind: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(MANIFESTS[kind].read_text())
    return read


def trees() -> Iterator[ast.AST]:
    for file in sorted((ROOT / "bot" / "slack").rglob("*.py")):
        yield ast.parse(file.read_text())


def methods_used() -> set[str]:
    """Every Web API method that the code names: ``client.chat_postMessage`` is ``chat.postMessage``."""
    spelled = {re.sub(r"[._]", "", method).casefold(): method for method in NEEDED}
    used: set[str] = set()
    for tree in trees():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Attribute) and "client" in ast.unparse(node.value)):
                continue
            name = node.attr.replace("_", "").casefold()
            used |= set(UPLOAD) if node.attr == "files_upload_v2" else {spelled.get(name, "")}
    return used - {""}


def registered(what: str) -> set[str]:
    """The literal arguments of ``app.command(…)`` or ``app.event(…)``."""
    return {
        node.args[0].value
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == f"app.{what}"
        if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }


@pytest.mark.parametrize("kind", MANIFESTS)
def test_scopes_are_those_of_the_methods_and_events_that_the_code_uses(kind: str) -> None:
    used = methods_used()
    assert {
        "chat.postMessage",
        "conversations.history",
        "usergroups.users.list",
        "files.completeUploadExternal",
    } <= used
    needed = {"commands"}.union(*(NEEDED[method] for method in used), *(EVENTS[event] for event in registered("event")))
    asked = manifest(kind)["oauth_config"]["scopes"]["bot"]
    assert sorted(needed) == asked == list(scopes.NEEDED)


@pytest.mark.parametrize("kind", MANIFESTS)
def test_commands_and_events_are_those_that_have_listeners(kind: str) -> None:
    asked = manifest(kind)
    commands = {each["command"] for each in asked["features"]["slash_commands"]}
    assert commands == registered("command") == {"/lookup", "/watch"}
    assert set(asked["settings"]["event_subscriptions"]["bot_events"]) == registered("event")


def test_the_two_differ_in_the_transport_alone() -> None:
    socket, http = manifest("socket"), manifest("http")
    url = "https://ballotwire.example.org/slack/events"
    assert (socket["settings"].pop("socket_mode_enabled"), http["settings"].pop("socket_mode_enabled")) == (True, False)
    assert http["settings"]["event_subscriptions"].pop("request_url") == url
    assert http["settings"]["interactivity"].pop("request_url") == url
    assert http["settings"]["interactivity"].pop("message_menu_options_url") == url
    assert [each.pop("url") for each in http["features"]["slash_commands"]] == [url, url]
    assert socket == http


@pytest.mark.parametrize("kind", MANIFESTS)
def test_texts_are_within_slacks_limits(kind: str) -> None:
    about = manifest(kind)["display_information"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 174 <= len(about["long_description"]) <= 4000
    assert re.fullmatch(r"#[0-9a-f]{6}", about["background_color"])
    assert all(len(each["description"]) <= 2000 for each in manifest(kind)["features"]["slash_commands"])


async def test_the_app_works_with_the_manifests_scopes_alone(tmp_path: Path, clock: FakeClock) -> None:
    granted = frozenset(manifest("socket")["oauth_config"]["scopes"]["bot"])
    async with office("socket", tmp_path, clock, granted=granted) as place:
        await place.knows_a_company()
        for text in ("add HLTN", "quiet 22-6", "test", "export", "list"):
            await place.says(text)
        await place.slack.people.open_home(ANA)
        await place.slack.until(lambda: place.slack.workspace.homes)
        assert [call for call in place.slack.calls if call.error == "missing_scope"] == []


async def test_a_scope_that_is_not_granted_is_missed(tmp_path: Path, clock: FakeClock) -> None:
    async with office("socket", tmp_path, clock, granted=frozenset({"channels:read", "groups:read"})) as place:
        answer = await place.says("test", channel=GOV)
        assert "the app lacks a permission" in answer["text"]
        assert place.slack.broken == ["chat.postMessage: missing_scope: chat.postMessage needs chat:write"]
        place.slack.broken.clear()
