"""The JSON Schema of a meeting report, as data."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from parsers.report import Category, Frequency, Kind, MeetingType, Outcome, OutcomeBasis, Proponent


def _object(properties: dict[str, Any], optional: tuple[str, ...] = (), about: str = "") -> dict[str, Any]:
    described = {"description": about} if about else {}
    return {
        "type": "object",
        **described,
        "properties": properties,
        "required": [key for key in properties if key not in optional],
        "additionalProperties": False,
    }


def _words(kind: type[StrEnum], *, absent: bool = False, about: str = "") -> dict[str, Any]:
    described = {"description": about} if about else {}
    return {"enum": [word.value for word in kind] + ([None] if absent else []), **described}


def _maybe(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": [kind, "null"], **more}


def _list(items: dict[str, Any], about: str = "") -> dict[str, Any]:
    return {"type": "array", "items": items, **({"description": about} if about else {})}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}


_TEXT = {"type": "string"}
_REVIEW = {
    "needs_review": {
        "type": "boolean",
        "description": "Whether a person should look at this before relying on it. Each level speaks for itself: "
        "a report's doubt is one about the whole (rows may be missing), a meeting's one about its date or shares, "
        "a nominee's one about that row.",
    },
    "review_reasons": _list(_TEXT, "What a person should look at, in plain words."),
}
_COUNT = {
    "description": "A printed number of votes or shares. null: the filing gives none; 0: it says nought.",
    "anyOf": [
        {"type": "integer", "minimum": 0},
        {"type": "number", "minimum": 0},
        {"type": "string", "pattern": r"^\d+\.\d+$", "description": "A fraction that a double can't hold."},
        {"type": "null"},
    ],
}
_VOTES = {key: _ref("count") for key in ("for", "against", "withheld", "abstain", "broker_non_votes")}
_YEARS = {key: _ref("count") for key in ("one_year", "two_years", "three_years", "abstain", "broker_non_votes")}

_DEFS: dict[str, Any] = {
    "count": _COUNT,
    "votes": _object(_VOTES),
    "class_votes": _object(
        {"class": _TEXT, **_VOTES}, about="The counts of one class or series that was counted apart."
    ),
    "frequency": _object(_YEARS, about="How many votes wanted a say on pay every one, two or three years."),
    "company": _object({"name": _TEXT, "cik": _maybe("string", pattern=r"^\d{1,10}$")}),
    "ticker": _object({"symbol": _TEXT, "exchange": _maybe("string")}),
    "nominee": _object(
        {
            "name": {"type": "string", "description": "As printed, without titles."},
            "elected": _maybe("boolean", description="null only where nobody could tell."),
            "votes": _ref("votes"),
            "votes_by_class": _list(_ref("class_votes")),
            **_REVIEW,
        }
    ),
    "proposal": _object(
        {
            "number": _maybe("string", description="As the filing numbers it."),
            "category": _words(Category),
            "npx_categories": _list(_TEXT, "Form N-PX's categories, the foremost first."),
            "title": _TEXT,
            "proponent": _words(Proponent),
            "nominees": _list(_ref("nominee")),
            "outcome": _words(Outcome, absent=True),
            "outcome_basis": _words(OutcomeBasis, absent=True),
            "counted_outcome": _words(Outcome, absent=True, about="What the counts alone would say."),
            "votes": _ref("votes"),
            "votes_by_class": _list(_ref("class_votes")),
            "frequency": {"anyOf": [_ref("frequency"), {"type": "null"}]},
            "frequency_chosen": _words(Frequency, absent=True, about="What the holders chose."),
            "board_frequency": _words(Frequency, absent=True, about="What the board then decided."),
            **_REVIEW,
        },
        optional=(
            "nominees",
            "outcome",
            "outcome_basis",
            "counted_outcome",
            "votes",
            "votes_by_class",
            "frequency",
            "frequency_chosen",
            "board_frequency",
        ),
    ),
    "fact_doubt": _object({"fact": _TEXT, "reason": _TEXT}),
    "meeting": _object(
        {
            "type": _words(MeetingType, absent=True),
            "date": _maybe("string", format="date", description="The day of the vote."),
            "record_date": _maybe("string", format="date"),
            "shares_outstanding": _ref("count"),
            "shares_represented": _ref("count"),
            "quorum_stated": _maybe("boolean"),
            "preliminary": {"type": "boolean", "description": "The filing says that its counts are not final."},
            **_REVIEW,
            "doubts": _list(_ref("fact_doubt"), "Each reason with the name of the fact above that it concerns."),
        }
    ),
    "check": _object({"name": _TEXT, "passed": {"type": "boolean"}, "detail": _TEXT, "where": _TEXT}),
    "evidence": _object(
        {
            "document": _TEXT,
            "start": {"type": "integer", "minimum": 0},
            "end": {"type": "integer", "minimum": 0},
            "quote": _TEXT,
            "rule": _TEXT,
        },
        about="The words that a value was read from, and where they stand in the document's text.",
    ),
}

REPORT_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Ballotwire meeting report",
    "description": "What one filing tells of how a vote of security holders ended.",
    **_object(
        {
            "source": {"type": "string", "description": "Path or URL that the filing was read from."},
            "kind": _words(Kind),
            "reader_version": _TEXT,
            "accession_number": _maybe("string", pattern=r"^\d{10}-\d{2}-\d{6}$"),
            "form_type": _maybe("string"),
            "company": _maybe("string", description="The first registrant's name."),
            "companies": _list(_ref("company")),
            "tickers": _list(_ref("ticker")),
            "meeting": _ref("meeting"),
            "proposals": _list(_ref("proposal")),
            **_REVIEW,
            "rows_to_review": {
                "type": "integer",
                "minimum": 0,
                "description": "How many proposals and nominees carry a doubt of their own.",
            },
            "checks": _list(_ref("check"), "Independent ways to know a value, and whether they agreed."),
            "evidence": {
                "type": "object",
                "description": "JSON pointer of a value to the words that it was read from.",
                "additionalProperties": _ref("evidence"),
            },
        }
    ),
    "$defs": _DEFS,
}
