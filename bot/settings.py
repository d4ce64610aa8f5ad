"""The only reader of the environment: one frozen value, secrets hidden in its repr."""

from pathlib import Path
from typing import Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class BadSettings(ValueError):
    """A setting is missing or wrong."""


class Settings(BaseSettings):
    """What an operator can set; `.env.example` lists every field with its default."""

    model_config = SettingsConfigDict(env_file=".env", frozen=True, extra="ignore")

    bot_token: SecretStr | None = Field(default=None, description="The bot's token from @BotFather")
    telegram_api_url: str = Field(
        default="https://api.telegram.org",
        description="The Bot API server; a sandbox is on loopback",
    )
    database_url: str = Field(
        default="sqlite:///abhyas.sqlite3",
        description="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME",
    )
    redis_url: SecretStr | None = Field(
        default=None, description="redis://HOST:PORT/0; lets several workers share what they must"
    )
    webhook_url: str | None = Field(
        default=None, description="Public https address; set, the bot listens instead of polling"
    )
    webhook_secret: SecretStr | None = Field(
        default=None, description="1-256 of A-Z a-z 0-9 _ -; required with WEBHOOK_URL"
    )
    webhook_host: str = Field(default="127.0.0.1", description="Address the webhook listens on")
    webhook_port: int = Field(
        default=8080, ge=0, le=65535, description="Port the webhook listens on"
    )
    health_port: int | None = Field(
        default=None,
        ge=1,
        le=65535,
        description="Port for GET /health on WEBHOOK_HOST where the bot polls",
    )
    admin_ids: str = Field(default="", description="Telegram ids of the operators, by comma")
    default_timezone: str = Field(
        default="Asia/Kolkata", description="Zone of students who chose none"
    )
    push_per_second: float = Field(default=25, gt=0, le=1000, description="Pushes a second at most")
    tick_seconds: float = Field(
        default=20, gt=0, le=60, description="How often the scheduler looks"
    )
    poll_timeout: int = Field(default=25, ge=0, le=50, description="Seconds one getUpdates waits")
    throttle_per_second: float = Field(
        default=5, gt=0, description="Updates a second that one person may send for long"
    )
    institution: str | None = Field(
        default=None,
        max_length=100,
        description=(
            "Name of the school that runs this bot and declares that the law lets it keep results "
            "of its students under 18; they are kept once such a student joins a class"
        ),
    )
    inactive_days: int = Field(
        default=730,
        ge=0,
        le=36500,
        description="Days without practice until an account is erased, warned a month before; 0: never",
    )
    retention_days: int = Field(
        default=0,
        ge=0,
        le=3650,
        description=(
            "Days for which proof of an erasure and of what was agreed to stays behind, encrypted, "
            "where the law asks for it; 0: nothing stays"
        ),
    )
    retention_key: SecretStr | None = Field(
        default=None, description="Passphrase of that proof; required with RETENTION_DAYS"
    )
    sandbox_clock: bool = Field(
        default=False, description="1: live by the sandbox's clock; only with a sandbox"
    )
    chart_font: Path | None = Field(
        default=None, description="A font file with Devanagari for charts"
    )
    backup_key: SecretStr | None = Field(
        default=None,
        description="Passphrase that encrypts `abhyas db backup`; without it nothing restores them",
    )
    anthropic_api_key: SecretStr | None = Field(
        default=None,
        description="Key for the coach's language model; without it rules word everything",
    )
    anthropic_base_url: str = Field(
        default="https://api.anthropic.com", description="The language model's server"
    )
    coach_model: str = Field(
        default="claude-haiku-5-5", description="Which model words advice, plans and hints"
    )
    coach_dollars_per_day: float = Field(
        default=1.0, ge=0, le=1000, description="What the language model may cost a day, in all"
    )
    coach_dollars_per_student: float = Field(
        default=0.02, ge=0, le=100, description="What it may cost a day for one student"
    )
    log_level: str = Field(default="INFO", description="DEBUG, INFO, WARNING or ERROR")

    @field_validator("default_timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError("no such time zone; use a name such as Asia/Kolkata")
        return name

    @field_validator("admin_ids")
    @classmethod
    def _whole_numbers(cls, text: str) -> str:
        if any(not part.strip().isdecimal() for part in text.split(",") if part.strip()):
            raise ValueError("must be Telegram ids separated by commas")
        return text

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.sandbox_clock and urlsplit(self.telegram_api_url).hostname not in LOOPBACK:
            raise ValueError("SANDBOX_CLOCK=1 is refused unless TELEGRAM_API_URL is loopback")
        if self.webhook_url and self.webhook_secret is None:
            raise ValueError("WEBHOOK_URL needs WEBHOOK_SECRET, or anybody could send updates")
        if self.retention_days and not self.retention():
            raise ValueError("RETENTION_DAYS needs RETENTION_KEY, the passphrase of what is kept")
        return self

    def retention(self) -> str:
        """The passphrase of sealed records; empty where none is set."""
        return "" if self.retention_key is None else self.retention_key.get_secret_value()

    @property
    def has_model(self) -> bool:
        return self.anthropic_api_key is not None and bool(
            self.anthropic_api_key.get_secret_value()
        )

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.default_timezone)

    @property
    def admins(self) -> frozenset[int]:
        return frozenset(int(part) for part in self.admin_ids.split(",") if part.strip())

    def token(self) -> str:
        """The bot's token; raises BadSettings when none is set."""
        if self.bot_token is None or not self.bot_token.get_secret_value():
            raise BadSettings("BOT_TOKEN is not set; get one from @BotFather, or try `make demo`")
        return self.bot_token.get_secret_value()


class GivenSettings(Settings):
    """Settings that stand on their own: a demo's and the tests', whatever the environment says."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature is pydantic's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def read_settings(**overrides: object) -> Settings:
    """Settings from the environment and `.env`; raises BadSettings naming each bad one."""
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        problems = []
        for item in error.errors():
            name = str(item["loc"][0]).upper() if item["loc"] else ""
            message = item["msg"].removeprefix("Value error, ")
            problems.append(f"{name}: {message}" if name else message)
        raise BadSettings("; ".join(problems)) from None
