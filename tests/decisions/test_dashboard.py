from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from bot.edgar.client import Traffic
from bot.health import Vitals
from bot.metrics import Metrics
from bot.stages import DeliveryState, FilingState, Poll, PollOutcome

DASHBOARD = Path(__file__).parents[2] / "deploy" / "grafana.json"
NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


def asked_for() -> set[str]:
    panels = json.loads(DASHBOARD.read_text())["panels"]
    said = " ".join(target["expr"] for panel in panels for target in panel["targets"])
    return {re.sub(r"_(total|bucket)$", "", name) for name in re.findall(r"ballotwire_\w+", said)}


def served() -> set[str]:
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


def test_the_dashboard_shows_every_metric_that_is_served_and_no_other() -> None:
    assert asked_for() == served()
