"""A small filing of its day around a saying: a current report, a release with it, a quarterly or a foreign report."""

from __future__ import annotations

import datetime as dt
from html import escape

from tests.parsers.sayings.saying import Saying

_CAPTIONS = {
    "1.01": "Entry into a Material Definitive Agreement.",
    "2.01": "Completion of Acquisition or Disposition of Assets.",
    "2.02": "Results of Operations and Financial Condition.",
    "3.03": "Material Modification to Rights of Security Holders.",
    "4.01": "Changes in Registrant's Certifying Accountant.",
    "5.02": "Departure of Directors or Certain Officers; Election of Directors.",
    "5.03": "Amendments to Articles of Incorporation or Bylaws.",
    "5.07": "Submission of Matters to a Vote of Security Holders.",
    "7.01": "Regulation FD Disclosure.",
    "8.01": "Other Events.",
    "5": "Other Events.",
}
_NEW_ITEMS = dt.date(2004, 8, 23)


def filing_of(saying: Saying) -> bytes:
    """The whole submission, header and documents, filed on the saying's day."""
    form, documents = _documents(saying)
    head = (
        f"<SEC-DOCUMENT>0000000001-00-000001.txt\n<SEC-HEADER>\nCONFORMED SUBMISSION TYPE:\t{form}\n"
        f"CONFORMED PERIOD OF REPORT:\t{saying.day:%Y%m%d}\nFILED AS OF DATE:\t\t{saying.day:%Y%m%d}\n</SEC-HEADER>\n"
    )
    return (head + "".join(documents) + "</SEC-DOCUMENT>\n").encode()


def _documents(saying: Saying) -> tuple[str, list[str]]:
    told = list(saying.paragraphs)
    if saying.place == "release":
        item = "8.01" if saying.day >= _NEW_ITEMS else "5"
        notice = "The registrant has issued the press release that is attached as Exhibit 99."
        return "8-K", [_document("8-K", _current(saying, item, [notice])), _document("EX-99", told)]
    if saying.place == "quarterly":
        return "10-Q", [_document("10-Q", _quarterly(told))]
    if saying.place == "foreign":
        return "6-K", [_document("6-K", ["FORM 6-K", "REPORT OF FOREIGN PRIVATE ISSUER", *told, "SIGNATURES"])]
    return "8-K", [_document("8-K", _current(saying, saying.place.removeprefix("item "), told))]


def _current(saying: Saying, item: str, told: list[str]) -> list[str]:
    day = f"{saying.day:%B} {saying.day.day}, {saying.day.year}"
    cover = ["FORM 8-K", "CURRENT REPORT", f"Date of Report (Date of earliest event reported): {day}"]
    return [*cover, f"Item {item}. {_CAPTIONS[item]}", *told, "SIGNATURES"]


def _quarterly(told: list[str]) -> list[str]:
    before = ["FORM 10-Q", "PART II. OTHER INFORMATION", "Item 1. Legal Proceedings.", "None."]
    after = ["Item 5. Other Information.", "None.", "Item 6. Exhibits and Reports on Form 8-K.", "None.", "SIGNATURES"]
    return [*before, "Item 4. Submission of Matters to a Vote of Security Holders.", *told, *after]


def _document(kind: str, paragraphs: list[str]) -> str:
    body = "".join(f"<p>{escape(p)}</p>\n" for p in paragraphs)
    name = f"{kind.lower().replace('-', '')}.htm"
    head = f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>1\n<FILENAME>{name}\n<TEXT>\n"
    return f"{head}<html><body>\n{body}</body></html>\n</TEXT>\n</DOCUMENT>\n"
