"""What every failed call means."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.faults import CREDENTIAL_CODES, RATE_LIMIT_DEFAULT, SlackFault, Verdict, classify, in_words, of_answer


def answered(status: int, data: Any, **headers: str) -> SlackApiError:
    """The SDK's exception for such an answer."""
    response = AsyncSlackResponse(
        client=None, http_verb="POST", api_url="", req_args={}, data=data, headers=headers, status_code=status
    )
    return SlackApiError("The request to the Slack API failed.", response)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        ("channel_not_found", Verdict.CHANNEL),
        ("is_archived", Verdict.CHANNEL),
        ("not_in_channel", Verdict.CHANNEL),
        ("restricted_action_read_only_channel", Verdict.CHANNEL),
        ("invalid_blocks", Verdict.CONTENT),
        ("invalid_blocks_format", Verdict.CONTENT),
        ("msg_blocks_too_long", Verdict.CONTENT),
        ("msg_too_long", Verdict.CONTENT),
        ("no_text", Verdict.CONTENT),
        ("metadata_too_large", Verdict.CONTENT),
        ("message_not_found", Verdict.CONTENT),
        ("token_revoked", Verdict.CREDENTIALS),
        ("account_inactive", Verdict.CREDENTIALS),
        ("invalid_auth", Verdict.CREDENTIALS),
        ("missing_scope", Verdict.CREDENTIALS),
        ("ratelimited", Verdict.TRANSIENT),
        ("rate_limited", Verdict.TRANSIENT),
        ("request_timeout", Verdict.TRANSIENT),
        ("team_added_to_org", Verdict.TRANSIENT),
        ("a_code_of_next_year", Verdict.TRANSIENT),
        ("fatal_error", Verdict.UNCONFIRMED),
        ("internal_error", Verdict.UNCONFIRMED),
        ("service_unavailable", Verdict.UNCONFIRMED),
        ("duplicate_message_not_found", Verdict.UNCONFIRMED),
    ],
)
def test_each_family_of_refusal_has_its_own_consequence(code: str, verdict: Verdict) -> None:
    assert classify(answered(200, {"ok": False, "error": code})).verdict is verdict


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520])
@pytest.mark.parametrize("data", ["<html>no</html>", {}, {"ok": False, "error": "x"}])
def test_a_server_error_leaves_open_whether_it_was_done_whatever_its_body(status: int, data: object) -> None:
    assert classify(answered(status, data)) == SlackFault(Verdict.UNCONFIRMED, f"http_{status}")


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        ("17", 17.0),
        ("0.5", 0.5),
        ("", RATE_LIMIT_DEFAULT),
        ("soon", RATE_LIMIT_DEFAULT),
        *((bad, RATE_LIMIT_DEFAULT) for bad in ("-3", "nan", "99999999")),
    ],
)
def test_429_says_how_long_to_stay_away(given: str, seconds: float) -> None:
    fault = classify(answered(429, "too many", **{"retry-after": given}))
    assert fault == SlackFault(Verdict.TRANSIENT, "ratelimited", seconds)


def test_an_answer_that_is_not_slacks_leaves_it_open() -> None:
    assert of_answer(200, "", {}).verdict is Verdict.UNCONFIRMED
    assert of_answer(403, "", {}) == SlackFault(Verdict.TRANSIENT, "http_403")
    assert of_answer(413, "", {}) == SlackFault(Verdict.CONTENT, "http_413")


def test_only_a_connection_that_was_never_made_is_known_to_have_done_nothing() -> None:
    nowhere = ConnectionKey("slack.test", 443, True, True, None, None, None)
    assert classify(aiohttp.ClientConnectorError(nowhere, OSError("refused"))).verdict is Verdict.TRANSIENT
    assert classify(TimeoutError()).verdict is Verdict.UNCONFIRMED
    assert classify(aiohttp.ServerDisconnectedError()).verdict is Verdict.UNCONFIRMED
    assert classify(ConnectionResetError()).verdict is Verdict.UNCONFIRMED
    assert classify(AttributeError("'str' object has no attribute 'get'")).verdict is Verdict.UNCONFIRMED


def test_reasons_are_told_in_words() -> None:
    assert in_words("ratelimited") == "Slack was rate limiting"
    assert in_words("http_503") == "Slack was not working (HTTP 503)"
    assert in_words("posting_to_channel_denied") == "Slack answered “posting to channel denied”"
    assert {"token_revoked", "missing_scope"} <= CREDENTIAL_CODES


@pytest.mark.parametrize("code", ["xoxb-1-secret", "bad xoxb-1-secret", "<b>no</b>", "x" * 500, "É", "a\nb"])
def test_what_stands_in_the_place_of_a_code_and_is_none_is_not_kept(code: str) -> None:
    assert classify(answered(200, {"ok": False, "error": code})) == SlackFault(Verdict.TRANSIENT, "unreadable_error")
