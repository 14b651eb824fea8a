"""What is said of the meeting before, and of which matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.slack.messages import alert_messages
from bot.slack.messages.before import matters_before, turnout_before
from parsers.report import Category, FactDoubt, Meeting, Outcome, Proponent, Proposal
from tests.slack import meetings
from tests.slack.reading import said

THEN = Meeting(date=date(2025, 5, 15), shares_outstanding=100, shares_represented=84)
LOBBYING = "Stockholder proposal on a report of lobbying payments"
PLAN = "Approval of the amended and restated 2019 Incentive Plan"


def asked(title: str, votes_for: int = 60, *, holder: bool = True, reasons: tuple[str, ...] = ()) -> Proposal:
    return meetings.matter(
        "4",
        Category.SHAREHOLDER_PROPOSAL if holder else Category.EQUITY_PLAN,
        title,
        meetings.counted(votes_for, 100 - votes_for),
        Outcome.APPROVED,
        proponent=Proponent.SHAREHOLDER if holder else Proponent.MANAGEMENT,
        review_reasons=reasons,
    )


def compared(now: list[Proposal], then: list[Proposal]) -> dict[int, str]:
    return matters_before(meetings.report(*now), meetings.report(*then, meeting=THEN))


def test_say_on_pay_and_the_auditor_are_compared_whatever_their_titles_say() -> None:
    pay = meetings.say_on_pay(meetings.counted(60, 40))
    before = replace(pay, title="To approve, on an advisory basis, executive pay", votes=meetings.counted(90, 10))
    assert compared([pay], [before]) == {0: "At the meeting before on May 15, 2025: 90.0% for (−30.0 points since)"}


@pytest.mark.parametrize(("title", "holder"), [(LOBBYING, True), (PLAN, False)])
def test_another_matter_is_compared_under_the_very_same_title(title: str, holder: bool) -> None:
    now, then = asked(title, 60, holder=holder), asked(title.upper(), 55, holder=holder)
    expected = "At the meeting before on May 15, 2025, under the same title: 55.0% for (+5.0 points since)"
    assert compared([meetings.auditor(), now], [then]) == {1: expected}


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ([asked("Stockholder proposal")], [asked("Stockholder proposal")]),
        ([asked(LOBBYING)], [asked(f"{LOBBYING} abroad")]),
        ([asked(LOBBYING)], [asked(LOBBYING, holder=False)]),
        ([asked(LOBBYING)], [asked(LOBBYING), asked(LOBBYING)]),
        ([asked(LOBBYING), asked(LOBBYING)], [asked(LOBBYING)]),
        ([asked(LOBBYING)], [asked(LOBBYING, reasons=("the totals differ",))]),
        ([asked(LOBBYING)], [replace(asked(LOBBYING), votes=meetings.withheld(60, 40))]),
        ([meetings.auditor(), meetings.auditor()], [meetings.auditor()]),
    ],
    ids=["no name", "another", "category", "two then", "two now", "in doubt", "other votes", "two auditors"],
)
def test_what_is_not_surely_the_same_matter_is_not_compared(now: list[Proposal], then: list[Proposal]) -> None:
    assert compared(now, then) == {}


def test_turnout_is_compared_where_both_meetings_tell_theirs() -> None:
    now, then = meetings.report(), meetings.report(meeting=THEN)
    assert turnout_before(now, then) == "84.0% at the meeting before"
    assert turnout_before(now, replace(then, meeting=replace(THEN, shares_represented=None))) == ""
    assert turnout_before(now, replace(then, review_reasons=("which record date",))) == ""
    unsure = replace(THEN, doubts=(FactDoubt("shares_outstanding", "two figures differ"),))
    assert turnout_before(now, replace(then, meeting=unsure)) == ""
    assert turnout_before(now, None) == ""


def test_the_alert_and_its_text_alone_say_both() -> None:
    then = meetings.report(asked(LOBBYING), meetings.say_on_pay(meetings.counted(90, 10)), meeting=THEN)
    message = alert_messages(meetings.alert(meetings.say_on_pay_failed()), (), previous=then)[0]
    for shown in (said(message), message.text):
        assert "(86.1%; 84.0% at the meeting before)" in shown
        assert "At the meeting before on May 15, 2025: 90.0% for" in shown
