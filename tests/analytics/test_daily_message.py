"""What a day brings: the manners, hand by hand."""

from datetime import date, timedelta

import pytest

from analytics.daily_message import Day, chart_of_the_day, daily_message
from analytics.milestones import milestones
from analytics.rule_quality import RuleQuality

TUESDAY = date(2026, 11, 24)
MONDAY = TUESDAY - timedelta(days=1)


def day(
    today: date = TUESDAY,
    *,
    idle: int = 0,
    minutes: int = 60,
    exam_on: date | None = None,
    paused_until: date | None = None,
    every: int = 1,
) -> Day:
    return Day(
        today=today,
        last_active_on=today - timedelta(days=idle),
        study_minutes=minutes,
        exam_on=exam_on,
        paused_until=paused_until,
        every=every,
    )


@pytest.mark.parametrize(
    ("of", "brings"),
    [
        (day(), "digest"),
        (day(idle=1), "digest"),
        (day(idle=2), "digest"),
        (day(idle=3), "comeback"),
        (day(idle=4), "resting"),
        (day(idle=7), "comeback"),
        (day(idle=8), "resting"),
        (day(idle=14), "comeback"),
        (day(idle=30), "comeback"),
        (day(idle=31), "resting"),
        (day(MONDAY), "weekly"),
        (day(MONDAY, minutes=0), "weekly"),
        (day(MONDAY, every=7), "weekly"),
        (day(MONDAY, idle=5), "resting"),
        (day(minutes=0), "day_off"),
        (day(every=7), "seldom"),
        (day(every=7, idle=3), "seldom"),
        (day(date.fromordinal(TUESDAY.toordinal() // 2 * 2), every=2), "digest"),
        (day(date.fromordinal(TUESDAY.toordinal() // 2 * 2 + 1), every=2), "seldom"),
        (day(exam_on=TUESDAY), "exam_day"),
        (day(MONDAY, exam_on=MONDAY, minutes=0, idle=40), "exam_day"),
        (day(exam_on=TUESDAY + timedelta(days=1)), "digest"),
        (day(paused_until=TUESDAY + timedelta(days=1)), "paused"),
        (day(exam_on=TUESDAY, paused_until=TUESDAY + timedelta(days=1)), "paused"),
        (day(paused_until=TUESDAY), "digest"),
    ],
)
def test_a_day_brings_what_helps_or_nothing(of: Day, brings: str) -> None:
    assert daily_message(of) == brings


def test_who_stays_away_hears_four_times_and_then_no_more() -> None:
    heard = [daily_message(day(TUESDAY, idle=idle)) for idle in range(3, 200)]

    assert heard.count("comeback") == 4
    assert set(heard) == {"comeback", "resting"}


@pytest.mark.parametrize(
    ("change", "streak", "topics", "weekday", "shown"),
    [
        (5.0, 7, 9, 1, "trend"),
        (-6.0, 0, 0, 0, "trend"),
        (4.9, 7, 9, 1, "activity"),
        (None, 14, 0, 0, "activity"),
        (None, 3, 2, 1, "topics"),
        (None, 0, 2, 2, "trend"),
        (None, 0, 1, 1, "trend"),
    ],
)
def test_the_picture_shows_what_changed(
    change: float | None, streak: int, topics: int, weekday: int, shown: str
) -> None:
    assert (
        chart_of_the_day(change_points=change, streak_days=streak, topics=topics, weekday=weekday)
        == shown
    )


def test_milestones_are_told_once_and_of_streaks_the_longest() -> None:
    reached = milestones(streak_days=31, mocks=2, mastered=["quant.ratio"], told={"first_mock"})

    assert [one.key for one in reached] == ["mastered:quant.ratio", "streak:30"]
    assert (reached[0].topic, reached[1].count) == ("quant.ratio", 30)
    assert milestones(streak_days=6, mocks=0, mastered=[], told=()) == []
    assert [one.kind for one in milestones(streak_days=0, mocks=1, mastered=[], told=())] == [
        "first_mock"
    ]


def test_a_rule_is_silenced_only_once_it_has_surely_proved_useless() -> None:
    assert RuleQuality(0, 19).is_quiet is False
    assert RuleQuality(0, 20).is_quiet is True
    # Of 40 thumbs 20 up: the interval holds one half.
    assert RuleQuality(20, 20).is_quiet is False
    # 7 of 20: Wilson's upper end at 80 % is .495.
    assert RuleQuality(7, 13).is_quiet is True
    assert RuleQuality(8, 12).is_quiet is False
    assert RuleQuality(3, 1).precision == 0.75
    assert RuleQuality(0, 0).precision is None
