"""Reads a set's rows into the steps that a student sees."""

from fractions import Fraction

from services.errors import AttemptGone
from services.exam_outlook import optimal_seconds
from services.practice_steps import (
    AnswerMarked,
    LiveFigures,
    Missed,
    QuestionShown,
    SetFinished,
    SetPaused,
)
from storage import attempts, bookmarks, questions, responses
from storage.engine import Transaction
from storage.records import Attempt, Language, Question, Response, Student

#: What "sure" is in the log.
SURE = 3


def language_of(student: Student, asked: Response | None = None) -> Language:
    """The question's language: what she switched it to, else hers."""
    return (asked.language if asked else None) or student.language or "en"


def number_of(tx: Transaction, attempt: Attempt, position: int) -> int:
    """A question's number among those that count."""
    return position - responses.skipped_before(tx, attempt.id, position)


def shown(
    tx: Transaction,
    student: Student,
    attempt: Attempt,
    asked: Response,
    *,
    number: int | None = None,
    question: Question | None = None,
) -> QuestionShown:
    """A question that waits for her; `number` and `question` where they are known already."""
    if question is None:
        question = questions.question(tx, asked.version_id, language_of(student, asked))
    return QuestionShown(
        attempt_id=attempt.id,
        position=asked.position,
        number=number_of(tx, attempt, asked.position) if number is None else number,
        question_count=attempt.question_count,
        question=question,
        hints_shown=asked.hints,
        source=attempt.source,
        target_seconds=float(target_seconds(student)),
    )


def marked(tx: Transaction, student: Student, attempt: Attempt, asked: Response) -> AnswerMarked:
    """An answered question as it was marked; raises AttemptGone for one that was not."""
    if asked.chosen is None:
        raise AttemptGone
    question = questions.question(tx, asked.version_id, language_of(student, asked))
    last = responses.last_answered(tx, attempt.id) if attempts.is_over(attempt) else None
    return AnswerMarked(
        attempt_id=attempt.id,
        position=asked.position,
        number=number_of(tx, attempt, asked.position),
        question_count=attempt.question_count,
        question=question,
        chosen=asked.chosen,
        is_correct=question.is_right(asked.chosen),
        is_last=last is not None and last.position == asked.position,
        right=attempt.right,
        is_bookmarked=bookmarks.holds(tx, student.id, question.id),
        drill_seconds=drill_seconds(student, attempt, asked.milliseconds),
    )


def drill_seconds(
    student: Student, attempt: Attempt, milliseconds: int | None
) -> tuple[float, float] | None:
    """Her time on a question of a speed drill beside the exam's; None elsewhere and untimed."""
    if attempt.source != "drill" or milliseconds is None:
        return None
    return milliseconds / 1000, float(target_seconds(student))


def paused(attempt: Attempt) -> SetPaused:
    return SetPaused(
        attempt_id=attempt.id,
        answered=attempt.answered,
        question_count=attempt.question_count,
        source=attempt.source,
    )


def live_figures(
    tx: Transaction, student: Student, attempt: Attempt, question: Question
) -> LiveFigures:
    """How the set goes so far."""
    own = [one for one in responses.all_responses(tx, attempt.id) if one.answered_at is not None]
    times = [one.milliseconds for one in own if one.milliseconds is not None]
    sure = [one for one in own if one.confidence == SURE]
    return LiveFigures(
        answered=sum(not one.is_dropped for one in own),
        right=sum(one.is_correct is True for one in own),
        average_seconds=sum(times) / len(times) / 1000 if times else None,
        target_seconds=float(target_seconds(student)),
        difficulty=question.difficulty,
        topic=question.topic,
        sure=len(sure),
        sure_right=sum(one.is_correct is True for one in sure),
    )


def target_seconds(student: Student) -> Fraction:
    """The time that her exam leaves for a question."""
    return optimal_seconds(student.settings.exam)


def summary(tx: Transaction, attempt: Attempt) -> SetFinished:
    asked = responses.all_responses(tx, attempt.id)
    own = [one for one in asked if one.answered_at is not None]
    times = [one.milliseconds for one in own if one.milliseconds is not None]
    topics = questions.topics_missed(tx, attempt.id)
    skipped = 0
    missed: list[Missed] = []
    for one in asked:
        skipped += one.skipped_at is not None
        if one.is_correct is False:
            topic = topics[one.position]
            missed.append(Missed(position=one.position, number=one.position - skipped, topic=topic))
    return SetFinished(
        attempt_id=attempt.id,
        question_count=sum(not one.is_dropped for one in own),
        right=sum(one.is_correct is True for one in own),
        average_seconds=sum(times) / len(times) / 1000 if times else None,
        missed=tuple(missed),
        source=attempt.source,
        skipped=skipped,
    )
