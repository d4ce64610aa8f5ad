"""What the figures are worth where the truth is known; seeds fixed, quoted in docs/metrics.md."""

import math
import random
from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from typing import NamedTuple

from analytics.alerts import AlertInput, alerts
from analytics.attempt_result import AttemptResult
from analytics.facts import Fact, Sitting
from analytics.forecast_quality import auc, calibration_error, log_loss, reliability_table
from analytics.learner_model import Gaussian
from analytics.mastery import CONFIRMED_ANSWERS, CONFIRMED_PROBABILITY, mastery
from analytics.ranking import Standing, fair_ranking, ranks
from analytics.readiness import BlueprintPart, Cutoff, Forecast, TopicBelief, forecast
from analytics.student_state import believe
from benchmarks import offline_fit
from benchmarks.worlds import AT, Classroom, Trial, World, share, trials

SEEDS = (1, 2)
PAPER_SEEDS = (1, 2, 3, 4, 5)
WORLDS = (
    World(name="no growth"),
    World(name="growth of 0.003 an answer", growth=0.003),
    World(name="no guessing", options=None),
    World(name="repeats remembered", repeat=0.8),
    World(name="topics far apart", topic_deviation=1.0),
    World(name="few topics, long records", students=150, answers=400, topics=5),
)
WARM = 50


def model() -> None:
    """The model beside the truth, after the 50th answer of student and question."""
    print("world                          AUC (truth)      ECE (truth)      log loss (truth)")
    for world in WORLDS:
        found = [_model_run(world, seed) for seed in SEEDS]
        mean = [sum(column) / len(found) for column in zip(*found, strict=True)]
        print(
            f"{world.name:30s} {mean[0]:.4f} ({mean[1]:.4f})  {mean[2]:.4f} ({mean[3]:.4f})  "
            f"{mean[4]:.4f} ({mean[5]:.4f})"
        )


def offline() -> None:
    """The last quarter of each world forecast from the rest: one pass beside an offline fit."""
    print("world                          AUC offline, one pass, truth    ECE offline, one pass")
    for world in WORLDS:
        found = [offline_fit.compare(world, seed) for seed in SEEDS]
        mean = [sum(column) / len(found) for column in zip(*found, strict=True)]
        print(
            f"{world.name:30s} {mean[0]:.4f}, {mean[2]:.4f}, {mean[4]:.4f}          "
            f"{mean[1]:.4f}, {mean[3]:.4f}"
        )


def _model_run(world: World, seed: int) -> tuple[float, ...]:
    room = Classroom(options=world.options)
    said: list[float] = []
    true: list[float] = []
    came: list[int] = []
    for trial in trials(world, seed):
        fold = room.folds.get(trial.student)
        past = 0 if fold is None or fold.ability is None else fold.ability.answers
        known = room.population.question(trial.question, None).answers
        judged = room.take(trial)
        if past >= WARM and known >= WARM:
            said.append(judged.probability_before)
            true.append(trial.probability)
            came.append(int(trial.is_correct))
    figures: list[float] = []
    for measure in (auc, _ece, log_loss):
        figures += [measure(said, came) or 0.0, measure(true, came) or 0.0]
    return tuple(figures)


def _ece(forecasts: Sequence[float], outcomes: Sequence[int]) -> float | None:
    return calibration_error(reliability_table(forecasts, outcomes))


def confirmed_mastery() -> None:
    """False and true "confirmed", looked at after every one of 40 answers on a topic."""
    print("class                  rule        true .70 ever    true .90 by 20    true .90 by 40")
    for name, rates in (
        ("all at .70", [0.7] * 400),
        ("half .70, half .90", [0.7, 0.9] * 200),
        ("mixed, mostly .70", [0.5, 0.6, 0.7, 0.7, 0.7, 0.9] * 66),
    ):
        for rule in (0.8, CONFIRMED_PROBABILITY):
            found = _ever_confirmed(rates, rule)
            print(f"{name:22s} P ≥ {rule:.2f}   " + "   ".join(f"{x:13s}" for x in found))


def _ever_confirmed(rates: list[float], rule: float) -> list[str]:
    rng = random.Random(5)
    room = Classroom(options=4)
    when = [math.inf] * len(rates)
    sets = [rng.sample(range(80), 40) for _ in rates]
    for number in range(40):
        for student, rate in enumerate(rates):
            right = rng.random() < rate
            room.take(Trial(student, sets[student][number], 0, right, rate, 60.0 * number))
            sure = mastery(room.theta(student, 0), number + 1)
            if number + 1 >= CONFIRMED_ANSWERS and sure.probability >= rule:
                when[student] = min(when[student], number + 1)

    def reached(rate: float, by: int) -> str:
        own = [when[k] <= by for k, one in enumerate(rates) if one == rate]
        return f"{share(own):.3f}" if own else "-"

    return [reached(0.7, 40), reached(0.9, 20), reached(0.9, 40)]


def readiness() -> None:
    """Forecasts of a 100-question paper against what the simulated students then score."""
    print("marking      answers   ECE    Brier   80 % interval holds")
    for wrong in (0.0, -1 / 3):
        for answers in (20, 60, 200):
            said, came, held = [], [], []
            for seed in PAPER_SEEDS:
                for one in _papers(seed, answers, wrong):
                    said.append(one.probability)
                    came.append(int(one.score >= one.cutoff))
                    held.append(one.low <= one.score <= one.high)
            brier = sum((p - y) ** 2 for p, y in zip(said, came, strict=True)) / len(said)
            error = calibration_error(reliability_table(said, came, bins=10)) or 0.0
            print(f"+1, {wrong:+.3f}  {answers:7d}   {error:.3f}  {brier:.3f}   {share(held):.3f}")


class _Paper(NamedTuple):
    probability: float
    cutoff: float
    score: float
    low: float
    high: float


def _papers(seed: int, answers: int, wrong: float) -> list[_Paper]:
    """1,000 students who practise in a class that was there before them, then sit the paper."""
    rng = random.Random(seed)
    topics, per_topic, students = 8, 40, 1000
    # Ability and topic as the model's priors have them; 200 regulars make the questions known.
    # The bank is on average as hard as the exam: what it is not, no forecast can know.
    difficulty = [rng.gauss(0, 1) for _ in range(topics * per_topic)]
    for topic in range(topics):
        centre = sum(difficulty[topic::topics]) / per_topic
        difficulty[topic::topics] = [one - centre for one in difficulty[topic::topics]]
    room = Classroom(options=4)
    found = []
    for student in range(200 + students):
        ability = rng.gauss(0, math.sqrt(0.6))
        own = [rng.gauss(0, math.sqrt(0.2)) for _ in range(topics)]
        for number in range(100 if student < 200 else answers):
            question = rng.randrange(len(difficulty))
            topic = question % topics
            p = _chance(ability + own[topic] - difficulty[question])
            room.take(Trial(student, question, topic, rng.random() < p, p, 30.0 * number))
        if student >= 200:
            found.append(_sat(rng, room, student, ability, own, wrong))
    return found


def _chance(logit: float) -> float:
    return 0.25 + 0.75 / (1 + math.exp(-logit))


def _sat(
    rng: random.Random,
    room: Classroom,
    student: int,
    ability: float,
    own: list[float],
    wrong: float,
) -> _Paper:
    fold = room.folds[student]
    assert fold.ability is not None
    beliefs = []
    for topic in range(len(own)):
        belief = believe(fold.ability, fold.topics.get(topic), at=fold.ability.last_at)
        difficulty = room.population.topic(topic).belief
        offset = Gaussian(
            belief.on_topic.mean - difficulty.mean,
            belief.on_topic.variance + difficulty.variance,
        )
        beliefs.append(TopicBelief(topic=str(topic), subject=str(topic), offset=offset, answers=1))
    parts = [
        BlueprintPart(subject=str(topic), questions=100 // len(own), right=1.0, wrong=wrong)
        for topic in range(len(own))
    ]
    count = sum(part.questions for part in parts)
    cutoff = count * (0.55 if wrong == 0 else 0.45)
    said = forecast(
        believe(fold.ability, None, at=fold.ability.last_at).student,
        beliefs,
        parts,
        Cutoff(marks=cutoff, basis="qualifying", spread=0.0),
        answers=fold.ability.answers,
    )
    assert isinstance(said, Forecast)
    score = sum(
        1.0 if rng.random() < _chance(ability + own[topic] - rng.gauss(0, 1)) else wrong
        for topic in range(len(own))
        for _ in range(parts[topic].questions)
    )
    return _Paper(said.probability, cutoff, score, *said.score_interval)


def drop_alert() -> None:
    """False alarms over 30 tests of ten questions, and power when ability falls after them."""
    print("student                          specification's rule   evidence rule")
    for rate in (0.5, 0.6, 0.7, 0.8, 0.85):
        spec, told = _alarms([rate] * 30, watched=range(30))
        print(f"stable at {rate:.2f}, 30 tests         {spec:.3f}                  {told:.3f}")
    for after in (0.5, 0.4):
        for tests in (5, 10):
            rates = [0.7] * 15 + [after] * tests
            spec, told = _alarms(rates, watched=range(15, 15 + tests))
            print(
                f".70 falls to {after:.2f}, within {tests:2d}      {spec:.3f}                  {told:.3f}"
            )


def _alarms(rates: list[float], *, watched: range) -> tuple[float, float]:
    rng = random.Random(3)
    spec, told = [], []
    for _ in range(400):
        facts: list[Fact] = []
        sittings: list[Sitting] = []
        by_spec = by_evidence = False
        for number, rate in enumerate(rates):
            own = [_fact(f"t{number}", rng.random() < rate, number) for _ in range(10)]
            facts += own
            sittings.append(_sitting(own))
            if number in watched:
                found = alerts(AlertInput(facts=facts, sittings=sittings), at=AT)
                drops = [one for one in found if one.type == "performance_drop"]
                by_spec |= any(one.spec_condition for one in drops)
                by_evidence |= any(one.suppressed_by is None for one in drops)
        spec.append(by_spec)
        told.append(by_evidence)
    return share(spec), share(told)


def _fact(test: str, is_correct: bool, day: int) -> Fact:
    at = AT + timedelta(days=day)
    return Fact(test, "t", "t", at, is_correct, True, None, None, None, None, None, 0.7, False, 4)


def _sitting(facts: list[Fact]) -> Sitting:
    at = facts[0].answered_at
    right = sum(fact.is_correct for fact in facts)
    result = AttemptResult(len(facts), right, 0, None, None, 0, 0, None, at, at)
    return Sitting(facts[0].test, result, "completed")


def rankings() -> None:
    """Who fills a top ten of 500: true deviation 8 points, tests of 15, five to forty of them."""
    raw_short: list[bool] = []
    fair_short: list[bool] = []
    raw_hits: list[int] = []
    fair_hits: list[int] = []
    population: list[bool] = []
    for seed in range(20):
        rng = random.Random(seed)
        truth, standings = {}, {}
        for student in range(500):
            truth[student] = rng.gauss(60, 8)
            tests = [rng.gauss(truth[student], 15) for _ in range(rng.randint(5, 40))]
            exact = [Fraction(x).limit_denominator(1000) for x in tests]
            centre = sum(exact, Fraction(0)) / len(exact)
            spread = math.sqrt(float(sum((x - centre) ** 2 for x in exact)) / (len(exact) - 1))
            standings[student] = Standing(
                average=centre,
                tests=len(exact),
                deviation=spread,
                last_active=AT,
                improvement=None,
                efficiency=None,
                fair_tests=len(exact),
                fair_mean=centre,
                fair_deviation=spread,
            )
        raw = ranks({key: one.average for key, one in standings.items()})
        fair = {key: one.rank for key, one in fair_ranking(standings).items()}
        best = set(sorted(truth, key=lambda key: -truth[key])[:10])
        for order, short, hits in ((raw, raw_short, raw_hits), (fair, fair_short, fair_hits)):
            top = sorted(order, key=order.__getitem__)[:10]
            short += [standings[key].tests <= 7 for key in top]
            hits.append(len(best & set(top)))
        population += [one.tests <= 7 for one in standings.values()]
    print(f"students with at most 7 tests: {share(population):.2f} of all")
    print(
        f"  in the top ten by raw average {share(raw_short):.2f}, by fair score {share(fair_short):.2f}"
    )
    print(f"  true top ten found: raw {sum(raw_hits) / 20:.1f}, fair {sum(fair_hits) / 20:.1f}")


def main() -> None:
    for part in (model, offline, confirmed_mastery, readiness, drop_alert, rankings):
        print(f"-- {(part.__doc__ or '').splitlines()[0]}")
        part()


if __name__ == "__main__":
    main()
