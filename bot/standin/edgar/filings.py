"""Filings that the stand-in serves: what EDGAR would know of each, and when it begins to show what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

EASTERN = ZoneInfo("America/New_York")


@dataclass(frozen=True, slots=True)
class Registrant:
    """A company that a filing was made for. ``former_names`` are ``(name, day it was given up)``."""

    cik: str
    name: str
    former_names: tuple[tuple[str, date], ...] = ()
    tickers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServedFiling:
    """A filing with its times. ``shown_at``: its rows enter the feed; ``text_at``: its documents can be fetched."""

    accession_number: str
    form_type: str
    registrants: tuple[Registrant, ...]
    items: tuple[str, ...]
    accepted: datetime
    filed: date
    shown_at: datetime
    text_at: datetime
    body: bytes = b""
    in_feed: bool = True
    """False for a filing that the feed loses: only the indexes tell of it."""

    @property
    def undashed(self) -> str:
        """The accession number as folder names spell it."""
        return self.accession_number.replace("-", "")

    def shown(self, at: datetime) -> ServedFiling:
        """The same filing, entering the feed and the archive at that moment."""
        return replace(self, shown_at=at, text_at=at)

    def accepted_at(self, at: datetime) -> ServedFiling:
        """The same filing as if accepted, filed and shown at that moment."""
        return replace(self, accepted=at, filed=at.astimezone(EASTERN).date(), shown_at=at, text_at=at)


ITEM_NAMES = {
    "1.01": "Entry into a Material Definitive Agreement",
    "2.02": "Results of Operations and Financial Condition",
    "3.03": "Material Modifications to Rights of Security Holders",
    "5.02": "Departure of Directors or Certain Officers; Election of Directors; Appointment of Certain Officers",
    "5.03": "Amendments to Articles of Incorporation or Bylaws; Change in Fiscal Year",
    "5.07": "Submission of Matters to a Vote of Security Holders",
    "7.01": "Regulation FD Disclosure",
    "8.01": "Other Events",
    "9.01": "Financial Statements and Exhibits",
    "5": "Other events",
    "7": "Financial statements and exhibits",
    "9": "Regulation FD Disclosure",
    "12": "Results of operations and financial condition",
}
"""The names by which a submission's header and the feed call the items of Form 8-K."""

_FIELD = re.compile(r"^[ \t]*([A-Z][A-Z ]+):[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)
_ACCEPTED = re.compile(r"<ACCEPTANCE-DATETIME>(\d{14})")


def read_filing(body: bytes) -> ServedFiling:
    """What EDGAR would know of a submission, read from its own header. Raises ``ValueError`` when it has none."""
    header = body.decode("latin-1").partition("</SEC-HEADER>")[0]
    fields = _FIELD.findall(header)
    accepted = _ACCEPTED.search(header)
    if accepted is None:
        raise ValueError("a submission that the stand-in serves needs an acceptance time in its header")
    at = datetime.strptime(accepted[1], "%Y%m%d%H%M%S").replace(tzinfo=EASTERN).astimezone(UTC)
    return ServedFiling(
        accession_number=_first(fields, "ACCESSION NUMBER"),
        form_type=_first(fields, "CONFORMED SUBMISSION TYPE"),
        registrants=_registrants(fields),
        items=tuple(_item_number(value, at.date()) for name, value in fields if name == "ITEM INFORMATION"),
        accepted=at,
        filed=_day(_first(fields, "FILED AS OF DATE")),
        shown_at=at,
        text_at=at,
        body=body,
    )


LISTED = {"9900101": ("HPKI",), "9900102": ("CSBC",), "9900103": ("TSVL",)}
"""Tickers that companies of the sample filings bear today, by CIK; that of Innovo is dead."""


def sample_filings() -> dict[str, ServedFiling]:
    """The filings that come with the program, by the name of their file without its ending."""
    folder = files("bot.standin") / "filings"
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".txt")), key=lambda entry: entry.name)
    return {entry.name.removesuffix(".txt"): _listed(read_filing(entry.read_bytes())) for entry in found}


def _listed(filing: ServedFiling) -> ServedFiling:
    """The filing of companies with the tickers that they bear today."""
    return replace(
        filing, registrants=tuple(replace(one, tickers=LISTED.get(one.cik, ())) for one in filing.registrants)
    )


def _first(fields: list[tuple[str, str]], name: str) -> str:
    return next(value for field, value in fields if field == name)


def _day(text: str) -> date:
    return datetime.strptime(text, "%Y%m%d").replace(tzinfo=EASTERN).date()


def _item_number(name: str, day: date) -> str:
    old = day < date(2004, 8, 23)
    for number, known in ITEM_NAMES.items():
        if known.lower() == name.lower() and ("." not in number) == old:
            return number
    raise ValueError(f"no item is called {name!r}")


def _registrants(fields: list[tuple[str, str]]) -> tuple[Registrant, ...]:
    found: list[Registrant] = []
    name = old = ""
    for field, value in fields:
        if field == "COMPANY CONFORMED NAME":
            name = value
        elif field == "CENTRAL INDEX KEY":
            found.append(Registrant(str(int(value)), name))
        elif field == "FORMER CONFORMED NAME":
            old = value
        elif field == "DATE OF NAME CHANGE":
            found[-1] = replace(found[-1], former_names=(*found[-1].former_names, (old, _day(value))))
    return tuple(found)
