"""This machine: Python, disk, files, fonts and Hindi shaping."""

import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from bot.doctor.finding import Finding, broken, ok, warning
from bot.settings import Settings

OLDEST_PYTHON = (3, 11)
#: RETURNING came with it.
OLDEST_SQLITE = (3, 35)
MEGABYTE = 1_000_000
LOW_DISK, NO_DISK = 2_000 * MEGABYTE, 200 * MEGABYTE
#: A word whose letters join; drawn letter by letter it is wider.
CONJUNCT = "क्षेत्र"


def machine(settings: Settings, *, folder: Path) -> Iterator[Finding]:
    """Checks that need neither the network nor an open database."""
    yield _python()
    yield _disk(_data_folder(settings, folder))
    yield from _private(folder / ".env", "env_file")
    path = sqlite_path(settings, folder)
    if path is not None:
        yield _sqlite()
        yield from _writable(path)
        yield from _private(path, "database_file")
    yield _font(settings)


def sqlite_path(settings: Settings, folder: Path) -> Path | None:
    """The database's file; None for a server."""
    if not settings.database_url.startswith("sqlite"):
        return None
    name = urlsplit(settings.database_url).path.removeprefix("/")
    return folder / name


def _data_folder(settings: Settings, folder: Path) -> Path:
    path = sqlite_path(settings, folder)
    near = folder if path is None else path.parent
    return near if near.is_dir() else folder


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        return broken("python", f"Python {version} is too old", "install Python 3.11 or newer")
    return ok("python", f"Python {version}")


def _sqlite() -> Finding:
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        return broken("sqlite", f"SQLite {version} is too old", "use a newer Python build")
    return ok("sqlite", f"SQLite {version}")


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    text = f"{free // MEGABYTE} MB free in {folder}"
    remedy = "make room, or move the database to a larger disk (DATABASE_URL)"
    if free < NO_DISK:
        return broken("disk", text, remedy)
    return warning("disk", text, remedy) if free < LOW_DISK else ok("disk", text)


def _writable(path: Path) -> Iterator[Finding]:
    """SQLite also writes beside its file."""
    if not path.parent.is_dir():
        yield broken(
            "database_folder", f"{path.parent} is no folder", f"make it: mkdir -p {path.parent}"
        )
        return
    mode = path.parent.stat().st_mode
    if not mode & stat.S_IWUSR or (path.exists() and not path.stat().st_mode & stat.S_IWUSR):
        yield broken(
            "database_folder",
            f"{path} cannot be written",
            f"give this user the right to write: chmod u+w {path.parent} {path}",
        )


def _private(path: Path, check: str) -> Iterator[Finding]:
    """A file with secrets or people's answers is for its owner alone."""
    if not path.is_file():
        return
    if path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        yield warning(check, f"{path} can be read by other users", f"chmod 600 {path}")
    else:
        yield ok(check, f"{path} is private")


def _font(settings: Settings) -> Finding:
    if settings.chart_font is not None and not settings.chart_font.is_file():
        return broken(
            "font",
            f"CHART_FONT {settings.chart_font} is no file",
            "name a font file with Devanagari, or take CHART_FONT out",
        )
    try:
        from views.charts.fonts import text_width, use_font

        if settings.chart_font is not None:
            use_font(settings.chart_font)
        whole = text_width(CONJUNCT, 40)
        apart = sum(text_width(letter, 40) for letter in CONJUNCT)
    except (ImportError, OSError) as error:
        return broken(
            "font", f"Hindi cannot be drawn: {error}", "reinstall: make demo, or pip install pillow"
        )
    if whole >= apart:
        return broken(
            "font",
            "this font draws Hindi letter by letter",
            "take CHART_FONT out, or install Noto Sans Devanagari",
        )
    return ok("font", "Hindi is drawn with joined letters")
