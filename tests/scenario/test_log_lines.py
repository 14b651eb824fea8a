"""What is logged while filings are found and read says which filing it is about."""

from __future__ import annotations

from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from bot.metrics import Metrics
from bot.standin.edgar import Misbehaviour
from tests.decisions.test_metrics import counted
from tests.scenario.desk import Desk, served


async def test_every_line_about_a_filing_says_which_also_that_of_a_request_for_it(it: Desk) -> None:
    one, bad = served(1, it.clock.now()), served(2, it.clock.now(), tells="rubbish")
    it.edgar.add(one)
    it.edgar.add(bad)
    it.edgar.cue(Misbehaviour.RESET, ".txt", times=1)
    with capture_logs(processors=[merge_contextvars]) as said:
        for seconds in (20, 15, 60, 300):
            await it.round(seconds)
    about = {entry["event"] for entry in said if entry.get("accession") in {one.accession_number, bad.accession_number}}
    assert about >= {"filing.seen", "filing.fetched", "filing.read", "filing.recorded", "edgar.retry", "edgar.asked"}
    assert about >= {"filing.unreadable", "filing.set_aside"}
    assert [entry for entry in said if entry["event"].startswith("filing.") and not entry.get("accession")] == []


async def test_what_is_logged_on_a_filings_way_is_what_is_measured(it: Desk) -> None:
    metrics, before = Metrics(), it.client.traffic.requests
    it.edgar.add(served(1, it.clock.now()))
    with capture_logs(processors=[metrics]):
        await it.round(20)
    figures = counted(metrics)
    assert figures["ballotwire_polls_total ok"] == 1
    assert 20 <= figures["ballotwire_feed_lag_seconds_sum"] < 30
    assert figures["ballotwire_edgar_request_seconds_count"] == it.client.traffic.requests - before
    assert figures["ballotwire_fetch_seconds_count"] == figures["ballotwire_read_seconds_count"] == 1
    assert figures["ballotwire_reports_total meeting_results"] == 1
