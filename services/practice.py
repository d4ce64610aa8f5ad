"""Practice sets: start, ask, judge, hint, pause, go on, sum up."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from analytics.question_choice import choose_questions
from content.exams import ExamCatalogue
from services.errors import AttemptGone, NoQuestions
from services.judging import judge_choice
from services.practice_steps import (
    AnswerMarked,
    Missed,
    QuestionShown,
    SetFinished,
    SetPaused,
    Step,
)
from storage import attempts, questions
from storage.engine import Database, Transaction
from storage.intake import Arrival, write_once
from storage.records import (
    Attempt,
    AttemptId,
    Language,
    Question,
    Response,
    Student,
    TopicId,
)

T = TypeVar("T")
QUESTIONS_IN_A_SET = 10
NOT_KEPT_FOR = timedelta(days=1)


class Practice:
    def __init__(self, database: Database, catalogue: ExamCatalogue) -> None:
        self._database = database
        self._catalogue = catalogue

    async def open_attempt(self, student: Student) -> SetPaused | None:
        """The set she has under way, if any."""

        def work(tx: Transaction) -> SetPaused | None:
            found = attempts.find_open(tx, student.id)
            return _paused(found) if found else None

        return await self._database.read(work)

    async def start(self, student: Student, topic_id: TopicId | None, arrival: Arrival) -> Step:
        """Starts a set, mixed or on a topic; while one is under way, goes on with that."""

        def work(tx: Transaction) -> Step:
            under_way = attempts.find_open(tx, student.id)
            if tx.is_redelivery:
                return _as_it_stands(tx, student, under_way, arrival.at)
            if under_way is not None:
                return _question_now(tx, under_way, _language(student), arrival.at)
            return self._start(tx, student, topic_id, arrival)

        return await write_once(self._database, arrival, work)

    async def start_anew(
        self, student: Student, topic_id: TopicId | None, arrival: Arrival
    ) -> Step:
        """Ends the set under way, if any, and starts another."""

        def work(tx: Transaction) -> Step:
            under_way = attempts.find_open(tx, student.id)
            if tx.is_redelivery:
                return _as_it_stands(tx, student, under_way, arrival.at)
            if under_way is not None:
                _end(tx, student, under_way, arrival.at)
            return self._start(tx, student, topic_id, arrival)

        return await write_once(self._database, arrival, work)

    def _start(
        self, tx: Transaction, student: Student, topic_id: TopicId | None, arrival: Arrival
    ) -> QuestionShown:
        found = questions.candidates(tx, student.id, topic_id)
        exam = self._catalogue.exams.get(student.settings.exam or "")
        chosen = choose_questions(
            found,
            count=QUESTIONS_IN_A_SET,
            subject_weights=dict(exam.subjects()) if exam else {},
            at=arrival.at,
            rng=random.Random(f"{student.id}:{arrival.at.isoformat()}"),  # noqa: S311 - no secret
        )
        if not chosen:
            raise NoQuestions
        attempt = attempts.start(
            tx,
            student.id,
            chosen,
            kind="practice",
            topic_id=topic_id,
            exam=student.settings.exam if student.is_recorded else None,
            at=arrival.at,
        )
        return _question_now(tx, attempt, _language(student), arrival.at)

    async def go_on(
        self, student: Student, attempt_id: AttemptId, position: int, arrival: Arrival
    ) -> Step:
        """The next thing to show: that question marked, the first open one, or the summary."""

        def work(tx: Transaction, attempt: Attempt) -> Step:
            if position > attempt.question_count and attempt.state == "completed":
                return _finish(tx, student, attempt)
            asked = attempts.response(tx, attempt.id, position)
            if asked is not None and asked.chosen is not None:
                return _marked(tx, attempt, asked, _language(student))
            if attempt.state == "paused":
                attempts.resume(tx, attempt, at=arrival.at)
            if attempt.state not in attempts.OPEN_STATES:
                return _finish(tx, student, attempt)
            return _question_now(tx, attempt, _language(student), arrival.at)

        return await self._with_attempt(student, attempt_id, arrival, work)

    async def answer(
        self,
        student: Student,
        attempt_id: AttemptId,
        position: int,
        option: str,
        arrival: Arrival,
    ) -> Step:
        """Judges a choice, once; a later tap on the same question shows the first verdict."""

        def work(tx: Transaction, attempt: Attempt) -> Step:
            asked = attempts.response(tx, attempt.id, position)
            if asked is None:
                raise AttemptGone
            question = questions.question(tx, asked.version_id, _language(student))
            if asked.chosen is not None or attempt.state not in attempts.OPEN_STATES:
                return _marked_or_over(attempt, asked, question)
            if not question.offers(option):
                raise AttemptGone
            judge_choice(
                tx, student, attempt, asked, question=question, option=option, at=arrival.at
            )
            return _verdict(attempt, asked.position, question, option)

        return await self._with_attempt(student, attempt_id, arrival, work)

    async def hint(
        self,
        student: Student,
        attempt_id: AttemptId,
        position: int,
        hints: int,
        arrival: Arrival,
    ) -> Step:
        """Shows the first `hints` hints of an unanswered question, and remembers that."""

        def work(tx: Transaction, attempt: Attempt) -> Step:
            attempts.take_hint(tx, attempt.id, position, hints=hints)
            asked = attempts.response(tx, attempt.id, position)
            if asked is None:
                raise AttemptGone
            if asked.chosen is not None:
                return _marked(tx, attempt, asked, _language(student))
            return _shown(tx, attempt, asked, _language(student))

        return await self._with_attempt(student, attempt_id, arrival, work)

    async def pause(self, student: Student, attempt_id: AttemptId, arrival: Arrival) -> Step:
        """Stops the clock of a set; a finished one is summed up instead."""

        def work(tx: Transaction, attempt: Attempt) -> Step:
            if attempt.state not in attempts.OPEN_STATES:
                return _finish(tx, student, attempt)
            attempts.pause(tx, attempt, at=arrival.at)
            return _paused(attempt)

        return await self._with_attempt(student, attempt_id, arrival, work)

    async def stop(self, student: Student, arrival: Arrival) -> SetFinished | None:
        """Ends the set under way unfinished; None when there is none."""

        def work(tx: Transaction) -> SetFinished | None:
            under_way = attempts.find_open(tx, student.id)
            if under_way is None:
                return None
            finished = _summary(tx, under_way)
            _end(tx, student, under_way, arrival.at)
            return finished

        return await write_once(self._database, arrival, work)

    async def forget_minors_sets(self, *, at: datetime) -> int:
        """Erases what sets of under-18s left behind."""
        return await self._database.write(
            lambda tx: attempts.erase_finished_of_minors(tx, before=at - NOT_KEPT_FOR)
        )

    async def _with_attempt(
        self,
        student: Student,
        attempt_id: AttemptId,
        arrival: Arrival,
        work: Callable[[Transaction, Attempt], T],
    ) -> T:
        def locked(tx: Transaction) -> T:
            attempt = attempts.lock(tx, attempt_id, student.id)
            if attempt is None:
                raise AttemptGone
            return work(tx, attempt)

        return await write_once(self._database, arrival, locked)


def _language(student: Student) -> Language:
    return student.language or "en"


def _as_it_stands(
    tx: Transaction, student: Student, under_way: Attempt | None, at: datetime
) -> Step:
    """What a redelivered start shows: the set as she last saw it, changed in nothing."""
    language = _language(student)
    if under_way is None:
        latest = attempts.latest(tx, student.id)
        if latest is None:
            raise AttemptGone
        return _summary(tx, latest)
    following = attempts.first_unanswered(tx, under_way.id)
    if following is not None and following.shown_at is None and following.position > 1:
        last = attempts.response(tx, under_way.id, following.position - 1)
        if last is not None and last.chosen is not None:
            return _marked(tx, under_way, last, language)
    return _question_now(tx, under_way, language, at)


def _question_now(
    tx: Transaction, attempt: Attempt, language: Language, at: datetime
) -> QuestionShown:
    """The first unanswered question, its time running from its first showing."""
    asked = attempts.first_unanswered(tx, attempt.id)
    if asked is None:
        raise AttemptGone
    attempts.mark_shown(tx, attempt.id, asked.position, at=at)
    return _shown(tx, attempt, asked, language)


def _shown(tx: Transaction, attempt: Attempt, asked: Response, language: Language) -> QuestionShown:
    return QuestionShown(
        attempt_id=attempt.id,
        position=asked.position,
        question_count=attempt.question_count,
        question=questions.question(tx, asked.version_id, language),
        hints_shown=asked.hints,
    )


def _marked(tx: Transaction, attempt: Attempt, asked: Response, language: Language) -> AnswerMarked:
    question = questions.question(tx, asked.version_id, language)
    return _verdict(attempt, asked.position, question, str(asked.chosen))


def _marked_or_over(attempt: Attempt, asked: Response, question: Question) -> AnswerMarked:
    if asked.chosen is None:
        raise AttemptGone
    return _verdict(attempt, asked.position, question, asked.chosen)


def _verdict(attempt: Attempt, position: int, question: Question, chosen: str) -> AnswerMarked:
    return AnswerMarked(
        attempt_id=attempt.id,
        position=position,
        question_count=attempt.question_count,
        question=question,
        chosen=chosen,
        is_correct=question.is_right(chosen),
        is_last=position >= attempt.question_count,
    )


def _paused(attempt: Attempt) -> SetPaused:
    return SetPaused(
        attempt_id=attempt.id, answered=attempt.answered, question_count=attempt.question_count
    )


def _finish(tx: Transaction, student: Student, attempt: Attempt) -> SetFinished:
    """The summary; of a student who keeps nothing it is the last that is known of the set."""
    summary = _summary(tx, attempt)
    if not student.is_recorded:
        attempts.erase(tx, attempt.id)
    return summary


def _end(tx: Transaction, student: Student, attempt: Attempt, at: datetime) -> None:
    if student.is_recorded:
        attempts.abandon(tx, attempt, at=at)
    else:
        attempts.erase(tx, attempt.id)


def _summary(tx: Transaction, attempt: Attempt) -> SetFinished:
    asked = attempts.all_responses(tx, attempt.id)
    times = [one.milliseconds for one in asked if one.milliseconds is not None]
    wrong = [one for one in asked if one.is_correct is False]
    return SetFinished(
        attempt_id=attempt.id,
        question_count=sum(one.chosen is not None and not one.is_dropped for one in asked),
        right=sum(one.is_correct is True for one in asked),
        average_seconds=sum(times) / len(times) / 1000 if times else None,
        missed=tuple(
            Missed(position=one.position, topic=questions.question(tx, one.version_id, "en").topic)
            for one in wrong
        ),
    )
