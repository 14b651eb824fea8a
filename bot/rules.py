"""What a channel may narrow its watches to: ``failures``, ``say-on-pay below 70``. Pure.

A rule lets through what it is sure of, and also what nobody could be sure of: a doubtful report may hide the very
thing that the channel waits for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from bot.facts import Fact, FactKind, Thresholds, facts
from parsers.report import MeetingReport, Proponent

Test = Callable[[MeetingReport], tuple[str, ...]]
"""What in a report meets the rule, in words; nothing when nothing does."""


@dataclass(frozen=True, slots=True)
class Rule:
    """``words`` is the rule in its one spelling."""

    words: str
    test: Test

    def met_by(self, report: MeetingReport) -> tuple[str, ...]:
        """Why the report passes, in words for people; empty when it does not."""
        if found := self.test(report):
            return found
        unclear = any(fact.kind is FactKind.UNCLEAR for fact in facts(report))
        if report.needs_review or unclear:
            return (f"whether it meets “{self.words}” is not certain",)
        return ()


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a rule: an example of it, the pattern, and what it makes of the number in it."""

    example: str
    pattern: re.Pattern[str]
    spelling: str
    test: Callable[[Fraction], Test]


def _facts_test(thresholds: Thresholds, wanted: Callable[[Fact], bool]) -> Test:
    return lambda report: tuple(fact.words for fact in facts(report, thresholds) if wanted(fact))


def _failures(_: Fraction) -> Test:
    return _facts_test(Thresholds(), lambda fact: fact.kind.failure)


def _say_on_pay(below: Fraction) -> Test:
    kinds = {FactKind.SAY_ON_PAY_FAILED, FactKind.SAY_ON_PAY_LOW}
    return _facts_test(Thresholds(say_on_pay=below), lambda fact: fact.kind in kinds)


def _directors(below: Fraction) -> Test:
    kinds = {FactKind.DIRECTOR_NOT_ELECTED, FactKind.DIRECTOR_OPPOSED, FactKind.DIRECTOR_LOW}
    return _facts_test(Thresholds(director=below), lambda fact: fact.kind in kinds)


def _shareholder_proposals(_: Fraction) -> Test:
    return lambda report: tuple(
        f"shareholder proposal: {proposal.title}"
        for proposal in report.proposals
        if proposal.proponent is Proponent.SHAREHOLDER
    )


def _form(example: str, pattern: str, spelling: str, test: Callable[[Fraction], Test]) -> Form:
    return Form(example, re.compile(pattern, re.IGNORECASE), spelling, test)


_NUMBER = r"(?P<number>\d{1,3}(?:\.\d+)?)\s*(?:%|percent)?"
FORMS: tuple[Form, ...] = (
    _form("failures", r"fail(?:ures?|ed)", "failures", _failures),
    _form(
        "say-on-pay below 70", rf"say[- ]on[- ]pay\s+(?:below|under|<)\s*{_NUMBER}", "say-on-pay below {}", _say_on_pay
    ),
    _form("directors below 80", rf"directors?\s+(?:below|under|<)\s*{_NUMBER}", "directors below {}", _directors),
    _form(
        "shareholder proposals", r"share(?:holder|owner)[- ]proposals?", "shareholder proposals", _shareholder_proposals
    ),
)


def parse_rule(text: str) -> Rule:
    """The rule that these words mean. Raises `ValueError` with the forms that there are."""
    words = re.sub(r"\s+", " ", text).strip().removeprefix("only ").strip()
    for form in FORMS:
        found = form.pattern.fullmatch(words)
        if found is None:
            continue
        number = found.groupdict().get("number") or "0"
        if Fraction(number) > 100:
            raise ValueError(f"{text.strip()!r}: a percentage is at most 100")
        return Rule(form.spelling.format(number), form.test(Fraction(number) / 100))
    examples = ", ".join(f"'{form.example}'" for form in FORMS)
    raise ValueError(f"{text.strip()!r} is no rule; there are {examples}")


def rule_fault(text: str) -> str | None:
    """What is wrong with a rule's words, or ``None``."""
    try:
        parse_rule(text)
    except ValueError as error:
        return str(error)
    return None
