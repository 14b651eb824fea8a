"""The header that EDGAR puts before a submission's documents: who filed what, when.

It comes in three spellings: ``NAME: value`` lines (the ``.txt`` of the archive), ``<NAME>value`` tags (the ``.nc`` of
the bulk feed) and tags inside an HTML comment (``-index-headers.html``). All give the same `Header`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from parsers.items import item_number

NEW_ITEMS_SINCE = dt.date(2004, 8, 23)
"""From this day 8-K items have numbers with a point (Release 33-8400)."""


@dataclass(frozen=True, slots=True)
class FormerName:
    """What a registrant was called until ``changed``."""

    name: str
    changed: dt.date | None


@dataclass(frozen=True, slots=True)
class Registrant:
    """One company the submission was made for. ``cik`` is unpadded digits."""

    name: str
    cik: str | None = None
    role: str = "FILER"
    """``FILER``, ``SUBJECT COMPANY``, ``FILED BY``, ``REPORTING-OWNER``… as the header says."""
    former_names: tuple[FormerName, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """Everything is ``None`` or empty where the header does not say, or where there is none."""

    accession_number: str | None = None
    form_type: str | None = None
    period: dt.date | None = None
    filed: dt.date | None = None
    accepted: dt.datetime | None = None
    """Naive: the wall clock in New York, as EDGAR prints it."""
    items: tuple[str, ...] = ()
    """Numbers of 8-K items: ``("5.07", "9.01")``, or ``("5", "7")`` before August 2004."""
    unknown_items: tuple[str, ...] = ()
    """Names of items that stand for no number we know."""
    registrants: tuple[Registrant, ...] = ()


@dataclass(slots=True)
class _Told:
    """What the lines of a header said of one registrant."""

    name: str = ""
    cik: str | None = None
    role: str = "FILER"
    former_names: list[FormerName] = field(default_factory=list)

    def registrant(self) -> Registrant:
        return Registrant(self.name, self.cik, self.role, tuple(self.former_names))


@dataclass(slots=True)
class _Fields:
    """What the lines of a header said, before it is made sense of."""

    values: dict[str, str] = field(default_factory=dict)
    item_names: list[str] = field(default_factory=list)
    registrants: list[_Told] = field(default_factory=list)


_LINE = re.compile(r"^[ \t]*(?:<([A-Z][A-Z0-9-]*)>|([A-Z][A-Z0-9 /-]*):)(.*)$", re.MULTILINE)
_TAG_START = re.compile(r"(?=<[/A-Z])")
_ACCESSION = re.compile(r"\b(\d{10}-\d\d-\d{6})\b")
_CIK = re.compile(r"[0-9]{1,10}")

_SAME = {
    "ACCESSION-NUMBER": "ACCESSION NUMBER",
    "TYPE": "CONFORMED SUBMISSION TYPE",
    "PERIOD": "CONFORMED PERIOD OF REPORT",
    "FILING-DATE": "FILED AS OF DATE",
    "ACCEPTANCE-DATETIME": "ACCEPTANCE-DATETIME",
    "ITEMS": "ITEM INFORMATION",
    "CONFORMED-NAME": "COMPANY CONFORMED NAME",
    "CIK": "CENTRAL INDEX KEY",
    "FORMER-CONFORMED-NAME": "FORMER CONFORMED NAME",
    "DATE-CHANGED": "DATE OF NAME CHANGE",
    "SUBJECT-COMPANY": "SUBJECT COMPANY",
    "FILED-BY": "FILED BY",
    "FILED-FOR": "FILED FOR",
}
_ROLES = {"FILER", "SUBJECT COMPANY", "FILED BY", "FILED FOR", "REPORTING-OWNER", "ISSUER", "DEPOSITOR", "SECURITIZER"}


def read_header(text: str) -> Header:
    """A header from any of its three spellings; text that says nothing known gives an empty `Header`."""
    if text.count("\n") < text.count("<") // 2:
        text = _TAG_START.sub("\n", text)
    fields = _Fields()
    for tag, name, value in _LINE.findall(text):
        _take(fields, _SAME.get(tag or name, tag or name), value.strip(" \t\r"))
    return _header_of(fields, text)


def _take(fields: _Fields, name: str, value: str) -> None:
    if name in _ROLES and not value:
        fields.registrants.append(_Told(role=name))
    elif name == "ITEM INFORMATION":
        fields.item_names += [value] if value else []
    elif name in _OF_REGISTRANT and value:
        _tell_of_registrant(fields.registrants, name, value)
    elif value:
        fields.values.setdefault(name, value)


_OF_REGISTRANT = {"COMPANY CONFORMED NAME", "CENTRAL INDEX KEY", "FORMER CONFORMED NAME", "DATE OF NAME CHANGE"}


def _tell_of_registrant(registrants: list[_Told], name: str, value: str) -> None:
    if not registrants:
        registrants.append(_Told())
    last = registrants[-1]
    if name == "COMPANY CONFORMED NAME":
        last.name = last.name or value
    elif name == "CENTRAL INDEX KEY":
        last.cik = last.cik or cik_in(value)
    elif name == "FORMER CONFORMED NAME":
        last.former_names.append(FormerName(value, None))
    elif last.former_names:
        last.former_names[-1] = replace(last.former_names[-1], changed=_date(value))


def cik_in(text: str) -> str | None:
    """A central index key without the noughts before it; ``None`` for what is none."""
    return text.lstrip("0") or None if _CIK.fullmatch(text) else None


def _header_of(fields: _Fields, text: str) -> Header:
    values = fields.values
    filed = _date(values.get("FILED AS OF DATE", ""))
    period = _date(values.get("CONFORMED PERIOD OF REPORT", ""))
    old = bool(filed and filed < NEW_ITEMS_SINCE)
    numbers = {name: item_number(name, old=old) for name in fields.item_names}
    accession = _ACCESSION.search(values.get("ACCESSION NUMBER", "")) if "ACCESSION NUMBER" in values else None
    accession = accession or (_ACCESSION.search(text) if values else None)
    return Header(
        accession_number=accession.group(1) if accession else None,
        form_type=values.get("CONFORMED SUBMISSION TYPE"),
        period=period,
        filed=filed,
        accepted=_moment(values.get("ACCEPTANCE-DATETIME", "")),
        items=tuple(dict.fromkeys(number for number in numbers.values() if number)),
        unknown_items=tuple(name for name, number in numbers.items() if not number),
        registrants=tuple(told.registrant() for told in fields.registrants if told.name or told.cik),
    )


def _date(digits: str) -> dt.date | None:
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _moment(digits: str) -> dt.datetime | None:
    day = _date(digits)
    try:
        clock = dt.time(int(digits[8:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return None
    return dt.datetime.combine(day, clock) if day else None
