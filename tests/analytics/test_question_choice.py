"""What a practice set asks."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from analytics.question_choice import Candidate, choose_questions

AT = datetime(2026, 11, 23, tzinfo=UTC)


def candidate(
    number: int, *, subject: str = "polity", asked: int = 0, days_ago: int | None = None
) -> Candidate:
    return Candidate(
        question_id=number,
        version_id=number,
        topic_id=1,
        subject=subject,
        asked=asked,
        last_at=None if days_ago is None else AT - timedelta(days=days_ago),
    )


def chosen(
    candidates: list[Candidate], *, count: int = 10, seed: int = 1, **weights: float
) -> list[Candidate]:
    return choose_questions(
        candidates, count=count, subject_weights=weights, at=AT, rng=random.Random(seed)
    )


@given(st.integers(0, 40), st.integers(0, 12), st.integers(0, 99))
def test_no_question_twice_and_never_more_than_there_are(have: int, want: int, seed: int) -> None:
    found = chosen([candidate(n) for n in range(have)], count=want, seed=seed)

    assert len(found) == min(have, want)
    assert len({one.question_id for one in found}) == len(found)


def test_new_questions_come_before_known_ones_and_tired_ones_last() -> None:
    pool = [
        candidate(1, asked=1, days_ago=1),
        candidate(2, asked=3, days_ago=30),
        candidate(3),
        candidate(4, asked=1, days_ago=20),
    ]

    assert [one.question_id for one in chosen(pool)] == [3, 4, 2, 1]


def test_subjects_come_as_often_as_the_exam_asks_them() -> None:
    pool = [candidate(n, subject="polity") for n in range(200)]
    pool += [candidate(1000 + n, subject="history") for n in range(200)]
    pool += [candidate(2000 + n, subject="sanskrit") for n in range(200)]

    counts = Counter(
        one.subject for seed in range(40) for one in chosen(pool, seed=seed, polity=3, history=1)
    )

    assert counts["sanskrit"] == 0
    assert 2.2 < counts["polity"] / counts["history"] < 4.2


def test_without_a_fitting_exam_every_subject_may_come() -> None:
    pool = [candidate(n, subject=f"s{n}") for n in range(10)]

    assert len(chosen(pool, unknown=5)) == 10


def test_an_empty_bank_gives_an_empty_set() -> None:
    assert chosen([]) == []
