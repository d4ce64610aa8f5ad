"""The settings as a table: what each line may hold, and how a choice or a text becomes a value."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from content.exams import Exam
from services.errors import BadValue
from services.shown_names import shown_name
from storage.records import Settings, Theme

OFF = "off"
#: More questions than anybody does in a day.
MOST_A_DAY = 500
STUDY_STEPS = (0, 30, 60, 90, 120, 180, 240)
ZONES = (
    "Asia/Kolkata",
    "Asia/Dubai",
    "Asia/Riyadh",
    "Asia/Kathmandu",
    "Europe/London",
    "America/New_York",
)
#: Days between two daily messages; at seven only the weekly one comes.
EVERY = ("1", "2", "4", "7")
QUIET = ("22-6", "21-7", "23-6", "0-0")
THEMES: dict[str, Theme] = {"light": "light", "dark": "dark"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingLine:
    """One line of the table."""

    name: str
    #: The values that buttons offer.
    choices: Callable[[Settings, Exam | None], Sequence[str]]
    #: Settings with a value taken from a button or a text; raises BadValue.
    apply: Callable[[Settings, str], Settings]
    #: What a text must look like, where a text is taken; None where only buttons are.
    example: str | None = None


def _fixed(*values: str) -> Callable[[Settings, Exam | None], Sequence[str]]:
    return lambda _settings, _exam: values


def _exam_on(settings: Settings, text: str) -> Settings:
    return replace(settings, exam_on=None if text == OFF else _day(text))


def _day(text: str) -> date:
    """A day as people write it: 2027-01-25, 25-01-2027, 25/1/2027."""
    match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text.strip())
    if match is None:
        match_indian = re.fullmatch(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})", text.strip())
        parts = match_indian.groups()[::-1] if match_indian else None
    else:
        parts = match.groups()
    if parts is None:
        raise BadValue(hint="25-01-2027")
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError as error:
        raise BadValue(hint="25-01-2027") from error


def _category(settings: Settings, value: str) -> Settings:
    return replace(settings, category=None if value == OFF else value)


def _categories(_settings: Settings, exam: Exam | None) -> Sequence[str]:
    return (*(exam.qualifying_percent if exam else ()), OFF)


def _study(settings: Settings, value: str) -> Settings:
    """`weekday-minutes`, Monday 0."""
    match = re.fullmatch(r"([0-6])-(\d{1,3})", value)
    if match is None:
        raise BadValue(hint="0–240")
    minutes = list(settings.study_minutes)
    minutes[int(match[1])] = int(match[2])
    return replace(settings, study_minutes=tuple(minutes))


def _next_study(settings: Settings, _exam: Exam | None) -> Sequence[str]:
    """For each weekday the value that a tap sets; a second tap on the same button changes nothing."""
    return [f"{day}-{_following(minutes)}" for day, minutes in enumerate(settings.study_minutes)]


def _following(minutes: int) -> int:
    return next((step for step in STUDY_STEPS if step > minutes), STUDY_STEPS[0])


def _zone(settings: Settings, value: str) -> Settings:
    return replace(settings, timezone=value.strip())


def _digest(settings: Settings, value: str) -> Settings:
    if value == OFF:
        return replace(settings, digest_hour=None)
    if not value.isdecimal() or int(value) > 23:
        raise BadValue(hint="0–23")
    return replace(settings, digest_hour=int(value))


def _quiet(settings: Settings, value: str) -> Settings:
    match = re.fullmatch(r"(\d{1,2})-(\d{1,2})", value)
    if match is None or max(int(match[1]), int(match[2])) > 23:
        raise BadValue(hint="22-6")
    return replace(settings, quiet_from=int(match[1]), quiet_to=int(match[2]))


def _theme(settings: Settings, value: str) -> Settings:
    if value not in THEMES:
        raise BadValue(hint="light, dark")
    return replace(settings, theme=THEMES[value])


def _alias(settings: Settings, value: str) -> Settings:
    return replace(settings, alias=None if value == OFF else shown_name(value, longest=len(value)))


def _text_only(settings: Settings, value: str) -> Settings:
    return replace(settings, text_only=value == "on")


def _statistics(settings: Settings, value: str) -> Settings:
    return replace(settings, usage_statistics=value == "on")


def _listed(settings: Settings, value: str) -> Settings:
    return replace(settings, is_listed=value == "on")


def _model(settings: Settings, value: str) -> Settings:
    return replace(settings, language_model=value == "on")


def _confidence(settings: Settings, value: str) -> Settings:
    return replace(settings, asks_confidence=value == "on")


def _goal(settings: Settings, value: str) -> Settings:
    if not value.isdecimal() or not 1 <= int(value) <= MOST_A_DAY:
        raise BadValue(hint=f"1–{MOST_A_DAY}")
    return replace(settings, daily_goal=int(value))


def _calm(settings: Settings, value: str) -> Settings:
    return replace(settings, is_calm=value == "on")


def _every(settings: Settings, value: str) -> Settings:
    if value not in EVERY:
        raise BadValue(hint=", ".join(EVERY))
    return replace(settings, digest_every=int(value))


def _alerts(settings: Settings, value: str) -> Settings:
    return replace(settings, wants_alerts=value == "on")


def _pause(settings: Settings, value: str) -> Settings:
    return replace(settings, paused_until=None if value == OFF else _day(value))


LINES: tuple[SettingLine, ...] = (
    SettingLine(name="exam_on", choices=_fixed(OFF), apply=_exam_on, example="25-01-2027"),
    SettingLine(name="category", choices=_categories, apply=_category),
    SettingLine(name="study_minutes", choices=_next_study, apply=_study),
    SettingLine(name="daily_goal", choices=_fixed("5", "10", "20", "30", "50", "100"), apply=_goal),
    SettingLine(name="confidence", choices=_fixed("on", OFF), apply=_confidence),
    SettingLine(name="calm", choices=_fixed("on", OFF), apply=_calm),
    SettingLine(
        name="digest_hour",
        choices=_fixed("5", "6", "7", "8", "9", "18", "20", "21", OFF),
        apply=_digest,
    ),
    SettingLine(name="digest_every", choices=_fixed(*EVERY), apply=_every),
    SettingLine(name="alerts", choices=_fixed("on", OFF), apply=_alerts),
    SettingLine(name="paused_until", choices=_fixed(OFF), apply=_pause, example="25-01-2027"),
    SettingLine(name="quiet", choices=_fixed(*QUIET), apply=_quiet),
    SettingLine(name="timezone", choices=_fixed(*ZONES), apply=_zone, example="Asia/Kolkata"),
    SettingLine(name="theme", choices=_fixed(*THEMES), apply=_theme),
    SettingLine(name="text_only", choices=_fixed("on", OFF), apply=_text_only),
    SettingLine(name="alias", choices=_fixed(OFF), apply=_alias, example="Chetak 7"),
    SettingLine(name="listed", choices=_fixed("on", OFF), apply=_listed),
    SettingLine(name="usage_statistics", choices=_fixed("on", OFF), apply=_statistics),
    SettingLine(name="language_model", choices=_fixed("on", OFF), apply=_model),
)
BY_NAME = {line.name: line for line in LINES}


def current(settings: Settings, name: str) -> str:
    """A line's present value as the button that would set it."""
    values: dict[str, str] = {
        "exam_on": _iso(settings.exam_on),
        "category": settings.category or OFF,
        "study_minutes": " ".join(map(str, settings.study_minutes)),
        "daily_goal": str(settings.daily_goal),
        "confidence": "on" if settings.asks_confidence else OFF,
        "calm": "on" if settings.is_calm else OFF,
        "digest_hour": OFF if settings.digest_hour is None else str(settings.digest_hour),
        "digest_every": str(settings.digest_every),
        "alerts": "on" if settings.wants_alerts else OFF,
        "paused_until": _iso(settings.paused_until),
        "quiet": f"{settings.quiet_from}-{settings.quiet_to}",
        "timezone": settings.timezone,
        "theme": settings.theme,
        "text_only": "on" if settings.text_only else OFF,
        "alias": settings.alias or OFF,
        "listed": "on" if settings.is_listed else OFF,
        "usage_statistics": "on" if settings.usage_statistics else OFF,
        "language_model": "on" if settings.language_model else OFF,
    }
    return values[name]


def _iso(day: date | datetime | None) -> str:
    return OFF if day is None else day.isoformat()
