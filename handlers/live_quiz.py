"""Live quizzes in a group's chat: /quiz, the setup, the votes, /stop."""

from aiogram import Bot, F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message, PollAnswer

from handlers.filters import InPrivate
from handlers.group_access import require_master
from handlers.reply import Reply, send_screen
from services.catalogue import Catalogue
from services.live_quiz import LiveQuiz, QuizPlan
from services.records import Arrival, Language, Student, TopicId
from views import live_quiz as views
from views.callbacks import QuizSetupTap, QuizTap
from views.screen import Screen
from views.translate import Translate

GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}
IN_GROUP = F.chat.type.in_(GROUPS)


def router() -> Router:
    made = Router(name="live_quiz")
    made.message.register(on_quiz_in_private, Command("quiz"), InPrivate())
    made.message.register(on_quiz, Command("quiz"), IN_GROUP)
    made.message.register(on_stop, Command("stop"), IN_GROUP)
    made.callback_query.register(on_setup, QuizSetupTap.filter())
    made.callback_query.register(on_start, QuizTap.filter())
    made.poll_answer.register(on_vote)
    return made


async def on_quiz_in_private(_message: Message, t: Translate, reply: Reply) -> None:
    await reply.show(Screen(html=t("quiz-only-in-groups")))


async def on_quiz(
    message: Message,
    command: CommandObject,
    arrival: Arrival,
    live_quiz: LiveQuiz,
    catalogue: Catalogue,
    bot: Bot,
    t: Translate,
    reply: Reply,
    student: Student | None = None,
) -> None:
    """`/quiz` shows what it will be; `/quiz TOPIC 5 15` starts five questions of 15 seconds."""
    assert message.from_user is not None
    await require_master(bot, live_quiz, student, message.chat.id, message.from_user.id)
    menu = await catalogue.topic_menu()
    words = (command.args or "").split()
    if not words:
        await reply.show(views.setup(QuizPlan(), menu, t))
        return
    numbers: list[int] = []
    while words and words[-1].isdecimal() and len(numbers) < 2:
        numbers.insert(0, int(words.pop()))
    topic = menu.topic(" ".join(words)) if words else None
    if words and topic is None:
        await reply.show(Screen(html=t("quiz-unknown-topic", topic=" ".join(words)[:100])))
        return
    plan = QuizPlan(
        topic_id=topic.id if topic else None,
        question_count=numbers[0] if numbers else QuizPlan().question_count,
        seconds=numbers[1] if len(numbers) > 1 else QuizPlan().seconds,
    )
    await _start(message.chat.id, student, plan, arrival, live_quiz, bot, t)


async def _start(
    chat_id: int,
    student: Student | None,
    plan: QuizPlan,
    arrival: Arrival,
    live_quiz: LiveQuiz,
    bot: Bot,
    t: Translate,
) -> None:
    language: Language = "hi" if t.language == "hi" else "en"
    quiz = await live_quiz.start(student, chat_id, plan, language, arrival)
    if quiz.board_message_id is None:
        sent = await send_screen(bot, chat_id, views.countdown(quiz, t))
        await live_quiz.note_board(quiz.id, sent.message_id)


async def on_setup(
    query: CallbackQuery,
    callback_data: QuizSetupTap,
    live_quiz: LiveQuiz,
    catalogue: Catalogue,
    bot: Bot,
    t: Translate,
    reply: Reply,
    student: Student | None = None,
) -> None:
    await require_master(bot, live_quiz, student, reply.chat_id, query.from_user.id)
    menu = await catalogue.topic_menu()
    plan = _plan(callback_data)
    if callback_data.chooses == "nothing":
        await reply.show(views.setup(plan, menu, t))
        return
    await reply.show(views.choices(plan, callback_data.chooses, menu, t))


def _plan(tap: QuizSetupTap | QuizTap) -> QuizPlan:
    return QuizPlan(
        topic_id=TopicId(tap.topic) if tap.topic else None,
        question_count=tap.questions,
        seconds=tap.seconds,
    )


async def on_start(
    query: CallbackQuery,
    callback_data: QuizTap,
    arrival: Arrival,
    live_quiz: LiveQuiz,
    bot: Bot,
    t: Translate,
    reply: Reply,
    student: Student | None = None,
) -> None:
    await require_master(bot, live_quiz, student, reply.chat_id, query.from_user.id)
    await _start(reply.chat_id, student, _plan(callback_data), arrival, live_quiz, bot, t)
    await reply.acknowledge()


async def on_stop(
    message: Message,
    arrival: Arrival,
    live_quiz: LiveQuiz,
    bot: Bot,
    t: Translate,
    reply: Reply,
    student: Student | None = None,
) -> None:
    assert message.from_user is not None
    await require_master(bot, live_quiz, student, message.chat.id, message.from_user.id)
    stopped = await live_quiz.stop(message.chat.id, arrival)
    if stopped is None:
        await reply.show(Screen(html=t("quiz-none-running")))
        return
    await reply.show(views.final(stopped, t))


async def on_vote(event: PollAnswer, live_quiz: LiveQuiz, arrival: Arrival) -> None:
    """One person's vote; taken back or anonymous ones are none."""
    if event.user is None or not event.option_ids:
        return
    await live_quiz.vote(
        event.poll_id, event.user.id, event.user.full_name, event.option_ids[0], arrival
    )
