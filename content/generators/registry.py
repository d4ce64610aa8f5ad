"""All templates, and the questions of them that the bank ships."""

from functools import cache
from itertools import count

from analytics.learner_model import Difficulty
from content.generators import logic, measures, money, motion, numbers, places, series
from content.generators.template import Template
from content.question import BankQuestion, fingerprint

TEMPLATES: tuple[Template, ...] = (
    *money.TEMPLATES,
    *numbers.TEMPLATES,
    *motion.TEMPLATES,
    *measures.TEMPLATES,
    *series.TEMPLATES,
    *places.TEMPLATES,
    *logic.TEMPLATES,
)
DIFFICULTIES: tuple[Difficulty, ...] = ("easy", "medium", "hard")
#: Variants of each template and difficulty in the bank.
VARIANTS = 4


@cache
def generated_questions() -> tuple[BankQuestion, ...]:
    """The bank's computed questions: the first seeds of each template that differ."""
    return tuple(
        question
        for template in TEMPLATES
        for difficulty in DIFFICULTIES
        for question in _variants(template, difficulty)
    )


def _variants(template: Template, difficulty: Difficulty) -> list[BankQuestion]:
    found: dict[str, BankQuestion] = {}
    for seed in count(1):
        question = template.question(difficulty, seed)
        english = question.texts["en"]
        found.setdefault(fingerprint(english.stem, english.options), question)
        if len(found) == VARIANTS:
            break
    return list(found.values())
