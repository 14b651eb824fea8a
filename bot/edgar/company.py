"""A company's own list of filings, with its names and tickers. Pure.

Columns are read by name, for they differ from company to company. Its acceptance times are left alone: they end in
``Z`` and are UTC for some companies and Eastern for others (0001140361-21-010426, 0001493152-25-029712).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.edgar.addresses import is_accession_number
from bot.edgar.faults import Malformed
from bot.stages import Filer, Filing

_ITEM = re.compile(r"\d{1,2}(?:\.\d{2})?")


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a company bore until that day."""

    name: str
    until: date | None


@dataclass(frozen=True, slots=True)
class OlderPage:
    """Where older filings of the company are listed."""

    name: str
    last: date | None
    """The latest filing date on it."""


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """What EDGAR says of a company. ``filings`` are of every form, newest first, each with the company as its filer."""

    cik: str
    name: str
    former_names: tuple[FormerName, ...]
    tickers: tuple[tuple[str, str | None], ...]
    """Today's symbols, with the exchange."""
    filings: tuple[Filing, ...]
    older: tuple[OlderPage, ...]


def parse_company(body: bytes) -> CompanyPage:
    """Read the first page. Raises `Malformed` when it is none."""
    page = _object(body)
    with _or_malformed("list of a company's filings"):
        filer = Filer(str(int(page["cik"])), str(page["name"]))
        older = page["filings"].get("files") or []
        return CompanyPage(
            cik=filer.cik,
            name=filer.name,
            former_names=tuple(
                FormerName(str(one.get("name", "")), _day(one.get("to"))) for one in page.get("formerNames") or []
            ),
            tickers=_tickers(page),
            filings=_rows(page["filings"]["recent"], filer),
            older=tuple(OlderPage(str(one["name"]), _day(one.get("filingTo"))) for one in older if one.get("name")),
        )


def parse_older(body: bytes, filer: Filer) -> tuple[Filing, ...]:
    """Read an older page: the bare columns. Raises `Malformed` when it holds none."""
    columns = _object(body)
    with _or_malformed("older list of a company's filings"):
        return _rows(columns, filer)


def parse_tickers(body: bytes) -> tuple[tuple[str, str, str, str | None], ...]:
    """``(CIK, name, ticker, exchange)`` of either of EDGAR's two lists. Raises `Malformed` when it is neither."""
    listed = _object(body)
    with _or_malformed("list of tickers"):
        rows = _ticker_rows(listed)
        found = tuple((str(int(cik)), str(name), str(symbol).upper(), exchange) for cik, name, symbol, exchange in rows)
    if not found:
        raise Malformed("the list of tickers is empty")
    return found


@contextmanager
def _or_malformed(what: str) -> Iterator[None]:
    """Values of another kind than expected make the answer malformed."""
    try:
        yield
    except (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError) as fault:
        raise Malformed(f"this is no {what}: {fault!r}") from None


def _ticker_rows(listed: Mapping[str, Any]) -> list[list[Any]]:
    if "fields" not in listed:
        return [[one.get("cik_str"), one.get("title"), one.get("ticker"), None] for one in listed.values()]
    places = {str(name): place for place, name in enumerate(listed["fields"])}
    wanted = [places.get(name) for name in ("cik", "name", "ticker", "exchange")]
    return [[_at(row, place) for place in wanted] for row in listed["data"]]


def _object(body: bytes) -> dict[str, Any]:
    try:
        read = json.loads(body)
    except ValueError as fault:
        raise Malformed(f"this is no JSON: {fault}") from None
    if not isinstance(read, dict):
        raise Malformed("this is JSON of another kind")
    return read


def _tickers(page: Mapping[str, Any]) -> tuple[tuple[str, str | None], ...]:
    exchanges = page.get("exchanges") or []
    return tuple(
        (str(symbol).upper(), exchanges[place] if place < len(exchanges) else None)
        for place, symbol in enumerate(page.get("tickers") or [])
    )


def _rows(columns: Mapping[str, Any], filer: Filer) -> tuple[Filing, ...]:
    numbers, forms, days = columns["accessionNumber"], columns["form"], columns["filingDate"]
    if not len(numbers) == len(forms) == len(days):
        raise Malformed("the columns of a list of filings are not of one length")
    items: Sequence[Any] = columns.get("items") or [""] * len(numbers)
    return tuple(
        Filing(
            accession_number=str(number),
            form_type=str(form),
            filers=(filer,),
            items=tuple(_ITEM.findall(str(_at(items, place) or ""))),
            filed=_day(day),
        )
        for place, (number, form, day) in enumerate(zip(numbers, forms, days, strict=True))
        if is_accession_number(str(number))
    )


def _at(row: Sequence[Any], place: int | None) -> Any:
    return row[place] if place is not None and place < len(row) else None


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None
