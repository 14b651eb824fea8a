"""A company's own list of filings, its names and tickers."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from bot.edgar.company import parse_company, parse_older, parse_tickers
from bot.edgar.faults import Malformed
from bot.stages import Filer
from bot.standin.edgar import Registrant
from bot.standin.edgar.pages import company_tickers, submission_columns, submissions
from tests.edgar.recordings import shared
from tests.edgar.samples import filing

NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
ACME = Registrant("9900201", "Acme Corp", (("OLD ACME INC", date(2020, 1, 2)),), ("ACM", "ACM-B"))
FILED = [filing(1, NOON, ACME, items=("5.07", "9.01")), filing(2, NOON, ACME, form="10-K", items=())]


def test_names_tickers_and_filings_are_read() -> None:
    page = parse_company(submissions(ACME, FILED, ["CIK0009900201-submissions-001.json"]))
    assert (page.cik, page.name) == ("9900201", "Acme Corp")
    assert [(one.name, one.until) for one in page.former_names] == [("OLD ACME INC", date(2020, 1, 2))]
    assert page.tickers == (("ACM", "Nasdaq"), ("ACM-B", "Nasdaq"))
    assert [one.form_type for one in page.filings] == ["10-K", "8-K"]
    assert page.filings[1].items == ("5.07", "9.01")
    assert page.filings[1].filers == (Filer("9900201", "Acme Corp"),)
    assert [one.name for one in page.older] == ["CIK0009900201-submissions-001.json"]


def test_the_acceptance_times_that_may_lie_are_left_alone() -> None:
    page = parse_company(submissions(ACME, FILED))
    assert {one.accepted for one in page.filings} == {None}


def test_columns_are_found_by_name_in_any_order_and_number() -> None:
    columns = submission_columns(FILED)
    turned = {"core_type": ["x", "y"]} | dict(reversed(columns.items()))
    del turned["items"]
    read = parse_older(json.dumps(turned).encode(), Filer("9900201", "Acme Corp"))
    assert [(one.accession_number[-1], one.items) for one in read] == [("2", ()), ("1", ())]


def test_real_pages_are_read() -> None:
    folder = ("edgar", "samples", "submissions")
    page = parse_company(shared(*folder, "CIK0000320193_2023-08.json").read_bytes())
    assert (page.name, page.tickers, len(page.filings)) == ("Apple Inc.", (("AAPL", "Nasdaq"),), 1000)
    assert [one.name for one in page.older] == ["CIK0000320193-submissions-001.json"]
    told = [one for one in page.filings if "5.07" in one.items]
    assert (told[0].accession_number, told[0].filed) == ("0001140361-23-011192", date(2023, 3, 10))
    older = parse_older(shared(*folder, page.older[0].name).read_bytes(), Filer(page.cik, page.name))
    assert len(older) == 988
    assert [one.items for one in older if one.accession_number == "0000912057-96-023874"] == [("5", "7")]


def test_real_tickers_are_read() -> None:
    listed = parse_tickers(shared("edgar", "samples", "tickers", "company_tickers.json").read_bytes())
    assert len(listed) == 9610
    assert ("789019", "MICROSOFT CORP", "MSFT", None) in listed


def test_the_list_with_exchanges_is_read_by_its_field_names() -> None:
    body = json.dumps({"fields": ["ticker", "cik", "name", "exchange"], "data": [["acm", 9900201, "Acme", "NYSE"]]})
    assert parse_tickers(body.encode()) == (("9900201", "Acme", "ACM", "NYSE"),)
    assert parse_tickers(company_tickers([ACME]))[1] == ("9900201", "Acme Corp", "ACM-B", None)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"0": {}}', b'{"cik": "x"}', b"<html>", b'{"filings": 3, "cik": 1}']
)
def test_what_is_none_of_these_is_malformed(body: bytes) -> None:
    for parse in (parse_company, parse_tickers, lambda data: parse_older(data, Filer("1", "X"))):
        with pytest.raises(Malformed):
            parse(body)
