"""A student's state as a function of her own answers: the fold that `db rebuild` repeats."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from analytics.learner_model import (
    DEFAULTS,
    Belief,
    Gaussian,
    Judgement,
    after_answer,
    after_pause,
    new_student,
    new_student_topic,
    probability_right,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One answer, as far as the model and the counters care."""

    question_id: int
    topic_id: int
    answered_at: datetime
    is_correct: bool
    #: None where nobody timed it.
    milliseconds: int | None
    is_repeat: bool
    is_practice: bool = True
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Ability:
    """A student's general ability and the evidence for it."""

    belief: Gaussian
    answers: int
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicState:
    """A student on one topic: belief, exact counts, first and last answer."""

    belief: Gaussian
    answers: int
    right: int
    #: Sum over the `timed` answers.
    milliseconds: int
    timed: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Judged:
    """What one answer did: the probability before it, and the two states after it."""

    probability_before: float
    ability: Ability
    topic: TopicState


def believe(ability: Ability | None, topic: TopicState | None, *, at: datetime) -> Belief:
    """What is believed of a student on a topic at an instant; priors where nothing is known."""
    student = new_student()
    if ability is not None:
        student = after_pause(
            ability.belief,
            seconds=(at - ability.last_at).total_seconds(),
            per_day=DEFAULTS.student_day,
            prior=DEFAULTS.student_variance,
        )
    on_topic = new_student_topic()
    if topic is not None:
        on_topic = after_pause(
            topic.belief,
            seconds=(at - topic.last_at).total_seconds(),
            per_day=DEFAULTS.student_topic_day,
            prior=DEFAULTS.student_topic_variance,
        )
    return Belief(student, on_topic)


def judge(ability: Ability | None, topic: TopicState | None, evidence: Evidence) -> Judged:
    """Folds one answer into a student's states; nothing given is changed."""
    at = evidence.answered_at
    before = believe(ability, topic, at=at)
    after = after_answer(
        before,
        evidence.judgement,
        is_correct=evidence.is_correct,
        weight=DEFAULTS.repeat_weight if evidence.is_repeat else 1.0,
        is_practice=evidence.is_practice,
    )
    timed = evidence.milliseconds is not None
    empty = TopicState(
        belief=after.on_topic, answers=0, right=0, milliseconds=0, timed=0, first_at=at, last_at=at
    )
    known = topic or empty
    return Judged(
        probability_right(before, evidence.judgement),
        Ability(
            belief=after.student,
            answers=(ability.answers if ability else 0) + 1,
            last_at=at if ability is None else max(at, ability.last_at),
        ),
        replace(
            known,
            belief=after.on_topic,
            answers=known.answers + 1,
            right=known.right + evidence.is_correct,
            milliseconds=known.milliseconds + (evidence.milliseconds or 0),
            timed=known.timed + timed,
            last_at=max(at, known.last_at),
        ),
    )


@dataclass(slots=True)
class StudentFold:
    """All of a student's derived states while her log is read from the first answer on."""

    ability: Ability | None = None
    topics: dict[int, TopicState] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)

    def take(self, evidence: Evidence) -> Judged:
        """Folds the next answer in; whether it repeats a question is seen here, not believed."""
        known = replace(evidence, is_repeat=evidence.question_id in self.seen)
        judged = judge(self.ability, self.topics.get(evidence.topic_id), known)
        self.ability = judged.ability
        self.topics[evidence.topic_id] = judged.topic
        self.seen.add(evidence.question_id)
        return judged


def fold(log: Iterable[Evidence]) -> StudentFold:
    """A student's states from her whole log in order; empty when there is none."""
    state = StudentFold()
    for evidence in log:
        state.take(evidence)
    return state
