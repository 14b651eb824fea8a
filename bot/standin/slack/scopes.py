"""The OAuth scope each method asks for."""

from __future__ import annotations

NEEDED = {
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "chat.postEphemeral": "chat:write",
    "conversations.info": "channels:read",
    "conversations.list": "channels:read",
    "users.conversations": "channels:read",
    "conversations.members": "channels:read",
    "conversations.history": "channels:history",
    "conversations.replies": "channels:history",
    "conversations.open": "im:write",
    "users.info": "users:read",
    "usergroups.users.list": "usergroups:read",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
}


def missing(method: str, granted: frozenset[str]) -> str:
    """The scope that is not there, or ``""``."""
    needed = NEEDED.get(method, "")
    return needed if needed and needed not in granted else ""
