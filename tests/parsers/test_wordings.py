"""However a verdict is worded, and whoever is said to vote, the same result is read, in its own item and as news."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import product

import pytest

from parsers.read import read_report
from tests.parsers.sayings.filings import filing_of
from tests.parsers.sayings.reading import Verdict, judged
from tests.parsers.sayings.saying import Row, Saying

DAY = dt.date(2014, 5, 21)
HOLDERS = (
    "stockholders", "shareholders", "shareowners", "unitholders", "the members", "limited partners",
    "holders of common stock", "the Company's stockholders", "the holders of a majority of the outstanding shares",
)  # fmt: skip
MATTERS = {
    "the appointment of Dunmore LLP as auditors": "auditor_ratification",
    "the 2014 Equity Incentive Plan": "equity_plan",
    "the compensation of the named executive officers, on an advisory basis": "say_on_pay",
    "an amendment to the articles of incorporation to declassify the board": "charter_amendment",
    "the merger with Castine Holdings": "transaction",
    "a one-for-ten reverse stock split": "capital_structure",
}
APPROVING = (
    "approved", "ratified", "confirmed", "endorsed", "adopted", "voted to approve", "voted in favor of", "voted for",
    "gave their approval to", "backed", "passed", "sanctioned", "supported", "authorized", "overwhelmingly approved",
    "accepted",
)  # fmt: skip
REJECTING = (
    "rejected", "did not approve", "voted against", "voted down", "defeated", "declined to approve", "disapproved",
    "failed to approve", "turned down", "did not ratify", "refused to approve", "voted not to approve",
)  # fmt: skip
APPROVED = (
    "was approved", "was ratified", "was confirmed", "was endorsed", "was adopted", "passed", "was passed", "carried",
    "was carried", "received the required vote", "received the requisite approval", "won approval", "was accepted",
    "was duly approved", "has been approved", "was approved by stockholders", "received majority support",
    "gained shareholder approval", "was voted through", "was approved by the required majority",
)  # fmt: skip
REJECTED = (
    "was not approved", "was rejected", "failed", "was defeated", "was not carried", "did not pass", "did not carry",
    "did not receive the requisite vote", "failed to receive the required vote", "was voted down", "was not adopted",
    "fell short of the required vote", "lost", "was not passed", "failed to pass", "was turned down", "was disapproved",
    "did not obtain the necessary votes", "was not ratified", "received insufficient votes",
    "did not receive enough votes to pass", "failed to obtain the required approval",
)  # fmt: skip


def sentences() -> Iterator[tuple[str, Row]]:
    verbs = [*product(["approved"], APPROVING), *product(["not approved"], REJECTING)]
    ends = [*product(["approved"], APPROVED), *product(["not approved"], REJECTED)]
    for (verdict, verb), (matter, category) in product(verbs, MATTERS.items()):
        yield f"At the annual meeting held on May 20, 2014, stockholders {verb} {matter}.", Row(verdict, category)
    for holders, (verdict, verb) in product(HOLDERS, verbs[:6] + verbs[-12:-8]):
        told = f"At the annual meeting on May 20, 2014, {holders} {verb} the 2014 Equity Incentive Plan."
        yield told, Row(verdict, "equity_plan")
    for (verdict, end), (matter, category) in product(ends, MATTERS.items()):
        yield f"At the annual meeting of stockholders on May 20, 2014, {matter} {end}.", Row(verdict, category)
        first = f"{matter[0].upper()}{matter[1:]} {end} at the annual meeting of stockholders held on May 20, 2014."
        yield first, Row(verdict, category)


@pytest.mark.parametrize(
    ("place", "lead"), [("item 5.07", ""), ("item 8.01", ""), ("release", "BOISE, Idaho, May 21, 2014 -- ")]
)
def test_every_wording_tells_its_result(place: str, lead: str) -> None:
    misread = []
    for told, row in sentences():
        saying = Saying(place, DAY, told, (lead + told,), (row,), may_be_flagged=False)
        if judged(saying, read_report(filing_of(saying), "wording.txt")) is not Verdict.RIGHT:
            misread.append(told)
    assert misread == []
