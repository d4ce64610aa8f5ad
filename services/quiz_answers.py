"""A vote in a live quiz as an answer of a student."""

from services.judging import judge_choice
from storage import attempts, questions, quizzes, responses
from storage.attempts import NewAttempt
from storage.before_answer import before_answer
from storage.engine import Transaction
from storage.quizzes import Quiz, QuizQuestion, Vote
from storage.records import Attempt, AttemptId, Student
from storage.together import write_together


def record_vote(
    tx: Transaction, student: Student, quiz: Quiz, asked: QuizQuestion, vote: Vote
) -> None:
    """Her vote into the log, timed from the poll's sending; her attempt begins with the first."""
    attempt = _attempt(tx, student, quiz, vote)
    _, new = responses.added(
        attempt.id,
        asked.position,
        question_id=asked.question_id,
        version_id=asked.version_id,
        shown_at=asked.asked_at,
    )
    write_together(tx, [new])
    before = before_answer(tx, attempt, asked.position)
    assert before is not None, "the row was just made"
    judge_choice(
        tx,
        student,
        attempt,
        before,
        question=questions.question(tx, asked.version_id, quiz.language),
        option=vote.option,
        at=vote.voted_at,
    )


def _attempt(tx: Transaction, student: Student, quiz: Quiz, vote: Vote) -> Attempt:
    known = quizzes.attempt_of(tx, quiz.id, student.id)
    if known is not None:
        found = attempts.lock(tx, AttemptId(known), student.id)
        assert found is not None, "the row was just read"
        return found
    return attempts.start(
        tx,
        student.id,
        NewAttempt(
            kind="quiz",
            source="quiz",
            # A vote that arrives behind the end still counts, in an attempt that is over.
            state="live" if quiz.state == "running" else "completed",
            topic_id=quiz.topic_id,
            question_count=quiz.question_count,
            exam_id=attempts.exam_id_of(tx, student.settings.exam),
            quiz_id=quiz.id,
            key=f"quiz:{quiz.id}",
        ),
        at=vote.voted_at,
    )
