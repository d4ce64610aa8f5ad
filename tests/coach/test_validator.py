"""What a language model writes reaches a student only if every check passes; and a hint leaks nothing."""

from pathlib import Path

import pytest

from coach.bounds import Bounds
from coach.facts import MEANINGS, Fact
from coach.leaks import leaks
from coach.validator import violations
from content.exam_file import load_catalogue

#: The second file was written by somebody who had not seen the validator, from the failures alone.
ROWS = [
    line.split("\t")
    for name in ("outputs.tsv", "outputs_unseen.tsv")
    for line in (Path(__file__).parent / name).read_text("utf-8").split("\n")
    if line
]
TOPICS = {"gk.forts": ("Forts and palaces", "दुर्ग एवं महल"), "quant.ratio": ("Ratio", "अनुपात")}
OWNERS = {"weakest": "gk.forts", "strongest": "quant.ratio"}


def bounds(language: str, **changes: object) -> Bounds:
    syllabus = {
        name
        for subject in load_catalogue().subjects.values()
        for topic in subject.topics
        for name in (topic.name_en, topic.name_hi)
        if " " in name and name not in {own for names in TOPICS.values() for own in names}
    }
    facts = {
        one.id: Fact(meaning=one, value=7, topic=OWNERS.get(one.name.split("_")[0]))
        for one in MEANINGS
    }
    plain: dict[str, object] = {
        "language": language,
        "facts": facts,
        "topics": TOPICS,
        "other_topics": frozenset(
            syllabus | {"Rivers and lakes", "Profit and loss", "लाभ और हानि"}
        ),
    }
    return Bounds(**(plain | changes))  # type: ignore[arg-type]


def test_there_are_enough_outputs_to_judge_by() -> None:
    assert sum(row[0] == "bad" for row in ROWS) >= 120
    assert sum(row[0] == "good" for row in ROWS) >= 60
    assert len({row[3] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row[0] == "bad"], ids=lambda row: row[3][:40]
)
def test_a_bad_output_is_refused(row: list[str]) -> None:
    assert violations([row[3]], bounds(row[1]), most_units=400) != []


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row[0] == "good"], ids=lambda row: row[3][:40]
)
def test_a_good_output_is_let_through(row: list[str]) -> None:
    assert violations([row[3]], bounds(row[1]), most_units=400) == []


def test_a_weak_topic_must_be_named_somewhere() -> None:
    wanted = bounds("en", needed=("gk.forts",))

    assert violations(["Read slowly.", "Rest well."], wanted, most_units=400) == [
        "the topic gk.forts is not named"
    ]
    assert violations(["Read slowly.", "Practise forts and palaces."], wanted, most_units=400) == []


def test_praise_is_borne_by_progress_alone() -> None:
    said = ["Excellent progress on the whole."]

    assert violations(said, bounds("en", tone="effort"), most_units=400) != []
    assert violations(said, bounds("en", tone="progress"), most_units=400) == []


def test_digits_inside_a_topics_name_are_no_numbers() -> None:
    topics = {"law.370": ("Article 370", "अनुच्छेद 370")}
    own = bounds("en", topics=topics, facts={})

    assert violations(["Read Article 370 once more."], own, most_units=400) == []


FORT = {
    "stem": "Which fort was built by Rao Jodha in the year given?",
    "options": ("Mehrangarh Fort", "Chittorgarh Fort", "Amber Fort", "Jaisalmer Fort"),
    "right": "A",
}
SHARE = {
    "stem": "What is the share of one part among four equal parts?",
    "options": ("1/4", "1/2", "3/4", "1/3"),
    "right": "A",
}


@pytest.mark.parametrize(
    ("hint", "question"),
    [
        ("The answer is option A.", FORT),
        ("सही उत्तर विकल्प ए है।", FORT),
        ("It is Mehrangarh Fort, in Jodhpur.", FORT),
        ("Its name, Mehrangarh, means the sun's home.", FORT),
        ("It begins with Me.", FORT),
        ("It is neither Chittorgarh Fort nor Amber Fort nor Jaisalmer Fort.", FORT),
        ("It is not Chittorgarh Fort and not Amber Fort.", FORT),
        ("It equals 0.25.", SHARE),
        ("It equals 25%.", SHARE),
        ("यह ०.२५ के बराबर है।", SHARE),
        ("Write 1/4.", SHARE),
        ("(A) is what you look for.", FORT),
    ],
)
def test_a_hint_that_gives_the_answer_away_is_caught(
    hint: str, question: dict[str, object]
) -> None:
    assert leaks(hint, **question) != []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hint", "question"),
    [
        ("Think of the city that carries its founder's name.", FORT),
        ("The fort stands on a hill above a blue city.", FORT),
        ("संस्थापक के नाम पर बसे नगर को याद करें।", FORT),
        ("Equal parts make up the whole.", SHARE),
    ],
)
def test_a_hint_that_only_helps_is_let_through(hint: str, question: dict[str, object]) -> None:
    assert leaks(hint, **question) == []  # type: ignore[arg-type]
