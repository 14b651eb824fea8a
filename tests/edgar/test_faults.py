"""How one refusal is told from another, by the answer alone."""

from __future__ import annotations

import pytest

from bot.edgar.faults import Expected, Kind, classify

FEED = "https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&type=8-K&start=0"
DEEP = "https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&type=8-K&start=5100"
INDEX = "https://www.sec.gov/Archives/edgar/daily-index/2026/QTR1/master.20260302.idx"
HTML, XML, ATOM, TEXT = "text/html", "application/xml", "application/atom+xml", "text/plain"

RATE = b"<!DOCTYPE html><html><head><title>SEC.gov | Request Rate Threshold Exceeded</title>"
UNDECLARED = RATE + b"<h1>Your Request Originates from an Undeclared Automated Tool</h1>"
MAINTENANCE = b"<html><head><title>SEC.gov | File Unavailable</title>undergoing maintenance"
MISSING = b'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'
NO_KEY = b'<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>'
OTHER = b"<html><head><title>Access Denied</title><H1>Access Denied</H1>"


@pytest.mark.parametrize(
    ("status", "content_type", "head", "url", "expected", "kind"),
    [
        (200, ATOM, b"<?xml version='1.0'?><feed>", FEED, Expected.ATOM, Kind.OK),
        (304, "", b"", INDEX, Expected.TEXT, Kind.NOT_MODIFIED),
        (302, HTML, b"", FEED, Expected.ATOM, Kind.REDIRECT),
        (403, HTML, RATE, FEED, Expected.ATOM, Kind.RATE_BLOCKED),
        (403, HTML, RATE, INDEX, Expected.TEXT, Kind.RATE_BLOCKED),
        (429, TEXT, b"", FEED, Expected.ATOM, Kind.RATE_BLOCKED),
        (200, HTML, RATE, FEED, Expected.ATOM, Kind.RATE_BLOCKED),
        (200, ATOM, RATE, INDEX, Expected.TEXT, Kind.RATE_BLOCKED),
        (200, HTML, RATE, INDEX, Expected.HTML, Kind.RATE_BLOCKED),
        (403, HTML, UNDECLARED, FEED, Expected.ATOM, Kind.UNDECLARED_AGENT),
        (403, XML, MISSING, INDEX, Expected.TEXT, Kind.NOT_THERE),
        (404, XML, NO_KEY, INDEX, Expected.JSON, Kind.NOT_THERE),
        (404, HTML, b"<html>Not found", INDEX, Expected.TEXT, Kind.NOT_THERE),
        (404, HTML, b"<html>Not found", FEED, Expected.ATOM, Kind.UNAVAILABLE),
        (403, HTML, OTHER, INDEX, Expected.TEXT, Kind.RATE_BLOCKED),
        (403, "", b"", INDEX, Expected.TEXT, Kind.RATE_BLOCKED),
        (503, HTML, MAINTENANCE, FEED, Expected.ATOM, Kind.UNAVAILABLE),
        (503, HTML, MAINTENANCE, DEEP, Expected.ATOM, Kind.PAGING_END),
        (200, HTML, MAINTENANCE, FEED, Expected.ATOM, Kind.UNAVAILABLE),
        (500, HTML, b"", FEED, Expected.ATOM, Kind.UNAVAILABLE),
        (200, HTML, b"<html><body>hello", FEED, Expected.ATOM, Kind.MALFORMED),
        (200, TEXT, b"\xef\xbb\xbf\n<!-- x -->\n<!DOCTYPE html>", INDEX, Expected.TEXT, Kind.MALFORMED),
        (200, TEXT, b"plain", FEED, Expected.HTML, Kind.MALFORMED),
        (418, TEXT, b"", FEED, Expected.ATOM, Kind.MALFORMED),
    ],
)
def test_an_answer_is_judged_by_status_type_and_first_words(
    status: int, content_type: str, head: bytes, url: str, expected: Expected, kind: Kind
) -> None:
    verdict = classify(status, content_type, head, url, expected)
    assert verdict.kind is kind, verdict.reason
    assert verdict.reason


def test_a_403_that_nobody_knows_is_a_refusal_and_never_a_missing_file() -> None:
    assert classify(403, HTML, b"<html>who knows", INDEX, Expected.TEXT).kind is Kind.RATE_BLOCKED


def test_a_submission_that_speaks_of_request_rates_is_not_a_block() -> None:
    text = b"<SEC-DOCUMENT>0000000000-26-000001.txt\nwe wrote: Request Rate Threshold Exceeded"
    assert classify(200, TEXT, text, INDEX, Expected.TEXT).kind is Kind.OK
