"""A damaged filing is read right or flagged: no count silently under a wrong name, none that is not printed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from parsers.read import read_report
from parsers.report import MeetingReport, Nominee, Proposal
from tests.parsers.manners import MANNERS, election_rows, html, matter_rows, p, plain_cell, table
from tests.parsers.manners_rare import RARE
from tests.parsers.meetings import Meeting, meetings
from tests.parsers.reports import counts, reasons
from tests.parsers.test_manners import told, wanted

Rows = list[list[str]]
ALL = MANNERS | RARE
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def without_heading(rows: Rows) -> Rows:
    return rows[1:]


def without_a_heading_word(rows: Rows) -> Rows:
    """The heading of the last column lost, its cell with it."""
    return [rows[0][:-1], *rows[1:]]


def with_cells_merged(rows: Rows) -> Rows:
    return [rows[0], *([row[0], f"{row[1]} {row[2]}", *row[3:]] for row in rows[1:])]


def with_a_cell_lost(rows: Rows) -> Rows:
    return [rows[0], *([row[0], *row[2:]] for row in rows[1:])]


def with_the_first_count_lost(rows: Rows) -> Rows:
    return [rows[0], *(row[1:] for row in rows[1:])]


DAMAGES = [without_heading, without_a_heading_word, with_cells_merged, with_a_cell_lost]


@pytest.mark.parametrize("damage", DAMAGES)
@FEW
@given(meeting=meetings())
def test_a_damaged_table_of_nominees_is_flagged_or_right(damage: Callable[[Rows], Rows], meeting: Meeting) -> None:
    rows = damage(election_rows(meeting))
    parts = [p("Proposal 1. Election of Directors by votes for or withheld"), table(rows, plain_cell)]
    for number, matter in enumerate(meeting.matters, 2):
        parts += [p(f"Proposal {number}. {matter.title}"), table(matter_rows(matter), plain_cell)]
    report = read_report(html(*parts), "acme.htm")
    assert reasons(report) or told(report) == wanted(meeting)


@pytest.mark.parametrize("damage", [without_heading, without_a_heading_word, with_the_first_count_lost])
@FEW
@given(meeting=meetings())
def test_a_damaged_table_of_a_proposal_is_flagged_or_right(damage: Callable[[Rows], Rows], meeting: Meeting) -> None:
    parts = [p("Proposal 1. Election of Directors"), table(election_rows(meeting), plain_cell)]
    for number, matter in enumerate(meeting.matters, 2):
        parts += [p(f"Proposal {number}. {matter.title}"), table(damage(matter_rows(matter)), plain_cell)]
    report = read_report(html(*parts), "acme.htm")
    assert reasons(report) or told(report) == wanted(meeting)


@pytest.mark.parametrize("manner", list(ALL))
@FEW
@given(meeting=meetings(), data=st.data())
def test_a_filing_cut_or_garbled_yields_no_number_that_it_does_not_print(
    manner: str, meeting: Meeting, data: st.DataObject
) -> None:
    whole = ALL[manner](meeting)
    start = data.draw(st.integers(0, len(whole)))
    lost = data.draw(st.integers(0, 400))
    garbled = whole[:start] + whole[start + lost :]
    assume(garbled.strip())
    report = read_report(garbled, "acme.htm")
    printed = garbled.decode("utf-8", "replace").replace(",", "")
    numbers = set(re.findall(r"\d+(?:\.\d+)?", printed + " " + re.sub(r"<[^>]*>", "", printed)))
    assert {str(count) for count in every_count(report)} <= numbers


def every_count(report: MeetingReport) -> list[object]:
    rows: list[Proposal | Nominee] = [*report.proposals, *(m for q in report.proposals for m in q.nominees)]
    return [count for row in rows for count in counts(row) if count]
