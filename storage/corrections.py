"""Corrected keys: which versions they change, and whose answers are still judged by the old one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, and_, func, insert, literal, or_, select, update

from storage.engine import Transaction
from storage.question_bank import text_of
from storage.records import AttemptId, QuestionId, QuestionText, StudentId, VersionId
from storage.tables import (
    answers,
    attempts,
    correction_effects,
    key_corrections,
    papers,
    question_texts,
    question_versions,
    questions,
    responses,
    students,
)
from storage.upsert import insert_ignoring

CorrectionMode = Literal["new_key", "accept_both", "drop"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A corrected key; `accepts` are the letters that count now, in its version's order."""

    id: int
    question_id: QuestionId
    question_key: str
    version_id: VersionId
    mode: CorrectionMode
    accepts: str
    requested_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version as far as its key goes."""

    id: VersionId
    right_option: str
    accepts: str
    texts: tuple[QuestionText, ...]


def versions_of(tx: Transaction, question_id: QuestionId) -> list[Version]:
    """Every version of a question, oldest first."""
    texts: dict[int, list[QuestionText]] = {}
    for row in tx.connection.execute(
        select(question_texts)
        .join(question_versions, question_versions.c.id == question_texts.c.version_id)
        .where(question_versions.c.question_id == question_id)
        .order_by(question_texts.c.language)
    ):
        texts.setdefault(row.version_id, []).append(text_of(row))
    rows = tx.connection.execute(
        select(question_versions)
        .where(question_versions.c.question_id == question_id)
        .order_by(question_versions.c.version)
    )
    return [
        Version(
            id=VersionId(row.id),
            right_option=row.right_option,
            accepts=row.accepts,
            texts=tuple(texts.get(row.id, ())),
        )
        for row in rows
    ]


def open_correction(
    tx: Transaction,
    *,
    question_id: QuestionId,
    version_id: VersionId,
    mode: CorrectionMode,
    accepts: str,
    by: StudentId | None,
    at: datetime,
) -> int:
    result = tx.connection.execute(
        insert(key_corrections).values(
            question_id=question_id,
            version_id=version_id,
            mode=mode,
            accepts=accepts,
            requested_by=by,
            requested_at=at,
        )
    )
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])


def set_accepts(tx: Transaction, version_id: VersionId, accepts: str) -> None:
    """What counts as right for a version from now on, set under way or not."""
    tx.connection.execute(
        update(question_versions)
        .where(question_versions.c.id == version_id)
        .values(accepts=accepts)
    )


def claim_logged_answers(
    tx: Transaction, question_id: QuestionId, version_id: VersionId, *, right_option: str
) -> None:
    """Imported answers with this key belong to the version that had it."""
    tx.connection.execute(
        update(answers)
        .where(
            answers.c.question_id == question_id,
            answers.c.version_id.is_(None),
            answers.c.right_option == right_option,
            answers.c.selected.is_not(None),
        )
        .values(version_id=version_id)
    )


def unfinished(tx: Transaction) -> list[Correction]:
    """Corrections whose answers are not all judged anew, oldest first."""
    rows = tx.connection.execute(
        select(key_corrections, questions.c.key.label("question_key"))
        .join(questions, questions.c.id == key_corrections.c.question_id)
        .where(key_corrections.c.finished_at.is_(None))
        .order_by(key_corrections.c.id)
    )
    return [_correction(row) for row in rows]


def correction(tx: Transaction, correction_id: int) -> Correction | None:
    row = tx.connection.execute(
        select(key_corrections, questions.c.key.label("question_key"))
        .join(questions, questions.c.id == key_corrections.c.question_id)
        .where(key_corrections.c.id == correction_id)
    ).one_or_none()
    return _correction(row) if row else None


def _correction(row: Row[Any]) -> Correction:
    return Correction(
        id=row.id,
        question_id=QuestionId(row.question_id),
        question_key=row.question_key,
        version_id=VersionId(row.version_id),
        mode=row.mode,
        accepts=row.accepts,
        requested_at=row.requested_at,
    )


def _among(letter: ColumnElement[Any], letters: ColumnElement[Any]) -> ColumnElement[bool]:
    return letters.like(literal("%").concat(letter).concat("%"))


_ACCEPTS = question_versions.c.accepts
#: Answers that their version's key, as it is now, would judge otherwise.
_MISJUDGED = and_(
    answers.c.version_id == question_versions.c.id,
    answers.c.is_dropped.is_(False),
    or_(
        # A dropped question gives and takes no marks, chosen or blank.
        and_(_ACCEPTS == "", or_(answers.c.selected.is_not(None), answers.c.marks.is_not(None))),
        and_(
            answers.c.selected.is_not(None),
            or_(
                answers.c.is_correct != _among(answers.c.selected, _ACCEPTS),
                ~_among(answers.c.right_option, _ACCEPTS),
            ),
        ),
    ),
)
_MISMARKED = and_(
    responses.c.version_id == question_versions.c.id,
    responses.c.is_dropped.is_(False),
    or_(
        and_(
            _ACCEPTS == "",
            or_(responses.c.chosen.is_not(None), responses.c.is_correct.is_not(None)),
        ),
        and_(
            responses.c.chosen.is_not(None),
            responses.c.is_correct != _among(responses.c.chosen, _ACCEPTS),
        ),
    ),
)

#: A running mock test is judged at its end, by the key as it is then.
_NOT_SITTING = attempts.c.state != "sitting"


def misjudged_students(
    tx: Transaction, question_id: QuestionId, *, limit: int
) -> Sequence[StudentId]:
    """Students with answers or responses to a question that are judged by an old key."""
    logged = (
        select(answers.c.student_id)
        .join(question_versions, question_versions.c.id == answers.c.version_id)
        .where(answers.c.question_id == question_id, _MISJUDGED)
    )
    marked = (
        select(attempts.c.student_id)
        .join(responses, responses.c.attempt_id == attempts.c.id)
        .join(question_versions, question_versions.c.id == responses.c.version_id)
        .where(responses.c.question_id == question_id, _MISMARKED, _NOT_SITTING)
    )
    either = logged.union(marked).subquery()
    found = tx.connection.scalars(
        select(either.c.student_id).order_by(either.c.student_id).limit(limit)
    )
    return [StudentId(one) for one in found]


def hold_student(tx: Transaction, student_id: StudentId) -> None:
    """Keeps her answers from moving until the transaction ends.

    Her row stops new attempts and answers (they refer to it), her open attempts stop a tap that
    is under way: it has locked its attempt before it reads her state.
    """
    tx.connection.execute(
        select(students.c.id).where(students.c.id == student_id).with_for_update()
    )
    tx.connection.execute(
        select(attempts.c.id)
        .where(
            attempts.c.student_id == student_id,
            attempts.c.state.in_(("running", "paused", "sitting", "live")),
        )
        .with_for_update()
    ).all()


def rejudge_answers(tx: Transaction, question_id: QuestionId, student_id: StudentId) -> int:
    """Judges her answers to a question by its versions' present keys; how many verdicts changed."""
    rows = tx.connection.execute(
        select(
            answers.c.id,
            answers.c.selected,
            answers.c.is_correct,
            _ACCEPTS,
            papers.c.wrong,
            papers.c.marks_per_question,
            answers.c.state,
        )
        .select_from(
            answers.join(question_versions, question_versions.c.id == answers.c.version_id)
            .outerjoin(attempts, attempts.c.id == answers.c.attempt_id)
            .outerjoin(papers, papers.c.id == attempts.c.paper_id)
        )
        .where(
            answers.c.question_id == question_id,
            answers.c.student_id == student_id,
            _MISJUDGED,
        )
    ).all()
    changed = 0
    for row in rows:
        is_right = row.selected in tuple(row.accepts)
        values: dict[str, object] = (
            {"is_correct": is_right, "right_option": row.selected if is_right else row.accepts[0]}
            if row.accepts
            else {"is_dropped": True}
        )
        if row.accepts and row.marks_per_question is not None and row.state == "answered":
            share = Fraction(1) if is_right else Fraction(row.wrong)
            values["marks"] = str(share * Fraction(row.marks_per_question))
        tx.connection.execute(update(answers).where(answers.c.id == row.id).values(**values))
        # Who was wrong under both keys is told the new one nowhere; her result is the same.
        changed += not row.accepts or is_right != row.is_correct
    return changed


def rejudge_responses(
    tx: Transaction, question_id: QuestionId, student_id: StudentId
) -> list[AttemptId]:
    """The same for what stands in her attempts; the attempts that it touched."""
    rows = tx.connection.execute(
        select(responses.c.attempt_id, responses.c.position, responses.c.chosen, _ACCEPTS)
        .join(attempts, attempts.c.id == responses.c.attempt_id)
        .join(question_versions, question_versions.c.id == responses.c.version_id)
        .where(
            responses.c.question_id == question_id,
            attempts.c.student_id == student_id,
            _MISMARKED,
            _NOT_SITTING,
        )
    ).all()
    for row in rows:
        values: dict[str, object] = (
            {"is_correct": row.chosen in tuple(row.accepts)}
            if row.accepts
            else {"is_correct": None, "is_dropped": True}
        )
        tx.connection.execute(
            update(responses)
            .where(responses.c.attempt_id == row.attempt_id, responses.c.position == row.position)
            .values(**values)
        )
    return sorted({AttemptId(row.attempt_id) for row in rows})


@dataclass(frozen=True, slots=True)
class Score:
    """Right answers of an attempt, and how many answers count."""

    right: int
    counted: int


def recount_attempt(tx: Transaction, attempt_id: AttemptId) -> tuple[Score, Score]:
    """An attempt's score before and after it is counted from its responses."""
    before = tx.connection.execute(select(attempts).where(attempts.c.id == attempt_id)).one()
    own = (responses.c.attempt_id == attempt_id,)
    right = tx.connection.scalar(select(func.count()).where(*own, responses.c.is_correct.is_(True)))
    dropped = tx.connection.scalar(
        select(func.count()).where(*own, responses.c.is_dropped.is_(True))
    )
    tx.connection.execute(
        update(attempts)
        .where(attempts.c.id == attempt_id)
        .values(right=right or 0, dropped=dropped or 0)
    )
    return (
        Score(before.right, before.answered - before.dropped),
        Score(right or 0, before.answered - (dropped or 0)),
    )


def note_effect(
    tx: Transaction,
    correction_id: int,
    student_id: StudentId,
    *,
    changed: int,
    scores: Sequence[tuple[AttemptId, Score, Score]],
    at: datetime,
) -> None:
    """Remembers what a correction changed for somebody, the first time it does."""
    row = {
        "correction_id": correction_id,
        "student_id": student_id,
        "answers": changed,
        "attempts": [
            [attempt, before.right, after.right, before.counted, after.counted]
            for attempt, before, after in scores
        ],
        "at": at,
    }
    insert_ignoring(tx, correction_effects, row)


def effect_of(
    tx: Transaction, correction_id: int, student_id: StudentId
) -> list[tuple[Score, Score]]:
    """Her attempts' scores before and after a correction."""
    found = tx.connection.scalar(
        select(correction_effects.c.attempts).where(
            correction_effects.c.correction_id == correction_id,
            correction_effects.c.student_id == student_id,
        )
    )
    return [(Score(row[1], row[3]), Score(row[2], row[4])) for row in found or ()]


def mark_swept(tx: Transaction, correction_id: int, *, at: datetime, is_finished: bool) -> None:
    """Nobody is left; finished once no answer under way at the time can come in any more."""
    values: dict[str, object] = {"swept_at": at}
    if is_finished:
        values["finished_at"] = at
    tx.connection.execute(
        update(key_corrections).where(key_corrections.c.id == correction_id).values(**values)
    )
