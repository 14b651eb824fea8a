"""What a proposal is about."""

from __future__ import annotations

import pytest

from parsers.report import Category, Proponent
from parsers.words.categories import subject
from parsers.words.category_rules import RULES, Rule
from parsers.words.npx import npx_categories


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_each_rule_takes_its_sentence_and_leaves_the_other(rule: Rule) -> None:
    assert subject(rule.takes).rule == rule.name
    assert subject(rule.refuses).rule != rule.name


TITLES = """
auditor_ratification|To ratify the appointment of Peter Sullivan LLP as our registered public accounting firm
auditor_ratification|Appointment of auditors
auditor_ratification|Re-appoint KPMG as auditors and authorize the directors to fix their remuneration
auditor_ratification|Ratification of the Audit Committee's selection of PwC
director_election|1. To elect three directors to serve for a three-year term
director_election|Proposal No. 1: The election of eleven (11) nominees to the Board of Directors
director_election|Voted to elect each of the 12 nominees for director
director_election|The election of trustees
say_on_pay|Non-binding advisory vote on the compensation paid to our named executive officers
say_on_pay|Approval, on an advisory basis, of the compensation of our named executive officers
say_on_pay|"Say-on-pay" proposal
say_on_pay|Advisory vote on executive compensation, including compensation under the 2010 incentive plan
say_on_pay_frequency|Advisory vote on whether a vote on pay should be held every one, two or three years
say_on_pay_frequency|Say-on-frequency
golden_parachute|Advisory (non-binding) vote on the golden parachute compensation
golden_parachute|Advisory vote on the merger-related named executive officer compensation
equity_plan|Approve the material terms of the performance goals under the Executive Annual Incentive Plan
equity_plan|To approve the stock option exchange program
equity_plan|Increase in authorized shares under the 1995 Stock Plan
equity_plan|The 2025 CEO Performance Award
charter_amendment|Amend the Articles of Incorporation to change the company's name to ABC Corp.
charter_amendment|Eliminate supermajority voting
charter_amendment|Approval of officer exculpation amendment
charter_amendment|Amendment of the charter to permit stockholder action by written consent
charter_amendment|To approve the Reincorporation Merger into Delaware
capital_structure|Amendment to the Articles to increase authorized common stock from 100,000,000 to 200,000,000 shares
capital_structure|Approve a one-for-ten reverse stock split
capital_structure|Approval, under Nasdaq Listing Rule 5635(d), of the issuance of shares upon exercise of warrants
capital_structure|Approve the issuance of shares of common stock pursuant to the merger agreement
capital_structure|Authorize the Company to sell shares of its common stock at a price below net asset value
transaction|To adopt the Agreement and Plan of Merger, dated as of May 1, 2019, by and among A, B and C
transaction|The Business Combination Proposal
transaction|The Extension Amendment Proposal
transaction|Plan of Complete Liquidation and Dissolution
transaction|Reorganization of the Growth Fund into the Value Fund
fund_matter|Approve a new Investment Advisory Agreement with XYZ Advisers
fund_matter|To change the fundamental investment policy regarding lending
adjournment|To adjourn the meeting, if necessary, to solicit additional proxies for the merger
shareholder_proposal|Stockholder proposal to declassify the board
shareholder_proposal|A proposal submitted by a shareholder regarding executive severance agreements
shareholder_proposal|Report on lobbying
shareholder_proposal|A stockholder floor proposal on parking
shareholder_proposal|Proposal asking the Board to publish its travel costs
capital_structure|The “Conversion Proposal”
capital_structure|Issue of Series C Preferred Stock, withdrawn before the special meeting
shareholder_proposal|Shareowner proposal: executive compensation clawback policy
other|Transaction of such other business as may properly come before the meeting
other|Ratification of the stockholder rights plan
other|Fixing the number of directors to be elected at eight
"""


@pytest.mark.parametrize(("category", "title"), [line.split("|") for line in TITLES.strip().splitlines()])
def test_titles_of_the_usual_kinds_get_the_finest_category_that_fits(category: str, title: str) -> None:
    assert subject(title).category == category


def test_words_around_a_title_tell_when_the_title_does_not() -> None:
    found = subject(
        "Proposal 4", "Proposal 4. The stockholders did not approve a stockholder proposal on political spending."
    )
    assert (found.category, found.proponent) == (Category.SHAREHOLDER_PROPOSAL, Proponent.SHAREHOLDER)


def test_pay_of_a_merger_is_told_by_the_text_where_the_title_only_speaks_of_pay() -> None:
    title = "Advisory Compensation Proposal"
    of_a_merger = "Holders approved compensation that may become payable to executives in connection with the Merger."
    assert subject(title, of_a_merger).category is Category.GOLDEN_PARACHUTE
    assert subject(title, "Holders approved the compensation of our executives.").category is Category.SAY_ON_PAY


def test_a_heading_elsewhere_can_say_that_a_holder_put_it() -> None:
    assert subject("Declassify the board", by_holder=True).proponent is Proponent.SHAREHOLDER
    assert subject("Declassify the board", by_holder=False).category is Category.CHARTER_AMENDMENT


def test_a_company_named_like_a_cause_does_not_make_a_holders_proposal() -> None:
    found = subject("Reincorporate Chase Packaging Corporation from Texas to Delaware")
    assert (found.category, found.proponent) == (Category.CHARTER_AMENDMENT, Proponent.MANAGEMENT)


@pytest.mark.parametrize(
    ("category", "title", "npx"),
    [
        (Category.SAY_ON_PAY, "Say on pay", ("SECTION 14A SAY-ON-PAY VOTES",)),
        (
            Category.CHARTER_AMENDMENT,
            "Declassify the Board",
            ("CORPORATE GOVERNANCE", "SHAREHOLDER RIGHTS AND DEFENSES"),
        ),
        (
            Category.SHAREHOLDER_PROPOSAL,
            "Report on climate lobbying",
            ("ENVIRONMENT OR CLIMATE", "OTHER SOCIAL ISSUES"),
        ),
        (Category.OTHER, "Other business", ("OTHER",)),
    ],
)
def test_form_npx_categories_follow_the_category_and_the_words(
    category: Category, title: str, npx: tuple[str, ...]
) -> None:
    assert npx_categories(category, title) == npx
