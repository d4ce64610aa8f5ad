"""The coach by rules: true, specific, in both languages, never two days alike, never a reproach."""

import random
import re
from collections.abc import Iterator

import pytest

from coach import rules
from coach.bounds import Bounds
from coach.facts import BY_NAME, Fact
from coach.protocol import Advice, FactSheet, PlanSheet, ReadinessFacts, Sentence, TopicFact
from coach.rules import VARIANTS
from coach.validator import violations
from services.coaching import Coached, WeekCoached
from services.records import Named
from views.coach import advice, said
from views.coach import week as week_screen
from views.document import parsed_length
from views.screen import LONGEST_TEXT
from views.translate import translator

TOPICS = {
    "gk.forts": Named(key="gk.forts", name_en="Forts and palaces", name_hi="दुर्ग एवं महल"),
    "quant.ratio": Named(key="quant.ratio", name_en="Ratio", name_hi="अनुपात"),
}


def sheet(**changes: object) -> FactSheet:
    plain: dict[str, object] = {
        "answers": 220,
        "percent": 66.4,
        "trend": "steady",
        "change_points": 1.0,
        "seconds": 40.0,
        "target_seconds": 72.0,
        "active_days": 20,
        "days": 30,
        "streak_days": 3,
        "due": 4,
        "mocks": 1,
        "weakest": TopicFact(id="gk.forts", percent=41.0, answers=17),
        "strongest": TopicFact(id="quant.ratio", percent=90.0, answers=21),
        "readiness": None,
        "days_to_exam": 45,
    }
    return FactSheet(**(plain | changes))  # type: ignore[arg-type]


def keys(facts: FactSheet) -> list[str]:
    own = rules.feedback(facts, variant=0)
    every = (own.encouragement, *own.improvements, own.next_step, own.motivation)
    return [one.key for one in every if isinstance(one, Advice)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"answers": 3, "percent": None}, "coach-begin-1"),
        ({"trend": "up", "change_points": 6.0}, "coach-rising-1"),
        ({"trend": "down", "change_points": -9.0}, "coach-falling-1"),
        ({"percent": 82.0}, "coach-strong-1"),
        ({}, "coach-steady-1"),
        ({"seconds": 95.0}, "coach-slow"),
        ({"seconds": 95.0, "percent": 80.0}, "coach-slow-sure"),
        ({"seconds": 20.0, "percent": 44.0}, "coach-hasty"),
        ({"due": 30}, "coach-next-review-some"),
        ({"due": 10}, "coach-next-review"),
        ({"percent": 82.0, "trend": "unknown"}, "coach-good-1"),
        ({"due": 30, "days_to_exam": 1}, "coach-eve-notes"),
        ({"answers": 0}, "coach-none-1"),
        ({"days_to_exam": 0}, "coach-today-read"),
        ({"days_to_exam": 0}, "coach-next-today"),
        ({"percent": 50.0}, "coach-low-1"),
        ({"active_days": 4}, "coach-few-days"),
        ({"mocks": 0}, "coach-no-mock"),
        ({"weakest": None}, "coach-read-why"),
        ({"due": 12}, "coach-next-review-some"),
        ({}, "coach-next-topic"),
        ({"weakest": None}, "coach-next-set"),
        ({"days_to_exam": 1}, "coach-next-rest"),
        ({"days_to_exam": None}, "coach-far-1"),
        ({"days_to_exam": 45}, "coach-near-1"),
        ({"days_to_exam": 7}, "coach-last-1"),
        ({"days_to_exam": 1}, "coach-eve-1"),
    ],
)
def test_each_situation_has_its_word(changes: dict[str, object], expected: str) -> None:
    assert expected in keys(sheet(**changes))


@pytest.mark.parametrize(
    ("changes", "unsaid"),
    [
        ({"mocks": 0, "days_to_exam": 3}, "coach-no-mock"),
        ({"active_days": 2, "days": 3}, "coach-few-days"),
        ({"mocks": 0, "days_to_exam": 1}, "coach-no-mock"),
    ],
)
def test_nobody_is_told_what_cannot_be_done_or_is_not_fair(
    changes: dict[str, object], unsaid: str
) -> None:
    assert unsaid not in keys(sheet(**changes))


def test_two_days_do_not_read_alike() -> None:
    said_on = {repr(rules.feedback(sheet(), variant=day).encouragement) for day in range(9)}

    assert len(said_on) == VARIANTS


def readiness(chance: random.Random) -> ReadinessFacts:
    probability = chance.random()
    low, high = sorted((probability * chance.random(), probability + (1 - probability) / 2))
    return ReadinessFacts(
        probability=probability,
        interval=(low, high),
        expected_score=chance.uniform(20, 150),
        maximum=200.0,
        cutoff=76.06,
        confidence=chance.choice(["low", "medium", "high"]),
        costly=chance.choice([(), ("gk.forts",)]),
    )


def random_sheets(count: int) -> Iterator[FactSheet]:
    chance = random.Random(7)
    for _ in range(count):
        topics = [None, TopicFact(id="gk.forts", percent=chance.uniform(0, 100), answers=9)]
        yield sheet(
            answers=chance.choice([0, 7, 25, 400]),
            percent=chance.choice([None, chance.uniform(0, 100)]),
            trend=(trend := chance.choice(["up", "steady", "down", "unknown"])),
            change_points=(-1 if trend == "down" else 1) * chance.uniform(3, 40),
            seconds=chance.choice([None, chance.uniform(5, 200)]),
            active_days=chance.randint(0, 30),
            due=chance.randint(0, 90),
            mocks=chance.randint(0, 2),
            weakest=chance.choice(topics),
            strongest=chance.choice(topics),
            readiness=chance.choice([None, readiness(chance)]),
            days_to_exam=chance.choice([None, *range(100)]),
        )


def numbers_in(text: str) -> set[int]:
    return {int(one) for one in re.findall(r"\d+", text.replace(",", ""))}


@pytest.mark.parametrize("language", ["en", "hi"])
def test_two_thousand_sheets_give_true_words_in_both_languages(language: str) -> None:
    """Every number said is one of its fact's, every topic named, every message fits."""
    t = translator(language)
    for variant, facts in enumerate(random_sheets(2000)):
        own, story = rules.feedback(facts, variant=variant), rules.readiness(facts)
        found = Coached(feedback=own, story=story, topics=TOPICS, exam="RAS Pre")
        every = (own.encouragement, *own.improvements, own.next_step, own.motivation, *story.points)
        for one in every:
            assert isinstance(one, Advice)
            text = said(t, TOPICS, one)
            assert numbers_in(text) <= set(one.numbers.values())
            if one.topic is not None:
                assert TOPICS[one.topic].name(language) in text
            if language == "hi":
                letters = re.sub(r"/\w+", "", text)
                assert re.search(r"[\u0900-\u097F]", letters)
                assert "तुम" not in letters
        assert 2 <= len(own.improvements) <= 3
        assert (story.points == ()) == (facts.readiness is None)
        html = advice(t, found, text_only=True).html
        assert parsed_length(html) <= LONGEST_TEXT


def test_readiness_has_the_specifications_six_points() -> None:
    own = ReadinessFacts(
        probability=0.63,
        interval=(0.41, 0.82),
        expected_score=70.0,
        maximum=200.0,
        cutoff=76.06,
        confidence="medium",
        costly=("gk.forts",),
    )
    points = rules.readiness(sheet(readiness=own)).points
    found = [one.key for one in points if isinstance(one, Advice)]

    assert found == [
        "coach-chance-close",
        "coach-strength",
        "coach-weakness",
        "coach-strategy-gap",
        "coach-timeline",
        "coach-sure-medium",
    ]


def worded(language: str, one: Sentence) -> tuple[str, Bounds]:
    """A sentence as a language model would have written it, and what it may speak of."""
    assert isinstance(one, Advice)
    t = translator(language)
    facts = {
        BY_NAME[name].id: Fact(
            meaning=BY_NAME[name],
            value=value,
            topic=one.topic if BY_NAME[name].scope == "topic" else None,
        )
        for name, value in one.numbers.items()
    }
    topic = "" if one.topic is None else TOPICS[one.topic].name(language)
    numbers = {name: f"{{{BY_NAME[name].id}}}" for name in one.numbers}
    bounds = Bounds(
        language="hi" if language == "hi" else "en",
        facts=facts,
        topics={key: (topic.name_en, topic.name_hi) for key, topic in TOPICS.items()},
        needed=() if one.topic is None else (one.topic,),
    )
    return t.plain(one.key, topic=topic, **numbers), bounds


def random_week(chance: random.Random) -> PlanSheet:
    topics = list(TOPICS)
    chance.shuffle(topics)
    cut = chance.randint(0, 2)
    return PlanSheet(
        learn=tuple(topics[:cut]),
        review=tuple(topics[cut:]),
        minutes=chance.randint(30, 3000),
        has_mock=chance.random() < 0.5,
        has_mistakes=chance.random() < 0.5,
        rest_days=chance.randint(0, 2),
        strength=chance.choice([None, *topics]),
        days_to_exam=chance.randint(1, 120),
        is_taper=chance.random() < 0.2,
    )


@pytest.mark.parametrize("language", ["en", "hi"])
def test_the_rules_pass_the_checks_that_a_language_model_has_to(language: str) -> None:
    """Two thousand sheets and as many weeks: unit, meaning, topic, language, manner, length."""
    chance = random.Random(11)
    judged: set[tuple[object, ...]] = set()
    for variant, facts in enumerate(random_sheets(2000)):
        own, story = rules.feedback(facts, variant=variant), rules.readiness(facts)
        week = rules.plan(random_week(chance), variant=variant)
        for one in (
            own.encouragement,
            *own.improvements,
            own.next_step,
            own.motivation,
            *story.points,
            week.headline,
            *week.why,
            *week.how,
        ):
            text, bounds = worded(language, one)
            known = {(fact.id, fact.topic) for fact in bounds.facts.values()}
            # The same words within the same bounds are judged once.
            if (text, *bounds.needed, frozenset(known)) not in judged:
                judged.add((text, *bounds.needed, frozenset(known)))
                assert violations([text], bounds, most_units=400) == [], text


def test_a_week_in_words_names_its_topics_and_fits() -> None:
    week = random_week(random.Random(3))
    for language in ("en", "hi"):
        t = translator(language)
        found = WeekCoached(words=rules.plan(week, variant=1), topics=TOPICS)
        html = week_screen(t, found, text_only=True).html
        assert all(TOPICS[one].name(language) in html for one in week.learn)
        assert parsed_length(html) <= LONGEST_TEXT
