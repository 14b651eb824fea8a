"""What is said to the app by name, in a message."""

from __future__ import annotations

import json

import pytest
from structlog.testing import capture_logs

from bot.lookup import LookupAnswer, lookup
from bot.slack.commands.mention import Mention, asked_in
from bot.slack.messages import actions as ids
from tests.slack.office import ANA, EVE, GOV, Office, element


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("<@U0BALLOT> INNO", "INNO"),
        ("<@U0BALLOT>  lookup   INNO 2004", "INNO 2004"),
        ("hey <@U0BALLOT|ballotwire>", "hey"),
        ("<@U0BALLOT> /lookup AT&amp;T", "AT&T"),
        ("<@U0BALLOT> Lookup Holdings Inc", "Holdings Inc"),
        ("<@U0BALLOT> Lookups Inc", "Lookups Inc"),
        ("<@U0BALLOT> <!channel> <#C0GOV|governance>", ""),
        ("<@U0BALLOT> " + "x" * 900, "x" * 300),
    ],
)
def test_a_message_asks_for_what_is_said_beside_the_name(text: str, asked: str) -> None:
    assert asked_in(text) == asked


ASKED = {"type": "message", "user": ANA, "ts": "1772461800.000500", "text": "<@U0BALLOT> …"}


async def says(place: Office, text: str, *, user: str = ANA, **more: str) -> None:
    event = {"type": "app_mention", "user": user, "channel": GOV, "text": f"<@U0BALLOT> {text}", "ts": ASKED["ts"]}
    await place.slack.people.event(event | more)


async def looking_up(place: Office) -> None:
    await place.knows_a_company()
    place.slack.workspace.channels[GOV].messages.append(dict(ASKED))

    async def real(query: str, page: int = 0, **_: object) -> LookupAnswer:
        return await lookup(place.ledger, query, page)

    place.parts.lookup = real


async def test_the_answer_stands_in_the_thread_for_all(at_work: Office) -> None:
    await looking_up(at_work)
    posted = at_work.slack.workspace.channels[GOV].messages
    await says(at_work, "HLTN")
    await at_work.slack.until(lambda: len(posted) == 2)
    assert posted[1]["thread_ts"] == ASKED["ts"]
    assert "1 of 1 directors elected" in json.dumps(posted[1]["blocks"])
    await says(at_work, "HLTN", ts="1772461900.000100", thread_ts=ASKED["ts"])
    await at_work.slack.until(lambda: len(posted) == 3)
    assert posted[2]["thread_ts"] == ASKED["ts"]


async def test_what_all_see_is_replaced_for_nobody(on_socket: Office) -> None:
    await looking_up(on_socket)
    posted = on_socket.slack.workspace.channels[GOV].messages
    await says(on_socket, "harbour lantern")
    await on_socket.slack.until(lambda: len(posted) == 2)
    answer = posted[1]
    assert "Did you mean" in answer["text"]
    await on_socket.slack.people.click(ANA, GOV, answer, element(answer["blocks"], f"{ids.LOOKUP_PICK}_0"))
    await on_socket.slack.until(lambda: on_socket.slack.workspace.ephemerals)
    assert "Ada Quill" in on_socket.slack.workspace.ephemerals[0]["text"]
    assert on_socket.slack.workspace.channels[GOV].messages == [ASKED, answer]


async def test_a_bot_is_not_answered_and_a_stranger_has_nothing_posted(on_socket: Office) -> None:
    await says(on_socket, "HLTN", bot_id="B0OTHER")
    await says(on_socket, "HLTN", user=EVE)
    await on_socket.slack.until(lambda: on_socket.slack.calls_of("chat.postEphemeral"))
    [call] = on_socket.slack.calls_of("chat.postEphemeral")
    assert (call.args["user"], call.args["text"]) == (EVE, "You are not in that channel.")
    assert on_socket.slack.workspace.channels[GOV].messages == []
    assert on_socket.asked == []


async def test_an_answer_that_slack_does_not_take_is_in_the_log(on_socket: Office) -> None:
    with capture_logs() as said:
        await Mention(on_socket.parts).asked({"user": ANA, "channel": GOV, "text": "HLTN", "ts": "1.1"})
    [told] = [line for line in said if line["event"] == "slack.mention_unanswered"]
    assert told["reason"] == "thread_not_found"
