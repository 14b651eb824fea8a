"""Who should hear of a filing, and why. Pure: watches, a company and a report in, matches with reasons out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.rules import parse_rule
from bot.stages import Match, Mute, Watch, WatchSubject
from parsers.report import MeetingReport

_LEGAL_FORMS = frozenset(
    {"inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "lp", "llp", "plc", "sa"}
    | {"ag", "nv", "se", "trust", "the", "de", "md", "nj", "ny", "pa"}
)
"""Words that a name may end or begin with and that people leave out; the last ones are EDGAR's ``/DE/``."""


@dataclass(frozen=True, slots=True)
class Filers:
    """The companies of a filing under every name that a watch may use; the first name is what to call them."""

    ciks: tuple[str, ...]
    names: tuple[str, ...]
    tickers: frozenset[str] = field(default_factory=frozenset)
    predecessors: tuple[Filers, ...] = ()
    """In whose place they report: who watches one of these watches them."""

    @property
    def called(self) -> str:
        return self.names[0] if self.names else f"CIK {', '.join(self.ciks)}"


def matches(
    watches: Iterable[Watch],
    filers: Filers,
    report: MeetingReport | None,
    *,
    mutes: Sequence[Mute] = (),
    channel_ids: Mapping[tuple[str, str], str] | None = None,
) -> list[Match]:
    """One match a channel, with the reasons of all its watches.

    ``report`` is ``None`` for a filing that could not be read: then every rule lets it through. ``channel_ids`` maps
    (workspace, ``#name``) to the channel's ID where that is known, so that a channel which two watches name in two
    ways hears of a filing once.
    """
    known = channel_ids or {}
    reasons: dict[tuple[str, str], list[str]] = {}
    for watch in watches:
        channel = known.get((watch.team_id, watch.channel), watch.channel)
        why = _why(watch, filers, report)
        if why and not _muted(mutes, watch, channel, filers):
            reasons.setdefault((watch.team_id, channel), []).append(why)
    return [Match(team, channel, tuple(dict.fromkeys(why))) for (team, channel), why in reasons.items()]


def subject_of(watch: Watch) -> str:
    """What a watch watches, in words: ``INNO``, ``CIK 844143``, ``everything``."""
    if watch.subject is WatchSubject.EVERYTHING:
        return "everything"
    return f"CIK {watch.value}" if watch.subject is WatchSubject.CIK else watch.value


def name_words(name: str) -> tuple[str, ...]:
    """A company's name as the words that tell it from others: ``INNOVO GROUP INC /DE/`` → ``innovo group``."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    words = re.findall(r"[^\W_]+", re.sub(r"['’.]", "", plain.casefold()))
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    if len(words) > 1 and words[0] == "the":
        words.pop(0)
    return tuple(words)


def _why(watch: Watch, filers: Filers, report: MeetingReport | None) -> str | None:
    concerned = _concerned(watch, filers)
    if concerned is None:
        return None
    subject = subject_of(watch)
    called = filers.called if concerned is filers else f"{concerned.called}, now {filers.called}"
    watches = f"watches {subject}" + ("" if subject == "everything" else f" ({called})")
    if not watch.rules or report is None:
        return watches
    met = [words for rule in watch.rules for words in parse_rule(rule).met_by(report)]
    return f"{watches}, only {' or '.join(watch.rules)}: {'; '.join(dict.fromkeys(met))}" if met else None


def _concerned(watch: Watch, filers: Filers) -> Filers | None:
    """The companies that the watch means: those of the filing, or the nearest in whose place they report."""
    if _concerns(watch, filers):
        return filers
    return next((found for old in filers.predecessors if (found := _concerned(watch, old))), None)


def _concerns(watch: Watch, filers: Filers) -> bool:
    match watch.subject:
        case WatchSubject.EVERYTHING:
            return True
        case WatchSubject.CIK:
            return watch.value in filers.ciks
        case WatchSubject.TICKER:
            return _symbol(watch.value) in {_symbol(ticker) for ticker in filers.tickers}
        case WatchSubject.COMPANY:
            wanted = name_words(watch.value)
            return bool(wanted) and any(name_words(name)[: len(wanted)] == wanted for name in filers.names)


def _symbol(ticker: str) -> str:
    """``BRK.B``, ``BRK-B`` and ``brk/b`` are one."""
    return re.sub(r"[./ ]", "-", ticker.upper())


def _muted(mutes: Sequence[Mute], watch: Watch, channel: str, filers: Filers) -> bool:
    """Whether the channel wants to hear of none of the filing's companies."""
    muted = {mute.cik for mute in mutes if mute.team_id == watch.team_id and mute.channel in {channel, watch.channel}}
    return _all_muted(muted, filers)


def _all_muted(muted: set[str], filers: Filers) -> bool:
    """A company that reports in the place of muted ones alone is muted as they are."""
    if filers.ciks and muted.issuperset(filers.ciks):
        return True
    if len(filers.ciks) > 1 or not filers.predecessors:
        return False
    return all(_all_muted(muted, old) for old in filers.predecessors)
