from __future__ import annotations

import pytest

from bot.stages import Match, Mute, Watch, WatchSubject
from bot.watch import Filers, matches, name_words
from tests.fakes.filings import filing, report

INNOVO = Filers(("844143",), ("INNOVO GROUP INC", "ELORAC CORP"), frozenset({"INNO"}))
FINE = report(filing())


def watch(subject: WatchSubject, value: str = "", channel: str = "C1", *rules: str, team: str = "T1") -> Watch:
    return Watch(team, channel, subject, value, rules)


def test_each_kind_of_watch_says_why_it_matches() -> None:
    watches = [
        watch(WatchSubject.TICKER, "INNO", "C1"),
        watch(WatchSubject.CIK, "844143", "C2"),
        watch(WatchSubject.COMPANY, "Innovo Group", "C3"),
        watch(WatchSubject.EVERYTHING, "", "C4"),
    ]
    assert matches(watches, INNOVO, FINE) == [
        Match("T1", "C1", ("watches INNO (INNOVO GROUP INC)",)),
        Match("T1", "C2", ("watches CIK 844143 (INNOVO GROUP INC)",)),
        Match("T1", "C3", ("watches Innovo Group (INNOVO GROUP INC)",)),
        Match("T1", "C4", ("watches everything",)),
    ]


def test_what_a_channel_does_not_watch_it_does_not_hear_of() -> None:
    watches = [
        watch(WatchSubject.TICKER, "INN"),
        watch(WatchSubject.CIK, "84414"),
        watch(WatchSubject.COMPANY, "Innovo Gro"),
        watch(WatchSubject.COMPANY, "Group"),
    ]
    assert matches(watches, INNOVO, FINE) == []


def test_a_channel_hears_once_with_all_its_reasons() -> None:
    watches = [watch(WatchSubject.TICKER, "INNO"), watch(WatchSubject.EVERYTHING), watch(WatchSubject.EVERYTHING)]
    (match,) = matches(watches, INNOVO, FINE)
    assert match.reasons == ("watches INNO (INNOVO GROUP INC)", "watches everything")


def test_a_channel_named_in_two_ways_hears_once() -> None:
    watches = [watch(WatchSubject.TICKER, "INNO", "#proxy"), watch(WatchSubject.EVERYTHING, "", "C1")]
    (match,) = matches(watches, INNOVO, FINE, channel_ids={("T1", "#proxy"): "C1"})
    assert (match.channel, len(match.reasons)) == ("C1", 2)


FOLLOWS = Filers(("2",), ("QUILL HOLDINGS INC",), frozenset({"ELRC"}), (INNOVO,))
LAST = Filers(("3",), ("LATEST INC",), predecessors=(FOLLOWS, Filers((), ("Lantern Trust",))))


@pytest.mark.parametrize(
    ("subject", "value", "reason"),
    [
        (WatchSubject.CIK, "844143", "watches CIK 844143 (INNOVO GROUP INC, now LATEST INC)"),
        (WatchSubject.TICKER, "INNO", "watches INNO (INNOVO GROUP INC, now LATEST INC)"),
        (WatchSubject.COMPANY, "Elorac Corp", "watches Elorac Corp (INNOVO GROUP INC, now LATEST INC)"),
        (WatchSubject.CIK, "2", "watches CIK 2 (QUILL HOLDINGS INC, now LATEST INC)"),
        (WatchSubject.COMPANY, "Lantern Trust", "watches Lantern Trust (Lantern Trust, now LATEST INC)"),
        (WatchSubject.CIK, "3", "watches CIK 3 (LATEST INC)"),
    ],
)
def test_a_watch_follows_a_company_through_every_new_cik(subject: WatchSubject, value: str, reason: str) -> None:
    assert matches([watch(subject, value)], LAST, FINE) == [Match("T1", "C1", (reason,))]


def test_a_watch_does_not_go_back_to_whom_its_company_follows() -> None:
    assert matches([watch(WatchSubject.CIK, "2"), watch(WatchSubject.TICKER, "ELRC")], INNOVO, FINE) == []


def test_a_mute_follows_as_well_unless_somebody_else_was_followed_too() -> None:
    muted = [Mute("T1", "C1", "844143", None, "U1")]
    assert matches([watch(WatchSubject.CIK, "844143")], FOLLOWS, FINE, mutes=muted) == []
    assert matches([watch(WatchSubject.CIK, "844143")], LAST, FINE, mutes=muted) != []


def test_the_same_channel_of_two_workspaces_is_two() -> None:
    watches = [watch(WatchSubject.EVERYTHING), watch(WatchSubject.EVERYTHING, team="T2")]
    assert [(one.team_id, one.channel) for one in matches(watches, INNOVO, FINE)] == [("T1", "C1"), ("T2", "C1")]


def test_a_rule_narrows_and_says_what_met_it() -> None:
    narrowed = [watch(WatchSubject.TICKER, "INNO", "C1", "failures", "say-on-pay below 95")]
    assert matches(narrowed, INNOVO, report(filing(), say_on_pay=(990, 10))) == []
    (match,) = matches(narrowed, INNOVO, FINE)
    assert match.reasons == (
        "watches INNO (INNOVO GROUP INC), only failures or say-on-pay below 95: Say on pay under 95%: 90.0% for",
    )


def test_a_filing_that_could_not_be_read_passes_every_rule() -> None:
    (match,) = matches([watch(WatchSubject.TICKER, "INNO", "C1", "failures")], INNOVO, None)
    assert match.reasons == ("watches INNO (INNOVO GROUP INC)",)


def test_a_muted_company_is_silent_in_that_channel_alone() -> None:
    watches = [watch(WatchSubject.EVERYTHING), watch(WatchSubject.EVERYTHING, "", "C2")]
    muted = [Mute("T1", "C1", "844143", None, "U1")]
    assert [one.channel for one in matches(watches, INNOVO, FINE, mutes=muted)] == ["C2"]


def test_a_filing_of_several_companies_is_silent_only_when_all_are_muted() -> None:
    both = Filers(("844143", "77"), ("INNOVO GROUP INC", "OTHER CO"))
    one = [Mute("T1", "C1", "844143", None, "U1")]
    assert len(matches([watch(WatchSubject.EVERYTHING)], both, FINE, mutes=one)) == 1
    assert matches([watch(WatchSubject.EVERYTHING)], both, FINE, mutes=[*one, Mute("T1", "C1", "77", None, "U")]) == []


def test_a_channel_that_watches_by_name_is_muted_by_id_too() -> None:
    muted = [Mute("T1", "C1", "844143", None, "U1")]
    named = [watch(WatchSubject.EVERYTHING, "", "#proxy")]
    assert matches(named, INNOVO, FINE, mutes=muted, channel_ids={("T1", "#proxy"): "C1"}) == []


@pytest.mark.parametrize("ticker", ["BRK.B", "brk-b", "BRK/B"])
def test_share_classes_are_one_however_they_are_spelt(ticker: str) -> None:
    berkshire = Filers(("1067983",), ("BERKSHIRE HATHAWAY INC",), frozenset({"BRK-B"}))
    assert len(matches([watch(WatchSubject.TICKER, ticker)], berkshire, FINE)) == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("INNOVO GROUP INC", ("innovo", "group")),
        ("Innovo Group, Inc.", ("innovo", "group")),
        ("THE KROGER CO.", ("kroger",)),
        ("AT&T INC.", ("at", "t")),
        ("Macy's, Inc.", ("macys",)),
        ("COCA COLA CO /DE/", ("coca", "cola")),
        ("Société Générale S.A.", ("societe", "generale")),
        ("Trust", ("trust",)),
        ("", ()),
    ],
)
def test_a_name_is_known_by_the_words_that_matter(name: str, words: tuple[str, ...]) -> None:
    assert name_words(name) == words


def test_a_former_name_is_a_name() -> None:
    assert len(matches([watch(WatchSubject.COMPANY, "Elorac")], INNOVO, FINE)) == 1


def test_a_name_of_marks_alone_matches_nothing() -> None:
    assert matches([watch(WatchSubject.COMPANY, "...")], INNOVO, FINE) == []
