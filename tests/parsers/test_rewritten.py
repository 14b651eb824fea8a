"""Filings whose tables are rewritten read the same where nothing is lost; where something is, no row is wrong unseen.

Tried on our own filings and, where they are there, on the real ones. What they said before they were rewritten is what
they must say after.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from parsers.read import read_report
from parsers.report import Kind, MeetingReport, Nominee, Proposal
from tests.edgar.recordings import shared
from tests.parsers.reports import by_class, counts
from tests.parsers.rewritten import LOSING, NEUTRAL, Rewriting, rewritten

CORPUS = Path(__file__).parents[1] / "corpus"
Rows = dict[Hashable, tuple[Hashable, bool]]
"""What each row says and whether it is in doubt, by its name or its place among the proposals of its kind."""


def html(path: Path) -> str | None:
    source = path.read_bytes().decode("latin-1")
    return source if "<td" in source.lower() else None


def rows(report: MeetingReport) -> Rows:
    found: Rows = {}
    for proposal in report.proposals:
        doubt = bool(proposal.review_reasons)
        for nominee in proposal.nominees:
            found[nominee.name] = (nominee.elected, _votes(nominee)), doubt or bool(nominee.review_reasons)
        if not proposal.nominees:
            place = sum(q.category is proposal.category for q in report.proposals[: report.proposals.index(proposal)])
            told = (proposal.outcome, proposal.frequency, proposal.frequency_chosen, _votes(proposal))
            found[proposal.category, place] = told, doubt
    return found


def _votes(row: Proposal | Nominee) -> Hashable:
    return counts(row), tuple(by_class(row).items())


def wrong_unseen(before: MeetingReport, after: MeetingReport) -> list[Hashable]:
    """The rows that say another thing than before, or are gone, with no doubt at the row or at the report."""
    if after.review_reasons:
        return []
    now = rows(after)
    return [
        row for row, (said, _) in rows(before).items() if row not in now or (now[row][0] != said and not now[row][1])
    ]


def read(source: str, rewriting: Rewriting | None = None) -> MeetingReport:
    text = rewritten(source, rewriting) if rewriting else source
    return read_report(text.encode("latin-1"), "filing.htm")


def tables(folder: Path) -> Iterator[str]:
    """The filings of a folder that tell results and have tables in HTML."""
    for path in sorted(folder.rglob("*")):
        source = html(path) if path.is_file() and path.suffix in (".htm", ".txt") else None
        if source and read(source).kind is Kind.MEETING_RESULTS:
            yield source


@pytest.fixture(scope="module")
def our_own() -> list[str]:
    return list(tables(CORPUS))


@pytest.fixture(scope="module")
def real() -> list[str]:
    return list(tables(shared("filings", "documents")))


@pytest.mark.parametrize("name", NEUTRAL)
def test_what_changes_nothing_for_a_reader_changes_no_row(our_own: list[str], name: str) -> None:
    assert len(our_own) >= 20
    for source in our_own:
        assert rows(read(source, NEUTRAL[name])) == rows(read(source))


@pytest.mark.parametrize("name", NEUTRAL)
def test_what_changes_nothing_for_a_reader_changes_no_row_of_real_filings(real: list[str], name: str) -> None:
    for source in real:
        assert rows(read(source, NEUTRAL[name])) == rows(read(source))


@pytest.mark.parametrize("name", LOSING)
def test_what_is_lost_is_missed_by_a_doubt(our_own: list[str], name: str) -> None:
    assert [wrong for source in our_own if (wrong := wrong_unseen(read(source), read(source, LOSING[name])))] == []


@pytest.mark.parametrize("name", list(LOSING)[:3])
def test_a_figure_lost_from_the_rows_of_a_real_filing_is_missed_by_a_doubt(real: list[str], name: str) -> None:
    assert [wrong for source in real if (wrong := wrong_unseen(read(source), read(source, LOSING[name])))] == []


def test_a_row_that_says_another_thing_is_seen(our_own: list[str]) -> None:
    before = read(our_own[0])
    assert wrong_unseen(before, before) == []
    assert wrong_unseen(before, replace(before, proposals=())) == list(rows(before))
