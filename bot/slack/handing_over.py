"""A file to who asked for it, or to the channel it was asked for in."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.client import call
from bot.slack.faults import Verdict, in_words
from bot.slack.messenger import NotPosted
from bot.slack.mrkdwn import Mrkdwn, escape
from bot.slack.parts import AppParts
from bot.slack.uploads import File, upload


async def hand_over(parts: AppParts, file: File, comment: str, user: str, channel: str, *, here: bool) -> Mrkdwn:
    """A file to who asked for it, in their conversation with the app; ``here``: to the whole channel. What to say.

    An ephemeral message takes no files, so this is the one way to show a file to one person.
    """
    client = parts.client
    if here and (why := await parts.permissions.posting_refusal(user, channel)):
        return Mrkdwn(f"⚠ {why}")
    try:
        if here:
            await upload(client, channel, file, f"{comment}, asked for by <@{user}>")
            return Mrkdwn(f"{escape(file.name)} is in the channel.")
        await upload(client, await _conversation(client, user), file, comment)
    except NotPosted as failure:
        return _not_handed_over(failure, here=here)
    return Mrkdwn(f"{escape(file.name)} is in your messages with me. With `here` at the end it goes to the channel.")


async def _conversation(client: AsyncWebClient, user: str) -> str:
    opened = await call(client.conversations_open(users=user))
    return str((opened.get("channel") or {}).get("id") or "")


def _not_handed_over(failure: NotPosted, *, here: bool) -> Mrkdwn:
    why = escape(in_words(failure.fault.reason))
    if here:
        return Mrkdwn(f"⚠ I could not post here: {why}.")
    scope = failure.fault.verdict is Verdict.CREDENTIALS
    install = " Whoever keeps this app should install it again with its manifest." if scope else ""
    return Mrkdwn(f"⚠ I could not send you the file: {why}.{install} With `here` at the end it goes to the channel.")
