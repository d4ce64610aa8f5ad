"""The model against a log: each answer forecast from what came before it, then learnt from."""

from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple

from analytics.forecast_quality import (
    Bin,
    auc,
    brier,
    calibration_error,
    log_loss,
    reliability_table,
)
from analytics.learner_model import Difficulty, Gaussian
from analytics.population import Lesson, Population
from analytics.response_time import engaged_seconds
from analytics.score_distribution import Asked, score_distribution
from analytics.student_state import Evidence, Judged, StudentFold, believe

#: The score interval is formed before the last 20 answers of who has 40.
TAIL = 20
ANSWERS_FOR_AN_INTERVAL = 40
#: Enough of a past for `auc_after_10`.
WARM = 10
_ANY_WEEK = date(2000, 1, 3)


class LogRow(NamedTuple):
    """A row of a log as the model needs it; `at_milliseconds` since 1970."""

    at_milliseconds: int
    student: str
    question: str
    topic: str
    is_correct: bool
    difficulty: Difficulty | None
    options: int | None
    milliseconds: int | None
    is_blank: bool
    is_practice: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluated:
    """The figures of contract section 7; None where the log has nothing to measure it by."""

    n: int
    students: int
    questions: int
    topics: int
    auc: float | None
    auc_after_10: float | None
    log_loss: float | None
    brier: float | None
    ece: float | None
    microseconds_per_answer: float | None
    score_interval_coverage: float | None
    reliability: tuple[Bin, ...]


@dataclass(slots=True)
class _Tail:
    """A student's last answers, forecast from where she stood before them."""

    fold: StudentFold
    at: datetime
    asked: list[Asked] = field(default_factory=list)
    offsets: dict[int, Gaussian] = field(default_factory=dict)
    right: int = 0

    def ask(self, topic: int, question: Gaussian, difficulty: Gaussian, guess: float) -> None:
        belief = believe(self.fold.ability, self.fold.topics.get(topic), at=self.at)
        self.offsets.setdefault(
            topic,
            Gaussian(
                belief.on_topic.mean - difficulty.mean,
                belief.on_topic.variance + difficulty.variance,
            ),
        )
        self.asked.append(Asked(topic, question, guess))

    def is_covered(self) -> bool:
        student = believe(self.fold.ability, None, at=self.at).student
        low, high = score_distribution(student, self.offsets, self.asked).interval()
        return low <= self.right <= high


class Evaluation:
    """Reads a sorted log once; memory grows with students and questions, 9 bytes with a row."""

    def __init__(self, answers_of: Mapping[str, int], *, clock: Callable[[], float]) -> None:
        self._answers_of = answers_of
        self._clock = clock
        self._busy_seconds = 0.0
        self._population: Population[int, int] = Population()
        self._folds: dict[str, StudentFold] = {}
        self._questions: dict[str, int] = {}
        self._topics: dict[str, int] = {}
        self._forecasts = array("d")
        self._outcomes = array("b")
        self._is_warm = array("b")
        self._tails: dict[str, _Tail] = {}
        self._covered: list[bool] = []

    def take_all(self, rows: Iterable[LogRow]) -> Evaluated:
        """Everything of a log in order."""
        for row in rows:
            self.take(row)
        return self.result()

    def take(self, row: LogRow) -> None:
        """Forecasts one answer, notes how that went, and learns from it."""
        started = self._clock()
        evidence, fold, past = self._evidence(row)
        judged = fold.judge(evidence)
        self._busy_seconds += self._clock() - started
        self._note_tail(row, fold, evidence, past)
        started = self._clock()
        fold.keep(evidence, judged)
        self._population.learn(
            evidence.question_id,
            evidence.topic_id,
            lesson_of(evidence, judged),
            label=row.difficulty,
        )
        self._busy_seconds += self._clock() - started
        self._forecasts.append(judged.probability_before)
        self._outcomes.append(row.is_correct)

    def _evidence(self, row: LogRow) -> tuple[Evidence, StudentFold, int]:
        """The answer with what it is judged by, its student, and how much she answered before."""
        question = self._questions.setdefault(row.question, len(self._questions))
        topic = self._topics.setdefault(row.topic, len(self._topics))
        fold = self._folds.get(row.student)
        if fold is None:
            fold = self._folds[row.student] = StudentFold()
        known = self._population.question(question, row.difficulty)
        past = 0 if fold.ability is None else fold.ability.answers
        self._is_warm.append(past >= WARM and known.answers >= WARM)
        seen = fold.seen.get(question)
        evidence = Evidence(
            question_id=question,
            topic_id=topic,
            answered_at=_instant(row.at_milliseconds),
            is_correct=row.is_correct,
            milliseconds=row.milliseconds,
            seen=seen,
            is_practice=row.is_practice,
            is_blank=row.is_blank,
            judgement=self._population.judgement(known, topic, options=row.options, seen=seen),
            time=known.time.expected(),
            week=_ANY_WEEK,
        )
        return evidence, fold, past

    def _note_tail(self, row: LogRow, fold: StudentFold, evidence: Evidence, past: int) -> None:
        total = self._answers_of[row.student]
        if total < ANSWERS_FOR_AN_INTERVAL or past < total - TAIL:
            return
        tail = self._tails.get(row.student)
        if tail is None:
            frozen = StudentFold(fold.ability, dict(fold.topics))
            tail = self._tails[row.student] = _Tail(frozen, evidence.answered_at)
        question, topic, guess = evidence.judgement
        tail.ask(evidence.topic_id, question, topic, guess)
        tail.right += row.is_correct
        if past == total - 1:
            self._covered.append(tail.is_covered())
            del self._tails[row.student]

    def result(self) -> Evaluated:
        """What was measured so far."""
        warm = [place for place, flag in enumerate(self._is_warm) if flag]
        table = reliability_table(self._forecasts, self._outcomes)
        n = len(self._forecasts)
        return Evaluated(
            n=n,
            students=len(self._folds),
            questions=len(self._questions),
            topics=len(self._topics),
            auc=auc(self._forecasts, self._outcomes),
            auc_after_10=auc(
                [self._forecasts[place] for place in warm],
                [self._outcomes[place] for place in warm],
            ),
            log_loss=log_loss(self._forecasts, self._outcomes),
            brier=brier(self._forecasts, self._outcomes),
            ece=calibration_error(table),
            microseconds_per_answer=1e6 * self._busy_seconds / n if n else None,
            score_interval_coverage=(
                sum(self._covered) / len(self._covered) if self._covered else None
            ),
            reliability=table,
        )


def lesson_of(evidence: Evidence, judged: Judged) -> Lesson:
    """What the population learns from an answer."""
    seconds = None if judged.is_rapid else engaged_seconds(evidence.milliseconds)
    return Lesson(step=judged.step, seen=evidence.seen, seconds=seconds)


def _instant(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
