"""Silence that is no news is told to the operators: once when it begins, and once when it is over."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.alarm import Alarm
from bot.health import Vitals
from bot.stages import Poll, PollOutcome
from bot.standin.edgar import Misbehaviour
from bot.vitals import look
from tests.scenario.desk import Desk, served

LIGHT, CHECK = ":rotating_light: Ballotwire, ", ":white_check_mark: Ballotwire, "


class Watchman:
    """Looks every minute, as the bot does, and keeps what the operators hear."""

    def __init__(self, it: Desk) -> None:
        self._it, self.heard = it, list[str]()
        self.refuses = False
        self.alarm = Alarm(self._vitals, it.ledger, [self._say])

    async def _vitals(self) -> Vitals:
        return await look(self._it.ledger, self._it.clock, blocked=self._it.client.blocked)

    async def _say(self, words: str) -> bool:
        if self.refuses:
            return False
        self.heard.append(words)
        return True

    async def minutes(self, count: int, *, filing_every: int = 0) -> None:
        """Polls and looks, a minute at a time; with a filing that is of no interest now and then."""
        it = self._it
        for minute in range(count):
            if filing_every and minute % filing_every == 0:
                number = int(it.clock.now().timestamp()) % 900_000
                it.edgar.add(served(number, it.clock.now(), items=("1.01",)))
            await it.round(60)
            await self.alarm.check()


@pytest.fixture
def watchman(it: Desk) -> Watchman:
    return Watchman(it)


async def test_a_feed_that_is_refused_is_told_once_and_its_end_once(it: Desk, watchman: Watchman) -> None:
    await watchman.minutes(3, filing_every=1)
    assert watchman.heard == []
    it.edgar.cue(Misbehaviour.RATE_BLOCK, times=None)
    await watchman.minutes(12)
    [told] = watchman.heard
    assert told.startswith(f"{LIGHT}poll: the feed was last read 6 minutes ago; since then refused: ")
    it.edgar.behave()
    await watchman.minutes(25, filing_every=1)
    assert len(watchman.heard) == 2
    assert watchman.heard[1].startswith(f"{CHECK}poll: the feed was last read ")


async def test_half_an_hour_without_a_filing_is_told_once_and_its_end_once_and_again_the_next_time(
    it: Desk, watchman: Watchman
) -> None:
    for times in (1, 2):
        await watchman.minutes(2, filing_every=1)
        await watchman.minutes(40)
        await watchman.minutes(2, filing_every=1)
        assert len(watchman.heard) == 2 * times
        words = re.escape(f"{LIGHT}feed: ") + r"no filing for 3[01] minutes of a business day: is the feed frozen\?"
        assert re.fullmatch(words, watchman.heard[-2])
        assert watchman.heard[-1].startswith(f"{CHECK}feed: the newest filing is ")


@pytest.mark.parametrize(
    "when",
    [
        datetime(2026, 3, 1, 17, tzinfo=UTC),
        datetime(2026, 7, 3, 17, tzinfo=UTC),
        datetime(2026, 11, 26, 17, tzinfo=UTC),
        datetime(2026, 3, 3, 4, tzinfo=UTC),
        datetime(2026, 3, 3, 12, tzinfo=UTC),
        datetime(2026, 3, 3, 23, tzinfo=UTC),
    ],
    ids=["a Sunday", "Independence Day observed", "Thanksgiving", "a night", "an early morning", "an evening"],
)
async def test_silence_is_no_news_when_nobody_files(when: datetime, it: Desk) -> None:
    heard: list[str] = []

    async def say(words: str) -> bool:
        heard.append(words)
        return True

    async def silent_for_a_day() -> Vitals:
        last = Poll(when, when, PollOutcome.OK, 100, 0, when - timedelta(days=1), "")
        return Vitals(now=when, last_poll=last, last_good_poll=last, newest_accepted=when - timedelta(days=1))

    await Alarm(silent_for_a_day, it.ledger, [say]).check()
    assert heard == []


async def test_what_the_operators_could_not_be_told_is_told_at_the_next_look(it: Desk, watchman: Watchman) -> None:
    watchman.refuses = True
    await watchman.minutes(40)
    assert watchman.heard == []
    watchman.refuses = False
    await watchman.minutes(2)
    assert [words.split(":")[1:3] for words in watchman.heard] == [["rotating_light", " Ballotwire, feed"]]


async def test_a_database_that_is_away_is_told_once_and_its_return_once_and_a_locked_moment_is_not(
    it: Desk, watchman: Watchman
) -> None:
    await watchman.minutes(2, filing_every=1)
    file = it.ledger._database.file
    assert file is not None
    away = file.rename(file.with_name("away"))
    await watchman.alarm.check()
    assert watchman.heard == []
    await watchman.alarm.check()
    await watchman.alarm.check()
    assert len(watchman.heard) == 1
    assert watchman.heard[0].startswith(f"{LIGHT}ledger: the database does not answer: ")
    away.rename(file)
    await watchman.alarm.check()
    await watchman.alarm.check()
    assert watchman.heard[1:] == [f"{CHECK}ledger: the database answers"]


async def test_a_process_that_does_not_lead_tells_nothing_but_of_the_database(it: Desk) -> None:
    heard: list[str] = []

    async def say(words: str) -> bool:
        heard.append(words)
        return True

    async def vitals() -> Vitals:
        return Vitals(now=it.clock.now(), leads=False, refused_since=it.clock.now(), refused_because="token_revoked")

    await Alarm(vitals, it.ledger, [say]).check()
    assert heard == []
