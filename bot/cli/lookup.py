"""``ballotwire lookup``: the answer that ``/lookup`` gives, in the shell."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import click

from bot.answering import Answers
from bot.cli.common import settings_or_exit, told_plainly
from bot.cli.history_parts import history_parts
from bot.clock import SystemClock
from bot.companies import Candidate
from bot.compose import open_ledger
from bot.lookup import DirectorRecord, DirectorRow, Help, LookupAnswer, Meetings, NotFound, PastMeeting, lookup
from bot.slack.messages import lookup_message, plain_text
from config.settings import Settings
from parsers.schema import report_to_json


@click.command(name="lookup")
@click.argument("query", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.option("--ask-edgar", is_flag=True, help="Ask EDGAR for a company of which the ledger holds nothing.")
@click.option("--page", default=1, show_default=True, help="The page of a long answer.")
@click.pass_context
def command(ctx: click.Context, query: tuple[str, ...], *, as_json: bool, ask_edgar: bool, page: int) -> None:
    """How a company's meetings ended, as far as the ledger knows.

    QUERY is a ticker (also one that is dead), a CIK or a name, and then nothing for the latest meeting, a year, 'all',
    'votes', 'say-on-pay' or 'director NAME'. The exit code is 1 when nobody is called so.
    """
    settings = settings_or_exit()
    with told_plainly():
        ask = _ask_further if ask_edgar else _answer
        answer = asyncio.run(ask(settings, " ".join(query), page - 1))
    click.echo(json.dumps(_as_json(answer), ensure_ascii=False, indent=2) if as_json else _as_text(answer))
    if isinstance(answer, NotFound) and not ask_edgar:
        click.echo("ballotwire: only the ledger was asked; --ask-edgar asks EDGAR as well", err=True)
    ctx.exit(1 if isinstance(answer, NotFound) else 0)


async def _answer(settings: Settings, query: str, page: int) -> LookupAnswer:
    ledger = await open_ledger(settings, SystemClock())
    try:
        return await lookup(ledger, query, page)
    finally:
        await ledger.close()


async def _ask_further(settings: Settings, query: str, page: int) -> LookupAnswer:
    async with history_parts(settings, SystemClock()) as parts:
        answers = Answers(parts.ledger)
        answers.look_further(parts.further(parts.backfill(patient=False)).read_latest)
        return await answers(query, page)


def _as_text(answer: LookupAnswer) -> str:
    return plain_text(lookup_message(answer))


def _as_json(answer: LookupAnswer) -> dict[str, Any]:
    match answer:
        case Meetings():
            return {
                "company": _company(answer.company),
                "meetings": [_meeting(one) for one in answer.meetings],
                "page": answer.page + 1,
                "pages": answer.pages,
                "others": [_company(one) for one in answer.others],
                "predecessors": [_company(one) for one in answer.predecessors],
                "successors": [_company(one) for one in answer.successors],
                "refused": answer.refused,
            }
        case DirectorRecord():
            return {
                "director": answer.name,
                "elections": [_election(row) for row in answer.rows],
                "page": answer.page + 1,
                "pages": answer.pages,
            }
        case NotFound():
            nearest = [_company(one) for one in answer.nearest]
            return {"query": answer.query, "nearest": nearest, "refused": answer.refused}
        case Help():
            return {"help": "ballotwire lookup --help"}


def _company(one: Candidate) -> dict[str, Any]:
    return {"name": one.name, "cik": one.cik, "ticker": one.ticker}


def _meeting(one: PastMeeting) -> dict[str, Any]:
    return {
        "accession_number": one.filing.accession_number,
        "form_type": one.filing.form_type,
        "filed": one.filing.filed.isoformat() if one.filing.filed else None,
        "url": one.filing_url,
        "report": report_to_json(one.report),
    }


def _election(row: DirectorRow) -> dict[str, Any]:
    written = report_to_json(row.meeting.report)
    return {
        "company": _company(row.company),
        "accession_number": row.meeting.filing.accession_number,
        "url": row.meeting.filing_url,
        "date": written["meeting"]["date"],
        "nominee": written["proposals"][row.proposal_index]["nominees"][row.nominee_index],
    }
