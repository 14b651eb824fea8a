"""Settings from the environment, typed and checked. Secrets are never shown: not in errors, not in ``repr``."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SEC = "https://www.sec.gov"
SEC_DATA = "https://data.sec.gov"
SEC_SEARCH = "https://efts.sec.gov"
FOR_A_STAND_IN = "Ballotwire contact@example.org"
"""The User-Agent for a host that isn't the SEC's, where none is set."""


class SettingsFault(Exception):
    """Settings that cannot be used; the text says which and why, one a line."""


class Settings(BaseSettings):
    """One field a variable; the description is what `ballotwire doctor` and the documentation say of it."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True, populate_by_name=True)

    user_agent: str = Field(
        "",
        validation_alias="BALLOTWIRE_USER_AGENT",
        description="Who asks EDGAR: a name and a contact address, such as 'Acme Research jane@acme.com'.",
    )
    edgar_url: str = Field(SEC, validation_alias="BALLOTWIRE_EDGAR_URL", description="EDGAR's main host.")
    edgar_data_url: str = Field(
        "", validation_alias="BALLOTWIRE_EDGAR_DATA_URL", description="EDGAR's host for company submissions."
    )
    edgar_search_url: str = Field(
        "", validation_alias="BALLOTWIRE_EDGAR_SEARCH_URL", description="EDGAR's host for full-text search."
    )
    edgar_rate: float = Field(
        5.0,
        validation_alias="BALLOTWIRE_EDGAR_RATE",
        gt=0,
        le=10,
        description="Requests a second to EDGAR in all; the SEC allows ten from all machines of one user.",
    )
    database_url: str = Field(
        "sqlite:///var/ballotwire.db",
        repr=False,
        validation_alias="BALLOTWIRE_DATABASE_URL",
        description="Where the ledger is: sqlite:///path or postgresql://user@host/name.",
    )
    watchlist: Path = Field(
        Path("config/watchlist.toml"),
        validation_alias="BALLOTWIRE_WATCHLIST",
        description="The file that says which channels watch which companies.",
    )
    slack_bot_token: SecretStr | None = Field(
        None, validation_alias="SLACK_BOT_TOKEN", description="The bot token, xoxb-…: posts and answers."
    )
    slack_app_token: SecretStr | None = Field(
        None, validation_alias="SLACK_APP_TOKEN", description="The app token, xapp-…: commands over Socket Mode."
    )
    slack_signing_secret: SecretStr | None = Field(
        None,
        validation_alias="SLACK_SIGNING_SECRET",
        description="Checks what Slack sends; set instead of the app token for commands over HTTP.",
    )
    slack_api_url: str = Field(
        "https://slack.com/api/", validation_alias="SLACK_API_URL", description="Where Slack's Web API is."
    )
    slack_editors: str = Field(
        "",
        validation_alias="BALLOTWIRE_SLACK_EDITORS",
        description="Who may change watchlists: user IDs and user-group IDs, by commas; empty: a channel's members.",
    )
    slack_inside_only: bool = Field(
        False,
        validation_alias="BALLOTWIRE_SLACK_INSIDE_ONLY",
        description="true keeps the bot out of channels that are shared with another organisation (Slack Connect).",
    )
    slack_port: int = Field(
        3000,
        validation_alias="BALLOTWIRE_SLACK_PORT",
        ge=0,
        le=65535,
        description="The port on which commands over HTTP come in; 0 takes any free one.",
    )
    status_port: int | None = Field(
        None,
        validation_alias="BALLOTWIRE_STATUS_PORT",
        ge=0,
        le=65535,
        description="The port of /healthz, /readyz and /metrics; without it there are none.",
    )
    status_host: str = Field(
        "127.0.0.1",
        validation_alias="BALLOTWIRE_STATUS_HOST",
        description="The address on which they are served: 0.0.0.0 inside a container.",
    )
    operators_channel: str = Field(
        "",
        validation_alias="BALLOTWIRE_OPERATORS_CHANNEL",
        description="The Slack channel that hears of trouble with the bot itself.",
    )
    operators_webhook: SecretStr | None = Field(
        None,
        validation_alias="BALLOTWIRE_OPERATORS_WEBHOOK",
        description='An address that hears of it too, also when Slack refuses the bot; it takes {"text": …}.',
    )
    log_level: str = Field("info", validation_alias="BALLOTWIRE_LOG_LEVEL", description="debug, info, warning, error.")

    @field_validator("edgar_url", "edgar_data_url", "edgar_search_url", "slack_api_url")
    @classmethod
    def _is_http(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in {"http", "https"} or not parts.hostname):
            raise ValueError("not an http or https URL")
        if parts.username is not None or parts.password is not None:
            raise ValueError("a user and a password have no place in it")
        return url.rstrip("/")

    @field_validator("log_level")
    @classmethod
    def _is_a_level(cls, level: str) -> str:
        if level.lower() not in {"debug", "info", "warning", "error"}:
            raise ValueError("not one of debug, info, warning, error")
        return level.lower()

    @field_validator("slack_bot_token", "slack_app_token", "slack_signing_secret", "operators_webhook", mode="before")
    @classmethod
    def _empty_is_none(cls, secret: object) -> object:
        return None if secret == "" else secret

    @property
    def real_edgar(self) -> bool:
        """Whether requests go to the SEC itself."""
        hosts = (urlsplit(url).hostname or "" for url in (self.edgar_url, self.data_url, self.search_url))
        return any(host == "sec.gov" or host.endswith(".sec.gov") for host in hosts)

    @property
    def data_url(self) -> str:
        """A stand-in for the main host stands in for the others too, unless they are set."""
        return self.edgar_data_url or (SEC_DATA if self.edgar_url == SEC else self.edgar_url)

    @property
    def search_url(self) -> str:
        """As `data_url`."""
        return self.edgar_search_url or (SEC_SEARCH if self.edgar_url == SEC else self.edgar_url)

    @property
    def declared_agent(self) -> str:
        """The User-Agent to send: the one that is set, or a harmless one for a host that isn't the SEC's."""
        return self.user_agent or ("" if self.real_edgar else FOR_A_STAND_IN)

    @property
    def watchlist_is_set(self) -> bool:
        """Whether somebody named the watchlist file, so that it has to be there."""
        return "watchlist" in self.model_fields_set

    @property
    def editors(self) -> tuple[str, ...]:
        """`slack_editors` one by one."""
        return tuple(one.strip() for one in self.slack_editors.split(",") if one.strip())

    def secrets(self) -> tuple[str, ...]:
        """The values that must never be written anywhere; of an address the part that makes it one."""
        held = (self.slack_bot_token, self.slack_app_token, self.slack_signing_secret, self.operators_webhook)
        webhook = self.operators_webhook.get_secret_value() if self.operators_webhook else ""
        password = re.search(r"://[^/:@]*:([^/@]+)@", self.database_url)
        spelt = (password[1], unquote(password[1])) if password else ()
        known = (*(one.get_secret_value() for one in held if one), urlsplit(webhook).path.strip("/"), *spelt)
        return tuple(dict.fromkeys(one for one in known if one))


def read_settings() -> Settings:
    """The settings of this process's environment, or `SettingsFault` naming every variable that is wrong."""
    try:
        return Settings()  # type: ignore[call-arg]
    except ValidationError as error:
        raise SettingsFault("\n".join(_lines(error))) from None


def _lines(error: ValidationError) -> list[str]:
    return [
        f"{'.'.join(str(part) for part in one['loc'])}: {one['msg'].removeprefix('Value error, ')}"
        for one in error.errors(include_input=False, include_url=False, include_context=False)
    ]
