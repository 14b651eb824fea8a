"""Names of Form 8-K items as EDGAR's headers print them, and the numbers they stand for.

A full submission's header prints names, not numbers, and the names drift: "Departure of Directors or Principal
Officers" of 2004 is "Departure of Directors or Certain Officers" since 2006. Numbers with a point came into force on
23 August 2004; before that an 8-K had items 1 to 12.
"""

from __future__ import annotations

import re

_NUMBERED = re.compile(r"(?:item\s+)?(\d{1,2}(?:\.\d\d)?)\b", re.IGNORECASE)
_NOT_LETTERS = re.compile(r"[^a-z]+")

ITEM_OF_NAME: tuple[tuple[str, str], ...] = (
    ("submission of matters to a vote", "5.07"),
    ("entry into a material definitive", "1.01"),
    ("termination of a material definitive", "1.02"),
    ("bankruptcy or receivership", "1.03"),
    ("mine safety", "1.04"),
    ("material cybersecurity", "1.05"),
    ("completion of acquisition or disposition", "2.01"),
    ("results of operations and financial condition", "2.02"),
    ("creation of a direct financial obligation", "2.03"),
    ("triggering events that accelerate", "2.04"),
    ("costs associated with exit", "2.05"),
    ("cost associated with exit", "2.05"),
    ("material impairment", "2.06"),
    ("notice of delisting", "3.01"),
    ("unregistered sale", "3.02"),
    ("material modification", "3.03"),
    ("changes in registrant s certifying accountant", "4.01"),
    ("non reliance on previously issued", "4.02"),
    ("changes in control of registrant", "5.01"),
    ("departure of directors", "5.02"),
    ("amendments to articles of incorporation", "5.03"),
    ("amendment to articles of incorporation", "5.03"),
    ("temporary suspension of trading", "5.04"),
    ("amendments to the registrant s code of ethics", "5.05"),
    ("amendment to registrant s code of ethics", "5.05"),
    ("change in shell company status", "5.06"),
    ("shareholder director nominations", "5.08"),
    ("shareholder nominations", "5.08"),
    ("abs informational", "6.01"),
    ("change of servicer", "6.02"),
    ("change in credit enhancement", "6.03"),
    ("failure to make a required distribution", "6.04"),
    ("securities act updating disclosure", "6.05"),
    ("regulation fd disclosure", "7.01"),
    ("other events", "8.01"),
    ("financial statements and exhibits", "9.01"),
)
"""The start of a name, as letters alone, and the item's number since August 2004."""

OLD_ITEM_OF_NAME: tuple[tuple[str, str], ...] = (
    ("changes in control of registrant", "1"),
    ("acquisition or disposition of assets", "2"),
    ("bankruptcy or receivership", "3"),
    ("changes in registrant s certifying accountant", "4"),
    ("other events", "5"),
    ("resignations of registrant s directors", "6"),
    ("financial statements", "7"),
    ("change in fiscal year", "8"),
    ("regulation fd disclosure", "9"),
    ("amendments to the registrant s code of ethics", "10"),
    ("temporary suspension of trading", "11"),
    ("results of operations and financial condition", "12"),
)
"""The same for filings before August 2004."""


def item_number(name: str, *, old: bool = False) -> str | None:
    """The number an item's name stands for; a number is returned as it is. ``None`` for a name nobody knows."""
    numbered = _NUMBERED.match(name.strip())
    if numbered:
        return numbered.group(1)
    letters = _NOT_LETTERS.sub(" ", name.lower()).strip()
    table = OLD_ITEM_OF_NAME if old else ITEM_OF_NAME
    return next((number for start, number in table if letters.startswith(start)), None)
