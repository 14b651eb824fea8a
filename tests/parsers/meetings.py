"""Meetings made up by Hypothesis: nominees and proposals with counts, as a filing would tell them."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

GIVEN = ("Ann", "Robert", "Chidi", "Maria", "Lars", "Yuki", "Priya", "John", "Elena", "Omar", "Grace", "Pierre")
MIDDLE = ("", "", "A.", "T.", "de la")
FAMILY = (
    "Abbott",
    "Okafor",
    "Lindqvist",
    "Tanaka",
    "Moreau",
    "Castellano",
    "Whitfield",
    "Nakamura",
    "Delgado",
    "Sorensen",
    "Kowalski",
    "O'Brien",
    "Van Buren",
    "McAllister",
    "Fitzgerald-Jones",
)
SUFFIX = ("", "", "", ", Jr.", " III")
MATTERS = (
    ("Ratification of the appointment of Smith & Rowe LLP as independent auditors", "auditor_ratification"),
    ("Advisory vote to approve executive compensation", "say_on_pay"),
    ("Approval of the 2021 Equity Incentive Plan", "equity_plan"),
    ("Amendment of the certificate of incorporation to declassify the board", "charter_amendment"),
    (
        "Amendment of the certificate of incorporation to increase the authorized shares of common stock",
        "capital_structure",
    ),
    ("Stockholder proposal requesting a report on water use", "shareholder_proposal"),
)
COUNT = st.one_of(st.integers(10_000, 3_000_000_000), st.integers(1_000, 99_999), st.integers(0, 999))


@dataclass(frozen=True)
class Person:
    name: str
    for_: int
    withheld: int


@dataclass(frozen=True)
class Matter:
    title: str
    category: str
    for_: int
    against: int
    abstain: int
    non_votes: int | None
    """``None`` where the filing leaves the column out."""

    @property
    def approved(self) -> bool:
        return self.for_ > self.against


@dataclass(frozen=True)
class Meeting:
    people: tuple[Person, ...]
    non_votes: int
    matters: tuple[Matter, ...]


@st.composite
def names(draw: st.DrawFn, count: int) -> list[str]:
    """Different persons: no two of one family name."""
    families = draw(st.lists(st.sampled_from(FAMILY), min_size=count, max_size=count, unique=True))
    return [
        " ".join(w for w in (draw(st.sampled_from(GIVEN)), draw(st.sampled_from(MIDDLE)), family) if w)
        + draw(st.sampled_from(SUFFIX))
        for family in families
    ]


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    """A meeting at which nobody lost and every proposal has counts; totals are about the same everywhere."""
    cast = draw(st.integers(1_000_000, 2_000_000_000))
    non_votes = draw(st.one_of(st.just(0), st.integers(1_000, 400_000)))
    people = [
        Person(name, cast - withheld, withheld)
        for name in draw(names(draw(st.integers(1, 9))))
        for withheld in [draw(st.integers(0, cast // 3))]
    ]
    kinds = draw(st.lists(st.sampled_from(MATTERS), min_size=1, max_size=4, unique=True))
    matters = []
    for title, category in kinds:
        abstain = draw(st.integers(0, cast // 20))
        against = draw(st.integers(0, (cast - abstain) // 2 - 1))
        if category == "shareholder_proposal":
            against = cast - abstain - against
        matters.append(
            Matter(
                title, category, cast - abstain - against, against, abstain, draw(st.sampled_from([None, 0, non_votes]))
            )
        )
    return Meeting(tuple(people), non_votes, tuple(matters))
