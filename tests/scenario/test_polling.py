from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.ledger.faults import LedgerBusy
from bot.poll import COMPLETE, Poller
from bot.stages import PollOutcome
from bot.standin.edgar import Misbehaviour, Registrant
from tests.fakes.clock import FakeClock
from tests.fakes.filings import HARBOR
from tests.scenario.desk import Desk, desk, served


async def test_what_was_in_the_feed_before_the_first_start_is_kept_and_not_told(tmp_path: Path) -> None:
    async with desk(tmp_path, begun=False) as it:
        before = served(1, it.clock.now() - timedelta(hours=1))
        it.edgar.add(before)
        await it.round(0)
        assert await it.told(before) == []
        assert (await it.ledger.report(before.accession_number)) is not None
        after = served(2, it.clock.now() + timedelta(seconds=5))
        it.edgar.add(after)
        await it.round()
        assert await it.told(after) == ["C1 results"]


@pytest.mark.parametrize("whole", [True, False], ids=["the first look is whole", "the first look breaks off"])
async def test_news_is_told_as_news_though_our_clock_is_a_year_ahead_of_the_feeds(tmp_path: Path, whole: bool) -> None:
    """A wrong clock, or a recording that somebody serves: what is new and what was missed is measured by the feed's."""
    async with desk(tmp_path, begun=False) as it:
        ahead = FakeClock(it.clock.now() + timedelta(days=365))
        poller = Poller(it.client, it.ledger, ahead)
        before = served(1, it.clock.now() - timedelta(hours=1))
        it.edgar.add(before)
        if not whole:
            it.edgar.cue(Misbehaviour.CUT_FEED)
        poll = await poller.poll()
        assert (poll.outcome is PollOutcome.OK) is whole
        after = served(2, it.clock.now() + timedelta(seconds=5))
        it.edgar.add(after)
        await it.clock.sleep(20)
        await poller.poll()
        await it.pipeline.read_due()
        assert await it.told(before) == []
        (told,) = await it.ledger.deliveries_of(after.accession_number)
        assert not told.alert.caught_up


async def test_the_first_start_tells_all_when_it_is_asked_to(tmp_path: Path) -> None:
    async with desk(tmp_path, begun=False, announce_first=True) as it:
        before = served(1, it.clock.now() - timedelta(hours=1))
        it.edgar.add(before)
        await it.round(0)
        assert await it.told(before) == ["C1 results"]


async def test_a_filing_is_told_once_however_often_the_feed_shows_it(it: Desk) -> None:
    one = served(1, it.clock.now())
    it.edgar.add(one)
    for _ in range(5):
        await it.round()
    assert await it.told(one) == ["C1 results"]
    assert it.reader.asked == ["results"]


async def test_co_registrants_are_one_filing_with_both_companies(it: Desk) -> None:
    both = (Registrant(HARBOR.cik, HARBOR.name), Registrant("77", "HARBOR FINANCE, L.P."))
    one = served(1, it.clock.now(), registrants=both)
    it.edgar.add(one)
    await it.round()
    seen = await it.state_of(one)
    assert [filer.cik for filer in seen.filing.filers] == [HARBOR.cik, "77"]
    assert await it.told(one) == ["C1 results"]


@pytest.mark.parametrize(
    ("misbehaviour", "outcome"),
    [
        (Misbehaviour.RATE_BLOCK, PollOutcome.REFUSED),
        (Misbehaviour.MAINTENANCE, PollOutcome.UNAVAILABLE),
        (Misbehaviour.HTML_WITH_200, PollOutcome.MALFORMED),
    ],
)
async def test_a_feed_that_is_refused_is_never_no_news_and_loses_nothing(
    it: Desk, misbehaviour: Misbehaviour, outcome: PollOutcome
) -> None:
    one = served(1, it.clock.now())
    it.edgar.add(one)
    mark = await it.ledger.cursor(COMPLETE)
    it.edgar.cue(misbehaviour, "browse-edgar", times=None)
    await it.round()
    (poll,) = await it.ledger.last_polls(1)
    assert (poll.outcome, poll.new_filings) == (outcome, 0)
    assert poll.detail
    assert await it.ledger.cursor(COMPLETE) == mark
    it.edgar.behave()
    await it.round(601)
    assert await it.told(one) == ["C1 results"]
    assert (await it.ledger.last_polls(1))[0].outcome is PollOutcome.OK


async def test_how_far_we_have_read_is_said_only_after_what_was_read_is_kept(it: Desk) -> None:
    class Locked(type(it.ledger)):  # type: ignore[misc]
        async def record_seen(self, *_args: object, **_options: object) -> list[object]:
            raise LedgerBusy("database is locked")

    one = served(1, it.clock.now())
    it.edgar.add(one)
    await it.clock.sleep(20)
    mark = await it.ledger.cursor(COMPLETE)
    locked = Locked(it.ledger._database, it.clock)
    with pytest.raises(LedgerBusy):
        await Poller(it.client, locked, it.clock).poll()
    assert await it.ledger.cursor(COMPLETE) == mark
    await it.round()
    assert await it.told(one) == ["C1 results"]


async def test_every_poll_is_on_record_with_its_age_and_outcome(it: Desk) -> None:
    await it.round(60)
    latest, first = await it.ledger.last_polls()
    assert latest.started_at - first.started_at >= timedelta(seconds=60)
    assert (latest.outcome, latest.rows, latest.new_filings) == (PollOutcome.OK, 1, 0)
