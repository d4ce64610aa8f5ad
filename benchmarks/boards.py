"""How fast boards are: a group of sixty, with a picture and without, and an exam of ten thousand.

`python -m benchmarks boards [ANSWERS]`: 1,000,000 answers of 10,000 students by default. PostgreSQL,
and up to 1,000,000 answers SQLite with the same rows, brought over by a backup. What is timed is
everything but Telegram: figures, words, and for the picture its PNG bytes from a worker.
"""

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median

import asyncpg

from benchmarks.reports import AT, ZONE, fill
from content.exam_file import load_catalogue
from services.exam_boards import ExamBoards
from services.group_boards import GroupBoards
from services.learning import Learning
from services.standing import Standings
from services.upkeep import Upkeep
from storage import groups, migrate, students
from storage.engine import Database, open_database
from storage.records import StudentId
from tests.support.databases import postgres_templates
from views import exam_board as exam_views
from views import rankings as views
from views.pictures import Pictures
from views.translate import translator

STUDENTS, ROUNDS = 10_000, 101
EXAM = "ras_pre"
LARGEST_COPY = 1_000_000
#: Everybody prepares for one exam and stands on its board.
ENROL = f"""
UPDATE exams SET key = '{EXAM}' WHERE id = 1001;
INSERT INTO settings (student_id, exam_id, study_minutes, timezone, digest_hour, quiet_from,
    quiet_to, theme, text_only, usage_statistics, is_listed)
  SELECT id, 1001, '60 60 60 60 60 60 60', '{ZONE}', 7, 22, 6, 'light', false, false, true
  FROM students;
"""


async def measure(answers: int, url: str) -> None:
    plain = await asyncpg.connect(url.replace("+asyncpg", ""))
    await plain.execute(fill(STUDENTS, each=answers // STUDENTS, exams=1) + ENROL)
    await plain.execute("ANALYZE")
    database = open_database(url)
    began = time.perf_counter()
    await Upkeep(database, default_timezone=ZONE).rebuild()
    await Learning(database).work()
    await Standings(database, default_timezone=ZONE).refresh(at=AT)
    await plain.execute("ANALYZE")
    await plain.close()
    print(
        f"{answers:,} answers of {STUDENTS:,} students, {time.perf_counter() - began:.0f} s to derive"
    )
    await _boards("PostgreSQL", database)
    if answers <= LARGEST_COPY:
        with tempfile.TemporaryDirectory() as folder:
            copy = await _copied(database, Path(folder))
            await _boards("SQLite", copy)
            await copy.close()
    await database.close()


async def _copied(database: Database, folder: Path) -> Database:
    backup, url = folder / "backup.zip", f"sqlite:///{folder / 'copy.sqlite3'}"
    await Upkeep(database, default_timezone=ZONE).back_up(backup, at=AT)
    await asyncio.to_thread(migrate.upgrade, url)
    copy = open_database(url)
    await Upkeep(copy, default_timezone=ZONE).restore(backup)
    return copy


async def _boards(name: str, database: Database) -> None:
    rng = random.Random(1)
    group = await database.read(lambda tx: groups.find_by_key(tx, "bench"))
    assert group is not None
    boards = GroupBoards(database, default_timezone=ZONE)
    of_exam, t = ExamBoards(database, load_catalogue()), translator("hi")
    asking = [
        await database.read(lambda tx, one=one: students.get(tx, one))  # type: ignore[misc]
        for one in (StudentId(100_000 + rng.randrange(STUDENTS)) for _ in range(ROUNDS))
    ]
    pictures = Pictures()

    async def table(_: int) -> None:
        found = await boards.board(group, "overall", days=30, subject=None, at=AT)
        assert views.board(found, t).rich

    async def picture(_: int) -> None:
        found = await boards.board(group, "overall", days=30, subject=None, at=AT)
        content = await pictures.draw("board", found, language="hi", theme="light")
        assert views.picture(found, t, content).picture

    async def exam(place: int) -> None:
        found = await of_exam.of(asking[place])
        assert found.own is not None
        assert exam_views.board(found, t).rich

    await picture(0)
    for what, call in (
        ("a group of 60, table", table),
        ("a group of 60, picture", picture),
        (f"an exam of {STUDENTS:,}: page and neighbours", exam),
    ):
        middle, most = await _timed(call)
        print(f"{name:11s} {what:40s} median {middle:6.1f} ms   95 % {most:6.1f} ms")
    pictures.close()


async def _timed(call: Callable[[int], Awaitable[None]]) -> tuple[float, float]:
    times = []
    for place in range(ROUNDS):
        began = time.perf_counter()
        await call(place)
        times.append(1000 * (time.perf_counter() - began))
    return median(times), sorted(times)[int(0.95 * ROUNDS)]


def main() -> None:
    sizes = [int(one) for one in sys.argv[2:]] or [1_000_000]
    with postgres_templates() as templates:
        for answers in sizes:
            url = templates.empty()
            migrate.upgrade(url)
            asyncio.run(measure(answers, url))


if __name__ == "__main__":
    main()
