"""Whether a payload has the shape of what Slack sends. Pure.

Bolt takes for granted that a part which Slack sends as an object is one, and fails with a traceback where it is not.
Such a payload is not Slack's, whoever signed it, and is turned away before Bolt sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

Shape = Callable[[object], bool]


def is_shaped(payload: object) -> bool:
    """Whether Bolt can be given this. What is missing is well: most kinds of payload have few of these parts."""
    return isinstance(payload, dict) and _holds(payload, PAYLOAD)


def _holds(part: Mapping[object, object], shapes: Mapping[str, Shape]) -> bool:
    return all(part.get(name) is None or shape(part[name]) for name, shape in shapes.items())


def _object(value: object) -> bool:
    return isinstance(value, dict)


def _text(value: object) -> bool:
    return isinstance(value, str)


def _named(value: object) -> bool:
    """An ID, or an object that has one."""
    return isinstance(value, str | dict)


def _objects(value: object) -> bool:
    return isinstance(value, list) and all(map(_object, value))


def _presses(value: object) -> bool:
    """What was pressed, each by its ``action_id``."""
    return (
        isinstance(value, list) and bool(value) and all(_object(one) and _text(one.get("action_id")) for one in value)
    )


def _event(value: object) -> bool:
    return isinstance(value, dict) and _text(value.get("type")) and _holds(value, EVENT)


EVENT: Mapping[str, Shape] = {
    **dict.fromkeys(("message", "previous_message", "item", "view", "assistant_thread"), _object),
    **dict.fromkeys(("user", "channel", "team", "enterprise"), _named),
    **dict.fromkeys(("subtype", "bot_id", "channel_type", "tab", "user_id", "channel_id", "team_id"), _text),
}
PAYLOAD: Mapping[str, Shape] = {
    **EVENT,
    "event": _event,
    "actions": _presses,
    "container": _object,
    "function_data": _object,
    **dict.fromkeys(("authorizations", "response_urls"), _objects),
    **dict.fromkeys(("type", "command", "callback_id", "action_id", "response_url", "trigger_id", "event_id"), _text),
}
