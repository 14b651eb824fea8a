"""What the log's events add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import structlog
from prometheus_client.parser import text_string_to_metric_families

from bot.edgar.client import Traffic
from bot.health import Vitals
from bot.metrics import Metrics
from tests.fakes.clock import FakeClock


def counted(metrics: Metrics, traffic: Traffic | None = None) -> dict[str, float]:
    """Every sample without its labels' names, as ``name`` or ``name value``."""

    def samples() -> Iterator[tuple[str, float]]:
        page = metrics.page(Vitals(now=FakeClock().now()), traffic or Traffic()).decode()
        for family in text_string_to_metric_families(page):
            for sample in family.samples:
                yield " ".join([sample.name, *sample.labels.values()]), sample.value

    return dict(samples())


def hear(metrics: Metrics, event: str, **values: object) -> None:
    metrics(structlog.get_logger(), "warning", {"event": event, **values})


def test_a_gap_counts_as_a_day_and_as_the_filings_that_it_lost() -> None:
    metrics = Metrics()
    hear(metrics, "audit.gap", day="2026-11-10", missed=3, accessions=[], told=True)
    hear(metrics, "audit.gap", day="2026-11-12", missed=1, accessions=[], told=True)
    heard = counted(metrics)
    assert heard["ballotwire_audit_late_filings_total"] == 4
    assert heard["ballotwire_audit_gap_days_total"] == 2
    assert heard["ballotwire_faults_total audit.gap"] == 2


def test_what_was_filed_before_the_first_start_is_no_gap() -> None:
    metrics = Metrics()
    hear(metrics, "audit.gap", day="2026-11-02", missed=280, accessions=[], told=False)
    heard = counted(metrics)
    assert heard["ballotwire_audit_late_filings_total"] == 0
    assert heard["ballotwire_audit_gap_days_total"] == 0


def test_both_figures_are_there_before_anything_was_missed() -> None:
    heard = counted(Metrics())
    assert heard["ballotwire_audit_late_filings_total"] == heard["ballotwire_audit_gap_days_total"] == 0


def test_latencies_are_histograms_with_their_values() -> None:
    metrics = Metrics()
    hear(metrics, "filing.seen", accession="a", lag=12.0)
    hear(metrics, "filing.seen", accession="b", lag=None)
    hear(metrics, "edgar.asked", url="u", seconds=0.2)
    hear(metrics, "filing.fetched", seconds=0.7)
    hear(metrics, "filing.read", kind="meeting_results", review=False, seconds=0.008)
    hear(metrics, "delivery.delivered", seconds=3.0)
    heard = counted(metrics)
    for name, below, above in (
        ("feed_lag", "10.0", "30.0"),
        ("edgar_request", "0.1", "0.25"),
        ("fetch", "0.5", "1.0"),
        ("read", "0.005", "0.01"),
        ("delivery", "2.5", "5.0"),
    ):
        figure = f"ballotwire_{name}_seconds"
        assert heard[f"{figure}_count"] == 1, name
        assert (heard[f"{figure}_bucket {below}"], heard[f"{figure}_bucket {above}"]) == (0, 1), name
    assert heard["ballotwire_feed_lag_seconds_sum"] == 12


def test_reports_are_counted_by_kind_and_those_to_be_looked_at_apart() -> None:
    metrics = Metrics()
    for kind, review in (("meeting_results", True), ("meeting_results", False), ("none", False)):
        hear(metrics, "filing.read", kind=kind, review=review, seconds=0.1)
    hear(metrics, "filing.skipped", why="items 1.01")
    heard = counted(metrics)
    assert heard["ballotwire_reports_total meeting_results"] == 2
    assert heard["ballotwire_reports_total none"] == 1
    assert heard["ballotwire_reports_flagged_total"] == 1
    assert heard["ballotwire_filings_skipped_total"] == 1
    assert "ballotwire_faults_total filing.read" not in heard


def test_the_oldest_waiting_is_no_seconds_old_where_none_waits() -> None:
    assert counted(Metrics())["ballotwire_oldest_waiting_seconds"] == 0


def test_requests_to_edgar_and_its_refusals_are_counted() -> None:
    traffic = Traffic(requests=5, outcomes=Counter({"ok": 3, "rate block": 1, "undeclared agent": 1}))
    heard = counted(Metrics(), traffic)
    assert heard["ballotwire_edgar_requests_total"] == 5
    assert heard["ballotwire_edgar_answers_total rate block"] == 1
    assert heard["ballotwire_edgar_answers_total undeclared agent"] == 1
