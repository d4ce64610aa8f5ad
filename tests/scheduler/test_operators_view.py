"""What the operator sees of what is pushed, and how a new kind of message comes in."""

from datetime import datetime, timedelta

from scheduler.budget import PushBudget
from scheduler.delivery import Deliveries
from scheduler.tick_report import TickReport
from services.digests import Digests
from services.notices import plan_notice
from services.operation import Operation
from services.outbox import Outbox
from services.records import Student
from storage.engine import Database
from tests.scheduler.test_delivery import adult
from tests.scheduler.test_unasked import SEVEN, Told, slots
from views.screen import Screen


async def test_a_new_kind_is_one_file_and_one_row(database: Database) -> None:
    """A fake kind through the same door: planned into the outbox, worded by its own function."""
    asha = await adult(database)

    async def render(_delivery: object, _student: Student, _at: datetime) -> Screen:
        return Screen(html="Assigned: ten questions")

    await database.write(
        lambda tx: plan_notice(tx, "fake", "1", asha.id, {}, at=SEVEN + timedelta(hours=3))
    )
    told, report = Told(), TickReport()
    sender = Deliveries(Outbox(database, owner="one"), told, PushBudget(1000), {"fake": render})
    await sender.send_due(at=SEVEN + timedelta(hours=4), report=report)

    assert [screen.html for _, screen in told.screens] == ["Assigned: ten questions"]


async def test_the_operator_sees_the_queue_and_a_silent_scheduler(database: Database) -> None:
    await adult(database)
    operation = Operation(database, admins=frozenset())
    assert not (await operation.state(at=SEVEN)).is_well
    await operation.note_tick(at=SEVEN)
    assert (await operation.state(at=SEVEN)).is_well
    await Digests(database).plan(at=SEVEN)
    late = SEVEN + timedelta(minutes=16)
    await operation.note_tick(at=late)
    found = await operation.state(at=late)

    assert not found.is_well
    assert found.document() == {
        "status": "late",
        "last_tick_at": late.isoformat(),
        "waiting": 1,
        "oldest_due_at": SEVEN.isoformat(),
        "lost_last_day": {},
    }


async def test_a_dry_look_says_whom_and_what_and_changes_nothing(database: Database) -> None:
    asha = await adult(database)
    expected = await Digests(database).expected(at=SEVEN)

    assert [(one.key, what) for one, what in expected] == [(asha.key, "digest")]
    assert await slots(database) == []
