"""Answers to ``/lookup``: a meeting, a company's meetings, a director's elections, the nearest names, or help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.companies import Candidate
from bot.lookup import DirectorRecord, Help, LookupAnswer, Meetings, NotFound, PastMeeting, View
from bot.outcome import headline
from bot.slack.blocks import (
    ABSENT,
    Block,
    Cell,
    Column,
    actions,
    button,
    context,
    header,
    section,
    table,
    uploaded_image,
)
from bot.slack.charts import Picture
from bot.slack.messages import actions as ids
from bot.slack.messages.doubts import doubt_blocks
from bot.slack.messages.meeting import (
    filing_buttons,
    head_blocks,
    matter_blocks,
    meeting_text,
    origin,
    outcome_line,
    percentages,
)
from bot.slack.messages.words import ELECTED, OUTCOMES, TO_CHECK, Reader, company, counted, day, is_amendment, meeting
from bot.slack.mrkdwn import Mrkdwn, bold, escape, joined, link
from bot.slack.paging import message
from bot.stages import Message
from bot.support import number, support
from parsers.report import Category, Count, MeetingReport, Proposal, Votes

EXAMPLES = (
    ("INNO", "the latest meeting: outcome, directors, proposals, link"),
    ("INNO 2004", "that year's meetings"),
    ("INNO all", "every meeting that is known"),
    ("INNO votes", "the latest with every count; `INNO 2004 votes` that year's"),
    ("INNO say-on-pay", "say on pay over the years"),
    ("INNO director Kelly Hoffman", "one director's elections there"),
    ("director Kelly Hoffman", "the same in every company"),
    ("INNO csv", "every count of every meeting as a file for you; `json` for the whole reports; `… here` for all"),
    ("844143", "a company by its CIK"),
    ("Innovo Group", "or by its name"),
)
LONG = "There is more than fits here: open the filing, or ask for one year."


def lookup_message(answer: LookupAnswer) -> Message:
    match answer:
        case Help():
            return help_message()
        case NotFound():
            return not_found_message(answer)
        case DirectorRecord():
            return director_message(answer)
        case Meetings():
            return meetings_message(answer)


def picture_message(picture: Picture) -> Message:
    """A company's meetings over the years; the figures in words as well, for whoever does not get to see it."""
    figures = escape(picture.alt)
    return message(figures, [uploaded_image(picture.file_id, picture.alt, picture.title), context(figures)])


def asking_message(query: str) -> Message:
    """While somebody waits for EDGAR."""
    said = escape(f"Nothing is held of “{query}” yet. EDGAR is being asked, which may take some seconds…", 400)
    return message(said, [context(said)])


def help_message() -> Message:
    lines = [Mrkdwn(f"`/lookup {escape(example)}` — {words}") for example, words in EXAMPLES]
    closing = Mrkdwn(
        "Tickers, names and CIKs of the past work too. Only you see the answer; “Share” posts it. "
        "In a thread, where no command can go, say `@ballotwire INNO`: everybody there sees the answer."
    )
    text = Mrkdwn("\n".join(["How shareholder meetings ended:", *lines]))
    return message(text, [header("Look up how shareholder meetings ended"), section(*lines), context(closing)])


def not_found_message(answer: NotFound) -> Message:
    said = _unknown(answer)
    if not answer.nearest:
        said = f"{said} Try a ticker, a CIK or a company's name, or `/lookup help`."
        return message(Mrkdwn(said), [section(Mrkdwn(said))])
    said = f"{said} Did you mean one of these?"
    names = [Mrkdwn(f"• {escape(f'{_called(each)}, CIK {each.cik}', 200)}") for each in answer.nearest]
    return message(
        Mrkdwn("\n".join([said, *names])),
        [section(Mrkdwn(said), *names), _picks(answer.nearest)],
    )


def _unknown(answer: NotFound) -> str:
    """A refusal is never told as if EDGAR had been asked and knew of nobody."""
    asked = escape(answer.query, 200)
    if not answer.refused:
        return f"Nothing is known of “{asked}”."
    return f"Nothing is held of “{asked}”, and {_refused(answer.refused)}"


def _refused(reason: str) -> Mrkdwn:
    return escape(f"EDGAR could not be asked: {reason}. Ask again later.", 400)


def meetings_message(answer: Meetings) -> Message:
    if not answer.meetings:
        return _none_held(answer)
    if answer.view is View.SAY_ON_PAY:
        return _say_on_pay(answer)
    if answer.view is not View.ALL and answer.pages == 1 and len(answer.meetings) == 1:
        return _one_meeting(answer, answer.meetings[0])
    return _list(answer)


def director_message(answer: DirectorRecord) -> Message:
    where = f" at {_called(answer.company)}" if answer.company else ""
    if not answer.rows:
        return _nobody_of_that_name(answer, where)
    title = f"Elections of {answer.name}{where}"
    columns, rows = _elections_table(answer)
    links = joined(", ", (link(row.meeting.filing_url, _when(row.meeting)) for row in answer.rows))
    lines = [", ".join(cell.text for cell in cells) for cells in rows]
    return message(
        Mrkdwn("\n".join([escape(title), *(escape(line) for line in lines)])),
        [header(title), table(columns, rows), context(Mrkdwn(f"Filings: {links}"), _share_note())],
        foot=_turning(answer.query, answer.page, answer.pages),
    )


def _nobody_of_that_name(answer: DirectorRecord, where: str) -> Message:
    said = escape(f"No election of “{answer.name}”{where} is known.", 400)
    if not answer.nearest:
        advice = Mrkdwn(f"{said} Check the spelling, or give the surname only.")
        return message(advice, [section(advice)])
    asks = Mrkdwn(f"{said} Did you mean {escape(' or '.join(answer.nearest), 400)}?")
    at = f"{answer.company.cik} " if answer.company else ""
    picks = [button(name, f"{ids.LOOKUP_PICK}_{n}", f"{at}director {name}") for n, name in enumerate(answer.nearest)]
    return message(asks, [section(asks), actions(*picks)])


def _elections_table(answer: DirectorRecord) -> tuple[list[Column], list[list[Cell]]]:
    """A row an election. The company and the director's name stand in it where they are not in the title already."""
    stood = [(row, row.meeting.report.proposals[row.proposal_index].nominees[row.nominee_index]) for row in answer.rows]
    given = counted(nominee.votes for _, nominee in stood)
    named = any(nominee.name.casefold() != answer.name.casefold() for _, nominee in stood)
    columns = [
        Column("Meeting", whole=True),
        *([] if answer.company else [Column("Company")]),
        *([Column("Director")] if named else []),
        Column("Result", whole=True),
        *(Column(name, right=True) for name in ("% for", *(name for name, _ in given))),
    ]
    rows = [
        [
            Cell(_when(row.meeting)),
            *([] if answer.company else [Cell(row.company.name)]),
            *([Cell(nominee.name)] if named else []),
            Cell(ELECTED[nominee.elected] + (f" [{TO_CHECK}]" if nominee.review_reasons else "")),
            *_figures(nominee.votes, given),
        ]
        for row, nominee in stood
    ]
    return columns, rows


def _figures(votes: Votes, given: Sequence[tuple[str, Reader]]) -> Iterator[Cell]:
    """The share of the votes cast, and every count."""
    found = support(votes)
    yield Cell(found.words if found else ABSENT)
    yield from (Cell(_count(count(votes))) for _, count in given)


def _one_meeting(answer: Meetings, held: PastMeeting) -> Message:
    report, filing = held.report, held.filing
    previous = previous_meeting(answer.history, held)
    matters = matter_blocks(report, previous)
    body = [*doubt_blocks(report, held.filing_url), *matters]
    foot = [
        context(escape(percentages(report)), origin(report, filing, held.filing_url)),
        actions(
            *filing_buttons(report, filing, held.filing_url),
            _all_button(answer),
            _chart_button(answer),
            button("Share", ids.SHARE, filing.accession_number, "Post this to the channel"),
        ),
        *_family(answer),
        *_others(answer),
    ]
    text = meeting_text(report, filing, held.filing_url, previous)
    return message(text, [*head_blocks(report, filing, previous), *body], foot=foot, more=LONG)


def _list(answer: Meetings) -> Message:
    year = f" in {answer.year}" if answer.year else ""
    page = f", page {answer.page + 1} of {answer.pages}" if answer.pages > 1 else ""
    title = f"{_called(answer.company)}: meetings{year}{page}"
    sections = [
        section(
            joined(" · ", (bold(_when(held)), _whose(answer, held), link(held.filing_url, "filing"))),
            outcome_line(held.report),
        )
        for held in answer.meetings
    ]
    lines = [f"{_when(held)}, {meeting(held.report)}: {headline(held.report)}" for held in answer.meetings]
    turning = _turning(answer.query, answer.page, answer.pages, _chart_button(answer))
    foot = [*turning, *_family(answer), *_others(answer)]
    return message(Mrkdwn("\n".join(escape(line) for line in [title, *lines])), [header(title), *sections], foot=foot)


def _say_on_pay(answer: Meetings) -> Message:
    title = f"{_called(answer.company)}: say on pay {f'in {answer.year}' if answer.year else 'over the years'}"
    votes = list(_pay_votes(answer.meetings if answer.year else answer.history or answer.meetings))
    given = counted(proposal.votes for _, proposal in votes)
    columns = [Column("Meeting", whole=True), Column("Result", whole=True)]
    columns += [Column(name, right=True) for name in ("% for", *(name for name, _ in given))]
    rows = [[*_pay_cells(held, proposal), *_figures(proposal.votes, given)] for held, proposal in votes]
    lines = [" ".join(cell.text for cell in row) for row in rows]
    links = joined(", ", (link(held.filing_url, _when(held)) for held, _ in votes[:20]))
    return message(
        Mrkdwn("\n".join(escape(line) for line in [title, *lines])),
        [header(title), table(columns, rows), context(Mrkdwn(f"Filings: {links}"), _share_note())],
        foot=[*_row(_all_button(answer), _chart_button(answer)), *_family(answer), *_others(answer)],
    )


def _none_held(answer: Meetings) -> Message:
    year = f" in {answer.year}" if answer.year else ""
    what = "say on pay" if answer.view is View.SAY_ON_PAY else "meeting"
    said = f"{_called(answer.company)} is known, but no {what}{year} has been read."
    more = escape(_years_held(answer.history) or "Results that it files from now on are read as they come.")
    if answer.refused:
        more = joined(" ", (_refused(answer.refused), more))
    foot = [*_row(_all_button(answer)), *_family(answer), *_others(answer)]
    return message(Mrkdwn(f"{escape(said)} {more}"), [section(bold(said), more)], foot=foot)


def _years_held(history: Sequence[PastMeeting]) -> str:
    """``Its meetings of 2026, 2025 and 2023 are here.``"""
    years = list(dict.fromkeys(str(each.report.meeting.date.year) for each in history if each.report.meeting.date))
    if not years:
        return ""
    *most, last = years
    listed = f"{', '.join(most)} and {last}" if most else last
    return f"Its meetings of {listed} are here." if most else f"Its meeting of {listed} is here."


def _pay_votes(history: tuple[PastMeeting, ...]) -> Iterator[tuple[PastMeeting, Proposal]]:
    for held in history:
        for proposal in held.report.proposals:
            if proposal.category is Category.SAY_ON_PAY:
                yield held, proposal


def _pay_cells(held: PastMeeting, proposal: Proposal) -> list[Cell]:
    doubt = f" [{TO_CHECK}]" if proposal.review_reasons else ""
    return [Cell(_when(held)), Cell(OUTCOMES[proposal.outcome] + doubt)]


def previous_meeting(history: tuple[PastMeeting, ...], held: PastMeeting) -> MeetingReport | None:
    """The meeting of the same type before this one, where it is known; not this one's amendment or first report."""
    this = held.report.meeting
    if this.date is None:
        return None
    earlier = [
        (before.date, place)
        for place, each in enumerate(history)
        if (before := each.report.meeting).type is this.type and before.date is not None and before.date < this.date
    ]
    return history[max(earlier)[1]].report if earlier else None


def _when(held: PastMeeting) -> str:
    date = held.report.meeting.date
    if date:
        return day(date) + (" (amended)" if is_amendment(held.report, held.filing) else "")
    return f"filed {day(held.filing.filed)}" if held.filing.filed else "date unknown"


def _called(company: Candidate) -> str:
    return f"{company.name} ({company.ticker})" if company.ticker else company.name


def _count(count: Count | None) -> str:
    return ABSENT if count is None else number(count)


def _share_note() -> Mrkdwn:
    return escape("% for is worked out from the printed counts: for ÷ (for + against), or ÷ (for + withheld).")


def _all_button(answer: Meetings) -> Block | None:
    if answer.view is View.ALL or len(answer.history) < 2:
        return None
    return button("All meetings", ids.PAST_MEETINGS, answer.company.cik, f"All meetings of {_called(answer.company)}")


def _chart_button(answer: Meetings) -> Block | None:
    if sum(1 for _ in _pay_votes(answer.history)) < 2:
        return None
    return button("Post chart", ids.CHART, answer.company.cik, "Post support over the years as a chart to the channel")


def _turning(query: str, page: int, pages: int, *more: Block | None) -> list[Block]:
    return _row(
        button("← Newer", ids.LOOKUP_PAGE_BACK, f"{query[:200]}|{page - 1}") if page else None,
        button("Older →", ids.LOOKUP_PAGE, f"{query[:200]}|{page + 1}") if page + 1 < pages else None,
        *more,
    )


def _row(*buttons: Block | None) -> list[Block]:
    """The buttons that there is a use for, in a row; no row without any."""
    return [actions(*buttons)] if any(buttons) else []


def _whose(answer: Meetings, held: PastMeeting) -> Mrkdwn:
    """The kind of meeting, and the company's name where the list is of several that follow one another."""
    kind = escape(meeting(held.report))
    if not (answer.predecessors or answer.successors):
        return kind
    return joined(" of ", (kind, escape(company(held.report, held.filing), 120)))


def _family(answer: Meetings) -> list[Block]:
    """Which companies follow one another here."""
    before = ", ".join(f"{_called(one)}, CIK {one.cik}" if one.cik else one.name for one in answer.predecessors)
    after = ", ".join(f"{_called(one)}, CIK {one.cik}" for one in answer.successors)
    lines = [
        escape(f"It reports in the place of {before}. Meetings of both are here.", 500) if before else Mrkdwn(""),
        escape(f"It is followed by {after}. Meetings of both are here.", 500) if after else Mrkdwn(""),
    ]
    return [context(*lines)] if before or after else []


def _others(answer: Meetings) -> list[Block]:
    if not answer.others:
        return []
    return [context(escape(f"Others that were called “{answer.query}”:", 200)), _picks(answer.others)]


def _picks(candidates: tuple[Candidate, ...]) -> Block:
    return actions(*(button(_called(each), f"{ids.LOOKUP_PICK}_{n}", each.cik) for n, each in enumerate(candidates)))
