"""SQLite's one writer thread; whoever waits at the same moment shares a commit and its fsync."""

import asyncio
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from storage.transaction import Transaction

T = TypeVar("T")
MOST_TOGETHER = 64


@dataclass(slots=True)
class _Waiting:
    work: Callable[[Transaction], Any]
    future: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop
    result: object = None
    error: BaseException | None = None

    def deliver(self) -> None:
        if self.future.done():  # its waiter was cancelled; what it did stands
            return
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)


class GroupWriter:
    """Runs works one after another; each succeeds or fails by itself, all commit together.

    Nobody gets an answer before the commit. A commit that fails fails everybody in it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="sqlite-writer", daemon=True)
        self._started = False

    async def run(self, work: Callable[[Transaction], T]) -> T:
        """The work's value, once it is committed; raises what the work raised."""
        if not self._started:
            self._started = True
            self._thread.start()
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._queue.put(_Waiting(work, future, loop))
        return await future

    def close(self) -> None:
        """Finishes what waits, then ends the thread."""
        if self._started:
            self._queue.put(None)
            self._thread.join()
        self._engine.dispose()

    def _serve(self) -> None:
        while (first := self._queue.get()) is not None:
            batch = [first]
            is_last = False
            while len(batch) < MOST_TOGETHER and not self._queue.empty():
                following = self._queue.get()
                if following is None:
                    is_last = True
                    break
                batch.append(following)
            self._commit(batch)
            for waiting in batch:
                waiting.loop.call_soon_threadsafe(waiting.deliver)
            if is_last:
                return

    def _commit(self, batch: list[_Waiting]) -> None:
        try:
            with self._engine.begin() as connection:
                for waiting in batch:
                    _attempt(connection, waiting)
        except BaseException as error:  # everybody who waits is told
            for waiting in batch:
                waiting.error = waiting.error or error


def _attempt(connection: Connection, waiting: _Waiting) -> None:
    """One work behind a savepoint; its failure undoes its own writes only."""
    savepoint = connection.begin_nested()
    try:
        waiting.result = waiting.work(Transaction(connection))
    except BaseException as error:  # who waits is told
        waiting.error = error
        savepoint.rollback()
    else:
        savepoint.commit()
