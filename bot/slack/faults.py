"""What a failed call to Slack means: pure, and the same for the outbox, the commands and the logs.

The question is always whether Slack may have done what it was asked. An answer of ``{"ok": false}`` says no, with the
few exceptions that Slack's own reference marks as "may have succeeded". A connection that was never made says no.
Everything else leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.slack.reach import HostRefused

RATE_LIMIT_DEFAULT = 30.0
"""Seconds to stay away after a 429 whose ``Retry-After`` is missing or no number."""


class Verdict(StrEnum):
    TRANSIENT = "transient"
    """Not done; may be asked again."""
    UNCONFIRMED = "unconfirmed"
    """Perhaps done."""
    CHANNEL = "channel"
    """Not done, and this channel will not take anything until a person changes it."""
    CONTENT = "content"
    """Not done, and never in this form."""
    CREDENTIALS = "credentials"
    """Not done; Slack refuses the app as a whole until an operator acts."""


@dataclass(frozen=True, slots=True)
class SlackFault:
    """``reason`` is Slack's own code (``is_archived``), or ours (``http_502``, ``timeout``). It holds no secrets."""

    verdict: Verdict
    reason: str
    retry_after: float | None = None
    """Seconds, where Slack named them."""


CHANNEL_CODES = frozenset(
    {"channel_not_found", "is_archived", "not_in_channel", "channel_type_not_supported", "cannot_dm_bot"}
    | {"restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_locked"}
    | {"restricted_action_thread_only_channel", "restricted_action_non_threadable_channel", "user_not_found"}
    | {"team_access_not_granted", "posting_to_channel_denied", "messages_tab_disabled", "user_disabled"}
)
CONTENT_CODES = frozenset(
    {"msg_blocks_too_long", "msg_too_long", "metadata_too_large", "no_text", "invalid_attachments"}
    | {"too_many_attachments", "invalid_metadata_format", "invalid_metadata_schema", "markdown_text_conflict"}
    | {"message_not_found", "cant_update_message", "edit_window_closed", "block_mismatch", "thread_not_found"}
)
CREDENTIAL_CODES = frozenset(
    {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "missing_scope"}
    | {"no_permission", "org_login_required", "not_allowed_token_type", "ekm_access_denied", "enterprise_is_restricted"}
    | {"two_factor_setup_required", "access_denied", "app_not_installed", "team_not_found"}
)
OPEN_CODES = frozenset(
    {"fatal_error", "internal_error", "service_unavailable"}
    | {"duplicate_message_not_found", "duplicate_channel_not_found"}
)
"""``ok: false``, and yet "some aspect of the operation may have succeeded", or the message is known by its id."""
RATE_CODES = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})

_CODE = re.compile(r"[a-z][a-z0-9_]{0,80}")

NEVER_CONNECTED = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)


def classify(error: BaseException) -> SlackFault:
    """Any exception that a call by the SDK may end with."""
    if isinstance(error, SlackApiError):
        return _of_response(error.response)
    if isinstance(error, HostRefused):
        return SlackFault(Verdict.TRANSIENT, "host_refused")
    if isinstance(error, NEVER_CONNECTED):
        return SlackFault(Verdict.TRANSIENT, "no_connection")
    if isinstance(error, TimeoutError):
        return SlackFault(Verdict.UNCONFIRMED, "timeout")
    if isinstance(error, (aiohttp.ClientError, OSError)):
        return SlackFault(Verdict.UNCONFIRMED, "connection_lost")
    return SlackFault(Verdict.UNCONFIRMED, "unreadable_answer")


def _of_response(response: object) -> SlackFault:
    """``response`` is the SDK's, or aiohttp's own where the body was not JSON; its data may be a string."""
    status = getattr(response, "status_code", None) or getattr(response, "status", None)
    headers = getattr(response, "headers", None) or {}
    data = getattr(response, "data", response)
    code = data.get("error") if isinstance(data, Mapping) else None
    return of_answer(status if isinstance(status, int) else 200, _spelt(code), headers)


def _spelt(code: object) -> str:
    """Slack's codes are words of letters; what else stands there is not kept, for it may hold anything."""
    if not isinstance(code, str):
        return ""
    return code if not code or _CODE.fullmatch(code) else "unreadable_error"


def of_answer(status: int, code: str, headers: Mapping[str, str]) -> SlackFault:
    """By HTTP status and Slack's error code, either of which may be missing."""
    if status == 429 or code in RATE_CODES:
        return SlackFault(Verdict.TRANSIENT, "ratelimited", _seconds(headers))
    if status >= 500:
        return SlackFault(Verdict.UNCONFIRMED, f"http_{status}")
    if code:
        return SlackFault(_verdict_of(code), code)
    if status == 413:
        return SlackFault(Verdict.CONTENT, "http_413")
    if status in {200, 408}:
        return SlackFault(Verdict.UNCONFIRMED, "unreadable_answer" if status == 200 else "http_408")
    return SlackFault(Verdict.TRANSIENT, f"http_{status}")


def _verdict_of(code: str) -> Verdict:
    if code in CHANNEL_CODES:
        return Verdict.CHANNEL
    if code in CONTENT_CODES or code.startswith("invalid_blocks"):
        return Verdict.CONTENT
    if code in CREDENTIAL_CODES:
        return Verdict.CREDENTIALS
    return Verdict.UNCONFIRMED if code in OPEN_CODES else Verdict.TRANSIENT


def _seconds(headers: Mapping[str, str]) -> float:
    given = next((v for k, v in headers.items() if k.lower() == "retry-after"), "")
    try:
        seconds = float(given)
    except ValueError:
        return RATE_LIMIT_DEFAULT
    return seconds if 0 <= seconds < 86_400 else RATE_LIMIT_DEFAULT


WORDS = {
    "ratelimited": "Slack was rate limiting",
    "timeout": "Slack did not answer in time",
    "connection_lost": "the connection to Slack was lost",
    "no_connection": "Slack could not be reached",
    "host_refused": "an answer pointed to a host that is not Slack's",
    "unreadable_answer": "something that is not Slack answered",
    "channel_not_found": "the channel does not exist, or is private and I am not in it",
    "is_archived": "the channel is archived",
    "not_in_channel": "I am not in the channel",
    "shared_outside": "the channel is shared with another organisation, and my settings keep me out of such channels",
    "restricted_action": "this workspace does not let apps post there",
    "missing_scope": "the app lacks a permission (scope)",
    "invalid_auth": "Slack does not accept the app's token",
    "token_revoked": "the app's token was revoked",
    "account_inactive": "the app was removed from the workspace",
}


def in_words(reason: str) -> str:
    """A fault's reason for people."""
    if reason.startswith("http_5"):
        return f"Slack was not working (HTTP {reason.removeprefix('http_')})"
    return WORDS.get(reason, f"Slack answered “{reason.replace('_', ' ')}”")
