"""The OAuth scopes that the app asks for, what each is for, and which of them a token has."""

from __future__ import annotations

from collections.abc import Mapping

NEEDED: Mapping[str, str] = {
    "app_mentions:read": "answering who asks by name in a message",
    "channels:history": "looking in a public channel before a message is sent again",
    "channels:read": "knowing which public channels the app is in, and who may change their lists",
    "chat:write": "posting alerts",
    "commands": "/lookup and /watch",
    "files:write": "files and pictures",
    "groups:history": "looking in a private channel before a message is sent again",
    "groups:read": "knowing which private channels the app is in, and who may change their lists",
    "im:write": "sending a file to one person",
    "metadata.message:read": "knowing a message again before it is sent again",
    "usergroups:read": "user groups among BALLOTWIRE_SLACK_EDITORS",
    "users:read": "people's time zones",
}


def granted(headers: Mapping[str, str]) -> frozenset[str] | None:
    """The scopes of the token, which Slack names with every answer; ``None`` where it does not."""
    said = next((value for name, value in headers.items() if name.lower() == "x-oauth-scopes"), None)
    return None if said is None else frozenset(scope.strip() for scope in said.split(",") if scope.strip())
