"""The Web API methods, each a function of the workspace and the call's arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.standin.slack.limits import as_objects, message_fault
from bot.standin.slack.workspace import APP_ID, BOT_ID, BOT_USER_ID, Channel, Json, Workspace


class Refused(Exception):
    """Slack says ``ok: false``; ``args[0]`` is its error code."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


Method = Callable[[Workspace, Json], Json]
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    def register(function: Method) -> Method:
        METHODS[name] = function
        return function

    return register


@method("auth.test")
def auth_test(workspace: Workspace, _: Json) -> Json:
    return {
        "url": "https://standin.example/",
        "team": "Stand-in",
        "user": "ballotwire",
        "team_id": workspace.team_id,
        "user_id": BOT_USER_ID,
        "bot_id": BOT_ID,
        "app_id": APP_ID,
    }


@method("chat.postMessage")
def chat_post(workspace: Workspace, args: Json) -> Json:
    channel = writable(workspace, args)
    text, blocks = content(args)
    thread_ts = args.get("thread_ts")
    if thread_ts and channel.find(thread_ts) is None:
        raise Refused("thread_not_found")
    message: Json = {"type": "message", "user": BOT_USER_ID, "bot_id": BOT_ID, "app_id": APP_ID, "text": text}
    message |= {"ts": workspace.next_ts(), "team": workspace.team_id}
    if blocks:
        message["blocks"] = blocks
    if thread_ts:
        message["thread_ts"] = thread_ts
        if as_flag(args.get("reply_broadcast")):
            message["subtype"] = "thread_broadcast"
    if metadata := as_objects(args.get("metadata")):
        message["metadata"] = metadata
    if client_msg_id := args.get("client_msg_id"):
        message["client_msg_id"] = client_msg_id
    channel.messages.append(message)
    workspace.changed()
    return {"channel": channel.id, "ts": message["ts"], "message": message}


@method("chat.update")
def chat_update(workspace: Workspace, args: Json) -> Json:
    channel = writable(workspace, args)
    message = channel.find(str(args.get("ts")))
    if message is None:
        raise Refused("message_not_found")
    if message.get("user") != BOT_USER_ID:
        raise Refused("cant_update_message")
    text, blocks = content(args)
    message["text"] = text
    message.pop("blocks", None)
    if blocks:
        message["blocks"] = blocks
    else:
        message["edited"] = {"user": BOT_USER_ID, "ts": workspace.next_ts()}
    workspace.changed()
    return {"channel": channel.id, "ts": message["ts"], "text": text, "message": message}


@method("chat.postEphemeral")
def chat_ephemeral(workspace: Workspace, args: Json) -> Json:
    channel = writable(workspace, args)
    text, blocks = content(args)
    if args.get("user") not in channel.members:
        raise Refused("user_not_in_channel")
    ts = workspace.next_ts()
    workspace.ephemerals.append(
        {"user": args["user"], "channel": channel.id, "text": text, "blocks": blocks, "ts": ts, "is_ephemeral": True}
    )
    workspace.changed()
    return {"message_ts": ts}


@method("chat.getPermalink")
def chat_permalink(workspace: Workspace, args: Json) -> Json:
    channel = readable(workspace, args)
    ts = str(args.get("message_ts"))
    if channel.find(ts) is None:
        raise Refused("message_not_found")
    return {"channel": channel.id, "permalink": f"https://standin.example/archives/{channel.id}/p{ts.replace('.', '')}"}


@method("conversations.info")
def conversations_info(workspace: Workspace, args: Json) -> Json:
    return {"channel": described(readable(workspace, args))}


@method("conversations.list")
def conversations_list(workspace: Workspace, args: Json) -> Json:
    wanted = str(args.get("types", "public_channel")).split(",")
    channels = [c for c in workspace.channels.values() if _type_of(c) in wanted]
    if as_flag(args.get("exclude_archived")):
        channels = [c for c in channels if not c.archived]
    page, cursor = paged(channels, args)
    return {"channels": [described(c) for c in page], "response_metadata": {"next_cursor": cursor}}


@method("users.conversations")
def users_conversations(workspace: Workspace, args: Json) -> Json:
    user = args.get("user") or BOT_USER_ID
    wanted = str(args.get("types", "public_channel")).split(",")
    channels = [c for c in workspace.channels.values() if user in c.members and _type_of(c) in wanted]
    if as_flag(args.get("exclude_archived")):
        channels = [c for c in channels if not c.archived]
    page, cursor = paged(channels, args)
    return {"channels": [described(c) for c in page], "response_metadata": {"next_cursor": cursor}}


@method("conversations.history")
def conversations_history(workspace: Workspace, args: Json) -> Json:
    channel = readable(workspace, args)
    if not channel.readable:
        raise Refused("missing_scope")
    messages = [m for m in reversed(list(channel.top_level())) if _within(m, args)]
    return _page_of_messages(messages, args)


@method("conversations.replies")
def conversations_replies(workspace: Workspace, args: Json) -> Json:
    channel = readable(workspace, args)
    if not channel.readable:
        raise Refused("missing_scope")
    thread = channel.thread(str(args.get("ts")))
    if not thread:
        raise Refused("thread_not_found")
    return _page_of_messages([m for m in thread if _within(m, args) or m["ts"] == args.get("ts")], args)


@method("conversations.members")
def conversations_members(workspace: Workspace, args: Json) -> Json:
    page, cursor = paged(readable(workspace, args).members, args)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


@method("conversations.open")
def conversations_open(workspace: Workspace, args: Json) -> Json:
    user = str(args.get("users", "")).split(",")[0]
    if user not in workspace.people:
        raise Refused("user_not_found")
    return {"channel": {"id": workspace.direct(user).id}}


@method("users.info")
def users_info(workspace: Workspace, args: Json) -> Json:
    person = workspace.people.get(str(args.get("user")))
    if person is None:
        raise Refused("user_not_found")
    profile = {"display_name": person.name, "real_name": person.name.title()}
    return {
        "user": {
            "id": person.id,
            "team_id": workspace.team_id,
            "name": person.name,
            "tz": person.tz,
            "is_bot": person.id == BOT_USER_ID,
            "profile": profile,
        }
    }


@method("usergroups.users.list")
def usergroups_users(workspace: Workspace, args: Json) -> Json:
    group = str(args.get("usergroup"))
    users = [p.id for p in workspace.people.values() if group in p.groups]
    if not users:
        raise Refused("no_such_subteam")
    return {"users": users}


def content(args: Json) -> tuple[str, list[Json]]:
    """Text and blocks of a message, within Slack's limits."""
    text = str(args.get("text") or "")
    blocks = as_objects(args.get("blocks") or [])
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    if fault := message_fault(text, blocks):
        raise Refused(*fault)
    return text, blocks


def readable(workspace: Workspace, args: Json) -> Channel:
    """A channel by its ID: reading takes no names."""
    channel = workspace.channels.get(str(args.get("channel", "")))
    if channel is None or (channel.private and BOT_USER_ID not in channel.members):
        raise Refused("channel_not_found")
    return channel


def writable(workspace: Workspace, args: Json) -> Channel:
    wanted = str(args.get("channel", ""))
    if wanted in workspace.people:
        return workspace.direct(wanted)
    channel = workspace.channel(wanted)
    if channel is None or (channel.private and BOT_USER_ID not in channel.members):
        raise Refused("channel_not_found")
    if channel.archived:
        raise Refused("is_archived")
    if BOT_USER_ID not in channel.members:
        raise Refused("not_in_channel")
    return channel


def described(channel: Channel) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "is_channel": not channel.private,
        "is_private": channel.private,
        "is_im": bool(channel.direct_with),
        "is_archived": channel.archived,
        "is_member": BOT_USER_ID in channel.members,
        "is_ext_shared": channel.shared_outside,
        "num_members": len(channel.members),
    }


def paged(rows: list[Any], args: Json) -> tuple[list[Any], str]:
    start, limit = int(args.get("cursor") or 0), min(int(args.get("limit") or 100), 1000)
    following = start + limit
    return rows[start:following], str(following) if following < len(rows) else ""


def as_flag(value: object) -> bool:
    """Booleans come as JSON or as the words that forms carry."""
    return value is True or str(value).lower() in ("true", "1")


def _type_of(channel: Channel) -> str:
    if channel.direct_with:
        return "im"
    return "private_channel" if channel.private else "public_channel"


def _within(message: Json, args: Json) -> bool:
    moment = float(message["ts"])
    return float(args.get("oldest") or 0) <= moment <= float(args.get("latest") or "inf")


def _page_of_messages(messages: list[Json], args: Json) -> Json:
    page, cursor = paged(messages, args)
    if not as_flag(args.get("include_all_metadata")):
        page = [{k: v for k, v in m.items() if k != "metadata"} for m in page]
    return {"messages": page, "has_more": bool(cursor), "response_metadata": {"next_cursor": cursor}}
