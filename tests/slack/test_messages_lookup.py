"""What an answer tells, and what a terminal shows."""

from __future__ import annotations

from dataclasses import replace

from bot.lookup import Help, Meetings, View
from bot.slack.messages import actions as ids
from bot.slack.messages import alert_message, lookup_message, picture_message, plain_text
from bot.slack.messages.lookup import EXAMPLES, previous_meeting
from bot.stages import Message
from parsers.report import (
    Meeting,
)
from tests.slack import answers, meetings
from tests.slack.reading import buttons, said, table_of


def test_a_lookup_tells_the_latest_meeting_and_offers_the_others() -> None:
    message = lookup_message(answers.latest())
    assert "*9 of 9 directors elected, 3 of 3 proposals approved, 86% of shares represented.*" in said(message)
    assert "At the meeting before on May 14, 2025: 46.2% for (+47.6 points since)" in said(message)
    pressed = buttons(message)
    assert list(pressed) == ["open_filing", "open_exhibit", "evidence", "past_meetings", "chart", "share"]
    assert pressed["past_meetings"]["value"] == pressed["chart"]["value"] == "999001"


def test_a_list_of_meetings_can_be_turned() -> None:
    message = lookup_message(answers.all_meetings())
    assert "meetings, page 2 of 2" in said(message)
    assert buttons(message)["lookup_page_back"]["value"] == "HBRL all|0"
    assert "lookup_page" not in buttons(message)
    assert all(ids.LOOKUP_PAGES.fullmatch(each) for each in buttons(message) if each.startswith("lookup"))


def test_say_on_pay_over_the_years_is_a_table_newest_first() -> None:
    rows = table_of(lookup_message(answers.pay_over_the_years()))
    assert [row[:3] for row in rows[1:3]] == [
        ["May 14, 2026", "✓ Approved", "93.8%"],
        ["May 14, 2025", "✕ Not approved", "46.2%"],
    ]
    assert rows[0][3:] == ["For", "Against", "Abstain", "Broker non-votes"]
    of_one_year = replace(answers.pay_over_the_years(), year=2025, meetings=answers.history()[1:2])
    told = lookup_message(of_one_year)
    assert "say on pay in 2025" in said(told)
    assert [row[0] for row in table_of(told)[1:]] == ["May 14, 2025"]


def test_a_directors_elections_are_a_table() -> None:
    rows = table_of(lookup_message(answers.director()))
    assert rows[0] == ["Meeting", "Director", "Result", "% for", "For", "Against", "Abstain", "Broker non-votes"]
    assert rows[2] == [
        "May 14, 2025",
        "Samuel Okonkwo",
        "✕ Not elected",
        "43.6%",
        "19,204,118",
        "24,870,552",
        "41,207",
        "6,012,344",
    ]
    across = replace(answers.director(), company=None, name="Samuel Okonkwo")
    assert table_of(lookup_message(across))[0][:3] == ["Meeting", "Company", "Result"], "the title names the director"


def test_an_unknown_name_gets_the_nearest_ones_to_press() -> None:
    message = lookup_message(answers.not_found())
    pressed = buttons(message)
    assert [each["value"] for each in pressed.values()] == ["999001", "999003"]
    assert all(ids.LOOKUP_PICKS.fullmatch(each) for each in pressed)
    assert "• Harbor Lantern Corp. (HBRL), CIK 999001\n• Harbinger Lanes LLC, CIK 999003" in message.text


def test_a_directors_name_that_is_nearly_right_can_be_pressed() -> None:
    answer = replace(answers.unknown_director(), company=answers.COMPANY, nearest=("Samuel Okonkwo",))
    message = lookup_message(answer)
    assert "Did you mean Samuel Okonkwo?" in message.text
    assert buttons(message)["lookup_pick_0"]["value"] == "999001 director Samuel Okonkwo"


def test_a_year_without_a_meeting_is_answered_with_the_years_there_are() -> None:
    answer = Meetings("HBRL 1998", View.LATEST, answers.COMPANY, (), year=1998, history=answers.history())
    assert lookup_message(answer).text == (
        "Harbor Lantern Corp. (HBRL) is known, but no meeting in 1998 has been read. "
        "Its meetings of 2026, 2025, 2024 and 2023 are here."
    )


def test_who_does_not_get_to_see_the_picture_reads_its_figures() -> None:
    shown = picture_message(answers.picture())
    assert [block["type"] for block in shown.blocks] == ["image", "context"]
    figures = "Say on pay: 2023 96.2%, 2024 71.2%, 2025 46.2%, 2026 93.8%. Lowest director: 2023 94.2%"
    assert figures in said(Message("", shown.blocks[1:]))
    assert figures in shown.text


def test_help_gives_an_example_of_everything() -> None:
    message = lookup_message(Help())
    assert all(f"`/lookup {example}` — {words}" in said(message) for example, words in EXAMPLES)


def test_the_meeting_before_is_of_the_same_type_and_not_the_same_day() -> None:
    latest, before, *_ = history = answers.history()
    special = answers.held(meetings.huge(), 2025)
    assert previous_meeting((latest, special, *history), latest) == before.report
    assert previous_meeting((latest, latest), latest) is None
    undated = replace(latest, report=replace(latest.report, meeting=Meeting()))
    assert previous_meeting(history, undated) is None


def test_a_terminal_shows_links_dates_and_entities_as_text() -> None:
    shown = plain_text(alert_message(meetings.alert(meetings.no_counts()), ()))
    assert "Ratification of Dunmore & Ash LLP for fiscal 2004 (auditor)" in shown
    assert f"{meetings.ACCESSION} ({meetings.FILING_URL})" in shown
    assert "accepted 2026-05-18 16:31 ET" in shown
    assert "<" not in shown
    assert "*" not in shown


def test_a_terminal_shows_a_message_without_blocks_by_its_text() -> None:
    assert plain_text(Message("*Bold* &amp; <https://x.example|link>", ())) == "Bold & link (https://x.example)"
