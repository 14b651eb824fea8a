"""Companies by what people call them, while they type and when they mistype."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.companies import Candidate, find_companies, nearest
from bot.ledger.ledger import Ledger
from bot.stages import KnownCompany, KnownTicker
from tests.fakes.clock import START, FakeClock

KNOWN = {
    "1": ("Quill Motors Co", "QM"),
    "2": ("Quillon Insurance Holdings Inc", "QLN"),
    "3": ("The Quill Works Company", "QWKS"),
    "4": ("National Quill & Ink Corp", "NQI"),
    "5": ("Squillace Foods Inc", "SQF"),
    "6": ("Zebra Quarry plc", "QUIL"),
}


@pytest.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[Ledger]:
    held = await Ledger.open(f"sqlite:///{tmp_path}/ledger.db", FakeClock())
    await held.record_companies([KnownCompany(cik, name) for cik, (name, _) in KNOWN.items()])
    day = START.date()
    await held.record_listed([KnownTicker(symbol, cik, None, day, day, True) for cik, (_, symbol) in KNOWN.items()])
    yield held
    await held.close()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("qu", ["3", "1", "2", "6", "4"]),
        ("quil", ["6", "3", "1", "2", "4"]),
        ("quill mo", ["1"]),
        ("qm", ["1"]),
        ("qw", ["3"]),
        ("ink qui", ["4"]),
        ("the quill wor", ["3"]),
        ("Quill Mottors", ["1"]),
    ],
)
async def test_what_begins_so_is_offered_before_what_is_like_it(ledger: Ledger, typed: str, first: list[str]) -> None:
    offered = [each.cik for each in await nearest(ledger, typed, 20)]
    assert offered[: len(first)] == first
    assert len(set(offered)) == len(offered)


async def test_no_more_are_offered_than_were_asked_for(ledger: Ledger) -> None:
    assert await nearest(ledger, "quill", 2) == (
        Candidate("The Quill Works Company", "3", "QWKS"),
        Candidate("Quill Motors Co", "1", "QM"),
    )


@pytest.mark.parametrize("typed", ["", "  ", "&", "zzzzqqq"])
async def test_words_like_nobodys_offer_nobody(ledger: Ledger, typed: str) -> None:
    assert await nearest(ledger, typed) == ()


async def test_one_whose_name_alone_begins_so_is_found_and_several_are_offered(ledger: Ledger) -> None:
    assert [each.cik for each in await find_companies(ledger, "national quill")] == ["4"]
    assert await find_companies(ledger, "quill") == []
