"""Sessions, streaks, hours, help and confidence, by hand; nothing below the minimum."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import behaviour
from tests.analytics.facts import AT, fact, facts

KOLKATA = ZoneInfo("Asia/Kolkata")


def test_half_an_hour_without_an_answer_ends_a_session() -> None:
    own = [fact(True, 0), fact(True, 29), fact(True, 59), fact(False, 200)]

    found = behaviour.sessions(own)

    assert [len(one.facts) for one in found] == [2, 1, 1]
    assert found[0].minutes == pytest.approx(29.5)
    assert behaviour.sessions([]) == []


def test_a_pause_is_what_the_next_answer_did_not_take() -> None:
    own = [fact(True, 0), fact(True, 6), fact(True, 11.4), fact(True, 12, milliseconds=None)]

    assert behaviour.pauses(own) == [behaviour.Pause(after_question=1, seconds=330)]


@pytest.mark.parametrize(
    ("verdicts", "figures"),
    [
        ("", (0, 0, 0, 0)),
        ("+++", (3, 0, 3, 0)),
        ("+++-", (3, 1, -1, 3)),
        ("+++--", (3, 2, -2, 0)),
        ("--++-+", (2, 2, 1, 0)),
        ("-", (0, 1, -1, 0)),
    ],
)
def test_streaks(verdicts: str, figures: tuple[int, int, int, int]) -> None:
    found = behaviour.streaks([one == "+" for one in verdicts])

    assert (found.longest_correct, found.longest_incorrect, found.current, found.ended) == figures


@given(st.lists(st.booleans()))
def test_the_longest_runs_are_those_of_the_written_sequence(verdicts: list[bool]) -> None:
    text = "".join("+" if one else "-" for one in verdicts)
    found = behaviour.streaks(verdicts)

    assert found.longest_correct == max(map(len, text.split("-")))
    assert found.longest_incorrect == max(map(len, text.split("+")))
    assert abs(found.current) <= len(verdicts)


def test_correlations_want_ten_pairs() -> None:
    slow_wrong = [
        fact(
            n % 2 == 0, n, milliseconds=10_000 if n % 2 == 0 else 50_000, confidence=3 - 2 * (n % 2)
        )
        for n in range(10)
    ]

    assert behaviour.speed_accuracy_correlation(slow_wrong) == pytest.approx(-1)
    assert behaviour.confidence_correlation(slow_wrong) == pytest.approx(1)
    assert behaviour.speed_accuracy_correlation(slow_wrong[:9]) is None
    assert behaviour.confidence_correlation(slow_wrong[:9]) is None
    assert behaviour.confidence_calibration(slow_wrong[:9]) is None


def test_who_is_always_sure_and_half_right_is_overconfident() -> None:
    found = behaviour.confidence_calibration(facts("+-" * 20, confidence=3))

    assert found is not None
    assert (found.answers, found.claimed, found.right) == (40, pytest.approx(0.95), 0.5)
    assert found.bias == pytest.approx(0.45 * 40 / 60)
    assert found.interval == (pytest.approx(0.308, abs=1e-3), pytest.approx(0.592, abs=1e-3))
    assert found.brier == pytest.approx((0.05**2 + 0.95**2) / 2)
    assert found.is_clear


def test_peak_hours_are_local_and_a_lucky_hour_is_drawn_to_the_mean() -> None:
    # 6:00 UTC is 11:30 in Kolkata: minutes 0–29 are hour 11, 30–89 hour 12.
    good, bad = facts("+" * 10), facts("-" * 10)
    noon = [one._replace(answered_at=one.answered_at.replace(minute=40)) for one in bad]

    assert behaviour.peak_hours(noon + good, KOLKATA) == [11, 12]
    assert behaviour.peak_hours(good[:9], KOLKATA) is None
    assert behaviour.peak_hours([], KOLKATA) is None
    assert behaviour.study_days(good, KOLKATA) == [AT.date()]


def test_what_she_answers_most_and_how_often_she_asks_for_help() -> None:
    own = facts("+" * 6, difficulty="hard") + facts("+" * 6, difficulty="easy")

    assert behaviour.preferred_difficulty(own) == "easy"
    assert behaviour.preferred_difficulty(facts("+")) is None
    assert (
        behaviour.help_seeking(facts("+" * 4, hint_used=True) + facts("+" * 6, hint_used=False))
        == 0.4
    )
    assert behaviour.help_seeking(facts("+" * 9, hint_used=True)) is None


def test_a_trend_of_accuracy_wants_twenty_answers_and_more_than_a_day() -> None:
    week = 7 * 24 * 60
    own = [fact(n >= 10, n // 10 * week) for n in range(20)]

    assert behaviour.accuracy_trend(own) == pytest.approx(100)
    assert behaviour.accuracy_trend(own[:19]) is None
    assert behaviour.accuracy_trend(facts("+-" * 10)) is None


def test_consistency_of_sessions_and_topics() -> None:
    own = facts("+++++") + [
        one._replace(answered_at=one.answered_at.replace(hour=9), test="t2")
        for one in facts("++++-")
    ]

    # Sessions at 100 and 80: deviation 14.142.
    assert behaviour.session_consistency(own) == pytest.approx(100 - 2 * 14.1421356)
    assert behaviour.session_consistency(own[:5]) is None
    assert behaviour.topic_consistency(own) == {"polity": pytest.approx(14.1421356)}
    assert behaviour.topic_consistency(own[:5]) == {"polity": None}


def test_what_was_kept_over_a_week() -> None:
    week = 7 * 24 * 60
    own = [fact(n % 2 == 0, n * week) for n in range(11)]

    # The first sight tests nothing; of ten later ones five are right.
    assert behaviour.retention(own) == 50
    assert behaviour.retention(own[:10]) is None
    assert behaviour.retention(facts("+" * 20)) is None


def test_hard_questions_later_against_earlier() -> None:
    own = facts("-" * 10 + "+" * 10, difficulty="hard")

    assert behaviour.difficulty_progression(own) == 100
    assert behaviour.difficulty_progression(own[:19]) is None
