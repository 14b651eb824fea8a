"""Counts as files and pictures, on demand."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from bot.lookup import LookupAnswer, PastMeeting, lookup
from bot.slack.commands.vote_files import COLUMNS, votes_csv, votes_json
from bot.slack.messages import actions as ids
from bot.stages import Via
from bot.standin.slack.misbehaviour import ok_false
from parsers.report import Category, Frequency, Proposal
from parsers.schema import report_from_json
from tests.fakes.filings import filing, report
from tests.slack import meetings
from tests.slack.office import ANA, EVE, GOV, Office, looked_up

URL = "https://www.sec.gov/filing-index.htm"


async def with_two_meetings(place: Office) -> None:
    for number, year in ((1, 2025), (2, 2026)):
        of = filing(number)
        told = report(of, say_on_pay=(900 - number, 100 + number))
        assert told.meeting.date is not None
        told = replace(told, meeting=replace(told.meeting, date=told.meeting.date.replace(year=year)))
        await place.ledger.record_seen([of], Via.FEED)
        await place.ledger.record_report(of, told, [], URL)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


async def test_all_meetings_come_as_a_spreadsheet_or_as_reports(at_work: Office) -> None:
    await with_two_meetings(at_work)
    answer = await at_work.says("HLTN csv", command="/lookup")
    assert answer["text"].startswith("votes-1234567.csv is in your messages with me.")
    [sheet] = at_work.slack.workspace.uploads.values()
    told = [(row["meeting_date"], row["nominee"], row["outcome"], row["for"]) for row in rows(sheet.content.decode())]
    assert told == [
        ("2026-02-26", "Ada Quill", "elected", "800"),
        ("2026-02-26", "", "approved", "898"),
        ("2025-02-26", "Ada Quill", "elected", "800"),
        ("2025-02-26", "", "approved", "899"),
    ]
    answer = await at_work.says("HLTN JSON here", command="/lookup")
    assert answer["text"] == "votes-1234567.json is in the channel."
    whole = json.loads(list(at_work.slack.workspace.uploads.values())[1].content)
    assert [report_from_json(each).meeting.date.year for each in whole] == [2026, 2025]  # type: ignore[union-attr]
    comments = [message["text"] for message in at_work.slack.workspace.channels[GOV].messages]
    assert comments == ["2 meetings of HARBOR LANTERN CORP, asked for by <@U0ANA>"]
    private = [message["text"] for message in at_work.slack.workspace.direct(ANA).messages]
    assert private == ["2 meetings of HARBOR LANTERN CORP"]


async def test_a_file_of_nobody_is_answered_like_any_look_up(on_socket: Office) -> None:
    assert (await on_socket.says("ZQXJ csv", command="/lookup"))["text"] == looked_up("ZQXJ")
    assert on_socket.asked == [("ZQXJ", 0)]


async def test_a_file_that_slack_refuses_says_why(on_socket: Office) -> None:
    await with_two_meetings(on_socket)
    on_socket.slack.script.then("files.completeUploadExternal", ok_false("not_in_channel"))
    assert "I am not in the channel" in (await on_socket.says("HLTN csv here", command="/lookup"))["text"]
    on_socket.slack.script.then("conversations.open", ok_false("missing_scope"))
    sorry = (await on_socket.says("HLTN csv", command="/lookup"))["text"]
    assert "the app lacks a permission" in sorry
    assert "With `here` at the end it goes to the channel" in sorry


async def looks_up_two_meetings(place: Office, text: str = "HLTN") -> dict[str, Any]:
    """What the real look-up answers; the picture may follow it."""

    async def real(query: str, page: int = 0, **_: object) -> LookupAnswer:
        return await lookup(place.ledger, query, page)

    place.parts.lookup = real
    before = len(place.slack.workspace.ephemerals)
    await place.says(text, command="/lookup")
    answer: dict[str, Any] = place.slack.workspace.ephemerals[before]
    return answer


def pictures(place: Office) -> list[dict[str, Any]]:
    return [block for each in place.slack.workspace.ephemerals for block in each["blocks"] if block["type"] == "image"]


async def test_support_over_the_years_follows_an_answer_as_a_picture_with_words(at_work: Office) -> None:
    await with_two_meetings(at_work)
    assert "Ada Quill" in (await looks_up_two_meetings(at_work))["text"]
    await at_work.slack.until(lambda: pictures(at_work))
    [picture] = pictures(at_work)
    [upload] = at_work.slack.workspace.uploads.values()
    assert picture["slack_file"] == {"id": upload.id}
    assert "2025 89.9%, 2026 89.8%" in picture["alt_text"]
    beside = at_work.slack.workspace.ephemerals[-1]
    assert (beside["user"], beside["text"]) == (ANA, picture["alt_text"])
    assert upload.channel == ""
    assert at_work.slack.workspace.channels[GOV].messages == []
    await looks_up_two_meetings(at_work, "HLTN all")
    await at_work.slack.until(lambda: len(pictures(at_work)) == 2)
    assert pictures(at_work)[1]["slack_file"] == picture["slack_file"]
    assert len(at_work.slack.workspace.uploads) == 1


@pytest.mark.parametrize(("refused", "shown"), [(1, 1), (2, 0)])
async def test_a_picture_that_slack_is_not_done_with_is_tried_again_and_never_holds_up_the_answer(
    refused: int, shown: int, on_socket: Office
) -> None:
    await with_two_meetings(on_socket)
    on_socket.slack.workspace.slow_files = refused
    assert "Ada Quill" in (await looks_up_two_meetings(on_socket))["text"]
    uploads = on_socket.slack.workspace.uploads
    await on_socket.slack.until(lambda: [each for each in uploads.values() if each.unready == 0])
    if shown:
        await on_socket.slack.until(lambda: pictures(on_socket))
    assert len(pictures(on_socket)) == shown


async def test_an_answer_comes_without_a_picture_where_slack_takes_no_file(on_socket: Office) -> None:
    await with_two_meetings(on_socket)
    on_socket.slack.script.then("files.getUploadURLExternal", ok_false("missing_scope"))
    assert "Ada Quill" in (await looks_up_two_meetings(on_socket))["text"]
    await on_socket.slack.until(lambda: [c for c in on_socket.slack.calls if c.method == "files.getUploadURLExternal"])
    assert pictures(on_socket) == []


async def test_a_chart_is_a_picture_with_words_in_the_thread_of_what_was_pressed(at_work: Office) -> None:
    await with_two_meetings(at_work)
    await at_work.parts.client.chat_postMessage(channel=GOV, text="an alert")
    [alert] = at_work.slack.workspace.channels[GOV].messages
    chart = {"type": "button", "action_id": ids.CHART, "value": "1234567"}
    await at_work.slack.people.click(ANA, GOV, alert, chart)
    await at_work.slack.until(lambda: len(at_work.slack.workspace.channels[GOV].messages) == 2)
    shown = at_work.slack.workspace.channels[GOV].messages[1]
    assert shown["thread_ts"] == alert["ts"]
    [upload] = at_work.slack.workspace.uploads.values()
    assert upload.content.startswith(b"\x89PNG")
    assert "2025 89.9%" in upload.alt_text
    assert "2026 89.8%" in upload.alt_text


async def test_who_is_not_in_a_channel_has_nothing_posted_there(on_socket: Office) -> None:
    await with_two_meetings(on_socket)
    for text, command in (("HLTN csv here", "/lookup"), ("export here", "/watch")):
        answer = await on_socket.says(text, command=command, user=EVE)
        assert answer["text"] == "⚠ You are not in that channel."
    before = len(on_socket.slack.workspace.ephemerals)
    chart = {"type": "button", "action_id": ids.CHART, "value": "1234567"}
    await on_socket.slack.people.click(EVE, GOV, {"ts": "1.0"}, chart)
    await on_socket.slack.until(lambda: has_said_more(on_socket, before))
    assert on_socket.slack.workspace.ephemerals[-1]["text"] == "You are not in that channel."
    assert on_socket.slack.workspace.channels[GOV].messages == []


def has_said_more(place: Office, than: int) -> bool:
    return len(place.slack.workspace.ephemerals) > than


async def test_a_chart_needs_two_meetings(on_socket: Office) -> None:
    await on_socket.knows_a_company()
    for value in ("1234567", "<nobody>"):
        said = len(on_socket.slack.workspace.ephemerals)
        await on_socket.slack.people.click(ANA, GOV, {"ts": "1.0"}, {"action_id": ids.CHART, "value": value})
        await on_socket.slack.until(partial(has_said_more, on_socket, said))
        assert "not two meetings" in on_socket.slack.workspace.ephemerals[-1]["text"]


def test_absent_counts_are_empty_nought_is_0_and_no_cell_is_a_formula() -> None:
    of = filing(1)
    told = report(of)
    chosen = Proposal("3", Category.SAY_ON_PAY_FREQUENCY, "=HYPERLINK()", frequency_chosen=Frequency.ONE_YEAR)
    held = PastMeeting(of, replace(told, proposals=(*told.proposals, chosen)), URL)
    director, pay, frequency = rows(votes_csv([held]))
    assert tuple(director) == COLUMNS
    assert (director["against"], director["withheld"], director["abstain"]) == ("", "200", "")
    assert (pay["abstain"], pay["broker_non_votes"], pay["withheld"]) == ("0", "500", "")
    assert (frequency["title"], frequency["outcome"], frequency["for"]) == ("'=HYPERLINK()", "one_year", "")
    assert report_from_json(json.loads(votes_json([held]))[0]).proposals[2] == chosen


def test_votes_on_the_frequency_and_of_each_class_of_shares_are_in_the_spreadsheet() -> None:
    whole = [PastMeeting(filing(1), told, URL) for told in (meetings.frequency_chosen(), meetings.share_classes())]
    written = rows(votes_csv(whole))
    [frequency] = [row for row in written if row["category"] == Category.SAY_ON_PAY_FREQUENCY]
    assert [frequency[name] for name in ("one_year", "two_years", "three_years", "abstain", "broker_non_votes")] == [
        *("40118702", "311990", "3540611", "56117", "6012344"),
    ]
    plan = [row for row in written if row["category"] == Category.EQUITY_PLAN]
    assert [(row["share_class"], row["for"], row["against"]) for row in plan] == [
        ("", "", ""),
        ("Class A", "21004551", "9377120"),
        ("Class B", "88000000", "0"),
    ]
    elected = [row for row in written if row["nominee"] == "Tobias Whitfield" and row["share_class"] == "Class A"]
    assert [row["for"] for row in elected] == ["29999000"]
