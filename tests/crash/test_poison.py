"""A filing that cannot be read, and the real bot: it stops nobody, is told as such, and is completed later."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.clock import SystemClock
from bot.ledger.ledger import Ledger
from bot.reading import READ_WAITS
from bot.stages import AlertKind, FilingState
from bot.standin.slack import APP_TOKEN, BOT_TOKEN
from tests.crash.stage import CHANNELS, PATIENCE, Stage, killed, stage, stop
from tests.scenario.processes import process

RUBBISH = bytes(range(256)) * 40


async def fails_as_often_as_it_may(it: Stage, ledger: Ledger, accession: str) -> None:
    """The first failure is the bot's own; the waits before the others are not waited for."""
    await it.until_logged("unreadable")
    for _ in READ_WAITS:
        await ledger.record_reading(accession)
    seen = await ledger.filing(accession)
    assert seen is not None
    assert seen.state is FilingState.SEEN
    await ledger.record_unread(accession, seen.last_error, SystemClock().now())


async def command_line(it: Stage, *words: str) -> str:
    settings = {
        "BALLOTWIRE_USER_AGENT": "Ballotwire tests@example.org",
        "BALLOTWIRE_EDGAR_URL": it.edgar.url,
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": it.slack.api_url,
    }
    told, _ = await (await process(it.folder, *words, **settings)).communicate()
    return told.decode()


async def asked_in_slack(it: Stage, text: str) -> str:
    await it.slack.until(lambda: it.slack.socket.is_open, PATIENCE)
    await it.slack.people.command("U0ANA", CHANNELS[0], "/watch", text)
    await it.slack.until(lambda: it.slack.workspace.ephemerals != [], PATIENCE)
    return str(it.slack.workspace.ephemerals[-1])


async def test_a_poison_filing_is_set_aside_shown_told_and_completed_when_it_can_be_read(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/ledger.db"
    async with stage(tmp_path, database) as it:
        poison, good = it.file_results(31), it.file_results(32)
        whole = it.edgar.shelf.filings[poison]
        it.edgar.shelf.filings[poison] = replace(whole, body=RUBBISH)
        bot = await it.start()
        await it.until_arrived([good])
        ledger = await Ledger.open(database, SystemClock())
        await fails_as_often_as_it_may(it, ledger, poison)
        await it.until_arrived([poison])
        assert [one.filing.accession_number for one in await ledger.set_aside(5)] == [poison]
        assert poison in await command_line(it, "doctor")
        assert poison in await asked_in_slack(it, "status")
        it.edgar.shelf.filings[poison] = whole
        assert await command_line(it, "reread") == "1 filings will be read again.\n"
        await it.slack.until(lambda: set(it.arrived().values()) == {1, 2}, PATIENCE)
        assert await stop(bot) == 0
        assert it.arrived() == {(c, one): times for c in CHANNELS for one, times in ((poison, 2), (good, 1))}
        assert await ledger.set_aside(5) == []
        await ledger.close()


async def test_a_filing_that_ends_the_process_each_time_it_is_read_is_told_as_unreadable(
    tmp_path: Path,
) -> None:
    database = f"sqlite:///{tmp_path}/ledger.db"
    async with stage(tmp_path, database) as it:
        deadly = it.file_results(31)
        for _ in range(len(READ_WAITS) + 1):
            assert await killed(await it.start(die=f"after record_reading {deadly}"))
        bot = await it.start()
        await it.until_arrived([deadly])
        ledger = await Ledger.open(database, SystemClock())
        assert [one.filing.accession_number for one in await ledger.set_aside(5)] == [deadly]
        assert {told.alert.kind for told in await ledger.deliveries_of(deadly)} == {AlertKind.UNREADABLE}
        await ledger.close()
        assert await stop(bot) == 0
