"""``ballotwire doctor``, run on set-ups that are wrong in one way each: the line says what, and what to do."""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from bot.cli import cli
from bot.clock import SystemClock
from bot.ledger.database import Database
from bot.ledger.ledger import Ledger
from bot.ledger.schema import migrate
from bot.slack.scopes import NEEDED
from bot.stages import Match, Poll, PollOutcome, Via, Watch, WatchSubject
from bot.standin.edgar import Misbehaviour, StandinEdgar, sample_filings
from bot.standin.slack import APP_TOKEN, BOT_TOKEN, StandinSlack
from bot.standin.slack.misbehaviour import HTML_OK, Fault, http_error, ok_false
from tests.fakes.filings import filing, report
from tests.scenario.processes import environment

WATCHLIST = '[[channels]]\nchannel = "#governance"\neverything = true\n'


class Shifted(SystemClock):
    """A machine whose clock is wrong."""

    def __init__(self, by: timedelta) -> None:
        self._by = by

    def now(self) -> datetime:
        return datetime.now(UTC) + self._by


@dataclass
class Surgery:
    """A set-up on loopback that is all well until a test harms it. ``more``: settings besides."""

    folder: Path
    edgar: StandinEdgar
    slack: StandinSlack
    more: dict[str, str]

    @property
    def database(self) -> str:
        return f"sqlite:///{self.folder}/ledger.db"

    async def lines(self, *options: str) -> dict[str, str]:
        """What the command says of each part, with ``ok`` or ``BAD`` before it; its exit code is held to that."""
        asked = {"BALLOTWIRE_EDGAR_URL": self.edgar.url, "SLACK_API_URL": self.slack.api_url}
        asked |= {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN} | self.more
        said, code = await asyncio.to_thread(_run, self.folder, asked, *options)
        rows = re.findall(r"^(ok|BAD) +(#\S+|.{13}\S*) +(.*)$", said, re.MULTILINE)
        found = {name.strip(): f"{mark} {words}" for mark, name, words in rows}
        assert len(found) == said.count("\n"), said
        assert code == int(any(line.startswith("BAD") for line in found.values())), said
        return found

    async def ill(self) -> dict[str, str]:
        """The lines that are not ok, without that word."""
        return {name: words[4:] for name, words in (await self.lines()).items() if words.startswith("BAD")}

    async def ledger(self, clock: SystemClock | None = None) -> Ledger:
        return await Ledger.open(self.database, clock or SystemClock())


def _run(folder: Path, settings: dict[str, str], *options: str) -> tuple[str, int]:
    cleared: dict[str, str | None] = {name: None for name in os.environ if name.startswith(("BALLOTWIRE_", "SLACK_"))}
    ran = CliRunner().invoke(cli, ["doctor", *options], env=cleared | environment(folder, **settings))
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exception
    return ran.stdout, ran.exit_code


@pytest.fixture
async def it(tmp_path: Path) -> AsyncIterator[Surgery]:
    (tmp_path / "watchlist.toml").write_text(WATCHLIST)
    now = SystemClock().now()
    async with (
        StandinEdgar(SystemClock(), [sample_filings()["harrow-pike-2026"].accepted_at(now)]) as edgar,
        StandinSlack(SystemClock()) as slack,
    ):
        slack.workspace.add_channel("C0GOV", "governance", [])
        yield Surgery(tmp_path, edgar, slack, {})


async def test_all_is_well_before_the_first_start_and_nothing_is_made(it: Surgery) -> None:
    lines = await it.lines()
    assert [name for name, words in lines.items() if not words.startswith("ok")] == []
    assert lines.keys() == {
        *("settings", "User-Agent", "watchlist", "database", "EDGAR", "clock"),
        *("Slack", "scopes", "channels", "Socket Mode"),
    }
    assert lines["database"].startswith(f"ok there is none at {it.folder}/ledger.db; the first 'ballotwire run' makes")
    assert lines["scopes"] == f"ok all {len(NEEDED)} that the manifest asks for"
    assert not (it.folder / "ledger.db").exists()


async def test_all_is_well_with_a_bot_at_work(it: Surgery) -> None:
    held, now = await it.ledger(), SystemClock().now()
    await held.record_poll(Poll(now, now, PollOutcome.OK, 40, 0, now, "read to the end"))
    await held.add_watch(Watch("T1", "C0GOV", WatchSubject.TICKER, "HLTN"), "U1")
    await held.close()
    lines = await it.lines()
    assert [name for name, words in lines.items() if not words.startswith("ok")] == []
    assert lines["database"] == "ok opens; 0 filings, 0 with results"
    assert lines["backlog"] == "ok nothing waits; 0 delivered"
    assert lines["last poll"] == "ok 0 seconds ago: ok, 40 rows, read to the end"


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("BALLOTWIRE_EDGAR_RATE", "50", "less than or equal to 10"),
        ("SLACK_API_URL", "slack", "not an http or https URL"),
        ("BALLOTWIRE_LOG_LEVEL", "loud", "not one of debug, info, warning, error"),
    ],
)
async def test_a_setting_that_cannot_be_used_is_named(it: Surgery, setting: str, value: str, words: str) -> None:
    it.more[setting] = value
    ill = await it.ill()
    assert ill.keys() == {"settings"}
    assert ill["settings"].startswith(f"{setting}: ")
    assert words in ill["settings"]


async def test_the_real_edgar_is_not_asked_without_a_contact_address(it: Surgery) -> None:
    it.more["BALLOTWIRE_EDGAR_URL"] = "https://www.sec.gov"
    lines = await it.lines()
    assert lines["User-Agent"].startswith("BAD ")
    assert "EDGAR" not in lines


async def test_a_faulty_watchlist_is_told_with_the_line(it: Surgery) -> None:
    (it.folder / "watchlist.toml").write_text("[[channels]]\n")
    assert (await it.ill())["watchlist"].startswith(f"{it.folder}/watchlist.toml:1: ")


@pytest.mark.parametrize(
    ("misbehaviour", "why", "advice"),
    [
        (Misbehaviour.RATE_BLOCK, "request rate was exceeded", "leave EDGAR alone for ten minutes"),
        (Misbehaviour.UNDECLARED_AGENT, "undeclared automated tool", "set BALLOTWIRE_USER_AGENT"),
        (Misbehaviour.MAINTENANCE, "maintenance page", "EDGAR itself may be down"),
        (Misbehaviour.HTML_WITH_200, "HTML with status 200", "does something in between answer in its place?"),
        (Misbehaviour.RESET, "the connection failed", "is there a way to it from here"),
        (Misbehaviour.REDIRECT, "not one of the configured EDGAR hosts", "leads to another host"),
    ],
)
async def test_an_edgar_that_refuses_is_told_with_what_to_do(
    it: Surgery, misbehaviour: Misbehaviour, why: str, advice: str
) -> None:
    it.edgar.cue(misbehaviour, times=None)
    ill = await it.ill()
    assert ill.keys() == {"EDGAR"}
    assert why in ill["EDGAR"]
    assert advice in ill["EDGAR"]


async def test_an_edgar_that_wants_to_be_left_alone_is_not_asked(it: Surgery) -> None:
    held = await it.ledger()
    await held.set_cursor("edgar.blocked_until", (SystemClock().now() + timedelta(minutes=9)).isoformat())
    await held.close()
    ill = await it.ill()
    assert ill["EDGAR"].startswith("it blocks us for another 8 minutes")
    assert it.edgar.asked == []


@pytest.mark.parametrize("by", [timedelta(minutes=-10), timedelta(minutes=10)])
async def test_a_clock_that_is_wrong_is_told_with_how_far(it: Surgery, by: timedelta) -> None:
    async with StandinEdgar(Shifted(by), []) as edgar:
        it.more["BALLOTWIRE_EDGAR_URL"] = edgar.url
        ill = await it.ill()
    assert ill.keys() == {"clock"}
    assert re.fullmatch(r"(9|10) minutes from EDGAR's: set it, or Slack refuses what it signs", ill["clock"])


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked", "account_inactive"])
async def test_a_bot_token_that_slack_refuses_is_told_with_the_setting(it: Surgery, code: str) -> None:
    it.slack.script.then("auth.test", ok_false(code))
    ill = await it.ill()
    assert ill.keys() == {"Slack"}
    assert code in ill["Slack"]
    assert "check SLACK_BOT_TOKEN" in ill["Slack"]


@pytest.mark.parametrize("fault", [http_error(503), HTML_OK, Fault(drop=True)])
async def test_a_slack_that_does_not_answer_is_told(it: Surgery, fault: Fault) -> None:
    it.slack.script.then("auth.test", fault)
    assert (await it.ill()).keys() == {"Slack"}


async def test_an_app_token_that_slack_refuses_is_told_with_the_setting(it: Surgery) -> None:
    it.more["SLACK_APP_TOKEN"] = "xapp-wrong-secret"
    ill = await it.ill()
    assert ill.keys() == {"Socket Mode"}
    assert "check SLACK_APP_TOKEN and its scope connections:write" in ill["Socket Mode"]
    assert "wrong-secret" not in str(ill)


async def test_commands_without_a_way_in_are_told(it: Surgery) -> None:
    it.more["SLACK_APP_TOKEN"] = ""
    ill = await it.ill()
    assert ill.keys() == {"commands"}


@pytest.mark.parametrize("scope", sorted(NEEDED))
async def test_a_missing_scope_is_told_with_what_it_is_for(it: Surgery, scope: str) -> None:
    it.slack.granted = frozenset(NEEDED) - {scope}
    ill = await it.ill()
    assert ill["scopes"] == f"missing {scope} ({NEEDED[scope]}): install the app again with its manifest"


async def test_each_channel_that_the_app_is_not_in_is_told_be_it_watched_by_file_or_command_or_the_operators(
    it: Surgery,
) -> None:
    it.slack.workspace.channels["C0GOV"].members.clear()
    it.slack.workspace.add_channel("C0OLD", "old", [])
    it.slack.workspace.channels["C0OLD"].archived = True
    held = await it.ledger()
    team = it.slack.workspace.team_id
    await held.add_watch(Watch(team, "C0OLD", WatchSubject.TICKER, "HLTN"), "U1")
    await held.add_watch(Watch("T0ELSEWHERE", "C0THEIRS", WatchSubject.TICKER, "HLTN"), "U1")
    await held.close()
    it.more["BALLOTWIRE_OPERATORS_CHANNEL"] = "C0OPS"
    ill = await it.ill()
    advice = "the app is not in it, or it is archived: invite the app there, /invite @ballotwire"
    assert ill == {"#governance": advice, "C0OLD": advice, "C0OPS": advice}


async def test_a_database_of_an_older_version_is_told_and_left_as_it_is(it: Surgery) -> None:
    database = Database(it.database)
    database.prepare()
    async with database.writing() as connection:
        await connection.run_sync(migrate, "0001")
    await database.close()
    assert (await it.ill())["database"].endswith("is not today's, 0002: run 'ballotwire db upgrade'")
    with closing(sqlite3.connect(it.folder / "ledger.db")) as other:
        assert other.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)


async def test_a_database_of_a_newer_version_is_told(it: Surgery) -> None:
    held = await it.ledger()
    async with held._database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await held.close()
    assert "it was written by a newer version; install that one" in (await it.ill())["database"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite:///{folder}/watchlist.toml", "not a database"),
        ("sqlite:///{folder}", "LedgerUnavailable"),
        ("postgresql://bot:hunter22@127.0.0.1:1/ledger", "LedgerUnavailable"),
        ("mysql://bot:hunter22@127.0.0.1/ledger", "may be sqlite:///path or postgresql://"),
    ],
)
async def test_a_database_that_does_not_open_is_told_without_its_password(it: Surgery, url: str, words: str) -> None:
    it.more["BALLOTWIRE_DATABASE_URL"] = url.format(folder=it.folder)
    ill = await it.ill()
    assert ill.keys() == {"database"}
    assert words in ill["database"]
    assert "hunter22" not in ill["database"]


async def test_a_backlog_that_is_old_is_told_with_its_size_and_age(it: Surgery) -> None:
    held = await it.ledger(Shifted(timedelta(hours=-3)))
    await held.record_seen([filing(1)], Via.FEED)
    await held.record_report(filing(1), report(filing(1)), [Match("T1", "C0GOV", ("watches HLTN",))], "https://e.org/1")
    await held.close()
    ill = await it.ill()
    assert ill == {"backlog": "1 wait, the oldest for 3 hours; is the bot running, and does Slack let it post?"}


@pytest.mark.parametrize(
    ("ago", "outcome", "words"),
    [
        (timedelta(hours=3), PollOutcome.OK, "3 hours ago: ok, 9 rows, why; nobody has looked since"),
        (timedelta(0), PollOutcome.REFUSED, "0 seconds ago: refused, 9 rows, why; the bot tries again"),
    ],
)
async def test_a_feed_that_nobody_has_looked_at_or_that_was_refused_is_told(
    it: Surgery, ago: timedelta, outcome: PollOutcome, words: str
) -> None:
    held, at = await it.ledger(), SystemClock().now() - ago
    await held.record_poll(Poll(at, at, outcome, 9, 0, at, "why"))
    await held.close()
    ill = await it.ill()
    assert ill.keys() == {"last poll"}
    assert ill["last poll"].startswith(words)


async def test_a_filing_that_was_set_aside_is_told_with_why(it: Surgery) -> None:
    held = await it.ledger()
    await held.record_seen([filing(2)], Via.FEED)
    await held.record_poison(filing(2), "cut in half", [], "https://sec.example/2")
    await held.close()
    ill = await it.ill()
    number = filing(2).accession_number
    assert ill == {"set aside": f"{number}: cut in half; after an update, 'ballotwire reread' tries them again"}


async def test_offline_nobody_is_asked(it: Surgery) -> None:
    lines = await it.lines("--offline")
    assert lines.keys() == {"settings", "User-Agent", "watchlist", "database"}
    assert (it.edgar.asked, it.slack.calls) == ([], [])
