"""The OAuth scopes each method asks for."""

from __future__ import annotations

READ = frozenset({"channels:read", "groups:read"})
HISTORY = frozenset({"channels:history", "groups:history", "metadata.message:read"})
WRITE = frozenset({"chat:write"})
FILES = frozenset({"files:write"})

NEEDED: dict[str, frozenset[str]] = {
    "chat.postMessage": WRITE,
    "chat.update": WRITE,
    "chat.postEphemeral": WRITE,
    "chat.getPermalink": frozenset(),
    "conversations.info": READ,
    "conversations.list": READ,
    "users.conversations": READ,
    "conversations.members": READ,
    "conversations.history": HISTORY,
    "conversations.replies": HISTORY,
    "conversations.open": frozenset({"im:write"}),
    "users.info": frozenset({"users:read"}),
    "usergroups.users.list": frozenset({"usergroups:read"}),
    "files.getUploadURLExternal": FILES,
    "files.completeUploadExternal": FILES,
    "auth.test": frozenset(),
    "views.open": frozenset(),
    "views.push": frozenset(),
    "views.update": frozenset(),
    "views.publish": frozenset(),
    "apps.connections.open": frozenset(),
}
"""For public and private channels alike, and with the metadata of messages. ``apps.connections.open`` takes the app
token, whose own scope is ``connections:write``."""

EVENTS: dict[str, frozenset[str]] = {
    "app_mention": frozenset({"app_mentions:read"}),
    "app_home_opened": frozenset(),
    "member_joined_channel": READ,
    "channel_rename": frozenset({"channels:read"}),
    "channel_archive": frozenset({"channels:read"}),
    "group_rename": frozenset({"groups:read"}),
    "channel_unarchive": frozenset({"channels:read"}),
    "group_archive": frozenset({"groups:read"}),
    "group_unarchive": frozenset({"groups:read"}),
    "channel_shared": READ,
    "channel_unshared": READ,
    "app_uninstalled": frozenset(),
    "tokens_revoked": frozenset(),
}

ALL = frozenset({"commands"}).union(*NEEDED.values(), *EVENTS.values())


def missing(method: str, granted: frozenset[str]) -> str:
    """The scopes that are not there, or ``""``."""
    return ", ".join(sorted(NEEDED.get(method, frozenset()) - granted))
