"""Form N-PX's categories, as amended in 2022: the public standard that funds report their votes by.

The form lets a vote have several; we give those that the proposal's own category and words support.
"""

from __future__ import annotations

import re

from parsers.report import Category
from parsers.words.categories import plain_words

_BY_CATEGORY: dict[Category, str] = {
    Category.DIRECTOR_ELECTION: "DIRECTOR ELECTIONS",
    Category.SAY_ON_PAY: "SECTION 14A SAY-ON-PAY VOTES",
    Category.SAY_ON_PAY_FREQUENCY: "SECTION 14A SAY-ON-PAY VOTES",
    Category.GOLDEN_PARACHUTE: "SECTION 14A SAY-ON-PAY VOTES",
    Category.AUDITOR_RATIFICATION: "AUDIT-RELATED",
    Category.EQUITY_PLAN: "COMPENSATION",
    Category.CHARTER_AMENDMENT: "CORPORATE GOVERNANCE",
    Category.CAPITAL_STRUCTURE: "CAPITAL STRUCTURE",
    Category.TRANSACTION: "EXTRAORDINARY TRANSACTIONS",
    Category.FUND_MATTER: "INVESTMENT COMPANY MATTERS",
    Category.ADJOURNMENT: "CORPORATE GOVERNANCE",
}

_BY_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(words))
    for name, words in (
        ("ENVIRONMENT OR CLIMATE", r"climate|emission|greenhouse|environment|plastic|packaging|palm oil|water"
        r"|deforest|biodivers|nature loss|oil and gas|renewable|sustainab|nuclear|stranded"),
        ("DIVERSITY, EQUITY, AND INCLUSION", r"diversity|\bdei\b|inclusion|racial|civil rights|gender"
        r"|equal employment|discrimination|\bcei\b"),
        ("HUMAN RIGHTS OR HUMAN CAPITAL/WORKFORCE", r"human rights|worker|labor|workforce|employee|union"
        r"|association|harass|pay gap|pay equity|child|cahra|hotspot|macbride|northern ireland"),
        ("COMPENSATION", r"compensation|\bpay\b|bonus|clawback|retain .{0,20}stock|severance|stock options?"
        r"|golden parachute"),
        ("AUDIT-RELATED", r"auditor|audit firm"),
        ("SHAREHOLDER RIGHTS AND DEFENSES", r"written consent|special (?:\w+ )?meetings?|proxy access|poison pill"
        r"|rights plan|supermajority|super-majority|simple majority|equal shareholder voting|dual[- ]class"
        r"|one vote|recapitali[sz]ation plan|bylaw"),
        ("CORPORATE GOVERNANCE", r"independent (?:board )?chair|chair\w* .{0,30}\bceo\b|separat\w+ .{0,40}chair"
        r"|majority vot|cumulative|elect each director|declassif|board (?:structure|committee|composition)"
        r"|director|governance|annual meeting"),
        ("OTHER SOCIAL ISSUES", r"lobbying|political|charit|censorship|artificial intelligence|\bai\b|\bai-"
        r"|animal|tobacco|weapon|opioid|drug|sweetener|health|social|ethic|bitcoin|privacy|misinformation"
        r"|advertis|tax|risk report|medical"),
    )
)  # fmt: skip
"""The subjects of holders' proposals, in the order that a proposal with several of these words is most about."""

_DEFENCES = re.compile(
    r"declassif|supermajority|super-majority|written consent|special meeting|rights plan|cumulative|majority vot"
)


def npx_categories(category: Category, title: str) -> tuple[str, ...]:
    """The form's categories for a proposal, the foremost first; ``("OTHER",)`` when none fits."""
    plain = plain_words(title)
    if category in _BY_CATEGORY:
        first = _BY_CATEGORY[category]
        defence = category is Category.CHARTER_AMENDMENT and _DEFENCES.search(plain)
        return (first, "SHAREHOLDER RIGHTS AND DEFENSES") if defence else (first,)
    found = tuple(name for name, words in _BY_WORDS if words.search(plain))
    return found or ("OTHER",)
