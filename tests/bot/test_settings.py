"""Settings: read once, every problem named, secrets never shown."""

from pathlib import Path

import pytest

from bot.logs import without_secrets
from bot.settings import BadSettings, GivenSettings, Settings, read_settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_the_example_lists_every_setting_with_its_default_and_its_meaning() -> None:
    listed: dict[str, tuple[str, str]] = {}
    comment = ""
    for line in EXAMPLE.read_text("utf-8").splitlines():
        if line.startswith("# "):
            comment = line.removeprefix("# ")
        elif line.startswith("#"):
            name, _, value = line.removeprefix("#").partition("=")
            listed[name] = (value, comment)

    wanted = {
        name.upper(): (
            ""
            if field.default in {None, ""}
            else f"{field.default:g}"
            if isinstance(field.default, float)
            else str(int(field.default))
            if isinstance(field.default, bool)
            else str(field.default),
            field.description,
        )
        for name, field in Settings.model_fields.items()
    }
    assert listed == wanted


def test_every_bad_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TICK_SECONDS", "soon")
    monkeypatch.setenv("DEFAULT_TIMEZONE", "Asia/Jaipur")

    with pytest.raises(BadSettings, match=r"(?s)DEFAULT_TIMEZONE.*TICK_SECONDS"):
        read_settings()


def test_the_sandboxs_clock_is_refused_outside_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANDBOX_CLOCK", "1")

    with pytest.raises(BadSettings, match="loopback"):
        read_settings()


def test_a_webhook_needs_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "https://example.org")

    with pytest.raises(BadSettings, match="WEBHOOK_SECRET"):
        read_settings()


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "123456:very-secret-token")
    monkeypatch.setenv("WEBHOOK_SECRET", "hush")

    shown = repr(read_settings())

    assert "very-secret" not in shown
    assert "hush" not in shown
    assert without_secrets("x 123456:very-secret-token y") == "x *** y"
    assert without_secrets("postgresql://me:pw@host/x") == "postgresql://me:***@host/x"


def test_a_missing_token_says_what_to_do() -> None:
    with pytest.raises(BadSettings, match="make demo"):
        read_settings().token()


def test_given_settings_do_not_look_around(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "https://example.org")

    assert GivenSettings().webhook_url is None
