"""Questions composed of several facts of a family: matching, pairs, statements, order in time."""

import itertools
import random
from collections.abc import Sequence

from content.generators.families import OPTIONS, Family, Pair, Part, chance_of, made
from content.question import LANGUAGES, LETTERS, BankQuestion

#: Pairs that a composed question of each kind takes.
MATCHED, ORDERED = 4, 4


def matching(family: Family, place: int) -> BankQuestion:
    """Two lists of four, and codes to choose from."""
    chance = chance_of(family, "match", place)
    four = _sample(family, chance, MATCHED, place)
    order = chance.sample(range(MATCHED), MATCHED)
    lists = {}
    for language in LANGUAGES:
        words = family.words[language]
        left = "\n".join(f"{LETTERS[i]}. {pair.left[language]}" for i, pair in enumerate(four))
        right = "\n".join(f"{i + 1}. {four[j].right[language]}" for i, j in enumerate(order))
        ask = (
            "Match List I with List II and choose the right code."
            if language == "en"
            else "सूची-I को सूची-II से सुमेलित कीजिए तथा सही कूट चुनिए।"
        )
        names = ("List I", "List II") if language == "en" else ("सूची-I", "सूची-II")
        lists[language] = (
            f"{ask}\n{names[0]} ({words['left']}):\n{left}\n{names[1]} ({words['right']}):\n{right}"
        )
    right_code = tuple(order.index(i) + 1 for i in range(MATCHED))
    codes = [right_code]
    while len(codes) < OPTIONS:
        wrong = tuple(chance.sample(right_code, MATCHED))
        if wrong not in codes:
            codes.append(wrong)
    parts = [
        Part(text=dict.fromkeys(LANGUAGES, _code(code)), why=_why_code(family, four, order, code))
        for code in codes
    ]
    return made(
        family,
        chance,
        parts,
        name=f"m{place + 1}",
        kind="matching",
        difficulty="hard",
        objective=f"pair.{family.id}.match",
        stem=lists,
        explanation=_all_said(family, four),
        hints=_composed_hints(four),
    )


def _code(numbers: Sequence[int]) -> str:
    return ", ".join(f"{LETTERS[i]}-{number}" for i, number in enumerate(numbers))


def _why_code(
    family: Family, four: Sequence[Pair], order: Sequence[int], code: Sequence[int]
) -> dict[str, str]:
    """The first pair that a code gets wrong, said right."""
    for i, number in enumerate(code):
        if order[number - 1] != i:
            return {language: family.says(four[i], language) for language in LANGUAGES}
    return dict.fromkeys(LANGUAGES, "")


def wrong_pair(family: Family, place: int) -> BankQuestion:
    """Four pairs of which one is not rightly matched."""
    chance = chance_of(family, "pair", place)
    four = _sample(family, chance, MATCHED, place + 1)
    liar = four[0]
    mistakes = family.likeliest_mistakes(liar, chance)
    false = next((one for one in mistakes if one not in four), mistakes[0])
    parts = []
    for pair in four:
        shown = false if pair is liar else pair
        text = {one: f"{pair.left[one]} – {shown.right[one]}" for one in LANGUAGES}
        why = {
            one: "" if pair is liar else _rightly(family.says(pair, one), one) for one in LANGUAGES
        }
        parts.append(Part(text=text, why=why))
    return made(
        family,
        chance,
        parts,
        name=f"p{place + 1}",
        kind="matching",
        difficulty="medium",
        objective=f"pair.{family.id}.pair",
        stem={
            "en": f"Which of the following pairs ({family.words['en']['left']} – "
            f"{family.words['en']['right']}) is NOT correctly matched?",
            "hi": f"निम्नलिखित में से कौन-सा युग्म ({family.words['hi']['left']} – "
            f"{family.words['hi']['right']}) सुमेलित नहीं है?",
        },
        explanation={
            one: f"{family.says(liar, one)} {family.says(false, one)}" for one in LANGUAGES
        },
        hints=_composed_hints([four[1], four[2]]),
    )


def _rightly(said: str, language: str) -> str:
    return f"This pair is right: {said}" if language == "en" else f"यह युग्म सही है: {said}"


_VERDICTS = {
    "en": ("Only 1", "Only 2", "Both 1 and 2", "Neither 1 nor 2"),
    "hi": ("केवल 1", "केवल 2", "1 और 2 दोनों", "न तो 1, न ही 2"),
}


def statements(family: Family, place: int) -> BankQuestion:
    """Two statements, each true or false."""
    chance = chance_of(family, "said", place)
    first, second, third = _sample(family, chance, 3, place + 2)
    truths = [(True, False), (False, True), (True, True), (False, False)]
    truth = truths[(place + len(family.id)) % len(truths)]
    # Of two false statements each says what is true of the other; of one, what is true of neither.
    lies = (second, first) if truth == (False, False) else (third, third)
    shown = [
        (pair, None if is_true else lie)
        for pair, is_true, lie in zip((first, second), truth, lies, strict=True)
    ]
    right = truths.index(truth)
    stem, explanation = {}, {}
    for one in LANGUAGES:
        ask = (
            "Consider the following statements. Which of them is/are correct?"
            if one == "en"
            else "निम्नलिखित कथनों पर विचार कीजिए। इनमें से कौन-सा/से सही है/हैं?"
        )
        said = [
            f"{n}. {family.says(pair, one, right=false)}"
            for n, (pair, false) in enumerate(shown, 1)
        ]
        stem[one] = "\n".join([ask, *said])
        explanation[one] = " ".join(family.says(pair, one) for pair, _ in shown)
    parts = []
    for place_of, verdict in enumerate(truths):
        text = {one: _VERDICTS[one][place_of] for one in LANGUAGES}
        why = dict.fromkeys(LANGUAGES, "")
        if place_of != right:
            wrong = 0 if verdict[0] != truth[0] else 1
            why = {
                one: _about(wrong, truth[wrong], family, shown[wrong][0], one) for one in LANGUAGES
            }
        parts.append(Part(text=text, why=why))
    return made(
        family,
        None,
        parts,
        name=f"s{place + 1}",
        kind="statements",
        difficulty="medium",
        objective=f"pair.{family.id}.statements",
        stem=stem,
        explanation=explanation,
        hints=_composed_hints([first, second]),
        right=right,
    )


def _about(number: int, is_true: bool, family: Family, pair: Pair, language: str) -> str:
    said = family.says(pair, language)
    if language == "en":
        return f"Statement {number + 1} is {'right' if is_true else 'wrong'}: {said}"
    return f"कथन {number + 1} {'सही' if is_true else 'ग़लत'} है: {said}"


def chronology(family: Family, place: int) -> BankQuestion:
    """Four events to be put in order."""
    chance = chance_of(family, "order", place)
    four = _sample(family, chance, ORDERED, place)
    order = sorted(range(ORDERED), key=lambda i: int(four[i].right["en"]))
    orders = [tuple(order)]
    while len(orders) < OPTIONS:
        wrong = tuple(chance.sample(order, ORDERED))
        if wrong not in orders:
            orders.append(wrong)
    stem = {}
    for one in LANGUAGES:
        ask = (
            "Arrange the following in the order of time, the earliest first."
            if one == "en"
            else "निम्नलिखित को कालक्रम में रखिए, सबसे पहले वाला पहले।"
        )
        listed = "\n".join(f"{i}. {pair.left[one]}" for i, pair in enumerate(four, 1))
        stem[one] = f"{ask}\n{listed}"
    parts = []
    for candidate in orders:
        text = dict.fromkeys(LANGUAGES, " – ".join(str(i + 1) for i in candidate))
        parts.append(Part(text=text, why=_why_order(family, four, order, candidate)))
    return made(
        family,
        chance,
        parts,
        name=f"c{place + 1}",
        kind="chronology",
        difficulty="hard",
        objective=f"pair.{family.id}.order",
        stem=stem,
        explanation=_all_said(family, [four[i] for i in order]),
        hints=_composed_hints([four[order[0]], four[order[-1]]]),
    )


def _why_order(
    family: Family, four: Sequence[Pair], order: Sequence[int], candidate: Sequence[int]
) -> dict[str, str]:
    """Two neighbours that stand the wrong way round."""
    for earlier, later in itertools.pairwise(candidate):
        if order.index(earlier) > order.index(later):
            return {
                one: f"{family.says(four[later], one)} {family.says(four[earlier], one)}"
                for one in LANGUAGES
            }
    return dict.fromkeys(LANGUAGES, "")


def _sample(family: Family, chance: random.Random, count: int, offset: int) -> list[Pair]:
    """Pairs of a composed question: other ones in each, as far as the family reaches."""
    start = (offset * count) % len(family.pairs)
    turned = [*family.pairs[start:], *family.pairs[:start]][:count]
    chance.shuffle(turned)
    return turned


def _all_said(family: Family, pairs: Sequence[Pair]) -> dict[str, str]:
    return {one: " ".join(family.says(pair, one) for pair in pairs) for one in LANGUAGES}


def _composed_hints(pairs: Sequence[Pair]) -> dict[str, tuple[str, str]]:
    first = {
        "en": "Settle the one that you are surest of, and strike out what contradicts it.",
        "hi": "जिस पर सबसे अधिक भरोसा हो, पहले उसे तय करें; जो उससे मेल न खाए, उसे हटा दें।",
    }
    return {one: (first[one], f"{pairs[0].left[one]}: {pairs[0].more[one]}") for one in LANGUAGES}
