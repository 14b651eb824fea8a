"""What the words after ``/watch`` ask for."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.commands import watch_words as w
from bot.slack.preferences import Amendments, Digest, Quiet
from bot.slack.time_words import read_day, read_duration, read_span, read_time, read_zone

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("", w.Help()),
        ("help me", w.Help()),
        ("add INNO", w.Add(("INNO",))),
        ("  ADD   innovo   group ", w.Add(("innovo group",))),
        ("add AT&amp;T", w.Add(("AT&T",))),
        ("add INNO, ACME;BRK.B", w.Add(("INNO", "ACME", "BRK.B"))),
        ("add Innovo Group, Inc., Acme Corp", w.Add(("Innovo Group, Inc.", "Acme Corp"))),
        ("add INNO only failures", w.Add(("INNO",), ("failures",))),
        ("add INNO ONLY Failed OR say on pay under 70%", w.Add(("INNO",), ("failures", "say-on-pay below 70"))),
        ("add all only failures", w.WatchAll(("failures",))),
        ("add *", w.WatchAll()),
        ("all", w.WatchAll()),
        ("all only shareholder proposals", w.WatchAll(("shareholder proposals",))),
        ("remove 3", w.Remove("3")),
        ("delete INNO", w.Remove("INNO")),
        ("list", w.ListWatches(0)),
        ("list 2", w.ListWatches(1)),
        ("import", w.Import("")),
        ("import INNO, ACME", w.Import("INNO, ACME")),
        ("export", w.Export("csv")),
        ("export JSON", w.Export("json")),
        ("mute INNO 30d", w.MuteCompany("INNO", timedelta(days=30))),
        ("mute Innovo Group for 2 weeks", w.MuteCompany("Innovo Group", timedelta(weeks=2))),
        ("mute INNO until 2026-12-01", w.MuteCompany("INNO", until="2026-12-01")),
        ("mute INNO forever", w.MuteCompany("INNO")),
        ("unmute INNO", w.Unmute("INNO")),
        ("digest off", w.SetDigest(None)),
        ("digest daily 17:00 New York", w.SetDigest(Digest(EVERY_DAY, time(17), "America/New_York"))),
        ("digest daily at 5:30 pm", w.SetDigest(Digest(EVERY_DAY, time(17, 30), ""))),
        ("digest weekdays 9:00 pacific", w.SetDigest(Digest((0, 1, 2, 3, 4), time(9), "America/Los_Angeles"))),
        ("digest weekly on Friday 4pm London", w.SetDigest(Digest((4,), time(16), "Europe/London"))),
        ("quiet off", w.SetQuiet(None)),
        ("quiet 22:00-06:00", w.SetQuiet(Quiet(time(22), time(6), ""))),
        ("quiet 10pm to 6am Tokyo", w.SetQuiet(Quiet(time(22), time(6), "Asia/Tokyo"))),
        ("quiet 22-6 strict", w.SetQuiet(Quiet(time(22), time(6), "", failures_pass=False))),
        ("amendments Thread", w.SetAmendments(Amendments.THREAD)),
        ("test", w.Test()),
        ("status", w.Status()),
        ("audit 3", w.Audit(2)),
    ],
)
def test_words_become_a_request(text: str, request_: w.Request) -> None:
    assert w.parse_watch(text) == request_


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("frob", "I do not know `/watch frob`"),
        ("add", "Add what?"),
        ("add ,,", "Add what?"),
        ("add INNO only", "Only what?"),
        ("add INNO only rubbish", "'rubbish' is no rule; there are 'failures'"),
        ("add INNO only say-on-pay below 170", "a percentage is at most 100"),
        ("add " + "x" * 200, "too long for a company"),
        ("add " + ",".join(f"C{n}" for n in range(300)), "At most 200 companies at once"),
        ("add INNO failures", "Did you mean `/watch add INNO only failures`?"),
        ("add INNO, Acme Corp say on pay below 70", "Did you mean `/watch add Acme Corp only say on pay below 70`?"),
        ("add failures", "Did you mean `/watch all only failures`?"),
        ("all INNO", "`/watch all` watches every company"),
        ("remove", "Remove what?"),
        ("list x", "`x` is no page"),
        ("list 0", "`0` is no page"),
        ("export xml", "I export `csv` or `json`"),
        ("mute", "Mute what, and for how long?"),
        ("mute INNO", "For how long?"),
        ("mute INNO 0d", "For how long?"),
        ("mute INNO 99999w", "For how long?"),
        ("unmute", "Unmute what?"),
        ("digest", "When?"),
        ("digest hourly", "When?"),
        ("digest daily", "At what time?"),
        ("digest daily 25:00", "At what time?"),
        ("digest daily 17:00 Atlantis", "I know no time zone `Atlantis`"),
        ("digest weekly 17:00", "On which day?"),
        ("quiet", "From when to when?"),
        ("quiet 22:00", "From when to when?"),
        ("quiet 22:00-22:00", "From when to when?"),
        ("quiet 22:00-30:00", "From when to when?"),
        ("amendments loud", "How shall an amendment be told?"),
        ("test it", "`/watch test` takes nothing after it"),
        ("status now", "`/watch status` takes nothing after it"),
    ],
)
def test_mistakes_are_answered_with_the_way_to_say_it(text: str, says: str) -> None:
    with pytest.raises(w.WordsFault) as fault:
        w.parse_watch(text)
    assert says in str(fault.value)


@given(st.text(max_size=300), st.sampled_from(["", "add ", "mute ", "digest ", "quiet ", "import ", "remove ", "all "]))
def test_no_words_crash_and_none_come_back_able_to_ping(words: str, verb: str) -> None:
    said = ""
    try:
        w.parse_watch(verb + words)
    except w.WordsFault as fault:
        said = str(fault)
    assert "<" not in said


def test_times_and_zones_as_people_write_them() -> None:
    assert read_duration("36h") == timedelta(hours=36)
    assert read_duration("3 months") == timedelta(days=90)
    assert read_duration("soon") is None
    assert read_time("12am") == time(0)
    assert read_time("12:15 p.m.") == time(12, 15)
    assert read_time("13pm") is None
    assert read_span("22:00 – 06:00") == (time(22), time(6))
    assert read_zone("new york") == "America/New_York"
    assert read_zone("Europe/Paris") == "Europe/Paris"
    assert read_zone("Eastern time") == "America/New_York"
    assert read_zone("") is None
    assert read_day("2026-12-01", ZoneInfo("Asia/Tokyo")) == datetime(2026, 11, 30, 15, tzinfo=UTC)
    assert read_day("0001-01-01", ZoneInfo("Asia/Tokyo")) is None
