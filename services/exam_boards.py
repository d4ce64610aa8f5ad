"""Who prepares for the same exam and agreed to be seen: the first of them, and her own place."""

from dataclasses import dataclass

from content.exams import ExamCatalogue
from services.errors import NoExam
from storage import exam_board, peer_rows
from storage.engine import Database, Transaction
from storage.exam_board import ListedRow
from storage.records import Named, Student

TOP, NEIGHBOURS = 10, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamBoard:
    exam: Named
    top: tuple[ListedRow, ...]
    #: None where she does not stand on it.
    own: ListedRow | None
    #: Her row and up to two on each side, where that is not among the first.
    around: tuple[ListedRow, ...]
    #: Everybody who is ranked.
    count: int
    #: She agreed; without five tests in 30 days she has no place yet.
    is_listed: bool


class ExamBoards:
    """Names only of who agreed; by standings as they were last kept."""

    def __init__(self, database: Database, known: ExamCatalogue) -> None:
        self._database = database
        self._known = known

    async def of(self, student: Student) -> ExamBoard:
        """Raises NoExam where she has chosen none."""
        exam = self._known.exams.get(student.settings.exam or "")
        if exam is None:
            raise NoExam

        def work(tx: Transaction) -> tuple[list[ListedRow], int]:
            exam_id = peer_rows.exam_id(tx, exam.id)
            if exam_id is None:
                return [], 0
            return exam_board.board(tx, exam_id, student.id, top=TOP, neighbours=NEIGHBOURS)

        rows, count = await self._database.read(work)
        own = next((one for one in rows if one.student_id == student.id), None)
        return ExamBoard(
            exam=Named(key=exam.id, name_en=exam.name_en, name_hi=exam.name_hi),
            top=tuple(rows[:TOP]),
            own=own,
            around=tuple(rows[TOP:]),
            count=count,
            is_listed=student.settings.is_listed,
        )
