"""A member's way into an assignment: whether it is hers to do now, and her one attempt at it."""

from datetime import datetime

from services.errors import AssignmentClosed, AssignmentGone
from storage import assignments, groups, question_offers
from storage.assignments import Assignment
from storage.engine import Transaction
from storage.records import AttemptId, Student


def for_member(tx: Transaction, student: Student, assignment_id: int) -> Assignment:
    """An assignment of a group that she sits in; raises AssignmentGone for any other."""
    found = assignments.find(tx, assignment_id)
    if found is None or found.is_cancelled or not student.is_recorded:
        raise AssignmentGone
    if found.group_id not in {group.id for group, _ in groups.of_member(tx, student.id)}:
        raise AssignmentGone
    return found


def to_do(
    tx: Transaction, student: Student, assignment_id: int, *, at: datetime
) -> tuple[Assignment, AttemptId | None]:
    """The assignment, and her attempt where she has begun; raises AssignmentClosed outside its
    hours for who has not."""
    found = for_member(tx, student, assignment_id)
    begun = assignments.attempt_of(tx, found.id, student.id)
    is_open = found.opens_at <= at and (at < found.closes_at or found.takes_late)
    if begun is None and not is_open:
        raise AssignmentClosed
    return found, begun


def laid_out(
    tx: Transaction, student: Student, found: Assignment, *, at: datetime
) -> list[tuple[int, int]]:
    """Its questions with their newest versions, for everybody in the same order."""
    ids = assignments.question_ids(tx, found.id)
    known = {
        one.question_id: one
        for one in question_offers.candidates(tx, student.id, question_offers.among(ids), at=at)
    }
    return [(one, known[one].version_id) for one in ids if one in known]
