"""``ballotwire backfill``: read history into the ledger, telling nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, datetime

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from bot.backfill import Backfill
from bot.backfill import Progress as HowFar
from bot.cli.common import settings_or_exit, told_plainly
from bot.cli.history_parts import HistoryParts, history_parts
from bot.clock import SystemClock
from bot.compose import file_watches
from bot.edgar.faults import EdgarFault
from bot.ledger.ledger import Ledger
from bot.log import set_up_logging
from bot.watched import Watched, watched_ciks
from config.settings import Settings


class Since(click.ParamType[date]):
    """A year or a day."""

    name = "year or date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        text = str(value)
        try:
            return date(int(text), 1, 1) if len(text) == 4 else datetime.fromisoformat(text).date()
        except ValueError:
            self.fail(f"{text!r} is neither a year nor a day such as 2020-01-31", param, ctx)


@click.command(name="backfill")
@click.argument("companies", nargs=-1, metavar="[COMPANY]...")
@click.option("--watchlist", is_flag=True, help="Every company that is watched.")
@click.option("--all", "everybody", is_flag=True, help="Every company there is; needs --since.")
@click.option("--since", type=Since(), help="A year or a day: nothing filed before it.")
@click.pass_context
def command(
    ctx: click.Context, companies: tuple[str, ...], *, watchlist: bool, everybody: bool, since: date | None
) -> None:
    """Read past meetings of COMPANY, a ticker, CIK or name, into the ledger. Nothing is posted.

    It may be stopped at any moment: the same command goes on where it was. The exit code is 1 when something is left
    for a later run.
    """
    if sum([bool(companies), watchlist, everybody]) != 1:
        raise click.UsageError("name companies, or say --watchlist, or --all")
    if everybody and since is None:
        raise click.UsageError("--all needs --since: a year of everybody's reports takes hours")
    settings = settings_or_exit()
    set_up_logging("error", settings.secrets())
    with told_plainly():
        try:
            how_far = asyncio.run(_backfill(settings, companies, watchlist=watchlist, since=since))
        except KeyboardInterrupt:
            raise click.ClickException("stopped; the same command goes on from here") from None
    click.echo(f"{how_far.done:,} of {how_far.listed:,} filings are in the ledger, {how_far.failed:,} left for later")
    ctx.exit(1 if how_far.failed else 0)


async def _backfill(settings: Settings, companies: Sequence[str], *, watchlist: bool, since: date | None) -> HowFar:
    try:
        async with history_parts(settings, SystemClock()) as parts:
            with _bar() as bar:
                backfill = _with_bar(parts, bar)
                if not companies and not watchlist and since is not None:
                    return await backfill.everybody(since)
                ciks = await (_watched(settings, parts.ledger) if watchlist else _ciks(parts, backfill, companies))
                return await backfill.companies(ciks, since)
    except EdgarFault as fault:
        raise click.ClickException(f"EDGAR: {fault}") from None


def _with_bar(parts: HistoryParts, bar: Progress) -> Backfill:
    task = bar.add_task("looking", total=None)

    def told(how_far: HowFar) -> None:
        finished = how_far.done + how_far.failed
        bar.update(task, description=how_far.doing, total=how_far.listed, completed=finished)

    return parts.backfill(told)


async def _watched(settings: Settings, ledger: Ledger) -> list[str]:
    return await watched_ciks(ledger, await Watched(file_watches(settings), ledger).all())


async def _ciks(parts: HistoryParts, backfill: Backfill, companies: Sequence[str]) -> list[str]:
    further = parts.further(backfill)
    ciks: dict[str, None] = {}
    for company in companies:
        found = await further.companies(company)
        if not found.companies:
            raise click.ClickException(f"no company is called {company!r}; a CIK always works")
        for one in found.companies:
            click.echo(f"{company}: {one.name or 'CIK'} {one.cik} ({found.reason})", err=True)
            ciks[one.cik] = None
    return list(ciks)


class _Rate(ProgressColumn):
    """Filings a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f}/s" if speed else "", style="progress.data.speed")


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
