"""Ranks, percentiles, the fair score and peers: lawful for everybody, by hand for a few."""

import math
from collections.abc import Mapping
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.peers import gaps, matched, percentile_among, strengths, subjects_among
from analytics.ranking import by, fair_ranking, percentile, ranks, standing
from tests.analytics.facts import AT, result, sitting, stand


def test_equals_share_a_rank_and_the_next_is_missing() -> None:
    values = {"a": Fraction(1, 3), "b": Fraction(2, 6), "c": Fraction(1, 2), "d": Fraction(0)}

    assert ranks(values) == {"c": 1, "a": 2, "b": 2, "d": 4}
    assert ranks(values, descending=False) == {"d": 1, "a": 2, "b": 2, "c": 4}


def test_deviations_are_equal_at_nine_decimals() -> None:
    assert ranks({"a": 1.0000000001, "b": 1.0000000002, "c": 0.9}, descending=False) == {
        "c": 1,
        "a": 2,
        "b": 2,
    }


@given(st.dictionaries(st.integers(), st.fractions(0, 100, max_denominator=9), min_size=1))
def test_a_rank_is_one_more_than_those_ahead(values: dict[int, Fraction]) -> None:
    for key, rank in ranks(values).items():
        assert rank == 1 + sum(other > values[key] for other in values.values())


def test_a_window_summed_up() -> None:
    tests = [
        sitting(5, 10, days=0, milliseconds=60_000),
        sitting(9, 10, days=1, milliseconds=120_000),
        sitting(10, 10, days=2)._replace(result=result(10, 10, rapid=9)),
    ]

    found = standing(tests, improvement=Fraction(2))

    assert found is not None
    assert (found.average, found.tests) == (80, 3)
    # The hurried test counts for the specification and not for the fair figures.
    assert (found.fair_tests, found.fair_mean) == (2, 70)
    assert found.efficiency == Fraction(14, 3)
    assert found.last_active == AT + timedelta(days=1)
    assert standing([], improvement=None) is None


def test_untimed_tests_have_no_efficiency() -> None:
    found = standing([sitting(5, 10)], improvement=None)

    assert found is not None
    assert found.efficiency is None
    assert by({"a": found}, lambda one: one.efficiency) == {}


def test_few_tests_are_drawn_to_the_group() -> None:
    group = {n: stand(50 + n, 30) for n in range(20)} | {"lucky": stand(85, 5)}
    found = fair_ranking(group)

    # Within: 100. Between: the observed variance of 21 means less their mean noise.
    means = [float(one.average) for one in group.values()]
    centre = sum(means) / 21
    observed = sum((m - centre) ** 2 for m in means) / 20
    between = observed - (20 * 100 / 30 + 100 / 5) / 21
    kept = between / (between + 20)
    assert found["lucky"].score == pytest.approx(centre + kept * (85 - centre))
    assert found["lucky"].error == pytest.approx(math.sqrt(kept * 20))
    assert found["lucky"].rank == 1
    assert found[19].interval[0] >= 1
    for one in found.values():
        assert one.interval[0] <= one.rank <= one.interval[1]


def test_equals_of_a_group_without_spread_stay_equal() -> None:
    found = fair_ranking({"a": stand(50, 5, 0.0), "b": stand(50, 9, 0.0)})

    assert [found["a"].rank, found["b"].rank] == [1, 1]
    assert found["a"].error == 0
    assert found["a"].interval == (1, 1)


def test_one_student_alone_is_first() -> None:
    assert fair_ranking({"a": stand(50, 5, None)})["a"].interval == (1, 1)
    assert fair_ranking({}) == {}


@given(
    st.dictionaries(
        st.integers(), st.tuples(st.floats(0, 100), st.integers(2, 40)), min_size=1, max_size=12
    )
)
def test_a_rank_interval_holds_the_rank_and_stays_in_the_group(
    group: Mapping[int, tuple[float, int]],
) -> None:
    found = fair_ranking({key: stand(mean, tests) for key, (mean, tests) in group.items()})

    for one in found.values():
        assert 1 <= one.interval[0] <= one.rank <= one.interval[1] <= len(group)


def test_a_percentile_is_mid_rank_among_twenty() -> None:
    assert percentile(3, 1, 10) == 35
    values = {n: float(n) for n in range(20)} | {19: 18.0}

    assert percentile_among(values, 18) == pytest.approx(100 * (18 + 1) / 20)
    assert percentile_among(values, 77) is None
    assert percentile_among(dict.fromkeys(range(19), 1.0), 0) is None


def test_peers_began_within_a_factor_of_two() -> None:
    began = {n: AT - timedelta(days=10 + n % 11) for n in range(40)} | {
        "early": AT - timedelta(days=21),
        "late": AT - timedelta(days=4.9),
    }

    near, how = matched(began, 0, at=AT)

    assert how == "study_duration"
    assert set(near) == set(range(40))


def test_fewer_than_twenty_near_ones_makes_it_the_whole_exam() -> None:
    began = {n: AT - timedelta(days=1 + 9 * n) for n in range(30)}

    near, how = matched(began, 0, at=AT)

    assert (how, len(near)) == ("exam", 30)


def test_subjects_among_peers() -> None:
    counts = {n: {"gk": (n, 20), "maths": (10, 20), "few": (1, 3)} for n in range(21)}

    best, worst = subjects_among(counts, 20), subjects_among(counts, 0)

    assert [one.subject for one in best] == ["gk", "maths"]
    assert strengths(best) == [best[0]]
    assert gaps(best) == []
    assert gaps(worst)[0].subject == "gk"
    # The best quarter of 21 are five: 20, 19, 18, 17, 16 of 20 right.
    assert gaps(worst)[0].gap == pytest.approx(90)
    assert subjects_among(counts, 99) == []
