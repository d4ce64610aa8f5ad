"""Conclusions, relations and overlapping groups."""

import random
from dataclasses import dataclass
from functools import cache

from analytics.learner_model import Difficulty
from content.generators.template import Both, Draw, Template, Value, near, slips


@dataclass(frozen=True, slots=True)
class Thing:
    """A group of things, as "no x is y" and "all x are y" name it."""

    en: str
    one_hi: str
    many_hi: str


THINGS = (
    (
        Thing("pens", "पेन", "पेन"),
        Thing("books", "पुस्तक", "पुस्तकें"),
        Thing("bags", "थैला", "थैले"),
    ),
    (
        Thing("farmers", "किसान", "किसान"),
        Thing("singers", "गायक", "गायक"),
        Thing("poets", "कवि", "कवि"),
    ),
    (
        Thing("lakes", "झील", "झीलें"),
        Thing("rivers", "नदी", "नदियाँ"),
        Thing("canals", "नहर", "नहरें"),
    ),
    (
        Thing("teachers", "शिक्षक", "शिक्षक"),
        Thing("drivers", "चालक", "चालक"),
        Thing("players", "खिलाड़ी", "खिलाड़ी"),
    ),
)
FORMS = ("all", "some", "no", "some_not")
#: Levels pair forms of statements; a syllogism's middle term is the second thing.
PREMISES = {
    "easy": (("all", "all"), ("all", "no")),
    "medium": (("some", "all"), ("no", "some"), ("all", "some")),
    "hard": (("some", "some"), ("no", "all"), ("some", "no"), ("all", "some")),
}
CONCLUSIONS = ("I", "II", "both", "neither")

#: A world: which of the eight kinds of things (in A, in B, in C) exist.
Kind = tuple[bool, bool, bool]


@cache
def worlds() -> tuple[frozenset[Kind], ...]:
    """Every way eight kinds can exist or not, with at least one of each thing."""
    kinds: list[Kind] = [
        (a, b, c) for a in (True, False) for b in (True, False) for c in (True, False)
    ]
    found = []
    for bits in range(256):
        world = frozenset(kind for n, kind in enumerate(kinds) if bits >> n & 1)
        if all(any(kind[thing] for kind in world) for thing in range(3)):
            found.append(world)
    return tuple(found)


def holds(form: str, a: int, b: int, world: frozenset[Kind]) -> bool:
    """Whether "form A are B" is true in a world."""
    ours = [kind[b] for kind in world if kind[a]]
    return {
        "all": all(ours),
        "some": any(ours),
        "no": not any(ours),
        "some_not": not all(ours),
    }[form]


def follows(premises: list[tuple[str, int, int]], conclusion: tuple[str, int, int]) -> bool:
    """Whether a conclusion is true in every world where the premises are."""
    return all(
        holds(*conclusion, world)
        for world in worlds()
        if all(holds(*premise, world) for premise in premises)
    )


def syllogism(rng: random.Random, level: Difficulty) -> Draw:
    """Two statements and two conclusions, judged by trying every possible world."""
    things = rng.choice(THINGS)
    first, second = rng.choice(PREMISES[level])
    premises = [(first, 0, 1), (second, 1, 2)]
    forms = ("all", "some", "no") if level == "easy" else FORMS
    pairs = [(0, 2), (2, 0)] if level != "easy" else [(0, 2), (2, 0), (1, 0)]
    conclusions = [(form, *pair) for form in forms for pair in pairs]
    one, two = rng.sample(conclusions, 2)
    truths = (follows(premises, one), follows(premises, two))
    # "Either … or" is a case of its own in these papers, and left out here.
    if not any(truths) and _are_opposites(one, two):
        return syllogism(rng, level)
    answer = {(True, False): "I", (False, True): "II", (True, True): "both"}.get(truths, "neither")
    wrong = slips(
        *[(_mistake(answer, other), _VERDICTS[other]) for other in CONCLUSIONS if other != answer]
    )
    values: dict[str, Value] = {
        "first": _sentence(*premises[0], things),
        "second": _sentence(*premises[1], things),
        "one": _sentence(*one, things),
        "two": _sentence(*two, things),
        "why_one": _reason("I", is_true=truths[0]),
        "why_two": _reason("II", is_true=truths[1]),
    }
    return Draw(values=values, right=_VERDICTS[answer], wrong=wrong)


_VERDICTS = {
    "I": Both("Only conclusion I follows", "केवल निष्कर्ष I निकलता है"),
    "II": Both("Only conclusion II follows", "केवल निष्कर्ष II निकलता है"),
    "both": Both("Both conclusions follow", "दोनों निष्कर्ष निकलते हैं"),
    "neither": Both("Neither conclusion follows", "कोई भी निष्कर्ष नहीं निकलता"),
}


def _mistake(answer: str, chosen: str) -> str:
    if answer == "both" or (chosen == "neither"):
        return "too_little"
    return "too_much" if answer == "neither" or chosen == "both" else "converse"


def _are_opposites(one: tuple[str, int, int], two: tuple[str, int, int]) -> bool:
    forms = {one[0], two[0]}
    return {one[1], one[2]} == {two[1], two[2]} and forms in ({"some", "no"}, {"all", "some_not"})


def _sentence(form: str, a: int, b: int, things: tuple[Thing, Thing, Thing]) -> Both:
    x, y = things[a], things[b]
    return {
        "all": Both(f"All {x.en} are {y.en}.", f"सभी {x.many_hi} {y.many_hi} हैं।"),
        "some": Both(f"Some {x.en} are {y.en}.", f"कुछ {x.many_hi} {y.many_hi} हैं।"),
        "no": Both(f"No {x.en} are {y.en}.", f"कोई {x.one_hi} {y.one_hi} नहीं है।"),
        "some_not": Both(f"Some {x.en} are not {y.en}.", f"कुछ {x.many_hi} {y.many_hi} नहीं हैं।"),
    }[form]


def _reason(number: str, *, is_true: bool) -> Both:
    if is_true:
        return Both(
            f"{number} holds in every drawing that fits the statements.",
            f"{number} कथनों के हर संभव चित्र में सत्य है।",
        )
    return Both(
        f"{number} fails in some drawing that fits the statements.",
        f"{number} किसी संभव चित्र में असत्य हो जाता है।",
    )


#: Steps of a family tree: (words, generations up, the person's gender, what it leads to).
PARENTS = {"father": ("m", Both("father", "पिता")), "mother": ("f", Both("mother", "माता"))}
SIBLINGS = {"brother": ("m", Both("brother", "भाई")), "sister": ("f", Both("sister", "बहन"))}
#: What the end of a chain of steps is to its beginning; by the gender of the last person.
RELATIONS: dict[tuple[str, ...], dict[str, Both]] = {
    ("parent", "father"): {
        "m": Both("paternal grandfather", "दादा"),
        "f": Both("paternal grandmother", "दादी"),
    },
    ("parent", "mother"): {
        "m": Both("maternal grandfather", "नाना"),
        "f": Both("maternal grandmother", "नानी"),
    },
    ("sibling", "father"): {
        "m": Both("paternal uncle", "चाचा या ताऊ"),
        "f": Both("paternal aunt", "बुआ"),
    },
    ("sibling", "mother"): {
        "m": Both("maternal uncle", "मामा"),
        "f": Both("maternal aunt", "मौसी"),
    },
}


def blood(rng: random.Random, level: Difficulty) -> Draw:
    """Two steps up or across; a third person in between; the way back."""
    step, parent = rng.choice(tuple(RELATIONS))
    gender = rng.choice("mf")
    words = PARENTS if step == "parent" else SIBLINGS
    word = next(both for own, both in words.values() if own == gender)
    right = RELATIONS[step, parent][gender]
    sentences = [_is_of("A", word, "B"), _is_of("B", PARENTS[parent][1], "C")]
    if level != "easy":
        sibling_gender = rng.choice("mf")
        sibling = next(both for own, both in SIBLINGS.values() if own == sibling_gender)
        sentences.append(_is_of("C", sibling, "D"))
    if level == "hard":
        rng.shuffle(sentences)
    other_side = RELATIONS[step, "mother" if parent == "father" else "father"]
    other_step = RELATIONS["sibling" if step == "parent" else "parent", parent]
    wrong = slips(
        ("gender_off", RELATIONS[step, parent]["f" if gender == "m" else "m"]),
        ("side_of_family", other_side[gender]),
        ("generation_off", other_step[gender]),
    )
    asked = "C" if level == "easy" else "D"
    story = Both(" ".join(s.en for s in sentences), " ".join(s.hi for s in sentences))
    values: dict[str, Value] = {"story": story, "asked": asked, "parent": PARENTS[parent][1]}
    return Draw(values=values | {"word": word}, right=right, wrong=wrong)


def _is_of(who: str, word: Both, whose: str) -> Both:
    is_feminine = word.en in {"mother", "sister"}
    of = "की" if is_feminine else ("के" if word.en == "father" else "का")
    verb = "हैं" if word.en in {"father", "mother"} else "है"
    return Both(f"{who} is the {word.en} of {whose}.", f"{who}, {whose} {of} {word.hi} {verb}।")


def venn(rng: random.Random, level: Difficulty) -> Draw:
    """Two overlapping groups: either, exactly one, neither."""
    only_a, only_b, shared = (5 * rng.randint(2, 12) for _ in range(3))
    neither = 5 * rng.randint(1, 8)
    a, b = only_a + shared, only_b + shared
    total = only_a + only_b + shared + neither
    values: dict[str, Value] = {"total": total, "a": a, "b": b, "shared": shared}
    values |= {"either": only_a + only_b + shared, "neither": neither}
    right = {"easy": only_a + only_b + shared, "medium": neither, "hard": only_a + only_b}[level]
    typical: dict[Difficulty, list[tuple[str, int]]] = {
        "easy": [
            ("overlap_twice", a + b),
            ("overlap_missing", only_a + only_b),
            ("ignored_one", a),
        ],
        "medium": [
            ("overlap_twice", total - a - b),
            ("overlap_missing", neither + shared),
            ("ignored_one", total - a),
        ],
        "hard": [
            ("overlap_twice", a + b - shared),
            ("ignored_one", only_a),
            ("added", a + b),
        ],
    }
    return Draw(values=values, right=right, wrong=slips(*typical[level], *near(right, 5)))


TEMPLATES = (
    Template("syllogism", "reasoning.syllogism", syllogism),
    Template("blood", "reasoning.blood", blood),
    Template("venn", "reasoning.syllogism", venn),
)
