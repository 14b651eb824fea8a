"""What the log's events add up to."""

from __future__ import annotations

from collections.abc import Iterator

import structlog
from prometheus_client.parser import text_string_to_metric_families

from bot.edgar.client import Traffic
from bot.health import Vitals
from bot.metrics import Metrics
from tests.fakes.clock import FakeClock


def counted(metrics: Metrics) -> dict[str, float]:
    """Every sample without its labels' names, as ``name`` or ``name value``."""

    def samples() -> Iterator[tuple[str, float]]:
        page = metrics.page(Vitals(now=FakeClock().now()), Traffic()).decode()
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
