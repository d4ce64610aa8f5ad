"""One choice of an option: stored, counted, and for who agreed to it logged."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from analytics.history import AnswerLogged, after_review, after_test
from analytics.mastery import difficulty_step
from analytics.question_choice import theta_on
from analytics.student_state import Ability, believe, judge
from storage import answers, attempts, derived, responses
from storage.before_answer import Before
from storage.engine import Transaction
from storage.records import Attempt, Question, Student, difficulty_code
from storage.standings import make_row
from storage.student_states import Known
from storage.together import Change, write_together


class Judged(NamedTuple):
    """The attempt after an answer, and whether the difficulty steps up or down."""

    attempt: Attempt
    step: Literal[-1, 0, 1]
    milliseconds: int | None


#: Longer than this and she left the chat: the answer counts, its time does not.
LONGEST_THOUGHT = timedelta(minutes=10)


def judge_choice(
    tx: Transaction,
    student: Student,
    attempt: Attempt,
    before: Before,
    *,
    question: Question,
    option: str,
    confidence: int | None = None,
    at: datetime,
) -> Judged:
    """Stores a choice and all that follows from it; `question` as it is marked now."""
    asked = before.asked
    is_correct = None if question.is_dropped else question.is_right(option)
    # Where she was asked how sure she is, her time ended when she chose.
    milliseconds = asked.milliseconds if confidence else thinking_time(asked.shown_at, at)
    chosen = responses.chosen(
        attempt.id,
        asked.position,
        option=option,
        is_correct=is_correct,
        milliseconds=milliseconds,
        confidence=confidence,
        at=at,
    )
    counted, change = attempts.with_answer(attempt, is_correct=is_correct, at=at)
    step: Literal[-1, 0, 1] = 0
    if student.is_recorded and is_correct is not None:
        step = _log(
            tx,
            student,
            attempt,
            before,
            question=question,
            option=option,
            milliseconds=milliseconds,
            confidence=confidence,
            at=at,
            with_it=[chosen, change],
        )
    else:
        write_together(tx, [chosen, change])
    if counted.answered >= counted.question_count:
        attempts.ask_for_alerts(tx, counted, at=at)
    return Judged(counted, step, milliseconds)


def thinking_time(shown_at: datetime | None, at: datetime) -> int | None:
    if shown_at is None or not timedelta(0) <= at - shown_at <= LONGEST_THOUGHT:
        return None
    return round((at - shown_at).total_seconds() * 1000)


def _log(
    tx: Transaction,
    student: Student,
    attempt: Attempt,
    before: Before,
    *,
    question: Question,
    option: str,
    milliseconds: int | None,
    confidence: int | None,
    at: datetime,
    with_it: Sequence[Change],
) -> Literal[-1, 0, 1]:
    """Appends the answer to the log, judged with what is known of the question by now."""
    is_right = question.is_right(option)
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
        confidence=confidence,
        hint_used=before.asked.hints > 0,
        explanation_viewed=True,
        version_id=question.version_id,
        language=question.text.language,
        objective=before.objective,
        judgement=before.judgement,
        time=before.time,
        seen=before.seen,
    )
    return _move(tx, student, answer, before.known, with_it=with_it)


def _move(
    tx: Transaction,
    student: Student,
    answer: answers.NewAnswer,
    known: Known,
    *,
    with_it: Sequence[Change],
) -> Literal[-1, 0, 1]:
    """Moves every state that follows from one answer, and appends it; `with_it` is written too.

    Whether it made her ready for harder questions on the topic (1), or in need of easier (−1).
    """
    logged = answer.logged(ZoneInfo(student.settings.timezone))
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
    write_together(tx, [*with_it, *answers.recorded(answer, row, moved, on=logged)])
    if known.ability is None:
        make_row(tx, student.id)
    if known.ability is not None and at_before(logged, known.ability):
        # The clock went back: her states follow the order of the log, not of arrival.
        derived.rebuild(tx, [student.id], default_timezone=student.settings.timezone)
    before, after = (
        difficulty_step(theta_on(believe(one.ability, one.topic, at=answer.answered_at), topic))
        for one, topic in ((known, answer.judgement.topic), (moved, answer.judgement.topic))
    )
    return after if after != before else 0


def at_before(answer: AnswerLogged, ability: Ability) -> bool:
    return answer.answered_at < ability.last_at
