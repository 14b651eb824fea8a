"""The alert of a made-up company, so that people see what will come before anything comes."""

from __future__ import annotations

from dataclasses import replace

from bot.slack.messages.alert import alert_messages
from bot.slack.mrkdwn import Mrkdwn
from bot.stages import Alert, Message

REASON = "asked for a test"


def sample_messages(alert: Alert, user: str) -> tuple[Message, ...]:
    """As a real alert reads, but every part says that it is a test, and nothing can be pressed: there is no filing."""
    named = tuple(replace(one, name=f"TEST: {one.name}") for one in alert.report.companies)
    by = Mrkdwn(
        f"*A test by <@{user}>: this company is made up and no such meeting was held.* Meeting results will be posted "
        "here like this, with buttons below: open filing, show evidence, past meetings, mute, share."
    )
    messages = alert_messages(replace(alert, report=replace(alert.report, companies=named)), (REASON,), note=by)
    return tuple(replace(each, blocks=tuple(b for b in each.blocks if b["type"] != "actions")) for each in messages)
