"""Figures for Prometheus: what the ledger holds at the moment of asking, and what the log's events add up to."""

from __future__ import annotations

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from structlog.typing import EventDict, WrappedLogger

from bot.edgar.client import Traffic
from bot.health import Vitals, findings

disable_created_metrics()  # type: ignore[no-untyped-call]  # a gauge of its own for each counter's birth helps nobody

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600)


class Metrics:
    """Also a log processor: events with stable names are counted on their way to the log, whatever its level."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._polls = self._counter("polls", "Looks at the feed", "outcome")
        self._reports = self._counter("reports", "Filings read", "kind")
        self._flagged = self._counter("reports_flagged", "Reports that a person should look at")
        self._skipped = self._counter("filings_skipped", "Filings whose form and items tell no vote")
        self._late = self._counter("audit_late_filings", "Filings that the audit found and the feed had not brought")
        self._gap_days = self._counter("audit_gap_days", "Days of which the feed had not brought everything")
        self._faults = self._counter("faults", "What went wrong", "event")
        self._lag = self._histogram("feed_lag_seconds", "From a filing's acceptance to its being seen in the feed")
        self._request = self._histogram("edgar_request_seconds", "One request to EDGAR, from our turn to its last byte")
        self._fetch = self._histogram("fetch_seconds", "Fetching a submission, waiting for the pace included")
        self._read = self._histogram("read_seconds", "Reading a submission")
        self._delivery = self._histogram("delivery_seconds", "From a report recorded to its message delivered")

    def __call__(self, _logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
        match event.get("event"):
            case "feed.polled":
                self._polls.labels(str(event["outcome"])).inc()
            case "filing.seen" if event["lag"] is not None:
                self._lag.observe(event["lag"])
            case "edgar.asked":
                self._request.observe(event["seconds"])
            case "filing.fetched":
                self._fetch.observe(event["seconds"])
            case "filing.read":
                self._read.observe(event["seconds"])
                self._reports.labels(str(event["kind"])).inc()
                self._flagged.inc(1 if event["review"] else 0)
            case "filing.skipped":
                self._skipped.inc()
            case "delivery.delivered":
                self._delivery.observe(event["seconds"])
            case "audit.gap":
                self._count_gap(event)
            case str(name) if method in {"warning", "error", "exception"}:
                self._faults.labels(name[:60]).inc()
        return event

    def _count_gap(self, event: EventDict) -> None:
        """What was filed before the first start is history that nobody had watched for, and no gap."""
        self._faults.labels("audit.gap").inc()
        if event["told"]:
            self._late.inc(event["missed"])
            self._gap_days.inc()

    def page(self, vitals: Vitals, traffic: Traffic) -> bytes:
        """The page that Prometheus reads."""
        now = CollectorRegistry()
        now.register(_Now(vitals, traffic))
        return generate_latest(self.registry) + generate_latest(now)

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"ballotwire_{name}", about, labels, registry=self.registry)

    def _histogram(self, name: str, about: str) -> Histogram:
        return Histogram(f"ballotwire_{name}", about, buckets=SECONDS, registry=self.registry)


class _Now(Collector):
    def __init__(self, vitals: Vitals, traffic: Traffic) -> None:
        self._vitals, self._traffic = vitals, traffic

    def collect(self) -> Iterable[Metric]:
        it = self._vitals
        yield _by("deliveries", "Deliveries by state", "state", {str(k): v for k, v in it.deliveries.items()})
        yield _by("filings", "Filings by state", "state", {str(k): v for k, v in it.filings.items()})
        yield _by("well", "1 for what is well", "part", {one.name: float(one.well) for one in findings(it)})
        yield _one("leads", "1 for the process that polls and reads", float(it.leads))
        age = (it.now - it.oldest_waiting).total_seconds() if it.oldest_waiting else 0.0
        yield _one("oldest_waiting_seconds", "Age of the oldest delivery that is not over; 0 where none waits", age)
        if it.last_good_poll is not None:
            age = (it.now - it.last_good_poll.finished_at).total_seconds()
            yield _one("poll_age_seconds", "Since the feed was last read", age)
        if it.newest_accepted is not None:
            silent = (it.now - it.newest_accepted).total_seconds()
            yield _one("newest_filing_age_seconds", "Since the acceptance of the newest filing seen", silent)
        requests = CounterMetricFamily("ballotwire_edgar_requests", "Requests to EDGAR")
        requests.add_metric([], self._traffic.requests)
        yield requests
        answers = CounterMetricFamily("ballotwire_edgar_answers", "Answers of EDGAR", labels=["outcome"])
        for outcome, count in sorted(self._traffic.outcomes.items()):
            answers.add_metric([outcome], count)
        yield answers


def _one(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"ballotwire_{name}", about, value=value)


def _by(name: str, about: str, label: str, values: dict[str, float] | dict[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"ballotwire_{name}", about, labels=[label])
    for key, value in sorted(values.items()):
        family.add_metric([key], value)
    return family
