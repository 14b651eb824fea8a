"""Text of strangers: whatever a filing, a person or a server calls something, the ledger takes it and goes on."""

from __future__ import annotations

import random
import sqlite3
import string
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.ledger.backup import restore
from bot.ledger.database import Database
from bot.ledger.ledger import Ledger
from bot.plain_text import LONGEST_NAME
from bot.stages import Filer, KnownCompany, Match, Mute, Poll, PollOutcome, Succession, Via, Watch, WatchSubject
from parsers.report import Ticker
from tests.fakes.clock import FakeClock
from tests.fakes.filings import filing, report
from tests.fakes.postgresql import PostgreSQL

_NO_TWO_ALIKE = random.Random(1)  # noqa: S311 - letters that do not compress
MEGABYTE = "".join(_NO_TWO_ALIKE.choices(string.ascii_letters + " ", k=1_000_000))
HOSTILE = {"NULs": "HARBOR\0\0LANTERN", "half a surrogate pair": "HARBOR \ud800 LANTERN", "a megabyte": MEGABYTE}
EACH = pytest.mark.parametrize("words", HOSTILE.values(), ids=list(HOSTILE))
ONE, TWO, THREE = filing(1), filing(2), filing(3)
URL = "https://sec.example/1"


@EACH
async def test_a_company_of_any_name_is_kept_renamed_and_found_beside_the_others(ledger: Ledger, words: str) -> None:
    odd = [replace(one, filers=(Filer("77", words),), form_type=f"8-K{words}") for one in (ONE, TWO)]
    renamed = replace(THREE, filers=(Filer("77", "HARBOR"),))
    assert await ledger.record_seen([odd[0], filing(4)], Via.FEED) == [odd[0], filing(4)]
    assert await ledger.record_seen([*odd, renamed], Via.FEED) == [odd[1], renamed]
    held = await ledger.filing(ONE.accession_number)
    assert held is not None
    assert held.filing.filers == odd[0].filers
    company = await ledger.company("77")
    assert company is not None
    assert (company.name, company.former_names) == ("HARBOR", (odd[0].filers[0].name,))
    assert len(company.former_names[0]) <= LONGEST_NAME


@EACH
async def test_a_report_that_says_anything_is_recorded_with_its_alert(ledger: Ledger, words: str) -> None:
    await ledger.record_seen([ONE], Via.FEED)
    told = replace(report(ONE), source=words, review_reasons=(words,), tickers=(Ticker(words, words),))
    more = replace(ONE, filers=(*ONE.filers, Filer("78", words)))
    assert await ledger.record_report(more, told, [Match("T1", "C1", (words,))], URL + words) == 1
    (delivery,) = await ledger.deliveries_of(ONE.accession_number)
    assert delivery.alert.report.review_reasons == (words,)
    assert [one.filing.accession_number for one in await ledger.reports_of(["78"])] == [ONE.accession_number]


@EACH
async def test_a_fault_and_a_succession_in_any_words_are_kept(ledger: Ledger, clock: FakeClock, words: str) -> None:
    await ledger.record_seen([ONE, TWO], Via.FEED)
    await ledger.record_unread(ONE.accession_number, words, clock.now())
    assert await ledger.record_poison(ONE, words, [Match("T1", "C1", (words,))], URL) == 1
    follows = Succession(Filer("2", words), (Filer("3", words),), (Filer("", words),), words)
    assert await ledger.record_succession(TWO, follows, [Match("T1", "C1", ())], URL) == 1
    await ledger.record_poll(Poll(clock.now(), clock.now(), PollOutcome.MALFORMED, 1, 1, None, words))
    await ledger.set_cursor("anything", words)
    assert [link.successor.cik for link in await ledger.successors(["3"])] == ["2"]


@EACH
async def test_what_a_person_writes_changes_one_row_and_breaks_nothing(ledger: Ledger, words: str) -> None:
    watch = Watch("T1", "C1", WatchSubject.COMPANY, words, (words,))
    assert await ledger.add_watch(watch, words)
    assert not await ledger.add_watch(watch, words), "the same words are the same watch"
    await ledger.add_mute(Mute("T1", "C1", words, None, words))
    await ledger.set_preference("T1", "C1", "digest", {"at": words}, words)
    await ledger.record_change("T1", "C1", words, words, words)
    assert await ledger.companies_by_ticker(words) == []
    assert await ledger.first_time(words)
    assert not await ledger.first_time(words)
    assert await ledger.remove_watch(watch, words)


@EACH
async def test_names_of_a_list_are_kept_whatever_they_are(ledger: Ledger, words: str) -> None:
    await ledger.record_companies([KnownCompany("9", words, (words,), ())])
    await ledger.record_companies([KnownCompany("9", "HARBOR", (), ())])
    assert [company.name for company in await ledger.companies(["9"])] == ["HARBOR"]


async def test_a_nul_that_an_older_version_let_in_comes_to_postgresql_as_a_replacement_character(
    postgresql: PostgreSQL, clock: FakeClock, tmp_path: Path
) -> None:
    old = await Ledger.open(f"sqlite:///{tmp_path}/old.db", clock)
    await old.record_seen([ONE], Via.FEED)
    await old.close()
    with closing(sqlite3.connect(tmp_path / "old.db")) as file:
        file.execute("UPDATE filings SET last_error = 'a' || char(0) || 'b'")
        file.commit()
    server = Database(postgresql.new_database())
    await restore(server, tmp_path / "old.db")
    held = await Ledger(server, clock).filing(ONE.accession_number)
    assert held is not None
    assert held.last_error == "a\ufffdb"
    await server.close()
