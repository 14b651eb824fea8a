"""Values as people read them: counts with commas, outcomes in words, and the value that a JSON pointer names."""

from __future__ import annotations

from typing import Any

from parsers.report import Count, MeetingReport
from parsers.schema import report_to_json


def count_words(count: Count | None) -> str:
    """``20,793,953``; ``–`` where the filing gives none, so that it can't be taken for nought."""
    return "–" if count is None else f"{count:,}"


def value_at(report: MeetingReport, pointer: str) -> str:
    """The value that a JSON pointer names in the report's JSON, as one line; ``""`` when nothing is there."""
    value: Any = report_to_json(report)
    for step in pointer.strip("/").split("/"):
        try:
            value = value[int(step)] if isinstance(value, list) else value[step]
        except (KeyError, IndexError, ValueError, TypeError):
            return ""
    if isinstance(value, dict):
        return str(value.get("name") or value.get("title") or "")
    return f"{value:,}" if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)
