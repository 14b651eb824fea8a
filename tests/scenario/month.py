"""A month of filings and of troubles, made from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.edgar.calendar import EASTERN, SAME_DAY_UNTIL, at, is_business_day, next_business_day
from bot.standin.edgar import Misbehaviour, Registrant, ServedFiling

FIRST, LAST = date(2026, 10, 29), date(2026, 11, 30)
"""A month with the end of daylight saving time (1 November) and two holidays (11 and 26 November)."""
STARTS = at(date(2026, 10, 30), time(11, 0))
ENDS = at(date(2026, 12, 1), time(12, 0))
A_DAY = (85, 115)
CROWDED = date(2026, 11, 5)
"""On that morning so many reports come at once that the filings held overnight appear below a whole page of others."""


def filings(seed: int) -> list[ServedFiling]:
    """Every current report of the month, in no order."""
    chance = random.Random(seed)  # noqa: S311
    companies = [Registrant(str(9_800_000 + n), f"Company {n} (Holdings) - {n}, Inc.") for n in range(600)]
    made: list[ServedFiling] = []
    day = FIRST
    while day <= LAST:
        if is_business_day(day):
            made += [_filing(chance, companies, day, len(made) + n) for n in range(chance.randint(*A_DAY))]
        if day == CROWDED:
            made += [_early(_filing(chance, companies, day, len(made) + n), n) for n in range(160)]
        day += timedelta(days=1)
    return made


def _filing(chance: random.Random, companies: list[Registrant], day: date, number: int) -> ServedFiling:
    accepted = _accepted(chance, day)
    held = accepted.astimezone(EASTERN).time() > time(17, 31)
    filed = next_business_day(day) if held else day
    lag = timedelta(seconds=chance.choice([20, 30, 45, 70, 400]))
    shown = at(filed, time(6, 5)) + timedelta(minutes=chance.randint(0, 140)) if held else accepted + lag
    return ServedFiling(
        accession_number=f"{chance.randint(1, 999):010d}-26-{number:06d}",
        form_type=chance.choices(["8-K", "8-K/A", "8-K12B", "8-K12G3/A"], [92, 6, 1, 1])[0],
        registrants=tuple(chance.sample(companies, chance.choices([1, 2, 4], [96, 3, 1])[0])),
        items=chance.choice([("5.07",), ("5.02", "5.07"), ("8.01", "9.01"), ("2.02", "9.01")]),
        accepted=accepted,
        filed=filed,
        shown_at=shown,
        text_at=shown + timedelta(seconds=chance.choice([0, 30, 120])),
        in_feed=chance.random() > 0.01,
    )


def _early(filing: ServedFiling, number: int) -> ServedFiling:
    moment = at(CROWDED, time(6, 1)) + timedelta(seconds=10 * number)
    return replace(filing, accepted=moment, filed=CROWDED, shown_at=moment, text_at=moment, in_feed=True)


def _accepted(chance: random.Random, day: date) -> datetime:
    """Some in bursts of one second, a twelfth of them in the evening."""
    if chance.random() < 0.08:
        start, minutes = SAME_DAY_UNTIL, 265
    elif chance.random() < 0.3:
        return at(day, time(16, chance.randint(1, 10), 0))
    else:
        start, minutes = time(6, 0), 690
    return at(day, start) + timedelta(seconds=chance.randint(90, 60 * minutes))


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that goes wrong from one moment to another; without a misbehaviour of EDGAR, the bot itself is down."""

    begins: datetime
    ends: datetime
    misbehaviour: Misbehaviour | None = None
    where: str = ""


def troubles(seed: int) -> Iterator[Trouble]:
    """Outages of the bot from minutes to days, and of EDGAR, all over the month."""
    chance = random.Random(seed + 1)  # noqa: S311
    for day, hour, minutes in [
        (date(2026, 11, 2), time(9, 40), 12),
        (date(2026, 11, 4), time(16, 0), 300),
        (date(2026, 11, 6), time(18, 10), 60 * 66),
        (date(2026, 11, 11), time(8, 0), 600),
        (date(2026, 11, 12), time(21, 0), 60 * 10),
        (date(2026, 11, 16), time(15, 0), 60 * 24 * 4 + 30),
        (date(2026, 11, 25), time(20, 0), 60 * 12),
    ]:
        begins = at(day, hour)
        yield Trouble(begins, begins + timedelta(minutes=minutes))
    faults = [kind for kind in Misbehaviour if kind not in {Misbehaviour.SILENCE, Misbehaviour.SLOW_DRIP}]
    for number in range(60):
        day = FIRST + timedelta(days=chance.randint(2, 31))
        begins = at(day, time(chance.randint(6, 23), chance.randint(0, 59)))
        where = chance.choice(["browse-edgar", "start=0", "start=100", "daily-index", ""])
        yield Trouble(begins, begins + timedelta(minutes=chance.randint(5, 200)), faults[number % len(faults)], where)
