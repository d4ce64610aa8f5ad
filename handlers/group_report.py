"""`/report`: the week of a group as a PDF, with its figures below, for its teacher in private."""

import asyncio

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import BufferedInputFile, Message

from handlers.filters import InPrivate
from handlers.group_access import named_group
from handlers.reply import Reply, patiently
from services.group_brief import GroupBriefs
from services.group_figures import GroupReports
from services.groups import Groups
from services.records import Arrival, Student
from views import group_brief as views
from views.charts.pages import pdf
from views.pictures import Pictures
from views.translate import Translate

#: Each page with its days: topics need more answers than a week brings, as in the words below.
PAGES = (("ranking", 7), ("group-topics", 30))


def router() -> Router:
    made = Router(name="group_report")
    made.message.register(on_report, Command("report"), InPrivate())
    return made


async def on_report(
    _message: Message,
    command: CommandObject,
    student: Student,
    arrival: Arrival,
    groups: Groups,
    group_briefs: GroupBriefs,
    group_reports: GroupReports,
    pictures: Pictures,
    bot: Bot,
    t: Translate,
    reply: Reply,
) -> None:
    """`/report [group]`: her first group, or the named one; only members who share are in it."""
    group = named_group((await groups.mine(student)).owned, command.args or "")
    theme = student.settings.theme
    drawn, has_figures = [], False
    for kind, days in PAGES:
        figures = await group_reports.of(group.key, days=days, at=arrival.at, only_sharing=True)
        if figures.rows or kind != "ranking":
            drawn.append(await pictures.draw(kind, figures, language=t.language, theme=theme))
        has_figures = has_figures or bool(figures.topics or figures.rows)
    week = await group_briefs.week(group, "hi" if t.language == "hi" else "en", at=arrival.at)
    if has_figures:
        content = await asyncio.to_thread(pdf, drawn, title=group.title)
        file = BufferedInputFile(content, f"abhyas-{group.key}.pdf")
        caption = t("report-caption", title=group.title)
        await patiently(
            lambda: bot.send_document(reply.chat_id, file, caption=caption, parse_mode="HTML")
        )
    await reply.show(views.brief(t, [week]))
