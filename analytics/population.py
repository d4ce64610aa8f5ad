"""What all students' answers say of questions, topics, and of meeting a question again.

These states move in log order, one answer after the other, by a single consumer. What an answer
was judged with is kept with it, so that nobody's state depends on when the consumer ran.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from analytics.learner_model import (
    DEFAULTS,
    Difficulty,
    Gaussian,
    Judgement,
    Step,
    guess_floor,
    lowered,
    new_question,
    new_repeat_effect,
    new_topic,
    raised,
)
from analytics.response_time import QuestionTime

Question = TypeVar("Question", bound=Hashable)
Topic = TypeVar("Topic", bound=Hashable)


class QuestionState(NamedTuple):
    """How hard a question is believed to be, from how many answers, and how long it takes."""

    difficulty: Gaussian
    answers: int
    time: QuestionTime


class CountedGaussian(NamedTuple):
    """A belief and the number of answers behind it."""

    belief: Gaussian
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One answer as the population learns from it."""

    step: Step
    #: Her last verdict on the question before; None at first sight.
    seen: bool | None
    #: Engaged seconds of an answer that was no rapid guess.
    seconds: float | None


@dataclass(slots=True)
class Population(Generic[Question, Topic]):
    """All states by key; what is missing stands at its prior."""

    questions: dict[Question, QuestionState] = field(default_factory=dict)
    topics: dict[Topic, CountedGaussian] = field(default_factory=dict)
    #: How much easier a question is after a right and after a wrong answer to it.
    repeats: dict[bool, CountedGaussian] = field(default_factory=dict)

    def question(self, key: Question, label: Difficulty | None) -> QuestionState:
        return self.questions.get(key) or unknown_question(label)

    def topic(self, key: Topic) -> CountedGaussian:
        return self.topics.get(key) or CountedGaussian(new_topic(), 0)

    def repeat(self, seen: bool) -> CountedGaussian:
        return self.repeats.get(seen) or CountedGaussian(new_repeat_effect(), 0)

    def judgement(
        self,
        question: QuestionState,
        topic: Topic,
        *,
        options: int | None,
        seen: bool | None,
    ) -> Judgement:
        """What an answer is judged with; a repeat's ease is counted into the question."""
        return judgement_of(
            question.difficulty,
            self.topic(topic).belief,
            None if seen is None else self.repeat(seen).belief,
            options=options,
        )

    def learn(
        self, key: Question, topic: Topic, lesson: Lesson, *, label: Difficulty | None
    ) -> None:
        """Moves a question, its topic, and the effect of repeats by one answer."""
        self.questions[key] = after_lesson(self.question(key, label), lesson)
        self.topics[topic] = after_topic_lesson(self.topic(topic), lesson)
        if lesson.seen is not None:
            known = self.repeat(lesson.seen)
            self.repeats[lesson.seen] = CountedGaussian(
                raised(known.belief, lesson.step), known.answers + 1
            )


def unknown_question(label: Difficulty | None) -> QuestionState:
    """A question that nobody answered yet."""
    return QuestionState(new_question(label), 0, QuestionTime())


def judgement_of(
    question: Gaussian, topic: Gaussian, repeat: Gaussian | None, *, options: int | None
) -> Judgement:
    """The question's side of an answer, from beliefs about its parts."""
    if repeat is not None:
        question = Gaussian(question.mean - repeat.mean, question.variance + repeat.variance)
    return Judgement(question, topic, guess_floor(options))


def after_lesson(known: QuestionState, lesson: Lesson) -> QuestionState:
    """A question after one answer."""
    return QuestionState(
        lowered(known.difficulty, lesson.step, floor=DEFAULTS.question_floor),
        known.answers + 1,
        known.time if lesson.seconds is None else known.time.after(lesson.seconds),
    )


def after_topic_lesson(known: CountedGaussian, lesson: Lesson) -> CountedGaussian:
    """A topic after one answer."""
    return CountedGaussian(lowered(known.belief, lesson.step), known.answers + 1)
