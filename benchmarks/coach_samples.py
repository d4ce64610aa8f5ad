"""Plans and feedback of the rules coach for a reader, in both languages, of a simulated class.

`python -m benchmarks.coach_samples FOLDER [SEED]`: forty plans with their week in words and sixty
feedback texts, for seven exams at eleven distances and seven kinds of study weeks; written to be
read as a student and as a teacher would (docs/reviews/coach).
"""

import asyncio
import html
import re
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from coach.rules import RulesCoach
from services.catalogue import Catalogue
from services.coaching import Coaching
from services.simulation import Simulation, members
from services.study_plans import StudyPlans
from storage import students
from storage.engine import Database, Transaction, open_database
from storage.intake import Arrival
from storage.migrate import upgrade
from storage.records import Student
from views import coach as coach_views
from views import study_plan as plan_views
from views.translate import translator

SEED, PLANS, FEEDBACKS = 26, 40, 60
AT = datetime(2026, 11, 26, 6, 30, tzinfo=UTC)
ZONE = "Asia/Kolkata"
EXAMS = ("patwari", "ras_pre", "reet_l1", "cet_grad", "constable", "ldc", "senior_teacher_p1")
DAYS_LEFT = (9, 14, 150, 1, 26, 40, 3, 75, 7, 110, 21)
WEEKS = (
    (15,) * 7,
    (360,) * 7,
    (90, 0, 90, 0, 90, 0, 90),
    (60,) * 7,
    (30, 30, 30, 30, 30, 180, 180),
    (120,) * 7,
    (0, 0, 0, 0, 0, 240, 240),
)
#: Days of history; some of the class have hardly begun.
HISTORIES = (3, 12, 30)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    found = asyncio.run(_texts(seed))
    for name, texts in found.items():
        (folder / f"{name}.txt").write_text("\n".join(texts) + "\n", "utf-8")


async def _texts(seed: int) -> dict[str, list[str]]:
    with tempfile.TemporaryDirectory() as where:
        url = f"sqlite:///{Path(where) / 'samples.sqlite3'}"
        await asyncio.to_thread(upgrade, url)
        database = open_database(url)
        try:
            await Catalogue(database).load_content(at=AT)
            whom = await _class(database, seed)
            return await _read(database, whom)
        finally:
            await database.close()


async def _class(database: Database, seed: int) -> list[str]:
    """The keys of sixty students, a third each with a history of some length."""
    simulation = Simulation(database, default_timezone=ZONE)
    keys: list[list[str]] = []
    for part, days in enumerate(HISTORIES):
        people = members(FEEDBACKS // len(HISTORIES), seed=seed + part)
        await simulation.make_class(
            people, days=days, seed=seed + part, until=AT, title=f"class {part + 1}"
        )
        keys.append([one.key for one in people])
    # Neighbours in the list have histories of different lengths.
    return [key for some in zip(*keys, strict=True) for key in some]


async def _read(database: Database, whom: list[str]) -> dict[str, list[str]]:
    plans = StudyPlans(database, default_timezone=ZONE)
    coaching = Coaching(database, RulesCoach(), default_timezone=ZONE)
    found: dict[str, list[str]] = {}
    for number, key in enumerate(whom):
        for language in ("en", "hi"):
            t = translator(language)
            student = await database.write(partial(_chosen, key, number, language))
            title = f"--- {number + 1}: {_given(student)}"
            if number < PLANS:
                week = await plans.week(student, Arrival(AT))
                shown = plan_views.week(t, week, text_only=True).html
                if week.days:
                    words = await coaching.week(student, week, at=AT)
                    shown += "\n" + coach_views.week(t, words, text_only=True).html
                found.setdefault(f"plans_{language}", []).extend((title, _plain(shown)))
            advice = await coaching.of(student, at=AT)
            shown = coach_views.advice(t, advice, text_only=True).html
            found.setdefault(f"feedback_{language}", []).extend((title, _plain(shown)))
    return found


def _chosen(key: str, number: int, language: str, tx: Transaction) -> Student:
    """The student with the exam, date, week and language that are her number's."""
    student = students.find_by_key(tx, key)
    if student is None:
        raise ValueError(f"nobody is called {key}")
    students.save_settings(
        tx,
        student.id,
        replace(
            student.settings,
            exam=EXAMS[number % len(EXAMS)],
            exam_on=AT.date() + timedelta(days=DAYS_LEFT[number % len(DAYS_LEFT)]),
            study_minutes=WEEKS[number // 2 % len(WEEKS)],
        ),
    )
    return replace(students.get(tx, student.id), language="hi" if language == "hi" else "en")


def _given(student: Student) -> str:
    own = student.settings
    return f"{own.exam}, exam {own.exam_on}, minutes {own.study_minutes}"


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", text))


if __name__ == "__main__":
    main()
