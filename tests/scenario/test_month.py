"""A month of EDGAR with outages, restarts, blocks and lost rows: nothing missed, nothing told twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.audit import Auditor
from bot.edgar.addresses import Addresses
from bot.edgar.calendar import Tempo, poll_delay
from bot.edgar.client import EdgarClient, Limits
from bot.ledger.ledger import Ledger
from bot.poll import Poller
from bot.stages import PollOutcome
from bot.standin.edgar import ServedFiling, StandinEdgar
from tests.fakes.clock import FakeClock
from tests.scenario.month import ENDS, STARTS, Trouble, filings, troubles

SEED = 20261030
AGENT = "Ballotwire tests ops@ballotwire.example.com"
TEMPO = Tempo(accepting=4500, evening=7200, closed=14400)
"""Slower than in life, so that a month takes seconds: what is missed does not depend on it."""
LIMITS = Limits(total_seconds=5, read_seconds=1, most_bytes=5_000_000, attempts=2)
RATE = 5.0


@dataclass
class Month:
    """What happened."""

    told: Counter[str] = field(default_factory=Counter)
    reported: list[str] = field(default_factory=list)
    """Accession numbers that an audit named as missed by the feed."""
    outcomes: Counter[PollOutcome] = field(default_factory=Counter)
    restarts: int = 0
    silent: set[str] = field(default_factory=set)


class Life:
    """The bot between two restarts: what is in memory is new, the ledger's file is the old one."""

    def __init__(self, client: EdgarClient, ledger: Ledger, clock: FakeClock, month: Month) -> None:
        self._poller = Poller(client, ledger, clock)
        self._auditor = Auditor(client, ledger, clock)
        self._ledger, self._clock, self._month = ledger, clock, month

    async def live(self, until: datetime, edgar: StandinEdgar, all_troubles: list[Trouble]) -> None:
        while self._clock.now() < until:
            _misbehave(edgar, all_troubles, self._clock.now())
            poll = await self._poller.poll()
            self._month.outcomes[poll.outcome] += 1
            if await self._auditor.due():
                report = await self._auditor.audit()
                self._month.reported += [one.accession_number for day in report.days for one in day.missed]
            await self._tell()
            await self._clock.sleep(poll_delay(self._clock.now(), TEMPO))

    async def _tell(self) -> None:
        while due := await self._ledger.due_filings(200):
            for seen in due:
                number = seen.filing.accession_number
                if seen.announce:
                    self._month.told[number] += 1
                else:
                    self._month.silent.add(number)
                await self._ledger.record_no_result(number, "simulated")


def _misbehave(edgar: StandinEdgar, all_troubles: list[Trouble], now: datetime) -> None:
    edgar.behave()
    for trouble in all_troubles:
        if trouble.misbehaviour is not None and trouble.begins <= now < trouble.ends:
            edgar.cue(trouble.misbehaviour, trouble.where, times=None)


async def _simulate(edgar: StandinEdgar, clock: FakeClock, database: Path) -> Month:
    month = Month()
    known_troubles = list(troubles(SEED))
    downs = sorted((one for one in known_troubles if one.misbehaviour is None), key=lambda one: one.begins)
    lives = [(start.ends, end.begins) for start, end in pairwise(downs)]
    for starts, ends in [(STARTS, downs[0].begins), *lives, (downs[-1].ends, ENDS)]:
        await clock.sleep((starts - clock.now()).total_seconds())
        ledger = await Ledger.open(f"sqlite+aiosqlite:///{database}", clock)
        addresses = Addresses(edgar.url, edgar.url, edgar.url)
        async with EdgarClient(addresses, AGENT, clock, rate=RATE, limits=LIMITS) as client:
            await Life(client, ledger, clock, month).live(ends, edgar, known_troubles)
        await ledger.close()
        month.restarts += 1
    return month


def _busiest_second(edgar: StandinEdgar) -> int:
    """The most requests within a second, less the millisecond by which sums of fractions are off."""
    moments = sorted(asked.moment for asked in edgar.asked)
    first = busiest = 0
    for place, moment in enumerate(moments):
        while moments[first] < moment - 0.999:
            first += 1
        busiest = max(busiest, place - first + 1)
    return busiest


def _must_be_told(served: list[ServedFiling]) -> set[str]:
    """What came out after the first start, and was filed on a day whose index is final."""
    final = (ENDS - timedelta(days=1)).date()
    return {
        one.accession_number for one in served if one.shown_at > STARTS + timedelta(minutes=5) and one.filed <= final
    }


@pytest.mark.timeout(180)
async def test_after_a_month_of_troubles_nothing_is_missed_and_nothing_told_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    served = filings(SEED)
    clock = FakeClock(STARTS - timedelta(hours=1))
    async with StandinEdgar(clock, served, rate_limit=10.0) as edgar:
        month = await _simulate(edgar, clock, tmp_path / "ledger.db")
        busiest, blocks, requests = _busiest_second(edgar), edgar.blocks, len(edgar.asked)
    expected = _must_be_told(served)
    missed = expected - set(month.told)
    twice = [number for number, times in month.told.items() if times > 1]
    lost = {one.accession_number for one in served if not one.in_feed} & expected
    with capsys.disabled():
        print(  # noqa: T201 - the figures are what the test is for
            f"\nsimulated month, seed {SEED}: {len(served)} filings, {month.restarts} starts, {requests} requests, "
            f"polls {dict(sorted((str(k), n) for k, n in month.outcomes.items()))}\n"
            f"missed {len(missed)}, announced twice {len(twice)}, requests above the limit "
            f"{max(0, busiest - int(RATE))}, blocks earned {blocks}, gaps {len(lost)}, "
            f"reported {len(lost & set(month.reported))}"
        )
    assert len(expected) > 2000
    assert missed == set()
    assert twice == []
    assert busiest <= RATE
    assert blocks == 0
    assert len(lost) > 10
    assert set(month.reported) & expected == lost, "the feed itself brings all that it shows"
    assert len(month.reported) == len(set(month.reported))
    assert month.outcomes[PollOutcome.REFUSED] > 0
    assert month.outcomes[PollOutcome.UNAVAILABLE] > 0
    assert month.outcomes[PollOutcome.MALFORMED] > 0
    assert month.outcomes[PollOutcome.PARTIAL] > 0
