"""A mock test's marks: exact fractions, by the exam's scheme; blanks, option E, disqualification."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from statistics import NormalDist
from typing import Literal, NamedTuple

#: E is "not attempted", marked so on purpose; blank is no mark at all.
Mark = Literal["right", "wrong", "not_attempted", "blank"]
#: Guesses that an advice rests on, and the confidence of its interval.
GUESSES_NEEDED = 20
SURENESS = 0.9


class Scheme(NamedTuple):
    """What each way of answering gives; the shares are of a question's marks."""

    marks_per_question: Fraction
    wrong: Fraction
    #: None where the paper has no such option.
    not_attempted: Fraction | None
    blank: Fraction
    disqualified_over_percent: int | None


class Tally(NamedTuple):
    """A paper or a part of it."""

    questions: int
    right: int
    wrong: int
    not_attempted: int
    blank: int
    marks: Fraction
    maximum: Fraction

    @property
    def percentage(self) -> Fraction:
        """max(0, 100 × marks ÷ maximum), exact; 0 for a part without questions."""
        if not self.maximum:
            return Fraction(0)
        return max(Fraction(0), 100 * self.marks / self.maximum)


def marks_for(scheme: Scheme, mark: Mark) -> Fraction:
    """Marks of one question, exact."""
    share: Mapping[Mark, Fraction] = {
        "right": Fraction(1),
        "wrong": scheme.wrong,
        "not_attempted": scheme.not_attempted or Fraction(0),
        "blank": scheme.blank,
    }
    return scheme.marks_per_question * share[mark]


def tally(scheme: Scheme, marks: Iterable[Mark]) -> Tally:
    """Counts and marks of a paper or of a part."""
    found = list(marks)
    counts = {name: found.count(name) for name in ("right", "wrong", "not_attempted", "blank")}
    return Tally(
        questions=len(found),
        marks=sum((marks_for(scheme, one) for one in found), Fraction(0)),
        maximum=len(found) * scheme.marks_per_question,
        **counts,
    )


def is_disqualified(scheme: Scheme, *, blank: int, questions: int) -> bool:
    """Whether more rows than the rules allow have no mark at all."""
    limit = scheme.disqualified_over_percent
    return limit is not None and 100 * blank > limit * questions


def most_blanks(scheme: Scheme, *, questions: int) -> int | None:
    """How many may stay without a mark; None where the paper sets no limit."""
    limit = scheme.disqualified_over_percent
    return None if limit is None else limit * questions // 100


def break_even(scheme: Scheme) -> float:
    """The chance of being right from which answering pays, against leaving it as the paper allows.

    p·1 + (1 − p)·wrong ≥ rest, with rest the better of option E and a blank.
    """
    rest = scheme.blank if scheme.not_attempted is None else scheme.not_attempted
    return float(max(Fraction(0), (rest - scheme.wrong) / (1 - scheme.wrong)))


Advice = Literal["attempt", "leave", "even", "unknown"]


class GuessAdvice(NamedTuple):
    """Whether her guesses pay under a scheme."""

    advice: Advice
    right: int
    guesses: int
    #: Chance of being right from which answering pays, 0–1.
    needed: float


def guess_advice(scheme: Scheme, *, right: int, guesses: int) -> GuessAdvice:
    """From how often she was right when she called it a guess.

    "attempt" or "leave" where the 80 % interval of her rate (normal approximation of the
    flat-prior posterior) lies wholly on one side of the break-even; "even" where it does not,
    "unknown" below twenty guesses.
    """
    needed = break_even(scheme)
    if guesses < GUESSES_NEEDED:
        return GuessAdvice("unknown", right, guesses, needed)
    n = guesses + 2
    rate = (right + 1) / n
    half = NormalDist().inv_cdf(SURENESS) * (rate * (1 - rate) / (n + 1)) ** 0.5
    advice: Advice = "even"
    if rate - half >= needed:
        advice = "attempt"
    elif rate + half < needed:
        advice = "leave"
    return GuessAdvice(advice, right, guesses, needed)
