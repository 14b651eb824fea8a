"""Which filings can tell how a meeting ended, judged by form and items before anything is fetched. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.edgar.forms import tells_a_succession
from bot.stages import Filing

RESULTS = "5.07"
"""Submission of Matters to a Vote of Security Holders."""
RESULTS_SINCE = date(2010, 2, 28)
"""Item 5.07 began (Release 33-9089). Before it an 8-K told results under any item, or not at all."""
MAY_BEAR_A_RELEASE = frozenset({"2.02", "7.01", "8.01"})
"""Items under which a press release (EX-99) may tell results beside or instead of Item 5.07."""
OLD_ITEMS = frozenset({"5", "9", "12"})
"""Other Events, Regulation FD and Results of Operations, as items were numbered until 23 August 2004."""
PERIODIC = ("10-Q", "10-K")
"""Part II Item 4 of these told results until 2010; a company may still report in a timely one."""


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
    if form.startswith(PERIODIC):
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
