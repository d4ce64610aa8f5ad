"""The files an operator starts from: what they name exists, and nothing runs with more than it needs."""

import configparser
import re
import shlex
import shutil
import subprocess
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import metrics
from bot.settings import Settings
from services.operation import OperationState
from services.outbox import Backlog

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
NOW = datetime(2026, 11, 24, tzinfo=UTC)
KNOWN = {name.upper() for name in Settings.model_fields}


def unit(name: str) -> configparser.ConfigParser:
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(DEPLOY / name)
    return read


def commands() -> set[str]:
    told = subprocess.run(
        [ROOT / ".venv/bin/abhyas", "--help"], capture_output=True, text=True, check=True
    ).stdout
    return set(re.findall(r"^\W*([a-z]+)\b", told, re.MULTILINE))


def test_each_unit_starts_a_command_that_there_is() -> None:
    for name in ("abhyas.service", "abhyas-backup.service"):
        text = (DEPLOY / name).read_text("utf-8")
        started = re.findall(r"\.venv/bin/abhyas (\w+)", text)
        assert started
        assert set(started) <= commands()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_reads_every_line_of_the_units() -> None:
    for name in ("abhyas.service", "abhyas-backup.service", "abhyas-backup.timer"):
        told = subprocess.run(
            ["systemd-analyze", "verify", DEPLOY / name], capture_output=True, text=True
        ).stderr
        wrong = [
            line for line in told.splitlines() if name in line and "is not executable" not in line
        ]
        assert wrong == []


def test_the_server_runs_as_nobody_special() -> None:
    service = unit("abhyas.service")["Service"]
    assert service["User"] == "abhyas"
    assert service["NoNewPrivileges"] == "true"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert service["RestartPreventExitStatus"] == "2"
    for one in ("bot", "upgrade"):
        asked = COMPOSE["services"][one]
        assert asked["read_only"] is True
        assert asked["cap_drop"] == ["ALL"]
    assert re.search(r"^USER \d+$", (DEPLOY / "Containerfile").read_text("utf-8"), re.MULTILINE)


def test_only_the_proxy_can_be_reached_from_outside_and_lets_updates_in_alone() -> None:
    assert [name for name, one in COMPOSE["services"].items() if "ports" in one] == ["proxy"]
    caddy = (DEPLOY / "Caddyfile").read_text("utf-8")
    assert "path /telegram" in caddy
    assert "respond 404" in caddy
    assert "/metrics" not in re.sub(r"#.*", "", caddy)


def test_every_setting_that_the_container_gets_exists() -> None:
    for one in ("bot", "upgrade"):
        assert set(COMPOSE["services"][one]["environment"]) <= KNOWN
    bot = COMPOSE["services"]["bot"]
    assert shlex.join(bot["command"]) == "run --workers 2"
    assert bot["environment"]["WEBHOOK_PORT"] in str(bot["healthcheck"]["test"])
    assert bot["environment"]["WEBHOOK_PORT"] in (DEPLOY / "Caddyfile").read_text("utf-8")


def test_only_what_is_installed_gets_into_the_image() -> None:
    """A secret in .env would stay in a layer, and this machine's .venv would overwrite the image's."""
    said = [
        line
        for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    packages = {one.split(".")[0] for one in project["tool"]["setuptools"]["packages"]}
    needed = {"requirements.txt", "pyproject.toml", project["project"]["readme"]} | packages
    assert said[0] == "*"
    assert {line[1:] for line in said if line.startswith("!")} == needed


def test_nothing_secret_is_written_down() -> None:
    for path in DEPLOY.iterdir():
        assert not re.search(r"\d{6,}:[A-Za-z0-9_-]{20,}", path.read_text("utf-8")), path.name


def test_the_alarms_watch_figures_that_there_are() -> None:
    metrics.count_event("error", "update_failed")
    told = metrics.page(
        OperationState(
            at=NOW,
            last_tick_at=NOW,
            backlog=Backlog(waiting=0, oldest_due_at=NOW, lost={}),
            alerts={},
        )
    ).decode()
    rules = yaml.safe_load((DEPLOY / "prometheus.yaml").read_text("utf-8"))
    for rule in rules["groups"][0]["rules"]:
        for figure in re.findall(r"abhyas_[a-z_]+", rule["expr"]):
            name = figure.removesuffix("_bucket").removesuffix("_total")
            assert f"# TYPE {name}" in told, figure
