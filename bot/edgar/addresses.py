"""Where things are on EDGAR. Built from the configured hosts alone, so that another host can stand in for all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode, urlsplit

from bot.stages import Filing

_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")
_CIK = re.compile(r"[0-9]{1,10}")
_ARCHIVE_PATH = re.compile(r"edgar/data/\d{1,10}/(\d{18}/)?\d{10}-\d{2}-\d{6}\.txt")
_SUBMISSIONS_PAGE = re.compile(r"CIK\d{10}-submissions-\d{3}\.json")

LAST_START = 5000
"""The deepest ``start`` that the feed answers; beyond it comes a 503 (measured on five crawls)."""
PAGE_ROWS = 100
"""The most rows that one page of the feed holds."""


def quarter(day: date) -> int:
    """1 to 4."""
    return (day.month - 1) // 3 + 1


def is_accession_number(text: str) -> bool:
    """Whether this is an accession number in its canonical form, ``0001104659-25-120461``."""
    return _ACCESSION.fullmatch(text) is not None


def is_cik(text: str) -> bool:
    """Whether it is a company's number: up to ten digits, with noughts before it or without."""
    return _CIK.fullmatch(text) is not None


def is_archive_path(text: str) -> bool:
    """Whether this is a path to a submission, as an index names it: ``edgar/data/844143/0001015402-04-002424.txt``."""
    return _ARCHIVE_PATH.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Addresses:
    """The hosts, each a base URL without a slash at its end. ``public`` is what people are shown, never fetched."""

    www: str = "https://www.sec.gov"
    data: str = "https://data.sec.gov"
    search: str = "https://efts.sec.gov"
    public: str = "https://www.sec.gov"

    def __post_init__(self) -> None:
        for name in ("www", "data", "search", "public"):
            base = getattr(self, name).rstrip("/")
            if urlsplit(base).scheme not in {"http", "https"} or not urlsplit(base).hostname:
                raise ValueError(f"the EDGAR address {base!r} is not an http or https URL")
            object.__setattr__(self, name, base)

    def allows(self, url: str) -> bool:
        """Whether the URL is on one of the configured hosts: same scheme, host and port, and nothing in front of it."""
        parts = urlsplit(url)
        if parts.username is not None or parts.password is not None:
            return False
        return _origin(url) in {_origin(self.www), _origin(self.data), _origin(self.search)}

    def current(self, form_type: str, start: int, count: int = PAGE_ROWS) -> str:
        """A page of the current-filings feed. ``form_type`` is a prefix: ``8-K`` brings ``8-K/A``, ``8-K12B``…"""
        query = {
            "action": "getcurrent",
            "type": form_type,
            "company": "",
            "dateb": "",
            "owner": "include",
            "start": start,
            "count": count,
            "output": "atom",
        }
        return f"{self.www}/cgi-bin/browse-edgar?{urlencode(query)}"

    def submission(self, filing: Filing) -> str:
        """The complete submission, in the folder of the filing's first filer."""
        return f"{self.www}{_folder(filing)}/{filing.accession_number}.txt"

    def flat_submission(self, filing: Filing) -> str:
        """The same file at the address that the indexes print, without a folder of its own."""
        return f"{self.www}/Archives/edgar/data/{_cik(filing)}/{_accession(filing)}.txt"

    def header_page(self, filing: Filing) -> str:
        """The small page with the submission's header and its list of documents."""
        return f"{self.www}{_folder(filing)}/{filing.accession_number}-index-headers.html"

    def filing_page(self, filing: Filing) -> str:
        """The page that people open."""
        return f"{self.public}{_folder(filing)}/{filing.accession_number}-index.htm"

    def daily_master(self, day: date) -> str:
        """The index of the filings with that filing date. There is none for days on which EDGAR was closed."""
        return f"{self.www}/Archives/edgar/daily-index/{day.year}/QTR{quarter(day)}/master.{day:%Y%m%d}.idx"

    def daily_listing(self, day: date) -> str:
        """The list of the daily indexes of that day's quarter."""
        return f"{self.www}/Archives/edgar/daily-index/{day.year}/QTR{quarter(day)}/index.json"

    def quarter_master(self, year: int, quarter_number: int) -> str:
        """The index of a whole quarter, up to the previous business day, compressed."""
        return f"{self.www}/Archives/edgar/full-index/{year}/QTR{quarter_number}/master.gz"

    def submissions(self, cik: str) -> str:
        """A company's filings, newest first, with its names and tickers."""
        return f"{self.data}/submissions/CIK{int(_checked(_CIK, cik)):010d}.json"

    def submissions_page(self, name: str) -> str:
        """An older page of a company's filings, by the name that the first page gives it."""
        return f"{self.data}/submissions/{_checked(_SUBMISSIONS_PAGE, name)}"

    def search_text(self, phrase: str, forms: str, start: int = 0) -> str:
        """Filings since 2001 of which a document holds these words in this order."""
        query = {"q": f'"{phrase.replace(chr(34), " ")}"', "forms": forms, "from": start}
        return f"{self.search}/LATEST/search-index?{urlencode(query)}"

    def search_day(self, day: date, forms: str, start: int = 0) -> str:
        """The documents of filings of these forms with that filing date, a hundred at a time."""
        query = {"q": "", "forms": forms, "dateRange": "custom", "startdt": day, "enddt": day, "from": start}
        return f"{self.search}/LATEST/search-index?{urlencode(query)}"

    def tickers(self) -> str:
        """Today's tickers of today's companies."""
        return f"{self.www}/files/company_tickers.json"

    def tickers_exchange(self) -> str:
        """The same, with the exchange."""
        return f"{self.www}/files/company_tickers_exchange.json"


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        return (parts.scheme, "", None)
    return (parts.scheme, (parts.hostname or "").lower(), port or {"http": 80, "https": 443}.get(parts.scheme))


def _checked(shape: re.Pattern[str], text: str) -> str:
    if not shape.fullmatch(text):
        raise ValueError(f"{text!r} cannot be part of an EDGAR address")
    return text


def _accession(filing: Filing) -> str:
    return _checked(_ACCESSION, filing.accession_number)


def _cik(filing: Filing) -> int:
    return int(_checked(_CIK, filing.filers[0].cik))


def _folder(filing: Filing) -> str:
    return f"/Archives/edgar/data/{_cik(filing)}/{_accession(filing).replace('-', '')}"
