"""What a template draws, and how it becomes a question of the bank.

Code computes: the numbers, the answer, what typical mistakes lead to. The words stand in
`texts/*.yaml`, in both languages, where a teacher can read them. The options are the answer and
the first three mistakes that lead elsewhere, in an order drawn from the seed.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from analytics.learner_model import Difficulty
from content.numerals import grouped
from content.question import LETTERS, BankQuestion, BankText

OPTIONS = 4
#: Draws until a template's numbers give four different options.
MOST_DRAWS = 300
LANGUAGES = ("en", "hi")


class Both(NamedTuple):
    """Words that differ between the languages."""

    en: str
    hi: str

    def of(self, language: str) -> str:
        return self.hi if language == "hi" else self.en


#: A number is printed by `number`, words as they are.
Value = int | Fraction | str | Both


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """One draw of a template: what its texts are filled with."""

    right: Value
    #: (key of the mistake in mistakes.yaml, what it leads to), the most typical first.
    wrong: Sequence[tuple[str, Value]]
    values: Mapping[str, Value] = field(default_factory=dict)
    #: Which of the level's texts is meant, where it has several.
    text: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A family of questions on one skill."""

    id: str
    topic: str
    draw: Callable[[random.Random, Difficulty], Draw]
    kind: str = "computed"

    def question(self, difficulty: Difficulty, seed: int) -> BankQuestion:
        """The question of a seed: always the same one."""
        rng = random.Random(f"{self.id}:{difficulty}:{seed}")  # noqa: S311 - no secret
        for _ in range(MOST_DRAWS):
            draw = self.draw(rng, difficulty)
            texts = _words(self.id, draw.text or difficulty)
            wrong = _three_mistakes(draw, texts)
            if len(wrong) == OPTIONS - 1:
                order = rng.sample(range(OPTIONS), OPTIONS)
                return self._question(draw, wrong, texts, order, difficulty=difficulty, seed=seed)
        raise RuntimeError(f"template {self.id} finds no four different options")

    def _question(
        self,
        draw: Draw,
        wrong: Sequence[tuple[str, Value]],
        texts: Mapping[str, Any],
        order: Sequence[int],
        *,
        difficulty: Difficulty,
        seed: int,
    ) -> BankQuestion:
        pairs: list[tuple[str, Value]] = [("", draw.right), *wrong]
        shown = [pairs[place] for place in order]
        return BankQuestion(
            id=f"gen-{self.id}-{difficulty[0]}{seed}",
            topic=self.topic,
            difficulty=difficulty,
            kind=self.kind,
            objective=f"gen.{self.id}.{difficulty}",
            right=LETTERS[order.index(0)],
            source=f"template {self.id}",
            valid_on=None,
            texts={language: _text(draw, shown, texts, language) for language in LANGUAGES},
        )


def _text(
    draw: Draw, shown: Sequence[tuple[str, Value]], texts: Mapping[str, Any], language: str
) -> BankText:
    own = texts[language]
    values = {name: printed(value, language) for name, value in draw.values.items()}
    values["right"] = _option(draw.right, texts, language)
    return BankText(
        stem=_with_commas(own["stem"].format_map(values).strip()),
        options=tuple(_option(value, texts, language) for _, value in shown),
        explanation=_with_commas(own["explanation"].format_map(values).strip()),
        hints=tuple(own["hints"]),
        why_wrong=tuple(mistakes()[key][language] if key else "" for key, _ in shown),
    )


def _option(value: Value, texts: Mapping[str, Any], language: str) -> str:
    """A value as an option, in the form that the text asks for: with a unit, as money."""
    form: str = texts[language].get("option", "{x}")
    return _with_commas(form.format(x=printed(value, language)))


def _with_commas(text: str) -> str:
    """Sums of four digits too, since larger ones beside them have a comma."""
    return re.sub(r"(?<=₹)(\d)(\d{3})(?![\d,])", r"\1,\2", text)


def _three_mistakes(draw: Draw, texts: Mapping[str, Any]) -> list[tuple[str, Value]]:
    """The first three mistakes that lead to options of their own, in both languages."""
    taken = {language: {_option(draw.right, texts, language)} for language in LANGUAGES}
    found: list[tuple[str, Value]] = []
    for key, value in draw.wrong:
        words = {language: _option(value, texts, language) for language in LANGUAGES}
        is_sane = not isinstance(value, int | Fraction) or _is_like(value, draw.right)
        if is_sane and all(words[name] not in taken[name] for name in LANGUAGES):
            found.append((key, value))
            for name in LANGUAGES:
                taken[name].add(words[name])
        if len(found) == OPTIONS - 1:
            break
    return found


def _is_like(value: int | Fraction, right: Value) -> bool:
    """Whether a number could be an answer at all: no negative price, no odd fraction."""
    if not isinstance(right, int | Fraction):
        return True
    is_positive = value > 0 or right <= 0
    is_plain = Fraction(value).denominator in {1, 2, 4, 5, 10, Fraction(right).denominator}
    return is_positive and is_plain and value != right


def slips(*pairs: tuple[str, Value]) -> list[tuple[str, Value]]:
    """Mistakes with what they lead to, the most typical first."""
    return list(pairs)


def near(right: int | Fraction, step: int | Fraction = 1) -> list[tuple[str, Value]]:
    """Last resort: what a slip of the pen leads to."""
    return [("slip", right + k * step) for k in (1, -1, 2, -2, 3)]


def printed(value: Value, language: str) -> str:
    """A value as the reader of a language sees it."""
    if isinstance(value, Both):
        return value.of(language)
    return value if isinstance(value, str) else number(value)


def number(value: Fraction | int) -> str:
    """A number as a question prints it: whole, with up to two decimals, or a mixed fraction."""
    exact = Fraction(value)
    if exact.denominator == 1:
        # Years and small sums stand as they are.
        return grouped(int(exact)) if abs(exact) >= 10_000 else str(int(exact))
    if 100 % exact.denominator == 0:
        return f"{float(exact):.2f}".rstrip("0")
    whole, rest = divmod(abs(exact), 1)
    sign = "-" if exact < 0 else ""
    return f"{sign}{whole} {rest}" if whole else f"{sign}{rest}"


def _words(template: str, level: str) -> Mapping[str, Any]:
    """A level's texts; hints and the options' form may stand once for all levels."""
    own = _texts()[template]
    return {name: {**own.get(name, {}), **own.get(level, {}).get(name, {})} for name in LANGUAGES}


@cache
def _texts() -> dict[str, Any]:
    folder = files("content") / "generators" / "texts"
    found: dict[str, Any] = {}
    for file in folder.iterdir():
        if file.name.endswith(".yaml") and file.name != "mistakes.yaml":
            found |= _yaml(file.read_text("utf-8"))
    return found


@cache
def mistakes() -> dict[str, dict[str, str]]:
    """What somebody did who chose a wrong option, by key and language."""
    text = (files("content") / "generators" / "texts" / "mistakes.yaml").read_text("utf-8")
    found: dict[str, dict[str, str]] = _yaml(text)
    return found


def _yaml(text: str) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    document: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader
    return document
