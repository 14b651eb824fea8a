"""Matters of one kind told in several sentences without counts: the same one told again, or another."""

from __future__ import annotations

import pytest

from tests.parsers.reports import reasons, report_of


def told(*paragraphs: str) -> list[tuple[str, str]]:
    return [(p.category.value, str(p.outcome)) for p in report_of(*paragraphs).proposals]


@pytest.mark.parametrize(
    ("paragraphs", "rows"),
    [
        (
            (
                "Shareholders approved a shareholder proposal on proxy access.",
                "Shareholders rejected a shareholder proposal on palm oil.",
            ),
            [("shareholder_proposal", "approved"), ("shareholder_proposal", "not_approved")],
        ),
        (
            (
                "The stockholders approved an increase of the authorized common stock.",
                "The stockholders approved the issuance of warrants to Stonecrop Partners.",
            ),
            [("capital_structure", "approved"), ("capital_structure", "approved")],
        ),
        (
            (
                "Stockholders approved a reverse split.",
                "The stockholders approved the reverse split of the common stock at one for ten.",
            ),
            [("capital_structure", "approved")],
        ),
        (
            ("Stockholders approved the merger.", "The stockholders approved the acquisition."),
            [("transaction", "approved")],
        ),
    ],
)
def test_it_is_one_row_when_told_again_and_two_when_it_is_another(
    paragraphs: tuple[str, ...], rows: list[tuple[str, str]]
) -> None:
    assert told(*paragraphs) == rows


def test_one_matter_said_to_be_approved_and_not_is_a_doubt() -> None:
    report = report_of("Stockholders approved the merger.", "Stockholders did not approve the merger.")
    assert "the text states both that this was approved and that it was not" in reasons(report)
