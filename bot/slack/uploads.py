"""Files: into a channel, into a person's conversation with the app, or to be shown by a message."""

from __future__ import annotations

from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.client import call


@dataclass(frozen=True, slots=True)
class File:
    """``alt_text`` says in words what an image shows."""

    name: str
    content: bytes
    title: str
    alt_text: str = ""


async def upload(
    client: AsyncWebClient, channel: str | None, file: File, comment: str = "", thread_ts: str | None = None
) -> str:
    """Show a file to a channel, or in a thread of it; with no channel it is held for a message that shows it.

    The file's ID. Raises `NotPosted`.
    """
    answer = await call(
        client.files_upload_v2(
            channel=channel,
            thread_ts=thread_ts,
            filename=file.name,
            content=file.content,
            title=file.title,
            alt_txt=file.alt_text or None,
            initial_comment=comment or None,
        )
    )
    held = answer.get("files") or [{}]
    return str(held[0].get("id") or "")
