"""The command line as a user meets it: real processes where they run for long, the command itself otherwise."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from bot.clock import SystemClock
from bot.ledger.ledger import Ledger
from bot.rules import rule_fault
from bot.stages import Via, Watch, WatchSubject
from bot.standin.edgar import StandinEdgar, sample_filings
from bot.standin.slack import APP_TOKEN, BOT_TOKEN, StandinSlack
from config.watchlist import read_watchlist
from tests.fakes.filings import filing, report
from tests.scenario.processes import environment, process

HARROW = "harrow-pike-2026"


def write_watchlist(folder: Path, text: str = '[[channels]]\nchannel = "#all"\neverything = true\n') -> None:
    (folder / "watchlist.toml").write_text(text)


def ran(folder: Path, *arguments: str, **more: str) -> Result:
    cleared: dict[str, str | None] = {name: None for name in os.environ if name.startswith(("BALLOTWIRE_", "SLACK_"))}
    return CliRunner().invoke(cli, list(arguments), env=cleared | environment(folder, **more))


async def filled(folder: Path) -> None:
    """A ledger with one company's meeting, a filing that could not be read, and a watch made by command."""
    ledger = await Ledger.open(f"sqlite:///{folder}/ledger.db", SystemClock())
    await ledger.record_seen([filing(1), filing(2)], Via.FEED)
    await ledger.record_report(filing(1), report(filing(1)), [], "https://sec.example/1")
    await ledger.record_poison(filing(2), "cut in half", [], "https://sec.example/2")
    await ledger.add_watch(Watch("T1", "C0CHANNEL", WatchSubject.TICKER, "HLTN", ("failures",)), "U1")
    await ledger.add_watch(Watch("T1", "C0CHANNEL", WatchSubject.EVERYTHING, "", ()), "U1")
    await ledger.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    asyncio.run(filled(tmp_path))
    write_watchlist(tmp_path)
    return tmp_path


async def test_without_slack_alerts_are_printed_and_that_is_said(tmp_path: Path) -> None:
    write_watchlist(tmp_path)
    async with StandinEdgar(SystemClock(), [sample_filings()[HARROW].accepted_at(SystemClock().now())]) as edgar:
        running = await process(tmp_path, "run", "--announce-first", BALLOTWIRE_EDGAR_URL=edgar.url)
        assert running.stdout is not None
        printed = b""
        async with asyncio.timeout(30):
            while b"Open filing" not in printed:
                printed += await running.stdout.readline()
        running.send_signal(signal.SIGTERM)
        _, said = await asyncio.wait_for(running.communicate(), 15)
    assert running.returncode == 0
    assert "Harrow & Pike Instruments, Inc." in printed.decode()
    assert "SLACK_BOT_TOKEN is not set, so alerts are printed here and nowhere else" in said.decode()


async def test_no_token_is_in_the_logs_of_a_bot_that_slack_refuses(tmp_path: Path) -> None:
    write_watchlist(tmp_path)
    tokens = {"SLACK_BOT_TOKEN": "xoxb-wrong-secretpart", "SLACK_APP_TOKEN": "xapp-wrong-secretpart"}
    async with (
        StandinEdgar(SystemClock(), [sample_filings()[HARROW].accepted_at(SystemClock().now())]) as edgar,
        StandinSlack(SystemClock()) as slack,
    ):
        running = await process(
            tmp_path,
            "run",
            "--announce-first",
            BALLOTWIRE_EDGAR_URL=edgar.url,
            SLACK_API_URL=slack.api_url,
            BALLOTWIRE_LOG_LEVEL="debug",
            **tokens,
        )
        await slack.until(lambda: slack.calls_of("chat.postMessage") and slack.calls_of("apps.connections.open"), 30)
        running.send_signal(signal.SIGTERM)
        out, said = await asyncio.wait_for(running.communicate(), 15)
    logged = (out + said).decode()
    assert "delivery.failed" in logged
    assert "secretpart" not in logged


def test_the_real_edgar_is_refused_without_a_contact_address(tmp_path: Path) -> None:
    write_watchlist(tmp_path)
    result = ran(tmp_path, "run")
    assert result.exit_code == 1
    assert "BALLOTWIRE_USER_AGENT" in result.stderr
    assert "EDGAR refuses programs that do not say who they are" in result.stderr


def test_a_bad_watchlist_is_refused_with_all_its_faults(tmp_path: Path) -> None:
    write_watchlist(tmp_path, "[[channels]]\nchannel = 1\ntickers = [2]\n")
    result = ran(tmp_path, "run", BALLOTWIRE_EDGAR_URL="http://127.0.0.1:1")
    assert result.exit_code == 1
    assert "watchlist.toml:2: 1 is no channel" in result.stderr
    assert "watchlist.toml:3: 2 is no ticker" in result.stderr


def test_lookup_answers_in_words_and_in_json(folder: Path) -> None:
    words = ran(folder, "lookup", "HLTN")
    assert words.exit_code == 0
    assert "1 of 1 directors elected" in words.stdout
    data = json.loads(ran(folder, "lookup", "harbor", "lantern", "--json").stdout)
    assert data["company"] == {"name": "HARBOR LANTERN CORP", "cik": "1234567", "ticker": "HLTN"}
    assert data["meetings"][0]["report"]["meeting"]["date"] == "2026-02-26"


def test_lookup_of_nobody_says_so_with_exit_code_1(folder: Path) -> None:
    result = ran(folder, "lookup", "HLTM", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["nearest"][0]["cik"] == "1234567"


def test_lookup_of_nobody_says_how_to_ask_further(folder: Path) -> None:
    result = ran(folder, "lookup", "Nobody At All")
    assert result.stderr == "ballotwire: only the ledger was asked; --ask-edgar asks EDGAR as well\n"
    assert "--ask-edgar" not in ran(folder, "lookup", "HLTN").stderr


def test_db_check_counts_and_db_backup_and_restore_go_round(folder: Path) -> None:
    assert "sound" in ran(folder, "db", "check").stdout
    assert ran(folder, "db", "backup", f"{folder}/copy.db").exit_code == 0
    again = ran(folder, "db", "backup", f"{folder}/copy.db")
    assert (again.exit_code, "overwrites nothing" in again.stderr) == (1, True)
    (folder / "ledger.db").unlink()
    assert ran(folder, "db", "restore", f"{folder}/copy.db").exit_code == 0
    assert ran(folder, "lookup", "HLTN").exit_code == 0


def test_reread_takes_up_what_was_set_aside(folder: Path) -> None:
    assert ran(folder, "reread").stdout == "1 filings will be read again.\n"
    assert ran(folder, "reread").stdout == "0 filings will be read again.\n"


def test_exported_watches_are_a_watchlist_file_again(folder: Path) -> None:
    exported = folder / "exported.toml"
    exported.write_text(ran(folder, "watchlist", "export").stdout)
    everything, ticker = read_watchlist(exported, rule_fault)
    assert (everything.channel, everything.everything, everything.only) == ("C0CHANNEL", True, ())
    assert (ticker.channel, ticker.tickers, ticker.only) == ("C0CHANNEL", ("HLTN",), ("failures",))


def test_watchlist_check_tells_right_from_wrong(folder: Path) -> None:
    assert ran(folder, "watchlist", "check").stdout.endswith("right; 1 channels, 1 watches\n")
    write_watchlist(folder, "[[channels]]\n")
    assert ran(folder, "watchlist", "check").exit_code == 1


def test_doctor_says_what_is_wrong_and_what_to_do(folder: Path) -> None:
    result = ran(folder, "doctor", "--offline")
    assert result.exit_code == 1
    assert "BAD User-Agent" in result.stdout
    assert "BAD set aside" in result.stdout
    assert "cut in half" in result.stdout
    assert "ok  watchlist" in result.stdout


async def test_doctor_asks_edgar_and_slack(tmp_path: Path) -> None:
    write_watchlist(tmp_path)
    async with (
        StandinEdgar(SystemClock(), [sample_filings()[HARROW].accepted_at(SystemClock().now())]) as edgar,
        StandinSlack(SystemClock()) as slack,
    ):
        asked = await process(
            tmp_path,
            "doctor",
            BALLOTWIRE_EDGAR_URL=edgar.url,
            SLACK_API_URL=slack.api_url,
            SLACK_BOT_TOKEN=BOT_TOKEN,
            SLACK_APP_TOKEN=APP_TOKEN,
        )
        out, _ = await asyncio.wait_for(asked.communicate(), 30)
    said = out.decode()
    assert asked.returncode == 1
    assert "ok  EDGAR" in said
    assert "ok  Slack" in said
    assert "ok  Socket Mode" in said
    assert "BAD #all" in said
    assert "invite the app there" in said
    assert BOT_TOKEN not in said


def test_the_log_of_a_command_is_apart_from_its_output_and_masked(folder: Path) -> None:
    nobody = "http://127.0.0.1:1/xoxb-hunter22"
    result = ran(folder, "lookup", "nobody at all", "--ask-edgar", BALLOTWIRE_EDGAR_URL=nobody)
    assert "further.refused" in result.stderr
    assert "further.refused" not in result.stdout
    assert "edgar.asked" not in result.output
    assert "hunter22" not in result.output


def test_a_database_of_a_newer_version_is_refused_in_one_line(folder: Path) -> None:
    import sqlite3

    with closing(sqlite3.connect(folder / "ledger.db")) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
        other.commit()
    result = ran(folder, "lookup", "HLTN")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "newer version" in result.stderr


@pytest.mark.parametrize("proxy", ["", "http://127.0.0.1:1"], ids=["no proxy", "a proxy for the world outside"])
async def test_the_demo_shows_one_filings_whole_way_and_ends(proxy: str, tmp_path: Path) -> None:
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), proxy)
    shown = await process(tmp_path, "demo", "--once", "--port", "0", "--var", str(tmp_path / "var"), **proxies)
    out, said = await asyncio.wait_for(shown.communicate(), 60)
    text = (out + said).decode()
    assert shown.returncode == 0, text
    for step in ("appeared", "seen", "fetched", "read", "recorded", "posted", "asked", "answered"):
        assert f" {step} " in text, f"the demo does not show when a filing was {step}"
    assert text.count("9 of 9 directors elected") >= 2
    assert "Kelly Hoffman" in text
