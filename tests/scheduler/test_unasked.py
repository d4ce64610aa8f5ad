"""What nobody asked for: one a day at most, only what helps, and quiet when told so."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.push_wiring import build_pushes, push_renders
from scheduler.budget import PushBudget
from scheduler.delivery import Deliveries
from scheduler.messenger import Outcome, Sent
from scheduler.tick_report import TickReport
from services.alert_log import AlertLog
from services.alert_watch import AlertWatch
from services.answer_log import AnswerLog
from services.digests import Digests
from services.groups import Groups
from services.nudges import Nudges
from services.outbox import Outbox
from services.records import Arrival, Student, StudentId
from storage import daily, groups, students
from storage.engine import Database, Transaction
from storage.tables import alerts, outbox
from tests.scheduler.test_delivery import adult
from views.pictures import Pictures
from views.screen import Screen

ZONE = "Asia/Kolkata"
#: A Monday, half past eight in the evening in Jaipur; her first digest is due at seven.
EVENING = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
SEVEN = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


class Told:
    """Keeps what was pushed to whom."""

    def __init__(self) -> None:
        self.screens: list[tuple[int, Screen]] = []

    async def push(self, telegram_id: int, screen: Screen) -> Outcome:
        self.screens.append((telegram_id, screen))
        return Sent(len(self.screens))


async def tick(database: Database, at: datetime) -> tuple[TickReport, list[tuple[int, Screen]]]:
    """Plans and sends everything that is due, pictures left out."""
    desk = build_pushes(database, Pictures(), default_timezone=ZONE)
    report, told = TickReport(), Told()
    report.planned += await desk.digests.plan(at=at)
    report.planned += await desk.alert_watch.work(at=at)
    sender = Deliveries(
        Outbox(database, owner="one"), told, PushBudget(100_000), push_renders(desk)
    )
    await sender.send_due(at=at, report=report)
    desk.pictures.close()
    return report, told.screens


async def chose(database: Database, student: Student, **columns: object) -> None:
    def work(tx: Transaction) -> None:
        own = students.get(tx, student.id).settings
        students.save_settings(tx, student.id, replace(own, **columns))  # type: ignore[arg-type]

    await database.write(work)


async def answered(
    database: Database, folder: Path, student: Student, tests: Sequence[tuple[datetime, int]]
) -> None:
    """Tests of ten questions each: (when it ended, how many right)."""
    lines = ["student,question,topic,correct,answered_at,test"]
    for number, (at, right) in enumerate(tests):
        for n in range(10):
            when = (at - timedelta(seconds=10 - n)).isoformat()
            lines.append(f"{student.key},q{n},t{n % 2},{int(n < right)},{when},s{number}")
    path = folder / f"{student.key}.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    await AnswerLog(database, default_timezone=ZONE).take_in(path, at=EVENING)
    await chose(database, student, text_only=True)


async def ask_for_alerts(database: Database, student: Student, at: datetime) -> None:
    await database.write(lambda tx: daily.ask_for_alerts(tx, student.id, due_at=at))


def weeks_of_tests(*, until: datetime, right: int, last_three: int) -> list[tuple[datetime, int]]:
    """Twelve tests, one a day; the last three with another result."""
    results = [right] * 9 + [last_three] * 3
    return [(until - timedelta(days=11 - n), one) for n, one in enumerate(results)]


async def slots(database: Database) -> list[tuple[str, str, str]]:
    rows = await database.read(
        lambda tx: tx.connection.execute(
            select(outbox.c.kind, outbox.c.slot, outbox.c.state).order_by(outbox.c.id)
        ).all()
    )
    return [(row.kind, row.slot.split(":")[1] if row.slot else "", row.state) for row in rows]


async def test_a_whole_hour_is_planned_in_one_go_and_the_excluded_are_left_out(
    database: Database,
) -> None:
    people = [await adult(database, number) for number in range(1, 7)]
    await chose(database, people[1], paused_until=date(2026, 12, 1))
    await chose(database, people[2], digest_hour=None)
    await database.write(lambda tx: students.mark_unreachable(tx, people[3].id, since=EVENING))
    await database.write(lambda tx: students.set_profile(tx, people[4].id, keeps_answers=False))
    planned = await Digests(database).plan(at=SEVEN)

    kinds = await slots(database)
    assert planned == 2
    assert [kind for kind, _, _ in kinds] == ["digest", "digest"]
    following = await database.read(lambda tx: daily.due_hours(tx, at=SEVEN + timedelta(days=1)))
    assert {one.due_at for one in following} == {SEVEN + timedelta(days=1)}


async def test_mondays_look_back_on_the_week(database: Database, tmp_path: Path) -> None:
    asha = await adult(database)
    monday = SEVEN + timedelta(days=6)
    await answered(database, tmp_path, asha, weeks_of_tests(until=monday, right=6, last_three=7))
    report, told = await tick(database, monday)

    assert report.sent == 1
    assert "Your week, Asha" in told[0][1].html
    assert "Active on" in told[0][1].html
    assert {data.data for row in told[0][1].keyboard for data in row} >= {
        "dig:later",
        "dig:less",
        "dig:stop",
    }


async def test_who_stays_away_is_invited_back_four_times_then_left_alone(
    database: Database, tmp_path: Path
) -> None:
    asha = await adult(database)
    await answered(database, tmp_path, asha, [(EVENING, 7)])
    heard = []
    for day in range(45):
        report, told = await tick(database, SEVEN + timedelta(days=day))
        assert report.sent + report.skipped == report.planned
        heard += [(day, screen.html.splitlines()[0]) for _, screen in told]

    days = [day for day, line in heard if "ten questions wait" in line]
    assert days == [2, 6, 13, 29]
    assert all(day < 3 for day, line in heard if "wait" not in line)


async def test_a_lasting_drop_is_told_once_with_its_numbers(
    database: Database, tmp_path: Path
) -> None:
    asha = await adult(database)
    tests = weeks_of_tests(until=EVENING, right=9, last_three=2)
    await answered(database, tmp_path, asha, tests)
    await ask_for_alerts(database, asha, EVENING)
    _, told = await tick(database, EVENING)
    _, morning = await tick(database, SEVEN)

    assert [screen.html.splitlines()[0] for _, screen in told] == [
        "📉 <b>Your newest tests went less well</b>"
    ]
    assert [kind for kind, _, _ in await slots(database)] == ["alert", "digest"]
    assert "Good morning" in morning[0][1].html
    stored = await database.read(
        lambda tx: tx.connection.execute(
            select(alerts).where(alerts.c.suppressed_by.is_(None))
        ).all()
    )
    assert [row.type for row in stored] == ["performance_drop"]
    assert stored[0].evidence["recent_percent"] == pytest.approx(20)
    assert stored[0].evidence["reference_percent"] == pytest.approx(90)
    await ask_for_alerts(database, asha, SEVEN)
    await tick(database, SEVEN + timedelta(hours=1))
    count = await database.read(
        lambda tx: tx.connection.scalar(
            select(func.count()).where(alerts.c.suppressed_by.is_(None))
        )
    )
    assert count == 1, "two weeks of silence after an alert of a kind"


async def test_a_drop_found_while_she_pauses_is_told_when_she_is_back(
    database: Database, tmp_path: Path
) -> None:
    asha = await adult(database)
    await answered(database, tmp_path, asha, weeks_of_tests(until=EVENING, right=9, last_three=2))
    await chose(database, asha, paused_until=date(2026, 12, 20))
    await ask_for_alerts(database, asha, EVENING)
    assert (await tick(database, EVENING))[1] == []
    back = EVENING + timedelta(minutes=5)
    await chose(database, asha, paused_until=None)
    await ask_for_alerts(database, asha, back)
    _, told = await tick(database, back)

    assert "less well" in told[0][1].html, "no cool-down starts from what was never told"


async def test_an_alert_waits_for_the_morning_when_the_day_is_taken_and_no_digest_follows(
    database: Database, tmp_path: Path
) -> None:
    asha = await adult(database)
    await answered(
        database,
        tmp_path,
        asha,
        weeks_of_tests(until=SEVEN - timedelta(hours=1), right=9, last_three=2),
    )
    _, morning = await tick(database, SEVEN)
    assert "Good morning" in morning[0][1].html
    noon = SEVEN + timedelta(hours=5)
    await ask_for_alerts(database, asha, noon)
    _, at_noon = await tick(database, noon)
    _, next_morning = await tick(database, SEVEN + timedelta(days=1))

    assert at_noon == []
    assert len(next_morning) == 1
    assert "newest tests" in next_morning[0][1].html
    assert [kind for kind, day, _ in await slots(database)] == ["digest", "alert"]


async def test_the_teacher_hears_of_a_drop_that_evening_only_where_results_are_shared(
    database: Database, tmp_path: Path
) -> None:
    verma, asha, chitra = [await adult(database, number) for number in (9, 1, 2)]
    own = Groups(database)
    group = await own.make(verma, "RAS", Arrival(EVENING))
    for student in (asha, chitra):
        await database.write(
            lambda tx, one=student: groups.take_seat(  # type: ignore[misc]
                tx, group.id, one.id, shares_results=one is asha, at=EVENING
            )
        )
        at = SEVEN - timedelta(hours=12)
        await answered(database, tmp_path, student, weeks_of_tests(until=at, right=9, last_three=2))
        await ask_for_alerts(database, student, SEVEN)
    await tick(database, SEVEN + timedelta(minutes=20))
    _, told = await tick(database, datetime(2026, 11, 24, 13, 30, tzinfo=UTC))

    notes = [screen.html for who, screen in told if who == 9]
    assert len(notes) == 1
    assert notes[0].count("newest tests") == 1
    assert "20 % right in the newest tests, 90 % before" in notes[0]


async def test_less_often_later_and_stop_work_at_once(database: Database) -> None:
    asha, nudges = await adult(database), Nudges(database)
    noon = SEVEN + timedelta(hours=5)
    due = await nudges.later(asha, Arrival(noon))
    again = await nudges.later(asha, Arrival(noon + timedelta(minutes=1)))
    assert (f"{due:%H:%M}", f"{again:%H:%M}") == ("18:00", "18:00")
    at_night = await nudges.later(asha, Arrival(datetime(2026, 11, 24, 15, 30, tzinfo=UTC)))
    assert f"{at_night:%H:%M}" == "06:00", "quiet hours end first"
    _, told = await tick(database, due.astimezone(UTC))
    assert [screen.html[:1] for _, screen in told if "asked for a reminder" in screen.html] == [
        "🕕"
    ]

    steps = []
    for _ in range(4):
        student = await database.read(lambda tx: students.get(tx, asha.id))
        steps.append(await nudges.less_often(student, Arrival(noon)))
    assert steps == [2, 4, 7, 7]
    planned = [
        kind
        for day in range(2, 9)
        for kind in await _sent_kinds(database, SEVEN + timedelta(days=day))
    ]
    assert planned == ["weekly"]


async def _sent_kinds(database: Database, at: datetime) -> list[str]:
    await tick(database, at)
    return [
        kind
        for kind, day, state in await slots(database)
        if state == "sent" and day == f"{at:%Y-%m-%d}"
    ]


async def test_a_rule_that_twenty_people_found_useless_goes_quiet(
    database: Database, tmp_path: Path
) -> None:
    asha = await adult(database)
    await answered(database, tmp_path, asha, weeks_of_tests(until=EVENING, right=9, last_three=2))
    log = AlertLog(database)

    def past(tx: Transaction) -> None:
        for number in range(20):
            tx.connection.execute(
                alerts.insert().values(
                    student_id=asha.id,
                    type="performance_drop",
                    raised_at=EVENING - timedelta(days=300 - number),
                    evidence={},
                    spec_condition=True,
                )
            )

    await database.write(past)
    rows = await database.read(lambda tx: tx.connection.scalars(select(alerts.c.id)).all())
    for number in rows:
        assert await log.judge(number, asha, is_useful=False)
    assert not await log.judge(rows[0], replace(asha, id=StudentId(999)), is_useful=True)
    await ask_for_alerts(database, asha, EVENING)
    await AlertWatch(database, default_timezone=ZONE).work(at=EVENING)

    told = await database.read(
        lambda tx: tx.connection.scalars(
            select(alerts.c.type).where(alerts.c.raised_at == EVENING)
        ).all()
    )
    assert "performance_drop" not in told
    quality = await log.quality()
    assert quality["performance_drop"][1].is_quiet


async def test_no_alerts_for_who_switched_them_off_even_when_planned_before(
    database: Database, tmp_path: Path
) -> None:
    asha = await adult(database)
    await answered(database, tmp_path, asha, weeks_of_tests(until=EVENING, right=9, last_three=2))
    await ask_for_alerts(database, asha, EVENING + timedelta(hours=2))
    await tick(database, EVENING + timedelta(hours=2))
    await chose(database, asha, wants_alerts=False)
    report, told = await tick(database, SEVEN)

    assert told == []
    assert report.skipped == 1
    await ask_for_alerts(database, asha, SEVEN)
    assert await AlertWatch(database, default_timezone=ZONE).work(at=SEVEN) == 0


async def test_a_fall_of_who_wants_no_alerts_is_kept_for_her_teachers_list_alone(
    database: Database, tmp_path: Path
) -> None:
    asha = await adult(database)
    await answered(database, tmp_path, asha, weeks_of_tests(until=EVENING, right=9, last_three=2))
    await chose(database, asha, wants_alerts=False)
    for later in (0, 1):
        await ask_for_alerts(database, asha, EVENING + timedelta(hours=later))
        assert (await tick(database, EVENING + timedelta(hours=later)))[1] == []
    kept = await database.read(
        lambda tx: tx.connection.execute(select(alerts.c.type, alerts.c.suppressed_by)).all()
    )
    assert [tuple(row) for row in kept] == [("performance_drop", "switched_off")]


async def test_on_the_day_of_her_exam_she_gets_good_wishes_and_nothing_else(
    database: Database, tmp_path: Path
) -> None:
    asha = await adult(database)
    await answered(database, tmp_path, asha, weeks_of_tests(until=EVENING, right=9, last_three=2))
    await chose(database, asha, exam_on=date(2026, 11, 24), text_only=True)
    await ask_for_alerts(database, asha, EVENING + timedelta(hours=3))
    await tick(database, EVENING + timedelta(hours=3))
    _, told = await tick(database, SEVEN)

    assert [screen.html.splitlines()[0] for _, screen in told] == [
        "🌟 <b>All the best today, Asha!</b>"
    ]
