from __future__ import annotations

from datetime import date

from bot.ledger.ledger import Ledger
from bot.stages import KnownCompany, KnownTicker


def listed(symbol: str, cik: str, on: date) -> KnownTicker:
    return KnownTicker(symbol, cik, "NASDAQ", on, on, listed=True)


async def test_a_reused_ticker_finds_both_companies_the_latest_bearer_first(ledger: Ledger) -> None:
    await ledger.record_companies([KnownCompany("1", "OLD CO"), KnownCompany("2", "NEW CO")])
    await ledger.record_listed([listed("ZZZ", "1", date(2004, 1, 1)), listed("ZZZ", "2", date(2026, 1, 1))])
    assert [one.name for one in await ledger.companies_by_ticker("zzz")] == ["NEW CO", "OLD CO"]


async def test_a_ticker_that_is_listed_again_widens_its_dates(ledger: Ledger) -> None:
    await ledger.record_companies([KnownCompany("1", "OLD CO")])
    for on in (date(2025, 1, 1), date(2024, 1, 1), date(2026, 1, 1)):
        await ledger.record_listed([listed("ZZZ", "1", on)])
    (company,) = await ledger.companies_by_ticker("ZZZ")
    (ticker,) = company.tickers
    assert (ticker.first_seen, ticker.last_seen) == (date(2024, 1, 1), date(2026, 1, 1))


async def test_former_names_are_names_too(ledger: Ledger) -> None:
    await ledger.record_companies([KnownCompany("1", "NEW CO", former_names=("OLD CO", "OLDER CO"))])
    assert sorted(await ledger.all_names()) == [("1", "NEW CO"), ("1", "OLD CO"), ("1", "OLDER CO")]
    company = await ledger.company("1")
    assert company is not None
    assert company.former_names == ("OLD CO", "OLDER CO")


async def test_ten_thousand_tickers_are_kept_at_once(ledger: Ledger) -> None:
    await ledger.record_listed([listed(f"T{number}", str(number), date(2026, 1, 1)) for number in range(10_000)])
    assert len(await ledger.all_symbols()) == 10_000


async def test_a_ticker_that_another_company_took_is_not_the_old_bearers_any_more(ledger: Ledger) -> None:
    await ledger.record_listed([listed("ZZZ", "1", date(2004, 1, 1)), listed("YYY", "1", date(2004, 1, 1))])
    await ledger.record_listed([listed("ZZZ", "2", date(2026, 1, 1))])
    assert await ledger.current_tickers(["1"]) == {"YYY"}
    assert await ledger.current_tickers(["2"]) == {"ZZZ"}
    assert await ledger.current_tickers(["1", "2"]) == {"YYY", "ZZZ"}
    assert await ledger.current_tickers(["3"]) == frozenset()
