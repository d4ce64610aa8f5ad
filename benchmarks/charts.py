"""CPU milliseconds a picture, on one thread."""

import time
from datetime import date, timedelta

from services.progress import Figure, Progress
from services.records import Named, TopicSum
from storage.answers import DaySum
from views.pictures import KINDS, render

UNTIL = date(2026, 11, 23)
REPEATS = 40


def main() -> None:
    shown = _progress()
    for kind in KINDS:
        for language in ("en", "hi"):
            render(kind, shown, language, "light")
            start = time.process_time()
            for _ in range(REPEATS):
                content = render(kind, shown, language, "light")
            milliseconds = 1000 * (time.process_time() - start) / REPEATS
            print(f"{kind} {language}: {milliseconds:.1f} CPU ms, {len(content) / 1024:.0f} KiB")


def _progress() -> Progress:
    days = tuple(
        DaySum(day=UNTIL - timedelta(days=n), answers=20, right=10 + n % 8, milliseconds=0, timed=0)
        for n in range(29, -1, -1)
    )
    topics = tuple(
        TopicSum(
            topic=Named(key=str(n), name_en=f"Topic number {n}", name_hi=f"राष्ट्रीय आन्दोलन {n}"),
            answers=20,
            right=n * 2,
        )
        for n in range(10)
    )
    return Progress(
        days=30,
        until=UNTIL,
        overall=Figure(right=400, answers=600),
        before=Figure(right=300, answers=600),
        average_seconds=30,
        active_days=30,
        streak_days=30,
        by_day=days,
        by_topic=topics,
    )
