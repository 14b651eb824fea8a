from __future__ import annotations

import pytest

from parsers.gate import LONG, could_tell
from parsers.submission import SubmissionDocument
from parsers.words.results import RULES

TABLES = "<tr><td>Total current assets</td><td>128,645</td><td>133,293</td></tr>" * (LONG // 60)


def exhibit(words: str, type_: str = "EX-99.1") -> SubmissionDocument:
    body = f"<html><body><p>{words}</p><table>{TABLES}</table></body></html>".encode()
    return SubmissionDocument(type_, "ex99.htm", 2, "", 0, len(body), body)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_long_exhibit_with_a_sentence_that_a_rule_takes_is_read(rule: object) -> None:
    assert could_tell(exhibit(rule.takes))  # type: ignore[attr-defined]


def test_an_earnings_release_of_tables_is_passed_over() -> None:
    assert not could_tell(
        exhibit(
            "The board of directors declared a dividend of $0.20 per share, payable to stockholders of record. "
            "Total shareholders’ equity; common stock, 50,400,000 shares authorized."
        )
    )


def test_the_report_itself_and_short_exhibits_are_always_read() -> None:
    assert could_tell(exhibit("Nothing was voted on.", type_="8-K"))
    assert could_tell(SubmissionDocument("EX-99.1", "", 2, "", 0, 5, b"Hello"))
