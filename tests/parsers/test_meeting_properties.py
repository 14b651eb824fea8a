"""Whatever a filing says, in whatever order: the facts of a meeting are printed in it, where their evidence says."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.company import read_company
from parsers.document import Document
from parsers.header import Header, Registrant
from parsers.meeting import read_meeting
from parsers.passages import find_results
from parsers.report import Kind
from parsers.words.names import name_in_cell, names_in
from tests.parsers.papers import paper

FRAGMENTS = (
    "Item 5.07. Submission of Matters to a Vote of Security Holders.",
    "Item 4. Submission of Matters to a Vote of Security Holders",
    "Item 9.01 Financial Statements and Exhibits.",
    "On May 7, 2020, Acme Corp. (the “Company”) held its annual meeting of stockholders.",
    "The special meeting of unitholders was adjourned to June 4, 2020 and reconvened on",
    "As of March 9, 2020, the record date, 9,000,000 shares were outstanding and entitled to vote,",
    "of which 8,000,000 (88.9%) were represented in person or by proxy, constituting a quorum.",
    "a total of 1,234,567 shares of Class A Common Stock and 2,000 shares of Class B Common Stock",
    "The stockholders elected Ann Lee, Robert Day, Jr. and Dr. Bo Ray (61) by 5,678 votes for and -0- against;",
    "did not approve the proposal",
    "(NYSE: ACM) (TSX: ACM)",
    "RENO, Nev., May 8, 2020 --",
    "yesterday",
    "by written consent dated",
    "4/31/2020",
    "98.2%",
    "(((",
    "“",
    "@0@",
    "~",
    "\u00a0",
)
PIECES = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=12), min_size=1, max_size=6).map(" ".join)
ROWS = st.lists(st.lists(PIECES, min_size=1, max_size=3), min_size=1, max_size=3)
PAPERS = st.builds(
    lambda blocks, kind: paper(*blocks, type=kind),
    st.lists(PIECES | ROWS, min_size=1, max_size=5),
    st.sampled_from(["8-K", "8-K/A", "10-Q", "EX-99.1", ""]),
)
HEADERS = st.sampled_from(
    [Header(), Header(form_type="8-K", filed=dt.date(2020, 5, 12), registrants=(Registrant("ACME CORP", "1"),))]
)


@settings(max_examples=120, deadline=None)
@given(HEADERS, st.lists(PAPERS, min_size=1, max_size=2))
def test_every_fact_is_printed_where_its_evidence_says(header: Header, documents: list[Document]) -> None:
    results = find_results(header, documents)
    facts = read_meeting(results, header, documents)
    company = read_company(header, documents)
    texts = [document.text for document in documents]
    for where, found in (facts.evidence | company.evidence).items():
        assert any(text[found.start : found.end] == found.quote for text in texts), where
    for shares in (facts.meeting.shares_outstanding, facts.meeting.shares_represented):
        assert shares is None or any(f"{shares:,}" in text or str(shares) in text for text in texts)
    assert all(any(ticker.symbol in text for text in texts) for ticker in company.tickers)


@settings(max_examples=120, deadline=None)
@given(HEADERS, st.lists(PAPERS, min_size=1, max_size=2))
def test_a_decision_always_has_its_reason_and_results_their_passages(header: Header, documents: list[Document]) -> None:
    results = find_results(header, documents)
    assert results.reason
    assert (results.kind is Kind.MEETING_RESULTS) == bool(results.passages)
    for passage in results.passages:
        assert passage.blocks
        assert 0 <= passage.span.start <= passage.span.end <= len(passage.document.text)


@settings(max_examples=200, deadline=None)
@given(PIECES)
def test_every_name_is_printed_where_its_span_says(text: str) -> None:
    found = [*names_in(text), *([name] if (name := name_in_cell(text)) else [])]
    for name in found:
        assert " ".join(text[name.span.start : name.span.end].split()) == name.text
