from __future__ import annotations

import json
import re
from pathlib import Path

from tests.fakes.figures import served_figures

DASHBOARD = Path(__file__).parents[2] / "deploy" / "grafana.json"


def expressions() -> list[str]:
    panels = json.loads(DASHBOARD.read_text())["panels"]
    return [target["expr"] for panel in panels for target in panel["targets"]]


def asked_for() -> set[str]:
    said = " ".join(expressions())
    return {re.sub(r"_(total|bucket)$", "", name) for name in re.findall(r"ballotwire_\w+", said)}


def test_the_dashboard_shows_every_metric_that_is_served_and_no_other() -> None:
    assert asked_for() == served_figures()


def test_latencies_are_shown_as_quantiles_of_histograms() -> None:
    shown = {
        name for said in expressions() for name in re.findall(r"histogram_quantile\(.*ballotwire_(\w+)_bucket", said)
    }
    assert shown == {"feed_lag_seconds", "edgar_request_seconds", "fetch_seconds", "read_seconds", "delivery_seconds"}
