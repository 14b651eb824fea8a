from __future__ import annotations

from datetime import date

import pytest

from bot.stages import Filing
from bot.worth import bare_alert, worth_fetching
from tests.fakes.filings import HARBOR

TODAY = date(2026, 2, 27)


def of(form_type: str, *items: str, filed: date | None = TODAY) -> Filing:
    return Filing("0001234567-26-000001", form_type, (HARBOR,), items, None, filed)


@pytest.mark.parametrize(
    ("filing", "reason"),
    [
        (of("8-K", "5.07", "9.01"), "Item 5.07"),
        (of("8-K/A", "5.07"), "Item 5.07"),
        (of("8-K12B", "5.07"), "form 8-K12B tells which company follows which"),
        (of("8-K12G3/A", "2.01"), "form 8-K12G3/A tells which company follows which"),
        (of("8-K15D5", "3.03"), "form 8-K15D5 tells which company follows which"),
        (of("8-K"), "its items are not known"),
        (of("8-K", "2.02", "9.01"), "Item 2.02 may bear a release that tells results"),
        (of("8-K", "1.01", "8.01", "7.01"), "Item 7.01, 8.01 may bear a release that tells results"),
        (of("8-K", "5", "7", filed=date(2004, 6, 4)), "filed before Item 5.07 began"),
        (of("8-K", "5", "7", filed=None), "old Item 5"),
        (of("8-K", "1.01", filed=date(2010, 2, 27)), "filed before Item 5.07 began"),
        (of("10-Q"), "Part II Item 4 of a 10-Q"),
        (of("6-K"), "a foreign issuer's report has no items"),
    ],
)
def test_what_may_tell_results_is_fetched_and_says_why(filing: Filing, reason: str) -> None:
    worth = worth_fetching(filing)
    assert (worth.fetch, worth.reason) == (True, reason)


@pytest.mark.parametrize(
    ("filing", "reason"),
    [
        (of("8-K", "1.01", "9.01"), "Item 1.01, 9.01 tells no vote"),
        (of("8-K", "5.02"), "Item 5.02 tells no vote"),
        (of("8-K", "1.01", filed=date(2010, 2, 28)), "Item 1.01 tells no vote"),
        (of("4"), "form 4 tells no vote of security holders"),
        (of("SCHEDULE 13D/A"), "form SCHEDULE 13D/A tells no vote of security holders"),
    ],
)
def test_what_cannot_tell_results_is_not_fetched_and_says_why(filing: Filing, reason: str) -> None:
    worth = worth_fetching(filing)
    assert (worth.fetch, worth.reason) == (False, reason)


def test_only_an_item_507_is_announced_unread() -> None:
    assert bare_alert(of("8-K", "5.07"))
    assert not bare_alert(of("8-K", "8.01"))
