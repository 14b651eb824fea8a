"""Meetings to write down: one that tests can look at, and a strategy for many."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.renderer.meeting import (
    ABSTAIN,
    AGAINST,
    FOR,
    NON_VOTES,
    ONE_YEAR,
    THREE_YEARS,
    TWO_YEARS,
    WITHHELD,
    Candidate,
    Counts,
    Gathering,
    Matter,
)

NAMES = (
    "Ada M. Reed", "Bo Lindqvist", "Carlos Núñez-Ortega", "D. Wayne O’Hara", "Ellen van der Meer", "Fritz Kaul III",
    "Grace Liu", "Henry J. Adeyemi, Jr.", "Ines de la Cruz", "J. P. Sternwood",
)  # fmt: skip

AUDITORS = Matter(
    "Ratification of Appointment of Independent Registered Public Accounting Firm",
    "ratified the appointment of Birch & Alder LLP as the Company’s independent registered public accounting firm",
    "auditor_ratification",
    {},
)
PAY = Matter(
    "Advisory Vote to Approve Executive Compensation",
    "approved, on an advisory basis, what the Company’s executive officers are paid",
    "say_on_pay",
    {},
)
PLAN = Matter(
    "Approval of the 2026 Equity Incentive Plan",
    "approved the Company’s 2026 Equity Incentive Plan",
    "equity_plan",
    {},
)
PROPOSAL = Matter(
    "Stockholder Proposal Regarding an Independent Board Chair",
    "did not approve the stockholder proposal regarding an independent board chair",
    "shareholder_proposal",
    {},
    approved=False,
)
FREQUENCY = Matter(
    "Advisory Vote on the Frequency of Future Advisory Votes on Executive Compensation",
    "voted, on an advisory basis, in favor of holding future advisory votes on executive compensation every year",
    "say_on_pay_frequency",
    {},
)


def split(total: int, shares: list[int], kinds: list[str]) -> Counts:
    """A total divided in the proportion of ``shares``, the first kind taking what is left over."""
    whole = sum(shares)
    rest = {kind: total * share // whole for kind, share in zip(kinds[1:], shares[1:], strict=True)}
    return {kinds[0]: total - sum(rest.values())} | rest


def _filled(matter: Matter, cast: int, non_votes: int, shares: list[int]) -> Matter:
    if matter.category == "say_on_pay_frequency":
        kinds = [ONE_YEAR, TWO_YEARS, THREE_YEARS, ABSTAIN]
    else:
        kinds = [FOR, AGAINST, ABSTAIN] if matter.approved else [AGAINST, FOR, ABSTAIN]
    routine = matter.category == "auditor_ratification"
    counts = split(cast + (non_votes if routine else 0), shares[: len(kinds)], kinds)
    if FOR in counts:
        counts = {kind: counts[kind] for kind in (FOR, AGAINST, ABSTAIN)}
    counts |= {} if routine else {NON_VOTES: non_votes}
    return Matter(matter.title, matter.sentence, matter.category, counts, matter.approved)


@st.composite
def gatherings(draw: st.DrawFn) -> Gathering:
    """Meetings whose counts agree with each other: rows of one matter add up to the shares represented."""
    represented = draw(st.one_of(st.integers(4_000, 90_000), st.integers(2_000_000, 3_000_000_000)))
    non_votes = draw(st.integers(0, represented // 4))
    cast = represented - non_votes
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=7, unique=True))
    second = draw(st.sampled_from((WITHHELD, AGAINST)))
    kinds = [FOR, WITHHELD] if second == WITHHELD else [FOR, AGAINST, ABSTAIN]
    shares = st.lists(st.integers(1, 20), min_size=3, max_size=3)
    candidates = tuple(
        Candidate(name, split(cast, [100, *draw(shares)][: len(kinds)], kinds) | {NON_VOTES: non_votes})
        for name in names
    )
    chosen = draw(
        st.lists(
            st.sampled_from((AUDITORS, PAY, PLAN, PROPOSAL, FREQUENCY)), max_size=4, unique_by=lambda m: m.category
        )
    )
    matters = tuple(_filled(matter, cast, non_votes, [100, *draw(shares)]) for matter in chosen)
    day = draw(st.dates(date(2011, 1, 1), date(2026, 6, 1)))
    return Gathering(
        "Harbor Light Works, Inc.",
        day,
        day - timedelta(days=draw(st.integers(30, 60))),
        represented + draw(st.integers(1, represented)),
        represented,
        candidates,
        matters,
        draw(st.integers(0, 2)),
    )


HARBOR = Gathering(
    "Harbor Light Works, Inc.",
    date(2026, 5, 8),
    date(2026, 3, 16),
    60_118_443,
    48_203_001,
    (
        Candidate("Ada M. Reed", {FOR: 41_200_118, WITHHELD: 1_003_772, NON_VOTES: 5_999_111}),
        Candidate("Bo Lindqvist", {FOR: 40_001_772, WITHHELD: 2_202_118, NON_VOTES: 5_999_111}),
        Candidate("Henry J. Adeyemi, Jr.", {FOR: 42_102_889, WITHHELD: 101_001, NON_VOTES: 5_999_111}),
    ),
    (
        _filled(AUDITORS, 42_203_890, 5_999_111, [97, 2, 1]),
        _filled(PAY, 42_203_890, 5_999_111, [90, 7, 3]),
        _filled(FREQUENCY, 42_203_890, 5_999_111, [90, 1, 7, 2]),
        _filled(PROPOSAL, 42_203_890, 5_999_111, [70, 25, 5]),
    ),
)
