"""Values invented from their types: empty ones, hostile ones, the longest that storage lets in."""

import dataclasses
import enum
import random
import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any, Literal

from coach.facts import MEANINGS
from content.exam_file import load_catalogue
from content.exams import Exam, ExamCatalogue, Paper
from services.setting_lines import BY_NAME

Flavour = Literal["empty", "hostile", "longest"]
FLAVOURS: tuple[Flavour, ...] = ("empty", "hostile", "longest")
HOSTILE = '<b>=1+1 & "क्षेत्र" </i>'
NOON = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
#: How long a text of a field can be, where storage or Telegram bounds it; else USUAL.
LONGEST = {
    # Together what the checks of the question bank let through.
    "stem": 900,
    "explanation": 1200,
    "options": 200,
    "hints": 200,
    "why_wrong": 120,
    "detail": 300,
    "name": 129,
    "username": 32,
    "title": 100,
    "key": 20,
}
USUAL = 80
#: Texts that are codes: what stands in them comes from a closed set that no type says.
LETTERS = ("A", "B", "C", "D")
CODES: dict[str, tuple[str, ...]] = {
    #: As secrets.token_urlsafe makes it; the oldest ones are longer.
    "Group.join_code": ("A-_z09xyzABC", "q" * 32),
    "ParentView.code": ("A-_z09xyzABC", "q" * 24),
    "groups.notice.code": ("A-_z09xyzABC", "q" * 32),
    "right_option": LETTERS,
    "accepts": ("A", "BD", "C"),
    "option": LETTERS,
    "chosen": LETTERS,
    "letter": LETTERS,
    "not_attempted": ("E",),
    "Insight.code": ("accuracy_rose", "weakest_topic", "in_time", "needs_answers"),
    "PaperPart.paper": ("paper1", "pre"),
    "PaperPart.section": ("general_knowledge",),
    "category": ("general", "ews"),
    "DifficultyRow.label": ("easy", "medium", "hard"),
    "Achievement.kind": ("average", "percentile", "first_mock", "mastered", "streak"),
    "AlertTold.type": (
        "performance_drop",
        "exam_readiness",
        "streak_break",
        "milestone_achieved",
    ),
    "Feedback.source": ("rules", "llm"),
    "Advice.key": ("coach-weak-topic", "coach-rising-1", "coach-chance-close", "coach-far-2"),
    "Readiness.basis": ("official", "qualifying", "planning_target"),
    "review.ask_letter.action": ("key", "both"),
    "review.ask_words.field": ("stem", "a", "explanation"),
    "progress.panel.name": ("difficulty", "readiness", "peers", "memory", "pace"),
    "progress.sums_panel.name": ("trend", "topics", "activity"),
    "settings.line.name": tuple(BY_NAME),
    "settings.value_text.name": ("theme",),
    "language": ("en", "hi"),
    "wish": ("mixed",),
    # HTML by now, or checked before it comes here.
    "lead": ("<b>Done.</b>",),
    "username": ("abhyas_bot",),
    "timezone": ("Asia/Kolkata", "America/New_York"),
}
#: Whole numbers that cannot be zero, or are bounded.
COUNTS: dict[str, tuple[int, ...]] = {
    "answers": (1, 9_999),
    "question_count": (1, 150),
    "questions": (5, 150),
    "weekday": (0, 6),
    "study_minutes": (0, 60, 720),
    "digest_hour": (0, 23),
    "quiet_from": (0, 22),
    "quiet_to": (6,),
    "option_count": (4,),
    "days": (7, 30, 90),
    "month": (1, 12),
}
#: What the texts of insights, alerts and advice find their numbers in.
NAMED_NUMBERS = {
    "Insight": ("points", "accuracy", "answers", "target_seconds", "marks_lost", "speed_score"),
    "AlertTold": (
        "recent_percent",
        "gap_points",
        "reference_percent",
        "probability",
        "streak_length",
    ),
    "Advice": tuple(one.name for one in MEANINGS),
    "Worded": tuple(one.id for one in MEANINGS),
}
#: Fields that are None in no case that reaches a screen.
GIVEN = {"MockOffers.exam", "Group.join_code", "Group.teacher_code", "AlertTold.achievement"}
#: Tuples that their makers keep shorter.
MOST = {
    "Digest.achievements": 12,
    "Feedback.improvements": 3,
    "ReadinessStory.points": 6,
    "GroupCard.teachers": 10,
    "Choices.weak": 6,
    "PlanWords.why": 3,
    "PlanWords.how": 3,
    "Digest.plan_topics": 5,
    "PlanWeek.days": 7,
    "StudyPage.questions": 3,
    "MockResult.sections": 12,
    "Profile.subjects": 12,
}
#: Tuples that always have so many.
FIXED = {"options": 4, "hints": 2, "why_wrong": 4, "texts": 2, "languages": 2, "study_minutes": 7}
ROWS = {"empty": 0, "hostile": 2, "longest": 60}


class Inventor:
    """Builds values of a type, the same ones for the same seed."""

    def __init__(self, flavour: Flavour, seed: int) -> None:
        self.flavour = flavour
        self.random = random.Random(seed)

    def value(self, hint: Any, name: str = "", owner: str = "") -> Any:
        """A value for a field or parameter of this type and name."""
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        if isinstance(hint, typing.NewType):
            return self.value(hint.__supertype__, name, owner)
        if origin is Literal:
            return self.random.choice(arguments)
        if origin in {types.UnionType, typing.Union}:
            return self._either(arguments, name, owner)
        if origin in {tuple, list, Sequence, Iterable, frozenset, set}:
            return self._many(origin, arguments, name, owner)
        if name == "by_language":
            # Statistics hold statistics; one level is enough.
            return {}
        if name == "numbers" and owner in NAMED_NUMBERS:
            return {one: self.value(arguments[1]) for one in NAMED_NUMBERS[owner]}
        if origin in {dict, Mapping}:
            return {
                self.value(arguments[0], f"{name}_key", owner): self.value(
                    arguments[1], name, owner
                )
                for _ in range(min(3, ROWS[self.flavour]))
            }
        return self._plain(hint, name, owner)

    def _either(self, arguments: tuple[Any, ...], name: str, owner: str) -> Any:
        has_none = type(None) in arguments and f"{owner}.{name}" not in GIVEN
        if has_none and (self.flavour == "empty" or self.random.random() < 0.2):
            return None
        return self.value(
            self.random.choice([one for one in arguments if one is not type(None)]), name, owner
        )

    def _many(self, origin: Any, arguments: tuple[Any, ...], name: str, owner: str) -> Any:
        if origin is tuple and Ellipsis not in arguments:
            return tuple(self.value(one, name, owner) for one in arguments)
        count = FIXED.get(name, ROWS[self.flavour])
        count = min(count, MOST.get(f"{owner}.{name}", count))
        made = [self.value(arguments[0], name, owner) for _ in range(count)]
        return (
            made
            if origin in {list, Sequence, Iterable}
            else (tuple(made) if origin is tuple else origin(made))
        )

    def _plain(self, hint: Any, name: str, owner: str) -> Any:
        if hint is Exam:
            return self.random.choice(list(load_catalogue().exams.values()))
        if hint is Paper:
            return self.random.choice(self._plain(Exam, "", "").papers)
        if hint is ExamCatalogue:
            return load_catalogue()
        if dataclasses.is_dataclass(hint) or hasattr(hint, "_fields"):
            return self._record(hint)
        if isinstance(hint, type) and issubclass(hint, enum.Enum):
            return self.random.choice(list(hint))
        if hint is str:
            return self._text(name, owner)
        simple = {
            bool: lambda: self.random.random() < 0.5,
            int: lambda: self.random.choice([0, 1, 2, 7, 150, 9_876_543]),
            float: lambda: self.random.choice([0.0, 0.5, 1.0, 33.333, 100.0, 12_345.678]),
            Fraction: lambda: self.random.choice([Fraction(0), Fraction(-200, 3), Fraction(4, 3)]),
            datetime: lambda: NOON + timedelta(seconds=self.random.choice([0, -86_400, 9_999])),
            date: lambda: NOON.date() + timedelta(days=self.random.choice([0, -1, 400])),
            timedelta: lambda: timedelta(seconds=self.random.choice([0, 59, 10_800])),
            bytes: lambda: b"png",
        }
        if hint is int and name in COUNTS:
            return self.random.choice(COUNTS[name])
        if hint in simple:
            return simple[hint]()
        raise LookupError(f"no way to invent {hint!r} for {owner}.{name}")

    def _record(self, hint: Any) -> Any:
        hints = typing.get_type_hints(hint)
        names = (
            [field.name for field in dataclasses.fields(hint) if field.init]
            if dataclasses.is_dataclass(hint)
            else list(hint._fields)
        )
        return hint(**{name: self.value(hints[name], name, hint.__name__) for name in names})

    def _text(self, name: str, owner: str) -> str:
        codes = CODES.get(f"{owner}.{name}") or CODES.get(name)
        if codes:
            return self.random.choice(codes)
        if self.flavour == "empty":
            return "x"
        longest = LONGEST.get(name, USUAL)
        words = HOSTILE if self.flavour == "hostile" else HOSTILE * (longest // len(HOSTILE) + 1)
        return words[:longest]
