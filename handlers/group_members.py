"""/student and /export: single members and the whole group, for its teacher, in private."""

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import BufferedInputFile, Message

from content.tables import Form
from handlers.filters import InPrivate
from handlers.group_access import named_group
from handlers.reply import Reply, patiently
from services.errors import NoGroup
from services.group_members import GroupMembers
from services.groups import Groups
from services.records import Arrival, Student
from views import group_members as views
from views.translate import Translate


def router() -> Router:
    made = Router(name="group_members")
    made.message.register(on_student, Command("student"), InPrivate())
    made.message.register(on_export, Command("export"), InPrivate())
    return made


async def on_student(
    _message: Message,
    command: CommandObject,
    student: Student,
    arrival: Arrival,
    groups: Groups,
    group_members: GroupMembers,
    t: Translate,
    reply: Reply,
) -> None:
    """`/student NAME`: a member of her groups who shares with them."""
    mine = await groups.mine(student)
    if not mine.owned:
        raise NoGroup
    wanted = (command.args or "").strip()
    found = await group_members.card(mine.owned, wanted, at=arrival.at)
    await reply.show(views.card(t, found))


async def on_export(
    _message: Message,
    command: CommandObject,
    student: Student,
    arrival: Arrival,
    groups: Groups,
    group_members: GroupMembers,
    bot: Bot,
    t: Translate,
    reply: Reply,
) -> None:
    """`/export [csv] [group]`: her first group, or the named one."""
    words = (command.args or "").split()
    form: Form = "csv" if "csv" in [word.casefold() for word in words] else "xlsx"
    named = " ".join(word for word in words if word.casefold() not in {"csv", "xlsx"})
    group = named_group((await groups.mine(student)).owned, named)
    content = await group_members.table(group, form, at=arrival.at)
    caption = t("export-caption", title=group.title)
    file = BufferedInputFile(content, f"abhyas-{group.key}.{form}")
    await patiently(
        lambda: bot.send_document(reply.chat_id, file, caption=caption, parse_mode="HTML")
    )
