"""One meeting in the manners of many writers: HTML of several agents, typed ASCII, rendered text, prose."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.parsers.meetings import Matter, Meeting, Person

Manner = Callable[[Meeting], bytes]

OPENING = (
    "On May 5, 2021, Acme Corp. held its annual meeting of stockholders. The final voting results were as follows:"
)
ITEM = "Item 5.07 Submission of Matters to a Vote of Security Holders."


def n(count: int | None) -> str:
    return "N/A" if count is None else f"{count:,}"


def html(*parts: str) -> bytes:
    body = "".join(parts)
    return f"<html><body><p>FORM 8-K</p><p>{ITEM}</p><p>{OPENING}</p>{body}<p>SIGNATURE</p></body></html>".encode()


def p(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def table(rows: list[list[str]], cell: Callable[[str], str]) -> str:
    return "<table>" + "".join("<tr>" + "".join(cell(c) for c in row) + "</tr>" for row in rows) + "</table>"


def plain_cell(text: str) -> str:
    return f"<td>{escape(text)}</td>"


def spaced_cell(text: str) -> str:
    """An agent's cell: a spacer before, the figure in a cell of its own, a spacer behind."""
    return f'<td>&#160;</td><td colspan="2" style="text-align:right"><font>{escape(text)}</font></td><td>&#160;</td>'


def election_rows(meeting: Meeting) -> list[list[str]]:
    head = ["Nominee", "For", "Withheld", "Broker Non-Votes"]
    return [head, *([q.name, n(q.for_), n(q.withheld), n(meeting.non_votes)] for q in meeting.people)]


def matter_rows(matter: Matter) -> list[list[str]]:
    head = ["For", "Against", "Abstain"]
    row = [n(matter.for_), n(matter.against), n(matter.abstain)]
    if matter.non_votes is None:
        return [head, row]
    return [[*head, "Broker Non-Votes"], [*row, n(matter.non_votes)]]


def lines(matter: Matter) -> list[tuple[str, str]]:
    told = [("For", n(matter.for_)), ("Against", n(matter.against)), ("Abstain", n(matter.abstain))]
    return told if matter.non_votes is None else [*told, ("Broker Non-Votes", n(matter.non_votes))]


def verdict(matter: Matter) -> str:
    return "approved" if matter.approved else "not approved"


def html_tables(meeting: Meeting) -> bytes:
    parts = [p("Proposal 1. Election of Directors"), table(election_rows(meeting), plain_cell)]
    for number, matter in enumerate(meeting.matters, 2):
        parts += [p(f"Proposal {number}. {matter.title}"), table(matter_rows(matter), plain_cell)]
    return html(*parts)


def html_spacers(meeting: Meeting) -> bytes:
    parts = [p("(1) Each of the nominees was elected as a director:"), table(election_rows(meeting), spaced_cell)]
    for number, matter in enumerate(meeting.matters, 2):
        parts += [
            p(f"({number}) {matter.title}. This proposal was {verdict(matter)}."),
            table(matter_rows(matter), spaced_cell),
        ]
    return html(*parts)


def html_lines(meeting: Meeting) -> bytes:
    parts = [p("1. Election of Directors")]
    for person in meeting.people:
        told = [["For", n(person.for_)], ["Withheld", n(person.withheld)], ["Broker Non-Votes", n(meeting.non_votes)]]
        parts += [p(person.name), table(told, plain_cell)]
    for number, matter in enumerate(meeting.matters, 2):
        parts += [p(f"{number}. {matter.title}"), table([list(line) for line in lines(matter)], plain_cell)]
    return html(*parts)


def html_one_table(meeting: Meeting) -> bytes:
    rows = [
        ["Proposal", "For", "Against", "Withheld", "Abstain", "Broker Non-Votes"],
        ["1. Election of Directors", "", "", "", "", ""],
    ]
    rows += [[q.name, n(q.for_), "", n(q.withheld), "", n(meeting.non_votes)] for q in meeting.people]
    for number, m in enumerate(meeting.matters, 2):
        non_votes = "" if m.non_votes is None else n(m.non_votes)
        rows.append([f"{number}. {m.title}", n(m.for_), n(m.against), "", n(m.abstain), non_votes])
    return html(table(rows, plain_cell))


def html_percentages(meeting: Meeting) -> bytes:
    head = ["Nominee", "Votes For", "% For", "Votes Withheld", "% Withheld", "Broker Non-Votes"]
    rows = [head] + [
        [q.name, n(q.for_), share(q.for_, q), n(q.withheld), share(q.withheld, q), n(meeting.non_votes)]
        for q in meeting.people
    ]
    parts = [p("Proposal 1. Election of Directors"), table(rows, plain_cell)]
    for number, matter in enumerate(meeting.matters, 2):
        parts += [p(f"Proposal {number}. {matter.title}"), table(matter_rows(matter), plain_cell)]
    return html(*parts)


def share(part: int, person: Person) -> str:
    return f"{100 * part / (person.for_ + person.withheld):.2f}%"


def prose(meeting: Meeting) -> bytes:
    people = "; ".join(
        f"{q.name} received {n(q.for_)} votes for and {n(q.withheld)} votes withheld" for q in meeting.people
    )
    parts = [
        p(f"1. Election of Directors. {people}. There were {n(meeting.non_votes)} broker non-votes for each nominee.")
    ]
    for number, m in enumerate(meeting.matters, 2):
        tail = "" if m.non_votes is None else f", with {n(m.non_votes)} broker non-votes"
        told = f"{n(m.for_)} votes for, {n(m.against)} votes against and {n(m.abstain)} abstentions{tail}"
        parts.append(p(f"{number}. {m.title}. The proposal was {verdict(m)} by a vote of {told}."))
    return html(*parts)


def rendered(meeting: Meeting) -> bytes:
    """Somebody's rendering of the item as text: a row a line, single spaces between cells."""
    out = [ITEM, OPENING, "Proposal 1. Election of Directors"]
    out += [" ".join(row) for row in election_rows(meeting)]
    for number, matter in enumerate(meeting.matters, 2):
        out += [f"Proposal {number}. {matter.title}", *(" ".join(row) for row in matter_rows(matter))]
    return "\n".join(out).encode()


def typed(meeting: Meeting) -> bytes:
    """ASCII of the 1990s: columns set with spaces under ruled headings."""
    out = ["", ITEM, "", *wrapped(OPENING), "", "     1.  Election of Directors:", ""]
    out += [f"{'':36}{'For':>16}{'Withheld':>16}", f"{'':36}{'---':>16}{'--------':>16}"]
    out += [f"     {q.name:31}{n(q.for_):>16}{n(q.withheld):>16}" for q in meeting.people]
    out += ["", f"     There were {n(meeting.non_votes)} broker non-votes for each nominee.", ""]
    for number, m in enumerate(meeting.matters, 2):
        out += ["", *wrapped(f"     {number}.  {m.title}:"), ""]
        out += [f"          {label + ' ':.<30} {count:>16}" for label, count in lines(m)]
    return "\n".join(out).encode()


def wrapped(text: str) -> list[str]:
    rows, row = [], ""
    for word in text.split(" "):
        if len(row) + len(word) > 66:
            rows.append(row)
            row = ""
        row = f"{row} {word}" if row else word
    return [*rows, row]


MANNERS: dict[str, Manner] = {
    "tables": html_tables,
    "tables with spacer cells": html_spacers,
    "lines": html_lines,
    "one table": html_one_table,
    "percentages": html_percentages,
    "prose": prose,
    "rendered text": rendered,
    "typed text": typed,
}
