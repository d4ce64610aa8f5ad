"""What an operator or an owner decides for others stands in a list, without anybody's words."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from content.exam_file import load_catalogue
from services.audit import AuditLog
from services.exam_patterns import ExamPatterns
from services.grievances import Grievances
from services.groups import Groups
from services.students import Students
from storage.engine import Database
from storage.intake import Arrival
from storage.records import Student
from tests.scheduler.test_delivery import adult

Abhyas = Callable[..., tuple[int, str, str]]
AT = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)


async def decided(database: Database) -> Student:
    """An admin who confirms a pattern, answers a complaint, and owns a group."""
    admin, asha = await adult(database, 1), await adult(database, 2)
    admins = frozenset({1})
    patterns = ExamPatterns(database, load_catalogue(), admins=admins)
    await patterns.confirm(admin, "ras_pre", Arrival(AT), confirmed=True)
    await patterns.set_target(admin, "ras_pre", "60-70", Arrival(AT))
    complaints = Grievances(database, admins=admins)
    raised = await complaints.raise_one(asha, "My secret words", Arrival(AT))
    await complaints.answer(admin, f"G-{raised.id:05} A secret answer", Arrival(AT))
    groups = Groups(database)
    group = await groups.make(admin, "Class", Arrival(AT))
    await groups.renew_code(admin, group.id, Arrival(AT))
    await groups.archive(admin, group.id, Arrival(AT))
    return admin


async def test_each_decision_stands_once_with_who_and_about_what(database: Database) -> None:
    admin = await decided(database)
    found = await AuditLog(database).since(AT - timedelta(hours=1))
    assert {one.by for one in found} == {admin.key}
    assert [(one.action, one.about) for one in reversed(found)] == [
        ("pattern confirmed", "ras_pre"),
        ("target 60-70", "ras_pre"),
        ("grievance answered", "1"),
        ("code renewed", "g1"),
        ("group archived", "g1"),
    ]
    assert await AuditLog(database).since(AT + timedelta(seconds=1)) == []


async def test_who_was_erased_is_named_no_more(database: Database) -> None:
    admin = await decided(database)
    service = Students(database, load_catalogue(), default_timezone="Asia/Kolkata")
    await service.forget(admin, Arrival(AT))
    assert {one.by for one in await AuditLog(database).since(AT)} == {None}


async def test_the_operator_reads_it_on_the_command_line(
    database: Database, database_url: str, abhyas: Abhyas
) -> None:
    await decided(database)
    command = ("audit", "--since", AT.isoformat(), "--database", database_url)
    code, out, _ = await asyncio.to_thread(abhyas, *command, "--json")
    assert code == 0
    assert len(json.loads(out)) == 5
    assert "secret" not in out
    _, plain, _ = await asyncio.to_thread(abhyas, *command)
    assert "grievance answered" in plain
