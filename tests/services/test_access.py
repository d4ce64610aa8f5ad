"""Every service that touches a group or the operators' business, against every role: who may."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from content.exam_file import load_catalogue
from services.admin_notes import require_admin
from services.announcements import Announcements
from services.assignment_making import AssignmentMaking, Wanted
from services.assignments import Assignments
from services.class_lists import ClassLists
from services.coach_ledger import CoachLedger
from services.drafts import Drafts
from services.errors import Unwilling
from services.group_brief import GroupBriefs
from services.group_members import GroupMembers
from services.groups import Groups
from services.live_quiz import LiveQuiz
from services.operation import Operation
from services.own_drafts import OwnDrafts
from services.own_questions import OwnQuestions
from services.practice import Practice
from services.practice_steps import Wish
from services.question_files import ImportOptions, QuestionFile
from services.question_review import QuestionReview
from services.set_flow import SetFlow
from storage import groups as group_rows
from storage import students
from storage.engine import Database, Transaction
from storage.intake import Arrival
from storage.records import Group, GroupId, QuestionId, Student

pytestmark = pytest.mark.stocked

AT = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
ROLES = (
    "owner",
    "co_teacher",
    "other_teacher",
    "member",
    "member_elsewhere",
    "stranger",
    "blocked",
    "minor",
    "admin",
)
TEACHERS = {"owner", "co_teacher"}
OWN = "Which dam is on the Mahi?\nA) Bisalpur\nB) Bajaj Sagar\nANSWER: B\n"


@dataclass
class School:
    people: dict[str, Student]
    group: Group
    elsewhere: Group
    assignment: int
    announcement: int
    own_question: QuestionId
    database: Database

    def services(self) -> dict[str, Any]:
        zone, exams = "Asia/Kolkata", load_catalogue()
        admins = frozenset({self.people["admin"].telegram_id or 0})
        ledger = CoachLedger(self.database, dollars_a_day=0, student_dollars=0, timezone=zone)
        return {
            "groups": Groups(self.database),
            "making": AssignmentMaking(self.database, exams, default_timezone=zone),
            "assignments": Assignments(self.database, default_timezone=zone),
            "announcements": Announcements(self.database, default_timezone=zone),
            "practice": Practice(SetFlow(self.database, exams)),
            "review": QuestionReview(self.database, admins=admins),
            "drafts": Drafts(self.database, None, ledger, admins=admins, default_timezone=zone),
            "operation": Operation(self.database, admins=admins),
            "quiz": LiveQuiz(self.database),
            "briefs": GroupBriefs(self.database, default_timezone=zone),
            "members": GroupMembers(self.database, default_timezone=zone),
            "lists": ClassLists(self.database),
            "own": OwnQuestions(self.database),
            "own_drafts": OwnDrafts(self.database),
        }


def wanted(school: School) -> Wanted:
    return Wanted(group=school.group.id, kind="mixed", count=5, days=1)


Call = Callable[[dict[str, Any], School, Student], Awaitable[object]]
#: What is done, how, and who may; whoever may not gets an error that says so, and nothing changes.
MATRIX: list[tuple[str, Call, set[str]]] = [
    ("look at the group", lambda s, o, w: s["groups"].of_teacher(w, o.group.id), TEACHERS),
    ("see its card", lambda s, o, w: s["groups"].card(w, o.group.id), TEACHERS),
    ("renew its code", lambda s, o, w: s["groups"].renew_code(w, o.group.id, Arrival(AT)), TEACHERS),
    ("link a chat", lambda s, o, w: s["groups"].link_chat(w, o.group.id, -77, Arrival(AT)), TEACHERS),
    ("invite a teacher", lambda s, o, w: s["groups"].invite_teacher(w, o.group.id, Arrival(AT)), {"owner"}),
    (
        "dismiss the owner",
        lambda s, o, w: s["groups"].dismiss(w, o.group.id, o.people["owner"].id, Arrival(AT)),
        set(),
    ),
    (
        "take the group over",
        lambda s, o, w: s["groups"].transfer(w, o.group.id, o.people["co_teacher"].id, Arrival(AT)),
        {"owner"},
    ),
    (
        "give it to a stranger",
        lambda s, o, w: s["groups"].transfer(w, o.group.id, o.people["stranger"].id, Arrival(AT)),
        set(),
    ),
    ("put it away", lambda s, o, w: s["groups"].archive(w, o.group.id, Arrival(AT)), {"owner"}),
    ("see what can be set", lambda s, o, w: s["making"].choices(w, o.group.id, at=AT), TEACHERS),
    ("preview work", lambda s, o, w: s["making"].preview(w, wanted(o), at=AT), TEACHERS),
    ("set work", lambda s, o, w: s["making"].make(w, wanted(o), Arrival(AT)), TEACHERS),
    ("see how far they are", lambda s, o, w: s["assignments"].board(w, o.assignment, at=AT), TEACHERS),
    ("take work back", lambda s, o, w: s["assignments"].cancel(w, o.assignment, Arrival(AT)), TEACHERS),
    (
        "do the work",
        lambda s, o, w: s["practice"].start(w, Wish(source="assignment", of=o.assignment), Arrival(AT)),
        {"member", "blocked"},
    ),
    ("ask what kind it is", lambda s, o, w: s["assignments"].is_paper(w, o.assignment), {"member", "blocked"}),
    ("see the class list", lambda s, o, w: s["lists"].of_group(w, o.group.id), TEACHERS),
    ("be asked for a list", lambda s, o, w: s["lists"].ask_file(w, o.group.id, Arrival(AT)), TEACHERS),
    (
        "bring a list",
        lambda s, o, w: s["lists"].take_in(w, o.group.id, b"name\nAsha Meena\n", Arrival(AT)),
        TEACHERS,
    ),
    ("take the links", lambda s, o, w: s["lists"].table(w, o.group.id, username="b"), TEACHERS),
    ("clear the list", lambda s, o, w: s["lists"].drop_free(w, o.group.id, Arrival(AT)), TEACHERS),
    ("list own questions", lambda s, o, w: s["own"].listed(w, o.group.id), TEACHERS),
    ("read an own question", lambda s, o, w: s["own"].card(w, o.own_question), TEACHERS),
    (
        "bring own questions",
        lambda s, o, w: s["own"].take_in(
            w, o.group.id, QuestionFile("q.txt", OWN.encode()), ImportOptions(), Arrival(AT)
        ),
        TEACHERS,
    ),
    ("write a question", lambda s, o, w: s["own_drafts"].begin(w, o.group.id, Arrival(AT)), TEACHERS),
    (
        "reword a question",
        lambda s, o, w: s["own_drafts"].begin_change(w, o.own_question, Arrival(AT)),
        TEACHERS,
    ),
    ("type it", lambda s, o, w: s["own_drafts"].write(w, OWN, Arrival(AT)), TEACHERS),
    ("save a question", lambda s, o, w: s["own_drafts"].save(w, o.group.id, Arrival(AT)), TEACHERS),
    ("leave it be", lambda s, o, w: s["own_drafts"].cancel(w, o.group.id, Arrival(AT)), TEACHERS),
    (
        "take an own question out",
        lambda s, o, w: s["own"].withdraw(w, o.group.id, o.own_question, Arrival(AT)),
        TEACHERS,
    ),
    (
        "draft an announcement",
        lambda s, o, w: s["announcements"].draft(w, o.group.id, "Hello", Arrival(AT)),
        TEACHERS,
    ),
    (
        "send an announcement",
        lambda s, o, w: s["announcements"].send(w, o.announcement, "now", Arrival(AT)),
        TEACHERS,
    ),
    (
        "stop an announcement",
        lambda s, o, w: s["announcements"].cancel(w, o.announcement, Arrival(AT)),
        TEACHERS,
    ),
    ("see the desk", lambda s, o, w: s["review"].counts(w), {"admin"}),
    ("see a question's key", lambda s, o, w: s["review"].card(w, QuestionId(1)), {"admin"}),
    ("see drafts", lambda s, o, w: s["drafts"].next_waiting(w), {"admin"}),
    ("count drafts", lambda s, o, w: s["drafts"].count(w), {"admin"}),
    ("see the operation", lambda s, o, w: s["operation"].status(w, at=AT), {"admin"}),
]  # fmt: skip


@pytest.fixture
async def school(database: Database) -> School:

    def work(tx: Transaction) -> School:
        people = {}
        for place, role in enumerate(ROLES, start=1):
            student = students.meet(tx, telegram_id=place, at=AT, timezone="Asia/Kolkata")
            band = "minor" if role == "minor" else "adult"
            students.set_profile(
                tx,
                student.id,
                language="en",
                age_band=band,
                keeps_answers=band == "adult",
                name=role,
                onboarded_at=AT,
            )
            if role == "blocked":
                students.mark_unreachable(tx, student.id, since=AT)
            people[role] = students.get(tx, student.id)
        own = group_rows.make(tx, owner_id=people["owner"].id, title="Own", join_code="one", at=AT)
        other = group_rows.make(
            tx, owner_id=people["other_teacher"].id, title="Other", join_code="two", at=AT
        )
        group_rows.add_teacher(tx, own.id, people["co_teacher"].id, at=AT)
        for role, seat in (("member", own), ("blocked", own), ("member_elsewhere", other)):
            group_rows.take_seat(tx, seat.id, people[role].id, shares_results=True, at=AT)
        return School(people, own, other, 0, 0, QuestionId(0), database)

    found = await database.write(work)
    services = found.services()
    earlier = Arrival(AT - timedelta(hours=1))
    board = await services["making"].make(found.people["owner"], wanted(found), earlier)
    found.assignment = board.assignment.id
    card = await services["announcements"].draft(
        found.people["owner"], found.group.id, "Hello", earlier
    )
    found.announcement = card.announcement.id
    await services["own"].take_in(
        found.people["owner"],
        found.group.id,
        QuestionFile("q.txt", OWN.replace("dam", "lake").encode()),
        ImportOptions(),
        earlier,
    )
    listed = await services["own"].listed(found.people["owner"], found.group.id)
    found.own_question = listed.lines[0].id
    return found


async def rows_of(database: Database) -> str:
    """Everything that a group's people could change, as text."""
    from sqlalchemy import select

    from storage.tables import announcements, assignments, attempts, group_teachers, groups, outbox

    def work(tx: Transaction) -> str:
        return str(
            [
                sorted(map(str, tx.connection.execute(select(table)).all()))
                for table in (groups, group_teachers, assignments, announcements, outbox, attempts)
            ]
        )

    return await database.read(work)


@pytest.mark.parametrize("role", ROLES)
async def test_each_role_may_what_it_may_and_nothing_else(school: School, role: str) -> None:
    services, who = school.services(), school.people[role]
    for name, call, may in MATRIX:
        if role in may:
            continue
        before = await rows_of(school.database)
        with pytest.raises(Unwilling):
            await call(services, school, who)
        assert await rows_of(school.database) == before, f"{role} changed something: {name}"


#: These end what the others need.
LAST = {"take the group over", "put it away", "take work back"}


@pytest.mark.parametrize("role", ["owner", "co_teacher", "member", "blocked", "admin"])
async def test_who_may_can(school: School, role: str) -> None:
    services, who = school.services(), school.people[role]
    mine = [(name, call) for name, call, may in MATRIX if role in may]
    assert mine
    for place, (name, call) in enumerate(sorted(mine, key=lambda one: one[0] in LAST)):
        if name not in LAST or place == len(mine) - 1:
            await call(services, school, who)


async def test_an_owner_hands_over_or_puts_away(school: School) -> None:
    services, owner = school.services(), school.people["owner"]
    calls = {name: call for name, call, _ in MATRIX}
    await calls["take the group over"](services, school, owner)
    with pytest.raises(Unwilling):
        await calls["put it away"](services, school, owner)
    await calls["put it away"](services, school, school.people["co_teacher"])


async def test_the_other_groups_figures_are_out_of_reach(school: School) -> None:
    services = school.services()
    for role in ("other_teacher", "member", "stranger", "admin"):
        mine = await services["groups"].mine(school.people[role])
        assert GroupId(school.group.id) not in {one.id for one in mine.owned}
        if mine.owned:
            with pytest.raises(Unwilling):
                await services["members"].card(mine.owned, "blocked", at=AT)
        assert not any(
            one.group.id == school.group.id
            for one in await services["briefs"].of(school.people[role], at=AT)
        )
    assert not await services["quiz"].may_start(school.people["stranger"], -1)


def test_an_admin_is_who_the_operator_named(school: School) -> None:
    admins = frozenset({school.people["admin"].telegram_id or 0})
    for role, person in school.people.items():
        if role == "admin":
            require_admin(person, admins)
        else:
            with pytest.raises(Unwilling):
                require_admin(person, admins)
