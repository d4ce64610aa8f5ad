"""Whatever happens to the log and in which order, what is derived is what a rebuild says."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from analytics.logged_answer import LoggedAnswer
from services.learning import Learning
from services.upkeep import Upkeep
from storage import answer_log, erasure, population
from storage.engine import Database, Transaction
from storage.records import StudentId
from storage.tables import answers, question_states, repeat_effects, students, topic_difficulties

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
ZONE = "Asia/Kolkata"


def log(seed: int, *, students: int = 4, answers: int = 60) -> list[LoggedAnswer]:
    """Repeats, blanks, rapid taps and mocks of a few students, in the order of time."""
    rng = random.Random(seed)
    rows = []
    for number in range(students * answers):
        is_mock = rng.random() < 0.2
        state = "blank" if rng.random() < 0.05 else "answered"
        right = state == "answered" and rng.random() < 0.6
        question = rng.randrange(15)
        rows.append(
            LoggedAnswer(
                student=f"s{rng.randrange(students)}",
                question=f"q{question}",
                topic=f"t{question % 3}",
                correct=right,
                answered_at=AT + timedelta(minutes=7 * number),
                test=f"mock-{number // 40}" if is_mock else "",
                groups=(),
                exam="ras_pre",
                difficulty="hard" if question % 2 else None,
                options=rng.choice([None, 4]),
                selected=None,
                right_option=None,
                state=state,
                marks=("4/3" if right else "-4/9") if is_mock else None,
                milliseconds=rng.choice([None, 400, 20_000, 900_000]),
                confidence=rng.choice([None, 1, 3]),
                hint_used=rng.choice([None, False, True]),
                explanation_viewed=None,
            )
        )
    return rows


async def take_in(database: Database, rows: list[LoggedAnswer]) -> None:
    await database.write(lambda tx: answer_log.store(tx, rows, at=AT, default_timezone=ZONE))


async def differences(database: Database) -> list[dict[str, str]]:
    found = await Upkeep(database, default_timezone=ZONE).verify()
    return list(found.differences)


def states(tx: Transaction) -> dict[str, list[tuple[object, ...]]]:
    return {
        table.name: [
            tuple(row) for row in tx.connection.execute(select(table).order_by(*table.primary_key))
        ]
        for table in (question_states, topic_difficulties, repeat_effects)
    }


@pytest.mark.parametrize("seed", range(6))
async def test_after_any_interleaving_everything_is_what_a_rebuild_says(
    database: Database, seed: int
) -> None:
    rng = random.Random(seed)
    rows = log(seed)
    parts = [rows[start : start + 40] for start in range(0, len(rows), 40)]
    rng.shuffle(parts)
    learning = Learning(database)
    for part in parts:
        await take_in(database, part)
        if rng.random() < 0.5:
            await learning.work(batches=1)
        if rng.random() < 0.3:
            await take_in(database, part)
    assert await differences(database) == []

    await learning.work()
    gone = await database.read(
        lambda tx: StudentId(
            tx.connection.scalar(select(students.c.id).where(students.c.key == "s1")) or 0
        )
    )
    await database.write(lambda tx: erasure.erase_student(tx, gone))
    assert await differences(database) == []
    await take_in(database, log(seed + 100, answers=10))
    await learning.work()
    assert await differences(database) == []

    derived = await database.read(states)
    await Upkeep(database, default_timezone=ZONE).rebuild()
    rebuilt = await database.read(states)
    assert close(derived, rebuilt)
    assert await differences(database) == []


def close(
    one: dict[str, list[tuple[object, ...]]], other: dict[str, list[tuple[object, ...]]]
) -> bool:
    return one.keys() == other.keys() and all(
        len(one[name]) == len(other[name])
        and all(
            mine == pytest.approx(theirs, rel=1e-9, abs=1e-9)
            for mine, theirs in zip(one[name], other[name], strict=True)
        )
        for name in one
    )


async def test_a_log_in_two_halves_is_the_log_at_once(database: Database) -> None:
    """What a question is believed to be depends on the log, not on the files it came in."""
    rows = log(9)
    learning = Learning(database)
    await take_in(database, rows[:100])
    await learning.work()
    await take_in(database, rows[100:])
    await learning.work()
    halves = await database.read(states)
    everybody = await database.read(lambda tx: list(tx.connection.scalars(select(students.c.id))))
    for one in everybody:
        await database.write(lambda tx, who=one: erasure.erase_student(tx, StudentId(who)))  # type: ignore[misc]
    await learning.work()
    await take_in(database, rows)
    await learning.work()

    assert close(await database.read(states), halves)


async def test_a_question_that_all_get_right_becomes_easy(database: Database) -> None:
    rows = [one for one in log(3) if one.state == "answered" and one.milliseconds != 400]
    await take_in(
        database,
        [
            LoggedAnswer(
                **{name: getattr(one, name) for name in one.__slots__}
                | {"correct": one.question == "q0"}
            )  # type: ignore[arg-type]
            for one in rows
        ],
    )
    await Learning(database).work()

    def easier(tx: Transaction) -> bool:
        found = population.load(tx)
        count = tx.connection.scalar(select(func.count()).select_from(answers))
        assert count == sum(state.answers for state in found.questions.values())
        ordered = sorted(found.questions, key=lambda key: found.questions[key].difficulty.mean)
        first = tx.connection.scalar(
            select(answers.c.question_id).where(answers.c.is_correct.is_(True)).limit(1)
        )
        return ordered[0] == first

    assert await database.read(easier)


async def test_learning_twice_learns_once(database: Database) -> None:
    await take_in(database, log(4))
    learning = Learning(database)

    first = await learning.work()
    before = await database.read(states)
    again = await learning.work()

    assert first == 240
    assert again == 0
    assert await database.read(states) == before
