"""Which filings can tell how a meeting ended, judged by form and items before anything is fetched. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.edgar.forms import is_current_report, is_periodic, tells_a_succession
from bot.stages import Filing

RESULTS = "5.07"
"""Submission of Matters to a Vote of Security Holders."""
RESULTS_SINCE = date(2010, 2, 28)
"""Item 5.07 began (Release 33-9089). Before it an 8-K told results under any item, or not at all."""
MAY_BEAR_A_RELEASE = frozenset({"2.02", "7.01", "8.01"})
"""Items under which a press release (EX-99) may tell results beside or instead of Item 5.07."""
OLD_ITEMS = frozenset({"5", "9", "12"})
"""Other Events, Regulation FD and Results of Operations, as items were numbered until 23 August 2004."""
NEW_ITEMS_SINCE = date(2004, 8, 23)
"""From then on an 8-K's items are numbered 1.01 to 9.01, and what the indexes say of them can be trusted."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Whether a filing is to be fetched, and why or why not."""

    fetch: bool
    reason: str


def worth_fetching(filing: Filing) -> Worth:
    """Decide by form type, items and filing date. What is unknown speaks for fetching."""
    form = filing.form_type.upper()
    if tells_a_succession(form):
        return Worth(True, f"form {filing.form_type} tells which company follows which")
    if form.startswith("8-K"):
        return _current_report(filing)
    if is_periodic(form):
        return Worth(True, f"Part II Item 4 of a {filing.form_type}")
    if form.startswith("6-K"):
        return Worth(True, "a foreign issuer's report has no items")
    return Worth(False, f"form {filing.form_type} tells no vote of security holders")


def bare_alert(filing: Filing) -> bool:
    """Whether those who watch the company should hear of the filing even if it cannot be read."""
    return RESULTS in filing.items


def _current_report(filing: Filing) -> Worth:
    items = set(filing.items)
    if not items:
        return Worth(True, "its items are not known")
    if RESULTS in items:
        return Worth(True, f"Item {RESULTS}")
    if filing.filed is not None and filing.filed < RESULTS_SINCE:
        return Worth(True, f"filed before Item {RESULTS} began")
    if old := sorted(items & OLD_ITEMS):
        return Worth(True, f"old Item {', '.join(old)}")
    if bearing := sorted(items & MAY_BEAR_A_RELEASE):
        return Worth(True, f"Item {', '.join(bearing)} may bear a release that tells results")
    return Worth(False, f"Item {', '.join(sorted(items))} tells no vote")


def worth_of_history(filing: Filing) -> Worth:
    """Whether an old filing is fetched. Stricter than for a new one: since 2010 results stand under Item 5.07.

    Before, they stood in Part II Item 4 of a 10-Q and Item 4 of a 10-K, and an 8-K told them only if it cared to.
    """
    if is_periodic(filing.form_type) and filing.filed is not None and filing.filed < RESULTS_SINCE:
        return worth_fetching(filing)
    if not is_current_report(filing.form_type):
        return Worth(False, f"form {filing.form_type} is not looked at")
    if tells_a_succession(filing.form_type):
        return worth_fetching(filing)
    if filing.items and filing.filed is not None and filing.filed >= RESULTS_SINCE:
        return Worth(RESULTS in filing.items, f"items {', '.join(filing.items)}")
    if filing.filed is not None and filing.filed < NEW_ITEMS_SINCE:
        return Worth(True, "filed while items were numbered otherwise, and often wrongly listed")
    return worth_fetching(filing)


def items_decide(filing: Filing) -> bool:
    """Whether the small header page, with its items, may save fetching the rest."""
    if tells_a_succession(filing.form_type):
        return False
    return not filing.items and filing.filed is not None and filing.filed >= RESULTS_SINCE
