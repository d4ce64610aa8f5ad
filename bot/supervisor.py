"""Several workers under one parent: forked after the slow imports, replaced when they die.

The parent opens nothing: no connection, loop or thread. It holds the webhook's listening socket,
which the workers share, so that a restart refuses nobody.
"""

import os
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

log = structlog.get_logger()
#: A worker that lived for less than this is replaced more and more slowly.
SHORT_LIFE, LONGEST_PAUSE = 5.0, 10.0
#: Workers get so long to finish what is in work.
STOP_SECONDS = 30.0
LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which worker a process is."""

    index: int
    count: int
    #: Shared by all workers; None where updates are polled.
    listening: socket.socket | None

    @property
    def receives(self) -> bool:
        """Polling is for one process alone: Telegram answers one getUpdates at a time."""
        return self.listening is not None or self.index == 0


#: A worker's whole life; its exit status. It calls the second argument once it is ready.
Life = Callable[[Place, Callable[[], None]], int]


@dataclass(slots=True)
class _Worker:
    place: Place
    pid: int
    started_at: float
    ready: int
    is_ready: bool = False


@dataclass(slots=True)
class Supervisor:
    life: Life
    count: int
    listening: socket.socket | None
    on_ready: Callable[[], None]
    _workers: dict[int, _Worker] = field(default_factory=dict)
    _is_stopping: bool = False
    _wants_restart: bool = False
    _short_lives: int = 0
    #: Open in the parent alone: its end tells the workers that nobody looks after them any more.
    _alive: tuple[int, int] = field(default_factory=os.pipe)

    def run(self) -> int:
        """Until SIGTERM or SIGINT; SIGHUP renews the workers one by one. The exit status."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        signal.signal(signal.SIGHUP, self._renew)
        for index in range(self.count):
            self._start(Place(index=index, count=self.count, listening=self.listening))
        said_ready = False
        while not self._is_stopping:
            self._hear()
            if not said_ready and any(one.is_ready for one in self._workers.values()):
                said_ready = True
                self.on_ready()
            status = self._replace_dead(give_up=not said_ready)
            if status is not None:
                return status
            if self._wants_restart:
                self._wants_restart = False
                self._restart_one_by_one()
        return self._end()

    def _stop(self, *_: object) -> None:
        self._is_stopping = True

    def _renew(self, *_: object) -> None:
        self._wants_restart = True

    def _start(self, place: Place) -> _Worker:
        reading, writing = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            self._live(place, reading, writing)
        os.close(writing)
        os.set_blocking(reading, False)
        worker = _Worker(place=place, pid=pid, started_at=time.monotonic(), ready=reading)
        self._workers[pid] = worker
        return worker

    def _live(self, place: Place, reading: int, writing: int) -> None:
        """In the child: the worker's life and nothing of the parent's."""
        status = 1
        try:
            os.close(reading)
            os.close(self._alive[1])
            for one in self._workers.values():
                os.close(one.ready)
            threading.Thread(target=_end_with_parent, args=(self._alive[0],), daemon=True).start()
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)
            status = self.life(place, lambda: _say_ready(writing))
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def _hear(self) -> None:
        """Who has become ready; the wait between two looks."""
        pipes = [one.ready for one in self._workers.values() if not one.is_ready]
        try:
            heard, _, _ = select.select(pipes, [], [], LOOK_SECONDS)
        except InterruptedError:
            return
        for one in self._workers.values():
            if one.ready in heard:
                one.is_ready = os.read(one.ready, 1) == b"1"

    def _dead(self) -> list[tuple[_Worker, int]]:
        found = []
        for pid in list(self._workers):
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                worker = self._workers.pop(pid)
                os.close(worker.ready)
                found.append((worker, os.waitstatus_to_exitcode(status)))
        return found

    def _replace_dead(self, *, give_up: bool) -> int | None:
        """Starts a worker for each that died; an exit status where that is no use."""
        for worker, status in self._dead():
            if give_up and status == 2:
                # It said what is wrong; the others would say the same.
                self._end()
                return 2
            lived = time.monotonic() - worker.started_at
            self._short_lives = self._short_lives + 1 if lived < SHORT_LIFE else 0
            log.warning(
                "worker replaced", action="worker_replaced", index=worker.place.index, status=status
            )
            if self._short_lives > self.count:
                time.sleep(min(LONGEST_PAUSE, 0.1 * 2 ** (self._short_lives - self.count)))
            self._start(worker.place)
        return None

    def _restart_one_by_one(self) -> None:
        """Each worker goes once its follower takes updates; nobody waits for an empty place."""
        for old in list(self._workers.values()):
            new = self._start(old.place)
            until = time.monotonic() + STOP_SECONDS
            while not new.is_ready and time.monotonic() < until and not self._is_stopping:
                self._hear()
                if new.pid not in self._workers:
                    return
            self._signal(old.pid, signal.SIGTERM)
            while old.pid in self._workers and time.monotonic() < until + STOP_SECONDS:
                done, _ = os.waitpid(old.pid, os.WNOHANG)
                if done:
                    os.close(self._workers.pop(old.pid).ready)
                else:
                    time.sleep(LOOK_SECONDS)

    def _end(self) -> int:
        """Tells everybody to finish, and waits for them."""
        for pid in self._workers:
            self._signal(pid, signal.SIGTERM)
        until = time.monotonic() + STOP_SECONDS
        while self._workers and time.monotonic() < until:
            if not self._dead():
                time.sleep(LOOK_SECONDS)
        for pid in self._workers:
            self._signal(pid, signal.SIGKILL)
        return 0

    def _signal(self, pid: int, number: signal.Signals) -> None:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            log.info("worker is gone", action="worker_gone", pid=pid)


def listening_socket(host: str, port: int) -> socket.socket:
    """One socket that every worker accepts from; raises OSError where the port is taken."""
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind((host, port))
    made.listen(1024)
    made.setblocking(False)
    made.set_inheritable(True)
    return made


def in_a_child(work: Callable[[], int]) -> int:
    """Runs work in a process of its own, so that this one opens nothing; its exit status."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            status = work()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    _, ended = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(ended)


def _end_with_parent(pipe: int) -> None:
    """A worker whose parent was killed stops like one that was told to."""
    os.read(pipe, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def _say_ready(pipe: int) -> None:
    os.write(pipe, b"1")
