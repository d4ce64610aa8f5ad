"""Practice, mock tests and live quizzes, put together."""

from dataclasses import dataclass
from datetime import datetime

from aiogram import Bot

from bot.clock import Clock
from bot.quiz_voice import TelegramQuizVoice
from content.exams import ExamCatalogue
from scheduler.delivery import Render
from scheduler.quiz_rounds import QuizRounds
from services.errors import AttemptGone
from services.live_quiz import LiveQuiz
from services.mock_review import MockReview
from services.mocks import RESULT as MOCK_RESULT
from services.mocks import Mocks
from services.practice import Practice
from services.question_tools import QuestionTools
from services.records import AttemptId, Delivery, Student
from services.revision import Revision
from services.set_flow import SetFlow
from services.study import Study
from storage.engine import Database
from views import mock_result as mock_result_views
from views.pictures import Pictures
from views.screen import Screen
from views.translate import translator


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeDesk:
    """What a student answers questions with; handlers ask for each by its name."""

    practice: Practice
    question_tools: QuestionTools
    mocks: Mocks
    mock_review: MockReview
    revision: Revision
    study: Study
    live_quiz: LiveQuiz
    quiz_rounds: QuizRounds

    def for_handlers(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__ if name != "quiz_rounds"}


def build_practice(
    database: Database, exams: ExamCatalogue, bot: Bot, clock: Clock, pictures: Pictures
) -> PracticeDesk:
    flow, live_quiz = SetFlow(database, exams), LiveQuiz(database)
    voice = TelegramQuizVoice(bot, live_quiz, pictures, clock)
    return PracticeDesk(
        practice=Practice(flow),
        question_tools=QuestionTools(flow),
        mocks=Mocks(database, exams),
        mock_review=MockReview(database),
        revision=Revision(database),
        study=Study(database),
        live_quiz=live_quiz,
        quiz_rounds=QuizRounds(live_quiz, voice, clock.now),
    )


def practice_renders(desk: PracticeDesk) -> dict[str, Render]:
    """Words for what practice has planned into the outbox."""

    async def mock_result(delivery: Delivery, student: Student, _at: datetime) -> Screen | None:
        attempt = AttemptId(int(delivery.payload["attempt"]))
        try:
            found = await desk.mock_review.result(student, attempt)
        except AttemptGone:
            # Under 18 it is erased a day later.
            return None
        return mock_result_views.result(found, translator(student.language))

    return {MOCK_RESULT: mock_result}
