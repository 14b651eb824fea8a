"""The whole reading of a filing, in order: submission, documents, passages, ballots, meeting, verdicts, doubt."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count

from parsers.company import CompanyFacts, read_company
from parsers.documents import cover_of, structure
from parsers.doubt.findings import Reading
from parsers.doubt.of_facts import shares_against_votes
from parsers.doubt.reasons import review
from parsers.gate import worth_reading
from parsers.limits import refuse_too_many_matters, refuse_too_much_text
from parsers.meeting import read_meeting
from parsers.passages import Passage, find_results
from parsers.report import Kind, MeetingReport
from parsers.reporting import evidence_of, proposal_of
from parsers.submission import Submission, read_submission
from parsers.votes.ballot import Ballot
from parsers.votes.ballots import ballot_of
from parsers.votes.general import General, apply, general_statements
from parsers.votes.joining import join
from parsers.votes.matters import cut
from parsers.votes.pieces import Stream
from parsers.votes.statements import Statement, statements_of
from parsers.votes.stream import read_stream
from parsers.votes.verdicts import settle_elected
from parsers.words.remembered import forget

NOTHING_READ = "the filing tells the result of a vote, but no proposal could be read from it"
CUT_SHORT = "the document is cut short: its HTML never ends, and what came after the cut is missing"


def read_report(data: bytes, source: str) -> MeetingReport:
    """Everything a filing tells of a meeting's results. Raises `parsers.errors.Unreadable` for what is no filing."""
    with _collector_at_rest():
        submission = read_submission(data, source)
        try:
            report = _read(submission, source)
        finally:
            forget()
    if any(document.is_cut_short for document in submission.documents if document.may_hold_results):
        return replace(report, review_reasons=(*report.review_reasons, CUT_SHORT))
    return report


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Python's collector of cycles is off, if it was on, and on again afterwards.

    A reading makes hundreds of thousands of objects and no cycle among them. The collector would look through them over
    and over, for half of the time that a large filing takes and more than its share the larger it is, and find nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(submission: Submission, source: str) -> MeetingReport:
    refuse_too_much_text([d for d in submission.documents if d.may_hold_results])
    worth = worth_reading(submission.documents, submission.header.items)
    if not worth:
        return _without_results(submission, source, (), _company_alone(submission))
    documents = [structure(d) for d in worth]
    results = find_results(submission.header, documents)
    company = read_company(submission.header, documents)
    if results.kind is Kind.NONE:
        return _without_results(submission, source, results.review_reasons, company)
    told = read_ballots(results.passages)
    refuse_too_many_matters(told.ballots)
    facts = read_meeting(results, submission.header, documents)
    checks, reasons = review(Reading(told.ballots, told.streams, facts.meeting.shares_represented))
    meeting = replace(facts.meeting, doubts=(*facts.meeting.doubts, *shares_against_votes(told.ballots, facts.meeting)))
    if not told.ballots:
        reasons = (*reasons, NOTHING_READ)
    return MeetingReport(
        source,
        results.kind,
        company.companies,
        company.tickers,
        meeting=meeting,
        proposals=tuple(proposal_of(b) for b in told.ballots),
        evidence=company.evidence | facts.evidence | evidence_of(told.ballots),
        checks=(*facts.checks, *checks),
        review_reasons=(*results.review_reasons, *reasons),
        accession_number=submission.header.accession_number,
        form_type=submission.header.form_type,
    )


def _company_alone(submission: Submission) -> CompanyFacts:
    """Whose filing it is, where nothing else is asked of it: by its header, or by the report's cover without one."""
    covers = [] if submission.header.registrants else [structure(cover_of(d)) for d in submission.documents[:1]]
    return read_company(submission.header, covers)


def _without_results(
    submission: Submission, source: str, reasons: tuple[str, ...], company: CompanyFacts
) -> MeetingReport:
    return MeetingReport(
        source,
        Kind.NONE,
        company.companies,
        company.tickers,
        evidence=company.evidence,
        review_reasons=reasons,
        accession_number=submission.header.accession_number,
        form_type=submission.header.form_type,
    )


@dataclass(slots=True)
class Told:
    """What passages tell: the proposals, and the streams they were read from."""

    ballots: list[Ballot] = field(default_factory=list)
    streams: list[Stream] = field(default_factory=list)


def read_ballots(passages: Sequence[Passage]) -> Told:
    """The proposals that passages tell; told twice, they are one."""
    told = Told()
    found: list[Ballot] = []
    statements: list[Statement] = []
    generals: list[General] = []
    groups = count()
    for passage in passages:
        stream = read_stream(passage.document, passage.blocks)
        matters = cut(stream)
        told.streams.append(stream)
        found += [ballot_of(stream, matter) for matter in matters.matters]
        running = [t.span for t in matters.preamble] + [t.span for m in matters.matters for t in m.after]
        statements += statements_of(passage.document, running, groups)
        everything = running + [t.span for m in matters.matters for t in m.before]
        generals += general_statements(passage.document, everything)
    told.ballots = join(found, statements, for_all=bool(generals))
    for general in generals:
        apply(general, told.ballots)
    for ballot in told.ballots:
        settle_elected(ballot)
    return told
