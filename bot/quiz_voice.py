"""What a live quiz says in a group's chat, over Telegram."""

from datetime import datetime
from functools import partial

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
)
from aiogram.types import InputPollOption, Message

from bot.clock import Clock
from handlers.reply import HTML, NOT_MODIFIED, UNEDITABLE, markup, patiently, send_screen
from scheduler.quiz_rounds import ChatClosed, NotNow, PollSent
from services.live_quiz import LiveQuiz, QuizBoard, QuizStep
from views import live_quiz as views
from views.pictures import Pictures
from views.translate import translator

log = structlog.get_logger()
#: A 400 that closes the chat to us, like every 403.
CLOSED = ("chat not found", "have no rights", "not enough rights", "CHAT_WRITE_FORBIDDEN")


def _note_unshown(quiz_id: int, error: TelegramAPIError) -> None:
    """The quiz goes on without this board; the next one says more."""
    log.warning("board not shown", action="board_unshown", quiz=quiz_id, reason=error.message)


class TelegramQuizVoice:
    def __init__(self, bot: Bot, live_quiz: LiveQuiz, pictures: Pictures, clock: Clock) -> None:
        self._bot = bot
        self._clock = clock
        self._live_quiz = live_quiz
        self._pictures = pictures

    async def show_board(self, board: QuizBoard) -> int | None:
        quiz = board.quiz
        screen = views.board(board, translator(quiz.language))
        try:
            if quiz.board_message_id is not None:
                await patiently(
                    lambda: self._bot.edit_message_text(
                        screen.html,
                        chat_id=quiz.chat_id,
                        message_id=quiz.board_message_id,
                        parse_mode=HTML,
                        reply_markup=markup(screen.keyboard),
                    )
                )
                return quiz.board_message_id
        except TelegramBadRequest as error:
            if NOT_MODIFIED in error.message:
                return quiz.board_message_id
            if not any(reason in error.message for reason in UNEDITABLE):
                _note_unshown(quiz.id, error)
                return None
        except TelegramAPIError as error:
            _note_unshown(quiz.id, error)
            return None
        try:
            sent = await patiently(lambda: send_screen(self._bot, quiz.chat_id, screen))
        except TelegramAPIError as error:
            _note_unshown(quiz.id, error)
            return None
        return sent.message_id

    async def ask(self, step: QuizStep) -> PollSent | ChatClosed | NotNow:
        quiz = step.board.quiz
        assert step.question is not None
        poll = views.poll(step.question, step.position, quiz)

        async def send() -> tuple[datetime, Message]:
            return await self._clock.now(), await self._bot.send_poll(
                quiz.chat_id,
                question=poll.question,
                options=[InputPollOption(text=option) for option in poll.options],
                type="quiz",
                is_anonymous=False,
                correct_option_ids=list(poll.correct),
                explanation=poll.explanation or None,
                open_period=quiz.seconds,
            )

        try:
            since, sent = await patiently(send)
        except TelegramMigrateToChat as error:
            await self._live_quiz.move_chat(old=quiz.chat_id, new=error.migrate_to_chat_id)
            return NotNow("the chat became a supergroup")
        except TelegramForbiddenError as error:
            return ChatClosed(error.message)
        except TelegramBadRequest as error:
            if any(reason in error.message for reason in CLOSED):
                return ChatClosed(error.message)
            raise
        except TelegramAPIError as error:
            return NotNow(error.message)
        assert sent.poll is not None
        return PollSent(sent.poll.id, sent.message_id, since)

    async def show_final(self, board: QuizBoard) -> None:
        """A picture with the first ten in words; where there are more, the whole table too."""
        quiz, t = board.quiz, translator(board.quiz.language)
        screens = []
        if board.lines:
            content = await self._pictures.draw(
                "quiz-board", board, language=quiz.language, theme="light"
            )
            screens.append(views.picture(board, t, content))
        if len(board.lines) > views.LINES_IN_CAPTION or not board.lines:
            screens.append(views.final(board, t))
        for screen in screens:
            await patiently(partial(send_screen, self._bot, quiz.chat_id, screen))
