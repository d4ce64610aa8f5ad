"""The outbox: planned once, sent once, and what Telegram's errors mean for it."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import SendMessage
from hypothesis import given
from hypothesis import strategies as st

from bot.messenger import outcome_of
from content.exam_file import load_catalogue
from scheduler.budget import PushBudget
from scheduler.delivery import Deliveries
from scheduler.messenger import Outcome, Refused, RetryAfter, Sent, Unknown
from scheduler.tick_report import TickReport
from services.digests import Digests
from services.outbox import Outbox
from services.records import Arrival, Delivery, Settings, Student
from services.students import Students, local_instant, next_digest_at
from storage.engine import Database
from views.screen import Screen

EVENING = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


@dataclass
class RecordingMessenger:
    """Answers as told, the last answer for ever."""

    outcomes: list[Outcome]
    pushed: list[int] = field(default_factory=list)

    async def push(self, telegram_id: int, screen: Screen) -> Outcome:
        self.pushed.append(telegram_id)
        return self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]


async def words(_delivery: Delivery, _student: Student, _at: datetime) -> Screen | None:
    return Screen(html="Good morning")


async def adult(database: Database, telegram_id: int = 1) -> Student:
    students = Students(database, load_catalogue(), default_timezone="Asia/Kolkata")
    arrival = Arrival(EVENING)
    student = await students.meet(telegram_id, arrival)
    student = await students.choose_language(student, "en", arrival)
    student = await students.say_age(student, "adult", arrival)
    student = await students.decide_keeping(
        student, agrees=True, first_name="Asha", arrival=arrival
    )
    return await students.choose_exam(student, None, arrival)


async def deliver(
    database: Database, *outcomes: Outcome, at: datetime = MORNING, owner: str = "one"
) -> tuple[TickReport, RecordingMessenger]:
    messenger = RecordingMessenger(list(outcomes))
    report = TickReport()
    deliveries = Deliveries(
        Outbox(database, owner=owner), messenger, PushBudget(10_000), {"digest": words}
    )
    await deliveries.send_due(at=at, report=report)
    return report, messenger


async def states(database: Database) -> list[str]:
    return [one.state for one, _ in await Outbox(database, owner="x").listed(since=None)]


async def test_a_digest_is_planned_once_at_seven_and_sent_once(database: Database) -> None:
    await adult(database)
    digests = Digests(database)

    assert await digests.plan(at=MORNING - timedelta(seconds=1)) == 0
    assert await digests.plan(at=MORNING) == 1
    assert await digests.plan(at=MORNING) == 0
    report, messenger = await deliver(database, Sent(7))

    assert (report.sent, messenger.pushed) == (1, [1])
    again, silent = await deliver(database, Sent(8))
    assert (again.sent, silent.pushed) == (0, [])
    assert await states(database) == ["sent"]


async def test_two_planners_plan_one_digest(database: Database) -> None:
    await adult(database)

    planned = await asyncio.gather(*(Digests(database).plan(at=MORNING) for _ in range(4)))

    assert sum(planned) == 1


async def test_two_senders_send_one_digest(database: Database) -> None:
    await adult(database)
    await Digests(database).plan(at=MORNING)

    both = await asyncio.gather(
        deliver(database, Sent(1), owner="one"), deliver(database, Sent(2), owner="two")
    )

    assert sum(len(messenger.pushed) for _, messenger in both) == 1


async def test_a_bot_that_slept_for_three_days_sends_one_digest_not_three(
    database: Database,
) -> None:
    await adult(database)
    digests = Digests(database)

    late = MORNING + timedelta(days=3, hours=1)
    planned = await digests.plan(at=late - timedelta(days=1))
    planned += await digests.plan(at=late)
    report, _ = await deliver(database, Sent(1), at=late)

    assert report.sent == 1
    assert report.expired == planned - 1


async def test_who_blocked_the_bot_is_left_alone(database: Database) -> None:
    await adult(database)
    digests = Digests(database)
    await digests.plan(at=MORNING)

    report, _ = await deliver(database, Refused("Forbidden: bot was blocked by the user", True))
    next_day = await digests.plan(at=MORNING + timedelta(days=1))

    assert (report.failed, next_day) == (1, 0)
    assert await states(database) == ["failed"]


async def test_a_message_in_doubt_is_never_sent_again(database: Database) -> None:
    await adult(database)
    await Digests(database).plan(at=MORNING)

    report, _ = await deliver(database, Unknown("timeout"))
    again, silent = await deliver(database, Sent(1), at=MORNING + timedelta(hours=1))

    assert (report.unknown, again.sent, silent.pushed) == (1, 0, [])
    assert await states(database) == ["unknown"]


async def test_what_surely_did_not_arrive_is_tried_again(database: Database) -> None:
    await adult(database)
    await Digests(database).plan(at=MORNING)

    first, _ = await deliver(database, RetryAfter(0, "502"))
    again, _ = await deliver(database, Sent(1), at=MORNING + timedelta(seconds=2))

    assert (first.sent, first.failed, again.sent) == (0, 0, 1)


async def test_it_is_not_tried_for_ever(database: Database) -> None:
    await adult(database)
    await Digests(database).plan(at=MORNING)
    failed = 0
    for minute in range(10):
        at = MORNING + timedelta(minutes=minute)
        report, _ = await deliver(database, RetryAfter(30, "502"), at=at)
        failed += report.failed
        if failed:
            break

    assert failed == 1
    assert await states(database) == ["failed"]


async def test_a_sender_that_died_while_sending_leaves_an_unknown(database: Database) -> None:
    await adult(database)
    await Digests(database).plan(at=MORNING)
    dead = Outbox(database, owner="dead")
    [(delivery, _)] = await dead.claim(at=MORNING, limit=10)
    assert await dead.start_sending(delivery, at=MORNING)

    soon, _ = await deliver(database, Sent(1), at=MORNING + timedelta(seconds=30))
    later, silent = await deliver(database, Sent(1), at=MORNING + timedelta(minutes=5))

    assert (soon.unknown, soon.sent) == (0, 0)
    assert (later.unknown, later.sent, silent.pushed) == (1, 0, [])


async def test_a_sender_that_died_before_sending_is_replaced(database: Database) -> None:
    await adult(database)
    await Digests(database).plan(at=MORNING)
    dead = Outbox(database, owner="dead")
    [(delivery, _)] = await dead.claim(at=MORNING, limit=10)

    later, _ = await deliver(database, Sent(1), at=MORNING + timedelta(minutes=5))

    assert later.sent == 1
    assert not await dead.start_sending(delivery, at=MORNING + timedelta(minutes=6))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (TelegramRetryAfter(SendMessage(chat_id=1, text="x"), "429", 7), RetryAfter),
        (TelegramServerError(SendMessage(chat_id=1, text="x"), "502"), RetryAfter),
        (TelegramForbiddenError(SendMessage(chat_id=1, text="x"), "blocked"), Refused),
        (TelegramBadRequest(SendMessage(chat_id=1, text="x"), "chat not found"), Refused),
        (TelegramNetworkError(SendMessage(chat_id=1, text="x"), "timeout"), Unknown),
    ],
)
def test_telegrams_errors_are_told_apart(error: Exception, expected: type) -> None:
    assert isinstance(outcome_of(error), expected)  # type: ignore[arg-type]


ZONES = ["Asia/Kolkata", "Europe/Berlin", "Africa/Cairo", "America/Santiago", "Asia/Beirut"]


@given(st.sampled_from(ZONES), st.integers(0, 23), st.integers(0, 365 * 2))
def test_every_local_day_has_one_digest_whatever_the_clock_does(
    zone: str, hour: int, day: int
) -> None:
    settings = replace(Settings(), timezone=zone, digest_hour=hour)
    after = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day)

    first = next_digest_at(settings, after=after)
    assert first is not None
    second = next_digest_at(settings, after=first)
    assert second is not None

    assert first > after
    days = [at.astimezone(ZoneInfo(zone)).date() for at in (first, second)]
    assert days[1] - days[0] == timedelta(days=1)


def test_an_hour_that_the_clock_skips_moves_forward() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    skipped = local_instant(datetime(2026, 3, 29, tzinfo=UTC).date(), 2, berlin)

    assert skipped.astimezone(berlin).hour in {1, 3}


def test_no_digest_when_it_is_off() -> None:
    assert next_digest_at(replace(Settings(), digest_hour=None), after=EVENING) is None


def test_in_every_zone_each_local_day_of_two_years_has_one_digest_at_its_hour() -> None:
    """The nights on which a clock changes, and their neighbours; the other days are alike."""
    start = date(2026, 1, 1)
    checked = 0
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        noons = [datetime(2026, 1, 1, 12, tzinfo=zone) + timedelta(days=day) for day in range(731)]
        changes = [
            day for day in range(730) if noons[day].utcoffset() != noons[day + 1].utcoffset()
        ]
        for change in changes:
            for hour in (0, 1, 2, 3, 23):
                own = replace(Settings(), timezone=name, digest_hour=hour)
                at = noons[max(0, change - 1)].astimezone(UTC) - timedelta(days=1)
                days = []
                for _ in range(5):
                    following = next_digest_at(own, after=at)
                    assert following is not None
                    at = following
                    days.append(at.astimezone(zone).date())
                assert all(two - one == timedelta(days=1) for one, two in pairwise(days)), (
                    name,
                    hour,
                    start + timedelta(days=change),
                )
                checked += 1
    assert checked > 1000
