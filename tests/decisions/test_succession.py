"""Who follows whom: by what the filing states, who filed it, and who bore its ticker. A guess is never taken for it."""

from __future__ import annotations

from bot.stages import Filer, KnownCompany, Succession
from bot.succession import Witnesses, decide
from parsers.succession import StatedSuccession

NEW = Filer("9900501", "HARBOR HOLDINGS INC")
OLD = KnownCompany("1234567", "HARBOR LANTERN CORP /DE/", ("HARBOR CANDLE CO",))
NAMESAKE = KnownCompany("77", "HARBOR LANTERN CORP /NV/")
STRANGER = KnownCompany("88", "QUILL WORKS CO")
ALONE = {NEW.cik: NEW.name}


def stated(*predecessors: tuple[str, ...], successor: str = "") -> StatedSuccession:
    return StatedSuccession((), successor, predecessors, words="so it says")


def told(
    what: StatedSuccession, *known: KnownCompany, filers: dict[str, str] = ALONE, bearers: frozenset[str] = frozenset()
) -> Succession | None:
    return decide(what, filers, Witnesses(known, frozenset(filers), bearers))


def sure(*companies: KnownCompany) -> Succession:
    return Succession(NEW, tuple(Filer(one.cik, one.name) for one in companies), (), "so it says")


def perhaps(*companies: KnownCompany) -> Succession:
    return Succession(NEW, (), tuple(Filer(one.cik, one.name) for one in companies), "so it says")


def test_the_one_company_of_the_stated_name_is_it() -> None:
    assert told(stated(("Harbor Lantern Corporation",)), OLD, STRANGER) == sure(OLD)


def test_of_several_of_one_name_the_one_with_the_ticker_is_it() -> None:
    names = stated(("Harbor Lantern Corp.",))
    assert told(names, OLD, NAMESAKE) == perhaps(OLD, NAMESAKE)
    assert told(names, OLD, NAMESAKE, bearers=frozenset({OLD.cik})) == sure(OLD)


def test_a_filer_of_the_stated_name_is_it() -> None:
    both = {NEW.cik: NEW.name, OLD.cik: OLD.name}
    assert told(stated(("Harbor Lantern Corp.",)), OLD, NAMESAKE, filers=both) == sure(OLD)


def test_a_former_name_alone_is_not_enough() -> None:
    assert told(stated(("Harbor Candle Co.",)), OLD) == perhaps(OLD)
    assert told(stated(("Harbor Candle Co.",)), OLD, bearers=frozenset({OLD.cik})) == sure(OLD)


def test_a_ticker_that_points_at_somebody_else_leaves_it_open() -> None:
    assert told(stated(("Harbor Lantern Corp.",)), OLD, STRANGER, bearers=frozenset({"88"})) == perhaps(OLD, STRANGER)


def test_a_ticker_alone_leaves_it_open() -> None:
    assert told(stated(), OLD, bearers=frozenset({OLD.cik})) == perhaps(OLD)


def test_two_filers_without_a_word_of_who_follows_leave_it_open() -> None:
    both = {OLD.cik: OLD.name, NEW.cik: NEW.name}
    assert told(stated(), OLD, filers=both) == perhaps(OLD)


def test_two_filers_and_the_ticker_of_one_leave_it_open_who_follows() -> None:
    both = {OLD.cik: OLD.name, NEW.cik: NEW.name}
    assert told(stated(), OLD, filers=both, bearers=frozenset({OLD.cik})) == perhaps(OLD)
    named = stated(successor="Harbor Holdings, Inc.")
    assert told(named, OLD, filers=both, bearers=frozenset({OLD.cik})) == sure(OLD)


def test_a_company_that_nobody_knows_is_followed_by_its_name() -> None:
    assert told(stated(("Lantern Trust",)), STRANGER) == Succession(
        NEW, (Filer("", "Lantern Trust"),), (), "so it says"
    )


def test_two_companies_are_followed_by_one() -> None:
    names = stated(("Harbor Lantern Corp.",), ("Quill Works Company",))
    assert told(names, OLD, STRANGER) == sure(OLD, STRANGER)


def test_a_successor_does_not_follow_itself() -> None:
    same = KnownCompany(NEW.cik, "HARBOR LANTERN CORP")
    assert told(stated(("Harbor Lantern Corp.",)), same, OLD) == sure(OLD)


def test_where_nothing_points_anywhere_nothing_is_told() -> None:
    assert told(stated(), STRANGER) is None
    assert told(stated(("Harbor Lantern Corp.",)), OLD, filers={}) is None
