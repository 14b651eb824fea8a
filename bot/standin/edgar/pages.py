"""What EDGAR's pages look like, made from filings. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from html import escape

from bot.standin.edgar.filings import EASTERN, ITEM_NAMES, Registrant, ServedFiling

SITE = "https://www.sec.gov"
EXCHANGE = "Nasdaq"
"""Where everything trades that the stand-in serves."""


def feed_row(filing: ServedFiling, registrant: Registrant) -> bytes:
    """One entry of the current-filings feed."""
    folder = f"{SITE}/Archives/edgar/data/{registrant.cik}/{filing.undashed}"
    title = f"{filing.form_type} - {registrant.name} ({int(registrant.cik):010d}) (Filer)"
    items = "".join(f"\n<br>Item {number}: {ITEM_NAMES.get(number, 'Other')}" for number in filing.items)
    told = (
        f" <b>Filed:</b> {filing.filed} <b>AccNo:</b> {filing.accession_number} "
        f"<b>Size:</b> {max(1, len(filing.body) // 1024)} KB{items}\n"
    )
    return (
        f"<entry>\n<title>{_xml(title)}</title>\n"
        f'<link rel="alternate" type="text/html" href="{folder}/{filing.accession_number}-index.htm"/>\n'
        f'<summary type="html">\n{_xml(told)}</summary>\n'
        f"<updated>{filing.accepted.astimezone(EASTERN).isoformat(timespec='seconds')}</updated>\n"
        f'<category scheme="{SITE}/" label="form type" term="{_xml(filing.form_type)}"/>\n'
        f"<id>urn:tag:sec.gov,2008:accession-number={filing.accession_number}</id>\n</entry>\n"
    ).encode("latin-1", "xmlcharrefreplace")


def feed_page(rows: Sequence[bytes], served_at: datetime) -> bytes:
    """A page of the feed around its entries."""
    local = served_at.astimezone(EASTERN)
    frame = (
        '<?xml version="1.0" encoding="ISO-8859-1" ?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>Latest Filings - {local:%a, %d %b %Y %H:%M:%S %Z}</title>\n"
        '<link rel="self" href="/cgi-bin/browse-edgar?action=getcurrent"/>\n'
        f"<id>{SITE}/cgi-bin/browse-edgar?action=getcurrent</id>\n"
        f"<author><name>Webmaster</name></author>\n<updated>{local.isoformat(timespec='seconds')}</updated>\n"
    )
    return frame.encode() + b"".join(rows) + b"</feed>\n"


def header_page(filing: ServedFiling) -> bytes:
    """The small page with the header in codes and the list of documents."""
    lines = [
        f"<HTML><HEAD><TITLE>EDGAR Submission {filing.accession_number}</TITLE>\n<!--",
        f"<SEC-HEADER>{filing.accession_number}.hdr.sgml : {filing.filed:%Y%m%d}",
        f"<ACCEPTANCE-DATETIME>{filing.accepted.astimezone(EASTERN):%Y%m%d%H%M%S}",
        f"<ACCESSION-NUMBER>{filing.accession_number}",
        f"<TYPE>{filing.form_type}",
        *(f"<ITEMS>{number}" for number in filing.items),
        f"<FILING-DATE>{filing.filed:%Y%m%d}",
    ]
    for registrant in filing.registrants:
        lines += ["<FILER>", "<COMPANY-DATA>", f"<CONFORMED-NAME>{escape(registrant.name)}"]
        lines += [f"<CIK>{int(registrant.cik):010d}", "</COMPANY-DATA>"]
        for name, changed in registrant.former_names:
            lines += ["<FORMER-COMPANY>", f"<FORMER-CONFORMED-NAME>{escape(name)}"]
            lines += [f"<DATE-CHANGED>{changed:%Y%m%d}", "</FORMER-COMPANY>"]
        lines.append("</FILER>")
    lines += ["</SEC-HEADER>", "-->", "</HEAD><BODY><PRE>", escape(_document_list(filing)), "</PRE></BODY></HTML>"]
    return "\n".join(lines).encode("latin-1", "xmlcharrefreplace")


def _document_list(filing: ServedFiling) -> str:
    """The tags that stand before each document's text."""
    parts = filing.body.decode("latin-1").split("<DOCUMENT>")[1:]
    return "\n".join(f"<DOCUMENT>\n{part.partition('<TEXT>')[0].strip()}\n<TEXT>\n</DOCUMENT>" for part in parts)


def index_page(filing: ServedFiling) -> bytes:
    """The page that people open from the feed."""
    names = ", ".join(escape(registrant.name) for registrant in filing.registrants)
    local = filing.accepted.astimezone(EASTERN)
    return (
        f"<!DOCTYPE html><html><head><title>EDGAR filing {filing.accession_number}</title></head><body>"
        f"<h1>{escape(filing.form_type)} {names}</h1><dl><dt>Filing Date</dt><dd>{filing.filed}</dd>"
        f"<dt>Accepted</dt><dd>{local:%Y-%m-%d %H:%M:%S}</dd></dl><pre>{escape(_document_list(filing))}</pre>"
        "</body></html>"
    ).encode("latin-1", "xmlcharrefreplace")


def master_index(filings: Sequence[ServedFiling], last_day: date, *, daily: bool) -> bytes:
    """A master index, of one day or of a quarter: one line for each registrant of each filing."""
    kind, columns = ("Daily Index", "File Name") if daily else ("Master Index", "Filename")
    head = (
        f"Description:           {kind} of EDGAR Dissemination Feed\n"
        f"Last Data Received:    {last_day:%b %d, %Y}\nComments:              webmaster@sec.gov\n\n"
        f"CIK|Company Name|Form Type|Date Filed|{columns}\n{'-' * 80}\n"
    )
    lines = sorted(
        f"{registrant.cik}|{registrant.name}|{filing.form_type}|{filing.filed:{'%Y%m%d' if daily else '%Y-%m-%d'}}|"
        f"edgar/data/{registrant.cik}/{filing.accession_number}.txt\n"
        for filing in filings
        for registrant in filing.registrants
    )
    return (head + "".join(lines)).encode("latin-1", "replace")


def listing(names: Sequence[str]) -> bytes:
    """The list of a directory, as JSON."""
    items = [{"last-modified": "", "name": name, "type": "text.gif", "size": ""} for name in names]
    return json.dumps({"directory": {"item": items, "name": "", "parent-dir": "../"}}).encode()


def submissions(registrant: Registrant, filings: Sequence[ServedFiling], older: Sequence[str] = ()) -> bytes:
    """A company's filings, newest first. The acceptance times claim to be UTC and are Eastern, as they often do."""
    return json.dumps(
        {
            "cik": registrant.cik,
            "name": registrant.name,
            "tickers": list(registrant.tickers),
            "exchanges": [EXCHANGE] * len(registrant.tickers),
            "formerNames": [
                {"name": name, "from": "1994-01-01T00:00:00.000Z", "to": f"{changed}T00:00:00.000Z"}
                for name, changed in registrant.former_names
            ],
            "filings": {
                "recent": submission_columns(filings),
                "files": [{"name": name, "filingCount": 1, "filingFrom": "", "filingTo": ""} for name in older],
            },
        }
    ).encode()


def submission_columns(filings: Sequence[ServedFiling]) -> dict[str, list[object]]:
    """The parallel columns in which a company's filings are listed."""
    rows = sorted(filings, key=lambda filing: (filing.filed, filing.accession_number), reverse=True)
    return {
        "accessionNumber": [filing.accession_number for filing in rows],
        "filingDate": [filing.filed.isoformat() for filing in rows],
        "acceptanceDateTime": [f"{filing.accepted.astimezone(EASTERN):%Y-%m-%dT%H:%M:%S}.000Z" for filing in rows],
        "form": [filing.form_type for filing in rows],
        "items": [",".join(filing.items) for filing in rows],
        "size": [len(filing.body) for filing in rows],
    }


def company_tickers(registrants: Sequence[Registrant]) -> bytes:
    """The list of today's tickers."""
    rows = [(registrant, ticker) for registrant in registrants for ticker in registrant.tickers]
    return json.dumps(
        {
            str(position): {"cik_str": int(registrant.cik), "ticker": ticker, "title": registrant.name}
            for position, (registrant, ticker) in enumerate(rows)
        }
    ).encode()


def company_tickers_exchange(registrants: Sequence[Registrant]) -> bytes:
    """The same list with the exchange, in columns."""
    rows = [[int(one.cik), one.name, ticker, EXCHANGE] for one in registrants for ticker in one.tickers]
    return json.dumps({"fields": ["cik", "name", "ticker", "exchange"], "data": rows}).encode()


def search_hits(filings: Sequence[ServedFiling], start: int = 0) -> bytes:
    """A page of a hundred of an answer of the full-text search, in which every document of a filing is a hit."""
    hits = [
        {
            "_id": f"{filing.accession_number}:document{number}.txt",
            "_source": {
                "adsh": filing.accession_number,
                "ciks": [f"{int(one.cik):010d}" for one in filing.registrants],
                "display_names": [f"{one.name}  (CIK {int(one.cik):010d})" for one in filing.registrants],
                "form": filing.form_type,
                "file_date": filing.filed.isoformat(),
                "items": list(filing.items),
            },
        }
        for filing in filings
        for number in range(max(1, filing.body.count(b"<DOCUMENT>")))
    ]
    found = {"total": {"value": len(hits), "relation": "eq"}, "hits": hits[start : start + 100]}
    return json.dumps({"hits": found}).encode()


def http_date(moment: datetime) -> str:
    """A time as HTTP headers write it."""
    return f"{moment.astimezone(UTC):%a, %d %b %Y %H:%M:%S} GMT"


def _xml(text: str) -> str:
    return escape(text, quote=False).replace("'", "&#39;")
