"""Families of facts: pairs with a sentence that says one of them, in both languages.

They stand in `content/pairs/*.yaml`. A row has six cells, left, right and what else is worth knowing,
each in English and Hindi; in a family that tests a language it has four, the tested words once.
`topics` files rows (by number) under topics of their own, `same_as` names the objective of a fact
that stands elsewhere too: its questions are variants, and no set asks two of them.
"""

import random
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from analytics.learner_model import Difficulty
from content.question import LANGUAGES, LETTERS, BankQuestion, BankText

#: Options of every question made from a family.
OPTIONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One fact: what stands on the left and the right, and what else is worth knowing of it."""

    number: int
    left: Mapping[str, str]
    right: Mapping[str, str]
    more: Mapping[str, str]
    #: Where its questions belong; composed ones stand under the family's topic.
    topic: str
    #: What a student learns by it; a fact that stands in two families has the first one's.
    objective: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    id: str
    topic: str
    #: By language: names of the lists, stems, the sentence, the first hint.
    words: Mapping[str, Mapping[str, str]]
    pairs: tuple[Pair, ...]
    #: Both sides are asked.
    is_mutual: bool
    #: The right side is a year.
    is_dated: bool
    #: Two lists can be matched: every right side stands once.
    is_matched: bool
    #: Rows stand two by two, and each is the likeliest mistake for the other.
    is_twinned: bool
    #: Names of questions that an author wrote already, or that do not read well.
    skipped: frozenset[str]

    def says(self, pair: Pair, language: str, *, right: Pair | None = None) -> str:
        """The family's sentence of a pair; with another's right side it is a false one."""
        said = self.words[language]["sentence"].format(
            left=pair.left[language], right=(right or pair).right[language]
        )
        return said[0].upper() + said[1:]

    def likeliest_mistakes(self, pair: Pair, chance: random.Random) -> list[Pair]:
        """The pairs with another right side, those first that she is likeliest to take for it."""
        others = [one for one in self.pairs if one.right["en"] != pair.right["en"]]
        chance.shuffle(others)
        if self.is_dated:
            year = int(pair.right["en"])
            others.sort(key=lambda one: abs(int(one.right["en"]) - year))
        if self.is_twinned:
            twin = (pair.number - 1 ^ 1) + 1
            others.sort(key=lambda one: one.number != twin)
        return others


@dataclass(frozen=True, slots=True)
class Part:
    """One option in both languages, with why it is wrong; empty where it is right."""

    text: Mapping[str, str]
    why: Mapping[str, str]


@cache
def families() -> tuple[Family, ...]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = []
    for file in sorted(files("content").joinpath("pairs").iterdir(), key=lambda one: one.name):
        if file.name.endswith(".yaml"):
            document = yaml.load(file.read_text("utf-8"), Loader=loader)  # noqa: S506 - a safe loader
            found += [_family(name, entry) for name, entry in document.items()]
    return tuple(found)


def _family(name: str, entry: Mapping[str, Any]) -> Family:
    rows = [line.split("|") for line in entry["pairs"].strip().splitlines()]
    topics = {int(one): key for key, own in entry.get("topics", {}).items() for one in own}
    same_as: Mapping[int, str] = entry.get("same_as", {})
    pairs = []
    for number, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row]
        if len(cells) == 4:
            # The tested language is the same whatever the language of the question.
            cells = [cells[0], cells[0], cells[1], cells[1], *cells[2:]]
        if len(cells) != 6 or not all(cells):
            raise ValueError(f"family {name}, pair {number}: four or six cells, not {len(cells)}")
        left_en, left_hi, right_en, right_hi, more_en, more_hi = cells
        pairs.append(
            Pair(
                number=number,
                left={"en": left_en, "hi": left_hi},
                right={"en": right_en, "hi": right_hi},
                more={"en": more_en, "hi": more_hi},
                topic=topics.get(number, entry["topic"]),
                objective=same_as.get(number, f"pair.{name}.{number}"),
            )
        )
    rights = [one.right["en"] for one in pairs]
    is_unique = len(set(rights)) == len(rights)
    return Family(
        id=name,
        topic=entry["topic"],
        words={language: entry[language] for language in LANGUAGES},
        pairs=tuple(pairs),
        is_mutual="backward" in entry["en"],
        is_dated=bool(entry.get("dated")),
        is_matched=is_unique and bool(entry.get("matched", True)),
        is_twinned=bool(entry.get("twinned")),
        skipped=frozenset(str(entry.get("skip", "")).split()),
    )


def chance_of(family: Family, kind: str, place: int) -> random.Random:
    """A source of chance of its own for every question, so that one more changes no other."""
    return random.Random(f"{family.id}:{kind}:{place}")  # noqa: S311 - no secret


def _place(family: Family, name: str) -> int:
    """Where the right option stands: it goes round within a family, so that no letter is likelier."""
    shift = "fbmpc".index(name[0]) + zlib.crc32(family.id.encode())
    return (int(name[1:]) + shift) % OPTIONS


def made(
    family: Family,
    chance: random.Random | None,
    parts: Sequence[Part],
    *,
    name: str,
    kind: str,
    difficulty: Difficulty,
    objective: str,
    stem: Mapping[str, str],
    explanation: Mapping[str, str],
    hints: Mapping[str, tuple[str, str]],
    right: int = 0,
    topic: str | None = None,
) -> BankQuestion:
    """The question with its options in a drawn order, or as given where `chance` is None."""
    order = list(range(len(parts)))
    if chance is not None:
        chance.shuffle(order)
        order.remove(right)
        order.insert(_place(family, name), right)
    return BankQuestion(
        id=f"pair-{family.id}-{name}",
        topic=topic or family.topic,
        difficulty=difficulty,
        kind=kind,
        objective=objective,
        right=LETTERS[order.index(right)],
        source=f"facts {family.id}",
        valid_on=None,
        texts={
            one: BankText(
                stem=stem[one],
                options=tuple(parts[i].text[one] for i in order),
                explanation=explanation[one],
                hints=hints[one],
                why_wrong=tuple(parts[i].why[one] for i in order),
            )
            for one in LANGUAGES
        },
    )
