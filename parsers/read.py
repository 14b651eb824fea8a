"""The whole reading of a filing, in order: submission, documents, passages, ballots, meeting, verdicts, doubt."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from itertools import count

from parsers.document import Block, Document, Paragraph
from parsers.documents import structure
from parsers.report import Kind, MeetingReport
from parsers.reporting import evidence_of, proposal_of
from parsers.submission import read_submission
from parsers.votes.ballot import Ballot
from parsers.votes.ballots import ballot_of
from parsers.votes.general import General, apply, general_statements
from parsers.votes.joining import join
from parsers.votes.matters import cut
from parsers.votes.statements import Statement, statements_in
from parsers.votes.stream import read_stream
from parsers.votes.verdicts import settle_elected


def read_report(data: bytes, source: str) -> MeetingReport:
    """Everything a filing tells of a meeting's results. Raises `parsers.errors.Unreadable` for what is no filing."""
    submission = read_submission(data, source)
    documents = [structure(d) for d in submission.documents if d.may_hold_results]
    ballots = read_ballots([(d, b) for d in documents if (b := passage(d))])
    report = MeetingReport(source, Kind.MEETING_RESULTS if ballots else Kind.NONE)
    proposals = tuple(proposal_of(b) for b in ballots)
    return dataclasses.replace(report, proposals=proposals, evidence=evidence_of(ballots))


def read_ballots(passages: Sequence[tuple[Document, Sequence[Block]]]) -> list[Ballot]:
    """The proposals that passages tell, told once or twice."""
    ballots: list[Ballot] = []
    statements: list[Statement] = []
    generals: list[General] = []
    group = count()
    for document, blocks in passages:
        matters = cut(read_stream(document, blocks))
        texts = [t.span for t in matters.preamble] + [t.span for m in matters.matters for t in m.texts]
        generals += general_statements(document, texts)
        for text in matters.preamble:
            statements += statements_in(document, text.span, group)
        for matter in matters.matters:
            ballots.append(ballot_of(matters.stream, matter))
            for text in matter.after:
                statements += statements_in(document, text.span, group)
    joined = join(ballots, statements)
    for general in generals:
        apply(general, joined)
    for ballot in joined:
        settle_elected(ballot)
    return joined


def passage(document: Document) -> list[Block]:
    start = None
    for i, b in enumerate(document.blocks):
        w = document.words(b.span)[:200]
        if start is None and re.match(r"\s*item\s*5\.07|\s*item\s+4\.?\s+submission of matters", w, re.I) and not re.search(r"\.{5}", w):
            start = i + 1
        elif start is not None and re.match(r"\s*(item\s*\d\.\d\d|item\s+\d[a]?\.|signatures?\s*$|part ii)", w, re.I) and not re.match(r"\s*item\s*5\.07", w, re.I):
            return list(document.blocks[start:i])
    return list(document.blocks[start:]) if start is not None else []
