"""`questions check`: the shipped bank keeps every rule, and a file with each defect is told each."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from content.bank import load_bank, parse_bank, written_questions
from content.checks.bank_rules import _chi_square_tail_3, balance
from content.checks.checking import check_bank, check_files
from content.checks.devanagari import devanagari_problems
from content.exam_file import load_catalogue
from content.formats.files import write_questions
from content.question import BankQuestion, BankText, fingerprint, numbers_in

Abhyas = Callable[..., tuple[int, str, str]]


def test_the_shipped_bank_keeps_every_rule(abhyas: Abhyas) -> None:
    status, out, err = abhyas("questions", "check", "--json")
    assert (status, err) == (0, "")
    document = json.loads(out)
    assert document["faults"] == []
    assert sum(document["counts"]["subject"].values()) == document["questions"] == len(load_bank())
    assert {row["exam"] for row in document["coverage"]} == set(load_catalogue().exams)


def good(number: int) -> BankQuestion:
    """A sound question; each number another one."""
    places = ("Ajmer", "Bikaner", "Churu", "Dausa", "Jalore", "Karauli", "Pali", "Sikar", "Tonk")
    hindi = ("अजमेर", "बीकानेर", "चूरू", "दौसा", "जालौर", "करौली", "पाली", "सीकर", "टोंक")
    options = [(number + k) % 9 for k in range(4)]
    return BankQuestion(
        id=f"q-{number}",
        topic="raj_geography.location",
        difficulty="easy",
        kind="single",
        objective=None,
        right="ABCD"[number % 4],
        source=None,
        valid_on=None,
        texts={
            "en": BankText(
                stem=f"In which district does village {'xyzwvutsrq'[number]} number {number} lie?",
                options=tuple(places[k] for k in options),
                explanation=f"It lies in {places[options[number % 4]]}.",
                hints=("Think of the map.", "Not far from the middle."),
                why_wrong=tuple("" if n == number % 4 else "It lies elsewhere." for n in range(4)),
            ),
            "hi": BankText(
                stem=f"गाँव क्रमांक {number} किस ज़िले में है? {'कखगघचछजझटठ'[number]}",
                options=tuple(hindi[k] for k in options),
                explanation=f"यह {hindi[options[number % 4]]} में है।",
                hints=("नक्शे पर सोचें।", "मध्य से दूर नहीं।"),
                why_wrong=tuple("" if n == number % 4 else "यह कहीं और है।" for n in range(4)),
            ),
        },
    )


def changed(question: BankQuestion, language: str = "en", **fields: object) -> BankQuestion:
    texts = dict(question.texts)
    texts[language] = replace(texts[language], **fields)  # type: ignore[arg-type]
    return replace(question, texts=texts)


def swapped(options: tuple[str, ...], place: int, words: str) -> tuple[str, ...]:
    return (*options[:place], words, *options[place + 1 :])


def english(question: BankQuestion) -> BankText:
    return question.texts["en"]


def too_long(question: BankQuestion) -> BankQuestion:
    """Every part within its own bound, all of them together more than a message."""
    key = english(question).options[1]
    return changed(
        question,
        stem="Long word " * 114,
        options=tuple((option + " and so on" * 20)[:200] for option in english(question).options),
        explanation=(f"{key} " * 200)[:900].strip(),
        hints=("y" * 300, "z" * 300),
        why_wrong=("w" * 300, "", "w" * 300, "w" * 300),
    )


DEFECTS: dict[str, Callable[[BankQuestion], BankQuestion]] = {
    "topic": lambda q: replace(q, topic="nowhere.at_all"),
    "kind": lambda q: replace(q, kind="riddle"),
    "difficulty": lambda q: replace(q, difficulty=None),
    "languages": lambda q: replace(q, texts={"en": english(q)}),
    "numbers": lambda q: changed(q, "hi", stem=q.texts["hi"].stem.replace("1", "7")),
    "explanation": lambda q: changed(q, explanation=f"It lies in {english(q).options[2]}."),
    "hints": lambda q: changed(q, hints=("Think.", f"It is {english(q).options[1]}.")),
    "why_wrong": lambda q: changed(q, why_wrong=("", "", "", "")),
    "key_length": lambda q: changed(
        q, options=swapped(english(q).options, 1, f"{english(q).options[1]}, the old seat of kings")
    ),
    "key_echo": lambda q: changed(
        q, options=swapped(english(q).options, 1, "Village land"), explanation="Village land it is."
    ),
    "length": too_long,
    "devanagari": lambda q: changed(q, "hi", explanation=q.texts["hi"].explanation + " ि◌"),
}


@pytest.mark.parametrize("rule", DEFECTS)
def test_each_defect_is_named_by_its_rule_and_question(rule: str) -> None:
    bad = DEFECTS[rule](good(1))
    file = write_questions("x.csv", [good(0), bad, good(2)])
    faults = check_files([("x.csv", file)]).faults
    assert rule in {fault.rule for fault in faults}
    assert {fault.question for fault in faults} == {"q-1"}
    assert {fault.line for fault in faults} == {3}


def test_sound_questions_have_no_fault() -> None:
    file = write_questions("x.csv", [good(n) for n in range(9)])
    assert check_files([("x.csv", file)]).faults == ()


def test_a_file_with_one_of_every_defect_is_told_every_one(abhyas: Abhyas, tmp_path: Path) -> None:
    questions = [good(0)]
    for number, rule in enumerate(DEFECTS, start=1):
        broken = DEFECTS[rule](replace(good(1), id=f"d-{number}"))
        stem = f"{english(broken).stem[:1145]} {rule}?"
        questions.append(changed(broken, stem=stem, options=english(broken).options))
    questions.append(replace(good(0), id="again"))
    near = changed(
        good(0), stem=english(good(0)).stem.replace("district does", "district does the")
    )
    near = changed(near, "hi", stem=near.texts["hi"].stem.replace("ज़िले", "ज़िला क्षेत्र"))
    questions.append(replace(near, id="nearly"))
    path = tmp_path / "broken.csv"
    rows = write_questions("x.csv", questions)
    path.write_bytes(rows + b"two-keys,raj_geography.location,easy,single,,AB,Where?,x,y,z\n")
    status, _, err = abhyas("questions", "check", path)
    assert status == 2
    lines = err.splitlines()
    for number, rule in enumerate(DEFECTS, start=1):
        assert any(f" d-{number} [{rule}]" in line for line in lines), rule
    assert any(" again [duplicate]" in line for line in lines)
    assert any(" nearly [near_duplicate]" in line for line in lines)
    assert any("[schema]: right 'AB' must be exactly one of A, B, C" in line for line in lines)


def test_the_same_options_under_a_reworded_stem_are_nearly_the_same() -> None:
    def asked(name: str, stem: str) -> BankQuestion:
        return replace(good(0), id=name, texts={"en": replace(english(good(0)), stem=stem)})

    one = asked("a", "Which is the capital of Rajasthan?")
    other = asked("b", "Which is the capital city of Rajasthan?")
    found = check_files([("x.csv", write_questions("x.csv", [one, other]))]).faults
    assert [(fault.question, fault.rule) for fault in found] == [("b", "near_duplicate")]


def test_a_key_that_can_be_guessed_from_its_letter_is_told() -> None:
    always_b = [replace(good(n % 9), right="B") for n in range(60)]
    assert [finding.rule for finding in balance(always_b)] == ["positions"]
    assert list(balance([good(n % 9) for n in range(60)])) == []
    assert list(balance(always_b[:19])) == [], "a few questions may all have one letter"


def test_a_key_that_is_always_longest_is_told() -> None:
    def longest(question: BankQuestion) -> BankQuestion:
        place = "ABCD".index(question.right)
        words = english(question).options[place] + " town"
        return changed(question, options=swapped(english(question).options, place, words))

    found = list(balance([longest(good(n % 9)) for n in range(60)]))
    assert "longest" in found[-1].detail


def test_the_chi_square_tail_is_the_tables() -> None:
    """Table values for three degrees of freedom: 7.815 at 5 %, 16.266 at 0.1 %."""
    assert _chi_square_tail_3(7.815) == pytest.approx(0.05, abs=1e-4)
    assert _chi_square_tail_3(16.266) == pytest.approx(0.001, abs=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "ि राज",
        "काा",
        "क्ि",
        "क््ष",
        "कंं",
        "क‍ष",
        "◌ा",
        "राज�",
        "राज???",
        "रा\u200bज",
        "राजab",
        "\u0928\u093c",
    ],
)
def test_broken_devanagari_is_told(text: str) -> None:
    assert list(devanagari_problems(text))


@pytest.mark.parametrize("text", ["क्‍ष", "श्‌ च", "अंतःकरण", "ज़िला", "Ctrl + Z दबाएँ", "1857 में", "ॐ"])
def test_sound_devanagari_is_left_alone(text: str) -> None:
    import unicodedata

    assert list(devanagari_problems(unicodedata.normalize("NFC", text))) == []


def test_numbers_are_the_same_in_either_script() -> None:
    assert numbers_in("3,42,239 sq km in 2011") == numbers_in("२०११ में 3,42,239 वर्ग किमी")


def test_the_same_options_in_another_order_are_the_same_question() -> None:
    assert fingerprint("Where?", ["a", "b"]) == fingerprint(" where ", ["B.", "A"])
    assert fingerprint("Where?", ["-5", "b"]) != fingerprint("Where?", ["5", "b"])


def test_a_comma_in_an_unquoted_text_is_a_fault_of_the_bank() -> None:
    text = "- {id: x, topic: t, difficulty: easy, right: A, en: {stem: In banking, what is it?}, hi: {}}"
    questions, faults = parse_bank(text.replace("?", ""), topics={"t"}, name="x.yaml")
    assert questions == []
    assert any("unknown key what is it" in fault for fault in faults)


def test_every_written_question_ends_as_a_question() -> None:
    cut = [q.id for q in written_questions() if english(q).stem[-1] not in "?:.)]tlhk4"]
    assert cut == []


def test_the_bank_is_the_same_checked_from_any_file() -> None:
    assert check_bank().faults == ()
    for ending in (".csv", ".xlsx", ".gift", ".xml"):
        assert (
            check_files([(f"x{ending}", write_questions(f"x{ending}", load_bank()))]).faults == ()
        )
