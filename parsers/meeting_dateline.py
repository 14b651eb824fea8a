"""The day of a vote that a release tells by its dateline: ``today``, ``yesterday``, ``on Thursday``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from parsers.document import Document, Found
from parsers.meeting_dates import Dated
from parsers.words.dates import DateWords

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RELATIVE = re.compile(
    r"\b(?P<today>(?:earlier\s+)?today(?:['’]s)?|this\s+(?:morning|afternoon))\b|\b(?P<yesterday>yesterday)\b"
    rf"|\b(?:on|last|this|held|meeting)\s+(?P<weekday>{'|'.join(_WEEKDAYS)})\b(?!,?\s*@)",
    re.IGNORECASE,
)
_VOTE = re.compile(r"\b(?:meeting|vote[ds]?|approv\w+|elect\w+)\b", re.IGNORECASE)


_ANNOUNCED = re.compile(
    r"\b(?:announc\w+|sa(?:ys|id)|report\w*|releas\w+|fil\w+|disclos\w+|confirm\w+)\s*$"
    r"|^\s*(?:announc|said|report|releas|fil|disclos|confirm|issued)",
    re.IGNORECASE,
)
"""``today announced`` dates the announcement and not the vote."""


def day_by_dateline(
    told: Sequence[Dated], of_report: tuple[Document, DateWords] | None = None
) -> tuple[Document, Found[dt.date]] | None:
    """The day that a sentence about the vote names by a word, counted from the first full date before it.

    A weekday is the last one that does not lie after the dateline. The evidence is the dateline's date, or where no
    date stands before the sentence that ``of_report`` on the cover.
    """
    for sentence in told:
        word = next((w for w in _RELATIVE.finditer(sentence.marked) if not _dates_the_news(sentence.marked, w)), None)
        if word and _VOTE.search(sentence.marked):
            dateline = _dateline(told, sentence)
            document, words = (sentence.document, dateline) if dateline else of_report or (sentence.document, None)
            if words and words.date:
                day = words.date - dt.timedelta(days=_days_back(word, words.date))
                name = " ".join(word[0].lower().split())
                return document, Found(day, words.span, f"meeting date: {name}, by the dateline")
    return None


def _dates_the_news(marked: str, word: re.Match[str]) -> bool:
    return bool(_ANNOUNCED.search(marked[: word.start()]) or _ANNOUNCED.match(marked[word.end() :]))


def _dateline(told: Sequence[Dated], until: Dated) -> DateWords | None:
    same = (s for s in told if s.document is until.document and s.start <= until.start)
    return next((d for s in same for d in s.dates if d.date), None)


def _days_back(word: re.Match[str], dateline: dt.date) -> int:
    if word["weekday"]:
        return (dateline.weekday() - _WEEKDAYS.index(word["weekday"].lower())) % 7
    return 1 if word["yesterday"] else 0
