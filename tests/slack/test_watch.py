"""What people say to ``/watch`` and what it does, over both transports."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.slack.channel_list import Listed
from bot.slack.commands.audit_answer import change_words
from bot.slack.commands.watch_files import Line, export_csv, export_json, fault_words, read_import, spoken_list
from bot.slack.preferences import DIGEST, QUIET
from bot.stages import Change, Match, Poll, PollOutcome, Watch, WatchSubject
from bot.standin.slack.misbehaviour import ok_false
from tests.fakes.clock import START, FakeClock
from tests.slack.office import ANA, BEN, DEALS, EVE, GOV, TEAM, Office, element, office


async def watches(place: Office) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(w.subject.value, w.value, w.rules) for w in await place.ledger.watches(TEAM, GOV)]


async def test_a_company_is_added_by_ticker_name_or_cik_and_listed(at_work: Office) -> None:
    await at_work.knows_a_company()
    answer = await at_work.says("add hltn")
    assert "This channel now watches *HARBOR LANTERN CORP* (HLTN)." in answer["text"]
    assert await watches(at_work) == [("cik", "1234567", ())]
    assert "watched here already" in (await at_work.says("add Harbor Lantern Corp."))["text"]
    await at_work.says("add 1234567 only failures or say-on-pay below 70%")
    assert await watches(at_work) == [("cik", "1234567", ("failures", "say-on-pay below 70"))]
    listed = (await at_work.says("list"))["text"]
    assert listed == ("1. *HARBOR LANTERN CORP* (CIK 1234567), only failures or say-on-pay below 70 – by <@U0ANA>")


async def test_an_unknown_name_gets_the_nearest_and_a_button_adds_the_one_that_was_meant(at_work: Office) -> None:
    await at_work.knows_a_company()
    answer = await at_work.says("add harbour lanternn only failures")
    assert "I know nobody called *harbour lanternn*" in answer["text"]
    assert await watches(at_work) == []
    before = len(at_work.slack.workspace.ephemerals)
    await at_work.presses(answer, "watch_pick_0")
    await at_work.slack.until(lambda: "now watches" in at_work.slack.workspace.ephemerals[-1]["text"])
    assert len(at_work.slack.workspace.ephemerals) == before
    assert await watches(at_work) == [("cik", "1234567", ("failures",))]


async def test_a_company_of_which_nothing_is_known_yet_is_watched_by_its_words(on_socket: Office) -> None:
    answer = await on_socket.says("add ZQXJ, Zebra Quarry Holdings, 998877")
    assert answer["text"].count("I have seen no filing of it yet") == 3
    assert await watches(on_socket) == [
        ("ticker", "ZQXJ", ()),
        ("company", "Zebra Quarry Holdings", ()),
        ("cik", "998877", ()),
    ]


async def test_everything_is_watched_and_removed_by_number_or_name(on_socket: Office) -> None:
    await on_socket.knows_a_company()
    await on_socket.says("all only failures")
    await on_socket.says("add HLTN")
    assert "No longer watched here: *HARBOR LANTERN CORP*" in (await on_socket.says("remove hltn"))["text"]
    assert "No longer watched here: *Every company*" in (await on_socket.says("remove 1"))["text"]
    assert await watches(on_socket) == []
    assert "is not watched here" in (await on_socket.says("remove 7"))["text"]


async def test_what_the_file_watches_is_shown_as_such_and_stays(on_socket: Office) -> None:
    on_socket.watched.append(Watch(TEAM, "#governance", WatchSubject.TICKER, "ACME"))
    on_socket.watched.append(Watch(TEAM, "#other", WatchSubject.TICKER, "NOPE"))
    assert (await on_socket.says("list"))["text"] == "1. *ACME* – in the watchlist file"
    assert "is changed in the file" in (await on_socket.says("remove ACME"))["text"]


async def test_a_list_goes_out_as_csv_and_json_files(at_work: Office) -> None:
    await at_work.knows_a_company()
    await at_work.says("add HLTN only failures")
    assert "watchlist-governance.csv is in your messages" in (await at_work.says("export"))["text"]
    [first] = at_work.slack.workspace.uploads.values()
    rows = list(csv.DictReader(io.StringIO(first.content.decode())))
    assert rows == [
        {
            "subject": "cik",
            "value": "1234567",
            "company": "HARBOR LANTERN CORP",
            "only": "failures",
            "source": "command",
        }
    ]
    await at_work.says("export json here")
    second = list(at_work.slack.workspace.uploads.values())[1]
    assert json.loads(second.content) == rows
    shown = [*at_work.slack.workspace.direct(ANA).messages, *at_work.slack.workspace.channels[GOV].messages]
    assert [m["files"][0]["name"] for m in shown] == ["watchlist-governance.csv", "watchlist-governance.json"]


async def test_a_list_comes_in_by_a_form(at_work: Office) -> None:
    await at_work.knows_a_company()
    await at_work.slack.people.command(ANA, GOV, "/watch", "import")
    view = await at_work.opened_view()

    def entered(text: str) -> dict[str, object]:
        return {"pasted": {"pasted": {"type": "plain_text_input", "value": text}}}

    refused = await at_work.slack.people.submit(ANA, view, entered("HLTN, nonsense"))
    assert refused.payload is not None
    assert refused.payload["errors"]["pasted"].startswith("line 1: 'nonsense' is no rule")
    await at_work.slack.people.submit(ANA, view, entered("HLTN, failures\nZQXJ\n"))
    await at_work.slack.until(lambda: at_work.slack.workspace.ephemerals)
    assert "2 of 2 are new" in at_work.slack.workspace.ephemerals[-1]["text"]
    assert await watches(at_work) == [("cik", "1234567", ("failures",)), ("ticker", "ZQXJ", ())]


async def test_a_form_that_was_opened_for_another_channel_changes_nothing_there(on_socket: Office) -> None:
    await on_socket.slack.people.command(ANA, GOV, "/watch", "import")
    view = await on_socket.opened_view()
    forged = view | {"private_metadata": json.dumps({"channel": DEALS, "name": "deals"})}
    values = {"pasted": {"pasted": {"type": "plain_text_input", "value": "ACME"}}}
    ack = await on_socket.slack.people.submit(ANA, forged, values)
    assert ack.payload is not None
    assert ack.payload["errors"] == {"pasted": "Only members of the channel may change what it watches."}
    assert await on_socket.ledger.watches() == []


async def test_only_members_may_change_a_list_and_anybody_may_read_it(at_work: Office) -> None:
    await at_work.knows_a_company()
    assert "Only members of the channel" in (await at_work.says("add HLTN", user=EVE))["text"]
    assert "Nothing is watched here yet" in (await at_work.says("list", user=EVE))["text"]
    assert await watches(at_work) == []


@pytest.mark.parametrize("editors", [(BEN,), ("S0EDIT",)], ids=["by name", "by user group"])
async def test_with_editors_in_the_settings_nobody_else_may(
    editors: tuple[str, ...], tmp_path: Path, clock: FakeClock
) -> None:
    async with office("socket", tmp_path, clock, editors=editors) as place:
        place.slack.workspace.people[BEN].groups = ("S0EDIT",)
        assert "Only the people named in the settings" in (await place.says("all"))["text"]
        assert "now watches" in (await place.says("all", user=BEN))["text"]


async def test_a_button_pressed_by_somebody_else_changes_nothing(on_socket: Office) -> None:
    await on_socket.knows_a_company()
    answer = await on_socket.says("add harbour lanternn")
    await on_socket.presses(answer, "watch_pick_0", user=EVE)
    await on_socket.slack.until(lambda: "Only members" in on_socket.slack.workspace.ephemerals[-1]["text"])
    assert await watches(on_socket) == []


async def test_a_mute_ends_when_it_was_said_to(on_socket: Office) -> None:
    await on_socket.knows_a_company()
    assert "is muted here until <!date^" in (await on_socket.says("mute HLTN 30d"))["text"]
    [mute] = await on_socket.ledger.mutes(TEAM, GOV)
    assert mute.until == on_socket.clock.now() + timedelta(days=30)
    assert "*Muted*" in json.dumps((await on_socket.says("list"))["blocks"])
    await on_socket.clock.advance(30 * 86400 + 1)
    assert await on_socket.ledger.mutes(TEAM, GOV) == []
    await on_socket.says("mute HLTN until 2027-01-01")
    [mute] = await on_socket.ledger.mutes(TEAM, GOV)
    assert mute.until == datetime(2027, 1, 1, 5, tzinfo=UTC)
    assert "is heard here again" in (await on_socket.says("unmute HLTN"))["text"]
    assert "is no day to come" in (await on_socket.says("mute HLTN until 2020-01-01"))["text"]
    assert "I know nobody called *ZQXJ*" in (await on_socket.says("mute ZQXJ 3d"))["text"]


async def test_digests_and_quiet_hours_are_kept_in_the_persons_own_time_zone(on_socket: Office) -> None:
    on_socket.slack.workspace.people[ANA].tz = "Europe/London"
    assert "daily at 17:00 (London time)" in (await on_socket.says("digest daily 17:00"))["text"]
    await on_socket.says("quiet 22:00-06:00 New York strict")
    kept = await on_socket.ledger.preferences(TEAM, GOV)
    assert kept[DIGEST] == {"days": [0, 1, 2, 3, 4, 5, 6], "at": "17:00", "zone": "Europe/London"}
    assert kept[QUIET] == {"begin": "22:00", "end": "06:00", "zone": "America/New_York", "failures_pass": False}
    await on_socket.says("amendments thread")
    listed = json.dumps((await on_socket.says("list"))["blocks"], ensure_ascii=False)
    assert "Digest daily at 17:00 (London time)" in listed
    assert "An amendment answers in its thread" in listed
    await on_socket.says("digest off")
    await on_socket.says("quiet off")
    assert set(await on_socket.ledger.preferences(TEAM, GOV)) == {"amendments"}


async def test_a_test_message_says_whether_the_bot_can_post(at_work: Office) -> None:
    assert "It works" in (await at_work.says("test"))["text"]
    shown = at_work.slack.workspace.channels[GOV].messages[-1]
    assert shown["text"].startswith("TEST: ")
    assert "A test by <@U0ANA>: this company is made up" in json.dumps(shown["blocks"])
    assert {"header", "table", "section"} <= {block["type"] for block in shown["blocks"]}
    assert "actions" not in {block["type"] for block in shown["blocks"]}
    at_work.slack.script.then("chat.postMessage", ok_false("not_in_channel"))
    assert "I could not post here: I am not in the channel" in (await at_work.says("test"))["text"]


async def test_status_tells_the_last_poll_the_lag_and_what_waits(on_socket: Office) -> None:
    assert "EDGAR has not been asked yet" in (await on_socket.says("status"))["text"]
    await on_socket.knows_a_company([Match(TEAM, GOV, ("watches HLTN",))])
    now = on_socket.clock.now()
    poll = Poll(now, now, PollOutcome.OK, 100, 1, now - timedelta(minutes=3))
    await on_socket.ledger.record_poll(poll)
    await on_socket.clock.advance(60)
    refused = Poll(now, on_socket.clock.now(), PollOutcome.REFUSED, 0, 0, None, "403 <b>slow down</b>")
    await on_socket.ledger.record_poll(refused)
    text = (await on_socket.says("status"))["text"]
    assert "*refused us*" in text
    assert "403 &lt;b&gt;slow down&lt;/b&gt;" in text
    assert "4 min ago" in text
    assert "0 alerts were delivered; 1 waits, the oldest for 1 min." in text


async def test_every_change_can_be_listed_with_who_made_it(on_socket: Office) -> None:
    await on_socket.knows_a_company()
    await on_socket.says("add HLTN")
    await on_socket.says("quiet 22-6", user=BEN)
    text = (await on_socket.says("audit"))["text"]
    first, second = text.splitlines()
    assert first.endswith(
        "<@U0BEN> chose: quiet 22:00–06:00 (New York time); alerts are held until it ends, failures still come through"
    )
    assert second.endswith("<@U0ANA> watches HARBOR LANTERN CORP (CIK 1234567)")


@pytest.mark.parametrize(
    ("action", "detail", "words"),
    [
        ("set.digest", "None", "chose: digest off"),
        ("set.amendments", "thread", "chose: amendments thread"),
        ("set.quiet", "{'begin': 'x'}", "chose: quiet {'begin': 'x'}"),
        ("set.quiet", "__import__('os')", "chose: quiet __import__('os')"),
        ("mute.add", "CIK 1 until 2026-04-01 14:30 UTC", "muted CIK 1 until 2026-04-01 14:30 UTC"),
        ("mute.remove", "CIK 999001", "unmuted Harbor Lantern (CIK 999001)"),
        ("watch.add", "cik 999001, only failures", "watches Harbor Lantern (CIK 999001), only failures"),
        ("watch.add", "company Quarry, Inc.", "watches Quarry, Inc."),
        ("watch.remove", "everything, only failures", "no longer watches every company, only failures"),
        ("channel.enable", "", "tells the channel again"),
        ("something.new", "x", "something.new x"),
    ],
)
def test_a_change_is_told_in_words_or_as_it_was_kept(action: str, detail: str, words: str) -> None:
    assert change_words(Change(START, TEAM, GOV, ANA, action, detail), {"999001": "Harbor Lantern"}) == words


async def test_help_and_mistakes_are_answered_with_what_to_write(on_socket: Office) -> None:
    assert "`/watch add INNO`" in (await on_socket.says(""))["text"]
    assert "`/watch add INNO`" in (await on_socket.says("help"))["text"]
    assert (await on_socket.says("frobnicate `<!channel>`"))["text"].startswith("I do not know `/watch frobnicate`")
    assert "Mute what" in (await on_socket.says("mute"))["text"]


async def test_a_name_that_is_nearly_right_gets_the_way_to_say_it(on_socket: Office) -> None:
    await on_socket.knows_a_company()
    await on_socket.says("all")
    await on_socket.says("add HLTN only failures")
    removed = (await on_socket.says("remove harbour lanten"))["text"]
    assert "*harbour lanten* is not watched here. Did you mean *HARBOR LANTERN CORP* (CIK 1234567)" in removed
    assert "(`/watch remove 2`)?" in removed
    muted = (await on_socket.says("mute harbour lanten until 2999-12-01"))["text"]
    assert "Did you mean *HARBOR LANTERN CORP* (HLTN) (`/watch mute HLTN until 2999-12-01`)?" in muted
    assert await on_socket.ledger.mutes(TEAM, GOV) == []
    assert "nothing of theirs can come" in (await on_socket.says("mute Zebra Quarry 30d"))["text"]


async def test_what_can_be_taken_off_is_meant_before_what_stands_in_the_file(on_socket: Office) -> None:
    on_socket.watched.append(Watch(TEAM, GOV, WatchSubject.EVERYTHING))
    await on_socket.says("all only failures")
    assert "No longer watched here: *Every company*, only failures" in (await on_socket.says("remove all"))["text"]
    assert "changed in the file" in (await on_socket.says("remove all"))["text"]


async def test_what_stands_in_the_file_just_so_is_not_added_to_it(on_socket: Office) -> None:
    await on_socket.knows_a_company()
    on_socket.watched += [
        Watch(TEAM, GOV, WatchSubject.EVERYTHING, rules=("failures",)),
        Watch(TEAM, GOV, WatchSubject.TICKER, "HLTN"),
    ]
    for text in ("all only failures", "add hltn"):
        assert "is watched here already" in (await on_socket.says(text))["text"]
    assert await watches(on_socket) == []
    await on_socket.says("add HLTN only failures")
    assert await watches(on_socket) == [("cik", "1234567", ("failures",))]


async def test_what_a_channel_was_not_told_is_shown_by_its_status(on_socket: Office) -> None:
    await on_socket.knows_a_company([Match(TEAM, GOV, ("watches HLTN",))])
    assert "Not delivered here" not in (await on_socket.says("status"))["text"]
    [delivery] = await on_socket.ledger.claim_due(1, timedelta(minutes=5), "w")
    await on_socket.ledger.record_abandoned(delivery.id, "not_in_channel")
    answer = await on_socket.says("status")
    assert "1 alert was given up" in answer["text"]
    lost = answer["text"].splitlines()[-1]
    assert "|HARBOR LANTERN CORP>" in lost
    assert lost.endswith("⚠ *not delivered* (I am not in the channel)")
    assert "*Not delivered here*" in json.dumps(answer["blocks"])


async def test_words_of_a_person_can_ping_nobody(on_socket: Office) -> None:
    answer = await on_socket.says("add <!channel> *bold* Corp")
    assert "<!channel>" not in json.dumps(answer["blocks"])
    assert "&lt;!channel&gt;" in answer["text"]


async def test_a_channel_where_the_bot_is_not_gets_a_warning_at_once(tmp_path: Path, clock: FakeClock) -> None:
    async with office("socket", tmp_path, clock, editors=(ANA,)) as place:
        place.slack.workspace.channels[GOV].members.remove("U0BALLOT")
        assert "I am not in this channel" in (await place.says("all"))["text"]


def test_an_export_comes_back_in_as_it_went_out() -> None:
    listed = [
        Listed(Watch("", "C", WatchSubject.CIK, "1234567", ("failures", "say-on-pay below 70"), id=1), "=Harbor, Inc."),
        Listed(Watch("", "C", WatchSubject.EVERYTHING, "", ("failures",), id=2)),
        Listed(Watch("", "C", WatchSubject.COMPANY, "Quarry, Inc.")),
    ]
    text = export_csv(listed)
    assert "'=Harbor, Inc." in text
    assert read_import(text) == (
        [
            Line("1234567", ("failures", "say-on-pay below 70")),
            Line("all", ("failures",), everything=True),
            Line("Quarry, Inc."),
        ],
        [],
    )
    assert [row["source"] for row in json.loads(export_json(listed))] == ["command", "command", "file"]


def test_a_list_in_one_line_narrows_the_company_that_stands_before_the_rule() -> None:
    words = "INNO, failures; Harbor & Sons, Inc., only say-on-pay below 70, directors below 80, ACME"
    assert read_import(spoken_list(words)) == (
        [
            Line("INNO", ("failures",)),
            Line("Harbor & Sons, Inc.", ("say-on-pay below 70", "directors below 80")),
            Line("ACME"),
        ],
        [],
    )


def test_a_pasted_name_may_have_its_legal_form_after_a_comma() -> None:
    assert read_import("Quarry, Inc., failures\nAcme, Ltd.") == (
        [Line("Quarry, Inc.", ("failures",)), Line("Acme, Ltd.")],
        [],
    )


def test_faults_of_an_import_name_their_lines() -> None:
    lines, faults = read_import("INNO\n\nACME, only failures\n, failures\nX, rubbish\n" + "Y" * 200)
    assert lines == [Line("INNO"), Line("ACME", ("failures",))]
    assert [fault.number for fault in faults] == [4, 5, 6]
    assert fault_words(faults).startswith("line 4: no company; line 5: 'rubbish' is no rule")
    assert fault_words([]) == "There is no company in that."


def test_a_button_that_is_looked_for_in_vain_says_so() -> None:
    with pytest.raises(AssertionError, match="nothing to press"):
        element([], "gone")
