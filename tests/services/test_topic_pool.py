"""What is remembered of a topic never outlives what may be asked of it."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, insert, select, update

from analytics.question_choice import Candidate
from services.topic_pool import TopicPool
from storage.engine import Database, Transaction
from storage.records import StudentId
from storage.tables import exposures, question_versions, questions, students
from tests.conftest import NOON

pytestmark = pytest.mark.stocked
ASHA = StudentId(1)
SOON = NOON + timedelta(seconds=30)


def begun(tx: Transaction) -> int:
    """Asha, and the topic that has most questions."""
    tx.connection.execute(insert(students), {"id": ASHA, "key": "asha", "created_at": NOON})
    found = tx.connection.scalar(
        select(questions.c.topic_id)
        .group_by(questions.c.topic_id)
        .order_by(func.count().desc(), questions.c.topic_id)
        .limit(1)
    )
    assert found
    return found


async def offered(
    database: Database, pool: TopicPool, topic: int, *, at: datetime
) -> list[Candidate]:
    return await database.read(lambda tx: pool.candidates(tx, ASHA, topic, at=at))


async def test_a_question_withdrawn_a_moment_ago_is_asked_of_nobody(database: Database) -> None:
    topic, pool = await database.write(begun), TopicPool()
    first = await offered(database, pool, topic, at=NOON)
    gone = first[0].question_id
    await database.write(
        lambda tx: tx.connection.execute(
            update(questions).where(questions.c.id == gone).values(withdrawn_at=NOON)
        )
    )
    then = await offered(database, pool, topic, at=SOON)
    assert [one.question_id for one in then] == [one.question_id for one in first[1:]]


async def test_a_question_reworded_a_moment_ago_is_asked_in_its_new_words(
    database: Database,
) -> None:
    topic, pool = await database.write(begun), TopicPool()
    first = await offered(database, pool, topic, at=NOON)
    changed = first[0]

    def reword(tx: Transaction) -> int:
        old = tx.connection.execute(
            select(question_versions).where(question_versions.c.id == changed.version_id)
        ).one()
        columns = {**old._mapping, "version": old.version + 1}
        del columns["id"]
        new = tx.connection.execute(insert(question_versions).values(**columns))
        tx.connection.execute(
            update(questions)
            .where(questions.c.id == changed.question_id)
            .values(version=old.version + 1)
        )
        key = new.inserted_primary_key
        assert key is not None
        return int(key[0])

    version = await database.write(reword)
    then = await offered(database, pool, topic, at=SOON)
    assert len(then) == len(first)
    assert {one.question_id: one.version_id for one in then}[changed.question_id] == version


async def test_what_others_were_asked_counts_at_once_here_and_within_a_minute_elsewhere(
    database: Database,
) -> None:
    topic, here, elsewhere = await database.write(begun), TopicPool(), TopicPool()
    for pool in (here, elsewhere):
        first = await offered(database, pool, topic, at=NOON)
    asked = first[0].question_id
    here.drawn(topic, asked)
    row = {"question_id": asked, "day": NOON.date(), "shown": 1}
    await database.write(lambda tx: tx.connection.execute(insert(exposures), row))
    for pool, at, shown in (
        (here, SOON, 1),
        (elsewhere, SOON, 0),
        (elsewhere, NOON + timedelta(minutes=2), 1),
        (here, NOON + timedelta(minutes=2), 1),
    ):
        found = await offered(database, pool, topic, at=at)
        assert found[0].shown == shown
