"""A company that is watched reports under another CIK from now on, or may do so."""

from __future__ import annotations

from collections.abc import Sequence

from bot.slack.blocks import actions, button, context, header, section
from bot.slack.messages import actions as ids
from bot.slack.messages.alert import small_print
from bot.slack.messages.meeting import COMPANY_LIMIT, filing_buttons
from bot.slack.messages.words import READ_BY_MACHINE, capital
from bot.slack.mrkdwn import Mrkdwn, bold, cut, escape, joined
from bot.slack.paging import message
from bot.stages import Alert, Filer, Message, Succession

QUOTE_LIMIT = 500
MOST_LISTED = 8
"""Predecessors, or candidates, that are listed one by one."""


def succession_message(alert: Alert, succession: Succession, reasons: Sequence[str], *, delay: str = "") -> Message:
    """Who follows whom, in the words of the filing; what becomes of the watches, for each company its own."""
    title = succession_title(succession)
    lines = [*_sure(succession), *_open(succession)]
    said = escape(f"The filing says: “{succession.words}”", QUOTE_LIMIT) if succession.words else Mrkdwn("")
    who = succession.successor
    foot = [
        context(escape(capital(READ_BY_MACHINE))),
        small_print(alert, reasons, delay),
        actions(
            *filing_buttons(alert.report, alert.filing, alert.filing_url),
            button("Past meetings", ids.PAST_MEETINGS, who.cik, f"Past meetings of {who.name} and whom it follows"),
            button("Mute company", ids.MUTE, who.cik, f"Mute {who.name} in this channel"),
        ),
    ]
    text = joined("\n", (escape(title), *lines, escape(alert.filing_url)))
    return message(text, [header(title), section(*lines, said)], foot=foot)


def succession_title(succession: Succession) -> str:
    """In a line, for headings and digests."""
    successor = cut(succession.successor.name, COMPANY_LIMIT // 2)
    if not succession.predecessors:
        return f"{successor} may report for a company that is watched"
    first, *more = succession.predecessors
    others = f" and {len(more)} more" if more else ""
    return f"{cut(first.name, COMPANY_LIMIT // 2)}{others} now files as {successor}"


def _sure(succession: Succession) -> list[Mrkdwn]:
    after = _called(succession.successor)
    alone = len(succession.predecessors) == 1 and not succession.candidates
    watches = "This channel's watch goes on." if alone else "Watches of it go on."
    return [
        Mrkdwn(f"{bold(f'{_called(one)} is followed by {after}.', 400)} {watches}")
        for one in succession.predecessors[:MOST_LISTED]
    ]


def _open(succession: Succession) -> list[Mrkdwn]:
    """Nobody is moved by a guess: who watches a candidate decides."""
    if not succession.candidates:
        return []
    successor = succession.successor
    also = "also " if succession.predecessors else ""
    listed = [escape(f"• {_called(one)}", 200) for one in succession.candidates[:MOST_LISTED]]
    advice = Mrkdwn(
        "Their watches stay as they are. Look at the filing, and if it is so, "
        f"`/watch add {escape(successor.cik)}` follows the new company."
    )
    lead = bold(f"{_called(successor)} {also}reports in the place of another company, which may be this one:", 400)
    return [lead, *listed, advice]


def _called(one: Filer) -> str:
    return f"{one.name} (CIK {one.cik})" if one.cik else one.name
