"""Our own filings in other writers' manners: every row and every fact of the meeting is read right or carries a doubt,
and none is lost unseen."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from parsers.read import read_report
from parsers.schema import report_to_json

CORPUS = Path(__file__).parents[1] / "corpus"
FOLDERS = sorted(path.parent for path in CORPUS.glob("*/expected.json"))
COUNTS = ("for", "against", "withheld", "abstain", "broker_non_votes")
FACTS = ("type", "date", "record_date", "shares_outstanding", "shares_represented")
YEARS = ("one_year", "two_years", "three_years", "abstain", "broker_non_votes")

Row = dict[str, Any]


@dataclass(frozen=True)
class Verdict:
    """How a filing was read: rows and facts of the meeting right, and what went wrong where no doubt was raised."""

    right: int
    silent: tuple[str, ...]
    facts: int = 0


def counts(votes: Row | None, keys: tuple[str, ...]) -> tuple[Decimal | None, ...]:
    """The counts in order; one that is absent is None, never nought."""
    found = (votes or {}).get
    return tuple(None if found(key) is None else Decimal(str(found(key))) for key in keys)


def answer(row: Row) -> Hashable:
    """All of a row that must be exact: its verdict and every count, whole and class by class."""
    if row.get("category") == "say_on_pay_frequency":
        return row.get("frequency_chosen"), counts(row.get("frequency"), YEARS)
    classes = sorted((counts(c, COUNTS) for c in row.get("votes_by_class") or []), key=repr)
    return row.get("elected"), row.get("outcome"), counts(row.get("votes"), COUNTS), tuple(classes)


def name_of(row: Row) -> str:
    """A nominee's name without what follows a comma: degrees, honours, Jr."""
    return re.sub(r"\W", "", row["name"].partition(",")[0]).casefold()


def rows(report: Row) -> tuple[list[Row], list[Row]]:
    """Nominees (with the doubt of their election) and the other proposals."""
    nominees = [
        nominee | {"needs_review": nominee.get("needs_review") or proposal.get("needs_review")}
        for proposal in report["proposals"]
        for nominee in proposal.get("nominees") or []
    ]
    return nominees, [p for p in report["proposals"] if p["category"] != "director_election"]


def paired(wanted: list[Row], got: list[Row], keys: tuple[Callable[[Row], Hashable], ...]) -> Iterator[tuple[Row, Row]]:
    """Takes both rows of each pair out of the lists: by the first key first, each row once."""
    for key in keys:
        for want in list(wanted):
            match = next((row for row in got if key(row) == key(want)), None)
            if match is not None:
                wanted.remove(want)
                got.remove(match)
                yield want, match


def wrong_facts(want: Row, got: Row) -> list[str]:
    """The facts of the meeting that differ from what the filing tells; those that it does not tell are null."""
    return [fact for fact in FACTS if want["meeting"][fact] != got["meeting"][fact]]


def judge(want: Row, got: Row) -> Verdict:
    if want["kind"] != got["kind"]:
        seen = got["needs_review"] and want["kind"] != "none"
        return Verdict(0, () if seen else (f"kind {got['kind']}",))
    whole = bool(got["needs_review"])
    right, silent = 0, []
    by_answer = (lambda p: (answer(p), p["category"]), answer, lambda p: (p["category"], p.get("number")))
    for mine, theirs, keys in zip(
        rows(want), rows(got), ((name_of,), (*by_answer, lambda p: p["category"])), strict=True
    ):
        for a, b in paired(mine, theirs, keys):
            right += answer(a) == answer(b)
            if a.get("category") != b.get("category") and not (whole or b.get("needs_review")):
                silent.append(f"category of {b['title']}: {b['category']}, not {a['category']}")
            if answer(a) != answer(b) and not (whole or b.get("needs_review")):
                silent.append(f"wrong {b.get('name') or b.get('title')}: {answer(b)}, not {answer(a)}")
        silent += [f"missed {a.get('name') or a.get('title')}" for a in mine if not whole]
        silent += [
            f"spurious {b.get('name') or b.get('title')}" for b in theirs if not (whole or b.get("needs_review"))
        ]
    wrong = wrong_facts(want, got) if want["kind"] != "none" else []
    doubted = {doubt["fact"] for doubt in got["meeting"].get("doubts") or []}
    silent += [f"{fact}: {got['meeting'][fact]}, not {want['meeting'][fact]}" for fact in wrong if fact not in doubted]
    return Verdict(right, tuple(silent), len(FACTS) - len(wrong) if want["kind"] != "none" else 0)


def verdict(folder: Path) -> Verdict:
    filing = next(folder.glob("filing.*"))
    want = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return judge(want, report_to_json(read_report(filing.read_bytes(), filing.name)))


def test_the_corpus_is_there_and_says_of_each_filing_what_is_special() -> None:
    floors = json.loads((CORPUS / "floors.json").read_text(encoding="utf-8"))
    assert len(FOLDERS) >= floors["filings"] > 0
    for folder in FOLDERS:
        about = tomllib.loads((folder / "about.toml").read_text(encoding="utf-8"))
        assert about.keys() == {"manner", "era", "form"}, folder.name


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_row_and_fact_is_right_or_carries_a_doubt(folder: Path) -> None:
    assert verdict(folder).silent == ()


def test_no_fewer_rows_and_facts_are_right_than_ever_before() -> None:
    floors = json.loads((CORPUS / "floors.json").read_text(encoding="utf-8"))
    verdicts = [verdict(folder) for folder in FOLDERS]
    assert sum(v.right for v in verdicts) >= floors["rows_right"]
    assert sum(v.facts for v in verdicts) >= floors["facts_right"]


def test_a_wrong_count_without_a_doubt_is_seen() -> None:
    want = json.loads((FOLDERS[0] / "expected.json").read_text(encoding="utf-8"))
    got = json.loads(json.dumps(want)) | {"needs_review": False}
    assert judge(want, got).silent == ()
    got["proposals"][0]["nominees"][0]["votes"]["for"] += 1
    assert len(judge(want, got).silent) == 1
    got["proposals"][0]["needs_review"] = True
    assert judge(want, got).silent == ()


def test_a_wrong_fact_without_a_doubt_is_seen() -> None:
    want = json.loads((FOLDERS[0] / "expected.json").read_text(encoding="utf-8"))
    got = json.loads(json.dumps(want)) | {"needs_review": False}
    got["meeting"]["date"] = "1997-05-15"
    assert judge(want, got).silent == ("date: 1997-05-15, not 1997-05-14",)
    got["meeting"]["doubts"] = [{"fact": "date", "reason": "told twice"}]
    assert judge(want, got).silent == ()
