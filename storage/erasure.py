"""Removes a person and everything that hangs on her."""

from sqlalchemy import delete, select, update

from storage import population
from storage import standings as own_standings
from storage.records import StudentId
from storage.tables import (
    abilities,
    activity,
    alerts,
    answers,
    attempt_results,
    attempts,
    bookmarks,
    consents,
    correction_effects,
    grievances,
    group_members,
    groups,
    key_corrections,
    memories,
    outbox,
    plan_sessions,
    question_reports,
    questions,
    quiz_votes,
    quizzes,
    readiness_forecasts,
    response_changes,
    responses,
    settings,
    standings,
    student_days,
    students,
    study_plans,
    suggestions,
    topic_states,
)
from storage.transaction import Transaction

#: Children before parents; every table with a row of hers.
HERS = (
    answers,
    attempts,
    abilities,
    topic_states,
    student_days,
    attempt_results,
    memories,
    bookmarks,
    suggestions,
    standings,
    readiness_forecasts,
    alerts,
    outbox,
    plan_sessions,
    study_plans,
    activity,
    consents,
    grievances,
    correction_effects,
    group_members,
    settings,
)


def erase_student(tx: Transaction, student_id: StudentId) -> None:
    """Every row of hers; groups that she made stay without an owner."""
    own = select(attempts.c.id).where(attempts.c.student_id == student_id)
    for log in (response_changes, responses):
        tx.connection.execute(delete(log).where(log.c.attempt_id.in_(own)))
    telegram_id = (
        select(students.c.telegram_id).where(students.c.id == student_id).scalar_subquery()
    )
    tx.connection.execute(delete(quiz_votes).where(quiz_votes.c.telegram_id == telegram_id))
    tx.connection.execute(
        update(groups).where(groups.c.owner_id == student_id).values(owner_id=None, join_code=None)
    )
    # What she said of a question stays with the question, and says no more who said it.
    for column in (
        question_reports.c.student_id,
        questions.c.imported_by,
        key_corrections.c.requested_by,
        quizzes.c.owner_id,
    ):
        tx.connection.execute(
            update(column.table).where(column == student_id).values({column.name: None})
        )
    # What her answers said of questions is taken back too.
    asked = select(answers.c.question_id).where(answers.c.student_id == student_id).distinct()
    population.mark_stale(tx, tx.connection.scalars(asked).all())
    own_standings.forget(tx, student_id)
    for table in HERS:
        tx.connection.execute(delete(table).where(table.c.student_id == student_id))
    tx.connection.execute(delete(students).where(students.c.id == student_id))
    population.step_back(tx)
