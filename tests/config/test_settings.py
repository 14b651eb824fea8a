from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.compose import check_settings
from config.settings import Settings, SettingsFault, read_settings

TOKEN = "xoxb-1234567890-abcdefghij"


@contextmanager
def environment(**variables: str) -> Iterator[None]:
    """Exactly these variables beside PATH, and then again what was there."""
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def settings(**variables: str) -> Settings:
    with environment(**variables):
        return read_settings()


def test_without_any_variable_there_are_defaults() -> None:
    plain = settings()
    assert (plain.edgar_url, plain.data_url) == ("https://www.sec.gov", "https://data.sec.gov")
    assert plain.search_url == "https://efts.sec.gov"
    assert plain.database_url == "sqlite:///var/ballotwire.db"
    assert plain.slack_bot_token is None
    assert plain.real_edgar


@pytest.mark.parametrize(
    "agent", ["", "Acme Research", "jane@acme.com", "Acme (jane@acme.com)", "Acme noreply@acme.com"]
)
def test_the_real_edgar_is_not_polled_without_a_name_and_a_contact_address(agent: str) -> None:
    with pytest.raises(SettingsFault, match=r"BALLOTWIRE_USER_AGENT: .*EDGAR refuses programs that do not say who"):
        check_settings(settings(BALLOTWIRE_USER_AGENT=agent))


def test_the_real_edgar_is_polled_with_them() -> None:
    check_settings(settings(BALLOTWIRE_USER_AGENT="Acme Research jane@acme.com"))


def test_a_stand_in_needs_no_user_agent_and_stands_in_for_all_hosts() -> None:
    local = settings(BALLOTWIRE_EDGAR_URL="http://127.0.0.1:8000/")
    assert not local.real_edgar
    assert (local.edgar_url, local.data_url, local.search_url) == ("http://127.0.0.1:8000",) * 3
    check_settings(local)


def test_hosts_can_be_set_one_by_one() -> None:
    some = settings(BALLOTWIRE_EDGAR_URL="http://127.0.0.1:1", BALLOTWIRE_EDGAR_DATA_URL="https://data.sec.gov")
    assert some.data_url == "https://data.sec.gov"
    assert some.real_edgar


def test_every_setting_that_is_wrong_is_named_at_once_without_its_value() -> None:
    with pytest.raises(SettingsFault) as caught:
        settings(BALLOTWIRE_EDGAR_URL="ftp://secret.example", BALLOTWIRE_EDGAR_RATE="11", BALLOTWIRE_LOG_LEVEL="loud")
    lines = str(caught.value).splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "BALLOTWIRE_EDGAR_URL",
        "BALLOTWIRE_EDGAR_RATE",
        "BALLOTWIRE_LOG_LEVEL",
    ]
    assert "secret.example" not in str(caught.value)


def test_secrets_are_in_no_repr_and_are_known_to_the_mask() -> None:
    held = settings(
        SLACK_BOT_TOKEN=TOKEN,
        SLACK_APP_TOKEN="xapp-1-A1-2-abcdef",
        SLACK_SIGNING_SECRET="0123456789abcdef",
        BALLOTWIRE_DATABASE_URL="postgresql://bot:hunter22@db/ledger",
    )
    for secret in (TOKEN, "xapp-1-A1-2-abcdef", "0123456789abcdef", "hunter22"):
        assert secret not in repr(held)
        assert secret not in str(held)
    assert set(held.secrets()) == {TOKEN, "xapp-1-A1-2-abcdef", "0123456789abcdef", "hunter22"}


def test_a_password_is_known_to_the_mask_in_both_its_spellings() -> None:
    held = settings(BALLOTWIRE_DATABASE_URL="postgresql://bot:p%40ss%2Fword@db/ledger")
    assert held.secrets() == ("p%40ss%2Fword", "p@ss/word")
    assert settings(BALLOTWIRE_DATABASE_URL="postgresql://[bad").secrets() == ()


def test_the_operators_webhook_is_a_secret_whole_and_in_its_path() -> None:
    held = settings(BALLOTWIRE_OPERATORS_WEBHOOK="https://hooks.example/services/T0/B0/x")
    assert held.secrets() == ("https://hooks.example/services/T0/B0/x", "services/T0/B0/x")


@pytest.mark.parametrize("name", ["SLACK_API_URL", "BALLOTWIRE_EDGAR_URL", "BALLOTWIRE_EDGAR_DATA_URL"])
def test_an_address_with_a_password_is_refused_without_showing_it(name: str) -> None:
    with pytest.raises(SettingsFault) as caught:
        settings(**{name: "https://someone:hunter22@example.org/"})
    assert str(caught.value) == f"{name}: a user and a password have no place in it"


def test_an_empty_secret_is_none() -> None:
    assert settings(SLACK_BOT_TOKEN="", SLACK_APP_TOKEN="").slack_bot_token is None


def test_every_setting_says_what_it_is_for() -> None:
    undescribed = [name for name, field in Settings.model_fields.items() if not field.description]
    assert undescribed == []
