"""What the stand-in has to serve at a moment: filings that arrive over time, or the pages of a recording."""

from __future__ import annotations

import heapq
import re
from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Protocol

from bot.standin.edgar.filings import EASTERN, Registrant, ServedFiling
from bot.standin.edgar.pages import feed_row

INDEX_WRITTEN = time(22, 15)
"""When the daily index of a day appears, in New York."""


@dataclass(frozen=True, slots=True, order=True)
class FeedRow:
    """A row of the feed in the order of the feed: newest first, and rows of one second mixed."""

    age: float
    """Minus the acceptance time, so that the newest row sorts first."""
    position: int
    """Which of the filing's registrants it is for."""
    accession_number: str
    form_type: str = field(compare=False)
    xml: bytes = field(compare=False)


class FeedSource(Protocol):
    """Where the rows of the feed come from."""

    def rows(self, now: datetime) -> Sequence[FeedRow]:
        """What the feed shows at that moment, newest first."""
        ...


class Shelf:
    """Filings, each shown from its own moment on."""

    def __init__(self, filings: Iterable[ServedFiling] = ()) -> None:
        self.filings: dict[str, ServedFiling] = {}
        self._coming: list[tuple[datetime, int, ServedFiling]] = []
        self._shown: list[FeedRow] = []
        for filing in filings:
            self.add(filing)

    def add(self, filing: ServedFiling) -> None:
        """Put a filing on the shelf."""
        self.filings[filing.accession_number] = filing
        if filing.in_feed:
            heapq.heappush(self._coming, (filing.shown_at, len(self.filings), filing))

    def rows(self, now: datetime) -> Sequence[FeedRow]:
        """The rows of every filing that is shown by now."""
        while self._coming and self._coming[0][0] <= now:
            filing = heapq.heappop(self._coming)[2]
            for position, registrant in enumerate(filing.registrants):
                insort(self._shown, _row(filing, position, registrant))
        return self._shown

    def text(self, accession_number: str, now: datetime) -> ServedFiling | None:
        """A filing whose documents can be fetched by now."""
        filing = self.filings.get(accession_number)
        return filing if filing is not None and filing.text_at <= now else None

    def filed_on(self, day: date) -> list[ServedFiling]:
        """The filings of a daily index."""
        return [filing for filing in self.filings.values() if filing.filed == day]

    def filed_before(self, first: date, after: date) -> list[ServedFiling]:
        """The filings with a filing date from the first day up to, and without, the other."""
        return [filing for filing in self.filings.values() if first <= filing.filed < after]

    def of_company(self, cik: str, now: datetime) -> list[ServedFiling]:
        """A company's filings that can be fetched by now."""
        return [
            filing
            for filing in self.filings.values()
            if filing.text_at <= now and any(registrant.cik == cik for registrant in filing.registrants)
        ]

    def holding(self, phrase: str, form_type: str, now: datetime) -> list[ServedFiling]:
        """The filings whose text holds these words, as words, in this order."""
        wanted = re.compile(rb"\b" + rb"\s+".join(re.escape(word.encode()) for word in phrase.split()) + rb"\b")
        return [
            filing
            for filing in self.filings.values()
            if filing.text_at <= now and filing.form_type.startswith(form_type) and wanted.search(filing.body)
        ]

    def registrants(self) -> dict[str, Registrant]:
        """Every company, by its CIK, as its latest filing describes it."""
        ordered = sorted(self.filings.values(), key=lambda filing: filing.accepted)
        return {registrant.cik: registrant for filing in ordered for registrant in filing.registrants}


def _row(filing: ServedFiling, position: int, registrant: Registrant) -> FeedRow:
    xml = feed_row(filing, registrant)
    return FeedRow(-filing.accepted.timestamp(), position, filing.accession_number, filing.form_type, xml)


def index_written(day: date, now: datetime) -> bool:
    """Whether the daily index of that day exists by now, if it ever does."""
    return now >= datetime.combine(day, INDEX_WRITTEN, EASTERN)


def quarter_start(year: int, quarter: int) -> date:
    """The first day of a quarter; quarter 5 is the next year's first."""
    return date(year + (quarter > 4), 3 * ((quarter - 1) % 4) + 1, 1)


def days(first: date, after: date) -> list[date]:
    """Each day from the first up to, and without, the other."""
    return [first + timedelta(days=number) for number in range((after - first).days)]
