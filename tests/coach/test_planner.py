"""The study plan: a person's days are kept, every weak topic has its turn, nonsense does no harm."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.calendar import (
    EVE_SHARE,
    SHORTEST_MINUTES,
    TAPER_DAYS,
    TAPER_SHARE,
    mock_days_left,
    study_days,
)
from coach.planner import (
    NEW,
    Kind,
    PlannedDay,
    Session,
    Studied,
    StudyPlan,
    TopicNow,
    plan,
)

TODAY = date(2026, 11, 24)
EVERY_DAY = (120,) * 7


def topic(name: str, *, marks: float = 5.0, mastery: float = 0.4, **more: float) -> TopicNow:
    return TopicNow(id=name, marks=marks, mastery=mastery, **more)


def made(
    topics: list[TopicNow], *, days: int = 60, minutes: tuple[int, ...] = EVERY_DAY
) -> StudyPlan:
    return plan(
        topics, today=TODAY, exam_on=TODAY + timedelta(days=days), minutes_by_weekday=minutes
    )


def minutes_of(found: StudyPlan) -> dict[str | None, int]:
    total: dict[str | None, int] = defaultdict(int)
    for day in found.days:
        for one in day.sessions:
            total[one.topic] += one.minutes
    return total


topics_drawn = st.lists(
    st.tuples(
        st.floats(0.1, 30),
        st.floats(0, 1),
        st.one_of(st.none(), st.floats(0, 90)),
        st.floats(1, 80),
    ),
    min_size=1,
    max_size=24,
)


@given(
    topics_drawn,
    st.integers(0, 120),
    st.tuples(*[st.sampled_from([0, 15, 30, 60, 90, 180, 360])] * 7),
)
@settings(max_examples=60, deadline=None)
def test_days_off_budgets_and_dates_are_kept_whatever_the_input(
    drawn: list[tuple[float, float, float | None, float]],
    days: int,
    minutes: tuple[int, ...],
) -> None:
    topics = [
        TopicNow(id=str(n), marks=marks, mastery=mastery, days_since=since, stability_days=stable)
        for n, (marks, mastery, since, stable) in enumerate(drawn)
    ]
    found = made(topics, days=days, minutes=minutes)

    assert found == made(topics, days=days, minutes=minutes), "deterministic"
    assert len(found.days) == days
    for day in found.days:
        left = (TODAY + timedelta(days=days) - day.on).days
        share = EVE_SHARE if left == 1 else TAPER_SHARE if left <= TAPER_DAYS else 1.0
        given = minutes[day.on.weekday()]
        # Who has a quarter of an hour keeps it until the eve.
        least = min(given, SHORTEST_MINUTES) if left > 1 else 0
        assert day.minutes <= max(given * share, least) + 1e-9
        assert TODAY <= day.on < TODAY + timedelta(days=days)
        of_topics = [one for one in day.sessions if one.topic is not None]
        assert all(one.minutes <= 60 for one in of_topics)
        assert len({one.topic for one in of_topics}) == len(of_topics), "a topic's time together"
    assert found.marks_with >= found.marks_without - 1e-9


@given(topics_drawn)
@settings(max_examples=30, deadline=None)
def test_every_weak_topic_is_begun_before_the_taper_where_there_is_room(
    drawn: list[tuple[float, float, float | None, float]],
) -> None:
    topics = [
        TopicNow(id=str(n), marks=marks, mastery=mastery)
        for n, (marks, mastery, _, _) in enumerate(drawn)
    ]
    found = made(topics, days=60)
    before = {
        one.topic for day in found.days if not day.is_taper for one in day.sessions if one.topic
    }

    assert {one.id for one in topics if one.mastery < 0.5} <= before


@pytest.mark.parametrize("name", ["a", "b"])
def test_a_heavier_weight_never_gets_less_time(name: str) -> None:
    light = [topic("a"), topic("b", mastery=0.6), topic("c", marks=9.0)]
    heavy = [
        topic(one.id, marks=3 * one.marks, mastery=one.mastery) if one.id == name else one
        for one in light
    ]

    assert minutes_of(made(heavy))[name] >= minutes_of(made(light))[name]


def test_nothing_new_in_the_last_week_and_a_light_eve() -> None:
    found = made([topic(f"t{n}", mastery=0.01) for n in range(40)], days=30)
    last = [day for day in found.days if day.is_taper]
    begun = {one.topic for day in found.days if not day.is_taper for one in day.sessions}

    assert len(last) == 7
    assert {one.topic for day in last for one in day.sessions if one.topic} <= begun
    assert found.days[-1].minutes <= 40
    assert NEW == 0.10


def test_mock_tests_stay_where_they_are_when_the_plan_is_made_anew() -> None:
    exam_on = TODAY + timedelta(days=60)

    def mocks(today: date) -> set[date]:
        days = study_days(today=today, exam_on=exam_on, minutes_by_weekday=EVERY_DAY)
        return {one.on for one in days if one.mock_minutes}

    first = mocks(TODAY)
    assert mock_days_left()[:6] == [4, 11, 18, 25, 39, 53]
    assert exam_on - timedelta(days=4) in first
    later = TODAY + timedelta(days=10)
    assert {day for day in first if day >= later + timedelta(days=3)} == mocks(later)


def test_a_mock_test_is_followed_by_its_mistakes() -> None:
    found = made([topic("a"), topic("b")], days=40)
    kinds = [[one.kind for one in day.sessions] for day in found.days]
    after = [following[0] for day, following in pairwise(kinds) if "mock" in day and following]

    assert after
    assert set(after) == {"mistakes"}


def test_a_full_week_gets_its_sunday_until_ten_days_before() -> None:
    found = made([topic("a"), topic("b")], days=30)
    sundays = [day for day in found.days if day.on.weekday() == 6]

    assert [not day.sessions for day in sundays] == [
        (TODAY + timedelta(days=30) - day.on).days > 10 for day in sundays
    ]


@pytest.mark.parametrize(
    ("topics", "days", "minutes"),
    [
        ([topic("a")], 1, EVERY_DAY),
        ([topic("a")], 0, EVERY_DAY),
        ([topic("a")], -5, EVERY_DAY),
        ([topic("a", mastery=1.0)], 30, EVERY_DAY),
        ([topic("a", mastery=0.0, marks=0.0)], 30, EVERY_DAY),
        ([topic("a")], 30, (0,) * 7),
        ([topic("a")], 30, (30,) * 7),
        ([topic("a")], 500, EVERY_DAY),
    ],
    ids=["tomorrow", "today", "past", "mastered", "worthless", "no time", "half an hour", "far"],
)
def test_nonsense_gives_a_sensible_plan(
    topics: list[TopicNow], days: int, minutes: tuple[int, ...]
) -> None:
    found = made(topics, days=days, minutes=minutes)

    assert len(found.days) == min(180, max(0, days))
    if minutes == (0,) * 7:
        assert all(not day.sessions for day in found.days)


def test_without_topics_or_weekdays_there_is_no_plan() -> None:
    with pytest.raises(ValueError, match="seven weekdays"):
        made([])
    with pytest.raises(ValueError, match="seven weekdays"):
        made([topic("a")], minutes=(60,))


def test_what_was_announced_stays() -> None:
    first = made([topic("a"), topic("b", marks=1.0)])
    kept = tuple(day for day in first.days if day.on < TODAY + timedelta(days=2))
    other = plan(
        [topic("a", mastery=0.9), topic("b", marks=30.0)],
        today=TODAY,
        exam_on=TODAY + timedelta(days=60),
        minutes_by_weekday=EVERY_DAY,
        kept=kept,
    )

    assert len(kept) == 2
    assert other.days[:2] == kept
    assert other.days[2] != first.days[2]
    mock = PlannedDay(
        on=TODAY, sessions=(Session(kind="mock", minutes=60),), is_taper=False, strength=None
    )
    with_mock = plan(
        [topic("a")],
        today=TODAY,
        exam_on=TODAY + timedelta(days=60),
        minutes_by_weekday=EVERY_DAY,
        kept=[mock],
    )
    assert with_mock.days[1].sessions[0].kind == "mistakes"


def test_a_strong_topic_is_named_to_build_on() -> None:
    found = made([topic("a", mastery=0.9, days_since=0.0), topic("b")], days=30)

    assert found.days[0].strength == "a"


def test_what_she_never_practised_is_learnt_before_it_is_revised() -> None:
    found = made([topic("new", mastery=0.8), topic("old", mastery=0.8, days_since=20.0)], days=30)
    kinds = [
        (one.topic, one.kind) for day in found.days for one in day.sessions if one.topic is not None
    ]

    assert next(kind for name, kind in kinds if name == "new") == "learn"
    assert next(kind for name, kind in kinds if name == "old") == "review"
    assert ("new", "review") in kinds


def subjects_in_turn(topics: Sequence[TopicNow], minutes: int) -> list[str]:
    return [
        one.topic.split("-")[0]
        for day in made(topics, minutes=(minutes,) * 7).days
        for one in day.sessions
        if one.topic and not day.is_taper
    ]


def sixes(found: Sequence[str]) -> list[Sequence[str]]:
    """Every six in a row."""
    return [found[first : first + 6] for first in range(len(found) - 5)]


def test_no_subject_crowds_out_the_others() -> None:
    """Half the marks are of "a", a quarter each of the others: of six sessions four, and two."""
    topics = [
        topic(f"{subject}-{n}", marks=9.0 if subject == "a" else 4.0, subject=subject)
        for subject in "abc"
        for n in range(8)
    ]

    for six in sixes(subjects_in_turn(topics, 240)):
        assert six.count("a") <= 4, six
        assert max(six.count("b"), six.count("c")) <= 2, six


def test_a_week_of_short_days_is_not_one_subject() -> None:
    topics = [
        topic(f"{subject}-{n}", marks=5.0 if subject == "a" else 3.0, subject=subject)
        for subject in "abcde"
        for n in range(6)
    ]
    found = subjects_in_turn(topics, 15)

    assert len(found) >= 12
    for six in sixes(found):
        assert max(six.count(one) for one in set(six)) <= 2, six


def test_a_quarter_of_an_hour_a_day_is_planned_to_the_last_week() -> None:
    days = made([topic(str(n)) for n in range(9)], days=9, minutes=(15,) * 7).days

    assert [bool(day.sessions) for day in days] == [True] * 8 + [False]


def test_a_topic_that_is_worth_little_has_its_turn_before_the_exam() -> None:
    topics = [topic(f"big{n}", marks=20.0, mastery=0.5) for n in range(4)]
    found = made([*topics, topic("small", marks=3.0, mastery=0.6)], days=60)
    studied = minutes_of(found)

    assert 0 < studied["small"] < min(studied[one.id] for one in topics)


def test_the_last_week_goes_over_what_she_has_not_seen_in_it_yet() -> None:
    topics = [topic(f"t{n}", marks=10.0, mastery=0.8, days_since=2.0) for n in range(10)]
    found = made(topics, days=21, minutes=(120,) * 7)
    week = [one.topic for day in found.days if day.is_taper for one in day.sessions if one.topic]

    assert set(week) == {one.id for one in topics}


def test_with_hardly_anything_to_gain_a_day_is_not_empty() -> None:
    found = made([topic("known", marks=0.001, mastery=0.97)], days=30)

    assert any(day.sessions for day in found.days)


def test_what_she_ticked_off_is_not_planned_again_at_once() -> None:
    topics = [TopicNow(id=name, marks=5.0, mastery=0.4) for name in ("a", "b", "c", "d")]

    def planned(studied: Sequence[Studied] = ()) -> StudyPlan:
        return plan(
            topics,
            today=TODAY,
            exam_on=TODAY + timedelta(days=40),
            minutes_by_weekday=[60] * 7,
            studied=studied,
        )

    fresh = planned()
    first = [str(one.topic) for one in fresh.days[0].sessions]
    later = planned([Studied(topic=one, days_ago=1.0, minutes=30) for one in first])

    assert not set(first) & {one.topic for one in later.days[0].sessions}
    assert later.marks_without > fresh.marks_without


def test_what_was_announced_is_not_held_against_a_topic() -> None:
    """One topic holds nearly all the marks: after two days on it that stand, it still leads."""
    topics = [topic("big", marks=60.0), *[topic(f"s{n}", marks=2.0) for n in range(20)]]
    day = Session(kind="learn", minutes=60, topic="big")
    kept = [
        PlannedDay(on=TODAY + timedelta(days=n), sessions=(day,), is_taper=False, strength=None)
        for n in range(2)
    ]
    found = plan(
        topics,
        today=TODAY,
        exam_on=TODAY + timedelta(days=30),
        minutes_by_weekday=[60] * 7,
        kept=kept,
    )
    week = [one.topic for planned in found.days[2:7] for one in planned.sessions]

    assert week.count("big") >= 2


def test_mistakes_that_stand_as_announced_are_not_gone_over_twice() -> None:
    kinds: tuple[Kind, ...] = ("mock", "mistakes")
    kept = [
        PlannedDay(
            on=TODAY + timedelta(days=ahead),
            sessions=(Session(kind=kind, minutes=30),),
            is_taper=False,
            strength=None,
        )
        for ahead, kind in enumerate(kinds)
    ]
    found = plan(
        [topic("a"), topic("b")],
        today=TODAY,
        exam_on=TODAY + timedelta(days=30),
        minutes_by_weekday=[60] * 7,
        kept=kept,
    )

    assert "mistakes" not in {one.kind for one in found.days[2].sessions}
