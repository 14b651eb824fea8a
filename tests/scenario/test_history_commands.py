"""`backfill` and `audit` as their users meet them, against an EDGAR on loopback."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from datetime import time, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from bot.clock import SystemClock
from bot.edgar.calendar import at, previous_business_day
from bot.standin.edgar import Misbehaviour, StandinEdgar, sample_filings


@pytest.fixture
def edgar() -> Iterator[StandinEdgar]:
    """In a thread of its own, for a command has a loop of its own."""
    standin = StandinEdgar(SystemClock(), sample_filings().values())
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(standin.start(), loop).result(10)
    yield standin
    asyncio.run_coroutine_threadsafe(standin.stop(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    loop.close()


@pytest.fixture
def runner(edgar: StandinEdgar, tmp_path: Path) -> CliRunner:
    return CliRunner(
        env={
            "BALLOTWIRE_EDGAR_URL": edgar.url,
            "BALLOTWIRE_EDGAR_DATA_URL": "",
            "BALLOTWIRE_EDGAR_SEARCH_URL": "",
            "BALLOTWIRE_USER_AGENT": "Ballotwire tests ops@ballotwire.example.com",
            "BALLOTWIRE_EDGAR_RATE": "10",
            "BALLOTWIRE_DATABASE_URL": f"sqlite:///{tmp_path}/ledger.db",
            "BALLOTWIRE_WATCHLIST": str(tmp_path / "watchlist.toml"),
            "SLACK_BOT_TOKEN": "",
        }
    )


def _run(runner: CliRunner, *arguments: str) -> Result:
    return runner.invoke(cli, arguments)


def test_a_dead_ticker_is_backfilled_into_an_empty_ledger_and_then_looked_up(runner: CliRunner) -> None:
    assert _run(runner, "lookup", "INNO").exit_code == 1
    filled = _run(runner, "backfill", "INNO", "--since", "1996")
    assert filled.exit_code == 0, filled.output
    assert "INNO: INNOVO GROUP INC 844143 (filings of theirs print 'INNO')" in filled.output
    assert "1 of 1 filings are in the ledger, 0 left for later" in filled.output
    answer = _run(runner, "lookup", "INNO")
    assert answer.exit_code == 0
    assert "Kelly Hoffman" in answer.output


def test_a_company_that_the_ledger_does_not_hold_is_asked_of_edgar_when_that_is_wanted(runner: CliRunner) -> None:
    assert _run(runner, "lookup", "INNO").exit_code == 1
    answer = _run(runner, "lookup", "INNO", "--ask-edgar")
    assert answer.exit_code == 0, answer.output
    assert "Kelly Hoffman" in answer.output


def test_an_edgar_that_refuses_the_question_is_said_in_the_shell(runner: CliRunner, edgar: StandinEdgar) -> None:
    edgar.cue(Misbehaviour.MAINTENANCE, times=None)
    answer = _run(runner, "lookup", "844143", "--ask-edgar")
    assert answer.exit_code == 1
    assert "EDGAR could not be asked" in answer.output
    assert json.loads(_run(runner, "lookup", "844143", "--ask-edgar", "--json").stdout)["refused"]


def test_a_second_run_reads_nothing_again(runner: CliRunner, edgar: StandinEdgar) -> None:
    _run(runner, "backfill", "9900101")
    fetched = sum(asked.path.endswith(".txt") for asked in edgar.asked)
    again = _run(runner, "backfill", "9900101")
    assert "1 of 1 filings are in the ledger" in again.output
    assert sum(asked.path.endswith(".txt") for asked in edgar.asked) == fetched == 1


def test_the_watchlist_is_backfilled(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "watchlist.toml").write_text('[[channels]]\nchannel = "#x"\nciks = [844143, 9900103]\n')
    filled = _run(runner, "backfill", "--watchlist")
    assert "2 of 2 filings are in the ledger" in filled.output, filled.output


def test_everybody_s_history_is_read_from_the_quarterly_index(runner: CliRunner) -> None:
    filled = _run(runner, "backfill", "--all", "--since", "2026-04-01")
    assert "3 of 3 filings are in the ledger" in filled.output, filled.output
    assert "Harrow" in _run(runner, "lookup", "HPKI").output.title()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name companies, or say --watchlist, or --all"),
        (("INNO", "--all"), "name companies, or say --watchlist, or --all"),
        (("--all",), "--all needs --since"),
        (("INNO", "--since", "yesterday"), "neither a year nor a day"),
        (("NOBODY",), "no company is called 'NOBODY'"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(runner: CliRunner, arguments: tuple[str, ...], said: str) -> None:
    told = _run(runner, "backfill", *arguments)
    assert told.exit_code != 0
    assert said in " ".join(told.output.split())


def test_an_audit_by_hand_prints_a_table_of_days_and_what_was_missed(runner: CliRunner, edgar: StandinEdgar) -> None:
    day = previous_business_day(SystemClock().now().date() - timedelta(days=2))
    edgar.add(sample_filings()["harrow-pike-2026"].accepted_at(at(day, time(12, 0))))
    audited = _run(runner, "audit", "--since", str(day))
    assert str(day) in audited.output
    assert "0009900101-26-000031" in audited.output
    assert "1 filings missed by the feed" in " ".join(audited.output.split())
