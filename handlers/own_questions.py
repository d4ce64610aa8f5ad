"""A group's own questions: written in chat, taken from files, reworded and taken out."""

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, Document, Message

from handlers.files import fetched
from handlers.filters import Awaited, AwaitedFile, InPrivate
from handlers.reply import Reply
from handlers.uploads import LARGEST, LARGEST_MEGABYTES
from services.item_analysis import ItemAnalysis
from services.own_drafts import AWAITING_TEXT, AWAITING_TOPIC, OwnDrafts
from services.own_questions import OwnQuestions
from services.question_files import ImportOptions, QuestionFile
from services.records import Arrival, GroupId, QuestionId, Student, TopicId
from services.students import Students
from views import own_questions as views
from views import review as review_views
from views.callbacks import OwnTap
from views.screen import Screen
from views.translate import Translate

#: What her next file is kept for; the group's id follows.
AWAITING_FILE = "own:file:"


def router() -> Router:
    made = Router(name="own_questions")
    made.message.register(on_file, InPrivate(), AwaitedFile(AWAITING_FILE))
    words = (InPrivate(), ~F.text.startswith("/"))
    made.message.register(on_words, *words, Awaited(AWAITING_TEXT))
    made.message.register(on_topic, *words, Awaited(AWAITING_TOPIC))
    for action, handler in (
        ("list", on_list),
        ("new", on_new),
        ("card", on_card),
        ("change", on_change),
        ("ask", on_ask_out),
        ("out", on_out),
        ("topic", on_ask_topic),
        ("as", on_chosen_topic),
        ("save", on_save),
        ("cancel", on_cancel),
        ("file", on_ask_file),
        ("none", on_cancel),
    ):
        made.callback_query.register(handler, OwnTap.filter(F.action == action))
    made.callback_query.register(on_store, OwnTap.filter(F.action.in_({"store", "skip"})))
    return made


def _group(tap: OwnTap) -> GroupId:
    return GroupId(tap.group)


async def on_list(
    _query: CallbackQuery,
    callback_data: OwnTap,
    student: Student,
    own_questions: OwnQuestions,
    t: Translate,
    reply: Reply,
) -> None:
    await reply.show(views.listed(t, await own_questions.listed(student, _group(callback_data))))


async def on_card(
    _query: CallbackQuery,
    callback_data: OwnTap,
    student: Student,
    own_questions: OwnQuestions,
    item_analysis: ItemAnalysis,
    t: Translate,
    reply: Reply,
) -> None:
    found = await own_questions.card(student, QuestionId(callback_data.of))
    statistics = await item_analysis.of_question(found.question.id)
    await reply.show(views.card(t, found, statistics))


async def on_new(
    _query: CallbackQuery,
    callback_data: OwnTap,
    student: Student,
    arrival: Arrival,
    own_drafts: OwnDrafts,
    t: Translate,
    reply: Reply,
) -> None:
    group = await own_drafts.begin(student, _group(callback_data), arrival)
    await reply.show(views.ask_words(t, group))


async def on_change(
    _query: CallbackQuery,
    callback_data: OwnTap,
    student: Student,
    arrival: Arrival,
    own_drafts: OwnDrafts,
    t: Translate,
    reply: Reply,
) -> None:
    found = await own_drafts.begin_change(student, QuestionId(callback_data.of), arrival)
    await reply.show(views.ask_change(t, found))


async def on_words(
    message: Message,
    student: Student,
    arrival: Arrival,
    own_drafts: OwnDrafts,
    t: Translate,
    reply: Reply,
) -> None:
    """The question as she typed it; what is wrong with it is said, and the next try awaited."""
    found = await own_drafts.write(student, message.text or "", arrival)
    await reply.show(views.preview(t, found))


async def on_topic(
    message: Message,
    student: Student,
    arrival: Arrival,
    own_drafts: OwnDrafts,
    t: Translate,
    reply: Reply,
) -> None:
    found = await own_drafts.name_topic(student, message.text or "", arrival)
    await reply.show(views.preview(t, found))


async def on_ask_topic(
    _query: CallbackQuery,
    student: Student,
    arrival: Arrival,
    own_drafts: OwnDrafts,
    t: Translate,
    reply: Reply,
) -> None:
    await reply.show(views.ask_topic(t, await own_drafts.ask_topic(student, arrival)))


async def on_chosen_topic(
    _query: CallbackQuery,
    callback_data: OwnTap,
    student: Student,
    arrival: Arrival,
    own_drafts: OwnDrafts,
    t: Translate,
    reply: Reply,
) -> None:
    found = await own_drafts.choose_topic(student, TopicId(callback_data.of), arrival)
    await reply.show(views.preview(t, found))


async def on_save(
    _query: CallbackQuery,
    callback_data: OwnTap,
    student: Student,
    arrival: Arrival,
    own_drafts: OwnDrafts,
    t: Translate,
    reply: Reply,
) -> None:
    found = await own_drafts.save(student, _group(callback_data), arrival)
    await reply.show(views.listed(t, found, lead=t("own-saved")))


async def on_cancel(
    _query: CallbackQuery,
    callback_data: OwnTap,
    student: Student,
    arrival: Arrival,
    own_drafts: OwnDrafts,
    t: Translate,
    reply: Reply,
) -> None:
    found = await own_drafts.cancel(student, _group(callback_data), arrival)
    await reply.show(views.listed(t, found))


async def on_ask_out(
    _query: CallbackQuery,
    callback_data: OwnTap,
    student: Student,
    own_questions: OwnQuestions,
    t: Translate,
    reply: Reply,
) -> None:
    found = await own_questions.card(student, QuestionId(callback_data.of))
    await reply.show(views.ask_out(t, found))


async def on_out(
    _query: CallbackQuery,
    callback_data: OwnTap,
    student: Student,
    arrival: Arrival,
    own_questions: OwnQuestions,
    t: Translate,
    reply: Reply,
) -> None:
    found = await own_questions.withdraw(
        student, _group(callback_data), QuestionId(callback_data.of), arrival
    )
    await reply.show(views.listed(t, found))


async def on_ask_file(
    _query: CallbackQuery,
    callback_data: OwnTap,
    student: Student,
    arrival: Arrival,
    students: Students,
    own_questions: OwnQuestions,
    t: Translate,
    reply: Reply,
) -> None:
    found = await own_questions.listed(student, _group(callback_data))
    await students.await_text(student, f"{AWAITING_FILE}{found.group.id}", arrival)
    await reply.show(views.ask_file(t, found.group))


async def on_file(
    message: Message,
    awaited: str,
    student: Student,
    arrival: Arrival,
    own_questions: OwnQuestions,
    bot: Bot,
    t: Translate,
    reply: Reply,
) -> None:
    """A dry run, so that she sees what the file holds before it changes anything."""
    assert message.document is not None
    group_id = GroupId(int(awaited))
    file = await _file(bot, message.document, t)
    if file is None:
        await reply.show(Screen(html=t("upload-too-large", megabytes=LARGEST_MEGABYTES)))
        return
    options = ImportOptions(dry_run=True)
    done = await own_questions.take_in(student, group_id, file, options, arrival)
    group = (await own_questions.listed(student, group_id)).group
    await reply.answer_to(message.message_id, views.upload(t, group, done, name=file.name))


async def on_store(
    query: CallbackQuery,
    callback_data: OwnTap,
    student: Student,
    arrival: Arrival,
    students: Students,
    own_questions: OwnQuestions,
    bot: Bot,
    t: Translate,
    reply: Reply,
) -> None:
    """Stores the file that the message answers; the second tap finds everything there."""
    sent = query.message.reply_to_message if isinstance(query.message, Message) else None
    file = await _file(bot, sent.document, t) if sent and sent.document else None
    if file is None:
        await reply.show(Screen(html=t("upload-gone")))
        return
    options = ImportOptions(skip_bad=callback_data.action == "skip")
    done = await own_questions.take_in(student, _group(callback_data), file, options, arrival)
    await students.await_text(student, None, Arrival(arrival.at))
    found = await own_questions.listed(student, _group(callback_data))
    lead = review_views.uploaded(t, done, name=file.name).html
    await reply.show(views.listed(t, found, lead=lead))


async def _file(bot: Bot, document: Document, t: Translate) -> QuestionFile | None:
    data = await fetched(bot, document, largest=LARGEST, t=t)
    return None if data is None else QuestionFile(document.file_name or "", data)
