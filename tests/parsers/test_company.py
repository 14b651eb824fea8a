"""Whose filing it is, and under which symbols its securities trade."""

from __future__ import annotations

import dataclasses

import pytest

from parsers.company import read_company
from parsers.document import CoverFact, Span
from parsers.header import Header, Registrant
from parsers.report import Company, Ticker
from parsers.words.tickers import tickers_in
from tests.parsers.papers import paper

BOEING = Header(registrants=(Registrant("BOEING CO", "12927"),))


@pytest.mark.parametrize(
    ("text", "tickers"),
    [
        ("Innovo Group Inc. (NasdaqSC: INNO) announced", [("INNO", "NasdaqSC")]),
        ("Boeing [NYSE: BA] today", [("BA", "NYSE")]),
        ("Acme (NYSE:ACM) said", [("ACM", "NYSE")]),
        ("McEwen Mining (NYSE: MUX) (TSX: MUX)", [("MUX", "NYSE"), ("MUX", "TSX")]),
        ("Acme (NYSE American: ACM; TSX-V: ACX)", [("ACM", "NYSE American"), ("ACX", "TSX-V")]),
        ("Acme (NASDAQ/NMS: HHCA), one of", [("HHCA", "NASDAQ/NMS")]),
        ("Acme (Nasdaq: ACM, ACMW)", [("ACM", "Nasdaq"), ("ACMW", "Nasdaq")]),
        ("Acme (OTC PINK: ACMX)", [("ACMX", "OTC PINK")]),
        ("Berkshire (NYSE: BRK.A)", [("BRK.A", "NYSE")]),
        ("on the Nasdaq Global Select Market under the symbol “ACME.”", [("ACME", "Nasdaq Global Select Market")]),
        ('listed on the New York Stock Exchange under the trading symbol "WMX"', [("WMX", "New York Stock Exchange")]),
        ("pursuant to Nasdaq Listing Rule 5635(d), the shares", []),
        ("the NYSE: a market", []),
    ],
)
def test_symbols_in_running_text(text: str, tickers: list[tuple[str, str]]) -> None:
    assert [(t.symbol, t.exchange) for t in tickers_in(text)] == tickers


def test_a_symbols_span_holds_the_symbol_alone() -> None:
    text = "Acme (NYSE: ACM)"
    found = next(tickers_in(text, offset=7))
    assert text[found.span.start - 7 : found.span.end - 7] == "ACM"


def test_the_cover_names_the_registrant_better_than_the_header() -> None:
    document = paper(
        "Date of Report: May 7, 2020", "THE BOEING COMPANY", "(Exact name of registrant as specified in its charter)"
    )
    facts = read_company(BOEING, [document])
    assert facts.companies == (Company("THE BOEING COMPANY", "12927"),)
    assert facts.evidence["/companies/0/name"].quote == "THE BOEING COMPANY"


def test_a_cover_that_names_another_company_does_not_rename_the_registrant() -> None:
    document = paper("ACME CORP.", "(Exact name of registrant as specified in its charter)")
    assert read_company(BOEING, [document]).companies == (Company("BOEING CO", "12927"),)


def test_several_registrants_keep_the_headers_names() -> None:
    header = Header(registrants=(Registrant("AMEREN CORP", "1002910"), Registrant("UNION ELECTRIC CO", "100826")))
    assert [c.name for c in read_company(header, [paper("Text.")]).companies] == ["AMEREN CORP", "UNION ELECTRIC CO"]


def test_who_filed_by_or_reports_ownership_is_no_registrant() -> None:
    header = Header(registrants=(Registrant("ACME CORP", "1"), Registrant("RAIDER LP", "2", role="FILED BY")))
    assert read_company(header, [paper("Text.")]).companies == (Company("ACME CORP", "1"),)


def test_a_release_names_its_company_before_its_symbol() -> None:
    document = paper("LOS ANGELES, June 4, 2004 -- Innovo Group Inc. (NasdaqSC: INNO) announced today", type="")
    facts = read_company(Header(), [document])
    assert (facts.companies, facts.tickers) == ((Company("Innovo Group Inc."),), (Ticker("INNO", "NasdaqSC"),))
    assert facts.evidence["/tickers/0/symbol"].quote == "INNO"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("On January 9, 2020, Jagged Edge Energy Inc. (the “Company”) held its meeting.", "Jagged Edge Energy Inc."),
        ("The Simply Good Foods Company (the “Company”) held its meeting.", "The Simply Good Foods Company"),
        ("Retail Investments Corp. (“RIC” or the “Company”) said", "Retail Investments Corp."),
        (
            "The Annual Meeting of Shareholders of First Valley Bancshares, Inc. (the “Company”) was held",
            "First Valley Bancshares, Inc.",
        ),
        ("At a meeting of Liberty Property Trust (the “Trust”), holders voted", "Liberty Property Trust"),
    ],
)
def test_a_text_that_defines_the_company_names_it(words: str, name: str) -> None:
    assert read_company(Header(), [paper(words, type="")]).companies == (Company(name),)


def test_shareholders_of_a_company_are_not_part_of_its_name() -> None:
    document = paper(
        "HONOLULU, May 21, 2008 -- Shareholders of Pacific Air, Inc. (Nasdaq: PAIR) today elected", type=""
    )
    assert read_company(Header(), [document]).companies == (Company("Pacific Air, Inc."),)


def test_a_partners_symbol_is_not_the_companys() -> None:
    document = paper("Acme Corp. (NYSE: ACM) will merge with Beta Inc. (Nasdaq: BETA).", type="")
    assert read_company(Header(), [document]).tickers == (Ticker("ACM", "NYSE"),)


def test_the_covers_table_of_securities_gives_symbols_and_exchanges() -> None:
    document = paper(
        "THE BOEING COMPANY",
        "(Exact name of registrant as specified in its charter)",
        [
            ["Title of each class", "Trading Symbol(s)", "Name of each exchange on which registered"],
            ["Common Stock, $5.00 Par Value", "BA", "New York Stock Exchange"],
            ["Depositary Shares", "BA-PRA", "New York Stock Exchange"],
        ],
    )
    assert read_company(BOEING, [document]).tickers == (
        Ticker("BA", "New York Stock Exchange"),
        Ticker("BA-PRA", "New York Stock Exchange"),
    )


def test_cover_facts_of_one_class_belong_together() -> None:
    document = paper("NUAN NASDAQ")
    facts = (
        CoverFact("TradingSymbol", "NUAN", "c1", Span(0, 4)),
        CoverFact("SecurityExchangeName", "NASDAQ", "c1", Span(5, 11)),
    )
    assert read_company(Header(), [dataclasses.replace(document, cover_facts=facts)]).tickers == (
        Ticker("NUAN", "NASDAQ"),
    )


def test_a_symbol_told_twice_in_two_spellings_of_its_market_is_one() -> None:
    document = paper("NYSE", "Boeing Co (NYSE: BA) said. The shares trade as Boeing Co (New York Stock Exchange: BA).")
    assert read_company(BOEING, [document]).tickers == (Ticker("BA", "NYSE"),)


def test_a_text_that_names_nobody_gives_no_company() -> None:
    facts = read_company(Header(), [paper("The annual meeting was held.", type="")])
    assert (facts.companies, facts.tickers, facts.evidence) == ((), (), {})
