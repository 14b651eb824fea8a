"""Patterns that are asked only of texts that hold a word they need, worked out from the pattern itself.

Most rules are asked of sentences that have none of their words. To look for a word in a text costs a hundredth of what
a pattern of many alternatives costs, tried anew at each of the text's characters. Nobody keeps a second list of words
by hand that could fall behind its pattern.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from itertools import groupby, product
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")

_parser: Any = import_module("re._parser")
"""Python's own reader of patterns. It is not public: what it yields that is not known here needs no word."""

Words = frozenset[str]
"""Lower-case words of which a text must hold at least one."""

MOST_WORDS = 40
"""Alternatives beyond which a set of words is no quick look any more."""
SHORTEST = 2
"""Characters; a shorter word is in every text."""


Ways = tuple[tuple[tuple[str, ...], ...], ...]
"""The ways in which a text can have what a pattern needs; in each, one word of every set."""


class Alternative(NamedTuple):
    """One of the alternatives of a pattern, and the words that it needs."""

    pattern: re.Pattern[str]
    needed: Ways


@dataclass(frozen=True)
class Guarded:
    """A pattern of which only the alternatives look at a text that holds what they need.

    It finds what `pattern` would: of the leftmost matches that of the first alternative. `search` and `finditer` look
    at a whole text only.
    """

    words: str
    flags: re.RegexFlag
    alternatives: tuple[Alternative, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The same in one piece."""
        return re.compile(self.words, self.flags)

    def asked_of(self, text: str) -> list[re.Pattern[str]]:
        """The alternatives that could find something in a text, in order."""
        lower = text.lower()
        asked: list[re.Pattern[str]] = []
        for pattern, needed in self.alternatives:
            for way in needed:
                for words in way:
                    for word in words:
                        if word in lower:
                            break
                    else:
                        break
                else:
                    asked.append(pattern)
                    break
        return asked

    def search(self, text: str) -> re.Match[str] | None:
        first: re.Match[str] | None = None
        for pattern in self.asked_of(text):
            match = pattern.search(text)
            if match and (first is None or match.start() < first.start()):
                first = match
        return first

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        patterns = self.asked_of(text)
        return patterns[0].finditer(text) if len(patterns) == 1 else _leftmost_first(patterns, text)


Needs = tuple[tuple[str, int], ...]
"""Words, each with the rules that need it: a bit for each rule's place."""

MANY_WORDS = 100
"""From so many words on it pays to look first for their beginnings, all at once."""
BEGINNING = 3
"""Characters."""


@dataclass(frozen=True)
class Lookup(Generic[T]):
    """Rules by the words that their patterns need: a text is searched once for each word, whoever needs it."""

    rules: tuple[T, ...]
    words: Needs
    always: int
    """The rules that need no word."""

    def asked_of(self, lower: str) -> Iterator[T]:
        """The rules that could find something in a text of lower case, in order."""
        asked = self.always
        for word, places in self.words if len(self.words) < MANY_WORDS else self._likely(lower):
            if word in lower:
                asked |= places
        for place, rule in enumerate(self.rules):
            if asked >> place & 1:
                yield rule

    @cached_property
    def _by_beginning(self) -> dict[str, Needs]:
        kept: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for word, places in self.words:
            kept[word[:BEGINNING] if len(word) >= BEGINNING else ""].append((word, places))
        return {beginning: tuple(words) for beginning, words in kept.items()}

    def _likely(self, lower: str) -> Iterator[tuple[str, int]]:
        """The words whose beginning stands somewhere in a text, and those too short to have one."""
        stretches = {lower[at : at + BEGINNING] for at in range(len(lower) - BEGINNING + 1)}
        stretches.add("")
        for beginning in self._by_beginning.keys() & stretches:
            yield from self._by_beginning[beginning]


def looked_up(rules: Sequence[T], pattern: Callable[[T], Guarded]) -> Lookup[T]:
    """The rules, to be asked by the words of the pattern that each must find."""
    needs: defaultdict[str, int] = defaultdict(int)
    always = 0
    for place, rule in enumerate(rules):
        for way in (way for one in pattern(rule).alternatives for way in one.needed):
            always |= 0 if way else 1 << place
            for word in way[0] if way else ():
                needs[word] |= 1 << place
    return Lookup(tuple(rules), tuple(sorted(needs.items())), always)


def _leftmost_first(patterns: list[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    """The matches of the patterns' alternation: each begins behind the one before it."""
    ahead = {pattern: match for pattern in patterns if (match := pattern.search(text))}
    while ahead:
        first = min(ahead.values(), key=re.Match.start)
        yield first
        behind = max(first.end(), first.start() + 1)
        for pattern in [pattern for pattern, match in ahead.items() if match.start() < behind]:
            match = pattern.search(text, behind) if behind <= len(text) else None
            if match:
                ahead[pattern] = match
            else:
                del ahead[pattern]


def guarded(words: str, flags: re.RegexFlag = re.NOFLAG) -> Guarded:
    """The pattern that `re.compile` makes of the same arguments, its alternatives guarded by their own words."""
    parts: list[str] = []
    for is_plain, run in groupby(split(words), _is_plain):
        together = list(run)
        parts += ["|".join(together)] if is_plain else together
    patterns = [re.compile(part, flags) for part in parts]
    return Guarded(words, flags, tuple(Alternative(pattern, words_needed(pattern)) for pattern in patterns))


def _is_plain(words: str) -> bool:
    """Whether a pattern takes a few texts only: several such are looked for together as quickly as one by one."""
    reading = _sequence(_parser.parse(words))
    return reading.exact is not None and not reading.sets


_CAPTURES = re.compile(r"(?<!\\)\((?:\?P|(?!\?))")
_PIECES = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
"""An escaped character, a set of characters, or one character of a pattern."""


def split(words: str) -> list[str]:
    """The alternatives that a pattern is written as; the pattern alone where it has none, or captures."""
    if _CAPTURES.search(words):
        return [words]
    if words.startswith("(?:") and _closes(words) == len(words) - 1:
        return split(words[len("(?:") : -1])
    depth, found = 0, [""]
    for piece in _PIECES.findall(words):
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if piece == "|" and not depth:
            found.append("")
        else:
            found[-1] += piece
    return found


def _closes(words: str) -> int:
    """Where the bracket that a pattern opens with is closed."""
    depth = 0
    for piece in _PIECES.finditer(words):
        depth += {"(": 1, ")": -1}.get(piece[0], 0)
        if not depth:
            return piece.start()
    return len(words)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a part of a pattern takes: ``exact`` are all its texts where they are few, ``sets`` what they all hold."""

    exact: Words | None
    sets: tuple[Words, ...] = ()

    @property
    def required(self) -> tuple[Words, ...]:
        return (*self.sets, *_useful(self.exact))


_ANYTHING = _Reading(None)
_NOTHING = _Reading(frozenset(("",)))


def words_needed(pattern: re.Pattern[Any]) -> Ways:
    """The words that a pattern needs; one empty way, which every text meets, where that cannot be told."""
    ways = {_strongest(_sequence(alternative).required) for alternative in _alternatives(pattern)}
    if () in ways:
        return ((),)
    alone = _fewest(word for way in ways if len(way) == 1 for word in way[0])
    together = sorted(way for way in ways if len(way) > 1)
    return (((tuple(sorted(alone)),),) if alone else ()) + tuple(together)


def _alternatives(pattern: re.Pattern[Any]) -> list[Any]:
    """The alternatives that a pattern is made of, word boundaries around them left out; itself where it has none."""
    parts = [part for part in _parser.parse(pattern.pattern, pattern.flags) if str(part[0]) != "AT"]
    while len(parts) == 1 and str(parts[0][0]) == "SUBPATTERN":
        parts = list(parts[0][1][3])
    return list(parts[0][1][1]) if len(parts) == 1 and str(parts[0][0]) == "BRANCH" else [parts]


def _strongest(sets: Iterable[Words]) -> tuple[tuple[str, ...], ...]:
    """The two sets of words that are the least likely to stand in a text by chance, the smaller first."""
    ranked = sorted(set(sets), key=lambda words: (-min(map(len, words)) + len(words) / 8, sorted(words)))
    return tuple(tuple(sorted(words)) for words in sorted(ranked[:2], key=len))


def _useful(words: Words | None) -> tuple[Words, ...]:
    """The words as a set worth looking for."""
    if not words or min(map(len, words)) < SHORTEST:
        return ()
    fewest = _fewest(words)
    return (fewest,) if len(fewest) <= MOST_WORDS else ()


def _fewest(words: Iterable[str]) -> Words:
    """The words without those that hold another, as no text has them without it."""
    every = frozenset(words)
    return frozenset(word for word in every if not any(other in word for other in every if other != word))


def _sequence(parts: Iterable[Any]) -> _Reading:
    """One part after another: texts of neighbours grow together as long as all of them are known."""
    run: Words = frozenset(("",))
    sets: list[Words] = []
    is_exact = True
    for operation, argument in parts:
        part = _part(str(operation), argument)
        grown = _joined(run, part.exact)
        if grown is not None:
            run = grown
            sets += part.sets
            continue
        is_exact = False
        sets += [*_useful(run), *part.sets]
        run = part.exact if part.exact is not None else frozenset(("",))
    return _Reading(run, tuple(sets)) if is_exact else _Reading(None, (*sets, *_useful(run)))


def _joined(run: Words, exact: Words | None) -> Words | None:
    """Every text of one part before every text of the next; ``None`` where they are unknown or too many."""
    if exact is None or len(run) * len(exact) > MOST_WORDS:
        return None
    return frozenset(before + after for before, after in product(run, exact))


def _part(operation: str, argument: Any) -> _Reading:
    match operation:
        case "LITERAL":
            return _Reading(frozenset((chr(argument).lower(),)))
        case "AT" | "ASSERT_NOT":
            return _NOTHING
        case "ASSERT":
            return _Reading(frozenset(("",)), _sequence(argument[1]).required)
        case "IN":
            return _any_character(argument)
        case "SUBPATTERN":
            return _sequence(argument[3])
        case "ATOMIC_GROUP":
            return _sequence(argument)
        case "BRANCH":
            return _any_of([_sequence(alternative) for alternative in argument[1]])
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _repeated(*argument)
    return _ANYTHING


def _any_character(members: Sequence[Any]) -> _Reading:
    if len(members) > 4 or any(str(kind) != "LITERAL" for kind, _ in members):
        return _ANYTHING
    return _Reading(frozenset(chr(code).lower() for _, code in members))


def _any_of(readings: Sequence[_Reading]) -> _Reading:
    """Alternatives: all their texts where all are known, else for each what it needs most."""
    if all(reading.exact is not None and not reading.sets for reading in readings):
        exact = frozenset(text for reading in readings for text in reading.exact or ())
        if len(exact) <= MOST_WORDS:
            return _Reading(exact)
    each = [_strongest(reading.required)[:1] for reading in readings]
    if not all(each):
        return _ANYTHING
    return _Reading(None, _useful(frozenset(word for (words,) in each for word in words)))


def _repeated(least: int, most: int, parts: Iterable[Any]) -> _Reading:
    """Once is exact, perhaps once too; more often only what each time needs is known, and of ``*`` nothing."""
    once = _sequence(parts)
    if least == most == 1:
        return once
    if least == 0 and most == 1 and once.exact is not None and not once.sets:
        return _Reading(once.exact | {""})
    return _Reading(None, once.required) if least else _ANYTHING
