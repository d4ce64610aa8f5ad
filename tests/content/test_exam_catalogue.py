"""The exam catalogue: what it holds, and that every fault in it is said at once."""

from fractions import Fraction
from importlib.resources import files

import pytest

from content.exam_file import load_catalogue, parse_catalogue
from content.exams import BadCatalogue

FOLDER = files("content") / "catalogue"
EXAMS = (FOLDER / "exams.yaml").read_text("utf-8")
TOPICS = (FOLDER / "topics.yaml").read_text("utf-8")


def faults(*changes: tuple[str, str]) -> tuple[str, ...]:
    text = EXAMS
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    with pytest.raises(BadCatalogue) as caught:
        parse_catalogue(text, TOPICS)
    return caught.value.faults


def test_fourteen_exams_with_their_sources() -> None:
    catalogue = load_catalogue()
    assert len(catalogue.exams) == 14
    for exam in catalogue.exams.values():
        assert exam.pattern.sources
        assert exam.pattern.id in [cycle.id for cycle in exam.cycles]
        assert all(cutoff.sources for cutoff in exam.cutoffs)
        assert exam.pattern_key == f"{exam.pattern.id}@{exam.as_of.isoformat()}"


def test_marks_are_exact_fractions() -> None:
    ras = load_catalogue().exams["ras_pre"]
    assert ras.papers[0].marks_per_question == Fraction(4, 3)
    assert ras.papers[0].maximum == 200
    assert ras.marking.wrong == Fraction(-1, 3)
    assert [str(c.marks) for c in ras.cutoffs] == ["3803/50", "9933/100"]


def test_what_no_source_says_is_none() -> None:
    cycles = [cycle for exam in load_catalogue().exams.values() for cycle in exam.cycles]
    assert all(cycle.registration_from is None for cycle in cycles)
    assert any(cycle.held_from is None and cycle.held_in is None for cycle in cycles)


def test_every_fault_is_said_at_once() -> None:
    found = faults(
        ("marking: reet_2024", "marking: guesswork"),
        ("as_of: '2026-11-23'", "as_of: last week"),
        ("questions: 150", "questions: many"),
        ("body: RPSC", "organiser: RPSC"),
    )
    text = "; ".join(found)
    for words in ("unknown marking scheme guesswork", "as_of", "questions", "organiser", "body"):
        assert words in text


def test_sums_sources_and_dates_are_checked() -> None:
    found = faults(
        ("subjects: {pedagogy: 30}", "subjects: {pedagogy: 29, astrology: 1}"),
        ("sources: [abhay_ras2018]", "sources: [hearsay]"),
        ("held_to: '2025-02-02'", "held_to: '2025-01-02'"),
        ("marks: '76.06'", "marks: '276.06'"),
        ("planning_target_percent: [45, 55]", "planning_target_percent: [55, 45]"),
        ("qualified: 21539", "qualified: 975657"),
    )
    text = "; ".join(found)
    for words in (
        "unknown subject astrology",
        "unknown source hearsay",
        "dates are out of order",
        "beyond the maximum",
        "no range of percentages",
        "qualified than appeared",
    ):
        assert words in text, words


def test_a_file_that_is_no_yaml_is_said() -> None:
    with pytest.raises(BadCatalogue, match="no YAML"):
        parse_catalogue("exams: [", TOPICS)
