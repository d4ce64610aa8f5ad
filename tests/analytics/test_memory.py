"""When a fact is due: grades from answers, FSRS's own intervals, the horizon of an exam."""

from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from analytics.memory import Grade, due_by, grade, retrievability, review, reviews_due
from tests.analytics.facts import AT

KOLKATA = ZoneInfo("Asia/Kolkata")


def graded(**changes: object) -> Grade:
    plain: dict[str, object] = {
        "is_correct": True,
        "is_rapid": False,
        "hint_used": None,
        "confidence": None,
        "deviation": None,
        "successes": 0,
    }
    return grade(**plain | changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "given_grade"),
    [
        ({}, 3),
        ({"is_correct": False}, 1),
        ({"is_rapid": True}, 1),
        ({"hint_used": True}, 1),
        ({"hint_used": False}, 3),
        ({"confidence": 1}, 1),
        ({"confidence": 2}, 2),
        ({"confidence": 3}, 3),
        ({"deviation": 1.1}, 2),
        ({"deviation": 1.0}, 3),
        ({"confidence": 3, "deviation": -0.6, "successes": 2}, 4),
        ({"confidence": 3, "deviation": -0.6, "successes": 1}, 3),
        ({"confidence": 3, "deviation": -0.5, "successes": 2}, 3),
        ({"deviation": -0.6, "successes": 2}, 3),
    ],
)
def test_what_an_answer_says_of_recall(changes: dict[str, object], given_grade: int) -> None:
    assert graded(**changes) == given_grade


def test_good_answers_on_their_day_stretch_as_published() -> None:
    """FSRS-6 with its default parameters: 2, 11, 46, 163 days; a lapse at 46 falls to 3."""
    memory, at, gaps = None, AT, []
    for _ in range(4):
        memory = review(memory, 3, at=at)
        gaps.append((memory.due_at - at).days)
        at = memory.due_at
    assert memory is not None
    assert gaps == [2, 11, 46, 163]
    assert (memory.reviews, memory.successes) == (4, 4)

    lapsed = None
    for given_grade in (3, 3, 3, 1):
        lapsed = review(lapsed, given_grade, at=AT if lapsed is None else lapsed.due_at)
    assert lapsed is not None
    assert (lapsed.due_at - lapsed.reviewed_at).days == 3
    assert lapsed.successes == 0


@given(
    st.lists(st.tuples(st.sampled_from([1, 2, 3, 4]), st.integers(0, 60)), min_size=1, max_size=8)
)
def test_it_is_what_the_package_itself_says(steps: list[tuple[Grade, int]]) -> None:
    scheduler = Scheduler(
        learning_steps=(), relearning_steps=(), maximum_interval=365, enable_fuzzing=False
    )
    card, memory, at = Card(card_id=7), None, AT
    for given_grade, days in steps:
        at += timedelta(days=days)
        card, _ = scheduler.review_card(card, Rating(given_grade), at.astimezone(UTC))
        memory = review(memory, given_grade, at=at)
    assert memory is not None
    assert memory.stability == card.stability
    assert memory.difficulty == card.difficulty
    assert memory.due_at == card.due
    later = at + timedelta(days=9)
    assert retrievability(memory, at=later) == scheduler.get_card_retrievability(card, later)


def test_a_review_from_before_the_last_one_moves_no_time_back() -> None:
    first = review(None, 3, at=AT)
    again = review(first, 3, at=AT - timedelta(days=5))

    assert again.reviewed_at == AT


def test_everything_is_due_once_more_before_the_exam() -> None:
    memory = review(review(None, 4, at=AT), 4, at=AT + timedelta(days=8))
    at = AT + timedelta(days=9)

    assert due_by(memory, at=at, exam_at=None) == memory.due_at
    assert due_by(memory, at=at, exam_at=at - timedelta(days=1)) == memory.due_at
    near = due_by(memory, at=at, exam_at=at + timedelta(days=10))
    assert near == memory.reviewed_at + timedelta(days=9)
    tomorrow = due_by(memory, at=at, exam_at=at + timedelta(days=1))
    assert tomorrow == at


def test_what_is_coming() -> None:
    early = review(None, 3, at=AT - timedelta(days=9))
    soon = review(None, 3, at=AT - timedelta(days=1))

    found = reviews_due([early, soon], at=AT, exam_at=None, days=3, zone=KOLKATA)

    assert found == [(date(2026, 11, 23), 1), (date(2026, 11, 24), 1), (date(2026, 11, 25), 0)]
