"""The house rules that a machine can check."""

import ast
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = (
    "analytics",
    "bot",
    "coach",
    "content",
    "handlers",
    "sandbox",
    "scheduler",
    "services",
    "storage",
    "views",
)
WALL = 400


def python_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split() if "/versions/" not in name]


def test_no_file_is_longer_than_the_wall() -> None:
    too_long = [str(f) for f in python_files() if len(f.read_text("utf-8").splitlines()) > WALL]

    assert too_long == []


def test_no_function_is_longer_than_sixty_lines() -> None:
    found = []
    for file in python_files():
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            lines = (getattr(node, "end_lineno", 0) or 0) - getattr(node, "lineno", 0)
            if is_function and lines >= 60 and "tests" not in file.parts:
                found.append(f"{file}:{node.lineno} {node.name}")

    assert found == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_the_lock_names_no_address_and_every_hash(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")

    assert "://" not in text
    assert "--hash=sha256:" in text


def test_a_newer_release_of_a_package_with_extras_does_not_break_the_lock() -> None:
    text = (ROOT / "requirements-test.txt").read_text("utf-8")

    for package in ("coverage[toml]", "sqlalchemy[asyncio]", "python-telegram-bot[webhooks]"):
        assert f"{package}==" in text


def test_no_installed_distribution_owns_one_of_our_names() -> None:
    strangers = {
        (distribution.metadata["Name"], top)
        for distribution in distributions()
        if distribution.metadata["Name"] != "abhyas"
        for path in distribution.files or ()
        if (top := Path(str(path)).parts[0]) in ROOMS
    }

    assert strangers == set()


@pytest.mark.parametrize(
    "command",
    [
        "['--help']",
        "['students', '--database', url]",
        "['groups', '--database', url]",
        "['outbox', '--database', url]",
        "['answers', 'export', 'x.csv', '--database', url]",
        "['db', 'verify', '--database', url]",
    ],
)
def test_help_and_reports_never_import_aiogram(command: str, tmp_path: Path) -> None:
    program = (
        "import sys; from bot.cli import run; url = 'sqlite:///new.sqlite3';"
        f"status = run({command});"
        "assert status == 0, status; assert 'aiogram' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
    )

    assert done.returncode == 0, done.stderr


def test_charts_never_import_aiogram() -> None:
    program = (
        "import sys; import views.charts.trend, views.charts.png, views.pictures;"
        "assert 'aiogram' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


def test_without_a_key_the_bot_is_wired_without_the_language_models_sdk(tmp_path: Path) -> None:
    program = (
        "import sys; from bot.settings import GivenSettings; from bot.wiring import build;"
        "build(GivenSettings(bot_token='1:x', database_url='sqlite:///new.sqlite3'));"
        "assert 'anthropic' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
    )

    assert done.returncode == 0, done.stderr
