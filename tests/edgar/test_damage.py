"""Whatever EDGAR may send, reading it ends in a value or in `Malformed`."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.edgar.company import parse_company, parse_older, parse_tickers
from bot.edgar.faults import Malformed
from bot.edgar.header import parse_header_page
from bot.edgar.indexes import parse_listing
from bot.edgar.search import parse_hits
from bot.stages import Filer
from bot.standin.edgar import Registrant
from bot.standin.edgar.pages import (
    company_tickers,
    header_page,
    listing,
    search_hits,
    submission_columns,
    submissions,
)
from tests.edgar.samples import filing

ACME = Registrant("9900201", "Acme Corp", tickers=("ACM",))
FILED = [filing(1, datetime(2026, 3, 2, 17, 0, tzinfo=UTC), ACME)]


def _older(body: bytes) -> object:
    return parse_older(body, Filer("9900201", "Acme Corp"))


READERS: list[tuple[Callable[[bytes], object], bytes]] = [
    (parse_company, submissions(ACME, FILED, ["CIK0009900201-submissions-001.json"])),
    (_older, json.dumps(submission_columns(FILED)).encode()),
    (parse_tickers, company_tickers([ACME])),
    (parse_listing, listing(["master.20260302.idx"])),
    (parse_hits, search_hits(FILED)),
    (parse_header_page, header_page(FILED[0])),
]
EACH = pytest.mark.parametrize(
    ("read", "good"), READERS, ids=["company", "older", "tickers", "listing", "hits", "header"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def _reads_or_refuses(read: Callable[[bytes], object], body: bytes) -> None:
    try:
        assert read(body) is not None
    except Malformed as fault:
        assert fault.reason  # noqa: PT017 - either end is right


@EACH
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_damaged_bytes_are_read_or_refused(read: Callable[[bytes], object], good: bytes, data: st.DataObject) -> None:
    at, dropped = data.draw(st.integers(0, len(good))), data.draw(st.integers(0, 40))
    _reads_or_refuses(read, good[:at] + data.draw(st.binary(max_size=8)) + good[at + dropped :])


@EACH
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_values_of_another_kind_are_read_or_refused(
    read: Callable[[bytes], object], good: bytes, data: st.DataObject
) -> None:
    try:
        document = json.loads(good)
    except ValueError:
        return
    _reads_or_refuses(read, json.dumps(_changed(document, data)).encode())


def _changed(value: object, data: st.DataObject) -> object:
    """The document with one value somewhere in it replaced by anything."""
    if isinstance(value, dict) and value and data.draw(st.integers(0, 5)):
        key = data.draw(st.sampled_from(sorted(value)))
        return {**value, key: _changed(value[key], data)}
    if isinstance(value, list) and value and data.draw(st.integers(0, 5)):
        place = data.draw(st.integers(0, len(value) - 1))
        return [*value[:place], _changed(value[place], data), *value[place + 1 :]]
    return data.draw(JSON)
