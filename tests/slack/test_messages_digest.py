"""Several meetings in one message: the worst first, each with its link, none left out."""

from __future__ import annotations

from bot.slack.messages import digest_messages
from bot.slack.planner import digest_title
from bot.standin.slack.limits import message_fault
from tests.slack import meetings
from tests.slack.reading import said


def test_a_digest_tells_the_worst_first_and_every_meeting_with_its_link() -> None:
    told = [meetings.all_elected(), meetings.doubtful(), meetings.director_failed(), meetings.no_counts()]
    alerts = [(meetings.alert(report), meetings.REASONS) for report in told]
    (message,) = digest_messages([*alerts, (meetings.unreadable(), ())], "Digest: 5 meetings")
    assert message_fault(message.text, list(message.blocks)) is None
    lines = message.text.split("\n")
    assert lines[0] == "Digest: 5 meetings"
    assert [line.partition(": ")[2].partition(" ")[0] for line in lines[1:]] == ["Samuel", "Say", "could", "9", "6"]
    assert said(message).count(f"<{meetings.FILING_URL}|filing>") == 5
    [doubted] = [line for line in lines if "to check" in line]
    assert "1 of 2 proposals approved (to check)" in doubted
    assert "*Samuel Okonkwo was not elected (43.6% for).* 8 of 9 directors elected" in said(message)
    assert "\n9 of 9 directors elected" in said(message), "what went well does not stand out"


def test_a_company_under_a_new_cik_has_its_line_in_a_digest() -> None:
    alerts = [(meetings.succession(), ()), (meetings.alert(meetings.director_failed()), meetings.REASONS)]
    title = digest_title([alert for alert, _ in alerts])
    (message,) = digest_messages(alerts, title)
    assert title == "Digest: 1 meetings, 1 new registrants"
    assert message.text.split("\n")[2].startswith("HARBOR LANTERN CORP now files as Harbor &amp; Lantern Holdings Inc.")
    assert "*HARBOR LANTERN CORP now files as Harbor &amp; Lantern Holdings Inc.*" in said(message)


def test_a_digest_of_a_hundred_meetings_goes_on_in_its_thread_with_none_left_out() -> None:
    alerts = [(meetings.alert(meetings.say_on_pay_failed()), ())] * 100
    messages = digest_messages(alerts, "Digest: 100 meetings")
    assert all(message_fault(message.text, list(message.blocks)) is None for message in messages)
    assert sum(said(message).count("*Say on pay failed: 46.2% for.*") for message in messages) == 100
    assert "this message's thread" in said(messages[0])
    assert len(messages) == 5
