"""Whole logs in and out of the database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import collate, insert, select

from analytics.learner_model import Judgement, guess_floor, new_question, new_topic
from analytics.logged_answer import LoggedAnswer
from analytics.student_state import StudentFold
from storage.answers import NewAnswer, evidence_of, log_of
from storage.catalogue import keys, make_missing, make_missing_questions
from storage.derived import rebuild
from storage.engine import Transaction
from storage.records import (
    QuestionId,
    StudentId,
    TopicId,
    difficulty_code,
    difficulty_label,
)
from storage.tables import (
    answers,
    exams,
    group_members,
    groups,
    questions,
    students,
    topics,
)
from storage.upsert import insert_ignoring

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Stored:
    """How many rows were new, and how many stood there already."""

    added: int
    duplicate: int


@dataclass(frozen=True, slots=True)
class _Ids:
    students: dict[str, int]
    questions: dict[str, int]
    topics: dict[str, int]
    exams: dict[str, int]


def store(
    tx: Transaction, rows: Sequence[LoggedAnswer], *, at: datetime, default_timezone: str
) -> Stored:
    """Stores rows once each, with everything they name, and derives what follows from them."""
    ids = _make_what_is_named(tx, rows, at=at)
    by_student: dict[int, list[LoggedAnswer]] = defaultdict(list)
    for row in rows:
        by_student[ids.students[row.student]].append(row)
    added = 0
    for student_id, own in by_student.items():
        fresh = _fresh(tx, student_id, own, ids)
        if fresh:
            _insert(tx, StudentId(student_id), fresh)
            rebuild(tx, [StudentId(student_id)], default_timezone=default_timezone)
            added += len(fresh)
    return Stored(added, len(rows) - added)


def _make_what_is_named(tx: Transaction, rows: Sequence[LoggedAnswer], *, at: datetime) -> _Ids:
    insert_ignoring(
        tx,
        students,
        [{"key": key, "name": "", "created_at": at} for key in sorted({r.student for r in rows})],
    )
    topic_ids = make_missing(tx, topics, {row.topic for row in rows})
    exam_ids = make_missing(tx, exams, {row.exam for row in rows if row.exam})
    wanted = {row.question: (topic_ids[row.topic], difficulty_code(row.difficulty)) for row in rows}
    ids = _Ids(keys(tx, students), make_missing_questions(tx, wanted), topic_ids, exam_ids)
    _join_groups(tx, rows, ids, at=at)
    return ids


def _join_groups(tx: Transaction, rows: Sequence[LoggedAnswer], ids: _Ids, *, at: datetime) -> None:
    seats = {(group, row.student) for row in rows for group in row.groups}
    insert_ignoring(
        tx,
        groups,
        [
            {"key": key, "title": key, "created_at": at}
            for key in sorted({group for group, _ in seats})
        ],
    )
    group_ids = keys(tx, groups)
    insert_ignoring(
        tx,
        group_members,
        [
            {
                "group_id": group_ids[group],
                "student_id": ids.students[student],
                "shares_results": True,
                "joined_at": at,
            }
            for group, student in sorted(seats)
        ],
    )


def _fresh(
    tx: Transaction, student_id: int, rows: Iterable[LoggedAnswer], ids: _Ids
) -> list[NewAnswer]:
    """Her rows that are not in the log yet, in log order."""
    known = {
        (row.question_id, row.answered_at, row.test)
        for row in tx.connection.execute(
            select(answers.c.question_id, answers.c.answered_at, answers.c.test).where(
                answers.c.student_id == student_id
            )
        )
    }
    fresh = []
    for row in sorted(rows, key=lambda row: row.answered_at):
        place = (ids.questions[row.question], row.answered_at, row.test)
        if place not in known:
            known.add(place)
            fresh.append(_new_answer(student_id, row, ids))
    return fresh


def _new_answer(student_id: int, row: LoggedAnswer, ids: _Ids) -> NewAnswer:
    return NewAnswer(
        student_id=StudentId(student_id),
        question_id=QuestionId(ids.questions[row.question]),
        topic_id=TopicId(ids.topics[row.topic]),
        attempt_id=None,
        exam_id=ids.exams[row.exam] if row.exam else None,
        test=row.test,
        answered_at=row.answered_at,
        is_correct=row.correct,
        state=row.state,
        selected=row.selected,
        right_option=row.right_option,
        option_count=row.options,
        difficulty=difficulty_code(row.difficulty),
        marks=row.marks,
        milliseconds=row.milliseconds,
        confidence=row.confidence,
        hint_used=row.hint_used,
        explanation_viewed=row.explanation_viewed,
        judgement=Judgement(new_question(row.difficulty), new_topic(), guess_floor(row.options)),
    )


def _insert(tx: Transaction, student_id: StudentId, fresh: Sequence[NewAnswer]) -> None:
    """Inserts her new rows with the probability before each, older rows read first."""
    fold = StudentFold()
    merged = [
        *((row.answered_at, 0, evidence_of(row), None) for row in log_of(tx, student_id)),
        *((a.answered_at, 1, a.evidence(is_repeat=False), a) for a in fresh),
    ]
    new_rows = []
    for _, _, evidence, answer in sorted(merged, key=lambda item: item[:2]):
        judged = fold.take(evidence)
        if answer is not None:
            new_rows.append(answer.columns(judged.probability_before))
    for start in range(0, len(new_rows), CHUNK):
        tx.connection.execute(insert(answers), new_rows[start : start + CHUNK])


def log_rows(tx: Transaction, *, since: datetime | None = None) -> Iterator[LoggedAnswer]:
    """The log sorted by (answered_at, student, question), streamed."""
    seats: dict[int, list[str]] = defaultdict(list)
    for row in tx.connection.execute(
        select(group_members.c.student_id, groups.c.key)
        .join(groups, groups.c.id == group_members.c.group_id)
        .where(group_members.c.left_at.is_(None))
    ):
        seats[row.student_id].append(row.key)
    # Both databases must sort alike, whatever language the server was set up in.
    by_bytes = "C" if tx.connection.dialect.name == "postgresql" else "BINARY"
    statement = (
        select(
            answers,
            students.c.key.label("student"),
            questions.c.key.label("question"),
            topics.c.key.label("topic"),
            exams.c.key.label("exam"),
        )
        .select_from(
            answers.join(students, students.c.id == answers.c.student_id)
            .join(questions, questions.c.id == answers.c.question_id)
            .join(topics, topics.c.id == answers.c.topic_id)
            .outerjoin(exams, exams.c.id == answers.c.exam_id)
        )
        .where(answers.c.is_dropped.is_(False))
        .order_by(
            answers.c.answered_at,
            collate(students.c.key, by_bytes),
            collate(questions.c.key, by_bytes),
            answers.c.test,
        )
    )
    if since is not None:
        statement = statement.where(answers.c.answered_at >= since)
    for row in tx.connection.execute(statement.execution_options(yield_per=CHUNK)):
        yield LoggedAnswer(
            student=row.student,
            question=row.question,
            topic=row.topic,
            correct=row.is_correct,
            answered_at=row.answered_at,
            test=row.test,
            groups=tuple(sorted(seats[row.student_id])),
            exam=row.exam,
            difficulty=difficulty_label(row.difficulty),
            options=row.option_count,
            selected=row.selected,
            right_option=row.right_option,
            state=row.state,
            marks=row.marks,
            milliseconds=row.milliseconds,
            confidence=row.confidence,
            hint_used=row.hint_used,
            explanation_viewed=row.explanation_viewed,
        )
