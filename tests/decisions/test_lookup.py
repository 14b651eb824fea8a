from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.companies import Candidate
from bot.ledger.ledger import Ledger
from bot.lookup import DirectorRecord, Help, Meetings, NotFound, Query, View, lookup, parse_query
from bot.stages import Filer, KnownCompany, KnownTicker, Via
from parsers.report import Category, Nominee, Proposal, Ticker
from tests.fakes.clock import FakeClock
from tests.fakes.filings import HARBOR, filing, report

INNOVO = Filer("844143", "INNOVO GROUP INC")
URL = "https://sec.example/1"


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("INNO", Query("INNO")),
        ("  innovo   group ", Query("innovo group")),
        ("INNO 2004", Query("INNO", year=2004)),
        ("INNO all", Query("INNO", View.ALL)),
        ("INNO votes", Query("INNO", View.VOTES)),
        ("INNO say on pay", Query("INNO", View.SAY_ON_PAY)),
        ("INNO Say-On-Pay", Query("INNO", View.SAY_ON_PAY)),
        ("INNO 2004 votes", Query("INNO", View.VOTES, 2004)),
        ("INNO say on pay 2004", Query("INNO", View.SAY_ON_PAY, 2004)),
        ("INNO 2004 2005", Query("INNO 2004", year=2005)),
        ("INNO votes all", Query("INNO votes", View.ALL)),
        ("INNO director Kelly Hoffman", Query("INNO", View.DIRECTOR, director="Kelly Hoffman")),
        ("director Kelly Hoffman", Query("", View.DIRECTOR, director="Kelly Hoffman")),
        ("844143", Query("844143")),
        ("2004", Query("2004")),
        ("all", Query("all")),
        ("help", None),
        ("  ", None),
    ],
)
def test_a_query_is_read_as_people_mean_it(text: str, query: Query | None) -> None:
    assert parse_query(text) == query


@pytest.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[Ledger]:
    """Innovo's meetings of 2003 to 2005 under a ticker that is dead, Harbor's of 2026, and a name without a meeting."""
    held = await Ledger.open(f"sqlite:///{tmp_path}/ledger.db", FakeClock())
    for number, year in enumerate((2003, 2004, 2005), start=1):
        one = replace(filing(number, filers=(INNOVO,)), filed=date(year, 6, 4))
        told = report(one)
        when = replace(told.meeting, date=date(year, 6, 3))
        kelly = Proposal("1", Category.DIRECTOR_ELECTION, "Directors", nominees=(Nominee("Kelly R. Hoffman", True),))
        proposals = (kelly,) if year == 2004 else told.proposals
        told = replace(told, meeting=when, proposals=proposals, tickers=(Ticker("INNO", "NasdaqSC"),))
        await held.record_seen([one], Via.BACKFILL, announce=False)
        await held.record_report(one, told, [], URL)
    await held.record_seen([filing(9)], Via.FEED)
    await held.record_report(filing(9), report(filing(9)), [], URL)
    await held.record_companies([KnownCompany("55", "HARBOR FREIGHT CO", former_names=("OLD HARBOR STORES INC",))])
    yield held
    await held.close()


async def meetings(ledger: Ledger, text: str) -> Meetings:
    answer = await lookup(ledger, text)
    assert isinstance(answer, Meetings), answer
    return answer


def years(answer: Meetings) -> list[int]:
    return [one.report.meeting.date.year for one in answer.meetings if one.report.meeting.date]


@pytest.mark.parametrize(
    "text", ["INNO", "inno", "$INNO", "844143", "CIK 0000844143", "Innovo Group", "innovo group, inc."]
)
async def test_a_company_is_found_by_every_name_it_ever_had(ledger: Ledger, text: str) -> None:
    answer = await meetings(ledger, text)
    assert answer.company == Candidate("INNOVO GROUP INC", "844143", "INNO")
    assert years(answer) == [2005]
    assert len(answer.history) == 3


async def test_views_choose_among_the_meetings(ledger: Ledger) -> None:
    assert years(await meetings(ledger, "INNO 2004")) == [2004]
    assert years(await meetings(ledger, "INNO 1999")) == []
    assert years(await meetings(ledger, "INNO all")) == [2005, 2004, 2003]
    assert years(await meetings(ledger, "INNO votes")) == [2005]
    assert years(await meetings(ledger, "INNO say-on-pay")) == [2005, 2003]


async def test_a_page_beyond_the_last_is_the_last(ledger: Ledger) -> None:
    answer = await lookup(ledger, "INNO all", page=7)
    assert isinstance(answer, Meetings)
    assert (answer.page, answer.pages, years(answer)) == (0, 1, [2005, 2004, 2003])


async def test_a_former_name_and_the_beginning_of_a_name_find_the_company_if_it_is_the_only_one(ledger: Ledger) -> None:
    assert (await meetings(ledger, "Old Harbor Stores")).company.cik == "55"
    assert (await meetings(ledger, "Harbor Lantern")).company.cik == HARBOR.cik
    answer = await lookup(ledger, "Harbor")
    assert isinstance(answer, NotFound)
    assert {one.cik for one in answer.nearest} == {"55", HARBOR.cik}


@pytest.mark.parametrize("text", ["INNOO", "Inovo Group", "INO"])
async def test_a_name_that_nobody_bears_is_answered_with_the_nearest(ledger: Ledger, text: str) -> None:
    answer = await lookup(ledger, text)
    assert isinstance(answer, NotFound)
    assert answer.nearest[0].cik == "844143"


@pytest.mark.parametrize("text", ["zzzzzzzzzz", "999999999", "...", "🎉"])
async def test_a_name_like_none_is_answered_with_nothing(ledger: Ledger, text: str) -> None:
    assert await lookup(ledger, text) == NotFound(text, ())


async def test_a_ticker_that_two_companies_bore_finds_the_latest_and_names_the_other(ledger: Ledger) -> None:
    today = date(2026, 1, 5)
    await ledger.record_listed([KnownTicker("INNO", "55", "NYSE", today, today, listed=True)])
    answer = await meetings(ledger, "INNO")
    assert answer.company.cik == "55"
    assert answer.others == (Candidate("INNOVO GROUP INC", "844143", "INNO"),)


@pytest.mark.parametrize("name", ["Kelly Hoffman", "kelly r hoffman", "Hoffman", "Kelly Hofman"])
async def test_a_director_is_found_in_a_company_give_or_take_an_initial_or_a_letter(ledger: Ledger, name: str) -> None:
    answer = await lookup(ledger, f"INNO director {name}")
    assert isinstance(answer, DirectorRecord)
    (row,) = answer.rows
    assert row.company.cik == "844143"
    assert row.meeting.report.proposals[row.proposal_index].nominees[row.nominee_index].name == "Kelly R. Hoffman"


async def test_a_director_is_found_across_companies(ledger: Ledger) -> None:
    answer = await lookup(ledger, "director Ada Quill")
    assert isinstance(answer, DirectorRecord)
    assert [(row.company.cik, row.meeting.report.meeting.date) for row in answer.rows] == [
        (HARBOR.cik, date(2026, 2, 26)),
        ("844143", date(2005, 6, 3)),
        ("844143", date(2003, 6, 3)),
    ]


async def test_another_person_of_the_same_first_name_is_not_that_director(ledger: Ledger) -> None:
    answer = await lookup(ledger, "director Ada Brown")
    assert isinstance(answer, DirectorRecord)
    assert answer.rows == ()


async def test_nothing_asked_is_help(ledger: Ledger) -> None:
    assert await lookup(ledger, "help") == Help()


@pytest.mark.parametrize("text", ["director Kelley Hofmam", "INNO director Hofman", "director hofman"])
async def test_a_directors_name_that_is_nearly_right_gets_the_right_one_offered(ledger: Ledger, text: str) -> None:
    answer = await lookup(ledger, text)
    assert isinstance(answer, DirectorRecord)
    assert (answer.rows, answer.nearest) == ((), ("Kelly R. Hoffman",))


async def test_a_directors_name_like_none_gets_nothing_offered(ledger: Ledger) -> None:
    answer = await lookup(ledger, "director Zbigniew Quatermain")
    assert isinstance(answer, DirectorRecord)
    assert (answer.rows, answer.nearest) == ((), ())


async def test_a_query_that_begins_with_a_company_offers_it(ledger: Ledger) -> None:
    answer = await lookup(ledger, "INNO last year please")
    assert isinstance(answer, NotFound)
    assert answer.nearest[0] == Candidate("INNOVO GROUP INC", "844143", "INNO")
