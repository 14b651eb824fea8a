"""Doors through which bytes of strangers come in, each with samples of what usually comes.

A target returns for what is read and for what is refused in our own words. Anything else that it raises is a finding.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from bot.edgar.faults import Malformed
from bot.edgar.feed import parse_feed
from bot.edgar.indexes import check_daily, parse_master
from bot.rules import rule_fault
from bot.standin.edgar import ServedFiling, sample_filings
from bot.standin.edgar.pages import feed_page, feed_row, master_index
from config.watchlist import parse_watchlist
from parsers.documents import structure
from parsers.errors import Unreadable
from parsers.read import read_report
from parsers.schema import report_from_json, report_to_json
from parsers.submission import read_submission
from tests.fuzz.payloads import SAMPLES, signed_request

REPOSITORY = Path(__file__).parents[2]
LONGEST_INPUT = 40_000
"""Bytes. What is longer is tried for its length alone, in the tests of limits."""
DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Target:
    name: str
    take: Callable[[bytes], None]
    samples: Callable[[], list[bytes]]
    words: tuple[bytes, ...]
    """What the format is made of, for whoever damages a sample."""


def take_feed(data: bytes) -> None:
    with suppress(Malformed):
        parse_feed(data)


def take_index(data: bytes) -> None:
    with suppress(Malformed):
        check_daily(parse_master(data), DAY)


def take_submission(data: bytes) -> None:
    with suppress(Unreadable):
        for document in read_submission(data).documents:
            laid = structure(document)
            assert all(block.span.end <= len(laid.text) for block in laid.blocks)


def take_report(data: bytes) -> None:
    with suppress(Unreadable):
        report = read_report(data, "filing.htm")
        assert report_from_json(json.loads(json.dumps(report_to_json(report)))) == report


def take_watchlist(data: bytes) -> None:
    """The file's bytes are UTF-8 or refused before; what an editor makes of the rest is kept as surrogates."""
    _, faults = parse_watchlist(data.decode("utf-8", "surrogateescape"), rule_fault)
    assert all(fault.line >= 1 for fault in faults)


@cache
def _served() -> list[ServedFiling]:
    return [filing.accepted_at(NOW) for filing in sample_filings().values()]


def feeds() -> list[bytes]:
    rows = [feed_row(filing, filing.registrants[0]) for filing in _served()]
    return [feed_page(rows, NOW), feed_page([], NOW)]


def indexes() -> list[bytes]:
    return [master_index(_served(), DAY, daily=True), master_index(_served(), DAY, daily=False)]


def submissions() -> list[bytes]:
    return [filing.body for filing in _served()]


def documents() -> list[bytes]:
    return [path.read_bytes() for path in sorted((REPOSITORY / "tests" / "corpus").glob("*/filing.*"))]


def watchlists() -> list[bytes]:
    return [path.read_bytes() for path in sorted((REPOSITORY / "config").glob("watchlist.*.toml"))]


def payloads() -> list[bytes]:
    return list(SAMPLES)


_XML = (b"<entry>", b"</entry>", b"<feed", b"<updated>", b"<!DOCTYPE a [", b"<!ENTITY a '&a;'>", b"&a;", b"<![CDATA[")
_MARKUP = (b"<table>", b"<tr>", b"<td colspan=1000>", b"</td>", b"<!--", b"&#x110000;", b"&#xD800;", b"\xed\xa0\x80")
_SGML = (b"<DOCUMENT>", b"<TYPE>8-K", b"<TEXT>", b"</TEXT>", b"<SEC-HEADER>", b"FILER:", b"COMPANY DATA:", b"<PAGE>\n")
_VOTES = (b"Item 5.07", b"For", b"Against", b"Withheld", b"Broker Non-Votes", b"1,234,567", b"$", b"--", b"elected")
_TOML = (b"[[channels]]", b"channel = ", b'"""', b"'''", b"[", b"{", b"only = ", b"1e999", b"#", b"failures")
_JSON = (
    b'"\\ud800"',
    b"null",
    b"[]",
    b"{}",
    b"\xed\xa0\x80",
    b"%00",
    b"\0",
    b'"page": -1',
    b"say-on-pay below ",
    b"9" * 30,
)

TARGETS = {
    one.name: one
    for one in (
        Target("feed", take_feed, feeds, _XML),
        Target("index", take_index, indexes, (b"|8-K|", b"|", b"\n-----\n", b"edgar/data/1/0001234567-26-000001.txt")),
        Target("submission", take_submission, submissions, _SGML + _MARKUP),
        Target("report", take_report, documents, _MARKUP + _VOTES),
        Target("slack", signed_request, payloads, _JSON),
        Target("watchlist", take_watchlist, watchlists, _TOML),
    )
}
