"""``ballotwire replay``: play a recorded day of EDGAR through the real poller, pipeline and messages."""

from __future__ import annotations

import asyncio
import re
from datetime import datetime, timedelta
from pathlib import Path

import click

from bot.cli.common import run_until_told_to_stop, settings_or_exit, told_plainly
from bot.cli.replay_view import ReplayView
from bot.clock import SystemClock
from bot.compose import assembled
from bot.edgar.calendar import eastern, poll_delay
from bot.log import set_up_logging
from bot.replay import ReplayClock, recorded_exchanges
from bot.running import Bot
from bot.stages import FilingState
from bot.standin.edgar import Recording, StandinEdgar
from config.settings import Settings

AFTER_THE_LAST = timedelta(minutes=3)
"""Of recorded time: for documents to be fetched after the last look."""
EVERYTHING = '[[channels]]\nchannel = "#replay"\neverything = true\n'


class Speed(click.ParamType[float]):
    """``60x`` or ``60``."""

    name = "speed"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        found = re.fullmatch(r"(\d+(?:\.\d+)?)x?", str(value))
        if found is None or not 0 < float(found[1]) <= 100_000:
            self.fail(f"{value!r} is no speed such as 60x", param, ctx)
        return float(found[1])


@click.command(name="replay")
@click.argument("recordings", nargs=-1, required=True, metavar="RECORDING...", type=click.Path(path_type=Path))
@click.option("--speed", type=Speed(), default="60x", show_default=True, help="How much faster than it happened.")
@click.option("--seed", is_flag=True, help="Take what the first look shows as history, as a real first start does.")
@click.option("--var", "folder", default="var", show_default=True, type=click.Path(path_type=Path, file_okay=False))
def command(recordings: tuple[Path, ...], *, speed: float, seed: bool, folder: Path) -> None:
    """Play RECORDING, a folder of recorded answers or a VCR cassette; several are played as one.

    Alerts are printed here, and never posted. The ledger of a replay is FOLDER/replay.db, begun anew each time. Where
    no watchlist is set, everything is watched.
    """
    settings = settings_or_exit()
    try:
        recording = Recording([one for path in recordings for one in recorded_exchanges(path)])
    except ValueError as fault:
        raise click.ClickException(str(fault)) from None
    if not recording.looks:
        raise click.ClickException("nothing of the current-filings feed was recorded, so there is nothing to play")
    with told_plainly():
        run_until_told_to_stop(lambda stopping: _replay(settings, recording, speed, folder, stopping, seed=seed))


async def _replay(
    settings: Settings, recording: Recording, speed: float, folder: Path, stopping: asyncio.Event, *, seed: bool
) -> None:
    clock = ReplayClock(SystemClock(), recording.looks[0], speed)
    view = ReplayView(clock)
    set_up_logging("info", settings.secrets(), renderer=view, shows=view.shows)
    async with StandinEdgar(clock, recording=recording) as edgar:
        ours = _settings(settings, edgar.url, folder)
        async with assembled(ours, clock, write=click.echo, announce_first=not seed) as bot:
            bot.tempo = lambda _: poll_delay(clock.now()) / speed
            running = asyncio.create_task(bot.run(stopping))
            await _until(clock, recording.looks[-1] + AFTER_THE_LAST, stopping)
            stopping.set()
            await running
            await _say_what_came(bot, recording)


async def _until(clock: ReplayClock, end: datetime, stopping: asyncio.Event) -> None:
    while not stopping.is_set() and clock.now() < end:
        try:
            await asyncio.wait_for(stopping.wait(), min(1.0, (end - clock.now()).total_seconds() / clock.speed))
        except TimeoutError:
            continue


async def _say_what_came(bot: Bot, recording: Recording) -> None:
    counts = await bot.ledger.filing_counts()
    first, last = eastern(recording.looks[0]), eastern(recording.looks[-1])
    click.echo(
        f"played {len(recording.looks)} looks at the feed, {first:%d %b %Y %H:%M:%S} to {last:%H:%M:%S} Eastern: "
        f"{sum(counts.values()):,} current reports seen, {counts[FilingState.READ]:,} read, "
        f"{counts[FilingState.NO_RESULT] + counts[FilingState.SKIPPED]:,} tell no result, "
        f"{counts[FilingState.SEEN] + counts[FilingState.POISON]:,} whose documents are not in the recording"
    )


def _settings(settings: Settings, url: str, folder: Path) -> Settings:
    """The user's settings, with the recording for EDGAR, a ledger of its own, and no Slack to post to."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("replay.db", "replay.db-wal", "replay.db-shm"):
        (folder / name).unlink(missing_ok=True)
    watchlist = settings.watchlist
    if not settings.watchlist_is_set and not watchlist.exists():
        watchlist = folder / "replay-watchlist.toml"
        watchlist.write_text(EVERYTHING, encoding="utf-8")
    ours = {
        "edgar_url": url,
        "edgar_data_url": url,
        "edgar_search_url": url,
        "database_url": f"sqlite:///{folder}/replay.db",
        "watchlist": watchlist,
        "slack_bot_token": None,
        "slack_app_token": None,
        "slack_signing_secret": None,
        "user_agent": settings.user_agent or "Ballotwire replay@example.org",
    }
    return settings.model_copy(update=ours)
