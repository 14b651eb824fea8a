"""What ``/watch`` answers. Pure: what was found or done in, messages out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from bot.companies import Candidate
from bot.slack.blocks import Block, actions, button, context, header, section
from bot.slack.channel_list import Added, AddResult, Listed
from bot.slack.faults import in_words
from bot.slack.mrkdwn import Mrkdwn, bold, escape, joined, moment
from bot.slack.preferences import Amendments, Preferences
from bot.stages import Message, Mute, WatchSubject

WATCH_PICK = "watch_pick"
"""A company that was meant. Value: JSON ``{"subject": …, "rules": […], "as_is": bool}``."""
PAGE_SIZE = 20

HELP = """*`/watch` – what this channel hears of*
• `/watch add INNO` – a company by ticker, CIK or name; several with commas
• `/watch add INNO only failures` – or `say-on-pay below 70`, `directors below 80`, `shareholder proposals`, with `or`
• `/watch all` – every company; `/watch all only failures`
• `/watch remove INNO` – or its number in `/watch list`
• `/watch list` – what is watched, muted and chosen here
• `/watch import` – paste a list; `/watch export csv` or `json` – take it away; `… here` for all to see
• `/watch mute INNO 30d` – or `until 2026-12-01`, `forever`; `/watch unmute INNO`
• `/watch digest daily 17:00 New York` – or `weekly Friday 16:00 London`, `off`
• `/watch quiet 22:00-06:00` – held, not dropped; failures come through unless you add `strict`; `off`
• `/watch amendments both` – or `update`, `thread`
• `/watch test` – see here what an alert looks like; `/watch status` – how the watching goes
• `/watch audit` – who changed what
Look a company up with `/lookup INNO`."""


def plain(*lines: Mrkdwn | str) -> Message:
    """Lines of our own mrkdwn."""
    shown = [Mrkdwn(line) for line in lines if line]
    return Message("\n".join(shown), (section(*shown),))


def help_message() -> Message:
    return plain(HELP)


def added_message(results: Sequence[AddResult], rules: Sequence[str]) -> Message:
    """What became of every company that was named; buttons for those that may have been meant."""
    lines = [_added_line(result, rules) for result in results]
    choices = [actions(*_choices(result, rules)) for result in results if result.outcome is Added.UNKNOWN][:10]
    text = joined("\n", lines)
    return Message(text, (section(*lines), *choices))


def _added_line(result: AddResult, rules: Sequence[str]) -> Mrkdwn:
    only = f", only {' or '.join(rules)}" if rules else ""
    if result.outcome is Added.UNKNOWN:
        meant = " or ".join(company_words(each) for each in result.nearest)
        asks = f" Did you mean {meant}?" if meant else ""
        return Mrkdwn(f"I know nobody called {bold(result.asked, 100)}.{asks}")
    what = company_words(result.company) if result.company else bold(_asked(result).removesuffix("."), 100)
    if result.outcome is Added.ALREADY:
        return Mrkdwn(f"✓ {what} is watched here already{escape(only)}.")
    others = ", ".join(company_words(other) for other in result.others[:3])
    also = f" If you meant another: {others}; add it by its CIK." if others else ""
    unknown = (
        "" if result.company or result.asked == "all" else " I have seen no filing of it yet and will match it then."
    )
    return Mrkdwn(f"✓ This channel now watches {what}{escape(only)}.{unknown}{also}")


def _asked(result: AddResult) -> str:
    return "every company" if result.asked == "all" else result.asked


def _choices(result: AddResult, rules: Sequence[str]) -> list[Block]:
    def value(subject: str, *, as_is: bool) -> str:
        return json.dumps({"subject": subject, "rules": list(rules), "as_is": as_is})

    near = [
        button(_label(each), f"{WATCH_PICK}_{number}", value(each.cik, as_is=False))
        for number, each in enumerate(result.nearest)
    ]
    return [
        *near,
        button(f"Watch “{result.asked[:40]}” as it is", f"{WATCH_PICK}_as_is", value(result.asked, as_is=True)),
    ]


def _label(company: Candidate) -> str:
    return f"{company.ticker}: {company.name}" if company.ticker else company.name


def company_words(company: Candidate) -> Mrkdwn:
    """``Innovo Group Inc. (INNO)``, in bold."""
    ticker = f" ({escape(company.ticker)})" if company.ticker else ""
    return Mrkdwn(f"{bold(company.name, 100)}{ticker}")


def not_watched_message(asked: str, like: Sequence[tuple[int, Listed]]) -> Message:
    """``like``: what is watched here and called nearly so, each with its number in the list."""
    said = f"{bold(asked, 100)} is not watched here."
    if not like:
        return plain(f"{said} `/watch list` shows what is.")
    meant = " or ".join(f"{listed_words(each)} (`/watch remove {number}`)" for number, each in like)
    return plain(f"{said} Did you mean {meant}?")


def nobody_to_mute_message(asked: str, near: Sequence[Candidate], how_long: str) -> Message:
    said = f"I know nobody called {bold(asked, 100)}"
    if not near:
        return plain(f"{said}, so nothing of theirs can come.")
    ways = [f"`/watch mute {escape(each.ticker or each.cik)} {escape(how_long, 40)}`" for each in near]
    meant = " or ".join(f"{company_words(each)} ({way})" for each, way in zip(near, ways, strict=True))
    return plain(f"{said}. Did you mean {meant}?")


def listed_words(each: Listed) -> Mrkdwn:
    """One watch: what, only what, and where it stands."""
    watch = each.watch
    if watch.subject is WatchSubject.EVERYTHING:
        what = bold("Every company")
    elif each.company:
        what = Mrkdwn(f"{bold(each.company, 100)} {escape(f'(CIK {watch.value})')}")
    else:
        what = bold(f"CIK {watch.value}" if watch.subject is WatchSubject.CIK else watch.value, 120)
    only = escape(f", only {' or '.join(watch.rules)}", 400) if watch.rules else Mrkdwn("")
    whose = "in the watchlist file" if each.from_file else (f"by <@{watch.added_by}>" if watch.added_by else "")
    return Mrkdwn(f"{what}{only}" + (f" – {whose}" if whose else ""))


def list_message(
    listed: Sequence[Listed], mutes: Sequence[tuple[Mute, str]], preferences: Preferences, page: int
) -> Message:
    pages = max(1, -(-len(listed) // PAGE_SIZE))
    page = min(page, pages - 1)
    shown = list(enumerate(listed, 1))[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    lines = [Mrkdwn(f"{number}. {listed_words(each)}") for number, each in shown]
    if not listed:
        lines = [Mrkdwn("Nothing is watched here yet. Start with `/watch add INNO`.")]
    muted = [Mrkdwn(f"• {bold(name or f'CIK {mute.cik}', 100)} {_until(mute)}") for mute, name in mutes]
    chosen = preference_lines(preferences)
    more = f"Page {page + 1} of {pages}; `/watch list {page + 2}` goes on. " if page + 1 < pages else ""
    foot = f"{more}What is in the watchlist file is changed there; the rest by `/watch`."
    blocks = [header("Watched in this channel"), section(*lines)]
    blocks += [section(bold("Muted"), *muted[:30])] if muted else []
    blocks += [section(bold("Chosen here"), *chosen)] if chosen else []
    return Message(joined("\n", [*lines, *muted, *chosen]), (*blocks, context(Mrkdwn(foot))))


def preference_lines(preferences: Preferences) -> list[Mrkdwn]:
    lines = []
    if preferences.digest:
        lines.append(Mrkdwn(f"• Digest {escape(preferences.digest.words())}"))
    if preferences.quiet:
        lines.append(Mrkdwn(f"• Quiet {escape(preferences.quiet.words())}"))
    if preferences.amendments is not Amendments.BOTH:
        how = "changes the first alert" if preferences.amendments is Amendments.UPDATE else "answers in its thread"
        lines.append(Mrkdwn(f"• An amendment {how}"))
    return lines


def _until(mute: Mute) -> Mrkdwn:
    by = f" by <@{mute.by}>" if mute.by else ""
    return Mrkdwn(f"until {moment(mute.until)}{by}" if mute.until else f"for good{by}")


def muted_message(company: str, until: datetime | None) -> Message:
    how_long = f"until {moment(until)}" if until else "for good"
    return plain(f"{bold(company, 100)} is muted here {how_long}. `/watch unmute` ends it.")


def imported_message(results: Sequence[AddResult]) -> Message:
    """In numbers, with the names that nobody bears."""
    unknown = [result.asked for result in results if result.outcome is Added.UNKNOWN]
    new = sum(result.outcome is Added.NEW for result in results)
    lines = [Mrkdwn(f"{new} of {len(results)} are new in this channel's list.")]
    if unknown:
        names = ", ".join(unknown[:30])
        lines.append(Mrkdwn(f"I know nobody called: {escape(names, 2000)}. Add those one by one with `/watch add`."))
    return plain(*lines)


def with_channel_warning(message: Message, described: dict[str, object] | None) -> Message:
    """``described``: what Slack tells of the channel, ``None`` where the app can't see it."""
    if described is None or not (described.get("is_member") or described.get("is_im")):
        warning = "⚠ I am not in this channel and cannot post here yet: `/invite @ballotwire`."
    elif described.get("is_ext_shared"):
        warning = "⚠ This channel is shared with another organisation, which will see the alerts too."
    else:
        return message
    return Message(f"{message.text}\n{warning}", (*message.blocks, context(Mrkdwn(warning))))


NOT_INVITED = {"not_in_channel", "channel_not_found"}


def not_posted_message(reason: str) -> Message:
    """``reason`` is Slack's own code."""
    what_to_do = " `/invite @ballotwire` changes that." if reason in NOT_INVITED else ""
    return plain(f"⚠ I could not post here: {escape(in_words(reason))}.{what_to_do}")
