"""Computed questions: the stated answer is what an independent solver finds, seed after seed."""

import os

import pytest

from analytics.learner_model import Difficulty
from content.checks.question_rules import question_findings
from content.exam_file import load_catalogue
from content.formats.draft import OPTIONAL_FIELDS
from content.generators.registry import DIFFICULTIES, TEMPLATES, VARIANTS, generated_questions
from content.generators.template import Template
from content.question import LETTERS, BankQuestion
from tests.support.solvers import SOLVERS, value_of

SEEDS = int(os.environ.get("GENERATOR_SEEDS", "100"))


def test_every_template_has_a_solver_that_knows_only_its_words() -> None:
    assert {template.id for template in TEMPLATES} == set(SOLVERS)
    assert len(TEMPLATES) >= 25


@pytest.mark.parametrize("difficulty", DIFFICULTIES)
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_the_stated_answer_is_the_only_right_one(
    template: Template, difficulty: Difficulty
) -> None:
    topics = load_catalogue().topic_ids()
    for seed in range(1, SEEDS + 1):
        question = template.question(difficulty, seed)
        right = _options_that_are_right(template, difficulty, question)
        assert right == [question.right], (question.id, question.texts["en"])
        findings = list(
            question_findings(
                question, topics=topics, expects=frozenset(OPTIONAL_FIELDS), is_ours=True
            )
        )
        assert findings == [], question.id


def _options_that_are_right(
    template: Template, difficulty: Difficulty, question: BankQuestion
) -> list[str]:
    english = question.texts["en"]
    solved = SOLVERS[template.id](difficulty, english.stem)
    for text in question.texts.values():
        assert len({option.casefold() for option in text.options}) == 4
    return [
        letter
        for letter, option in zip(LETTERS, english.options, strict=False)
        if (option == solved if isinstance(solved, str) else value_of(option) == solved)
    ]


def test_the_same_seed_gives_the_same_question() -> None:
    for template in TEMPLATES:
        assert template.question("hard", 7) == template.question("hard", 7)
        assert template.question("hard", 7) != template.question("hard", 8)


def test_no_picture_is_impossible() -> None:
    """No negative length, nobody of 90 in class, no speed that no train has."""
    for template in TEMPLATES:
        for difficulty in DIFFICULTIES:
            for seed in range(1, 31):
                question = template.question(difficulty, seed)
                is_about_things = template.id != "simplify"
                for option in question.texts["en"].options if is_about_things else ():
                    assert not option.startswith(("-", "₹-", "0 ")), (question.id, option)
    teachers = next(t for t in TEMPLATES if t.id == "average")
    for seed in range(1, 101):
        question = teachers.question("medium", seed)
        age = value_of(question.right_texts()["en"])
        assert 22 <= age <= 65, question.texts["en"]


def test_the_bank_holds_variants_of_each_template_and_level() -> None:
    assert len(generated_questions()) == len(TEMPLATES) * 3 * VARIANTS
    assert len({question.id for question in generated_questions()}) == len(generated_questions())
