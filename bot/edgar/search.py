"""EDGAR's full-text search: which filings hold a phrase. Pure reading of its answers.

It knows documents since 2001, under today's names, and lags half a minute behind the feed; it is no source of news.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.edgar.addresses import is_accession_number
from bot.edgar.faults import Malformed
from bot.stages import Filer, Filing

_DISPLAYED = re.compile(r"(?P<name>.*?)(?:\s{2,}\([A-Z0-9., -]+\))?\s*\(CIK (?P<cik>\d{1,10})\)\s*")


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of an answer."""

    filings: tuple[Filing, ...]
    """Each once, though every document of it counts."""
    hits: int
    """Documents on this page."""
    total: int
    """Documents of the whole answer, as far as the search counts them."""


def parse_page(body: bytes) -> SearchPage:
    """Read a page. Raises `Malformed` when it is no answer."""
    try:
        answer = json.loads(body)["hits"]
        sources = [hit["_source"] for hit in answer["hits"]]
        found = {str(source["adsh"]): _filing(source) for source in reversed(sources)}
        total = int(answer.get("total", {}).get("value", len(sources)))
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Malformed(f"this is no answer of the full-text search: {fault!r}") from None
    filings = tuple(filing for number, filing in reversed(found.items()) if is_accession_number(number))
    return SearchPage(filings, len(sources), total)


def parse_hits(body: bytes) -> tuple[Filing, ...]:
    """The filings of an answer's first page. Raises `Malformed` when it is no answer."""
    return parse_page(body).filings


def _filing(source: Mapping[str, Any]) -> Filing:
    return Filing(
        accession_number=str(source["adsh"]),
        form_type=str(source.get("form") or source.get("file_type") or ""),
        filers=tuple(filer for name in source["display_names"] if (filer := _filer(str(name)))),
        items=tuple(str(item) for item in source.get("items") or ()),
        filed=date.fromisoformat(str(source["file_date"])),
    )


def _filer(displayed: str) -> Filer | None:
    """``INTEL CORP  (INTC)  (CIK 0000050863)``: two spaces stand before tickers, one inside names."""
    named = _DISPLAYED.fullmatch(displayed)
    return Filer(str(int(named["cik"])), named["name"]) if named else None


def frequent_filers(filings: Iterable[Filing], at_most: int = 3) -> list[Filer]:
    """Who made most of these filings: the first, and others that made at least a third as many."""
    counted: Counter[str] = Counter()
    names: dict[str, str] = {}
    for filing in filings:
        for filer in filing.filers:
            counted[filer.cik] += 1
            names.setdefault(filer.cik, filer.name)
    most = counted.most_common(at_most)
    return [Filer(cik, names[cik]) for cik, times in most if times * 3 >= most[0][1]]
