"""Series and codes of numbers and letters."""

import math
import random
from collections.abc import Callable

from analytics.learner_model import Difficulty
from content.generators.template import Both, Draw, Template, Value, near, slips

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WORDS = (
    *("CAMEL", "TIGER", "RIVER", "FIELD", "HOUSE", "WATER", "PLANT", "STONE", "BREAD", "CLOUD"),
    *("GRAIN", "HORSE", "LIGHT", "MANGO", "NIGHT", "OCEAN", "PEARL", "QUEEN", "SHEEP", "WHEAT"),
)


#: Letters in a row that no teacher would write on the board.
UNSEEMLY = frozenset({"ASS", "CUM", "FAG", "FUK", "HOE", "KKK", "SEX", "TIT"})


def shifted(word: str, by: int) -> str:
    """Each letter moved through the alphabet, round its end."""
    return "".join(ALPHABET[(ALPHABET.index(letter) + by) % 26] for letter in word)


def mirrored(word: str) -> str:
    """A for Z, B for Y, and so on."""
    return "".join(ALPHABET[25 - ALPHABET.index(letter)] for letter in word)


def number_series(rng: random.Random, level: Difficulty) -> Draw:
    """A constant step, a growing step, two series interlaced or doubled."""
    start = rng.randint(2, 20)
    if level == "easy":
        step = rng.randint(3, 12)
        terms = [start + step * n for n in range(6)]
        wrong = slips(
            ("one_too_many", terms[5] + step), ("slip", terms[5] + 1), ("slip", terms[5] - 2)
        )
        rule: Value = Both(f"Each term is {step} more.", f"प्रत्येक पद {step} अधिक है।")
    elif level == "medium":
        step, growth = rng.randint(2, 6), rng.randint(1, 4)
        terms = [start]
        for n in range(5):
            terms.append(terms[-1] + step + growth * n)
        last = terms[4] - terms[3]
        wrong = slips(("last_step_again", terms[4] + last), ("one_too_many", terms[5] + growth))
        rule = Both(f"The steps grow by {growth} each time.", f"अंतर हर बार {growth} बढ़ता है।")
    else:
        factor, plus = rng.choice((2, 3)), rng.choice((-2, -1, 1, 2, 3))
        terms = [rng.randint(3, 7)]
        for _ in range(5):
            terms.append(terms[-1] * factor + plus)
        last = terms[4] - terms[3]
        wrong = slips(("last_step_again", terms[4] + last), ("ignored_one", terms[4] * factor))
        sign = "+" if plus > 0 else "−"
        rule = Both(
            f"Each term is the one before it × {factor} {sign} {abs(plus)}.",
            f"प्रत्येक पद = पिछला पद × {factor} {sign} {abs(plus)}।",
        )
    shown = ", ".join(map(str, terms[:5]))
    values: dict[str, Value] = {"terms": shown, "rule": rule}
    return Draw(values=values, right=terms[5], wrong=slips(*wrong, *near(terms[5], 2)))


def letter_series(rng: random.Random, level: Difficulty) -> Draw:
    """Groups of letters that move on by fixed or growing steps."""
    width = 2 if level == "easy" else 3
    steps = [rng.choice((1, 2, 3, 4)) for _ in range(width)]
    if level == "hard":
        steps[1] = -steps[1]
    places = [rng.randrange(26) for _ in range(width)]
    groups = [
        "".join(
            ALPHABET[(place + step * n) % 26] for place, step in zip(places, steps, strict=True)
        )
        for n in range(5)
    ]
    right = groups[4]
    if UNSEEMLY & {*groups, right[::-1]}:
        return letter_series(rng, level)
    wrong = slips(
        ("shift_more", _moved(right, 0, 1)),
        ("shift_back", _moved(right, width - 1, -2)),
        ("not_reversed", right[::-1]),
        ("slip", _moved(right, 1, 2)),
    )
    moves = ", ".join(f"{'+' if step > 0 else '−'}{abs(step)}" for step in steps)
    return Draw(values={"groups": ", ".join(groups[:4]), "moves": moves}, right=right, wrong=wrong)


def _moved(group: str, place: int, by: int) -> str:
    return group[:place] + shifted(group[place], by) + group[place + 1 :]


def letter_code(rng: random.Random, level: Difficulty) -> Draw:
    """A word in a code: every letter moved, mirrored, or moved more and more."""
    example, word = rng.sample(WORDS, 2)
    by = rng.choice((1, 2, 3, 4))
    grows = 1 if level == "hard" else 0
    if level == "medium":
        rule = Both("A↔Z, B↔Y and so on", "A↔Z, B↔Y आदि")
    elif level == "easy":
        rule = Both(f"+{by} for each letter", f"हर अक्षर +{by}")
    else:
        moves = ", ".join(f"+{by + n}" for n in range(5))
        rule = Both(moves, moves)

    def code(plain: str) -> str:
        if level == "medium":
            return mirrored(plain)
        return "".join(shifted(letter, by + grows * n) for n, letter in enumerate(plain))

    right = code(word)
    wrong = slips(
        ("shift_back", shifted(word, -by)),
        ("shift_more", _moved(right, 4, 1)),
        ("not_reversed", right[::-1]),
        ("slip", _moved(right, 2, -1)),
    )
    values: dict[str, Value] = {"example": example, "code": code(example), "word": word}
    return Draw(values=values | {"rule": rule}, right=right, wrong=wrong)


def word_value(rng: random.Random, level: Difficulty) -> Draw:
    """A word as a number: letters added up, counted backwards, multiplied by their number."""
    example, word = rng.sample(WORDS, 2)

    def forward(w: str) -> int:
        return sum(ALPHABET.index(letter) + 1 for letter in w)

    def backward(w: str) -> int:
        return sum(26 - ALPHABET.index(letter) for letter in w)

    def scaled(w: str) -> int:
        return forward(w) * 2 + len(w)

    code = {"easy": forward, "medium": backward, "hard": scaled}[level]
    rule = {
        "easy": Both("A = 1, B = 2 … Z = 26, added up", "A = 1, B = 2 … Z = 26 का योग"),
        "medium": Both("A = 26, B = 25 … Z = 1, added up", "A = 26, B = 25 … Z = 1 का योग"),
        "hard": Both(
            "twice the sum with A = 1 … Z = 26, and 5 for the letters",
            "A = 1 … Z = 26 के योग का दुगुना, और अक्षरों के लिए 5",
        ),
    }[level]
    right = code(word)
    wrong = slips(
        ("counted_from_zero", right - len(word)),
        ("not_reversed", backward(word) if level == "easy" else forward(word)),
        ("one_too_many", right + 2),
        *near(right, 1),
    )
    values: dict[str, Value] = {"example": example, "code": code(example), "word": word}
    return Draw(values=values | {"rule": rule}, right=right, wrong=wrong)


def odd_one(rng: random.Random, level: Difficulty) -> Draw:
    """Three that share a property and one that does not; no other property may tell one apart."""
    if level == "easy":
        k = rng.choice((3, 7, 9, 11))
        alike, others = [k * n for n in range(2, 14)], [k * n + 1 for n in range(2, 14)]
        rule = Both(f"The others are multiples of {k}.", f"शेष सभी {k} के गुणज हैं।")
    elif level == "medium":
        alike, others = [n * n for n in range(4, 24)], [n * n + 2 for n in range(4, 24)]
        rule = Both("The others are squares.", "शेष सभी पूर्ण वर्ग हैं।")
    else:
        alike = [n for n in range(11, 98) if _is_prime(n)]
        others = [n for n in range(15, 96, 2) if not _is_prime(n) and n % 5]
        rule = Both("The others are prime numbers.", "शेष सभी अभाज्य संख्याएँ हैं।")
    shown, right = rng.sample(alike, 3), rng.choice(others)
    if told_apart([*shown, right]) != {right}:
        return odd_one(rng, level)
    wrong = slips(*[("has_the_property", str(n)) for n in shown])
    listed = ", ".join(map(str, sorted([*shown, right])))
    return Draw(values={"rule": rule, "numbers": listed}, right=str(right), wrong=wrong)


def _is_prime(n: int) -> bool:
    return n > 1 and all(n % k for k in range(2, math.isqrt(n) + 1))


def told_apart(numbers: list[int]) -> set[int]:
    """The numbers that some common property sets against all the others."""
    tests: list[Callable[[int], bool]] = [
        *(lambda n, k=k: n % k == 0 for k in (2, 3, 4, 5, 7, 9, 11)),
        _is_prime,
        lambda n: math.isqrt(n) ** 2 == n,
        lambda n: n > 99,
    ]
    found: set[int] = set()
    for test in tests:
        verdicts = [test(n) for n in numbers]
        for verdict in (True, False):
            if verdicts.count(verdict) == 1:
                found.add(numbers[verdicts.index(verdict)])
    return found


TEMPLATES = (
    Template("number_series", "reasoning.series", number_series),
    Template("letter_series", "reasoning.series", letter_series),
    Template("letter_code", "reasoning.coding", letter_code),
    Template("word_value", "reasoning.coding", word_value),
    Template("odd_one", "reasoning.analogy", odd_one),
)
