from __future__ import annotations

import pytest

from bot.log import MASK, Masked

SECRETS = ("0123456789abcdef", "hunter22")


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-2345-abcdef",
        "xoxe.xoxp-1-abc",
        "xapp-1-A0-2-abc",
        "hooks.slack.com/services/T0/B0/xyz",
        "/hooks/response/abc123",
        *SECRETS,
    ],
)
def test_a_secret_is_taken_out_of_every_value_however_deep(secret: str) -> None:
    event = {
        "event": f"sent {secret}",
        "deep": {"list": [f"a {secret} b", {"key": secret}], secret: 1},
        "error": ValueError(f"refused {secret}!"),
        "exception": f"Traceback…\n  token={secret}\n",
    }
    masked = Masked(SECRETS)(None, "info", event)
    assert secret not in str(masked)
    assert str(masked).count(MASK) == 6


def test_a_password_in_an_address_is_taken_out_and_the_address_stays() -> None:
    assert Masked().text("postgresql://bot:s3cret@db/ledger") == f"postgresql://{MASK}@db/ledger"


def test_what_is_no_secret_stays_as_it_is() -> None:
    event = {"event": "feed.polled", "rows": 100, "complete": True, "at": None, "accession": "0001015402-04-002424"}
    assert Masked(SECRETS)(None, "info", dict(event)) == event


def test_a_secret_of_a_few_letters_would_hide_everything_and_is_not_looked_for() -> None:
    assert Masked(("a",)).text("a banana") == "a banana"
