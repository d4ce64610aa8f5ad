"""The archive: a file a finished month, always what the database holds now."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import delete, select

from content.answer_log import read_log
from services.answer_log import AnswerLog
from storage.engine import Database, Transaction
from storage.tables import answers, students
from tests.conftest import NOON

HEADER = "student,question,topic,correct,answered_at\n"
ROWS = (
    "asha,q1,t1,1,2026-09-30T23:59:59.999Z\n",
    "ravi,q1,t1,0,2026-09-15T10:00:00Z\n",
    "asha,q2,t1,1,2026-11-01T00:00:00Z\n",
)


def erase(tx: Transaction, *, who: str) -> None:
    found = select(students.c.id).where(students.c.key == who).scalar_subquery()
    tx.connection.execute(delete(answers).where(answers.c.student_id == found))


async def test_only_finished_months_are_archived_and_an_empty_one_is_empty(
    database: Database, tmp_path: Path
) -> None:
    log = AnswerLog(database, default_timezone="Asia/Kolkata")
    assert await log.archive(tmp_path, at=NOON) == []
    (tmp_path / "log.csv").write_text(HEADER + "".join(ROWS), "utf-8")
    await log.take_in(tmp_path / "log.csv", at=NOON)
    made = await log.archive(tmp_path, at=NOON)
    assert [(one.file, one.rows) for one in made] == [
        ("answers-2026-09.parquet", 2),
        ("answers-2026-10.parquet", 0),
    ]
    december = datetime(2026, 12, 1, tzinfo=UTC)
    assert [one.rows for one in await log.archive(tmp_path, at=december)] == [2, 0, 1]


async def test_who_was_erased_is_gone_from_the_archive_with_its_next_making(
    database: Database, tmp_path: Path
) -> None:
    log = AnswerLog(database, default_timezone="Asia/Kolkata")
    (tmp_path / "log.csv").write_text(HEADER + "".join(ROWS), "utf-8")
    await log.take_in(tmp_path / "log.csv", at=NOON)
    folder = tmp_path / "archive"
    folder.mkdir()
    await log.archive(folder, at=NOON)
    assert {getattr(row, "student", None) for row in read_log(folder)} == {"asha", "ravi"}
    await database.write(partial(erase, who="ravi"))
    await log.archive(folder, at=NOON)
    assert {getattr(row, "student", None) for row in read_log(folder)} == {"asha"}


async def test_a_month_that_nobody_is_left_in_is_gone_too(
    database: Database, tmp_path: Path
) -> None:
    """The first months may be hers alone; what other files lie there is nobody's business."""
    log = AnswerLog(database, default_timezone="Asia/Kolkata")
    (tmp_path / "log.csv").write_text(
        HEADER + "ravi,q1,t1,0,2026-08-15T10:00:00Z\n" + ROWS[0], "utf-8"
    )
    await log.take_in(tmp_path / "log.csv", at=NOON)
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "notes.parquet").write_bytes(b"mine")
    await log.archive(folder, at=NOON)
    for name, left in (("ravi", ["09", "10"]), ("asha", [])):
        await database.write(partial(erase, who=name))
        await log.archive(folder, at=NOON)
        found = sorted(one.name for one in folder.glob("answers-*.parquet"))
        assert found == [f"answers-2026-{month}.parquet" for month in left]
    assert (folder / "notes.parquet").read_bytes() == b"mine"
