"""Questions and topics as all answers make them: read when judging, moved by one consumer.

The consumer reads the log in the order of ids, behind every transaction that could still add an
earlier one, and remembers how far it came; so two workers agree and a rebuild says the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Table,
    delete,
    func,
    insert,
    select,
    text,
    true,
)

from analytics.learner_model import (
    DEFAULTS,
    NO_STEP,
    Gaussian,
    guess_floor,
    step_of,
)
from analytics.population import (
    CountedGaussian,
    Lesson,
    Population,
    QuestionState,
)
from analytics.response_time import QuestionTime, engaged_seconds
from storage.engine import Transaction
from storage.records import difficulty_label
from storage.tables import (
    answers,
    markers,
    question_states,
    questions,
    repeat_effects,
    stale_questions,
    topic_difficulties,
)
from storage.upsert import insert_ignoring, replace_rows

MARKER = "population"
CHUNK = 2000


def load(tx: Transaction, question_ids: Iterable[int] | None = None) -> Population[int, int]:
    """The stored states: of these questions, or of all; every topic; both repeat effects."""
    statement = select(question_states)
    if question_ids is not None:
        statement = statement.where(question_states.c.question_id.in_(list(question_ids)))
    population: Population[int, int] = Population()
    for row in tx.connection.execute(statement):
        population.questions[row.question_id] = QuestionState(
            Gaussian(row.mean, row.variance),
            row.answers,
            QuestionTime(row.timed, row.time_mean, row.time_squares),
        )
    for row in tx.connection.execute(select(topic_difficulties)):
        population.topics[row.topic_id] = _counted(row)
    for row in tx.connection.execute(select(repeat_effects)):
        population.repeats[row.after_right] = _counted(row)
    return population


def _counted(row: Row[Any]) -> CountedGaussian:
    return CountedGaussian(Gaussian(row.mean, row.variance), row.answers)


def question_rows(states: Mapping[int, QuestionState]) -> list[dict[str, object]]:
    return [
        {
            "question_id": key,
            "mean": state.difficulty.mean,
            "variance": state.difficulty.variance,
            "answers": state.answers,
            "timed": state.time.timed,
            "time_mean": state.time.mean,
            "time_squares": state.time.squares,
        }
        for key, state in sorted(states.items())
    ]


def counted_rows(key: str, states: Mapping[Any, CountedGaussian]) -> list[dict[str, object]]:
    return [
        {
            key: one,
            "mean": state.belief.mean,
            "variance": state.belief.variance,
            "answers": state.answers,
        }
        for one, state in sorted(states.items())
    ]


def save(tx: Transaction, population: Population[int, int]) -> None:
    """Stores every state that `population` holds."""
    replace_rows(tx, question_states, ("question_id",), question_rows(population.questions))
    replace_rows(tx, topic_difficulties, ("topic_id",), counted_rows("topic_id", population.topics))
    replace_rows(
        tx, repeat_effects, ("after_right",), counted_rows("after_right", population.repeats)
    )


def horizon(tx: Transaction) -> int:
    """An id behind which nothing can be added any more: on PostgreSQL writers are waited for."""
    if tx.connection.dialect.name == "postgresql":
        tx.connection.execute(text("LOCK TABLE answers IN SHARE MODE"))
    return tx.connection.scalar(select(func.max(answers.c.id))) or 0


def position(tx: Transaction, *, hold: bool = False) -> int:
    """How far the log was read; `hold` keeps other consumers out until the transaction ends."""
    statement = select(markers.c.position).where(markers.c.name == MARKER)
    return tx.connection.scalar(statement.with_for_update() if hold else statement) or 0


def move_on(tx: Transaction, to: int) -> None:
    replace_rows(tx, markers, ("name",), {"name": MARKER, "position": to})


def step_back(tx: Transaction) -> None:
    """After rows were erased: SQLite gives the last ids out again, so they must be ahead."""
    newest = tx.connection.scalar(select(func.max(answers.c.id))) or 0
    if position(tx) > newest:
        move_on(tx, newest)


def consume(tx: Transaction, *, until: int, limit: int) -> int:
    """Learns from up to `limit` answers that follow; how many it were."""
    insert_ignoring(tx, markers, {"name": MARKER, "position": 0})
    start = position(tx, hold=True)
    rows = tx.connection.execute(
        _LOG.where(answers.c.id > start, answers.c.id <= until).limit(limit)
    ).all()
    if not rows:
        return 0
    population = load(tx, {row.question_id for row in rows})
    touched: Population[int, int] = Population(repeats=population.repeats)
    for row in rows:
        _learn(population, row)
        touched.questions[row.question_id] = population.questions[row.question_id]
        touched.topics[row.topic_id] = population.topics[row.topic_id]
    save(tx, touched)
    move_on(tx, rows[-1].id)
    return len(rows)


_LOG = (
    select(
        answers.c.id,
        answers.c.question_id,
        answers.c.topic_id,
        answers.c.is_correct,
        answers.c.state,
        answers.c.option_count,
        answers.c.milliseconds,
        answers.c.question_variance,
        answers.c.topic_variance,
        answers.c.ability_variance,
        answers.c.probability_before,
        answers.c.seen,
        answers.c.is_rapid,
        questions.c.difficulty.label("label"),
    )
    .join(questions, questions.c.id == answers.c.question_id)
    .where(answers.c.is_dropped.is_(False))
    .order_by(answers.c.id)
)


def _learn(population: Population[int, int], row: Any) -> None:
    label = difficulty_label(row.label)
    population.learn(row.question_id, row.topic_id, lesson_of_row(row), label=label)


def lesson_of_row(row: Any) -> Lesson:
    """What a stored answer teaches: by the forecast kept with it, and its present verdict."""
    if row.is_rapid or row.state == "blank":
        return Lesson(step=NO_STEP, seen=row.seen, seconds=None)
    step = step_of(
        row.probability_before,
        row.ability_variance + row.question_variance + row.topic_variance,
        guess_floor(row.option_count),
        is_correct=row.is_correct,
        weight=1.0 if row.seen is None else DEFAULTS.repeat_weight,
    )
    return Lesson(step=step, seen=row.seen, seconds=engaged_seconds(row.milliseconds))


def population_of(
    tx: Transaction, *, until: int, where: ColumnElement[bool] | None = None
) -> Population[int, int]:
    """The states that the log up to an id makes, from the rows that `where` picks."""
    population: Population[int, int] = Population()
    for row in _rows(tx, until, where):
        _learn(population, row)
    return population


def _rows(tx: Transaction, until: int, where: ColumnElement[bool] | None) -> Iterator[Any]:
    statement = _LOG.where(answers.c.id <= until, true() if where is None else where)
    yield from tx.connection.execute(statement.execution_options(yield_per=CHUNK))


def mark_stale(tx: Transaction, question_ids: Iterable[int]) -> None:
    """Has these questions read again from the log, with their topics.

    An old mark is made anew: whoever is taking it now has not seen what this transaction changes.
    """
    ids = sorted(set(question_ids))
    tx.connection.execute(delete(stale_questions).where(stale_questions.c.question_id.in_(ids)))
    insert_ignoring(tx, stale_questions, [{"question_id": one} for one in ids])


def stale(tx: Transaction) -> set[int]:
    return set(tx.connection.scalars(select(stale_questions.c.question_id)))


def refresh_stale(tx: Transaction) -> int:
    """Reads the questions that are marked, their topics and the repeats again; how many."""
    insert_ignoring(tx, markers, {"name": MARKER, "position": 0})
    until = position(tx, hold=True)
    # Unmarked before they are read: a mark that comes in meanwhile stays for the next time.
    taken = delete(stale_questions).returning(stale_questions.c.question_id)
    marked = set(tx.connection.scalars(taken))
    if not marked:
        return 0
    topics = select(questions.c.topic_id).where(questions.c.id.in_(marked))
    ids = set(tx.connection.scalars(topics)) | set(
        tx.connection.scalars(
            select(answers.c.topic_id).where(answers.c.question_id.in_(marked)).distinct()
        )
    )
    whole = population_of(tx, until=until, where=answers.c.topic_id.in_(ids))
    repeats = population_of(tx, until=until, where=answers.c.seen.is_not(None)).repeats
    _replace(
        tx,
        question_states,
        "question_id",
        marked,
        question_rows({key: state for key, state in whole.questions.items() if key in marked}),
    )
    _replace(tx, topic_difficulties, "topic_id", ids, counted_rows("topic_id", whole.topics))
    tx.connection.execute(delete(repeat_effects))
    replace_rows(tx, repeat_effects, ("after_right",), counted_rows("after_right", repeats))
    return len(marked)


def _replace(
    tx: Transaction, table: Table, key: str, ids: Iterable[int], rows: list[dict[str, object]]
) -> None:
    tx.connection.execute(delete(table).where(table.c[key].in_(list(ids))))
    if rows:
        tx.connection.execute(insert(table), rows)


def rebuild(tx: Transaction, *, until: int) -> None:
    """Replaces every state by what the log up to an id says."""
    population = population_of(tx, until=until)
    for table in (question_states, topic_difficulties, repeat_effects, stale_questions):
        tx.connection.execute(delete(table))
    save(tx, population)
    move_on(tx, until)
