"""One choice of an option: stored, counted, and for who agreed to it logged."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from analytics.learner_model import Judgement, guess_floor, new_question, new_topic
from analytics.student_state import judge
from storage import answers, attempts
from storage.engine import Transaction
from storage.records import Attempt, Question, Response, Student, difficulty_code

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
    answer = answers.NewAnswer(
        student_id=student.id,
        question_id=question.id,
        topic_id=question.topic_id,
        attempt_id=attempt.id,
        exam_id=attempt.exam_id,
        test=attempt.key,
        answered_at=at,
        is_correct=question.is_right(option),
        state="answered",
        selected=option,
        right_option=option if question.is_right(option) else question.accepts[0],
        option_count=question.option_count,
        difficulty=difficulty_code(question.difficulty),
        marks=None,
        milliseconds=milliseconds,
        confidence=None,
        hint_used=asked.hints > 0,
        explanation_viewed=True,
        version_id=question.version_id,
        language=question.text.language,
        judgement=Judgement(
            new_question(question.difficulty), new_topic(), guess_floor(question.option_count)
        ),
    )
    ability, topic = answers.state_of(tx, student.id, question.topic_id)
    is_repeat = answers.has_seen(tx, student.id, question.id)
    judged = judge(ability, topic, answer.evidence(is_repeat=is_repeat))
    day = at.astimezone(ZoneInfo(student.settings.timezone)).date()
    answers.record(tx, answer, judged, day=day)
