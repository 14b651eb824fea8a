"""Every answered filing of the shared folder is read and scored by the shared scorer: no figure falls below its floor.

The floors in ``floors.json`` are what the reader has reached: they are only ever raised (``at_least``) or lowered
(``at_most``). What they are to reach in the end is in ``docs/reading.md``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from parsers.read import read_report
from parsers.schema import report_to_json
from tests.edgar.recordings import shared

FLOORS: dict[str, dict[str, float]] = json.loads(Path(__file__).with_name("floors.json").read_text())
FOLDERS = ("submissions", "documents", "texts", "seed")
Totals = dict[str, int]


@pytest.fixture(scope="module")
def totals(tmp_path_factory: pytest.TempPathFactory) -> Totals:
    """What the scorer counts over everything that has an answer."""
    answers, folders = shared("filings", "answers"), [shared("filings", name) for name in FOLDERS]
    answered = {path.stem for path in answers.glob("*.json")}
    filings = [path for folder in folders for path in sorted(folder.iterdir()) if path.stem in answered]
    reports = tmp_path_factory.mktemp("quality") / "reports.jsonl"
    reports.write_text("".join(f"{_report(path)}\n" for path in filings))
    command = [sys.executable, str(shared("scoring", "score.py")), "--answers", str(answers), "--json"]
    command += ["--filings", *map(str, folders), "--reports", str(reports)]
    scored = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    counted: Totals = json.loads(scored.stdout)
    return counted


def _report(path: Path) -> str:
    return json.dumps(report_to_json(read_report(path.read_bytes(), str(path))))


def _percent(totals: Totals, part: str, whole: str) -> float:
    return 100 * totals.get(part, 0) / totals[whole]


def figures(totals: Totals) -> dict[str, float]:
    """The figures that have floors; a share is in percent."""
    silent = ("silent", "missed_silently", "spurious_silent")
    return {
        "filings scored": totals["filings"],
        "rows right": _percent(totals, "rows_right", "rows"),
        "filings clean": _percent(totals, "clean_positives", "positives"),
        "category right": _percent(totals, "categories_right", "categories"),
        "meeting date and type": _percent(totals, "meeting_right", "meeting_fields"),
        "record date and shares": _percent(totals, "header_right", "header_fields"),
        "silent errors": sum(totals.get(key, 0) for key in silent),
        "rows right but flagged": _percent(totals, "needless_reviews", "rows_right"),
        "false alarms": totals.get("false_alarms", 0),
        "numbers not in the filing": totals.get("unprinted", 0),
        "filings without a report": totals.get("no_report", 0),
    }


@pytest.mark.parametrize("figure", FLOORS["at_least"])
def test_reaches_at_least(totals: Totals, figure: str) -> None:
    assert figures(totals)[figure] >= FLOORS["at_least"][figure]


@pytest.mark.parametrize("figure", FLOORS["at_most"])
def test_stays_within(totals: Totals, figure: str) -> None:
    assert figures(totals)[figure] <= FLOORS["at_most"][figure]


def test_a_figure_that_the_scorer_did_not_count_is_nought() -> None:
    counted = {"filings": 1, "rows": 2, "rows_right": 1, "positives": 1, "categories": 1}
    found = figures(counted | {"meeting_fields": 1, "header_fields": 1, "missed_silently": 1})
    assert (found["rows right"], found["silent errors"], found["false alarms"]) == (50, 1, 0)
