"""Questions without an explanation get one overnight, once a person has read it; a bad one never."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web
from pydantic import SecretStr
from sqlalchemy import select, update

from coach.anthropic_writer import AnthropicWriter
from services.coach_ledger import CoachLedger
from services.drafts import Drafts
from services.errors import NotAnAdmin
from storage import questions as question_rows
from storage import students
from storage.engine import Database
from storage.intake import Arrival
from storage.records import Student
from storage.tables import coach_calls, question_texts, question_versions, questions
from tests.support import fake_messages as fake
from tests.support.fake_messages import FakeMessages, fake_messages

pytestmark = pytest.mark.stocked

#: Half past midnight in Jaipur, and after the hour of the batch.
MIDNIGHT = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
NIGHT = MIDNIGHT + timedelta(hours=1)


def drafted(asked: dict[str, Any]) -> dict[str, Any]:
    place = "ABCDE".index(asked["right"])
    return {
        "language": "en",
        "explanation": "The rule is applied step by step, and the same step settles its relatives.",
        "hints": ["Recall the rule first.", "Apply it to the smallest case you can think of."],
        "why_wrong": [
            "" if one == place else "It looks near and breaks the rule at its end."
            for one in range(len(asked["options"]))
        ],
    }


def good(_request: web.Request, params: dict[str, Any]) -> web.Response:
    asked = json.loads(params["messages"][0]["content"])
    return web.json_response(fake.message(json.dumps(drafted(asked))))


def leaking(_request: web.Request, params: dict[str, Any]) -> web.Response:
    asked = json.loads(params["messages"][0]["content"])
    prose = drafted(asked) | {"hints": ["Think.", f"It is option {asked['right']}."]}
    return web.json_response(fake.message(json.dumps(prose)))


class Desk:
    def __init__(self, database: Database, drafts: Drafts, admin: Student, asha: Student) -> None:
        self.database, self.drafts, self.admin, self.asha = database, drafts, admin, asha

    async def explanation(self) -> tuple[str, list[str]]:
        def work(tx: Any) -> tuple[str, list[str]]:
            row = tx.connection.execute(
                select(question_texts.c.explanation, question_texts.c.hints)
                .join(question_versions, question_versions.c.id == question_texts.c.version_id)
                .join(questions, question_rows.is_current())
                .where(questions.c.id == 1, question_texts.c.language == "en")
            ).one()
            return row.explanation, list(row.hints)

        return await self.database.read(work)


@pytest.fixture
async def server() -> AsyncIterator[FakeMessages]:
    async with fake_messages(good) as found:
        yield found


@pytest.fixture
async def desk(database: Database, server: FakeMessages) -> AsyncIterator[Desk]:
    writer = AnthropicWriter(
        SecretStr("sk-ant-test"), model="claude-haiku-5-5", base_url=server.address
    )
    ledger = CoachLedger(database, dollars_a_day=1.0, student_dollars=0.1, timezone="Asia/Kolkata")

    def people(tx: Any) -> tuple[Student, Student]:
        one, two = (
            students.meet(tx, telegram_id=who, at=MIDNIGHT, timezone="Asia/Kolkata")
            for who in (1, 2)
        )
        tx.connection.execute(
            update(question_texts)
            .where(
                question_texts.c.version_id.in_(
                    select(question_versions.c.id).where(question_versions.c.question_id == 1)
                ),
                question_texts.c.language == "en",
            )
            .values(explanation="", hints=[], why_wrong=[])
        )
        return students.get(tx, one.id), students.get(tx, two.id)

    admin, asha = await database.write(people)
    drafts = Drafts(
        database, writer, ledger, admins=frozenset({1}), default_timezone="Asia/Kolkata"
    )
    yield Desk(database, drafts, admin, asha)
    await writer.close()


async def order_and_collect(desk: Desk, at: datetime = NIGHT) -> None:
    """The tick that puts the chore down, the one at night that orders, the one that collects."""
    for moment in (MIDNIGHT, at, at + timedelta(minutes=5)):
        await desk.drafts.work(at=moment)


async def test_a_question_gets_its_explanation_once_a_person_has_read_it(
    desk: Desk, server: FakeMessages
) -> None:
    await order_and_collect(desk)
    assert len(server.batch) == 1, "only what lacks something is ordered"
    names = json.dumps(server.batch)
    assert "thinking" in names
    assert await desk.explanation() == ("", []), "nobody gets it unread"
    card = await desk.drafts.next_waiting(desk.admin)
    assert card is not None
    assert (card.waiting, card.draft.state) == (1, "waiting")
    await desk.drafts.decide(desk.admin, card.draft.id, Arrival(NIGHT), is_good=True)
    explanation, hints = await desk.explanation()
    assert explanation.startswith("The rule is applied")
    assert len(hints) == 2
    await desk.drafts.decide(desk.admin, card.draft.id, Arrival(NIGHT), is_good=True)
    assert await desk.drafts.next_waiting(desk.admin) is None
    rows = await desk.database.read(lambda tx: tx.connection.execute(select(coach_calls)).all())
    assert [(row.task, row.outcome, row.student_id) for row in rows] == [("draft", "written", None)]
    assert rows[0].micro_dollars == 75, "a batch costs half of 150"


async def test_a_draft_that_gives_the_answer_away_is_tried_once_more_and_then_left(
    desk: Desk, server: FakeMessages
) -> None:
    server.script = [leaking]
    await order_and_collect(desk)
    assert await desk.drafts.count(desk.admin) == 0
    for day in (1, 2, 3):
        await desk.drafts.work(at=NIGHT + timedelta(days=day))
        await desk.drafts.work(at=NIGHT + timedelta(days=day, minutes=5))
    ordered = [body for _, body in server.seen if "requests" in body]
    assert len(ordered) == 2


async def test_a_declined_draft_is_not_made_again(desk: Desk, server: FakeMessages) -> None:
    await order_and_collect(desk)
    card = await desk.drafts.next_waiting(desk.admin)
    assert card is not None
    await desk.drafts.decide(desk.admin, card.draft.id, Arrival(NIGHT), is_good=False)
    await desk.drafts.work(at=NIGHT + timedelta(days=1))
    assert await desk.explanation() == ("", [])
    assert len(server.seen) == 1


async def test_a_batch_that_never_ends_is_given_up(desk: Desk, server: FakeMessages) -> None:
    server.is_batch_done = False
    await order_and_collect(desk)
    await desk.drafts.work(at=NIGHT + timedelta(hours=27))
    rows = await desk.database.read(lambda tx: tx.connection.execute(select(coach_calls)).all())
    assert [row.outcome for row in rows] == ["abandoned"]
    server.is_batch_done = True
    await desk.drafts.work(at=NIGHT + timedelta(hours=28))
    assert len([body for _, body in server.seen if "requests" in body]) == 2


async def test_only_an_admin_reads_drafts(desk: Desk) -> None:
    await order_and_collect(desk)
    with pytest.raises(NotAnAdmin):
        await desk.drafts.next_waiting(desk.asha)
    with pytest.raises(NotAnAdmin):
        await desk.drafts.decide(desk.asha, 1, Arrival(NIGHT), is_good=True)
