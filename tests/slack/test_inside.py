"""Channels that another organisation sees, where the settings keep the bot out of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.slack.client import SlackMessenger, slack_client, slack_session
from bot.slack.directory import Directory
from bot.slack.faults import Verdict
from bot.slack.inside import InsideOnly
from bot.slack.messenger import NotPosted, Posted
from bot.stages import Message
from bot.standin.slack import BOT_TOKEN, StandinSlack
from bot.standin.slack.misbehaviour import Fault, http_error, ok_false, rate_limited
from tests.fakes.clock import FakeClock
from tests.slack.office import ANA, GOV, TEAM, Office

HELLO = Message("hello", ())


@pytest.fixture
async def inside(slack: StandinSlack, clock: FakeClock) -> AsyncIterator[InsideOnly]:
    async with slack_session(slack.api_url) as session:
        client = slack_client(BOT_TOKEN, slack.api_url, session)
        yield InsideOnly(SlackMessenger(client), Directory(client, clock))


@pytest.mark.parametrize("name", [GOV, "#governance"])
async def test_nothing_is_posted_or_changed_where_another_organisation_looks_on(
    name: str, inside: InsideOnly, slack: StandinSlack, clock: FakeClock
) -> None:
    placed = await inside.post(name, HELLO, "k1")
    slack.workspace.channels[GOV].shared_outside = True
    await clock.advance(301)
    for refused in (inside.post(name, HELLO, "k2"), inside.update(placed, Message("changed", ()))):
        with pytest.raises(NotPosted, match="shared_outside") as failure:
            await refused
        assert failure.value.fault.verdict is Verdict.CHANNEL
    assert [m["text"] for m in slack.workspace.channels[GOV].messages] == ["hello"]
    assert await inside.find(GOV, "k1", clock.now() - timedelta(hours=1)) == Posted(GOV, placed.ts)


async def test_a_person_is_told_whatever_their_channels_are(inside: InsideOnly, slack: StandinSlack) -> None:
    await inside.post(ANA, HELLO, "k")
    assert [m["text"] for m in slack.workspace.direct(ANA).messages] == ["hello"]


@pytest.mark.parametrize(
    ("fault", "verdict"),
    [
        (http_error(503), Verdict.TRANSIENT),
        (rate_limited(7), Verdict.TRANSIENT),
        (ok_false("token_revoked"), Verdict.CREDENTIALS),
    ],
)
async def test_nothing_goes_out_on_a_guess(
    fault: Fault, verdict: Verdict, inside: InsideOnly, slack: StandinSlack
) -> None:
    slack.script.then("conversations.info", fault)
    with pytest.raises(NotPosted) as failure:
        await inside.post(GOV, HELLO, "k")
    assert failure.value.fault.verdict is verdict
    assert slack.workspace.channels[GOV].messages == []
    await inside.post(GOV, HELLO, "k")


async def test_a_channel_that_cannot_be_seen_is_left_to_the_post_to_tell(inside: InsideOnly) -> None:
    with pytest.raises(NotPosted, match="channel_not_found"):
        await inside.post("C0NOWHERE", HELLO, "k")


async def test_a_shared_channel_can_neither_watch_nor_be_tested(on_socket: Office) -> None:
    on_socket.parts.inside_only = True
    on_socket.slack.workspace.channels[GOV].shared_outside = True
    for text in ("add HLTN", "all", "test", "import HLTN"):
        assert "is shared with another organisation, and my settings" in (await on_socket.says(text))["text"]
    assert await on_socket.ledger.watches() == []
    await on_socket.knows_a_company()
    for text, command in (("export here", "/watch"), ("HLTN csv here", "/lookup")):
        answer = await on_socket.says(text, command=command)
        assert "is shared with another organisation, and my settings" in answer["text"]
    assert on_socket.slack.workspace.channels[GOV].messages == []
    assert on_socket.slack.workspace.channels[GOV].messages == []


async def test_watches_hold_again_when_the_last_other_organisation_has_gone(on_socket: Office) -> None:
    await on_socket.says("all")
    await on_socket.ledger.disable_channel(TEAM, GOV, "shared_outside")
    for still_shared in (True, False):
        assert len(await on_socket.ledger.watches()) == 0
        event = {"type": "channel_unshared", "channel": GOV, "is_ext_shared": still_shared}
        assert (await on_socket.slack.people.event(event)).in_time
    await on_socket.says("list")
    assert len(await on_socket.ledger.watches()) == 1
