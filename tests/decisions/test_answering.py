"""Who asks for a company that the ledger does not hold reads what EDGAR said, or that it could not be asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.answering import Answers
from bot.further import Found
from bot.ledger.ledger import Ledger
from bot.lookup import Help, Meetings, NotFound
from bot.stages import KnownCompany, Via
from tests.fakes.clock import FakeClock
from tests.fakes.filings import HARBOR, filing, report

REFUSED = Found((), "rate block", refused="rate block")


@pytest.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[Ledger]:
    held = await Ledger.open(f"sqlite:///{tmp_path}/ledger.db", FakeClock())
    yield held
    await held.close()


class Edgar:
    """Gives one answer to all who look further, after learning what it is told to."""

    def __init__(self, found: Found, ledger: Ledger | None = None) -> None:
        self.found, self.asked, self._ledger = found, list[str](), ledger

    async def read_latest(self, query: str) -> Found:
        self.asked.append(query)
        if self._ledger is not None:
            await self._ledger.record_seen([filing(1)], Via.LOOKUP, announce=False)
            await self._ledger.record_report(filing(1), report(filing(1)), [], "https://sec.example/1")
        return self.found


def answers_with(ledger: Ledger, edgar: Edgar) -> Answers:
    answers = Answers(ledger)
    answers.look_further(edgar.read_latest)
    return answers


async def test_a_refusal_is_told_and_not_that_nobody_is_called_so(ledger: Ledger) -> None:
    answer = await answers_with(ledger, Edgar(REFUSED))("INNO 2004")
    assert answer == NotFound("INNO 2004", (), refused="rate block")


async def test_a_refusal_is_told_of_a_known_company_without_a_meeting(ledger: Ledger) -> None:
    await ledger.record_companies([KnownCompany("844143", "INNOVO GROUP INC")])
    answer = await answers_with(ledger, Edgar(REFUSED))("844143")
    assert isinstance(answer, Meetings)
    assert answer.refused == "rate block"


async def test_an_answer_of_edgar_that_knows_nobody_is_no_refusal(ledger: Ledger) -> None:
    assert await answers_with(ledger, Edgar(Found((), "nobody prints it")))("INNO") == NotFound("INNO", ())


async def test_what_was_read_answers_although_something_else_was_refused(ledger: Ledger) -> None:
    answer = await answers_with(ledger, Edgar(REFUSED, ledger))("HLTN")
    assert isinstance(answer, Meetings)
    assert len(answer.meetings) == 1
    assert answer.refused == ""


async def test_an_edgar_that_takes_too_long_is_said(ledger: Ledger) -> None:
    async def never(query: str) -> Found:
        await asyncio.Event().wait()
        raise AssertionError("nothing ends the wait but the patience of who asks")

    answers = Answers(ledger, patience=0.01)
    answers.look_further(never)
    assert await answers("INNO") == NotFound("INNO", (), refused="no answer within 0.01 seconds")


async def test_edgar_is_not_asked_for_what_the_ledger_holds(ledger: Ledger) -> None:
    edgar = Edgar(REFUSED, ledger)
    await edgar.read_latest(HARBOR.cik)
    edgar.asked.clear()
    assert isinstance(await answers_with(ledger, edgar)(HARBOR.cik), Meetings)
    assert isinstance(await answers_with(ledger, edgar)("help"), Help)
    assert edgar.asked == []


async def test_who_waits_for_edgar_is_told_so_first_and_nobody_else(ledger: Ledger) -> None:
    edgar, told = Edgar(REFUSED, ledger), list[str]()

    async def asking() -> None:
        told.append("asking" if not edgar.asked else "too late")

    answers = answers_with(ledger, edgar)
    await answers("HLTN", asking=asking)
    assert told == ["asking"]
    await answers("HLTN", asking=asking)
    assert told == ["asking"]
