"""Questions from families of facts: who built what, which article says what, when it was.

From every family come questions as these exams set them: either side asked, lists to be matched, the
pair that is right or wrong, two statements, an order in time. Every wrong option is another fact of
the family, so it can be said what it really belongs to.
"""

from collections.abc import Iterator
from functools import cache

from content.generators.composed import (
    MATCHED,
    ORDERED,
    chronology,
    matching,
    statements,
    wrong_pair,
)
from content.generators.families import (
    OPTIONS,
    Family,
    Pair,
    Part,
    chance_of,
    families,
    made,
)
from content.question import LANGUAGES, BankQuestion

#: Questions of each composed kind that a family gives at most.
MOST_COMPOSED = 3


@cache
def paired_questions() -> tuple[BankQuestion, ...]:
    """Every question of every family, always the same ones."""
    return tuple(
        question
        for family in families()
        for question in _questions(family)
        if question.id.rsplit("-", maxsplit=1)[-1] not in family.skipped
    )


def _questions(family: Family) -> Iterator[BankQuestion]:
    for pair in family.pairs:
        yield _asked(family, pair, "forward")
        if family.is_mutual:
            yield _asked(family, pair, "backward")
    if family.is_matched:
        for place in range(min(MOST_COMPOSED, len(family.pairs) // MATCHED)):
            yield matching(family, place)
        for place in range(min(MOST_COMPOSED, len(family.pairs) // MATCHED)):
            yield wrong_pair(family, place)
        for place in range(min(MOST_COMPOSED, len(family.pairs) // 3)):
            yield statements(family, place)
    if family.is_dated:
        for place in range(min(MOST_COMPOSED, len(family.pairs) // ORDERED + 1)):
            yield chronology(family, place)


def _asked(family: Family, pair: Pair, side: str) -> BankQuestion:
    """One side given, the other asked."""
    chance = chance_of(family, side, pair.number)
    asks_right = side == "forward"
    others: list[Pair] = []
    taken = {pair.right["en"]}
    for one in family.likeliest_mistakes(pair, chance):
        # Of several that share a right side any may stand among the lefts, but one among the rights.
        if not asks_right or one.right["en"] not in taken:
            others.append(one)
            taken.add(one.right["en"])
        if len(others) == OPTIONS - 1:
            break
    parts = [_part(family, pair, pair, asks_right)]
    parts += [_part(family, pair, one, asks_right) for one in others]
    return made(
        family,
        chance,
        parts,
        name=f"{side[0]}{pair.number}",
        kind="single",
        difficulty="easy" if asks_right else "medium",
        objective=pair.objective,
        topic=pair.topic,
        stem={
            language: family.words[language][side].format(
                left=pair.left[language], right=pair.right[language]
            )
            for language in LANGUAGES
        },
        explanation={
            language: f"{family.says(pair, language)} {pair.more[language]}"
            for language in LANGUAGES
        },
        hints={
            language: (family.words[language]["hint"], pair.more[language])
            for language in LANGUAGES
        },
    )


def _part(family: Family, asked: Pair, offered: Pair, asks_right: bool) -> Part:
    own = offered.right if asks_right else offered.left
    is_right = offered is asked
    return Part(
        text=own,
        why={
            language: "" if is_right else family.says(offered, language) for language in LANGUAGES
        },
    )
