"""Every figure that `/metrics` serves, by name."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from prometheus_client.parser import text_string_to_metric_families

from bot.edgar.client import Traffic
from bot.health import Vitals
from bot.metrics import Metrics
from bot.stages import DeliveryState, FilingState, Poll, PollOutcome

NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


def served_figures() -> set[str]:
    poll = Poll(NOON, NOON, PollOutcome.OK, 100, 0, NOON, "")
    vitals = Vitals(
        now=NOON,
        last_poll=poll,
        last_good_poll=poll,
        newest_accepted=NOON,
        oldest_waiting=NOON,
        deliveries={next(iter(DeliveryState)): 1},
        filings={next(iter(FilingState)): 1},
    )
    page = Metrics().page(vitals, Traffic(requests=1, outcomes=Counter(ok=1))).decode()
    return {family.name for family in text_string_to_metric_families(page)}
