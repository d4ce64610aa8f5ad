"""A group's class list: shown, filled from a file, given out with everybody's link."""

from aiogram import Bot, F, Router
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from content.class_list import LARGEST_FILE
from handlers.files import fetched
from handlers.filters import Awaited, AwaitedFile, InPrivate
from handlers.reply import HTML, Reply, patiently
from services.class_lists import AWAITING_LIST, ClassLists
from services.errors import BadRoster
from services.records import Arrival, GroupId, Student
from services.students import Students
from views import class_list as views
from views.callbacks import ListTap
from views.screen import Screen
from views.translate import Translate


def router() -> Router:
    made = Router(name="class_lists")
    made.message.register(on_list, InPrivate(), AwaitedFile(AWAITING_LIST))
    made.message.register(on_words, InPrivate(), Awaited(AWAITING_LIST), ~F.text.startswith("/"))
    made.callback_query.register(on_show, ListTap.filter(F.action == "show"))
    made.callback_query.register(on_ask_file, ListTap.filter(F.action == "file"))
    made.callback_query.register(on_csv, ListTap.filter(F.action == "csv"))
    made.callback_query.register(on_ask_drop, ListTap.filter(F.action == "ask"))
    made.callback_query.register(on_drop, ListTap.filter(F.action == "drop"))
    return made


async def on_show(
    _query: CallbackQuery,
    callback_data: ListTap,
    student: Student,
    arrival: Arrival,
    students: Students,
    class_lists: ClassLists,
    t: Translate,
    reply: Reply,
) -> None:
    if (student.awaiting or "").startswith(AWAITING_LIST):
        await students.await_text(student, None, arrival)
    await reply.show(views.shown(t, await class_lists.of_group(student, _group(callback_data))))


async def on_ask_file(
    _query: CallbackQuery,
    callback_data: ListTap,
    student: Student,
    arrival: Arrival,
    class_lists: ClassLists,
    t: Translate,
    reply: Reply,
) -> None:
    group = await class_lists.ask_file(student, _group(callback_data), arrival)
    await reply.show(views.ask_file(t, group))


async def on_list(
    message: Message,
    awaited: str,
    student: Student,
    arrival: Arrival,
    class_lists: ClassLists,
    bot: Bot,
    t: Translate,
    reply: Reply,
) -> None:
    """The file that was asked for."""
    assert message.document is not None
    data = await fetched(bot, message.document, largest=LARGEST_FILE, t=t)
    if data is None:
        raise BadRoster(reason=f"larger than {LARGEST_FILE // 1024} KiB")
    found = await class_lists.take_in(student, GroupId(int(awaited)), data, arrival)
    await reply.show(views.shown(t, found))


async def on_words(_message: Message, t: Translate, reply: Reply) -> None:
    """Words where a file was asked for; the way back is the button above."""
    await reply.show(Screen(html=t("class-list-file-expected")))


async def on_csv(
    _query: CallbackQuery,
    callback_data: ListTap,
    student: Student,
    class_lists: ClassLists,
    bot: Bot,
    bot_username: str,
    t: Translate,
    reply: Reply,
) -> None:
    """The list as a file: the links are for those on it, so it is sent to her alone."""
    await reply.acknowledge()
    found = await class_lists.of_group(student, _group(callback_data))
    content = await class_lists.table(student, found.group.id, username=bot_username)
    file = BufferedInputFile(content, f"abhyas-{found.group.key}-class.csv")
    caption = views.file_caption(t, found)
    await patiently(
        lambda: bot.send_document(reply.chat_id, file, caption=caption, parse_mode=HTML)
    )


async def on_ask_drop(
    _query: CallbackQuery,
    callback_data: ListTap,
    student: Student,
    class_lists: ClassLists,
    t: Translate,
    reply: Reply,
) -> None:
    await reply.show(views.ask_drop(t, await class_lists.of_group(student, _group(callback_data))))


async def on_drop(
    _query: CallbackQuery,
    callback_data: ListTap,
    student: Student,
    arrival: Arrival,
    class_lists: ClassLists,
    t: Translate,
    reply: Reply,
) -> None:
    found = await class_lists.drop_free(student, _group(callback_data), arrival)
    await reply.show(views.shown(t, found))


def _group(tap: ListTap) -> GroupId:
    return GroupId(tap.group)
