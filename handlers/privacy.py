"""`/privacy` and `/mydata`: what is kept of her, and a copy of it."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from handlers.filters import InPrivate
from handlers.reply import HTML, Reply, patiently
from services.coaching import Coaching
from services.errors import NotForMinors
from services.groups import Groups
from services.my_data import MyData
from services.progress import ProgressReports
from services.records import Arrival, Student
from views import privacy as views
from views.callbacks import MyDataTap
from views.pictures import Pictures
from views.progress import wants_picture
from views.translate import Translate

#: Pictures that go along, and the days they show.
KINDS, DAYS = ("trend", "topics"), 90


def router() -> Router:
    made = Router(name="privacy")
    made.message.register(on_privacy, Command("privacy"), InPrivate())
    made.message.register(on_my_data, Command("mydata"), InPrivate())
    made.callback_query.register(on_my_data, MyDataTap.filter())
    return made


async def on_privacy(
    _message: Message,
    student: Student,
    coaching: Coaching,
    groups: Groups,
    t: Translate,
    reply: Reply,
) -> None:
    seats = (await groups.mine(student)).joined
    shared_with = sum(shares for _, shares in seats)
    await reply.show(
        views.notice(t, student, shared_with=shared_with, has_model=coaching.has_model)
    )


async def on_my_data(
    _event: Message | CallbackQuery,
    student: Student,
    arrival: Arrival,
    my_data: MyData,
    progress: ProgressReports,
    pictures: Pictures,
    bot: Bot,
    t: Translate,
    reply: Reply,
) -> None:
    """Everything as a zip, to her and nobody else."""
    if not student.is_recorded or student.telegram_id is None:
        raise NotForMinors
    await reply.acknowledge()
    found = await progress.of(student, days=DAYS, at=arrival.at)
    drawn = {
        kind: await pictures.draw(kind, found, language=t.language, theme=student.settings.theme)
        for kind in (KINDS if wants_picture(found) else ())
    }
    content = await my_data.archive(student, pictures=drawn, at=arrival.at)
    who = student.telegram_id
    await patiently(
        lambda: bot.send_document(
            who,
            BufferedInputFile(content, views.file_name()),
            caption=t("privacy-archive"),
            parse_mode=HTML,
        )
    )
