"""An election as blocks: a table where there are counts, a list of names where there are none. Sorted as filed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.amended import pairs
from bot.outcome import lowest_supported
from bot.slack.blocks import ABSENT, Block, Cell, Column, section, table
from bot.slack.messages.words import BROKER, ELECTED, TO_CHECK, Reader, counted, title
from bot.slack.mrkdwn import Mrkdwn, bold, escape, joined
from bot.support import number, support
from parsers.report import Category, Count, MeetingReport, Nominee, Proposal, Votes

FEW_ROWS = 3
"""From here on a figure that is the same in every row is said once."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row to be: a nominee, or one class of shares' votes on a nominee."""

    ballot: str
    nominee: Nominee
    share_class: str
    votes: Votes
    lowest: bool
    before: str = ""
    """Support at the meeting before, where it is the same share of the same kind of votes."""


@dataclass(frozen=True, slots=True)
class _Feature:
    """A column of the table, and how its cell is read off a line."""

    column: Column
    read: Callable[[Line], str]


def election_blocks(report: MeetingReport, previous: MeetingReport | None = None) -> list[Block]:
    """A heading for each election, then one table of all nominees (a message takes only one), or the names alone.

    ``previous`` is the meeting before, to compare with.
    """
    elections = [p for p in report.proposals if p.category is Category.DIRECTOR_ELECTION]
    if not elections:
        return []
    lines = _compared(list(_lines(report)), previous) if previous else list(_lines(report))
    given = counted(line.votes for line in lines)
    if not given:
        return [section(heading(each), *(_names(each) if each.nominees else ())) for each in elections]
    headings = [*map(heading, elections)]
    if (broker := _broker_for_all(lines)) is not None:
        headings.append(escape(f"{BROKER} {number(broker)} for each"))
        given = [each for each in given if each[0] != BROKER]
    return [section(*headings), _table(lines, given, several=len(elections) > 1)]


def _broker_for_all(lines: Sequence[Line]) -> Count | None:
    """Mostly one figure for the whole board, and then it stands above a table that is wide enough without."""
    counts = {line.votes.broker_non_votes for line in lines}
    if len(lines) < FEW_ROWS or len(counts) > 1 or any(line.share_class for line in lines):
        return None
    return counts.pop()


def heading(election: Proposal) -> Mrkdwn:
    doubt = f" [{TO_CHECK}]" if election.review_reasons else ""
    if not election.nominees:
        return joined(" — ", (bold(title(election)), escape(f"its nominees could not be read{doubt}")))
    elected = sum(nominee.elected is True for nominee in election.nominees)
    return joined(" — ", (bold(title(election)), escape(f"{elected} of {len(election.nominees)} elected{doubt}")))


def _names(election: Proposal) -> Iterator[Mrkdwn]:
    """The nominees by result, where the filing gives no counts."""
    for elected, words in ELECTED.items():
        names = [
            nominee.name + (f" [{TO_CHECK}]" if nominee.review_reasons else "")
            for nominee in election.nominees
            if nominee.elected is elected
        ]
        if names:
            yield escape(f"{words}: {', '.join(names)}")
    yield Mrkdwn("_The filing gives no counts for this election._")


def _lines(report: MeetingReport) -> Iterator[Line]:
    lowest = lowest_supported(report)
    for index, proposal in enumerate(report.proposals):
        for place, nominee in enumerate(proposal.nominees):
            marked = lowest is not None and lowest.where == f"/proposals/{index}/nominees/{place}"
            ballot = proposal.number or str(index + 1)
            if counted([nominee.votes]) or not nominee.votes_by_class:
                yield Line(ballot, nominee, "all" if nominee.votes_by_class else "", nominee.votes, marked)
            for by_class in nominee.votes_by_class:
                yield Line(ballot, nominee, by_class.share_class, by_class.votes, lowest=False)


def _compared(lines: list[Line], previous: MeetingReport) -> list[Line]:
    """With what the same people got at the meeting before; nothing of what was in doubt then."""
    elections = [p for p in previous.proposals if p.category is Category.DIRECTOR_ELECTION and not p.review_reasons]
    were = [nominee for election in elections for nominee in election.nominees if not nominee.review_reasons]
    same = {now: was for was, now in pairs(were, [line.nominee for line in lines], _same_name).items()}
    return [
        replace(line, before=_before(line, were[same[at]])) if at in same else line for at, line in enumerate(lines)
    ]


def _same_name(one: Nominee, other: Nominee) -> bool:
    """In full: a son may follow his father on the board."""
    first, second = (re.findall(r"\w+", nominee.name.casefold()) for nominee in (one, other))
    return first == second


def _before(line: Line, was: Nominee) -> str:
    now, then = support(line.votes), support(was.votes)
    whole = not line.nominee.votes_by_class and not was.votes_by_class
    return then.words if whole and now and then and now.cast is then.cast else ""


def _table(lines: list[Line], given: Sequence[tuple[str, Reader]], *, several: bool) -> Block:
    by_class, by_share = any(line.share_class for line in lines), any(support(line.votes) for line in lines)
    compared = any(line.before for line in lines)
    features = [
        *([_Feature(Column("Proposal"), lambda line: line.ballot)] if several else []),
        _Feature(Column("Director"), _name),
        *([_Feature(Column("Class"), lambda line: line.share_class)] if by_class else []),
        _Feature(Column("Result", whole=True), lambda line: ELECTED[line.nominee.elected]),
        *([_Feature(Column("% for", right=True), _share)] if by_share else []),
        *([_Feature(Column("Before", right=True), lambda line: line.before or ABSENT)] if compared else []),
        *(_Feature(Column(name, right=True), _cell(count)) for name, count in given),
    ]
    rows = [[Cell(feature.read(line), bold=_stands_out(line, feature)) for feature in features] for line in lines]
    return table([feature.column for feature in features], rows)


def _cell(count: Reader) -> Callable[[Line], str]:
    def read(line: Line) -> str:
        found = count(line.votes)
        return ABSENT if found is None else number(found)

    return read


def _name(line: Line) -> str:
    return line.nominee.name + (f" [{TO_CHECK}]" if line.nominee.review_reasons else "")


def _share(line: Line) -> str:
    found = support(line.votes)
    return f"{found.words if found else ABSENT}{' lowest' if line.lowest else ''}"


def _stands_out(line: Line, feature: _Feature) -> bool:
    """A director who was not elected, and the lowest support."""
    return not line.nominee.elected or (line.lowest and feature.read is _share)
