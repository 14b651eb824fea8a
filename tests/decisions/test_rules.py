from __future__ import annotations

from dataclasses import replace

import pytest

from bot.rules import FORMS, parse_rule, rule_fault
from parsers.report import Category, MeetingReport, Outcome, Proponent, Proposal, Votes
from tests.fakes.filings import filing, report

FINE = report(filing())


def with_matter(**about: object) -> MeetingReport:
    matter = Proposal(number="3", category=Category.SHAREHOLDER_PROPOSAL, title="A report on lobbying")
    return replace(FINE, proposals=(*FINE.proposals, replace(matter, **about)))  # type: ignore[arg-type]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.example)
def test_the_example_of_each_form_is_read_and_spelt_back(form: object) -> None:
    example = getattr(form, "example")  # noqa: B009
    assert parse_rule(example).words == example


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("only failures", "failures"),
        ("  Failed ", "failures"),
        ("Say on pay under 62.5 %", "say-on-pay below 62.5"),
        ("say-on-pay < 70 percent", "say-on-pay below 70"),
        ("director below 80%", "directors below 80"),
        ("shareowner proposal", "shareholder proposals"),
    ],
)
def test_people_may_write_a_rule_in_several_ways(text: str, words: str) -> None:
    assert parse_rule(text).words == words


@pytest.mark.parametrize(
    "text", ["", "sometimes", "say-on-pay", "say-on-pay below", "failures below 3", "directors below x"]
)
def test_words_that_are_no_rule_are_answered_with_the_rules_there_are(text: str) -> None:
    assert "there are 'failures', 'say-on-pay below 70'" in str(rule_fault(text))


def test_a_percentage_above_a_hundred_is_refused() -> None:
    assert rule_fault("say-on-pay below 700") == "'say-on-pay below 700': a percentage is at most 100"


def test_failures_lets_a_director_who_was_not_elected_through_and_nothing_that_went_well() -> None:
    rule = parse_rule("failures")
    assert rule.met_by(FINE) == ()
    (why,) = rule.met_by(report(filing(), elected=False))
    assert why.startswith("Ada Quill was not elected")


def test_say_on_pay_below_takes_what_is_below_and_refuses_what_is_not() -> None:
    rule = parse_rule("say-on-pay below 70")
    assert rule.met_by(report(filing(), say_on_pay=(700, 300))) == ()
    assert rule.met_by(report(filing(), say_on_pay=(699, 301))) == ("Say on pay under 70%: 69.9% for",)
    assert rule.met_by(report(filing(), say_on_pay=(400, 600))) == ("Say on pay failed: 40.0% for",)


def test_directors_below_looks_at_every_nominee() -> None:
    assert parse_rule("directors below 80").met_by(FINE) == ()
    assert parse_rule("directors below 80.1").met_by(FINE) == ("Ada Quill had 80.0% for",)


def test_shareholder_proposals_takes_them_whatever_their_outcome() -> None:
    rule = parse_rule("shareholder proposals")
    lost = with_matter(proponent=Proponent.SHAREHOLDER, outcome=Outcome.NOT_APPROVED)
    assert rule.met_by(FINE) == ()
    assert rule.met_by(lost) == ("shareholder proposal: A report on lobbying",)


@pytest.mark.parametrize("text", [form.example for form in FORMS])
def test_what_nobody_can_be_sure_of_is_let_through_and_says_so(text: str) -> None:
    doubtful = replace(FINE, review_reasons=("two tables disagree",))
    unclear = with_matter(outcome=None, votes=Votes(votes_for=1))
    for one in (doubtful, unclear):
        assert parse_rule(text).met_by(one) == (f"whether it meets “{text}” is not certain",)
