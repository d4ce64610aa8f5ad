"""Practice sets: start, ask, judge, hint, skip, pause, go on, sum up."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from services import assigned_work
from services import step_building as steps
from services.assigned_work import to_do
from services.drawing import ADAPTIVE
from services.errors import AttemptGone, NoQuestions
from services.judging import judge_choice, thinking_time
from services.mock_screens import running
from services.mock_steps import MockRunning
from services.practice_steps import (
    AnswerMarked,
    ConfidenceAsked,
    QuestionShown,
    SetFinished,
    SetPaused,
    SetWaiting,
    Step,
    Wish,
)
from services.set_flow import SetFlow, finish
from services.set_lists import laid_out
from services.set_summary import summed_up
from storage import assignments, attempts, question_offers, responses
from storage.attempts import NewAttempt
from storage.before_answer import before_answer
from storage.engine import Transaction
from storage.intake import Arrival, write_once
from storage.records import Attempt, AttemptId, Source, Student, TopicId

T = TypeVar("T")
QUESTIONS_IN_A_SET = 10
NOT_KEPT_FOR = timedelta(days=1)
CONFIDENCES = (1, 2, 3)
ASSIGNED: Source = "assignment"
#: Less than this is no delay that a thinking time would show.
SLOW_SECONDS = 1.0


class Practice:
    def __init__(self, flow: SetFlow) -> None:
        self._flow = flow
        self._database = flow.database

    async def open_attempt(self, student: Student) -> SetPaused | None:
        """The set she has under way, if any."""

        def work(tx: Transaction) -> SetPaused | None:
            found = attempts.find_open(tx, student.id)
            return _paused(tx, found) if found else None

        return await self._database.read(work)

    async def start(self, student: Student, wish: Wish, arrival: Arrival) -> Step:
        """Starts a set; while one is under way, goes on with that, or asks which she means."""

        def work(tx: Transaction) -> Step:
            sitting = running(tx, student, at=arrival.at)
            if sitting is not None:
                return sitting
            if wish.source == ASSIGNED and (begun := self._begun(tx, student, wish, arrival)):
                return begun
            under_way = attempts.find_open(tx, student.id)
            if tx.is_redelivery:
                return self._as_it_stands(tx, student, under_way, arrival.at)
            if under_way is None:
                return self._start(tx, student, wish, arrival)
            if wish not in {Wish(), _wish_of(under_way)}:
                if under_way.answered:
                    return SetWaiting(under_way=_paused(tx, under_way), wish=wish)
                _end(tx, student, under_way, arrival.at)
                return self._start(tx, student, wish, arrival)
            return self._flow.question_now(tx, student, under_way, arrival.at)

        return await write_once(self._database, arrival, work)

    async def start_anew(self, student: Student, wish: Wish, arrival: Arrival) -> Step:
        """Ends the set under way, if any, and starts another."""

        def work(tx: Transaction) -> Step:
            sitting = running(tx, student, at=arrival.at)
            if sitting is not None:
                return sitting
            under_way = attempts.find_open(tx, student.id)
            if tx.is_redelivery:
                return self._as_it_stands(tx, student, under_way, arrival.at)
            if under_way is not None:
                _end(tx, student, under_way, arrival.at)
            return self._start(tx, student, wish, arrival)

        return await write_once(self._database, arrival, work)

    def _start(self, tx: Transaction, student: Student, wish: Wish, arrival: Arrival) -> Step:
        if wish.source == ASSIGNED:
            return self._start_assigned(tx, student, wish, arrival)
        listed = None
        if wish.source not in ADAPTIVE:
            listed = laid_out(tx, student, wish, count=QUESTIONS_IN_A_SET, at=arrival.at)
            if not listed:
                raise NoQuestions
        attempt = attempts.start(
            tx,
            student.id,
            NewAttempt(
                kind="review" if listed else "practice",
                source=wish.source,
                topic_id=TopicId(wish.of) if wish.source == "topic" else None,
                subject_id=wish.of if wish.source == "subject" else None,
                shift=wish.shift,
                question_count=len(listed) if listed else QUESTIONS_IN_A_SET,
                exam_id=attempts.exam_id_of(tx, student.settings.exam)
                if student.is_recorded
                else None,
            ),
            at=arrival.at,
        )
        if listed:
            responses.lay_out(tx, attempt.id, [(one.question_id, one.version_id) for one in listed])
        return self._flow.question_now(tx, student, attempt, arrival.at)

    def _begun(
        self, tx: Transaction, student: Student, wish: Wish, arrival: Arrival
    ) -> Step | None:
        """Her attempt at an assignment as it stands; None where she has not begun."""
        _, begun = to_do(tx, student, wish.of, at=arrival.at)
        attempt = None if begun is None else attempts.lock(tx, begun, student.id)
        if attempt is None:
            return None
        if attempt.state == "paused":
            attempts.resume(tx, attempt, at=arrival.at)
        if attempt.state not in attempts.OPEN_STATES:
            return finish(tx, student, attempt, at=arrival.at)
        return self._flow.question_now(tx, student, attempt, arrival.at)

    def _start_assigned(
        self, tx: Transaction, student: Student, wish: Wish, arrival: Arrival
    ) -> Step:
        """The same questions for everybody of the group, once."""
        found, _ = to_do(tx, student, wish.of, at=arrival.at)
        own = assigned_work.laid_out(tx, student, found, at=arrival.at)
        if not own:
            raise NoQuestions
        attempt = attempts.start(
            tx,
            student.id,
            NewAttempt(
                kind="practice",
                source=ASSIGNED,
                question_count=len(own),
                exam_id=attempts.exam_id_of(tx, student.settings.exam),
                # The same for all who do it: reports rank by the name of a test.
                key=f"{ASSIGNED}:{found.id}",
            ),
            at=arrival.at,
        )
        responses.lay_out(tx, attempt.id, own)
        assignments.note_work(tx, found.id, student.id, attempt.id)
        return self._flow.question_now(tx, student, attempt, arrival.at)

    async def go_on(
        self, student: Student, attempt_id: AttemptId, position: int, arrival: Arrival
    ) -> Step:
        """The next thing to show: that question marked, the first open one, or the summary."""

        def work(tx: Transaction, attempt: Attempt) -> Step:
            asked = responses.asked(tx, attempt.id)
            meant = next((one.response for one in asked if one.position == position), None)
            if meant is not None and meant.chosen is not None:
                return steps.marked(tx, student, attempt, meant)
            if attempt.state == "paused":
                attempts.resume(tx, attempt, at=arrival.at)
            if attempt.state not in attempts.OPEN_STATES:
                return finish(tx, student, attempt, at=arrival.at)
            return self._flow.question_now(tx, student, attempt, arrival.at, asked=asked)

        return await self._flow.with_attempt(student, attempt_id, arrival, work)

    async def answer(
        self,
        student: Student,
        attempt_id: AttemptId,
        position: int,
        option: str,
        arrival: Arrival,
        *,
        confidence: int | None = None,
    ) -> Step:
        """Judges a choice, once; a later tap on the same question shows the first verdict.

        Where she is asked how sure she is, a choice without that is kept until she says so.
        """

        def work(tx: Transaction, attempt: Attempt) -> Step:
            before = before_answer(tx, attempt, position)
            if before is None:
                raise AttemptGone
            asked, question = before.asked, self._flow.question_of(tx, student, before)
            if asked.chosen is not None or attempt.state not in attempts.OPEN_STATES:
                return steps.marked(tx, student, attempt, asked)
            if not question.offers(option) or asked.skipped_at is not None:
                raise AttemptGone
            if student.settings.asks_confidence and confidence not in CONFIDENCES:
                took = thinking_time(asked.shown_at, arrival.at)
                responses.hold(tx, attempt.id, position, milliseconds=took)
                shown = steps.shown(tx, student, attempt, asked)
                return ConfidenceAsked(shown=shown, option=option)
            judged = judge_choice(
                tx,
                student,
                attempt,
                before,
                question=question,
                option=option,
                confidence=confidence if confidence in CONFIDENCES else None,
                at=arrival.at,
            )
            return AnswerMarked(
                attempt_id=attempt.id,
                position=position,
                number=judged.attempt.answered,
                question_count=attempt.question_count,
                question=question,
                chosen=option,
                is_correct=question.is_right(option),
                is_last=attempts.is_over(judged.attempt),
                right=judged.attempt.right,
                step=judged.step if attempt.source in ADAPTIVE else 0,
                drill_seconds=steps.drill_seconds(student, attempt, judged.milliseconds),
            )

        return await self._flow.with_attempt(student, attempt_id, arrival, work)

    async def reached_late(self, shown: QuestionShown, arrival: Arrival, *, seconds: float) -> None:
        """Telegram took so long to show a question: her time starts when it was there."""
        if seconds < SLOW_SECONDS:
            return
        await self._database.write(
            lambda tx: responses.mark_shown_later(
                tx,
                shown.attempt_id,
                shown.position,
                planned_at=arrival.at,
                at=arrival.at + timedelta(seconds=seconds),
            )
        )

    async def pause(self, student: Student, attempt_id: AttemptId, arrival: Arrival) -> Step:
        """Stops the clock of a set; a finished one is summed up instead."""

        def work(tx: Transaction, attempt: Attempt) -> Step:
            if attempt.state not in attempts.OPEN_STATES:
                return finish(tx, student, attempt, at=arrival.at)
            attempts.pause(tx, attempt, at=arrival.at)
            return _paused(tx, attempt)

        return await self._flow.with_attempt(student, attempt_id, arrival, work)

    async def stop(self, student: Student, arrival: Arrival) -> SetFinished | MockRunning | None:
        """Ends the set under way unfinished; None when there is none.

        A mock test does not end by the way: it is shown, and can be handed in.
        """

        def work(tx: Transaction) -> SetFinished | MockRunning | None:
            sitting = running(tx, student, at=arrival.at)
            under_way = attempts.find_open(tx, student.id)
            if sitting is not None or under_way is None:
                return sitting
            finished = summed_up(tx, student, under_way, at=arrival.at)
            _end(tx, student, under_way, arrival.at)
            return finished

        return await write_once(self._database, arrival, work)

    async def forget_minors_sets(self, *, at: datetime) -> int:
        """Erases what sets of under-18s left behind."""
        return await self._database.write(
            lambda tx: attempts.erase_finished_of_minors(tx, before=at - NOT_KEPT_FOR)
        )

    async def forget_exposures(self, *, at: datetime) -> None:
        """Days of exposure that no cap looks at any more."""
        await self._database.write(lambda tx: question_offers.forget_exposures(tx, at=at))

    def _as_it_stands(
        self, tx: Transaction, student: Student, under_way: Attempt | None, at: datetime
    ) -> Step:
        """What a redelivered start shows: the set as she last saw it, changed in nothing."""
        if under_way is None:
            latest = attempts.latest_set(tx, student.id)
            if latest is None:
                raise AttemptGone
            return summed_up(tx, student, latest, at=at)
        asked = responses.last_shown(tx, under_way.id)
        if asked is not None and asked.chosen is not None:
            return steps.marked(tx, student, under_way, asked)
        return self._flow.question_now(tx, student, under_way, at)


def _wish_of(attempt: Attempt) -> Wish:
    """The wish that an attempt came from."""
    return Wish(
        source=attempt.source,
        of=attempt.topic_id or attempt.subject_id or 0,
        shift=round(attempt.shift),
    )


def _paused(tx: Transaction, attempt: Attempt) -> SetPaused:
    """Where she stopped; the button leads behind the last answered question."""
    latest = responses.last_answered(tx, attempt.id)
    return replace(steps.paused(attempt), position=(latest.position if latest else 0) + 1)


def _end(tx: Transaction, student: Student, attempt: Attempt, at: datetime) -> None:
    """Ends a set unfinished; one without an answer was none."""
    if student.is_recorded and attempt.answered:
        attempts.abandon(tx, attempt, at=at)
    else:
        attempts.erase(tx, attempt.id)
