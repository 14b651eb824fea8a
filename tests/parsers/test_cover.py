"""A report that tells no result is laid out as far as its cover page, which says whose it is."""

from __future__ import annotations

from parsers.documents import cover_of, structure
from parsers.gate import could_tell
from parsers.submission import SubmissionDocument, read_submission
from parsers.words.results import RULES

NAME = "<p>ACME CORP.</p><p>(Exact name of registrant as specified in its charter)</p>"
SYMBOLS = (
    "<table><tr><td>Title</td><td>Trading Symbol</td><td>Name of each exchange</td></tr><tr>"
    '<td><ix:nonNumeric name="dei:Security12bTitle" contextRef="c">Common stock</ix:nonNumeric></td>'
    '<td><ix:nonNumeric name="dei:TradingSymbol" contextRef="c">ACME</ix:nonNumeric></td>'
    '<td><ix:nonNumeric name="dei:SecurityExchangeName" contextRef="c">NYSE</ix:nonNumeric></td></tr></table>'
)
GROWTH = '<p>Growth <ix:nonNumeric name="dei:EntityEmergingGrowthCompany" contextRef="c">No</ix:nonNumeric></p>'
BODY = "<p>Revenue rose.</p>" * 4_000


def lone(*parts: str) -> SubmissionDocument:
    (document,) = read_submission(f"<html><body>{''.join(parts)}</body></html>".encode()).documents
    return document


def test_a_cover_that_marks_its_symbols_ends_with_the_table_of_them() -> None:
    whole = lone(NAME, SYMBOLS, GROWTH, BODY)
    cover = structure(cover_of(whole))
    assert cover.text.endswith("Common stock\tACME\tNYSE")
    assert structure(whole).text.startswith(cover.text)
    assert [(fact.name, fact.value) for fact in cover.cover_facts] == [
        ("Security12bTitle", "Common stock"),
        ("TradingSymbol", "ACME"),
        ("SecurityExchangeName", "NYSE"),
    ]


def test_below_a_cover_without_marked_symbols_the_text_is_laid_out_too() -> None:
    text = structure(cover_of(lone(NAME, GROWTH, "<p>Acme Corp. (NYSE: ACME) said so.</p>", BODY))).text
    assert "(NYSE: ACME)" in text
    assert len(text) < len(BODY)


def test_symbols_that_only_the_hidden_header_marks_are_looked_for_in_the_text() -> None:
    hidden = f"<div style='display:none'><ix:header>{SYMBOLS}</ix:header></div>"
    text = structure(cover_of(lone(hidden, NAME, "<p>Acme Corp. (NYSE: ACME) said so.</p>", BODY))).text
    assert "(NYSE: ACME)" in text


def test_a_result_is_told_below_a_cover_and_above_the_symbols_of_one_that_names_an_item_before() -> None:
    told = f"<p>{RULES[0].takes}</p>"
    assert could_tell(lone(NAME, SYMBOLS, told))
    assert could_tell(lone(NAME, "<p>Item 8.01</p>", told, SYMBOLS))
    assert not could_tell(lone(NAME, SYMBOLS, GROWTH, BODY))
