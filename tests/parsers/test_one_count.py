"""A sentence that gives one count, before or after sentences that tell of other matters."""

from __future__ import annotations

from tests.parsers.reports import counts, report_of


def test_a_count_stays_with_its_own_sentence_when_the_next_tells_of_another_matter() -> None:
    report = report_of(
        "Shareholders approved the merger with Castine Holdings, with 1,160,300 votes for the proposal. A proposal to "
        "adjourn the meeting was also approved."
    )
    told = {p.category.value: (counts(p)[0], bool(p.review_reasons)) for p in report.proposals}
    assert told == {"transaction": (1160300, False), "adjournment": (None, True)}


def test_counts_of_one_matter_told_in_sentences_of_one_word_each_are_one_tally() -> None:
    report = report_of(
        "Shareholders endorsed, in an advisory vote, executive compensation. For: 60,188. Against: 3,004. Abstain: 411."
    )
    assert [counts(p) for p in report.proposals] == [(60188, 3004, None, 411, None)]


def test_votes_for_and_then_those_against_are_of_one_matter() -> None:
    report = report_of(
        "Limited partners holding 31,118 units consented to the sale of the last property. 4,204 units voted against "
        "the sale and 1,118 units abstained."
    )
    assert [counts(p) for p in report.proposals] == [(31118, 4204, None, 1118, None)]
