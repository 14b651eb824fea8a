"""The stand-in keeps what Slack keeps: state, limits, pace, deadlines. A test that passes on it means something."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.client import slack_client, slack_session
from bot.standin.slack import APP_TOKEN, BOT_TOKEN, StandinSlack
from bot.standin.slack.envelopes import Ack, NobodyListens
from bot.standin.slack.limits import message_fault, view_fault
from tests.fakes.clock import FakeClock

GOV, ANA = "C0GOV", "U0ANA"


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def section(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": mrkdwn(text), **more}


def table(rows: int, columns: int, cell: str = "x") -> dict[str, Any]:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": cell}] * columns] * rows}


def buttons(count: int, **more: Any) -> dict[str, Any]:
    made = [{"type": "button", "text": plain("Press"), "action_id": f"a{n}", **more} for n in range(count)]
    return {"type": "actions", "elements": made}


AT_THE_EDGE = [
    [section("x")] * 50,
    [section("x" * 3000)],
    [{"type": "header", "text": plain("x" * 150)}],
    [{"type": "section", "fields": [mrkdwn("x" * 1000)] * 10}],
    [{"type": "context", "elements": [mrkdwn("x")] * 10}],
    [table(100, 20)],
    [buttons(25, value="v" * 200, url="https://a.example/")],
    [section("x" * 3000)] * 4,
]
OVER_IT = [
    ([section("x")] * 51, "invalid_blocks"),
    ([section("x" * 3001)], "invalid_blocks"),
    ([section("")], "invalid_blocks"),
    ([{"type": "section"}], "invalid_blocks"),
    ([{"type": "header", "text": plain("x" * 151)}], "invalid_blocks"),
    ([{"type": "header", "text": mrkdwn("x")}], "invalid_blocks"),
    ([{"type": "section", "fields": [mrkdwn("x")] * 11}], "invalid_blocks"),
    ([{"type": "section", "fields": [mrkdwn("x" * 2001)]}], "invalid_blocks"),
    ([{"type": "context", "elements": [mrkdwn("x")] * 11}], "invalid_blocks"),
    ([{"type": "context", "elements": []}], "invalid_blocks"),
    ([table(101, 2)], "invalid_blocks"),
    ([table(2, 21)], "invalid_blocks"),
    ([table(2, 2, "")], "invalid_blocks"),
    ([table(2, 2), table(2, 2)], "invalid_attachments"),
    ([buttons(26)], "invalid_blocks"),
    ([buttons(1, value="v" * 2001)], "invalid_blocks"),
    ([buttons(1, value="")], "invalid_blocks"),
    ([buttons(1, url="javascript:alert(1)")], "invalid_blocks"),
    ([{"type": "image", "image_url": "https://a.example/"}], "invalid_blocks"),
    ([section("x", block_id="b"), section("y", block_id="b")], "invalid_blocks"),
    ([{"type": "hologram"}], "invalid_blocks"),
    ([section("x" * 3000)] * 5, "msg_blocks_too_long"),
    ([], "no_text"),
]


@pytest.mark.parametrize("blocks", AT_THE_EDGE)
def test_what_is_just_within_a_limit_is_shown(blocks: list[dict[str, Any]]) -> None:
    assert message_fault("text", blocks) is None


@pytest.mark.parametrize(("blocks", "error"), OVER_IT)
def test_what_is_over_a_limit_is_refused_with_slacks_own_word(blocks: list[dict[str, Any]], error: str) -> None:
    fault = message_fault("", blocks)
    assert fault is not None
    assert fault[0] == error


@pytest.mark.parametrize(
    "view",
    [
        {"type": "modal", "title": plain("x" * 25), "blocks": []},
        {"type": "modal", "blocks": []},
        {"type": "modal", "title": plain("x"), "blocks": [section("x")] * 101},
        {"type": "modal", "title": plain("x"), "blocks": [], "private_metadata": "x" * 3001},
        {
            "type": "modal",
            "title": plain("x"),
            "blocks": [{"type": "input", "label": plain("x"), "element": {"type": "y"}}],
        },
    ],
)
def test_a_view_over_a_limit_is_refused(view: dict[str, Any]) -> None:
    assert view_fault(view) is not None


@pytest.fixture
async def client(slack: StandinSlack) -> AsyncIterator[AsyncWebClient]:
    async with slack_session(slack.api_url) as session:
        yield slack_client(BOT_TOKEN, slack.api_url, session)


async def refused(request: Any) -> str:
    with pytest.raises(SlackApiError) as error:
        await request
    return str(error.value.response["error"])


async def test_a_channel_takes_a_burst_and_then_one_message_a_second(
    slack: StandinSlack, client: AsyncWebClient, clock: FakeClock
) -> None:
    slack.workspace.add_channel("C0OTH", "others")
    for _ in range(5):
        await client.chat_postMessage(channel=GOV, text="x")
    with pytest.raises(SlackApiError) as error:
        await client.chat_postMessage(channel=GOV, text="x")
    assert (error.value.response.status_code, error.value.response.headers["Retry-After"]) == (429, "1")
    await client.chat_postMessage(channel="C0OTH", text="x")
    await clock.advance(1)
    await client.chat_postMessage(channel=GOV, text="x")
    assert await refused(client.chat_postMessage(channel=GOV, text="x")) == "ratelimited"


async def test_where_one_may_post_and_with_which_token(slack: StandinSlack, client: AsyncWebClient) -> None:
    slack.workspace.add_channel("C0OLD", "old", archived=True)
    slack.workspace.add_channel("C0OUT", "out").members.clear()
    slack.workspace.add_channel("C0HID", "hidden", private=True).members.clear()
    assert await refused(client.chat_postMessage(channel="C0OLD", text="x")) == "is_archived"
    assert await refused(client.chat_postMessage(channel="C0OUT", text="x")) == "not_in_channel"
    assert await refused(client.chat_postMessage(channel="C0HID", text="x")) == "channel_not_found"
    assert await refused(client.chat_postMessage(channel="#nowhere", text="x")) == "channel_not_found"
    assert await refused(client.apps_connections_open(app_token=BOT_TOKEN)) == "invalid_auth"
    client.token = APP_TOKEN
    assert await refused(client.auth_test()) == "invalid_auth"
    assert (await client.apps_connections_open(app_token=APP_TOKEN))["url"].startswith("ws://127.0.0.1:")


async def test_messages_threads_and_history_hang_together(slack: StandinSlack, client: AsyncWebClient) -> None:
    metadata = {"event_type": "t", "event_payload": {"key": "k"}}
    first = await client.chat_postMessage(channel="#governance", text="one", metadata=metadata)
    await client.chat_postMessage(channel=GOV, text="two", thread_ts=first["ts"])
    await client.chat_postMessage(channel=GOV, text="three", thread_ts=first["ts"], reply_broadcast=True)
    history = await client.conversations_history(channel=GOV, limit=1, include_all_metadata=True)
    assert [message["text"] for message in history["messages"]] == ["three"]
    cursor = history["response_metadata"]["next_cursor"]
    history = await client.conversations_history(channel=GOV, cursor=cursor, include_all_metadata=True)
    assert [message["metadata"] for message in history["messages"]] == [metadata]
    bare = await client.conversations_history(channel=GOV)
    assert all("metadata" not in message for message in bare["messages"])
    replies = await client.conversations_replies(channel=GOV, ts=first["ts"])
    assert [message["text"] for message in replies["messages"]] == ["one", "two", "three"]
    await client.chat_update(channel=GOV, ts=first["ts"], text="uno")
    assert slack.workspace.channels[GOV].messages[0]["text"] == "uno"
    assert (await client.chat_getPermalink(channel=GOV, message_ts=first["ts"]))["permalink"].startswith("https://")
    assert await refused(client.chat_update(channel=GOV, ts="1.0", text="x")) == "message_not_found"
    assert await refused(client.chat_postMessage(channel=GOV, text="x", thread_ts="1.0")) == "thread_not_found"


async def test_a_trigger_opens_one_view_within_three_seconds(
    slack: StandinSlack, client: AsyncWebClient, clock: FakeClock
) -> None:
    view = {"type": "modal", "title": plain("A view"), "blocks": [section("x")]}
    give = slack._triggers.give
    once = give(ANA)
    await client.views_open(trigger_id=once, view=view)
    assert await refused(client.views_open(trigger_id=once, view=view)) == "exchanged_trigger_id"
    late = give(ANA)
    await clock.advance(3.1)
    assert await refused(client.views_open(trigger_id=late, view=view)) == "expired_trigger_id"
    assert await refused(client.views_open(trigger_id="made up", view=view)) == "invalid_trigger_id"
    published = await client.views_publish(user_id=ANA, view={"type": "home", "blocks": [section("x")]})
    again = await client.views_publish(user_id=ANA, view={"type": "home", "blocks": []}, hash=published["view"]["hash"])
    assert again["view"]["id"] == published["view"]["id"]
    stale = client.views_publish(user_id=ANA, view={"type": "home", "blocks": []}, hash=published["view"]["hash"])
    assert await refused(stale) == "hash_conflict"


async def test_a_response_address_is_good_for_five_uses_in_half_an_hour(slack: StandinSlack, clock: FakeClock) -> None:
    give = slack._hooks.give
    async with aiohttp.ClientSession() as http:

        async def said(hook: str) -> tuple[int, str]:
            async with http.post(f"{slack.origin}/hooks/response/{hook}", json={"text": "x"}) as answer:
                return answer.status, await answer.text()

        hook = give(ANA, GOV)
        assert [(await said(hook))[0] for _ in range(5)] == [200] * 5
        assert await said(hook) == (404, '{"ok": false, "error": "used_url"}')
        late = give(ANA, GOV)
        await clock.advance(30 * 60 + 1)
        assert await said(late) == (404, '{"ok": false, "error": "expired_url"}')
    assert len(slack.workspace.ephemerals) == 5


async def test_an_app_that_answers_late_or_not_at_all_has_broken_a_promise(slack: StandinSlack) -> None:
    with pytest.raises(NobodyListens):
        await slack.people.command(ANA, GOV, "/lookup", "INNO")

    class Late:
        async def deliver(self, kind: str, payload: dict[str, Any], retry: int = 0) -> Ack:
            return Ack(f"{kind} {retry}", 200, {} if payload else None, 3.2)

    slack.people.wire = Late()
    await slack.people.command(ANA, GOV, "/lookup", "INNO")
    assert slack.broken == ["/lookup: status 200 after 3.20 s of 3"]


async def test_forms_and_json_gets_and_posts_mean_the_same(slack: StandinSlack) -> None:
    bearer = {"Authorization": f"Bearer {BOT_TOKEN}"}
    blocks = json.dumps([section("x")])
    async with aiohttp.ClientSession() as http:
        url = f"{slack.api_url}chat.postMessage"
        async with http.post(url, data={"token": BOT_TOKEN, "channel": GOV, "text": "x", "blocks": blocks}) as answer:
            assert (await answer.json())["ok"] is True
        async with http.post(url, json={"channel": GOV, "text": "x"}, headers=bearer) as answer:
            assert (await answer.json())["ok"] is True
        async with http.get(f"{slack.api_url}conversations.info", params={"channel": GOV}, headers=bearer) as answer:
            assert (await answer.json())["channel"]["name"] == "governance"
        async with http.get(f"{slack.api_url}auth.test") as answer:
            assert (await answer.json())["error"] == "not_authed"
        async with http.get(f"{slack.api_url}admin.everything", headers=bearer) as answer:
            assert (await answer.json())["error"] == "unknown_method"
    assert slack.workspace.channels[GOV].messages[0]["blocks"] == [section("x")]


async def test_the_page_shows_channels_and_what_people_see_alone(slack: StandinSlack, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel=GOV, text="Nine of nine <directors> elected")
    await client.chat_postEphemeral(channel=GOV, user=ANA, text="Only for you")
    async with aiohttp.ClientSession() as http:
        async with http.get(f"{slack.origin}/") as answer:
            page, policy = await answer.text(), answer.headers["Content-Security-Policy"]
        async with http.get(f"{slack.origin}/channel/C0NONE") as answer:
            assert answer.status == 404
    assert "governance" in page
    assert "Only visible to ana" in page
    assert "<directors>" not in page
    assert "default-src 'self'" in policy


async def test_a_persons_home_and_open_form_can_be_looked_at(slack: StandinSlack, client: AsyncWebClient) -> None:
    await client.views_publish(user_id=ANA, view={"type": "home", "blocks": [section("Your channels")]})
    view = {"type": "modal", "title": plain("A form"), "blocks": [section("Fill me in")]}
    await client.views_open(trigger_id=slack._triggers.give(ANA), view=view)
    async with aiohttp.ClientSession() as http:
        async with http.get(f"{slack.origin}/home/{ANA}") as answer:
            page = await answer.text()
        async with http.get(f"{slack.origin}/home/U0NOBODY") as answer:
            assert answer.status == 404
    assert "Your channels" in page
    assert "Fill me in" in page


async def test_waiting_for_what_never_comes_ends(slack: StandinSlack) -> None:
    with pytest.raises(TimeoutError):
        await slack.until(lambda: False, seconds=0.01)
    asyncio.get_running_loop().call_soon(slack.workspace.changed)
    await slack.until(lambda: slack.workspace.version)


async def test_the_page_shows_people_and_channels_by_name(slack: StandinSlack, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel=GOV, text=f"Asked by <@{ANA}> in <#{GOV}>, not by <@U0NOBODY>")
    async with aiohttp.ClientSession() as http, http.get(f"{slack.origin}/") as answer:
        page = await answer.text()
    for name in ("@ana", "#governance", "@U0NOBODY"):
        assert f'<span class="mention">{name}</span>' in page
