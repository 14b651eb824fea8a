"""The facts of a meeting are read from whatever words tell them, and from no words that tell another thing."""

from __future__ import annotations

import datetime as dt

import pytest

from parsers.header import Header
from parsers.meeting import read_meeting
from parsers.passages import Passage, Results
from parsers.report import Kind
from tests.parsers import meeting_tellings as tellings
from tests.parsers.meeting_tellings import LEAD, Facts
from tests.parsers.papers import paper

FILED = Header(form_type="8-K", filed=dt.date(2020, 5, 12), period=dt.date(2020, 5, 7))


def facts_of(*paragraphs: str) -> Facts:
    document = paper(*paragraphs)
    passage = Passage(document, document.blocks, "Item 5.07", "given")
    meeting = read_meeting(Results(Kind.MEETING_RESULTS, "given", (passage,)), FILED, (document,)).meeting
    return Facts(
        meeting.type,
        meeting.date.isoformat() if meeting.date else None,
        meeting.record_date.isoformat() if meeting.record_date else None,
        int(meeting.shares_outstanding) if meeting.shares_outstanding is not None else None,
        int(meeting.shares_represented) if meeting.shares_represented is not None else None,
        meeting.quorum_stated,
    )


@pytest.mark.parametrize(("kind", "words"), tellings.DAYS)
def test_kind_and_day(kind: str, words: str) -> None:
    read = facts_of(words)
    assert (read.type, read.date, read.record) == (kind, "2020-05-07", None)


@pytest.mark.parametrize(("words", "outstanding"), tellings.RECORD)
def test_record_date(words: str, outstanding: int | None) -> None:
    assert facts_of(LEAD, words) == Facts(record="2020-03-09", outstanding=outstanding)


@pytest.mark.parametrize(("words", "outstanding", "represented"), tellings.SHARES)
def test_shares(words: str, outstanding: int | None, represented: int | None) -> None:
    read = facts_of(LEAD, words)
    assert (read.date, read.outstanding, read.represented) == ("2020-05-07", outstanding, represented)


@pytest.mark.parametrize(("words", "facts"), tellings.WHOLE)
def test_all_facts_of_a_text(words: str, facts: Facts) -> None:
    assert facts_of(words) == facts


@pytest.mark.parametrize(("words", "quorum"), tellings.QUORUM)
def test_quorum(words: str, quorum: bool) -> None:
    assert facts_of(LEAD, words).quorum is quorum


@pytest.mark.parametrize("words", tellings.NOT_THE_DAY)
def test_another_day_is_not_that_of_the_meeting(words: str) -> None:
    assert facts_of(LEAD, words) == Facts()
    assert facts_of("The holders voted on the matters below.", words).date is None


@pytest.mark.parametrize("words", tellings.NOT_THE_RECORD_DATE)
def test_another_day_is_no_record_date(words: str) -> None:
    assert facts_of(LEAD, words).record is None


@pytest.mark.parametrize("words", tellings.NOT_SHARES)
def test_other_numbers_are_no_shares_of_the_meeting(words: str) -> None:
    read = facts_of(LEAD, words)
    assert (read.outstanding, read.represented) == (None, None)


def test_there_are_many_tellings_and_many_that_only_sound_so() -> None:
    told = (*tellings.DAYS, *tellings.RECORD, *tellings.SHARES, *tellings.WHOLE, *tellings.QUORUM)
    sounding = (*tellings.NOT_THE_DAY, *tellings.NOT_THE_RECORD_DATE, *tellings.NOT_SHARES)
    assert len(told) >= 60
    assert len(sounding) >= 40
