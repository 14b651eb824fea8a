"""A guarded pattern finds what the pattern itself finds, and looks at no text without its words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parsers.meeting_dates import DAY_RULES
from parsers.votes import outcomes
from parsers.words import category_rules, results
from parsers.words.needed import MANY_WORDS, Guarded, guarded, looked_up, split

TABLES: dict[str, Guarded] = {
    **{f"outcome: {rule.name}": rule.pattern for rule in outcomes.RULES},
    **{f"category: {rule.category} {rule.name}": rule.words for rule in category_rules.RULES},
    **{f"result: {rule.name}": rule.words for rule in results.RULES},
    **{f"day: {rule.name}": rule.words for rule in DAY_RULES},
}
SENTENCES = [
    *(sentence for rule in category_rules.RULES for sentence in (rule.takes, rule.refuses)),
    *(sentence for rule in results.RULES for sentence in (rule.takes, rule.refuses)),
    "Stockholders did not approve Proposal 2, which was withdrawn before any vote was taken.",
    "The meeting was held on @0@ and each nominee received the required majority; proposal 3 failed.",
]


@pytest.mark.parametrize("name", TABLES)
def test_what_a_rule_takes_its_words_let_through(name: str) -> None:
    rule = TABLES[name]
    for sentence in SENTENCES:
        for text in (sentence, sentence.lower(), sentence.upper()):
            assert (rule.search(text) is None) == (rule.pattern.search(text) is None), text


@pytest.mark.parametrize(
    ("pattern", "takes"),
    [
        (r"\bnot\s+(?:been\s+)?(?:approved|authori[sz]ed)\b", "had not been AUTHORISED"),
        (r"(?:re-?)?elected\b|\bcho(?:se|sen)\b", "were chosen"),
        (r"\bin\s+favou?r\b(?=\s+of)", "in favor of"),
        (r"(?:(?:for|against)\s+){2,}all", "for against all"),
        (r"\d{3,}|votes?", "12345"),
        (r"(?<=voted\s)no\b(?!\s+one)", "voted no"),
    ],
)
def test_a_pattern_takes_the_same_with_its_guard(pattern: str, takes: str) -> None:
    assert guarded(pattern, re.IGNORECASE).search(takes) is not None


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_every_text_that_a_pattern_can_take_has_the_words_it_needs(data: st.DataObject) -> None:
    rule = TABLES[data.draw(st.sampled_from(["category: adjournment adjournment", *_CLOSED]))]
    letters = st.characters(max_codepoint=126)
    text = data.draw(st.from_regex(rule.pattern, alphabet=letters))
    assert rule.asked_of(text)


_CLOSED = [name for name in TABLES if name.startswith(("outcome", "category", "day"))]


def test_a_text_without_the_words_is_not_looked_at() -> None:
    rule = guarded(r"\bholders?\s+(?:approved|adopted)\b|\bwithdrawn\b")
    assert [one.needed for one in rule.alternatives] == [
        ((("holder",), ("adopted", "approved")),),
        ((("withdrawn",),),),
    ]
    assert rule.asked_of("a holder adopted it")
    assert not rule.asked_of("a holder met us")
    assert not rule.asked_of("the plan was approved")


def test_a_pattern_that_needs_no_word_is_always_asked() -> None:
    assert guarded(r"\d+|x?").asked_of("")


@pytest.mark.parametrize(
    ("pattern", "alternatives"),
    [
        (r"for|against", ["for", "against"]),
        (r"(?:for|(?:cast\s)?against)", ["for", r"(?:cast\s)?against"]),
        (r"(?:for|against)\s(?:all|none)", [r"(?:for|against)\s(?:all|none)"]),
        (r"[|)]|\||\(", ["[|)]", r"\|", r"\("]),
        (r"[]|]x|[^]|]y", ["[]|]x", "[^]|]y"]),
        (r"(?P<side>for|against)|none", [r"(?P<side>for|against)|none"]),
        (r"(for|against)|none", [r"(for|against)|none"]),
    ],
)
def test_alternatives_are_told_apart_outside_brackets_only(pattern: str, alternatives: list[str]) -> None:
    assert split(pattern) == alternatives


@given(st.lists(st.sampled_from(["ab", "b+", "a(?=b)", "c|ba", "^a", "b$", "", "cab"]), min_size=1), st.text("abc "))
def test_alternatives_find_one_by_one_what_the_pattern_finds(alternatives: list[str], text: str) -> None:
    rule = guarded("|".join(alternatives))
    found = rule.search(text)
    whole = rule.pattern.search(text)
    assert (found and found.span()) == (whole and whole.span())
    assert [m.span() for m in rule.finditer(text)][:1] == [m.span() for m in rule.pattern.finditer(text)][:1]


@given(st.lists(st.sampled_from(["ab", "b+", "ca", "aa(?=b)", "[bc]a"]), min_size=1), st.text("abc "))
def test_every_match_of_a_pattern_is_found_by_its_alternatives(alternatives: list[str], text: str) -> None:
    rule = guarded("|".join(alternatives))
    assert [m.span() for m in rule.finditer(text)] == [m.span() for m in rule.pattern.finditer(text)]


RULES_IN_ORDER = looked_up(
    [guarded(words) for words in ("holders?|owners", r"\d+ votes", "elect", "re-elected|proxy", "x?")],
    lambda rule: rule,
)


@given(st.text("abcehlnoprstvxwy -1"))
def test_rules_are_asked_in_order_and_none_is_left_out_that_finds_something(text: str) -> None:
    asked = [rule.words for rule in RULES_IN_ORDER.asked_of(text)]
    finding = [rule.words for rule in RULES_IN_ORDER.rules if rule.search(text)]
    assert [words for words in asked if words in finding] == finding


def test_a_rule_whose_words_a_text_lacks_is_not_asked() -> None:
    asked = RULES_IN_ORDER.asked_of("the owners re-elected nobody")
    assert [rule.words for rule in asked] == ["holders?|owners", "elect", "re-elected|proxy", "x?"]


MANY_RULES = looked_up(
    [guarded(words) for words in ("no", "x?y", *(f"{a}{b}[cd]?e" for a in "abcde" for b in ("ab", "bc", "d", "eaa")))],
    lambda rule: rule,
)


@given(st.text("abcdeny", max_size=30))
def test_rules_of_many_words_are_asked_by_their_beginnings_and_none_is_left_out(text: str) -> None:
    many = replace(MANY_RULES, words=MANY_RULES.words * (MANY_WORDS // len(MANY_RULES.words) + 1))
    assert list(many.asked_of(text)) == list(MANY_RULES.asked_of(text))
