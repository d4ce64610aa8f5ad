"""What to go over again: /review, /mistakes, /bookmarks."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from handlers.filters import InPrivate
from handlers.reply import Reply
from services.errors import NotForMinors
from services.records import Arrival, Student
from services.revision import Revision
from views import revision as views
from views.translate import Translate


def router() -> Router:
    made = Router(name="revision")
    made.message.register(on_review, Command("review"), InPrivate())
    made.message.register(on_mistakes, Command("mistakes"), InPrivate())
    made.message.register(on_bookmarks, Command("bookmarks"), InPrivate())
    return made


async def on_review(
    _message: Message,
    student: Student,
    arrival: Arrival,
    revision: Revision,
    t: Translate,
    reply: Reply,
) -> None:
    _require_kept(student)
    await reply.show(views.review(await revision.plan(student, at=arrival.at), t))


async def on_mistakes(
    _message: Message, student: Student, revision: Revision, t: Translate, reply: Reply
) -> None:
    _require_kept(student)
    await reply.show(views.mistakes(await revision.mistakes(student), t))


async def on_bookmarks(
    _message: Message, student: Student, revision: Revision, t: Translate, reply: Reply
) -> None:
    _require_kept(student)
    await reply.show(views.bookmarks(await revision.bookmarks(student), t))


def _require_kept(student: Student) -> None:
    if not student.is_recorded:
        raise NotForMinors
