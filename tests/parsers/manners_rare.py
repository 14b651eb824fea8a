"""Manners that few writers have, each with one trait that has misled a reader."""

from __future__ import annotations

from html import escape

from tests.parsers.manners import (
    ITEM,
    OPENING,
    Manner,
    election_rows,
    html,
    lines,
    matter_rows,
    n,
    p,
    plain_cell,
    table,
    verdict,
)
from tests.parsers.meetings import Meeting


def across(meeting: Meeting) -> bytes:
    """Nominees side by side, at most four to a table."""
    parts = [p("Proposal 1. Election of Directors")]
    for at in range(0, len(meeting.people), 4):
        people = meeting.people[at : at + 4]
        rows = [
            ["", *(q.name for q in people)],
            ["For", *(n(q.for_) for q in people)],
            ["Withheld", *(n(q.withheld) for q in people)],
            ["Broker Non-Votes", *(n(meeting.non_votes) for _ in people)],
        ]
        parts.append(table(rows, plain_cell))
    return html(*parts, *matters(meeting))


def matters(meeting: Meeting) -> list[str]:
    parts = []
    for number, matter in enumerate(meeting.matters, 2):
        parts += [p(f"Proposal {number}. {matter.title}"), table(matter_rows(matter), plain_cell)]
    return parts


def page_break(meeting: Meeting) -> bytes:
    """The nominees' table cut by a page: the rest stands in a table without headings, a page number between."""
    rows = election_rows(meeting)
    cut = 1 + max(1, len(meeting.people) // 2)
    parts = [p("Proposal 1. Election of Directors"), table(rows[:cut], plain_cell)]
    if rows[cut:]:
        parts += [p("3"), table(rows[cut:], plain_cell)]
    return html(*parts, *matters(meeting))


def header_apart(meeting: Meeting) -> bytes:
    """The heading row in a table of its own."""
    rows = election_rows(meeting)
    parts = [p("Proposal 1. Election of Directors"), table(rows[:1], plain_cell), table(rows[1:], plain_cell)]
    return html(*parts, *matters(meeting))


def stacked_heading(meeting: Meeting) -> bytes:
    """A heading over three rows, one cell of it over two columns."""
    head = (
        '<tr><td></td><td colspan="2">Votes</td><td></td></tr>'
        "<tr><td></td><td>Cast</td><td></td><td>Broker</td></tr>"
        "<tr><td>Name of Nominee</td><td>For</td><td>Withheld</td><td>Non-Votes</td></tr>"
    )
    rows = "".join("<tr>" + "".join(plain_cell(c) for c in row) + "</tr>" for row in election_rows(meeting)[1:])
    return html(p("Proposal 1. Election of Directors"), f"<table>{head}{rows}</table>", *matters(meeting))


def footnotes(meeting: Meeting) -> bytes:
    """Raised marks behind names and figures."""

    def cell(text: str) -> str:
        mark = "<sup>(1)</sup>" if text[:1].isalnum() and text not in ("For", "Withheld", "Nominee") else ""
        return f"<td>{escape(text)}{mark}</td>"

    rows = election_rows(meeting)
    first = table(rows[:1], plain_cell).replace("</table>", "")
    rest = table(rows[1:], cell).replace("<table>", "")
    return html(p("Proposal 1. Election of Directors"), first + rest, *matters(meeting))


def titles(meeting: Meeting) -> bytes:
    """Titles before the names and numbers before those."""
    head, *rows = election_rows(meeting)
    told = [[f"{i}. {'Mr.' if i % 2 else 'Dr.'} {row[0]}", *row[1:]] for i, row in enumerate(rows, 1)]
    return html(p("Proposal 1. Election of Directors"), table([head, *told], plain_cell), *matters(meeting))


def told_once(meeting: Meeting) -> bytes:
    """A list of verdicts first, then tables under headings without numbers."""
    said = [p("The stockholders:"), p("(1) elected each of the nominees for director;")]
    for number, m in enumerate(meeting.matters, 2):
        verb = "approved" if m.approved else "did not approve"
        said.append(p(f"({number}) {verb} the {m.title[:1].lower()}{m.title[1:]};"))
    parts = [*said, p("Election of directors"), table(election_rows(meeting), plain_cell)]
    for m in meeting.matters:
        parts += [p(m.title), table(matter_rows(m), plain_cell)]
    return html(*parts)


def no_thousands(meeting: Meeting) -> bytes:
    """Figures without commas."""
    return html(
        p("Proposal 1. Election of Directors"),
        table(
            [[c.replace(",", "") if c[:1].isdigit() else c for c in row] for row in election_rows(meeting)], plain_cell
        ),
        *matters(meeting),
    )


def dashes(meeting: Meeting) -> bytes:
    """Nought as a dash."""

    def cell(text: str) -> str:
        return plain_cell("—" if text == "0" else text)

    parts = [p("Proposal 1. Election of Directors"), table(election_rows(meeting), cell)]
    for number, m in enumerate(meeting.matters, 2):
        parts += [p(f"Proposal {number}. {m.title}"), table(matter_rows(m), cell)]
    return html(*parts)


def rendered_lines(meeting: Meeting) -> bytes:
    """Rendered text with a block of lines for each proposal, and dashes for nought."""
    out = [ITEM, OPENING, "1.Election of Directors"]
    out += [" ".join(row) for row in election_rows(meeting)]
    for number, m in enumerate(meeting.matters, 2):
        out += [
            f"{number}.{m.title}. This proposal was {verdict(m)}.",
            *(f"{label}: {count}" for label, count in lines(m)),
        ]
    return "\n".join(out).encode()


def rendered_wrapped(meeting: Meeting) -> bytes:
    """Rendered text whose heading lines are broken anywhere."""
    out = [
        ITEM,
        OPENING,
        "Proposal 1. Election of Directors",
        "Nominee Votes",
        "        For Votes",
        "        Withheld Broker",
        "",
        "Non-Votes",
    ]
    out += [" ".join(row) for row in election_rows(meeting)[1:]]
    for number, m in enumerate(meeting.matters, 2):
        head, row = matter_rows(m)
        out += [
            f"Proposal {number}. {m.title}",
            *(f"Votes {word}" if word in ("For", "Against") else word for word in [" ".join(head)]),
            " ".join(row),
        ]
    return "\n".join(out).encode()


def matter_table(meeting: Meeting) -> bytes:
    """All proposals but the election in one table, their titles as labels, their verdicts in a column."""
    head = ["Proposal", "Result", "For", "Against", "Abstain", "Broker Non-Votes"]
    rows = [
        [
            f"{number}. {m.title}",
            verdict(m).capitalize(),
            n(m.for_),
            n(m.against),
            n(m.abstain),
            "" if m.non_votes is None else n(m.non_votes),
        ]
        for number, m in enumerate(meeting.matters, 2)
    ]
    return html(
        p("1. Election of Directors"), table(election_rows(meeting), plain_cell), table([head, *rows], plain_cell)
    )


def sentences_after(meeting: Meeting) -> bytes:
    """Verdicts and broker non-votes told in sentences below each table."""
    parts = [p("Item 1. Election of Directors"), table([row[:3] for row in election_rows(meeting)], plain_cell)]
    parts.append(
        p(f"There were {n(meeting.non_votes)} broker non-votes with respect to each nominee. Each nominee was elected.")
    )
    for number, m in enumerate(meeting.matters, 2):
        parts += [p(f"Item {number}. {m.title}"), table([row[:3] for row in matter_rows(m)], plain_cell)]
        told = "" if m.non_votes is None else f"There were {n(m.non_votes)} broker non-votes on this proposal. "
        parts.append(p(f"{told}Based on the foregoing, Item {number} was {verdict(m)}."))
    return html(*parts)


RARE: dict[str, Manner] = {
    "nominees across": across,
    "a table cut by a page": page_break,
    "a heading in a table of its own": header_apart,
    "a heading over three rows": stacked_heading,
    "footnote marks": footnotes,
    "titles and numbers before names": titles,
    "verdicts first": told_once,
    "figures without commas": no_thousands,
    "dashes for nought": dashes,
    "rendered lines": rendered_lines,
    "rendered headings broken anywhere": rendered_wrapped,
    "proposals in one table with results": matter_table,
    "verdicts and broker non-votes below": sentences_after,
}
