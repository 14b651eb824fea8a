"""What can be pressed under an alert."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.slack.messages import actions as ids
from bot.slack.messages import alert_message
from bot.stages import Alert, AlertKind, Via
from bot.standin.slack.misbehaviour import ok_false
from parsers.report import Evidence
from tests.fakes.filings import filing, report
from tests.slack import meetings
from tests.slack.office import ANA, BEN, DEALS, EVE, GOV, TEAM, Office

ACCESSION = filing(1).accession_number
FILING_URL = "https://www.sec.gov/Archives/edgar/data/1234567/000123456726000001/0001234567-26-000001-index.htm"


async def with_alert(place: Office) -> dict[str, object]:
    """The alert in the channel and its report in the ledger; every value has its evidence."""
    of = filing(1)
    words = {
        f"/proposals/1/votes/{name}": Evidence("8k.htm", n * 10, n * 10 + 3, f"9{n:02}", "table cell")
        for n, name in enumerate(["for", "against", "abstain", "broker_non_votes"])
    } | {f"/meeting/{name}": Evidence("8k.htm", 500, 510, "2026-02-26", "date") for name in ("date", "record_date")}
    more = {f"/proposals/0/nominees/{n}/name": Evidence("8k.htm", 600, 609, "Ada Quill", "row") for n in range(60)}
    told = replace(report(of), evidence=words | more)
    await place.ledger.record_seen([of], Via.FEED)
    await place.ledger.record_report(of, told, [], FILING_URL)
    message = alert_message(Alert(AlertKind.RESULTS, of, told, FILING_URL), ())
    await place.parts.client.chat_postMessage(channel=GOV, text=message.text, blocks=list(message.blocks))
    posted: dict[str, object] = place.slack.workspace.channels[GOV].messages[-1]
    return posted


async def test_evidence_opens_with_the_words_of_the_filing_and_turns_its_pages(at_work: Office) -> None:
    message = await with_alert(at_work)
    await at_work.presses(message, ids.EVIDENCE)
    view = await at_work.opened_view()
    assert "2026-02-26" in json.dumps(view["blocks"])
    assert view["private_metadata"] == json.dumps({"accession": ACCESSION, "page": 0}) or ACCESSION in json.dumps(view)
    button = {
        "type": "button",
        "action_id": ids.EVIDENCE_PAGE,
        "value": json.dumps({"accession": ACCESSION, "page": 1}),
    }
    await at_work.slack.people.click_in_view(ANA, view, button)
    await at_work.slack.until(lambda: at_work.slack.calls_of("views.update"))
    turned = at_work.slack.workspace.views[view["id"]]
    assert turned["blocks"] != view["blocks"]


async def test_evidence_of_a_filing_that_is_not_there_says_so(on_socket: Office) -> None:
    action = {"type": "button", "action_id": ids.EVIDENCE, "value": "0009999999-99-000001"}
    await on_socket.slack.people.click(ANA, GOV, {"ts": "1.0"}, action)
    await on_socket.slack.until(lambda: on_socket.slack.workspace.ephemerals)
    assert "do not have that filing" in on_socket.slack.workspace.ephemerals[0]["text"]


async def test_past_meetings_are_looked_up(at_work: Office) -> None:
    await at_work.presses(await with_alert(at_work), ids.PAST_MEETINGS)
    await at_work.slack.until(lambda: at_work.asked)
    assert at_work.asked == [("1234567 all", 0)]


async def test_links_are_acknowledged(on_socket: Office) -> None:
    assert (await on_socket.presses(await with_alert(on_socket), ids.OPEN_FILING)).in_time


async def test_a_company_is_muted_for_as_long_as_was_chosen(at_work: Office) -> None:
    await at_work.presses(await with_alert(at_work), ids.MUTE)
    view = await at_work.opened_view()
    chosen = {"how_long": {"how_long": {"type": "static_select", "selected_option": {"value": "90"}}}}
    await at_work.slack.people.submit(ANA, view, chosen)
    await at_work.slack.until(lambda: at_work.slack.workspace.ephemerals)
    [mute] = await at_work.ledger.mutes(TEAM, GOV)
    assert (mute.cik, mute.until, mute.by) == ("1234567", at_work.clock.now() + timedelta(days=90), ANA)
    assert "is muted here until" in at_work.slack.workspace.ephemerals[0]["text"]


@pytest.mark.parametrize("value", ["-5", "9999999999", "soon", ""])
async def test_a_choice_that_was_not_offered_is_a_month(value: str, on_socket: Office) -> None:
    await on_socket.presses(await with_alert(on_socket), ids.MUTE)
    view = await on_socket.opened_view()
    chosen = {"how_long": {"how_long": {"type": "static_select", "selected_option": {"value": value}}}}
    await on_socket.slack.people.submit(ANA, view, chosen)
    await on_socket.slack.until(lambda: on_socket.slack.workspace.ephemerals)
    [mute] = await on_socket.ledger.mutes(TEAM, GOV)
    assert mute.until == on_socket.clock.now() + timedelta(days=30)


async def test_a_stranger_mutes_nothing(on_socket: Office) -> None:
    await on_socket.presses(await with_alert(on_socket), ids.MUTE, user=EVE)
    view = await on_socket.opened_view()
    chosen = {"how_long": {"how_long": {"type": "static_select", "selected_option": {"value": "7"}}}}
    ack = await on_socket.slack.people.submit(EVE, view, chosen)
    assert ack.payload is not None
    assert "Only members" in ack.payload["errors"]["how_long"]
    assert await on_socket.ledger.mutes() == []


async def test_an_alert_is_shared_into_a_channel_that_the_person_is_in_and_no_other(at_work: Office) -> None:
    message = await with_alert(at_work)
    await at_work.presses(message, ids.SHARE, user=ANA)
    view = await at_work.opened_view()
    there = {"where": {"where": {"type": "conversations_select", "selected_conversation": DEALS}}}
    refused = await at_work.slack.people.submit(ANA, view, there)
    assert refused.payload is not None
    assert refused.payload["errors"] == {"where": "You are not in that channel."}
    assert at_work.slack.workspace.channels[DEALS].messages == []
    await at_work.slack.people.submit(BEN, view, there)
    await at_work.slack.until(lambda: at_work.slack.workspace.channels[DEALS].messages)
    [shared] = at_work.slack.workspace.channels[DEALS].messages
    assert shared["text"].startswith("Shared by <@U0BEN>: ")
    await at_work.slack.until(lambda: at_work.slack.workspace.channels[DEALS].messages)
    [change] = await at_work.ledger.changes(TEAM, DEALS)
    assert (change.actor, change.action) == (BEN, "alert.share")


async def test_a_long_meeting_is_shared_whole_with_its_rest_in_the_thread(on_socket: Office) -> None:
    of = filing(1)
    long = replace(meetings.huge(), accession_number=of.accession_number)
    await on_socket.ledger.record_seen([of], Via.FEED)
    await on_socket.ledger.record_report(of, long, [], FILING_URL)
    button = {"type": "button", "action_id": ids.SHARE, "value": of.accession_number}
    await on_socket.slack.people.click(BEN, GOV, {"ts": "1.0"}, button)
    there = {"where": {"where": {"type": "conversations_select", "selected_conversation": DEALS}}}
    await on_socket.slack.people.submit(BEN, await on_socket.opened_view(), there)
    await on_socket.slack.until(lambda: len(on_socket.slack.workspace.channels[DEALS].messages) == 2)
    first, rest = on_socket.slack.workspace.channels[DEALS].messages
    assert "Shared by <@U0BEN>" in json.dumps(first["blocks"])
    assert "this message's thread" in json.dumps(first["blocks"])
    assert rest["thread_ts"] == first["ts"]
    assert all(nominee.name in json.dumps(rest["blocks"]) for nominee in long.proposals[0].nominees)


async def test_a_share_that_slack_refuses_is_told_to_the_person(on_socket: Office) -> None:
    await on_socket.presses(await with_alert(on_socket), ids.SHARE, user=BEN)
    view = await on_socket.opened_view()
    on_socket.slack.script.then("chat.postMessage", ok_false("restricted_action"))
    there = {"where": {"where": {"type": "conversations_select", "selected_conversation": DEALS}}}
    await on_socket.slack.people.submit(BEN, view, there)
    await on_socket.slack.until(lambda: on_socket.slack.workspace.direct(BEN).messages)
    assert "does not let apps post" in on_socket.slack.workspace.direct(BEN).messages[0]["text"]
