"""The ledger of a language model's calls, the day's money, and the texts that passed."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, insert, select, update

from storage.engine import Transaction
from storage.records import StudentId
from storage.tables import coach_calls, coach_days, coach_texts
from storage.upsert import insert_ignoring, replace_rows

RESERVED = "reserved"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSettled:
    """What is known of a call once it is over."""

    outcome: str
    #: None where the bill was lost: what was reserved stays.
    micro_dollars: int | None
    input_tokens: int | None = None
    output_tokens: int | None = None
    cache_write_tokens: int | None = None
    cache_read_tokens: int | None = None
    thinking_tokens: int | None = None
    milliseconds: int = 0
    request_id: str | None = None


def take_from_day(tx: Transaction, day: date, *, micro_dollars: int, most: int) -> bool:
    """Puts money of the day aside; False where the day's budget does not hold it."""
    insert_ignoring(tx, coach_days, {"on_date": day, "micro_dollars": 0})
    changed = tx.connection.execute(
        update(coach_days)
        .where(coach_days.c.on_date == day, coach_days.c.micro_dollars + micro_dollars <= most)
        .values(micro_dollars=coach_days.c.micro_dollars + micro_dollars)
    ).rowcount
    return changed == 1


def give_to_day(tx: Transaction, day: date, *, micro_dollars: int) -> None:
    """What was put aside and not spent."""
    tx.connection.execute(
        update(coach_days)
        .where(coach_days.c.on_date == day)
        .values(micro_dollars=coach_days.c.micro_dollars - micro_dollars)
    )


def used_by(tx: Transaction, student_id: StudentId, day: date, task: str) -> tuple[int, int]:
    """Her calls of a task on a day, and her micro-dollars over all tasks."""
    rows = tx.connection.execute(
        select(coach_calls.c.task, func.count(), func.sum(coach_calls.c.micro_dollars))
        .where(coach_calls.c.student_id == student_id, coach_calls.c.on_date == day)
        .group_by(coach_calls.c.task)
    ).all()
    calls = sum(row[1] for row in rows if row[0] == task)
    return calls, sum(int(row[2]) for row in rows)


def reserve(
    tx: Transaction,
    student_id: StudentId | None,
    *,
    task: str,
    model: str,
    prices_of: str,
    micro_dollars: int,
    day: date,
    at: datetime,
) -> int:
    """A row for a call that is about to be made; its id."""
    done = tx.connection.execute(
        insert(coach_calls)
        .values(
            student_id=student_id,
            on_date=day,
            at=at,
            task=task,
            model=model,
            prices_of=prices_of,
            outcome=RESERVED,
            micro_dollars=micro_dollars,
        )
        .returning(coach_calls.c.id)
    )
    return int(done.scalar_one())


def settle(tx: Transaction, call_id: int, found: CallSettled) -> None:
    """Writes down what came of a call, once; what was not spent goes back to its day."""
    row = tx.connection.execute(
        select(coach_calls).where(coach_calls.c.id == call_id, coach_calls.c.outcome == RESERVED)
    ).one_or_none()
    if row is None:
        return
    spent = row.micro_dollars if found.micro_dollars is None else found.micro_dollars
    tx.connection.execute(
        update(coach_calls)
        .where(coach_calls.c.id == call_id)
        .values(
            outcome=found.outcome,
            micro_dollars=spent,
            input_tokens=found.input_tokens,
            output_tokens=found.output_tokens,
            cache_write_tokens=found.cache_write_tokens,
            cache_read_tokens=found.cache_read_tokens,
            thinking_tokens=found.thinking_tokens,
            milliseconds=found.milliseconds,
            request_id=found.request_id,
        )
    )
    give_to_day(tx, row.on_date, micro_dollars=row.micro_dollars - spent)


def spend(tx: Transaction, *, since: date) -> tuple[int, dict[str, int]]:
    """Micro-dollars since a day, and calls by outcome."""
    rows = tx.connection.execute(
        select(coach_calls.c.outcome, func.count(), func.sum(coach_calls.c.micro_dollars))
        .where(coach_calls.c.on_date >= since)
        .group_by(coach_calls.c.outcome)
        .order_by(coach_calls.c.outcome)
    ).all()
    return sum(int(row[2]) for row in rows), {row[0]: int(row[1]) for row in rows}


def text(tx: Transaction, key: str) -> str | None:
    return tx.connection.scalar(select(coach_texts.c.text).where(coach_texts.c.key == key))


def keep_text(tx: Transaction, key: str, words: str, *, at: datetime) -> None:
    replace_rows(tx, coach_texts, ("key",), {"key": key, "text": words, "made_at": at})


def forget_texts(tx: Transaction, *, before: datetime) -> None:
    """Texts are made anew now and then, so that nobody reads the same for ever."""
    tx.connection.execute(delete(coach_texts).where(coach_texts.c.made_at < before))
