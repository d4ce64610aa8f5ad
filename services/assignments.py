"""Work that is set to a group: who has to do it, who did, and how it went."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from services.assigned_work import for_member
from services.assignment_notices import plan_results
from services.errors import AssignmentGone
from services.group_roles import taught
from storage import assignments, groups, students
from storage.assignments import Assignment
from storage.engine import Database, Transaction
from storage.intake import Arrival, write_once
from storage.records import Group, Student, StudentId

BATCH = 20
LISTED = 20
LISTED_FOR = timedelta(days=7)

State = Literal["waiting", "open", "closed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """A member who did it and shares her results."""

    name: str
    right: int
    #: Questions that it has.
    of: int
    is_late: bool
    #: Nobody under 18 has a place; her result stands behind, by name.
    is_ranked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentBoard:
    """How far a group is with an assignment."""

    assignment: Assignment
    group: Group
    state: State
    done: int
    begun: int
    members: int
    #: Mean share right of everybody who is done, 0–1; None before anybody is.
    average: float | None
    #: Only who shares, the best first.
    rows: tuple[Doer, ...]
    unshared: int
    timezone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnResult:
    """Her own result beside the class's, once it is closed."""

    board: AssignmentBoard
    right: int
    #: Among everybody who did it; equal shares share a place. None under 18.
    place: int | None
    of: int


class Assignments:
    def __init__(self, database: Database, *, default_timezone: str) -> None:
        self._database = database
        self._zone = ZoneInfo(default_timezone)

    async def listed(self, teacher: Student, *, at: datetime) -> list[AssignmentBoard]:
        """What is set to her groups, open first, and what closed in the last week."""

        def work(tx: Transaction) -> list[AssignmentBoard]:
            mine = [one.id for one in groups.taught_by(tx, teacher.id)]
            found = assignments.of_groups(tx, mine, since=at - LISTED_FOR, limit=LISTED)
            boards = [board_of(tx, one, at, zone=self._zone) for one in found]
            return sorted(boards, key=lambda one: one.state == "closed")

        return await self._database.read(work)

    async def board(self, teacher: Student, assignment_id: int, *, at: datetime) -> AssignmentBoard:
        """Raises NotTheOwner, AssignmentGone."""

        def work(tx: Transaction) -> AssignmentBoard:
            found = assignments.find(tx, assignment_id)
            if found is None or found.is_cancelled:
                raise AssignmentGone
            taught(tx, teacher.id, found.group_id)
            return board_of(tx, found, at, zone=self._zone)

        return await self._database.read(work)

    async def cancel(self, teacher: Student, assignment_id: int, arrival: Arrival) -> Group:
        """Takes it back: nobody is reminded, nobody can begin; what was done stays done."""

        def work(tx: Transaction) -> Group:
            found = assignments.find(tx, assignment_id)
            if found is None:
                raise AssignmentGone
            group = taught(tx, teacher.id, found.group_id)
            assignments.cancel(tx, found.id, at=arrival.at)
            return group

        return await write_once(self._database, arrival, work)

    async def of_member(self, student: Student, *, at: datetime) -> list[AssignmentBoard]:
        """What she has to do: open, and not done by her."""

        def work(tx: Transaction) -> list[AssignmentBoard]:
            mine = [group.id for group, _ in groups.of_member(tx, student.id)]
            found = assignments.of_groups(tx, mine, since=at, limit=LISTED)
            return [
                board_of(tx, one, at, zone=self._zone)
                for one in found
                if one.opens_at <= at and not _is_done(tx, one, student.id)
            ]

        return await self._database.read(work)

    async def is_paper(self, student: Student, assignment_id: int) -> bool:
        """Whether a member's work is a mock test; raises AssignmentGone for who is none."""
        found = await self._database.read(lambda tx: for_member(tx, student, assignment_id))
        return found.kind == "paper"

    async def for_notice(
        self, student: Student, assignment_id: int, *, at: datetime
    ) -> AssignmentBoard | None:
        """What a notice speaks of; None where she has done it, has left, or it was taken back."""

        def work(tx: Transaction) -> AssignmentBoard | None:
            found = assignments.find(tx, assignment_id)
            if found is None or found.is_cancelled or found.closes_at <= at:
                return None
            mine = {group.id for group, _ in groups.of_member(tx, student.id)}
            if found.group_id not in mine or _is_done(tx, found, student.id):
                return None
            return board_of(tx, found, at, zone=self._zone)

        return await self._database.read(work)

    async def results(
        self, teacher: Student, assignment_id: int, *, at: datetime
    ) -> AssignmentBoard | None:
        """The board for a teacher of the group; None for who teaches it no more."""

        def work(tx: Transaction) -> AssignmentBoard | None:
            found = assignments.find(tx, assignment_id)
            if found is None or teacher.id not in groups.teachers_of(tx, found.group_id):
                return None
            return board_of(tx, found, at, zone=self._zone)

        return await self._database.read(work)

    async def own_result(
        self, student: Student, assignment_id: int, *, at: datetime
    ) -> OwnResult | None:
        """None for who did not finish it."""

        def work(tx: Transaction) -> OwnResult | None:
            found = assignments.find(tx, assignment_id)
            if found is None:
                return None
            done = [one for one in assignments.work_of(tx, found.id) if one.completed_at]
            own = next((one for one in done if one.student_id == student.id), None)
            if own is None:
                return None
            better = sum(one.right > own.right for one in done)
            return OwnResult(
                board=board_of(tx, found, at, zone=self._zone),
                right=own.right,
                place=better + 1 if student.is_profiled else None,
                of=len(done),
            )

        return await self._database.read(work)

    async def tell_results(self, *, at: datetime) -> int:
        """Plans the results of what has closed: to its teachers, and to who did it."""
        untold = await self._database.read(
            lambda tx: assignments.closed_untold(tx, at=at, limit=BATCH)
        )
        planned = 0
        for one in untold:
            planned += await self._database.write(
                lambda tx, found=one: plan_results(tx, found, at)  # type: ignore[misc]
            )
        return planned


def board_of(
    tx: Transaction, found: Assignment, at: datetime, *, zone: ZoneInfo
) -> AssignmentBoard:
    """How far a group is with an assignment at a moment."""
    group = groups.get(tx, found.group_id)
    if group is None:
        raise AssignmentGone
    sharing = groups.sharing_members(tx, group.id)
    work = assignments.work_of(tx, found.id)
    done = [one for one in work if one.completed_at is not None]
    shown = students.get_all(tx, sorted(sharing & {one.student_id for one in done}))
    people = {one.id: one for one in shown}
    rows = [
        Doer(
            name=people[one.student_id].shown_name,
            right=one.right,
            of=found.question_count,
            is_late=one.completed_at is not None and one.completed_at > found.closes_at,
            is_ranked=not people[one.student_id].is_minor,
        )
        for one in done
        if one.student_id in sharing
    ]
    shares = [one.right / found.question_count for one in done]
    state: State = "closed" if at >= found.closes_at else "open"
    return AssignmentBoard(
        assignment=found,
        group=group,
        state="waiting" if at < found.opens_at else state,
        done=len(done),
        begun=len(work) - len(done),
        members=group.members,
        average=sum(shares) / len(shares) if shares else None,
        rows=tuple(sorted(rows, key=_in_order)),
        unshared=sum(one.student_id not in sharing for one in done),
        timezone=zone.key,
    )


def _in_order(one: Doer) -> tuple[bool, int, str]:
    """The best first; behind them who has no place, by name."""
    return not one.is_ranked, -one.right if one.is_ranked else 0, one.name


def _is_done(tx: Transaction, found: Assignment, student_id: StudentId) -> bool:
    return any(
        one.student_id == student_id and one.completed_at is not None
        for one in assignments.work_of(tx, found.id)
    )
