"""Live quizzes in a group's chat: started by who may, stepped by the clock, answered by votes."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from analytics.quiz_board import Ballot, Line, board
from services.errors import NoQuestions, QuizRunning, TooFastQuiz
from services.quiz_answers import record_vote
from storage import early_votes, groups, questions, quizzes, students
from storage.engine import Database, Transaction
from storage.intake import Arrival, write_once
from storage.quizzes import Quiz, QuizCandidate, QuizQuestion, Vote
from storage.records import Language, Question, Student, TopicId

#: Polls and board edits share the twenty messages a minute that Telegram lets into a group.
FEWEST_SECONDS, MOST_SECONDS = 8, 300
MOST_QUESTIONS = 30
#: Telegram's limits for a quiz poll, in characters; the number before the stem takes its part.
LONGEST_STEM, LONGEST_OPTION = 290, 100
#: From the start to the first question; from a poll's end to the next step, for late votes.
COUNTDOWN, GRACE = timedelta(seconds=5), timedelta(seconds=1)
#: A step that was claimed and not finished is taken up again after so long.
LEASE = timedelta(seconds=20)
VOTES_KEPT = timedelta(days=1)
LETTERS = "ABCDE"
#: `early`: a poll was just sent and its id is not noted yet; the vote is kept until it is.
VoteTaken = Literal["counted", "double", "unknown", "early"]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizPlan:
    """What somebody wants to start."""

    topic_id: TopicId | None = None
    question_count: int = 10
    seconds: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizBoard:
    """How it stands."""

    quiz: Quiz
    #: Questions whose polls have ended.
    asked: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizStep:
    """What is to be said in the chat: the board, and the next question or the end."""

    board: QuizBoard
    kind: Literal["ask", "finish"]
    position: int
    question: Question | None


class LiveQuiz:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def may_start(self, student: Student | None, chat_id: int) -> bool:
        """Whether she teaches the group that this chat is linked to."""
        if student is None:
            return False

        def work(tx: Transaction) -> bool:
            group = groups.find_by_chat(tx, chat_id)
            return group is not None and student.id in groups.teachers_of(tx, group.id)

        return await self._database.read(work)

    async def start(
        self,
        student: Student | None,
        chat_id: int,
        plan: QuizPlan,
        language: Language,
        arrival: Arrival,
    ) -> Quiz:
        """Raises TooFastQuiz, QuizRunning, NoQuestions. A redelivered start finds its quiz."""
        if plan.seconds < FEWEST_SECONDS:
            raise TooFastQuiz(seconds=FEWEST_SECONDS)

        def work(tx: Transaction) -> Quiz:
            running = quizzes.running_in(tx, chat_id)
            if running is not None:
                if tx.is_redelivery:
                    return running
                raise QuizRunning
            found = quizzes.candidates(tx, chat_id, language, plan.topic_id)
            rng = random.Random(f"{chat_id}:{arrival.at.isoformat()}")  # noqa: S311 - no secret
            count = max(1, min(plan.question_count, MOST_QUESTIONS))
            chosen = _chosen([one for one in found if _fits(one)], count, rng)
            if not chosen:
                raise NoQuestions
            group = groups.find_by_chat(tx, chat_id)
            return quizzes.start(
                tx,
                chosen,
                due_at=arrival.at + COUNTDOWN,
                chat_id=chat_id,
                group_id=group.id if group else None,
                owner_id=student.id if student else None,
                topic_id=plan.topic_id,
                language=language,
                seconds=min(plan.seconds, MOST_SECONDS),
                started_at=arrival.at,
            )

        return await write_once(self._database, arrival, work)

    async def note_board(self, quiz_id: int, message_id: int) -> None:
        """Which message is the board."""
        await self._database.write(lambda tx: quizzes.note_board(tx, quiz_id, message_id))

    async def stop(self, chat_id: int, arrival: Arrival) -> QuizBoard | None:
        """Ends the chat's quiz before its end; None where there is none."""

        def work(tx: Transaction) -> QuizBoard | None:
            running = quizzes.running_in(tx, chat_id)
            if running is None:
                return None
            quizzes.end(tx, running.id, "stopped", at=arrival.at)
            return _board(tx, running, asked=running.position)

        return await write_once(self._database, arrival, work)

    async def vote(
        self, poll_id: str, telegram_id: int, name: str, option: int, arrival: Arrival
    ) -> VoteTaken:
        """One person's vote; of a student who agreed it is an answer."""

        def work(tx: Transaction) -> VoteTaken:
            if not 0 <= option < len(LETTERS):
                return "unknown"
            asked = quizzes.by_poll(tx, poll_id)
            is_pending = asked is None and quizzes.has_pending(tx)
            if asked is None and not is_pending:
                # Noted between the two looks.
                asked = quizzes.by_poll(tx, poll_id)
            new = Vote(
                telegram_id=telegram_id,
                name=name[:128],
                position=asked.position if asked else 0,
                option=LETTERS[option],
                voted_at=arrival.at,
            )
            if asked is not None:
                return _count(tx, asked, new)
            if not is_pending:
                return "unknown"
            early_votes.keep(tx, poll_id, new)
            return "early"

        return await write_once(self._database, arrival, work)

    async def claim_due(self, *, at: datetime) -> list[QuizStep]:
        """Takes the steps that are due; each is done by whoever took it, or again after a while."""
        waiting = await self._database.read(lambda tx: quizzes.due(tx, at=at))
        steps = []
        for quiz in waiting:
            step = await self._database.write(
                lambda tx, one=quiz: self._step(tx, one, at=at)  # type: ignore[misc]
            )
            if step is not None:
                steps.append(step)
        return steps

    def _step(self, tx: Transaction, quiz: Quiz, *, at: datetime) -> QuizStep | None:
        if not quizzes.claim(tx, quiz, until=at + LEASE):
            return None
        # One that was on its way while its poll was noted.
        _count_early(tx, quiz)
        current = quizzes.question_at(tx, quiz.id, quiz.position)
        if current is not None and current.poll_id is None:
            # Claimed before and never confirmed: asked again.
            return self._ask(tx, quiz, quiz.position)
        if quiz.position < quiz.question_count:
            quizzes.advance(tx, quiz.id, quiz.position + 1)
            return self._ask(tx, quiz, quiz.position + 1)
        return QuizStep(
            board=_board(tx, quiz, asked=quiz.position),
            kind="finish",
            position=quiz.position,
            question=None,
        )

    def _ask(self, tx: Transaction, quiz: Quiz, position: int) -> QuizStep:
        asked = quizzes.question_at(tx, quiz.id, position)
        assert asked is not None, "the question was laid out at the start"
        return QuizStep(
            board=_board(tx, quiz, asked=position - 1),
            kind="ask",
            position=position,
            question=questions.question(tx, asked.version_id, quiz.language),
        )

    async def asked(
        self, step: QuizStep, *, poll_id: str, message_id: int, since: datetime, at: datetime
    ) -> None:
        """The poll was sent at `since`, and stood in the chat by `at`."""
        quiz = step.board.quiz

        def work(tx: Transaction) -> None:
            quizzes.note_asked(
                tx,
                quiz.id,
                step.position,
                poll_id=poll_id,
                message_id=message_id,
                at=since,
                due_at=at + timedelta(seconds=quiz.seconds) + GRACE,
            )
            _count_early(tx, quiz)

        await self._database.write(work)

    async def finish(self, quiz: Quiz, *, is_stopped: bool = False, at: datetime) -> bool:
        """The last word was said, or the chat is closed to us; False when it ended before."""
        state: Literal["stopped", "finished"] = "stopped" if is_stopped else "finished"
        return await self._database.write(lambda tx: quizzes.end(tx, quiz.id, state, at=at))

    async def move_chat(self, *, old: int, new: int) -> None:
        await self._database.write(lambda tx: quizzes.move_chat(tx, old=old, new=new))

    async def forget_votes(self, *, at: datetime) -> int:
        """Names and votes are kept for the board only."""

        def work(tx: Transaction) -> int:
            early_votes.forget(tx, before=at - VOTES_KEPT)
            return quizzes.forget_votes(tx, before=at - VOTES_KEPT)

        return await self._database.write(work)


def _count(tx: Transaction, asked: QuizQuestion, new: Vote) -> Literal["counted", "double"]:
    """A vote, once; of a student who agreed it is an answer."""
    if not quizzes.vote(tx, asked.quiz_id, new):
        return "double"
    student = students.find_by_telegram_id(tx, new.telegram_id)
    if student is not None and student.is_recorded:
        record_vote(tx, student, quizzes.get(tx, asked.quiz_id), asked, new)
    return "counted"


def _count_early(tx: Transaction, quiz: Quiz) -> None:
    """What was voted in the quiz's polls before they were noted."""
    for vote in early_votes.take(tx, quiz.id):
        asked = quizzes.question_at(tx, quiz.id, vote.position)
        assert asked is not None, "its poll was found by its question"
        _count(tx, asked, vote)


def _fits(one: QuizCandidate) -> bool:
    """Whether Telegram takes it as a poll."""
    return len(one.stem) <= LONGEST_STEM and all(
        len(option) <= LONGEST_OPTION for option in one.options
    )


def _chosen(found: Sequence[QuizCandidate], count: int, rng: random.Random) -> list[QuizCandidate]:
    """Questions new to the chat first, topics in turn."""
    left = list(found)
    rng.shuffle(left)
    taken: dict[int, int] = {}
    chosen: list[QuizCandidate] = []
    while left and len(chosen) < count:
        best = min(left, key=lambda one: (one.was_asked, taken.get(one.topic_id, 0)))
        left.remove(best)
        taken[best.topic_id] = taken.get(best.topic_id, 0) + 1
        chosen.append(best)
    return chosen


def _board(tx: Transaction, quiz: Quiz, *, asked: int) -> QuizBoard:
    keys = quizzes.keys_of(tx, quiz.id)
    votes = quizzes.votes_of(tx, quiz.id)
    # Nobody who is known to be under 18 stands on a board.
    hidden = students.minors_among(tx, {vote.telegram_id for vote in votes})
    ballots = [
        Ballot(
            vote.telegram_id,
            vote.name,
            vote.position,
            vote.option,
            max(0.0, (vote.voted_at - (keys[vote.position][1] or vote.voted_at)).total_seconds()),
        )
        for vote in votes
        if vote.telegram_id not in hidden
    ]
    lines = board(ballots, {position: accepts for position, (accepts, _) in keys.items()})
    return QuizBoard(quiz=quiz, asked=asked, lines=tuple(lines))
