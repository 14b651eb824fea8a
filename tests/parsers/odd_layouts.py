"""Layouts that nobody has shown the reader: columns moved, headings and totals in odd places, notes inside tables."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.parsers.manners import Manner, election_rows, html, matter_rows, n, p, plain_cell, table
from tests.parsers.meetings import Matter, Meeting, Person

Rows = list[list[str]]
ELECTION = "Proposal 1. Election of Directors"


def broken_cell(text: str) -> str:
    return f"<td>{escape(text).replace(chr(10), '<br>')}</td>"


def with_matters(meeting: Meeting, *election: str, shape: Callable[[Rows], Rows] = list) -> bytes:
    """The election as given, the other matters each in a table of the shape."""
    parts = [p(ELECTION), *election]
    for number, matter in enumerate(meeting.matters, 2):
        parts += [p(f"Proposal {number}. {matter.title}"), table(shape(matter_rows(matter)), plain_cell)]
    return html(*parts)


def shaped(shape: Callable[[Rows], Rows]) -> Manner:
    """Every table of the meeting in one shape."""
    return lambda meeting: with_matters(meeting, table(shape(election_rows(meeting)), broken_cell), shape=shape)


def backwards(rows: Rows) -> Rows:
    """The columns of counts from the last to the first."""
    if rows[0][0] != "Nominee":
        return [row[::-1] for row in rows]
    return [[row[0], *row[:0:-1]] for row in rows]


def label_last(rows: Rows) -> Rows:
    return [[*row[1:], row[0]] for row in rows] if rows[0][0] == "Nominee" else rows


def heading_over_three_rows(rows: Rows) -> Rows:
    head = rows[0]
    first = head[:1] if head[0] == "Nominee" else []
    counted = head[len(first) :]
    above = [["" for _ in first] + ["Number" for _ in counted], ["" for _ in first] + ["of Votes" for _ in counted]]
    return [*above, head, *rows[1:]]


def heading_again_for_each(rows: Rows) -> Rows:
    return [line for row in rows[1:] for line in (rows[0], row)]


def with_total_column(rows: Rows) -> Rows:
    def total(row: list[str]) -> str:
        return n(sum(int(cell.replace(",", "")) for cell in row if cell[:1].isdigit()))

    return [[*rows[0], "Total"], *([*row, total(row)] for row in rows[1:])]


def notes_between(rows: Rows) -> Rows:
    notes = [["* Member of the audit committee"], ["(1) Counted by the independent inspector of election."]]
    return [rows[0], *(line for i, row in enumerate(rows[1:]) for line in ([row, notes[i]] if i < 2 else [row]))]


def in_one_cell(rows: Rows) -> Rows:
    """All rows below the heading as one, each cell a stack of lines."""
    return [rows[0], ["\n".join(cells) for cells in zip(*rows[1:], strict=True)]]


def percent_in_the_cell(rows: Rows) -> Rows:
    """``9,100 (91.0%)`` beside every count but broker non-votes."""

    def told(row: list[str]) -> list[str]:
        cast = [
            int(c.replace(",", ""))
            for c, head in zip(row, rows[0], strict=True)
            if head in ("For", "Against", "Withheld")
        ]
        base = sum(cast) or 1
        return [
            f"{cell} ({int(cell.replace(',', '')) / base:.2%})" if head in ("For", "Against", "Withheld") else cell
            for cell, head in zip(row, rows[0], strict=True)
        ]

    return [rows[0], *(told(row) for row in rows[1:])]


def percent_columns(rows: Rows) -> Rows:
    """A column ``%`` behind every count."""
    head = [rows[0][0]] if rows[0][0] == "Nominee" else []
    names = rows[0][len(head) :]

    def told(row: list[str]) -> list[str]:
        figures = [int(c.replace(",", "")) for c in row[len(head) :]]
        base = sum(figures) or 1
        return [*row[: len(head)], *(part for f in figures for part in (n(f), f"{f / base:.2%}"))]

    return [[*head, *(part for name in names for part in (name, "%"))], *(told(row) for row in rows[1:])]


def empty_rows(rows: Rows) -> Rows:
    return [line for row in rows for line in (row, ["" for _ in row])]


def outcome_column(rows: Rows) -> Rows:
    if rows[0][0] != "Nominee":
        return rows
    return [[rows[0][0], "Outcome", *rows[0][1:]], *([row[0], "Elected", *row[1:]] for row in rows[1:])]


def term_and_age(rows: Rows) -> Rows:
    """Columns of other figures between the names and the counts."""
    if rows[0][0] != "Nominee":
        return rows
    return [[rows[0][0], "Age", "Term Expires", *rows[0][1:]], *([row[0], "61", "2024", *row[1:]] for row in rows[1:])]


def shares_owned(rows: Rows) -> Rows:
    if rows[0][0] != "Nominee":
        return rows
    return [[*rows[0], "Shares Owned"], *([*row, "12,345"] for row in rows[1:])]


def a_table_for_each(meeting: Meeting) -> bytes:
    def own(person: Person) -> str:
        rows = [[person.name], ["For", n(person.for_)], ["Withheld", n(person.withheld)]]
        return table([*rows, ["Broker Non-Votes", n(meeting.non_votes)]], plain_cell)

    return with_matters(meeting, *(own(person) for person in meeting.people))


def labelled_cells(meeting: Meeting) -> bytes:
    """``For: 9,100`` in every cell."""
    rows = [
        [q.name, f"For: {n(q.for_)}", f"Withheld: {n(q.withheld)}", f"Broker Non-Votes: {n(meeting.non_votes)}"]
        for q in meeting.people
    ]
    return with_matters(meeting, table(rows, plain_cell))


KINDS = ("For", "Against", "Withheld", "Abstain", "Broker Non-Votes")


def one_table(blank: str) -> Manner:
    """One table for the whole meeting, with a column for every kind of vote; ``blank`` where a kind was not asked."""

    def manner(meeting: Meeting) -> bytes:
        rows = [["", *KINDS], ["1. Election of Directors"]]
        rows += [[q.name, n(q.for_), blank, n(q.withheld), blank, n(meeting.non_votes)] for q in meeting.people]
        rows += [_line(number, matter, blank) for number, matter in enumerate(meeting.matters, 2)]
        return html(table(rows, plain_cell))

    return manner


def _line(number: int, m: Matter, blank: str) -> list[str]:
    others = blank if m.non_votes is None else n(m.non_votes)
    return [f"{number}. {m.title}", n(m.for_), n(m.against), blank, n(m.abstain), others]


def matters_across(meeting: Meeting) -> bytes:
    """The matters other than the election side by side, their counts in lines."""
    rows = [["", *(m.title for m in meeting.matters)]]
    rows += [["For", *(n(m.for_) for m in meeting.matters)], ["Against", *(n(m.against) for m in meeting.matters)]]
    rows += [["Abstain", *(n(m.abstain) for m in meeting.matters)]]
    rows += [["Broker Non-Votes", *(n(m.non_votes) for m in meeting.matters)]]
    return html(p(ELECTION), table(election_rows(meeting), plain_cell), table(rows, plain_cell))


READABLE: dict[str, Manner] = {
    "columns backwards": shaped(backwards),
    "headings over three rows": shaped(heading_over_three_rows),
    "a heading again for each row": shaped(heading_again_for_each),
    "a column of totals": shaped(with_total_column),
    "notes between the rows": shaped(notes_between),
    "nominees in one cell": lambda m: with_matters(m, table(in_one_cell(election_rows(m)), broken_cell)),
    "percentages in the cells": shaped(percent_in_the_cell),
    "a column of percentages behind each": shaped(percent_columns),
    "empty rows": shaped(empty_rows),
    "an outcome before the counts": shaped(outcome_column),
    "age and term before the counts": shaped(term_and_age),
    "shares owned behind the counts": shaped(shares_owned),
    "names behind the counts": shaped(label_last),
    "a table for each nominee": a_table_for_each,
    "a label in every cell": labelled_cells,
    "one table, N/A where a kind was not asked": one_table("N/A"),
    "one table, blank where a kind was not asked": one_table(""),
    "matters side by side": matters_across,
}


def column_lost(which: int) -> Callable[[Rows], Rows]:
    """One column of counts gone from every row; the heading still names it."""

    def shape(rows: Rows) -> Rows:
        first = 1 if rows[0][0] == "Nominee" else 0
        at = first + which % (len(rows[0]) - first)
        return [rows[0], *([*row[:at], *row[at + 1 :]] for row in rows[1:])]

    return shape


def headings_moved(rows: Rows) -> Rows:
    """The headings one column to the right of their counts."""
    first = 1 if rows[0][0] == "Nominee" else 0
    return [[*rows[0][:first], "", *rows[0][first:]], *rows[1:]]


def heading_below(rows: Rows) -> Rows:
    return [*rows[1:], rows[0]]


def two_in_a_cell(rows: Rows) -> Rows:
    """Two counts in one cell under two headings in one: ``9,100 / 200``."""
    first = 1 if rows[0][0] == "Nominee" else 0
    return [[*row[:first], f"{row[first]} / {row[first + 1]}", *row[first + 2 :]] for row in rows]


def a_total_below(rows: Rows) -> Rows:
    """A row of sums without a label."""
    if rows[0][0] != "Nominee" or len(rows) < 3:
        return rows
    sums = [n(sum(int(c.replace(",", "")) for c in cells)) for cells in list(zip(*rows[1:], strict=True))[1:]]
    return [*rows, ["", *sums]]


def last_year(rows: Rows) -> Rows:
    """A column of the votes of the year before."""
    return [[*rows[0], "For (prior year)"], *([*row, "7,654,321"] for row in rows[1:])]


DOUBTFUL: dict[str, Manner] = {
    "the first column lost": shaped(column_lost(0)),
    "the second column lost": shaped(column_lost(1)),
    "the last column lost": shaped(column_lost(-1)),
    "headings moved": shaped(headings_moved),
    "the heading below": shaped(heading_below),
    "two counts in a cell": shaped(two_in_a_cell),
    "sums below without a label": shaped(a_total_below),
    "last year's votes behind": shaped(last_year),
}
