"""Every method of the ledger, on a database that somebody else keeps locked; and the other ways a file can fail."""

from __future__ import annotations

import inspect
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError, ProgrammingError

from bot.ledger.database import Database
from bot.ledger.faults import (
    LedgerBusy,
    LedgerDamaged,
    LedgerFull,
    LedgerReadOnly,
    LedgerUnavailable,
    fault_of,
)
from bot.ledger.ledger import Ledger
from bot.stages import (
    Alert,
    AlertKind,
    Delivery,
    DeliveryState,
    Filer,
    KnownCompany,
    KnownTicker,
    Match,
    Mute,
    Poll,
    PollOutcome,
    Succession,
    Via,
    Watch,
    WatchSubject,
)
from tests.fakes.clock import FakeClock
from tests.fakes.filings import filing, report

AT = datetime(2026, 3, 2, tzinfo=UTC)
ONE = filing(1)
NUMBER = ONE.accession_number
WATCH = Watch("T1", "C1", WatchSubject.TICKER, "INNO")
SUCCESSION = Succession(Filer("2", "New"), (Filer("1", "Old"),))
MATCH = Match("T1", "C1", ("why",))
ALERT = Alert(AlertKind.RESULTS, ONE, report(ONE), "u")
DELIVERY = Delivery(1, "key", ALERT, "T1", "C1", ("why",), DeliveryState.CLAIMED, 0, AT)

WRITES: dict[str, Callable[[Ledger], Awaitable[object]]] = {
    "add_mute": lambda it: it.add_mute(Mute("T1", "C1", "1", None, "U1")),
    "add_watch": lambda it: it.add_watch(WATCH, "U1"),
    "claim_due": lambda it: it.claim_due(1, timedelta(minutes=5), "w1"),
    "disable_channel": lambda it: it.disable_channel("T1", "C1", "archived"),
    "enable_channel": lambda it: it.enable_channel("T1", "C1"),
    "first_time": lambda it: it.first_time("Ev1"),
    "read_again": lambda it: it.read_again([NUMBER]),
    "record_abandoned": lambda it: it.record_abandoned(1, "no"),
    "record_attempt": lambda it: it.record_attempt(1, "w1"),
    "record_change": lambda it: it.record_change("T1", "C1", "U1", "x", "y"),
    "record_companies": lambda it: it.record_companies([KnownCompany("1", "A")]),
    "record_delivered": lambda it: it.record_delivered(1, "C1", "1.1"),
    "record_fault": lambda it: it.record_fault(NUMBER, "no", AT),
    "record_listed": lambda it: it.record_listed([KnownTicker("A", "1", None, AT.date(), AT.date(), listed=True)]),
    "record_no_result": lambda it: it.record_no_result(NUMBER, "no"),
    "record_poison": lambda it: it.record_poison(ONE, "no", [MATCH], "u"),
    "record_poll": lambda it: it.record_poll(Poll(AT, AT, PollOutcome.OK, 1, 1, None)),
    "record_reading": lambda it: it.record_reading(NUMBER),
    "record_report": lambda it: it.record_report(ONE, report(ONE), [MATCH], "u"),
    "record_retry": lambda it: it.record_retry(1, AT, "no"),
    "record_seen": lambda it: it.record_seen([ONE], Via.FEED),
    "record_skipped": lambda it: it.record_skipped(NUMBER, "no"),
    "record_succession": lambda it: it.record_succession(ONE, SUCCESSION, [MATCH], "u"),
    "record_unconfirmed": lambda it: it.record_unconfirmed(1, AT, "no"),
    "record_unread": lambda it: it.record_unread(NUMBER, "no", AT),
    "release": lambda it: it.release(1),
    "release_claims_of": lambda it: it.release_claims_of(["w1"]),
    "remove_mute": lambda it: it.remove_mute("T1", "C1", "1", "U1"),
    "remove_watch": lambda it: it.remove_watch(WATCH, "U1"),
    "rename_channel": lambda it: it.rename_channel("T1", "C1", "C2"),
    "renew": lambda it: it.renew([1], timedelta(minutes=5)),
    "set_cursor": lambda it: it.set_cursor("feed", "1"),
    "set_preference": lambda it: it.set_preference("T1", "C1", "digest", 1, "U1"),
}
READS: dict[str, Callable[[Ledger], Awaitable[object]]] = {
    "all_names": lambda it: it.all_names(),
    "all_symbols": lambda it: it.all_symbols(),
    "changes": lambda it: it.changes("T1"),
    "channels_preferring": lambda it: it.channels_preferring("digest"),
    "companies": lambda it: it.companies(["1"]),
    "companies_by_ticker": lambda it: it.companies_by_ticker("A"),
    "company": lambda it: it.company("1"),
    "cursor": lambda it: it.cursor("feed"),
    "cursors": lambda it: it.cursors(),
    "current_tickers": lambda it: it.current_tickers(["1"]),
    "caught_up_before": lambda it: it.caught_up_before(DELIVERY, timedelta(hours=6)),
    "claiming_workers": lambda it: it.claiming_workers(),
    "channel_ids": lambda it: it.channel_ids(),
    "deliveries_of": lambda it: it.deliveries_of(NUMBER),
    "delivery": lambda it: it.delivery(1),
    "delivery_counts": lambda it: it.delivery_counts(),
    "due_filings": lambda it: it.due_filings(1),
    "filing": lambda it: it.filing(NUMBER),
    "filing_counts": lambda it: it.filing_counts(),
    "known": lambda it: it.known([NUMBER]),
    "last_polls": lambda it: it.last_polls(),
    "latest_deliveries": lambda it: it.latest_deliveries("T1", "C1"),
    "latest_reports": lambda it: it.latest_reports(1),
    "mutes": lambda it: it.mutes(),
    "next_due_at": lambda it: it.next_due_at(),
    "oldest_waiting": lambda it: it.oldest_waiting(),
    "ping": lambda it: it.ping(),
    "predecessors": lambda it: it.predecessors(["1"]),
    "preferences": lambda it: it.preferences("T1", "C1"),
    "read_by_other_versions": lambda it: it.read_by_other_versions("0"),
    "report": lambda it: it.report(NUMBER),
    "reports_naming": lambda it: it.reports_naming(["Quill"]),
    "reports_of": lambda it: it.reports_of(["1"]),
    "set_aside": lambda it: it.set_aside(),
    "successors": lambda it: it.successors(["1"]),
    "unread": lambda it: it.unread([NUMBER]),
    "told": lambda it: it.told("T1", "C1", NUMBER),
    "watches": lambda it: it.watches(),
}
NOT_QUERIES = {"open", "as_it_is", "close", "presence"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
async def impatient(file: Path, clock: FakeClock) -> Ledger:
    """A ledger that waits for nobody's lock."""
    return await Ledger.open(f"sqlite:///{file}", clock, busy_timeout=0.0)


@pytest.fixture
def somebody_writes(file: Path, impatient: Ledger) -> Iterator[None]:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.close()


def on_connect(ledger: Ledger, statement: str) -> None:
    engine = ledger._database._engine.sync_engine
    event.listen(engine, "connect", lambda connection, _record: connection.cursor().execute(statement))


def test_every_method_of_the_ledger_is_tried_here() -> None:
    methods = {name for name, _ in inspect.getmembers(Ledger, callable) if not name.startswith("_")}
    assert methods - NOT_QUERIES == WRITES.keys() | READS.keys()


@pytest.mark.parametrize("name", WRITES)
async def test_every_write_says_busy_while_somebody_else_writes(
    name: str, impatient: Ledger, somebody_writes: None
) -> None:
    with pytest.raises(LedgerBusy, match="locked"):
        await WRITES[name](impatient)
    await impatient.close()


@pytest.mark.parametrize("name", READS)
async def test_every_read_goes_on_while_somebody_else_writes(
    name: str, impatient: Ledger, somebody_writes: None
) -> None:
    await READS[name](impatient)
    await impatient.close()


async def test_a_write_that_was_refused_leaves_nothing_and_can_be_done_again(file: Path, impatient: Ledger) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerBusy):
        await impatient.record_seen([ONE], Via.FEED)
    other.close()
    assert await impatient.known([NUMBER]) == set()
    assert await impatient.record_seen([ONE], Via.FEED) == [ONE]
    await impatient.close()


async def test_a_file_that_vanished_is_said_to_be_gone_and_never_replaced(
    file: Path, impatient: Ledger, tmp_path: Path
) -> None:
    await impatient.record_seen([ONE], Via.FEED)
    for part in list(tmp_path.glob("ledger.db*")):
        part.rename(tmp_path / f"moved-{part.name}")
    for name in ("record_seen", "known"):
        with pytest.raises(LedgerUnavailable, match="is gone"):
            await (WRITES | READS)[name](impatient)
    assert not file.exists()
    for part in list(tmp_path.glob("moved-*")):
        part.rename(tmp_path / part.name.removeprefix("moved-"))
    assert await impatient.known([NUMBER]) == {NUMBER}
    await impatient.close()


async def test_a_file_that_was_put_back_from_a_copy_is_used_from_then_on(
    file: Path, impatient: Ledger, clock: FakeClock
) -> None:
    copy = file.with_name("copy.db")
    with sqlite3.connect(file) as here, sqlite3.connect(copy) as there:
        here.backup(there)
    here.close()
    there.close()
    await impatient.record_seen([ONE], Via.FEED)
    for part in file.parent.glob("ledger.db*"):
        part.unlink()
    copy.rename(file)
    assert await impatient.known([NUMBER]) == set()
    assert await impatient.record_seen([ONE], Via.FEED) == [ONE]
    await impatient.close()


async def test_a_file_that_is_no_database_is_called_damaged(file: Path, clock: FakeClock) -> None:
    file.write_bytes(b"this is not a database" * 1000)
    with pytest.raises(LedgerDamaged, match="not a database"):
        await Ledger.open(f"sqlite:///{file}", clock)


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / "var").write_text("a file where a folder should be")
    with pytest.raises(LedgerUnavailable, match="var"):
        await Ledger.open(f"sqlite:///{tmp_path}/var/ledger.db", clock)


async def test_a_database_that_may_not_be_written_says_so(impatient: Ledger) -> None:
    await impatient.close()
    on_connect(impatient, "PRAGMA query_only=ON")  # root writes every file, so that the connection has to refuse
    with pytest.raises(LedgerReadOnly):
        await impatient.record_seen([ONE], Via.FEED)
    assert await impatient.known([NUMBER]) == set()
    await impatient.close()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("database is locked", LedgerBusy),
        ("attempt to write a readonly database", LedgerReadOnly),
        ("database or disk is full", LedgerFull),
        ("could not extend file: No space left on device", LedgerFull),
        ("database disk image is malformed", LedgerDamaged),
        ("unable to open database file", LedgerUnavailable),
        ("disk I/O error", LedgerUnavailable),
    ],
)
def test_what_a_database_says_is_told_apart(words: str, kind: type[Exception]) -> None:
    fault = fault_of(OperationalError("SELECT 1", {}, Exception(words)))
    assert type(fault) is kind
    assert str(fault) == words


def test_a_mistake_of_the_program_is_no_fault_of_the_ledger() -> None:
    assert fault_of(ProgrammingError("SELEC", {}, Exception("syntax error"))) is None


async def test_a_database_that_fills_up_says_so_and_keeps_what_it_had(file: Path, impatient: Ledger) -> None:
    await impatient.record_seen([ONE], Via.FEED)
    async with impatient._database.reading() as connection:
        pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar_one()
    await impatient.close()
    # A page limit of the connection is as near to a full disk as a test gets without a disk of its own.
    on_connect(impatient, f"PRAGMA max_page_count={pages}")
    with pytest.raises(LedgerFull, match="full"):
        await impatient.record_companies([KnownCompany(str(number), "A" * 900) for number in range(500)])
    assert await impatient.known([NUMBER]) == {NUMBER}
    await impatient.close()


@pytest.mark.parametrize("url", ["nonsense", "", "mysql://bot:hunter22@host/name", "://hunter22"])
def test_an_address_that_is_none_is_refused_without_being_shown(url: str) -> None:
    with pytest.raises(LedgerUnavailable, match="may be sqlite:///path or postgresql://") as caught:
        Database(url)
    assert "hunter22" not in str(caught.value)


async def test_a_postgresql_that_is_not_there_is_unavailable(tmp_path: Path, clock: FakeClock) -> None:
    with pytest.raises(LedgerUnavailable):
        await Ledger.open(f"postgresql://nobody@/nothing?host={tmp_path}", clock)
