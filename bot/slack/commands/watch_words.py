"""What the words after ``/watch`` ask for. Pure: text in, a request out, or `WordsFault` with the way to say it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time, timedelta

from bot.rules import parse_rule
from bot.slack.mrkdwn import unescaped
from bot.slack.preferences import WEEKDAYS, Amendments, Digest, Quiet
from bot.slack.time_words import read_duration, read_span, read_time, read_zone

SUBJECTS_AT_ONCE = 200
LONGEST_SUBJECT = 120


class WordsFault(ValueError):
    """The words ask for nothing that there is. The text says so to a person, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Add:
    subjects: tuple[str, ...]
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WatchAll:
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remove:
    subject: str


@dataclass(frozen=True, slots=True)
class ListWatches:
    page: int = 0


@dataclass(frozen=True, slots=True)
class Import:
    """``lines``: what was written after the word; nothing opens a form to paste into."""

    lines: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """``here``: for the whole channel, and not for who asks alone."""

    kind: str = "csv"
    here: bool = False


@dataclass(frozen=True, slots=True)
class MuteCompany:
    """For ``span``, until the day ``until`` (ISO) begins in the person's own time zone, or for good with neither.

    ``said``: how it was written, to say it again of another company.
    """

    subject: str
    span: timedelta | None = None
    until: str = ""
    said: str = field(default="forever", compare=False)


@dataclass(frozen=True, slots=True)
class Unmute:
    subject: str


@dataclass(frozen=True, slots=True)
class SetDigest:
    """``None`` turns it off. A zone of ``""`` is the person's own."""

    digest: Digest | None


@dataclass(frozen=True, slots=True)
class SetQuiet:
    quiet: Quiet | None


@dataclass(frozen=True, slots=True)
class SetAmendments:
    amendments: Amendments


@dataclass(frozen=True, slots=True)
class Test:
    pass


@dataclass(frozen=True, slots=True)
class Status:
    pass


@dataclass(frozen=True, slots=True)
class Audit:
    page: int = 0


@dataclass(frozen=True, slots=True)
class Help:
    pass


Request = (
    Add | WatchAll | Remove | ListWatches | Import | Export | MuteCompany | Unmute | SetDigest | SetQuiet
    | SetAmendments | Test | Status | Audit | Help
)  # fmt: skip


def parse_watch(text: str) -> Request:
    """Raises `WordsFault`. ``text`` as Slack sends it, with ``&amp;``, ``&lt;`` and ``&gt;``."""
    words = re.sub(r"\s+", " ", unescaped(text)).strip()
    verb, _, rest = words.partition(" ")
    parse = VERBS.get(verb.casefold())
    if not verb:
        return Help()
    if parse is None:
        raise WordsFault(f"I do not know `/watch {shown(verb)}`. Try `/watch help`.")
    return parse(rest.strip())


def shown(words: str, limit: int = 60) -> str:
    """A person's own words back, harmless in mrkdwn and inside a code span."""
    cut = words if len(words) <= limit else f"{words[: limit - 1]}…"
    return cut.replace("`", "'").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def read_subjects(text: str) -> tuple[str, ...]:
    """Companies with commas, semicolons or line ends between them; the same one counts once."""
    named = [re.sub(r"\s+", " ", part).strip(" \"'") for part in re.split(r"[,;\n]+", text)]
    named = with_legal_forms([name for name in named if name])
    if any(len(name) > LONGEST_SUBJECT for name in named):
        raise WordsFault(f"That is too long for a company: `{shown(max(named, key=len))}`.")
    if nameless := [name for name in named if not re.search(r"[^\W_]", name)]:
        raise WordsFault(f"That is no company: `{shown(nameless[0])}`.")
    if len(named) > SUBJECTS_AT_ONCE:
        raise WordsFault(f"At most {SUBJECTS_AT_ONCE} companies at once, please; that were {len(named)}.")
    return tuple(dict.fromkeys(named))


def with_legal_forms(named: list[str]) -> list[str]:
    """``Innovo Group, Inc.`` is one company: a legal form after a comma belongs to the name before it."""
    joined: list[str] = []
    for name in named:
        if joined and re.fullmatch(r"(?:inc|corp|ltd|llc|l\.?p|plc|co|n\.?v|s\.?a)\.?", name, re.IGNORECASE):
            joined[-1] = f"{joined[-1]}, {name}"
        else:
            joined.append(name)
    return joined


def read_rules(text: str) -> tuple[str, ...]:
    """Rules with ``or`` or commas between them, each in its one spelling."""
    rules = [part.strip() for part in re.split(r",|\bor\b", text, flags=re.IGNORECASE) if part.strip()]
    try:
        return tuple(dict.fromkeys(parse_rule(rule).words for rule in rules))
    except ValueError as error:
        raise WordsFault(shown(str(error), 300)) from None


def are_rules(text: str) -> bool:
    """Whether words narrow a watch, and are no company's name."""
    try:
        return bool(read_rules(text.removeprefix("only ")))
    except WordsFault:
        return False


def _refuse_forgotten_only(subject: str) -> None:
    """``INNO failures`` is INNO with a word forgotten, and no company of that name."""
    words = subject.split()
    for place in range(len(words)):
        if are_rules(rules := " ".join(words[place:])):
            meant = f"add {' '.join(words[:place])}" if place else "all"
            raise WordsFault(f"Did you mean `/watch {shown(f'{meant} only {rules}', 120)}`?")


def _split_only(rest: str) -> tuple[str, tuple[str, ...]]:
    subject, only, rules = re.sub(r"\bonly\b", "\0", f" {rest} ", count=1, flags=re.IGNORECASE).partition("\0")
    if only and not rules.strip():
        raise WordsFault("Only what? For example `/watch add INNO only failures or say-on-pay below 70`.")
    return subject.strip(), read_rules(rules)


def _add(rest: str) -> Request:
    subject, rules = _split_only(rest)
    if subject.casefold() in {"all", "everything", "*"}:
        return WatchAll(rules)
    subjects = read_subjects(subject)
    for each in subjects:
        _refuse_forgotten_only(each)
    if not subjects:
        raise WordsFault("Add what? A ticker, a CIK or a name: `/watch add INNO` or `/watch add INNO only failures`.")
    return Add(subjects, rules)


def _all(rest: str) -> Request:
    subject, rules = _split_only(rest)
    if subject:
        raise WordsFault("`/watch all` watches every company; `/watch all only failures` their failures alone.")
    return WatchAll(rules)


def _remove(rest: str) -> Request:
    if not rest:
        raise WordsFault("Remove what? `/watch remove INNO`, `/watch remove all`, or a number of `/watch list`.")
    return Remove(rest[:LONGEST_SUBJECT])


def _page(rest: str) -> int:
    if rest and not (rest.isdecimal() and 1 <= int(rest) < 1000):
        raise WordsFault(f"`{shown(rest)}` is no page.")
    return int(rest) - 1 if rest else 0


def _export(rest: str) -> Request:
    found = re.fullmatch(r"(csv|json)?\s*(here)?", rest, re.IGNORECASE)
    if found is None:
        raise WordsFault("I export `csv` or `json`: `/watch export csv`, or `/watch export csv here` for all to see.")
    return Export((found[1] or "csv").casefold(), here=bool(found[2]))


def _mute(rest: str) -> Request:
    how = "`/watch mute INNO 30d`, `/watch mute INNO until 2026-12-01` or `/watch mute INNO forever`"
    if not rest:
        raise WordsFault(f"Mute what, and for how long? {how}.")
    if found := re.fullmatch(r"(.+?) until (\d{4}-\d\d-\d\d)", rest, re.IGNORECASE):
        return MuteCompany(found[1][:LONGEST_SUBJECT], until=found[2], said=f"until {found[2]}")
    if found := re.fullmatch(r"(.+?) (?:forever|for good|always)", rest, re.IGNORECASE):
        return MuteCompany(found[1][:LONGEST_SUBJECT])
    found = re.fullmatch(r"(.+?)(?: for)? (\d+ ?[a-z]+)", rest, re.IGNORECASE)
    if found and (span := read_duration(found[2])):
        return MuteCompany(found[1][:LONGEST_SUBJECT], span=span, said=found[2])
    raise WordsFault(f"For how long? {how}.")


def _unmute(rest: str) -> Request:
    if not rest:
        raise WordsFault("Unmute what? `/watch unmute INNO`.")
    return Unmute(rest[:LONGEST_SUBJECT])


def _digest(rest: str) -> Request:
    if rest.casefold() == "off":
        return SetDigest(None)
    how = "`/watch digest daily 17:00 New York`, `/watch digest weekly Friday 16:00 London` or `/watch digest off`"
    found = re.fullmatch(r"(daily|weekly|weekdays)\s*(?:on )?(.*)", rest, re.IGNORECASE)
    if found is None:
        raise WordsFault(f"When? {how}.")
    rhythm, rest = found[1].casefold(), found[2]
    days = tuple(range(5)) if rhythm == "weekdays" else tuple(range(7))
    if rhythm == "weekly":
        name, _, rest = rest.partition(" ")
        days = tuple(n for n, day in enumerate(WEEKDAYS) if len(name) > 2 and day.startswith(name.casefold()))
        if not days:
            raise WordsFault(f"On which day? {how}.")
    at, zone = _time_and_zone(rest.removeprefix("at "), how)
    return SetDigest(Digest(days, at, zone))


def _time_and_zone(words: str, how: str) -> tuple[time, str]:
    found = re.match(r"\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?(?![a-z]))?", words, re.IGNORECASE)
    at = read_time(found[0]) if found else None
    if found is None or at is None:
        raise WordsFault(f"At what time? {how}.")
    return at, _zone(words[found.end() :])


def _zone(words: str) -> str:
    words = words.strip().strip("()")
    if not words:
        return ""
    zone = read_zone(words)
    if zone is None:
        raise WordsFault(f"I know no time zone `{shown(words)}`. Write a city: `New York`, `London`, `Tokyo`.")
    return zone


def _quiet(rest: str) -> Request:
    if rest.casefold() == "off":
        return SetQuiet(None)
    rest, strict = re.subn(r"\s*\b(?:strict|without exceptions?)\b", "", rest, flags=re.IGNORECASE)
    found = re.match(r"(.+?[-–—]\s*|.+? to )(\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?(?![a-z]))?)", rest, re.IGNORECASE)
    span = read_span(found[0]) if found else None
    if found is None or span is None:
        raise WordsFault(
            "From when to when? `/watch quiet 22:00-06:00`, `/watch quiet 22:00-06:00 New York`, `/watch quiet off`. "
            "Alerts are held until it ends; failures still come through, unless you add `strict`."
        )
    return SetQuiet(Quiet(*span, zone=_zone(rest[found.end() :]), failures_pass=not strict))


def _amendments(rest: str) -> Request:
    try:
        return SetAmendments(Amendments(rest.casefold()))
    except ValueError:
        raise WordsFault(
            "How shall an amendment be told? `/watch amendments both` (change the alert and answer in its thread), "
            "`/watch amendments update` or `/watch amendments thread`."
        ) from None


def _bare(request: Request, word: str) -> Callable[[str], Request]:
    def parse(rest: str) -> Request:
        if rest:
            raise WordsFault(f"`/watch {word}` takes nothing after it.")
        return request

    return parse


VERBS: dict[str, Callable[[str], Request]] = {
    "add": _add,
    "all": _all,
    "remove": _remove,
    "delete": _remove,
    "list": lambda rest: ListWatches(_page(rest)),
    "import": Import,
    "export": _export,
    "mute": _mute,
    "unmute": _unmute,
    "digest": _digest,
    "quiet": _quiet,
    "amendments": _amendments,
    "test": _bare(Test(), "test"),
    "status": _bare(Status(), "status"),
    "audit": lambda rest: Audit(_page(rest)),
    "help": lambda _: Help(),
}
