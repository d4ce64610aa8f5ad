"""Who a student is to us: her first steps, her settings, what she agreed to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

from content.exams import Exam, ExamCatalogue
from services.erasing import Erasing
from services.errors import BadValue
from services.shown_names import shown_name
from storage import derived, standings, students
from storage.engine import Database, Transaction
from storage.intake import Arrival, write_once
from storage.records import AgeBand, Language, Settings, Student

NOTICE_VERSION = "2026-11"
KEEPING = "practice"
LONGEST_ALIAS = 40
LONGEST_NAME = 128

#: Settings of what nobody under 18 gets.
NOT_FOR_MINORS = frozenset(
    {
        "digest_hour",
        "digest_every",
        "alerts",
        "paused_until",
        "calm",
        "listed",
        "usage_statistics",
        "language_model",
    }
)

#: What a newcomer is asked next.
FirstStep = Literal["language", "age", "consent", "exam", "ready"]


def first_step(student: Student) -> FirstStep:
    """The next question of the first run; "ready" when there is none."""
    if student.language is None:
        return "language"
    if student.age_band is None:
        return "age"
    if student.age_band == "adult" and student.keeps_answers is None:
        return "consent"
    if student.is_recorded and not student.is_onboarded:
        return "exam"
    return "ready"


class Students:
    def __init__(
        self,
        database: Database,
        catalogue: ExamCatalogue,
        *,
        default_timezone: str,
        has_model: bool = False,
        erasing: Erasing | None = None,
    ) -> None:
        #: Lines of the settings that mean nothing here.
        self._hidden = frozenset() if has_model else frozenset({"language_model"})
        self._erasing = erasing or Erasing()
        self._database = database
        self._catalogue = catalogue
        self._default_timezone = default_timezone

    def hidden_settings(self, student: Student) -> frozenset[str]:
        """Lines that mean nothing here, or nothing for her."""
        return self._hidden | NOT_FOR_MINORS if student.is_minor else self._hidden

    async def find(self, telegram_id: int) -> Student | None:
        return await self._database.read(lambda tx: students.find_by_telegram_id(tx, telegram_id))

    async def meet(self, telegram_id: int, arrival: Arrival) -> Student:
        """Somebody who sent /start: found or made, and reachable again."""

        def work(tx: Transaction) -> Student:
            student = students.meet(
                tx, telegram_id=telegram_id, at=arrival.at, timezone=self._default_timezone
            )
            if not student.is_reachable:
                students.mark_unreachable(tx, student.id, since=None)
            return students.get(tx, student.id)

        return await write_once(self._database, arrival, work)

    async def choose_language(
        self, student: Student, language: Language, arrival: Arrival
    ) -> Student:
        return await self._change(
            student, arrival, lambda tx: students.set_profile(tx, student.id, language=language)
        )

    async def say_age(self, student: Student, band: AgeBand, arrival: Arrival) -> Student:
        """The age band, asked once; who has answered as an adult stays one here."""

        def work(tx: Transaction) -> None:
            if student.age_band is None:
                students.set_profile(tx, student.id, age_band=band)

        return await self._change(student, arrival, work)

    async def decide_keeping(
        self, student: Student, *, agrees: bool, first_name: str, arrival: Arrival
    ) -> Student:
        """Consent to keep her practice, or its refusal."""

        def work(tx: Transaction) -> None:
            if student.age_band != "adult":
                return
            students.set_profile(
                tx,
                student.id,
                keeps_answers=agrees,
                name=shown_name(first_name, longest=LONGEST_NAME) if agrees else "",
            )
            if agrees:
                students.give_consent(
                    tx,
                    student.id,
                    purpose=KEEPING,
                    notice_version=NOTICE_VERSION,
                    at=arrival.at,
                )

        return await self._change(student, arrival, work)

    async def choose_exam(
        self, student: Student, exam: str | None, arrival: Arrival, *, first_name: str = ""
    ) -> Student:
        """The exam she prepares for; ends the first run and sets her first digest.

        `first_name` names her where nobody has yet: another person agreed for her.
        """
        if exam is not None and exam not in self._catalogue.exams:
            raise BadValue(hint="")

        def work(tx: Transaction) -> None:
            chosen = replace(student.settings, exam=exam, category=None)
            if chosen.exam == student.settings.exam:
                chosen = replace(chosen, category=student.settings.category)
            students.save_settings(tx, student.id, chosen)
            if student.is_recorded and not student.name:
                name = shown_name(first_name, longest=LONGEST_NAME)
                students.set_profile(tx, student.id, name=name)
            if not student.is_onboarded:
                students.set_profile(tx, student.id, onboarded_at=arrival.at)
                students.schedule_digest(
                    tx, student.id, due_at=next_digest_at(chosen, after=arrival.at)
                )

        return await self._change(student, arrival, work)

    async def change_settings(
        self, student: Student, chosen: Settings, arrival: Arrival
    ) -> Student:
        """Stores settings; a new hour moves the digest, a new zone moves her days."""
        _check(chosen)
        if student.is_minor:
            chosen = students.of_minor(chosen)

        def work(tx: Transaction) -> None:
            students.save_settings(tx, student.id, chosen)
            before = student.settings
            for purpose, was, now in _purposes(before, chosen):
                _note_consent(tx, student, purpose, was=was, now=now, at=arrival.at)
            if (chosen.digest_hour, chosen.timezone) != (before.digest_hour, before.timezone):
                students.schedule_digest(
                    tx, student.id, due_at=next_digest_at(chosen, after=arrival.at)
                )
            if chosen.timezone != before.timezone:
                derived.rebuild(tx, [student.id], default_timezone=self._default_timezone)
            if chosen.exam != before.exam:
                standings.mark_stale(tx, student.id, is_new=False)

        return await self._change(student, arrival, work)

    async def await_text(self, student: Student, what: str | None, arrival: Arrival) -> Student:
        """Remembers what her next message will be: an alias, say; None for nothing."""
        return await self._change(
            student, arrival, lambda tx: students.set_profile(tx, student.id, awaiting=what)
        )

    async def mark_reachable(
        self, telegram_id: int, *, is_reachable: bool, arrival: Arrival
    ) -> None:
        """She blocked the bot, or let it back in."""

        def work(tx: Transaction) -> None:
            student = students.find_by_telegram_id(tx, telegram_id)
            if student is not None:
                since = None if is_reachable else arrival.at
                students.mark_unreachable(tx, student.id, since=since)

        await write_once(self._database, arrival, work)

    async def forget(self, student: Student, arrival: Arrival) -> None:
        """Erases everything about her, at once."""
        await write_once(
            self._database,
            arrival,
            lambda tx: self._erasing.erase(tx, student.id, at=arrival.at),
        )
        await self._database.wipe()

    def exams(self) -> list[Exam]:
        """What can be prepared for, in the catalogue's order."""
        return list(self._catalogue.exams.values())

    def exam_of(self, student: Student) -> Exam | None:
        return self._catalogue.exams.get(student.settings.exam or "")

    async def _change(
        self, student: Student, arrival: Arrival, work: Callable[[Transaction], None]
    ) -> Student:
        def change(tx: Transaction) -> Student:
            work(tx)
            return students.get(tx, student.id)

        return await write_once(self._database, arrival, change)


def _purposes(before: Settings, chosen: Settings) -> list[tuple[str, bool, bool]]:
    """The switches that are consents of their own: purpose, as it was, as it is to be."""
    return [
        ("language_model", before.language_model, chosen.language_model),
        ("usage_statistics", before.usage_statistics, chosen.usage_statistics),
        ("leaderboard", before.is_listed, chosen.is_listed),
    ]


def _note_consent(
    tx: Transaction, student: Student, purpose: str, *, was: bool, now: bool, at: datetime
) -> None:
    """A consent is given with its notice, and withdrawn as easily."""
    if now and not was:
        students.give_consent(tx, student.id, purpose=purpose, notice_version=NOTICE_VERSION, at=at)
    elif was and not now:
        students.withdraw_consent(tx, student.id, purpose=purpose, at=at)


def _check(chosen: Settings) -> None:
    if chosen.timezone not in available_timezones():
        raise BadValue(hint="Asia/Kolkata")
    if chosen.alias is not None and not 0 < len(chosen.alias.strip()) <= LONGEST_ALIAS:
        raise BadValue(hint=f"1–{LONGEST_ALIAS}")
    if len(chosen.study_minutes) != 7 or not all(0 <= m <= 960 for m in chosen.study_minutes):
        raise BadValue(hint="0–960")


def next_digest_at(settings: Settings, *, after: datetime) -> datetime | None:
    """The next instant at her digest hour in her zone; None when digests are off.

    A local hour that the clock skips moves forward; one that it repeats happens once.
    """
    if settings.digest_hour is None:
        return None
    zone = ZoneInfo(settings.timezone)
    day = after.astimezone(zone).date()
    for ahead in range(3):
        at = local_instant(day + timedelta(days=ahead), settings.digest_hour, zone)
        if at > after:
            return at
    return None


def local_instant(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """An hour of a local day as an instant; the first of two, the one after a gap.

    A gap that reaches into the next day (Nuuk, 23:00) leaves the instant before it.
    """
    at = datetime.combine(day, time(hour), zone).astimezone(UTC)
    if at.astimezone(zone).date() == day:
        return at
    return datetime.combine(day, time(hour, fold=1), zone).astimezone(UTC)
