"""The daily digest: planned at each student's hour, filled in when it is sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.progress import Progress, progress_of
from services.students import next_digest_at
from storage import outbox, students
from storage.answers import TopicSum
from storage.engine import Database, Transaction
from storage.records import Student, StudentId

KIND = "digest"
#: A digest that could not be sent by then is yesterday's news.
USEFUL_FOR = timedelta(hours=12)
BATCH = 500
DAYS_SHOWN = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a digest tells."""

    student: Student
    #: The last seven days up to yesterday, and today so far.
    week: Progress
    yesterday_answers: int
    yesterday_right: int
    days_to_exam: int | None
    next_topic: TopicSum | None


class Digests:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def plan(self, *, at: datetime) -> int:
        """Puts every digest that is due into the outbox, once a local day; how many were new."""
        planned = 0
        while True:
            due = await self._database.read(lambda tx: students.due_digests(tx, at=at, limit=BATCH))
            if not due:
                return planned
            planned += await self._database.write(
                lambda tx, batch=due: sum(_plan(tx, *one, at=at) for one in batch)  # type: ignore[misc]
            )

    async def due(self, *, at: datetime) -> int:
        """How many digests a tick would look at; plans nothing."""
        due = await self._database.read(lambda tx: students.due_digests(tx, at=at, limit=1_000_000))
        return len(due)

    async def fill_in(self, student_id: StudentId, *, at: datetime) -> Digest:
        """The digest as it stands when it is sent."""

        def work(tx: Transaction) -> Digest:
            student = students.get(tx, student_id)
            week = progress_of(tx, student, days=DAYS_SHOWN, at=at)
            yesterday = week.until - timedelta(days=1)
            sums = [one for one in week.by_day if one.day == yesterday]
            exam_on = student.settings.exam_on
            return Digest(
                student=student,
                week=week,
                yesterday_answers=sum(one.answers for one in sums),
                yesterday_right=sum(one.right for one in sums),
                days_to_exam=(exam_on - week.until).days
                if exam_on and exam_on >= week.until
                else None,
                next_topic=week.weakest(),
            )

        return await self._database.read(work)


def _plan(tx: Transaction, student_id: StudentId, due_at: datetime, *, at: datetime) -> bool:
    """Claims one due digest and plans it; an old one is passed over for the next morning."""
    student = students.get(tx, student_id)
    following = next_digest_at(student.settings, after=max(at, due_at))
    if not students.schedule_digest(tx, student_id, due_at=following, instead_of=due_at):
        return False
    if at - due_at >= USEFUL_FOR or not (student.is_recorded and student.is_reachable):
        return False
    day = due_at.astimezone(ZoneInfo(student.settings.timezone)).date()
    return outbox.plan(
        tx,
        outbox.NewDelivery(
            kind=KIND,
            dedupe_key=f"{KIND}:{student_id}:{day.isoformat()}",
            student_id=student_id,
            payload={"day": day.isoformat()},
            due_at=due_at,
            expires_at=due_at + USEFUL_FOR,
        ),
        at=at,
    )
