"""Questions from families of facts: a solver that knows only the rows answers every one of them."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from content.bank import load_bank
from content.exam_file import load_catalogue
from content.generators import families as loading
from content.generators.families import families
from content.generators.pairs import paired_questions
from content.question import LANGUAGES, LETTERS, BankQuestion
from content.topics import topic_ids_by_name

MADE = paired_questions()
Row = tuple[str, str]


def _documents() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for file in files("content").joinpath("pairs").iterdir():
        found |= yaml.safe_load(file.read_text("utf-8"))
    return found


DOCUMENTS = _documents()


def _rows(family: str, language: str) -> list[Row]:
    """Left and right of every row, read without the code under test."""
    rows = []
    for line in DOCUMENTS[family]["pairs"].strip().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 4:
            rows.append((cells[0], cells[1]))
        else:
            at = LANGUAGES.index(language)
            rows.append((cells[at], cells[2 + at]))
    return rows


def _family(question: BankQuestion) -> str:
    return question.id.removeprefix("pair-").rsplit("-", maxsplit=1)[0]


def _name(question: BankQuestion) -> str:
    return question.id.rsplit("-", maxsplit=1)[1]


def _sentence(family: str, language: str, left: str, right: str) -> str:
    said: str = DOCUMENTS[family][language]["sentence"].format(left=left, right=right)
    return said[0].upper() + said[1:]


def _solved(question: BankQuestion, language: str) -> list[str]:
    """Every letter that the rows of the family allow."""
    text = question.texts[language]
    rows = _rows(_family(question), language)
    solve = {"f": _forward, "b": _backward, "m": _matched, "p": _false_pair}.get(_name(question)[0])
    if solve:
        marks = [solve(question, text.stem, option, rows, language) for option in text.options]
    elif _name(question)[0] == "s":
        marks = _verdicts(question, text.stem, rows, language)
    else:
        marks = [_in_order(text.stem, option, rows) for option in text.options]
    return [letter for letter, is_right in zip(LETTERS, marks, strict=False) if is_right]


def _forward(q: BankQuestion, stem: str, option: str, rows: list[Row], language: str) -> bool:
    ask = DOCUMENTS[_family(q)][language]["forward"]
    return any(ask.format(left=a, right=b) == stem and b == option for a, b in rows)


def _backward(q: BankQuestion, stem: str, option: str, rows: list[Row], language: str) -> bool:
    ask = DOCUMENTS[_family(q)][language]["backward"]
    return any(ask.format(left=a, right=b) == stem and a == option for a, b in rows)


def _matched(q: BankQuestion, stem: str, option: str, rows: list[Row], language: str) -> bool:
    left = dict(re.findall(r"^([A-D])\. (.+)$", stem, re.MULTILINE))
    right = dict(re.findall(r"^([1-4])\. (.+)$", stem, re.MULTILINE))
    code = re.findall(r"([A-D])-([1-4])", option)
    assert len(left) == len(right) == len(code) == 4
    return all((left[letter], right[number]) in rows for letter, number in code)


def _false_pair(q: BankQuestion, stem: str, option: str, rows: list[Row], language: str) -> bool:
    return option not in {f"{a} – {b}" for a, b in rows}


def _verdicts(q: BankQuestion, stem: str, rows: list[Row], language: str) -> list[bool]:
    true = {_sentence(_family(q), language, a, b) for a, b in rows}
    said = re.findall(r"^[12]\. (.+)$", stem, re.MULTILINE)
    truth = tuple(one in true for one in said)
    return [truth == one for one in ((True, False), (False, True), (True, True), (False, False))]


def _in_order(stem: str, option: str, rows: list[Row]) -> bool:
    year = {left: int(right) for left, right in rows}
    listed = dict(re.findall(r"^([1-4])\. (.+)$", stem, re.MULTILINE))
    years = [year[listed[number]] for number in option.split(" – ")]
    return years == sorted(years)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_who_knows_the_facts_finds_one_right_option_and_it_is_the_key(language: str) -> None:
    wrong = [q.id for q in MADE if _solved(q, language) != [q.right]]
    assert wrong == []


def test_every_wrong_option_says_what_is_true_of_it() -> None:
    for question in MADE:
        for language in LANGUAGES:
            true = {
                _sentence(_family(question), language, a, b)
                for a, b in _rows(_family(question), language)
            }
            text = question.texts[language]
            for letter, why in zip(LETTERS, text.why_wrong, strict=False):
                if letter == question.right:
                    assert why == ""
                else:
                    assert any(why.endswith(one) for one in true), (question.id, letter, why)


def test_no_objective_has_more_than_four_variants() -> None:
    assert max(Counter(question.objective for question in MADE).values()) <= 4


def test_the_right_answers_are_spread_evenly_over_the_letters() -> None:
    drawn = [q for q in MADE if q.kind != "statements"]
    counts = Counter(question.right for question in drawn)
    assert set(counts) == set("ABCD")
    assert max(counts.values()) - min(counts.values()) < 0.06 * len(drawn)


def test_ids_stand_once_and_a_second_making_gives_the_same() -> None:
    assert len({question.id for question in MADE}) == len(MADE)
    paired_questions.cache_clear()
    families.cache_clear()
    assert paired_questions() == MADE


def test_what_an_author_skips_is_left_out_and_names_a_question_that_would_be() -> None:
    ids = {question.id for question in MADE}
    for family in families():
        for name in family.skipped:
            assert f"pair-{family.id}-{name}" not in ids
            assert re.fullmatch(r"[fbmpsc]\d+", name), (family.id, name)


def test_a_row_with_a_cell_missing_names_family_and_row() -> None:
    entry = {**DOCUMENTS["city_founders"], "pairs": "Jodhpur | जोधपुर | Rao Jodha\n"}
    with pytest.raises(ValueError, match="family towns, pair 1: four or six cells, not 3"):
        loading._family("towns", entry)


def test_in_a_language_family_the_tested_words_are_the_same_in_both_languages() -> None:
    for family in families():
        if family.topic.startswith(("hindi.", "english.")):
            for pair in family.pairs:
                assert pair.left["en"] == pair.left["hi"]
                assert pair.right["en"] == pair.right["hi"]


def test_the_word_that_is_mixed_up_with_it_is_always_offered() -> None:
    asked = next(q for q in MADE if q.id == "pair-hindi_yugm-f1")
    assert {"वायु", "अग्नि"} <= set(asked.texts["hi"].options)


def test_years_offered_beside_the_right_one_are_the_nearest_of_the_family() -> None:
    asked = next(q for q in MADE if q.id == "pair-rajasthan_battles-f1")
    years = {int(right) for _, right in _rows("rajasthan_battles", "en")}
    key = int(asked.texts["en"].options[LETTERS.index(asked.right)])
    offered = {int(option) for option in asked.texts["en"].options} - {key}
    farthest = max(abs(year - key) for year in offered)
    assert all(abs(year - key) >= farthest for year in years - offered - {key})


def test_the_counts_that_the_command_prints_stand_in_the_docs(
    abhyas: Callable[..., tuple[int, str, str]],
) -> None:
    _, out, _ = abhyas("questions", "check")
    printed = [line for line in out.splitlines()[1:] if line.strip()]
    told = Path("docs/questions.md").read_text("utf-8").splitlines()
    assert len(printed) > 20
    assert [line for line in printed if line not in told] == []


#: Two dams of one name's end on one river.
TWO_FACTS = {("rg-011", "pair-irrigation_rivers-f4")}


def test_a_fact_that_two_questions_ask_is_one_thing_to_learn() -> None:
    """No set asks a student twice for what she was told a minute ago."""
    asked = [one for one in load_bank() if one.kind == "single" and not one.id.startswith("gen-")]
    words = {one.id: set(re.findall(r"\w{3,}", one.texts["en"].stem.lower())) for one in asked}
    common = Counter(itertools.chain.from_iterable(words.values()))
    by_answer: dict[str, list[BankQuestion]] = defaultdict(list)
    for one in asked:
        by_answer[one.right_texts()["en"].lower()].append(one)
    apart = {
        (one.id, other.id)
        for alike in by_answer.values()
        for one, other in itertools.combinations(alike, 2)
        if any(common[word] <= 6 for word in words[one.id] & words[other.id])
        and (one.objective or one.id) != (other.objective or other.id)
    }
    assert apart == TWO_FACTS


def test_facts_of_a_family_stand_under_topics_of_their_own() -> None:
    topics = {one.id: one.topic for one in paired_questions()}
    assert topics["pair-rajasthan_battles-f8"] == "raj_history.guhil_sisodia"
    assert topics["pair-rajasthan_battles-f1"] == "raj_history.chauhan"
    assert topics["pair-rajasthan_battles-c1"] == "raj_history.sultanate_mughal"
    known = set(topic_ids_by_name(load_catalogue()).values())
    assert {pair.topic for family in families() for pair in family.pairs} <= known
