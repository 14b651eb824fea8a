"""What becomes of an alert when its filing is amended: the message anew, and what changed in its thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.amended import all_amended
from bot.changes import Change, changes
from bot.slack.blocks import actions, context, section
from bot.slack.messages.alert import alert_messages
from bot.slack.messages.meeting import filing_buttons, meeting_title, origin
from bot.slack.mrkdwn import Mrkdwn, bold, escape, joined, link
from bot.slack.paging import message
from bot.stages import Alert, Message, StoredReport
from parsers.report import MeetingReport

CHANGES_LIMIT = 2500


def amended_original(alert: Alert, reasons: Sequence[str], earlier: Sequence[StoredReport] = ()) -> Message:
    """The first message as it reads from now on: what the amendment says, and what was told before where it is silent.

    ``earlier``: the reports that it amends, oldest first.
    """
    if not earlier:
        return alert_messages(alert, reasons)[0]
    whole = all_amended([*(each.report for each in earlier), alert.report])
    form = alert.filing.form_type or "filing"
    links = joined(", ", (link(each.filing_url, each.filing.accession_number) for each in earlier))
    silent = Mrkdwn(f"What it does not repeat stands as filed first: {links}")
    note = joined(" ", (bold(f"Amended by a later {form}."), silent))
    shown = alert_messages(replace(alert, report=replace(whole, form_type=form)), reasons, note=note)
    return shown[0]


def amends_unheard(earlier: Sequence[StoredReport]) -> Mrkdwn:
    """Under an amendment in a channel that was not told of what it amends: the reports, where they are held."""
    said = bold("This amends an earlier filing, which was not told here.")
    if not earlier:
        return joined(" ", (said, escape("What it changes is not known.")))
    links = joined(", ", (link(each.filing_url, each.filing.accession_number) for each in earlier))
    return joined(" ", (said, Mrkdwn(f"What it does not repeat stands there: {links}")))


def amendment_reply(alert: Alert, original: MeetingReport) -> tuple[Message, bool]:
    """The answer in the thread, and whether who won or what was approved is another now."""
    found = changes(original, alert.report)
    title = meeting_title(alert.report, alert.filing)
    said = _opening(found)
    words = [escape(_words(change), 400) for change in found]
    text = joined("\n", (escape(f"{title}. {said}"), *words, escape(alert.filing_url)))
    lines = [Mrkdwn(f"• {each}") for each in words]
    blocks = [
        section(bold(said), *lines, limit=CHANGES_LIMIT),
        context(origin(alert.report, alert.filing, alert.filing_url)),
    ]
    buttons = actions(*filing_buttons(alert.report, alert.filing, alert.filing_url))
    return message(text, blocks, foot=[buttons]), any(change.outcome for change in found)


def _opening(found: Sequence[Change]) -> str:
    if not found:
        return "This was amended. No value that was told here has changed."
    count = "One value reads" if len(found) == 1 else f"{len(found)} values read"
    outcome = "An outcome has changed. " if any(change.outcome for change in found) else ""
    return f"This was amended. {outcome}{count} otherwise now:"


def _words(change: Change) -> str:
    if not change.before:
        return f"{change.about}: {change.after} (not told before)"
    return f"{change.about}: {change.after} (before: {change.before})"
