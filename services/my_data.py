"""What is kept of a person, handed to her: every row as JSON, her answers as CSV, two pictures."""

import io
import json
import tempfile
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from content.answer_log import write_log
from storage import answer_log, personal
from storage.engine import Database, Transaction
from storage.inventory import INVENTORY, PURPOSES, Purpose
from storage.records import Student


class MyData:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def archive(
        self, student: Student, *, pictures: Mapping[str, bytes], at: datetime
    ) -> bytes:
        """A zip of everything from one moment."""

        def work(tx: Transaction) -> tuple[dict[str, list[dict[str, object]]], str]:
            return personal.everything_of(tx, student.id), _answers(tx, student)

        rows, answers = await self._database.snapshot(work)
        document = {"made_at": at.isoformat(), "tables": rows}
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            text = json.dumps(document, ensure_ascii=False, indent=1)
            archive.writestr("data.json", text)
            archive.writestr("answers.csv", answers)
            for name, picture in pictures.items():
                archive.writestr(f"{name}.png", picture)
        return content.getvalue()


def _answers(tx: Transaction, student: Student) -> str:
    """Her part of the answer log, in the log's own format."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        write_log(path, answer_log.log_rows(tx, student_id=student.id))
        return path.read_text("utf-8")


#: A purpose with its tables and their columns.
Kept = tuple[Purpose, list[tuple[str, tuple[str, ...]]]]


def held() -> list[Kept]:
    """What is kept, by purpose: (table, its columns)."""
    return [
        (
            purpose,
            [
                (one.table.name, tuple(column.name for column in one.table.columns))
                for one in INVENTORY
                if one.purpose == purpose
            ],
        )
        for purpose in PURPOSES
    ]
