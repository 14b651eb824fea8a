"""A meeting report as JSON, losslessly there and back, and the JSON Schema of it.

Keys that only repeat what others say (``company``, ``needs_review``, ``npx_categories``) are written for the reader's
sake and not read back. Whole counts are JSON integers; a fraction is a JSON number, or a string of digits in the one
case that a double can't hold it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from parsers.json_schema import REPORT_SCHEMA
from parsers.report import (
    Category,
    Check,
    ClassVotes,
    Company,
    Count,
    Evidence,
    FactDoubt,
    Frequency,
    FrequencyVotes,
    Kind,
    Meeting,
    MeetingReport,
    MeetingType,
    Nominee,
    Outcome,
    OutcomeBasis,
    Proponent,
    Proposal,
    Ticker,
    Votes,
)
from parsers.version import READER_VERSION
from parsers.words.npx import npx_categories

Json = dict[str, Any]

VOTE_KEYS = {
    "for": "votes_for",
    "against": "votes_against",
    "withheld": "votes_withheld",
    "abstain": "abstentions",
    "broker_non_votes": "broker_non_votes",
}
"""JSON's names of the counts, in the order of a table, and the fields of `Votes`."""

FREQUENCY_KEYS = {
    "one_year": "one_year",
    "two_years": "two_years",
    "three_years": "three_years",
    "abstain": "abstentions",
    "broker_non_votes": "broker_non_votes",
}
"""JSON's names of the counts of a frequency vote, and the fields of `FrequencyVotes`."""


def json_schema() -> Json:
    """The JSON Schema (2020-12) that every report of this version obeys."""
    return REPORT_SCHEMA


def report_to_json(report: MeetingReport) -> Json:
    """The report as plain dicts, lists, strings and numbers, ready for `json.dumps`."""
    return {
        "source": report.source,
        "kind": report.kind.value,
        "reader_version": READER_VERSION,
        "accession_number": report.accession_number,
        "form_type": report.form_type,
        "company": report.companies[0].name if report.companies else None,
        "companies": [asdict(c) for c in report.companies],
        "tickers": [asdict(t) for t in report.tickers],
        "meeting": _meeting_to_json(report.meeting),
        "proposals": [_proposal_to_json(p) for p in report.proposals],
        "needs_review": bool(report.review_reasons),
        "review_reasons": list(report.review_reasons),
        "rows_to_review": rows_to_review(report),
        "checks": [asdict(c) for c in report.checks],
        "evidence": {where: e._asdict() for where, e in report.evidence.items()},
    }


def rows_to_review(report: MeetingReport) -> int:
    """How many proposals and nominees carry a doubt of their own."""
    return sum(bool(p.review_reasons) + sum(bool(n.review_reasons) for n in p.nominees) for p in report.proposals)


def _meeting_to_json(meeting: Meeting) -> Json:
    return {
        "type": meeting.type.value if meeting.type else None,
        "date": _day_to_json(meeting.date),
        "record_date": _day_to_json(meeting.record_date),
        "shares_outstanding": _count_to_json(meeting.shares_outstanding),
        "shares_represented": _count_to_json(meeting.shares_represented),
        "quorum_stated": meeting.quorum_stated,
        "preliminary": meeting.preliminary,
        "needs_review": bool(meeting.doubts),
        "review_reasons": [doubt.reason for doubt in meeting.doubts],
        "doubts": [asdict(doubt) for doubt in meeting.doubts],
    }


def _proposal_to_json(proposal: Proposal) -> Json:
    row: Json = {
        "number": proposal.number,
        "category": proposal.category.value,
        "npx_categories": list(npx_categories(proposal.category, proposal.title)),
        "title": proposal.title,
        "proponent": proposal.proponent.value,
    }
    if proposal.category is Category.DIRECTOR_ELECTION or proposal.nominees:
        row["nominees"] = [_nominee_to_json(n) for n in proposal.nominees]
    if _has_a_frequency(proposal):
        row |= _frequency_to_json(proposal)
    if _has_an_outcome(proposal):
        row |= _outcome_to_json(proposal)
    return row | {
        "needs_review": bool(proposal.review_reasons),
        "review_reasons": list(proposal.review_reasons),
    }


def _has_a_frequency(proposal: Proposal) -> bool:
    told = (proposal.frequency, proposal.frequency_chosen, proposal.board_frequency)
    return proposal.category is Category.SAY_ON_PAY_FREQUENCY or any(t is not None for t in told)


def _has_an_outcome(proposal: Proposal) -> bool:
    elsewhere = proposal.category in (Category.DIRECTOR_ELECTION, Category.SAY_ON_PAY_FREQUENCY)
    told = (proposal.outcome, proposal.outcome_basis, proposal.counted_outcome, proposal.votes_by_class or None)
    return not elsewhere or any(told) or proposal.votes != Votes()


def _outcome_to_json(proposal: Proposal) -> Json:
    return {
        "outcome": _word(proposal.outcome),
        "outcome_basis": _word(proposal.outcome_basis),
        "counted_outcome": _word(proposal.counted_outcome),
        "votes": _votes_to_json(proposal.votes),
        "votes_by_class": [_class_to_json(c) for c in proposal.votes_by_class],
    }


def _frequency_to_json(proposal: Proposal) -> Json:
    counts = proposal.frequency
    return {
        "frequency": counts and {k: _count_to_json(getattr(counts, field)) for k, field in FREQUENCY_KEYS.items()},
        "frequency_chosen": _word(proposal.frequency_chosen),
        "board_frequency": _word(proposal.board_frequency),
    }


def _nominee_to_json(nominee: Nominee) -> Json:
    return {
        "name": nominee.name,
        "elected": nominee.elected,
        "votes": _votes_to_json(nominee.votes),
        "votes_by_class": [_class_to_json(c) for c in nominee.votes_by_class],
        "needs_review": bool(nominee.review_reasons),
        "review_reasons": list(nominee.review_reasons),
    }


def _votes_to_json(votes: Votes) -> Json:
    return {key: _count_to_json(getattr(votes, field)) for key, field in VOTE_KEYS.items()}


def _class_to_json(votes: ClassVotes) -> Json:
    return {"class": votes.share_class, **_votes_to_json(votes.votes)}


def _word(value: StrEnum | None) -> str | None:
    return None if value is None else value.value


def _day_to_json(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _count_to_json(count: Count | None) -> int | float | str | None:
    if count is None or isinstance(count, int):
        return count
    if count == count.to_integral_value():
        return int(count)
    return float(count) if Decimal(repr(float(count))) == count else f"{count:f}"


def report_from_json(data: Mapping[str, Any]) -> MeetingReport:
    """The report that `report_to_json` wrote. Raises ``KeyError`` or ``ValueError`` for anything else."""
    return MeetingReport(
        source=data["source"],
        kind=Kind(data["kind"]),
        companies=tuple(Company(**c) for c in data["companies"]),
        tickers=tuple(Ticker(**t) for t in data["tickers"]),
        meeting=_meeting_from_json(data["meeting"]),
        proposals=tuple(_proposal_from_json(p) for p in data["proposals"]),
        evidence={where: Evidence(**e) for where, e in data["evidence"].items()},
        checks=tuple(Check(**c) for c in data["checks"]),
        review_reasons=tuple(data["review_reasons"]),
        accession_number=data["accession_number"],
        form_type=data["form_type"],
    )


def _meeting_from_json(data: Json) -> Meeting:
    return Meeting(
        type=_of(MeetingType, data["type"]),
        date=_day_from_json(data["date"]),
        record_date=_day_from_json(data["record_date"]),
        shares_outstanding=_count_from_json(data["shares_outstanding"]),
        shares_represented=_count_from_json(data["shares_represented"]),
        quorum_stated=data["quorum_stated"],
        preliminary=data["preliminary"],
        doubts=tuple(FactDoubt(**doubt) for doubt in data.get("doubts", ())),
    )


def _proposal_from_json(data: Json) -> Proposal:
    return Proposal(
        number=data["number"],
        category=Category(data["category"]),
        title=data["title"],
        proponent=Proponent(data["proponent"]),
        nominees=tuple(_nominee_from_json(n) for n in data.get("nominees", ())),
        outcome=_of(Outcome, data.get("outcome")),
        outcome_basis=_of(OutcomeBasis, data.get("outcome_basis")),
        counted_outcome=_of(Outcome, data.get("counted_outcome")),
        votes=_votes_from_json(data.get("votes", {})),
        votes_by_class=_classes_from_json(data.get("votes_by_class", [])),
        frequency=_frequency_from_json(data.get("frequency")),
        frequency_chosen=_of(Frequency, data.get("frequency_chosen")),
        board_frequency=_of(Frequency, data.get("board_frequency")),
        review_reasons=tuple(data["review_reasons"]),
    )


def _nominee_from_json(data: Json) -> Nominee:
    return Nominee(
        name=data["name"],
        elected=data["elected"],
        votes=_votes_from_json(data["votes"]),
        votes_by_class=_classes_from_json(data["votes_by_class"]),
        review_reasons=tuple(data["review_reasons"]),
    )


def _votes_from_json(data: Json) -> Votes:
    return Votes(**{field: _count_from_json(data.get(key)) for key, field in VOTE_KEYS.items()})


def _classes_from_json(data: list[Json]) -> tuple[ClassVotes, ...]:
    return tuple(ClassVotes(c["class"], _votes_from_json(c)) for c in data)


def _frequency_from_json(data: Json | None) -> FrequencyVotes | None:
    if data is None:
        return None
    return FrequencyVotes(**{field: _count_from_json(data.get(key)) for key, field in FREQUENCY_KEYS.items()})


W = TypeVar("W", bound=StrEnum)


def _of(kind: type[W], word: str | None) -> W | None:
    return None if word is None else kind(word)


def _day_from_json(day: str | None) -> dt.date | None:
    return None if day is None else dt.date.fromisoformat(day)


def _count_from_json(count: float | str | None) -> Count | None:
    if count is None or isinstance(count, int):
        return count
    return Decimal(count) if isinstance(count, str) else Decimal(repr(count))
