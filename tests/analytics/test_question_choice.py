"""What practice asks next."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import question_choice as choice
from analytics.learner_model import Belief, Gaussian
from analytics.question_choice import Candidate, TopicOffer, choose_question, choose_topic

AT = datetime(2026, 11, 23, tzinfo=UTC)


def candidate(
    number: int, *, difficulty: float = 0.0, days_ago: float | None = None, shown: int = 0
) -> Candidate:
    return Candidate(
        question_id=number,
        version_id=number,
        objective=f"question:{number}",
        difficulty=Gaussian(difficulty, 0.05),
        options=4,
        last_at=None if days_ago is None else AT - timedelta(days=days_ago),
        shown=shown,
    )


def offer(
    topic: int = 1, *, weight: float = 1.0, student: float = 0.0, variance: float = 0.02
) -> TopicOffer:
    belief = Belief(Gaussian(student, 0.02), Gaussian(0.0, variance))
    return TopicOffer(topic_id=topic, weight=weight, belief=belief, difficulty=Gaussian(0.0, 0.02))


def asked(
    candidates: list[Candidate],
    *,
    seed: int = 1,
    target: float = 0.75,
    active: int = 0,
    own: TopicOffer | None = None,
) -> choice.Chosen | None:
    return choose_question(
        candidates,
        own or offer(),
        target=target,
        at=AT,
        active=active,
        rng=random.Random(seed),
    )


SPREAD = [candidate(n, difficulty=-3 + 6 * n / 60) for n in range(61)]


def test_what_suits_her_has_about_three_chances_in_four() -> None:
    found = [asked(SPREAD, seed=seed) for seed in range(200)]
    suited = [one.probability for one in found if one and not one.is_random]

    assert all(0.70 < p < 0.80 for p in suited)


@pytest.mark.parametrize(("student", "easiest"), [(-1.0, True), (1.0, False)])
def test_a_weaker_student_gets_easier_questions(student: float, easiest: bool) -> None:
    found = [asked(SPREAD, seed=seed, own=offer(student=student)) for seed in range(100)]
    average = mean(one.candidate.difficulty.mean for one in found if one and not one.is_random)

    assert (average < -1) is easiest


def test_a_tenth_is_drawn_by_lot() -> None:
    found = [asked(SPREAD, seed=seed) for seed in range(2000)]
    share = mean(one.is_random for one in found if one)

    assert 0.08 < share < 0.12


def test_a_question_of_this_week_rests_while_others_are_there() -> None:
    pool = [candidate(1, days_ago=6.9), candidate(2, days_ago=1), candidate(3, days_ago=7)]

    assert {found.candidate.question_id for n in range(50) if (found := asked(pool, seed=n))} == {3}


def test_where_all_are_tired_the_oldest_comes() -> None:
    found = asked([candidate(1, days_ago=1), candidate(2, days_ago=3)])

    assert found is not None
    assert found.candidate.question_id == 2


def test_where_there_is_nothing_nothing_is_asked() -> None:
    assert asked([]) is None
    assert choose_topic([], last_topic=None, rng=random.Random(1)) is None
    assert choice.most_telling_topic([], asked=[], rng=random.Random(1)) is None
    assert choice.due_variant([]) is None


def test_what_she_never_met_comes_before_what_she_did() -> None:
    pool = [candidate(n, days_ago=90) for n in range(5)] + [candidate(n) for n in range(5, 10)]
    found = [asked(pool, seed=seed) for seed in range(100)]

    assert all(one.candidate.question_id >= 5 for one in found if one and not one.is_random)


def test_nobody_sees_what_a_fifth_of_the_class_has_seen_this_week() -> None:
    pool = [candidate(1, shown=8), candidate(2, shown=7)]
    found = [asked(pool, seed=seed, active=40) for seed in range(50)]

    assert {one.candidate.question_id for one in found if one} == {2}


def test_a_small_class_may_share_its_questions() -> None:
    pool = [candidate(1, shown=8)]

    assert asked(pool, active=19) is not None


def test_where_all_are_worn_the_least_worn_come() -> None:
    pool = [candidate(n, shown=100 - n) for n in range(20)]
    found = [asked(pool, seed=seed, active=40) for seed in range(100)]

    assert {one.candidate.question_id for one in found if one} == {15, 16, 17, 18, 19}


def test_topics_come_as_the_exam_weighs_them() -> None:
    offers = [offer(1, weight=3), offer(2, weight=1), offer(3, weight=0)]
    rng = random.Random(5)
    counts = Counter(
        found.topic_id
        for _ in range(2000)
        if (found := choose_topic(offers, last_topic=None, rng=rng))
    )

    assert counts[3] == 0
    assert 2.5 < counts[1] / counts[2] < 3.5


def test_a_mastered_topic_gives_way_but_does_not_vanish() -> None:
    mastered, open_one = offer(1, student=3.0), offer(2)

    assert 0 < choice.need(mastered) < choice.need(open_one) / 3


def test_a_topic_nobody_asked_about_comes_before_one_that_is_known() -> None:
    assert choice.need(offer(variance=0.2)) > choice.need(offer(variance=0.05))


def test_the_same_topic_does_not_come_twice_running_while_another_is_there() -> None:
    rng = random.Random(1)
    both = [offer(1, weight=100), offer(2)]
    found = choose_topic(both, last_topic=1, rng=rng)
    alone = choose_topic([offer(1)], last_topic=1, rng=rng)

    assert found is not None
    assert found.topic_id == 2
    assert alone is not None
    assert alone.topic_id == 1


def test_the_lottery_is_the_one_that_the_needs_describe() -> None:
    """Drawn and kept or drawn anew, each topic comes as often as its share of all needs says."""
    offers = [
        offer(1, student=3.0),
        offer(2, weight=2),
        offer(3, variance=0.1),
        offer(4, student=1.0, weight=3),
    ]
    draws = 8000
    rng = random.Random(7)
    counts = Counter(
        found.topic_id
        for _ in range(draws)
        if (found := choose_topic(offers, last_topic=None, rng=rng))
    )
    needs = {one.topic_id: choice.need(one) for one in offers}
    expected = {topic: draws * need / sum(needs.values()) for topic, need in needs.items()}

    assert sum(counts.values()) == draws
    # Chi squared with three degrees of freedom passes 16.3 once in a thousand.
    assert sum((counts[n] - e) ** 2 / e for n, e in expected.items()) < 16.3


def test_topics_without_weight_are_drawn_evenly() -> None:
    rng = random.Random(1)
    offers = [offer(1, weight=0), offer(2, weight=0)]
    counts = Counter(
        found.topic_id
        for _ in range(400)
        if (found := choose_topic(offers, last_topic=None, rng=rng))
    )

    assert 150 < counts[1] < 250


def test_a_first_profile_visits_the_weightiest_topics_once() -> None:
    offers = [offer(n, weight=n) for n in range(1, 4)]
    rng = random.Random(1)
    seen: list[int] = []
    for _ in range(4):
        found = choice.most_telling_topic(offers, asked=seen, rng=rng)
        assert found is not None
        seen.append(found.topic_id)

    assert seen == [3, 2, 1, 3]


@pytest.mark.parametrize(
    ("mean_theta", "shift", "target"),
    [(0.8, 0, 0.75), (4.0, 0, 0.65), (-4.0, 0, 0.85), (0.8, 1, 0.65), (4.0, 1, 0.65)],
)
def test_the_target_steps_with_her(mean_theta: float, shift: float, target: float) -> None:
    assert choice.target_for(Gaussian(mean_theta, 0.04), shift=shift) == pytest.approx(target)


def test_of_a_due_fact_the_variant_she_met_longest_ago_comes() -> None:
    met = [candidate(1, days_ago=3), candidate(2, days_ago=30)]
    older, unmet = choice.due_variant(met), choice.due_variant([*met, candidate(3)])

    assert older is not None
    assert older.question_id == 2
    assert unmet is not None
    assert unmet.question_id == 3


@given(
    st.lists(
        st.tuples(st.floats(-4, 4), st.none() | st.floats(0, 400), st.integers(0, 500)),
        min_size=1,
        max_size=30,
    ),
    st.integers(0, 999),
    st.integers(0, 200),
)
def test_a_tired_question_is_asked_only_when_all_are(
    pool: list[tuple[float, float | None, int]], seed: int, active: int
) -> None:
    made = [
        candidate(n, difficulty=difficulty, days_ago=days, shown=shown)
        for n, (difficulty, days, shown) in enumerate(pool)
    ]
    found = asked(made, seed=seed, active=active)
    tired = {one.question_id for one in made if one.last_at and AT - one.last_at < choice.REST}

    assert found is not None
    assert 0 < found.probability < 1
    assert found.candidate.question_id not in tired or len(tired) == len(made)
