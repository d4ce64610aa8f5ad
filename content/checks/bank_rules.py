"""The rules that questions keep or break together: repeats, and keys that can be guessed."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from content.checks.fault import Finding
from content.question import LETTERS, BankQuestion, BankText, fingerprint, folded

#: Below so many questions a crooked share of keys is chance.
FEWEST_FOR_BALANCE = 20
#: Chance of a false alarm in a bank whose keys are drawn at random.
FALSE_ALARM = 1e-3
NEARLY_THE_SAME = 0.8
#: With the same options as well, half of the stem is enough.
NEARLY_WITH_THE_SAME_OPTIONS = 0.5
#: A run of letters that so many stems share is a phrase, no repeat.
COMMON_SHINGLE = 25
SHINGLE = 6


def repeats(questions: Sequence[BankQuestion]) -> Iterator[tuple[int, Finding]]:
    """(place, finding) of each question that repeats an earlier one."""
    ids: dict[str, int] = {}
    texts: dict[str, int] = {}
    repeated: set[int] = set()
    for place, question in enumerate(questions):
        earlier = ids.setdefault(question.id, place) if question.id else place
        if earlier != place:
            yield place, Finding("duplicate", f"the id {question.id} stands twice")
        for language, text in question.texts.items():
            print_ = fingerprint(text.stem, text.options)
            earlier = texts.setdefault(print_, place)
            if earlier != place and place not in repeated:
                repeated.add(place)
                other = questions[earlier].id or f"question {earlier + 1}"
                yield place, Finding("duplicate", f"is {other} once more", language)
    for place, earlier, share in _near_repeats(questions):
        if place not in repeated:
            repeated.add(place)
            other = questions[earlier].id or f"question {earlier + 1}"
            yield place, Finding("near_duplicate", f"is {share:.0%} the same as {other}")


def _near_repeats(questions: Sequence[BankQuestion]) -> Iterator[tuple[int, int, float]]:
    """Pairs with the same key whose stems share most runs of letters; variants aside."""
    shingles = [_shingles(_main_text(question)) for question in questions]
    for later, earlier in _pairs_that_share(shingles):
        one, other = questions[later], questions[earlier]
        if _are_variants(one, other) or not _same_key(one, other):
            continue
        share = len(shingles[later] & shingles[earlier]) / len(shingles[later] | shingles[earlier])
        limit = NEARLY_WITH_THE_SAME_OPTIONS if _same_options(one, other) else NEARLY_THE_SAME
        if share >= limit:
            yield later, earlier, share


def _are_variants(one: BankQuestion, other: BankQuestion) -> bool:
    """Whether they are meant to be alike: of one objective, or computed from one template."""
    if one.objective is not None and one.objective == other.objective:
        return True
    return one.source == other.source and (one.source or "").startswith("template ")


def _pairs_that_share(shingles: Sequence[set[str]]) -> list[tuple[int, int]]:
    """Pairs of places with an uncommon run of letters in common: few, unlike all pairs."""
    homes: dict[str, list[int]] = defaultdict(list)
    for place, own in enumerate(shingles):
        for shingle in own:
            homes[shingle].append(place)
    pairs = {
        (later, earlier)
        for places in homes.values()
        if len(places) <= COMMON_SHINGLE
        for n, later in enumerate(places)
        for earlier in places[:n]
    }
    return sorted(pairs)


def _main_text(question: BankQuestion) -> BankText:
    return question.texts.get("en") or next(iter(question.texts.values()))


def _same_key(one: BankQuestion, other: BankQuestion) -> bool:
    keys, others = one.right_texts(), other.right_texts()
    return any(folded(keys[name]) == folded(others[name]) for name in keys.keys() & others.keys())


def _same_options(one: BankQuestion, other: BankQuestion) -> bool:
    options, others = _main_text(one).options, _main_text(other).options
    return sorted(map(folded, options)) == sorted(map(folded, others))


def _shingles(text: BankText) -> set[str]:
    stem = folded(text.stem)
    return {stem[n : n + SHINGLE] for n in range(max(1, len(stem) - SHINGLE + 1))}


def balance(questions: Sequence[BankQuestion]) -> Iterator[Finding]:
    """Whether the key can be guessed from its letter or its length, over all questions."""
    four = [q for q in questions if len(_main_text(q).options) == 4]
    if len(four) < FEWEST_FOR_BALANCE:
        return
    counts = Counter(question.right for question in four)
    expected = len(four) / 4
    statistic = sum((counts[letter] - expected) ** 2 / expected for letter in LETTERS[:4])
    if _chi_square_tail_3(statistic) < FALSE_ALARM:
        shares = ", ".join(f"{letter} {counts[letter]}" for letter in LETTERS[:4])
        yield Finding("positions", f"the keys are not spread over the letters: {shares}")
    longest = sum(_key_is_longest(question) for question in four)
    limit = expected + 3.29 * math.sqrt(expected * 0.75)
    if longest > limit:
        yield Finding("positions", f"the key is the longest option in {longest} of {len(four)}")


def _chi_square_tail_3(statistic: float) -> float:
    """P(χ² ≥ x) with three degrees of freedom, in closed form."""
    half = statistic / 2
    return math.erfc(math.sqrt(half)) + 2 * math.sqrt(half / math.pi) * math.exp(-half)


def _key_is_longest(question: BankQuestion) -> bool:
    options = _main_text(question).options
    right = options[LETTERS.index(question.right)]
    return all(len(right) > len(option) for option in options if option is not right)
