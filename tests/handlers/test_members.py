"""A teacher looks at one student and takes the table home; nobody else's figures are in reach."""

import csv
import io
from typing import Any

import openpyxl

from tests.support.client import button_data
from tests.support.tutor import Tutor


async def joined(tutor: Tutor, name: str, code: str, *, shares: bool) -> int:
    who = await tutor.people.person(name)
    first = await tutor.people.ask(who, f"/start {code}")
    notice = await tutor.pass_first_run(who, first)
    seat = await tutor.tap(who, notice, button_data(notice, "grp:join")[0])
    if shares:
        await tutor.tap(who, seat, button_data(seat, "grp:share")[0])
    await tutor.answer_set(who, await tutor.start_set(who))
    return who


async def taken(tutor: Tutor, who: int, command: str) -> bytes:
    return await tutor.people.file_of(await tutor.people.ask(who, command))


async def test_a_teacher_sees_who_shares_and_takes_a_safe_table_home(tutor: Tutor) -> None:
    verma = await tutor.adult("Verma")
    made = await tutor.people.ask(verma, "/group RAS batch")
    code = made["text"].split("start=")[1].split()[0]
    await joined(tutor, "=cmd()", code, shares=True)
    await joined(tutor, "Chitra", code, shares=False)

    card: Any = await tutor.people.ask(verma, "/student =cmd")
    assert "=cmd()" in card["text"]
    assert "10 answers" in card["text"]
    hidden = await tutor.people.ask(verma, "/student Chitra")
    assert "Nobody who shares" in hidden["text"]
    assert "10 answers" not in hidden["text"]
    rows = list(
        csv.reader(io.StringIO((await taken(tutor, verma, "/export csv")).decode("utf-8-sig")))
    )
    assert [row[0] for row in rows] == ["name", "'=cmd()"]
    assert rows[1][1:] == [""] * 9, "one test is no rank yet"
    book = openpyxl.load_workbook(io.BytesIO(await taken(tutor, verma, "/export")))
    cell = book.worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == ("=cmd()", "s")
    wrong = await tutor.people.ask(verma, "/export csv nonsense")
    assert "RAS batch" in wrong["text"]


async def test_a_student_or_a_stranger_gets_nothing(tutor: Tutor) -> None:
    asha = await tutor.adult()
    for command in ("/student Asha", "/export"):
        refused = await tutor.people.ask(asha, command)
        assert "/group" in refused["text"]
        assert not refused["document"]
