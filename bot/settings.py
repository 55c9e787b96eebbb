"""The settings, read from the environment or a `.env` file in the working directory."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from core.errors import ConfigError


def _address(value: str) -> str:
    """Accept `host:port` or nothing."""
    if value and not re.fullmatch(r"(?:\[[0-9a-fA-F:]+\]|[\w.-]*):\d{1,5}", value):
        raise ValueError("must be HOST:PORT, for example 127.0.0.1:8080")
    return value


def _http_url(value: str) -> str:
    """Accept an http or https address or nothing; a slash at the end goes."""
    if value and not re.fullmatch(r"https?://[^\s/]+\S*", value):
        raise ValueError("must be an http or https address")
    return value.rstrip("/")


def _contact(value: str) -> str:
    """Accept what may stand in a comment of a header: printable ASCII without brackets."""
    if not re.fullmatch(r"[ -'*-\[\]-~]{0,200}", value):
        raise ValueError("must be a mail or web address in plain ASCII, without brackets")
    return value.strip()


PAID_MOST = 1000  #: messages a second that a bot may pay for (Bot API, sendMessage)
Address = Annotated[str, AfterValidator(_address)]
Contact = Annotated[str, AfterValidator(_contact)]
HttpUrl = Annotated[str, AfterValidator(_http_url)]


class Settings(BaseSettings):
    """What the operator can set. `.env.example` says the same, a line each."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    bot_token: SecretStr = SecretStr("")
    bot_api_url: HttpUrl = "https://api.telegram.org"
    database_url: str = "sqlite:///hubwire.sqlite3"
    sources: Path | None = None
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    timezone: str = "Asia/Almaty"
    poll_seconds: float = Field(default=60, gt=0)
    poll_min_seconds: float = Field(default=900, gt=0)
    poll_max_seconds: float = Field(default=86_400, gt=0)
    allow_private_networks: bool = False
    contact: Contact = ""
    send_per_second: float = Field(default=30, ge=0)
    send_per_chat_per_second: float = Field(default=1, ge=0)
    send_per_group_per_minute: float = Field(default=20, ge=0)
    paid_broadcast: bool = False
    webhook_url: HttpUrl = ""
    webhook_listen: Address = "127.0.0.1:8443"
    webhook_secret: SecretStr = SecretStr("")
    http_listen: Address = ""
    public_url: HttpUrl = ""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"

    @property
    def public_address(self) -> str:
        """Return the address at which people reach what HTTP_LISTEN serves; "" when nothing is served."""
        if not self.http_listen:
            return ""
        host, _, port = self.http_listen.rpartition(":")
        anywhere = host in {"", "0.0.0.0", "[::]"}  # noqa: S104 - asked for by the operator
        return self.public_url or f"http://{socket.gethostname() if anywhere else host}:{port}"

    @field_validator("bot_token")
    @classmethod
    def _token_shape(cls, value: SecretStr) -> SecretStr:
        token = value.get_secret_value()
        if token and not re.fullmatch(r"\d+:[\w-]{10,}", token):
            raise ValueError("is not a bot token; @BotFather gives one like 123456:ABC-def…")
        return value

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _split_ids(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [part for part in re.split(r"[,\s]+", value) if part]
        if not all(re.fullmatch(r"-?\d+", part) for part in parts):
            raise ValueError("must be Telegram user ids with commas between")
        return frozenset(int(part) for part in parts)

    @field_validator("sources", mode="before")
    @classmethod
    def _existing_file(cls, value: object) -> object:
        if value in ("", None):
            return None
        if not Path(str(value)).is_file():
            raise ValueError(f"names a file that isn't there: {value}")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as exc:
            raise ValueError("must be a time zone such as Asia/Almaty") from exc
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("webhook_secret")
    @classmethod
    def _secret_shape(cls, value: SecretStr) -> SecretStr:
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", value.get_secret_value()):
            raise ValueError("may hold A-Z, a-z, 0-9, _ and - only, 256 at most")
        return value

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.paid_broadcast and self.send_per_second > PAID_MOST:
            raise ValueError(f"SEND_PER_SECOND: Telegram allows {PAID_MOST} at most with PAID_BROADCAST")
        if self.poll_min_seconds > self.poll_max_seconds:
            raise ValueError("POLL_MIN_SECONDS must not be more than POLL_MAX_SECONDS")
        if self.webhook_url and not self.webhook_secret.get_secret_value():
            raise ValueError("WEBHOOK_SECRET is needed when WEBHOOK_URL is set")
        return self


def load(**overrides: object) -> Settings:
    """Read the settings; raises ConfigError that names every setting that is wrong."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as exc:
        raise ConfigError("\n".join(_complaints(exc))) from None


def _complaints(error: ValidationError) -> list[str]:
    """Say each complaint in a line that begins with the setting's name; values are never repeated."""
    lines = []
    for item in error.errors(include_input=False, include_url=False):
        text = item["msg"].removeprefix("Value error, ")
        name = "_".join(str(part) for part in item["loc"]).upper()
        lines.append(f"{name}: {text}" if name else text)
    return lines


def listen_address(value: str) -> tuple[str, int]:
    """Split `host:port`; an empty host means all interfaces."""
    host, _, port = value.rpartition(":")
    return host.strip("[]") or "0.0.0.0", int(port)  # noqa: S104 - asked for by the operator
