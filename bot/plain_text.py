"""Text that every place can hold: a database of either kind, JSON, a message, a log."""

from __future__ import annotations

import re

LONGEST_NAME = 500
"""Characters. EDGAR's own limit for a company's name is 150; an index of PostgreSQL takes some 2,700 bytes."""

_HELD_NOWHERE = re.compile("[\x00\ud800-\udfff]")


def plain(text: str) -> str:
    """The text with a replacement character for every NUL and every half of a surrogate pair."""
    return _HELD_NOWHERE.sub("\ufffd", text)


def plain_name(text: str) -> str:
    """A name as `plain` text, cut where no company's name reaches."""
    return plain(text)[:LONGEST_NAME]
