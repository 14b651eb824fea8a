"""What a count of votes looks like in a line, without what it is worth: the tables of plain text are found by it."""

from __future__ import annotations

import re

GROUPED = re.compile(r"\(?\$?\d{1,3}(?:(?:,\d{3})+(?:\.\d+)?|(?:[.,]\d{3}){2,})\)?(?:[*†]+|\(\w\))?")
"""A number with thousands: few other things in a filing look like it. A point for a comma is a slip."""
COUNT = re.compile(
    r"""[($]*\d{1,3}(?:(?:,\d{3})+(?:\.\d+)?|(?:[.,]\d{3}){2,})\)?(?:[*†%]+|\(\w\))? |
        \(?\d+(?:\.\d+)?%?\)?[*†]? | \(?\.\d+%?\)? | -0- | [-–—−]{1,4} | n/?a\.? | \* | none | nil""",
    re.VERBOSE | re.IGNORECASE,
)
_STUCK = re.compile(r"(\d[\d,]*\d|\d)([-–—−]{1,3})|([-–—−]{1,3})(\d{1,3}(?:,\d{3})+)")
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_count(token: str) -> bool:
    return COUNT.fullmatch(token) is not None


def is_grouped(token: str) -> bool:
    return GROUPED.fullmatch(token) is not None


def is_year(token: str) -> bool:
    return _YEAR.fullmatch(token) is not None


def unstuck(token: str) -> list[str]:
    """Two cells that were printed as one: ``389,005--`` is ``389,005`` and ``--``, ``-630,656`` a dash and a count."""
    stuck = _STUCK.fullmatch(token)
    return [part for part in stuck.groups() if part] if stuck else [token]
