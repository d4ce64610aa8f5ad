"""The board of an exam's students, with her own place on it."""

from collections.abc import Sequence

from services.exam_boards import ExamBoard
from services.records import ListedRow, StudentId
from views import document
from views.callbacks import SettingTap
from views.document import Heading, Paragraph, Table
from views.screen import Button, Screen, shortened
from views.translate import Translate, escaped

LONGEST_NAME = 24


def board(found: ExamBoard, t: Translate, *, text_only: bool = False) -> Screen:
    """The first ten, her neighbours, and the switch that puts her name on it or takes it off."""
    head = Heading(t("exam-board-head", exam=found.exam.name(t.language)))
    own = None if found.own is None else found.own.student_id
    blocks: list[document.Block] = [head]
    if found.top:
        blocks.append(_table(found.top, own, t))
    else:
        blocks.append(Paragraph(t("exam-board-empty")))
    if found.around:
        blocks += [Paragraph("…"), _table(found.around, own, t)]
    blocks.append(Paragraph(_own(found, t)))
    switch = Button(
        t.plain("exam-board-leave" if found.is_listed else "exam-board-join"),
        SettingTap(name="listed").pack(),
    )
    return document.screen(*blocks, text_only=text_only, keyboard=((switch,),))


def _own(found: ExamBoard, t: Translate) -> str:
    if found.own is not None:
        return t("rankings-own", rank=found.own.rank, of=found.count)
    return t("rankings-own-few" if found.is_listed else "exam-board-unlisted")


def _table(rows: Sequence[ListedRow], own: StudentId | None, t: Translate) -> Table:
    heads = (t("rankings-column-name"), t("rankings-unit-overall"), t("rankings-column-tests"))
    return Table(
        tuple(
            (
                f"{one.rank}. {escaped(shortened(one.name, LONGEST_NAME))}"
                + (" ⬅️" if one.student_id == own else ""),
                f"{one.average:.1f}",
                str(one.tests),
            )
            for one in rows
        ),
        heads,
    )
