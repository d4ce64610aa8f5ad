"""Question files that an admin sends: first what they would do, then a tap stores them."""

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, Document, Message

from handlers.files import fetched
from handlers.filters import InPrivate
from handlers.reply import Reply
from services.errors import NotAnAdmin
from services.question_files import ImportOptions, QuestionFile
from services.records import Arrival, Student
from services.uploads import Uploads
from views import review as views
from views.callbacks import UploadTap
from views.screen import Screen
from views.translate import Translate

LARGEST_MEGABYTES = 5
LARGEST = LARGEST_MEGABYTES * 1024 * 1024


def router() -> Router:
    made = Router(name="uploads")
    made.message.register(on_document, F.document, InPrivate())
    made.callback_query.register(on_upload, UploadTap.filter())
    return made


async def on_document(
    message: Message,
    student: Student,
    arrival: Arrival,
    uploads: Uploads,
    bot: Bot,
    t: Translate,
    reply: Reply,
) -> None:
    """A dry run, so that she sees what the file holds before it changes anything."""
    if not uploads.may_send(student):
        raise NotAnAdmin
    assert message.document is not None
    file = await _file(bot, message.document, t)
    if file is None:
        await reply.show(Screen(html=t("upload-too-large", megabytes=LARGEST_MEGABYTES)))
        return
    done = await uploads.take_in(student, file, ImportOptions(dry_run=True), arrival)
    await reply.answer_to(message.message_id, views.upload(t, done, name=file.name))


async def on_upload(
    query: CallbackQuery,
    callback_data: UploadTap,
    student: Student,
    arrival: Arrival,
    uploads: Uploads,
    bot: Bot,
    t: Translate,
    reply: Reply,
) -> None:
    """Stores the file that the message answers; the second tap finds everything there."""
    if not uploads.may_send(student):
        raise NotAnAdmin
    if callback_data.action == "cancel":
        await reply.show(Screen(html=t("upload-cancelled")))
        return
    sent = query.message.reply_to_message if isinstance(query.message, Message) else None
    file = await _file(bot, sent.document, t) if sent and sent.document else None
    if file is None:
        await reply.show(Screen(html=t("upload-gone")))
        return
    options = ImportOptions(skip_bad=callback_data.action == "skip")
    done = await uploads.take_in(student, file, options, arrival)
    await reply.show(views.uploaded(t, done, name=file.name))


async def _file(bot: Bot, document: Document, t: Translate) -> QuestionFile | None:
    """The file, never more than the bound; None where it is larger."""
    data = await fetched(bot, document, largest=LARGEST, t=t)
    return None if data is None else QuestionFile(document.file_name or "", data)
