"""The items of a whole day's current reports, from the full-text search: some ten requests instead of one a filing.

What the search does not hold is not in the answer, and says nothing: it is no source of what was filed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from bot.edgar.addresses import Addresses
from bot.edgar.forms import CURRENT_REPORT
from bot.edgar.search import parse_page

DEEPEST = 9_900
"""The last ``from`` that it answers; a busy day of current reports has some 2,000 documents."""

Get = Callable[[str], Awaitable[bytes]]
"""Fetches an answer, or raises the `EdgarFault` that says why not."""


async def items_of_day(get: Get, addresses: Addresses, day: date) -> dict[str, tuple[str, ...]]:
    """Accession number to items of the current reports that were filed on that day, as far as the search holds them.

    Raises the `EdgarFault` of a page that fails.
    """
    items: dict[str, tuple[str, ...]] = {}
    start = 0
    while start <= DEEPEST:
        page = parse_page(await get(addresses.search_day(day, CURRENT_REPORT, start)))
        items.update({one.accession_number: one.items for one in page.filings if one.items and one.filed == day})
        start += page.hits
        if not page.hits or start >= page.total:
            break
    return items
