"""What a language model is told: situations in bands, meanings without values, topics by name.

No name, id, date or number of a student's goes in; two students in the same situation give the same
document, and so share one text.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from coach.bands import (
    ENOUGH_ANSWERS,
    MANY_DUE,
    accuracy_band,
    chance_band,
    exam_band,
    pace_band,
    strong_topic,
    studies_rarely,
    weak_topic,
)
from coach.bounds import Tone
from coach.facts import BY_NAME, Fact, facts_of
from coach.protocol import FactSheet, Language, PlanSheet
from coach.rules import planned_time

#: Changes with every change to a prompt or a document, so that no old text is served for a new one.
PROMPT_VERSION = "2"
Names = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One user turn, with what its answer may speak of."""

    text: str
    facts: Mapping[str, Fact]
    topics: tuple[str, ...]
    needed: tuple[str, ...]
    tone: Tone


@cache
def instructions(task: str) -> str:
    """The system prompt of a task."""
    folder = files("coach") / "prompts"
    own = (folder / f"{task}.md").read_text("utf-8")
    return own if task == "draft" else (folder / "common.md").read_text("utf-8") + "\n" + own


def feedback_document(sheet: FactSheet, names: Names, language: Language) -> Document:
    weak = weak_topic(sheet)
    topics = _known(names, (weak, None if sheet.strongest is None else sheet.strongest.id))
    left_out = {"probability", "probability_low", "probability_high", "gap"}
    facts = [one for one in facts_of(sheet) if one.meaning.name not in left_out]
    bands = {
        "accuracy": accuracy_band(sheet),
        "trend": sheet.trend,
        "pace": pace_band(sheet),
        "due": "many" if sheet.due >= MANY_DUE else "few",
        "study_days": "few" if studies_rarely(sheet) else "enough",
        "mock_tests": "some" if sheet.mocks else "none",
        "exam": exam_band(sheet.days_to_exam),
    }
    return _document(
        "feedback",
        language,
        facts,
        bands,
        names=names,
        topics=topics,
        needed=_known(names, (weak,)),
        tone=tone_of(sheet),
    )


def readiness_document(sheet: FactSheet, names: Names, language: Language) -> Document:
    own = sheet.readiness
    assert own is not None, "readiness is worded only where there is a forecast"
    strong = strong_topic(sheet)
    costly = own.costly[0] if own.costly else None
    wanted = {"probability", "probability_low", "probability_high", "gap", "days_to_exam"}
    if strong is not None:
        wanted |= {"strongest_percent", "strongest_answers"}
    facts = [one for one in facts_of(sheet) if one.meaning.name in wanted]
    bands = {
        "chance": chance_band(own.probability),
        "sure": own.confidence,
        "expected_score": "below the cut-off" if own.expected_score < own.cutoff else "above it",
        "strongest_topic": strong or "none",
        "costliest_topic": costly or "none",
        "exam": exam_band(sheet.days_to_exam),
    }
    return _document(
        "readiness",
        language,
        facts,
        bands,
        names=names,
        topics=_known(names, (strong, costly)),
        needed=_known(names, (costly,)),
        tone="effort",
    )


def plan_document(week: PlanSheet, names: Names, language: Language) -> Document:
    topics = _known(names, (*week.learn, *week.review, week.strength))
    facts = [
        planned_time(week),
        Fact(meaning=BY_NAME["days_to_exam"], value=week.days_to_exam),
    ]
    bands = {
        "learn": ", ".join(week.learn) or "none",
        "revise": ", ".join(week.review) or "none",
        "strength": week.strength or "none",
        "mock_test": "this week" if week.has_mock else "none",
        "mistakes_of_a_mock_test": "this week" if week.has_mistakes else "none",
        "rest_days": "some" if week.rest_days else "none",
        "phase": "last days before the exam" if week.is_taper else "study",
    }
    needed = _known(names, week.learn[:1])
    return _document(
        "plan",
        language,
        facts,
        bands,
        names=names,
        topics=topics,
        needed=needed,
        tone="effort",
    )


def tone_of(sheet: FactSheet) -> Tone:
    """How much praise the figures bear."""
    if sheet.trend == "up" or accuracy_band(sheet) == "good":
        return "progress"
    return "effort" if sheet.answers >= ENOUGH_ANSWERS else "none"


def _known(names: Names, wanted: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in wanted if one is not None and one in names))


def _document(
    task: str,
    language: Language,
    facts: Sequence[Fact],
    bands: Mapping[str, str],
    *,
    names: Names,
    topics: tuple[str, ...],
    needed: tuple[str, ...],
    tone: Tone,
) -> Document:
    kept = [one for one in facts if one.topic is None or one.topic in topics]
    text = json.dumps(
        {
            "task": task,
            "language": language,
            "tone": tone,
            "situation": dict(bands),
            "facts": [
                {"id": one.id, "unit": one.meaning.unit, "about": one.meaning.about}
                | ({} if one.topic is None else {"topic": one.topic})
                for one in kept
            ],
            "topics": [{"id": one, "name": _in(names[one], language)} for one in topics],
            "weak": list(needed),
        },
        ensure_ascii=False,
        sort_keys=True,
    )
    return Document(
        text=text,
        facts={one.id: one for one in kept},
        topics=topics,
        needed=needed,
        tone=tone,
    )


def _in(names: tuple[str, ...], language: Language) -> str:
    """English first, Hindi second."""
    return names[-1] if language == "hi" else names[0]
