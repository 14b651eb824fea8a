"""The bot at work: what runs beside what, what is due when, and how it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.alarm import Alarm
from bot.audit import Auditor
from bot.clock import Clock
from bot.edgar.calendar import poll_delay
from bot.lead import Lead
from bot.ledger.faults import LedgerFault
from bot.ledger.ledger import Ledger
from bot.names import Names
from bot.pipeline import Pipeline
from bot.poll import Poller
from bot.slack.delivery import Courier
from bot.stages import Watch, WatchSubject
from bot.tempo import Every

DRAIN_SECONDS = 7.0
"""What is in work when we are told to stop gets this long; container runtimes kill after ten."""
LAST_WORDS = 1.0
"""What was cut short then has this long to write down where it stands."""
HOUR, MINUTE = 3600.0, 60.0
LOOK = 2.0
"""Seconds between looks at who leads and who lives."""

Job = Callable[[], Coroutine[Any, Any, None]]
Serve = Callable[[asyncio.Event], Coroutine[Any, Any, None]]
"""Serves until the event is set."""

log = structlog.get_logger(__name__)


@dataclass
class Bot:
    """The parts that run, put together by `bot.compose`. `run` is all there is to do with it."""

    clock: Clock
    ledger: Ledger
    poller: Poller
    pipeline: Pipeline
    courier: Courier
    auditor: Auditor
    names: Names
    watches: Callable[[], Awaitable[Sequence[Watch]]]
    lead: Lead
    alarm: Alarm
    servers: tuple[Serve, ...] = ()
    """What answers over the network: Slack's commands, the status pages."""
    tempo: Callable[[datetime], float] = poll_delay
    """Seconds until the next look at the feed."""
    _at_work: set[asyncio.Task[Any]] = field(default_factory=set)

    async def run(self, stopping: asyncio.Event) -> None:
        """Poll, read, deliver, answer and audit until ``stopping`` is set; then finish what is in work."""
        scheduler = self._scheduler()
        await self._take_the_lead()
        lasting = [asyncio.create_task(self.pipeline.run()), asyncio.create_task(self.courier.run())]
        lasting += [asyncio.create_task(serve(stopping)) for serve in self.servers]
        scheduler.start()
        await self._until_stopped(stopping, lasting)
        log.info("bot.stopping", at_most=DRAIN_SECONDS)
        scheduler.pause()
        self.pipeline.stop()
        self.courier.stop()
        await self._drain({*lasting, *self._at_work})
        scheduler.shutdown(wait=False)
        log.info("bot.stopped")

    async def _take_the_lead(self) -> None:
        """Lead if nobody does, and free what the dead had claimed."""
        if await self.lead.look():
            self.courier.wake()

    async def poll(self) -> None:
        """One look at the feed."""
        poll = await self.poller.poll()
        if poll.new_filings:
            self.pipeline.wake()

    async def audit(self) -> None:
        """Hold the ledger against the daily index, once that is final."""
        if await self.auditor.due() and (await self.auditor.audit()).missed:
            self.pipeline.wake()

    async def refresh_names(self) -> None:
        """Today's tickers, once a day, and the names of companies that are watched by CIK alone."""
        await self.names.refresh()
        await self.names.learn(one.value for one in await self.watches() if one.subject is WatchSubject.CIK)

    def _scheduler(self) -> AsyncIOScheduler:
        scheduler = AsyncIOScheduler(timezone="UTC")
        # The library's defaults drop a run without a word when the loop was busy for a second.
        never_dropped = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        for_the_leader: tuple[tuple[Job, Callable[[datetime], float]], ...] = (
            (self.poll, self.tempo),
            (self.audit, lambda _: HOUR),
            (self.refresh_names, lambda _: HOUR),
        )
        for job, delay in for_the_leader:
            scheduler.add_job(self._if_leading, Every(delay), args=(job,), id=job.__name__, **never_dropped)
        patient = Every(lambda _: MINUTE, at_once=False)
        scheduler.add_job(self._apart, patient, args=(self.alarm.check,), id="alarm", **never_dropped)
        look = self._take_the_lead
        scheduler.add_job(self._apart, Every(lambda _: LOOK), args=(look,), id="lead", **never_dropped)
        return scheduler

    async def _if_leading(self, job: Job) -> None:
        if self.lead.holds():
            await self._apart(job)

    async def _apart(self, job: Job) -> None:
        """A job whose failure is logged and ends nothing else: the next run begins where the last good one ended."""
        task = asyncio.ensure_future(job())
        self._at_work.add(task)
        try:
            await task
        except LedgerFault as fault:
            log.warning("job.ledger_failed", job=job.__name__, fault=str(fault), kind=type(fault).__name__)
        except Exception:
            log.exception("job.failed", job=job.__name__)
        finally:
            self._at_work.discard(task)

    async def _until_stopped(self, stopping: asyncio.Event, lasting: list[asyncio.Task[Any]]) -> None:
        """Wait for the word to stop. A part that ends before it ends the bot: half a bot looks like a whole one."""
        waiting = asyncio.create_task(stopping.wait())
        done, _ = await asyncio.wait({waiting, *lasting}, return_when=asyncio.FIRST_COMPLETED)
        if waiting not in done:
            log.error("bot.part_ended", why="a part of the bot ended by itself; stopping the rest")
            stopping.set()
        waiting.cancel()

    async def _drain(self, tasks: set[asyncio.Task[Any]]) -> None:
        done, late = await asyncio.wait(tasks, timeout=DRAIN_SECONDS)
        for task in late:
            task.cancel()
        if late:
            log.warning("bot.cut_short", parts=len(late))
            await asyncio.wait(late, timeout=LAST_WORDS)
        for task in done:
            task.result()
