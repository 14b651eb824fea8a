"""The checks in their order, and what they add to a report: each disagreement becomes a reason on the row it concerns,
or on the report where rows may be missing."""

from __future__ import annotations

from parsers.doubt import told, totals, unread
from parsers.doubt.findings import Reading, Rule
from parsers.report import Check

RULES: tuple[Rule, ...] = (
    told.proposals_told,
    told.nominees_told,
    told.numbers_in_order,
    told.complete,
    totals.same_columns,
    totals.nominee_totals,
    totals.proposal_totals,
    totals.percentages,
    totals.stated_against_counted,
    totals.elected_against_counted,
    unread.unread_rows,
    unread.unread_figures,
    unread.unread_tables,
    unread.rounded_votes,
)


def review(reading: Reading) -> tuple[tuple[Check, ...], tuple[str, ...]]:
    """Run every check; put reasons on ballots and nominees; return all checks and the reasons of the whole report."""
    checks: list[Check] = []
    reasons: list[str] = []
    for rule in RULES:
        for finding in rule(reading):
            checks.append(finding.check)
            if finding.reason is None:
                continue
            if finding.target is None:
                reasons.append(finding.reason)
            else:
                finding.target.doubt(finding.reason)
    return tuple(checks), tuple(dict.fromkeys(reasons))
