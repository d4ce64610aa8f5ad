"""Removes a person and everything that hangs on her."""

from sqlalchemy import delete, select, update

from storage import groups as groups_of_others
from storage import parental, population
from storage import standings as own_standings
from storage.inventory import INVENTORY
from storage.records import StudentId
from storage.tables import (
    announcements,
    answers,
    assignments,
    attempts,
    audit_entries,
    coach_calls,
    early_votes,
    key_corrections,
    metadata,
    parked_updates,
    question_reports,
    questions,
    quiz_votes,
    quizzes,
    response_changes,
    responses,
    students,
)
from storage.transaction import Transaction

#: Every table of the inventory whose rows are hers alone, children before parents. What she said
#: of a question and what her advice cost outlive her, without her name.
_LISTED = {
    one.table
    for one in INVENTORY
    if one.person is not None
    and one.person.name == "student_id"
    and one.table not in (question_reports, coach_calls)
}
HERS = tuple(table for table in reversed(metadata.sorted_tables) if table in _LISTED)


def erase_student(tx: Transaction, student_id: StudentId) -> None:
    """Every row of hers; groups that she made go to another teacher of theirs, or stay alone."""
    own = select(attempts.c.id).where(attempts.c.student_id == student_id)
    for log in (response_changes, responses):
        tx.connection.execute(delete(log).where(log.c.attempt_id.in_(own)))
    telegram_id = (
        select(students.c.telegram_id).where(students.c.id == student_id).scalar_subquery()
    )
    for votes in (quiz_votes, early_votes):
        tx.connection.execute(delete(votes).where(votes.c.telegram_id == telegram_id))
    groups_of_others.give_away(tx, student_id)
    parental.forget_parent(tx, student_id)
    # What she said of a question stays with the question, and says no more who said it.
    for column in (
        question_reports.c.student_id,
        coach_calls.c.student_id,
        questions.c.imported_by,
        key_corrections.c.requested_by,
        audit_entries.c.by_id,
        quizzes.c.owner_id,
        assignments.c.made_by,
        announcements.c.made_by,
    ):
        tx.connection.execute(
            update(column.table).where(column == student_id).values({column.name: None})
        )
    # What her answers said of questions is taken back too.
    asked = select(answers.c.question_id).where(answers.c.student_id == student_id).distinct()
    population.mark_stale(tx, tx.connection.scalars(asked).all())
    own_standings.forget(tx, student_id)
    _forget_parked(tx, student_id)
    for table in HERS:
        tx.connection.execute(delete(table).where(table.c.student_id == student_id))
    tx.connection.execute(delete(students).where(students.c.id == student_id))
    population.step_back(tx)


def _forget_parked(tx: Transaction, student_id: StudentId) -> None:
    """Updates that were put aside hold what she wrote."""
    telegram_id = tx.connection.scalar(
        select(students.c.telegram_id).where(students.c.id == student_id)
    )
    if telegram_id is not None:
        mentions = parked_updates.c.payload.like(f"%{telegram_id}%")
        tx.connection.execute(delete(parked_updates).where(mentions))
