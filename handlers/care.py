"""Words that may come from somebody in danger: answered by people's words, and by nothing else."""

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import Message

from coach.words import is_distress
from handlers.filters import InPrivate
from handlers.reply import Reply
from services.grievances import AWAITING
from services.records import Student
from views.screen import Screen
from views.translate import Translate


class Distressed(Filter):
    """A text with words of distress that is not on its way to the operators already."""

    async def __call__(self, event: Message, student: Student | None = None) -> bool:
        text = event.text or ""
        to_operators = text.startswith("/grievance") or (
            student is not None and student.awaiting == AWAITING
        )
        return not to_operators and is_distress(text)


def router() -> Router:
    made = Router(name="care")
    made.message.register(on_distress, InPrivate(), F.text, Distressed())
    return made


async def on_distress(_message: Message, t: Translate, reply: Reply) -> None:
    """Nothing of it is stored or sent anywhere."""
    await reply.show(Screen(html=f"{t('care')}\n\n{t('care-unstored')}"))
