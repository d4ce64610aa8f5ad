"""A month of one student's messages that she did not ask for, by the sandbox's clock.

`python -m benchmarks month` writes docs/reviews/pushes/month_en.txt and month_hi.txt, to be read
as she would. The script of her month is fixed; what she answers is drawn with a fixed seed.
"""

import asyncio
import random
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from services.outbox import Outbox
from storage.engine import Database, open_database
from storage.migrate import upgrade
from storage.tables import question_versions, questions
from tests.support.client import button_data
from tests.support.tutor import Tutor, running_tutor

FOLDER = Path(__file__).parents[1] / "docs" / "reviews" / "pushes"
ZONE = ZoneInfo("Asia/Kolkata")
DAYS = 31
#: Days on which she does nothing: a Sunday here and there, a week at her village.
IDLE = {4, 11, 14, 15, 16, 17, 18, 19, 20, 27}
#: Days on which little goes right.
BAD = {22, 23, 24}
SETS = 2


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in ("en", "hi"):
        path = FOLDER / f"month_{language}.txt"
        path.write_text(asyncio.run(_month(language)), "utf-8")
        print(path.relative_to(FOLDER.parents[2]))


async def _month(language: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'month.sqlite3'}"
        await asyncio.to_thread(upgrade, url)
        async with running_tutor(url) as tutor:
            who = await tutor.adult("आशा" if language == "hi" else "Asha", language=language)
            await _exam_in(tutor, who, days=DAYS - 1)
            keys = random.Random(5)
            for day in range(DAYS):
                await _until(tutor, hour=7, minute=1)
                await asyncio.sleep(1)
                if day not in IDLE:
                    await _until(tutor, hour=17)
                    await _practise(tutor, who, keys, share=0.2 if day in BAD else 0.85)
                await _until(tutor, hour=20, minute=30)
                await asyncio.sleep(1)
            return await _printed(tutor, who, url)


async def _now(tutor: Tutor) -> datetime:
    clock = await tutor.people.call("GET", "/sandbox/clock")
    return datetime.fromtimestamp(clock["now"], UTC).astimezone(ZONE)


async def _until(tutor: Tutor, *, hour: int, minute: int = 0) -> None:
    now = await _now(tutor)
    then = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if then <= now:
        then += timedelta(days=1)
    await tutor.people.advance((then - now).total_seconds())


async def _exam_in(tutor: Tutor, who: int, *, days: int) -> None:
    table = await tutor.people.ask(who, "/settings")
    await tutor.tap(who, table, "set:exam_on")
    day = (await _now(tutor)).date() + timedelta(days=days)
    await tutor.people.ask(who, f"{day:%d-%m-%Y}")


async def _practise(tutor: Tutor, who: int, chance: random.Random, *, share: float) -> None:
    """Two sets; she knows the right option with a chance, and takes about half a minute each."""
    database = open_database(tutor.settings.database_url)
    for _ in range(SETS):
        screen = await tutor.start_set(who)
        while taps := button_data(screen, "ans:"):
            right = await _right(database, screen)
            await tutor.people.advance(chance.uniform(12, 45))
            option = right if chance.random() < share else chance.choice("ABCD")
            screen = await tutor.tap(who, screen, taps["ABCDE".index(option)])
            screen = await tutor.tap(who, screen, button_data(screen, "next:")[0])
    await database.close()
    await tutor.people.advance(700)
    await asyncio.sleep(1)


async def _right(database: Database, screen: dict[str, str]) -> str:
    """The key of the question on her screen."""
    key = screen["text"].splitlines()[-1].removeprefix("#")
    found = await database.read(
        lambda tx: tx.connection.scalar(
            select(question_versions.c.accepts)
            .join(questions, questions.c.id == question_versions.c.question_id)
            .where(questions.c.key == key)
            .order_by(question_versions.c.version.desc())
            .limit(1)
        )
    )
    return str(found)[0]


async def _printed(tutor: Tutor, who: int, url: str) -> str:
    """What was pushed, as she saw it, with its hour."""
    database = open_database(url)
    rows = await Outbox(database, owner="reader").listed(since=None)
    await database.close()
    shown = {message["id"]: message for message in await tutor.people.messages(who)}
    parts = []
    for delivery, _ in rows:
        message = shown.get(delivery.message_id)
        if delivery.state != "sent" or message is None or delivery.sent_at is None:
            continue
        at = delivery.sent_at.astimezone(ZONE)
        buttons = " ".join(f"[{b['text']}]" for row in message["buttons"] for b in row)
        picture = "(picture)\n" if message["photo"] else ""
        parts.append(
            f"== {at:%a %d %b, %H:%M}, {delivery.kind}\n{picture}{message['text']}\n{buttons}\n"
        )
    return "\n".join(parts)


if __name__ == "__main__":
    main()
