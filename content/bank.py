"""The question bank as text in git: YAML in, checked questions out, every fault named."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

import yaml

from content.exam_file import load_catalogue
from content.generators.assertions import assertion_questions
from content.generators.pairs import paired_questions
from content.generators.registry import generated_questions
from content.question import (
    LABELS,
    LANGUAGES,
    LETTERS,
    LONGEST_EXPLANATION,
    LONGEST_OPTION,
    LONGEST_STEM,
    BankQuestion,
    BankText,
)

KEYS = frozenset(
    {"id", "topic", "difficulty", "kind", "objective", "right", "source", "valid_on", "exam"}
) | frozenset(LANGUAGES)
TEXT_KEYS = frozenset({"stem", "options", "explanation", "hints", "why_wrong"})


class BadBank(ValueError):
    """The question bank has faults; the message lists every one."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)


def load_bank() -> list[BankQuestion]:
    """The shipped bank: written, computed, from families of facts, assertions; BadBank names every fault."""
    return [
        *written_questions(),
        *generated_questions(),
        *paired_questions(),
        *assertion_questions(),
    ]


def written_questions() -> list[BankQuestion]:
    """What authors wrote; raises BadBank with every fault in it."""
    questions: list[BankQuestion] = []
    faults: list[str] = []
    topics = load_catalogue().topic_ids()
    for file in sorted(files("content").joinpath("bank").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            found, wrong = parse_bank(file.read_text("utf-8"), topics=topics, name=file.name)
            questions += found
            faults += wrong
    ids = [question.id for question in questions]
    faults += [
        f"question {name} stands twice" for name in sorted({i for i in ids if ids.count(i) > 1})
    ]
    if faults:
        raise BadBank(faults)
    return questions


def parse_bank(text: str, *, topics: set[str], name: str) -> tuple[list[BankQuestion], list[str]]:
    """The questions of one file, and the faults of those that cannot be used."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    questions: list[BankQuestion] = []
    faults: list[str] = []
    for entry in yaml.load(text, Loader=loader) or []:  # noqa: S506 - a safe loader
        wrong = list(_faults(entry, topics))
        if wrong:
            faults += [f"{name}, {entry.get('id', 'a question without id')}: {w}" for w in wrong]
        else:
            questions.append(_question(entry))
    return questions, faults


def _faults(entry: Mapping[str, Any], topics: set[str]) -> Iterator[str]:
    for key in ("id", "topic", "difficulty", "right", "en", "hi"):
        if key not in entry:
            yield f"lacks {key}"
            return
    unknown = sorted(str(key) for key in entry.keys() - KEYS)
    if unknown:
        yield f"unknown key {', '.join(unknown)}"
    if entry["topic"] not in topics:
        yield f"unknown topic {entry['topic']}"
    if entry["difficulty"] not in LABELS:
        yield f"difficulty {entry['difficulty']!r} is not easy, medium or hard"
    counts = {len(entry[language].get("options", ())) for language in LANGUAGES}
    if len(counts) != 1:
        yield "the languages offer different numbers of options"
    elif str(entry["right"]) not in tuple(LETTERS[: counts.pop()]):
        yield f"right option {entry['right']!r} is not offered"
    for language in LANGUAGES:
        for fault in _text_faults(entry[language]):
            yield f"{language}: {fault}"


def _text_faults(text: Mapping[str, Any]) -> Iterator[str]:
    unknown = sorted(str(key) for key in text.keys() - TEXT_KEYS)
    if unknown:
        # A comma in an unquoted text makes a key of its second half.
        yield f"unknown key {', '.join(unknown)}"
    options = [str(option) for option in text.get("options", ())]
    if len(options) not in range(2, 6):
        yield f"{len(options)} options; two to five are asked"
    if len({option.strip().casefold() for option in options}) != len(options):
        yield "two options are the same"
    if any(not option.strip() or len(option) > LONGEST_OPTION for option in options):
        yield f"an option is empty or longer than {LONGEST_OPTION} characters"
    if not 0 < len(str(text.get("stem", "")).strip()) <= LONGEST_STEM:
        yield f"the stem is empty or longer than {LONGEST_STEM} characters"
    if not 0 < len(str(text.get("explanation", "")).strip()) <= LONGEST_EXPLANATION:
        yield f"the explanation is empty or longer than {LONGEST_EXPLANATION} characters"
    if len(text.get("hints", ())) > 2:
        yield "more than two hints"


def _question(entry: Mapping[str, Any]) -> BankQuestion:
    return BankQuestion(
        id=str(entry["id"]),
        topic=entry["topic"],
        difficulty=LABELS[entry["difficulty"]],
        kind=entry.get("kind", "single"),
        objective=entry.get("objective"),
        right=str(entry["right"]),
        source=entry.get("source"),
        valid_on=entry.get("valid_on"),
        exam=entry.get("exam"),
        texts={language: _text(entry[language]) for language in LANGUAGES},
    )


def _text(text: Mapping[str, Any]) -> BankText:
    options = tuple(str(option).strip() for option in text["options"])
    why: Mapping[str, str] = text.get("why_wrong", {})
    return BankText(
        stem=str(text["stem"]).strip(),
        options=options,
        explanation=str(text["explanation"]).strip(),
        hints=_strings(text.get("hints", ())),
        why_wrong=tuple(str(why.get(letter, "")) for letter in LETTERS[: len(options)]),
    )


def _strings(values: Sequence[object]) -> tuple[str, ...]:
    return tuple(str(value).strip() for value in values)
