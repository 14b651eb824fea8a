"""What a row's label can be besides a person's name or a matter's title: a class of shares, a total, mere padding."""

from __future__ import annotations

import re

from parsers.words.needed import guarded

_SHARE_CLASS = re.compile(
    r"\W*(?:(?:holders\s+of\s+|by\s+)?(?:the\s+)?(?:class|series)\s+[\w-]+(?:\s+(?:and|&)\s+(?:class\s+|series\s+)?[A-Z\d]\b)?(?:\s+(?:common|preferred|ordinary|convertible|voting|non-voting|super|multiple|subordinate|cumulative|redeemable|shares?|stock|units?|beneficial|interest|voting\s+together|of))*"
    r"|common|preferred|(?:series\s+\w+\s+)?(?:convertible\s+)?(?:common|preferred|preference|ordinary|voting|special)\s+(?:stock|shares?|units?)(?:\s+and\s+.*)?)\W*",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\W*(?:(?:grand\s+)?totals?|combined(?:\s+total)?|total\s+(?:votes?|shares?|all\s+classes).*|all\s+classes.*|aggregate|voting\s+together.*)\W*",
    re.IGNORECASE,
)
_NO_LABEL = re.compile(
    r"\W*(?:votes?|shares?|number(?:\s+of\s+(?:votes|shares)(?:\s+\w+)?)?|votes\s+cast|shares\s+voted|results?"
    r"|voting\s+results?|vote\s+results?|final(?:\s+results)?|tally|counts?|# of (?:votes|shares)|n/?a)\W*",
    re.IGNORECASE,
)
_PERCENT_LABEL = re.compile(r"\W*(?:%|percent\w*).*", re.IGNORECASE | re.DOTALL)


_HOLDING = re.compile(
    r".{0,70}\b(?:fund|portfolio|series|trust|stock|shares|units|ADSs?|interests)\W*", re.IGNORECASE | re.DOTALL
)
_OF_A_MATTER = re.compile(
    r"\b(?:approv|ratif|elect|amend|adopt|propos|authori[sz]|increase|issu|plan\b|split|vote|merger|to\s)",
    re.IGNORECASE,
)


_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
"""``Class B Common Stock (ten votes per share)``."""


def share_class_of(label: str) -> str | None:
    """``Class A``, ``Series B Preferred Stock``, ``Growth Fund``; ``None`` for other labels and titles of matters."""
    label = _ASIDE.sub("", label)
    if _SHARE_CLASS.fullmatch(label) or (_HOLDING.fullmatch(label) and not _OF_A_MATTER.search(label)):
        return label.strip(" :.")
    return None


def is_total(label: str) -> bool:
    return _TOTAL.fullmatch(label) is not None


def is_empty_label(label: str) -> bool:
    """``Votes``, ``Number of shares``: says no more than that figures follow."""
    return _NO_LABEL.fullmatch(label) is not None


def is_percent(label: str) -> bool:
    """A row of percentages below the counts."""
    return _PERCENT_LABEL.fullmatch(label) is not None


_MATTER_WORDS = guarded(
    r"\b(?:proposals?|resolutions?|election|elect|elected|ratif\w+|approv(?:al|e|ed|ing)|advisory|amend(?:ment|ments|ed|ing)?|adopt(?:ion|ed|ing)?|plan|adjourn\w*|"
    r"merger|compensation|say[-\s]on|authori[sz]\w+|issuance|appointment|frequency|vote\s+(?:was\s+taken|on)|directors?|auditors?|accountants?|"
    r"audited\s+\w+|reincorporat\w+|liquidation|dissolution|reorganization|extension|transaction|agreement|charter|by-?laws?|articles|certificate|split|votes?\s+voted)\b",
    re.IGNORECASE,
)


def speaks_of_a_matter(words: str) -> bool:
    """Whether a text has any word of something that holders vote on."""
    return _MATTER_WORDS.search(words) is not None


_OF_THE_MEETING = guarded(
    r"\b(?:shares?|units|votes|stock)\b.{0,60}\b(?:outstanding|represented|present|entitled|eligible)\b"
    r"|\b(?:outstanding|represented)\s+(?:common\s+|voting\s+)?(?:shares|stock|units)\b|\brecord\s+date\b|\bquorum\b",
    re.IGNORECASE | re.DOTALL,
)


def is_of_the_meeting(label: str) -> bool:
    """``Total shares outstanding at the record date``: a fact of the meeting, and no matter that was voted on."""
    return _OF_THE_MEETING.search(label) is not None and not speaks_of_a_matter(label)


_HOLDERS_VOTING = re.compile(
    r"(?:[^.;]{0,100}\b(?:share|stock|unit|security|award)?(?:holders?|owners?)\b[^.;]{0,60},?\s+)?voting\s+"
    r"(?:together|separately|as\s+an?\s+(?:single|separate))\b.{0,60}",
    re.IGNORECASE | re.DOTALL,
)


def is_group_of_holders(label: str) -> bool:
    """``Shareholders and award holders, voting together``: another tally of the same matter, of some holders or all."""
    return _HOLDERS_VOTING.fullmatch(label) is not None


_TERM = re.compile(r"\W*class\s+(?:I{1,3}|IV|[1-4])\W*", re.IGNORECASE)


def section_class(words: str) -> str | None:
    """A class or fund that a line alone names for the rows below it; ``Class II`` alone is a class of directors."""
    return None if _TERM.fullmatch(words) or len(words) > 80 else share_class_of(words)
