"""Steps live quizzes: the board after each question, the next poll, the end."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import structlog

from services.live_quiz import LEASE, LiveQuiz, QuizBoard, QuizStep

log = structlog.get_logger()
#: A step gives up before its lease runs out: else a second one would ask the same question.
PATIENCE_SECONDS = LEASE.total_seconds() * 0.75


@dataclass(frozen=True, slots=True)
class PollSent:
    """Telegram took the poll."""

    poll_id: str
    message_id: int
    #: When it was handed to Telegram: a vote can only be later.
    at: datetime


@dataclass(frozen=True, slots=True)
class ChatClosed:
    """Nothing can be said in the chat any more."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotNow:
    """Telegram is away or floods: the step is taken up again when its lease runs out."""

    reason: str


class QuizVoice(Protocol):
    """What is said in a group's chat; patient with Telegram's floods."""

    async def show_board(self, board: QuizBoard) -> int | None:
        """Edits the board in place, or sends one; the message's id, None where it failed."""
        ...

    async def ask(self, step: QuizStep) -> PollSent | ChatClosed | NotNow: ...

    async def show_final(self, board: QuizBoard) -> None:
        """The final board, as a message of its own."""
        ...


class QuizRounds:
    def __init__(
        self,
        live_quiz: LiveQuiz,
        voice: QuizVoice,
        now: Callable[[], Awaitable[datetime]],
        *,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        self._patience_seconds = patience_seconds
        self._live_quiz = live_quiz
        self._voice = voice
        self._now = now

    async def run_due(self, *, at: datetime) -> int:
        """Does every step that is due at `at`, chats side by side; how many there were."""
        steps = await self._live_quiz.claim_due(at=at)
        results = await asyncio.gather(*map(self._in_time, steps), return_exceptions=True)
        for step, result in zip(steps, results, strict=True):
            if isinstance(result, Exception):
                log.error(
                    "quiz step failed",
                    action="quiz_step_failed",
                    quiz=step.board.quiz.id,
                    exc_info=result,
                )
        return len(steps)

    async def _in_time(self, step: QuizStep) -> None:
        async with asyncio.timeout(self._patience_seconds):
            await self._do(step)

    async def _do(self, step: QuizStep) -> None:
        quiz = step.board.quiz
        if step.board.asked or quiz.board_message_id is None:
            message_id = await self._voice.show_board(step.board)
            if message_id is not None and message_id != quiz.board_message_id:
                await self._live_quiz.note_board(quiz.id, message_id)
        if step.kind == "finish":
            if await self._live_quiz.finish(quiz, at=await self._now()):
                await self._voice.show_final(step.board)
            return
        match await self._voice.ask(step):
            case PollSent(poll_id, message_id, since):
                await self._live_quiz.asked(
                    step,
                    poll_id=poll_id,
                    message_id=message_id,
                    since=since,
                    at=await self._now(),
                )
            case ChatClosed(reason):
                log.info("quiz stopped", action="quiz_stopped", quiz=quiz.id, reason=reason)
                await self._live_quiz.finish(quiz, is_stopped=True, at=await self._now())
            case NotNow(reason):
                log.info("quiz waits", action="quiz_waits", quiz=quiz.id, reason=reason)
