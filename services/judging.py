"""One choice of an option: stored, counted, and for who agreed to it logged."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from analytics.history import AnswerLogged, after_review, after_test
from analytics.student_state import Ability, judge
from storage import answers, attempts, derived, population
from storage.engine import Transaction
from storage.records import Attempt, Question, Response, Student, difficulty_code
from storage.student_states import Known, known_of

#: Longer than this and she left the chat: the answer counts, its time does not.
LONGEST_THOUGHT = timedelta(minutes=10)


def judge_choice(
    tx: Transaction,
    student: Student,
    attempt: Attempt,
    asked: Response,
    *,
    question: Question,
    option: str,
    at: datetime,
) -> None:
    """Stores a choice and all that follows from it."""
    is_correct = None if question.is_dropped else question.is_right(option)
    milliseconds = _thinking_time(asked.shown_at, at)
    attempts.choose(
        tx,
        attempt.id,
        asked.position,
        option=option,
        is_correct=is_correct,
        milliseconds=milliseconds,
        at=at,
    )
    attempts.count_answer(tx, attempt, is_correct=is_correct, at=at)
    if student.is_recorded and is_correct is not None:
        _log(
            tx,
            student,
            attempt,
            asked,
            question=question,
            option=option,
            milliseconds=milliseconds,
            at=at,
        )


def _thinking_time(shown_at: datetime | None, at: datetime) -> int | None:
    if shown_at is None or not timedelta(0) <= at - shown_at <= LONGEST_THOUGHT:
        return None
    return round((at - shown_at).total_seconds() * 1000)


def _log(
    tx: Transaction,
    student: Student,
    attempt: Attempt,
    asked: Response,
    *,
    question: Question,
    option: str,
    milliseconds: int | None,
    at: datetime,
) -> None:
    """Appends the answer to the log, judged with what is known of the question by now."""
    is_right = question.is_right(option)
    judged_with = population.judged_with(
        tx,
        student.id,
        question.id,
        question.topic_id,
        label=question.difficulty,
        options=question.option_count,
    )
    answer = answers.NewAnswer(
        student_id=student.id,
        question_id=question.id,
        topic_id=question.topic_id,
        attempt_id=attempt.id,
        exam_id=attempt.exam_id,
        test=attempt.key,
        answered_at=at,
        is_correct=is_right,
        state="answered",
        selected=option,
        right_option=option if is_right else question.accepts[0],
        option_count=question.option_count,
        difficulty=difficulty_code(question.difficulty),
        marks=None,
        milliseconds=milliseconds,
        confidence=None,
        hint_used=asked.hints > 0,
        explanation_viewed=True,
        version_id=question.version_id,
        language=question.text.language,
        objective=answers.objective_of(question.objective, question.key),
        judgement=judged_with.judgement,
        time=judged_with.time,
        seen=judged_with.seen,
    )
    _record(tx, student, answer)


def _record(tx: Transaction, student: Student, answer: answers.NewAnswer) -> None:
    """Moves every state that follows from one answer, and appends it."""
    logged = answer.logged(ZoneInfo(student.settings.timezone))
    known = known_of(
        tx, student.id, answer.topic_id, test=logged.test_key, objective=answer.objective
    )
    judged = judge(known.ability, known.topic, logged.evidence(answer.seen))
    moved = Known(
        ability=judged.ability,
        topic=judged.topic,
        test=after_test(known.test, logged, is_rapid=judged.is_rapid),
        memory=after_review(known.memory, logged, known.ability, is_rapid=judged.is_rapid),
    )
    row = answer.columns(
        probability_before=judged.probability_before,
        ability_variance=judged.ability_variance,
        is_rapid=judged.is_rapid,
    )
    answers.record(tx, answer, row, moved, on=logged)
    if known.ability is not None and at_before(logged, known.ability):
        # The clock went back: her states follow the order of the log, not of arrival.
        derived.rebuild(tx, [student.id], default_timezone=student.settings.timezone)


def at_before(answer: AnswerLogged, ability: Ability) -> bool:
    return answer.answered_at < ability.last_at
