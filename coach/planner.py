"""The study plan: time where it brings marks at the exam; computed, never worded here.

Time is shared out by marginal expected marks (planner research, 4.1) times weight times weakness,
which needs no model of learning: neither is right of every student, and shares forgive more than
"the best first". In the last week what fades counts, what has not been gone over yet before all.
What a student needs to trust a plan comes first: every weak topic has its first visit before the
taper, no topic fills a day, days off are free, nothing new in the last week.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from coach.calendar import TAPER_DAYS, StudyDay, study_days
from coach.study_model import Array, Topics, gain_per_hour, recall, study
from coach.variety import Variety

Kind = Literal["learn", "review", "mock", "mistakes"]
#: What is given away at once; what is left of a day is less. Two on the same topic are one session.
BLOCK_MINUTES = 30
#: On long days longer ones: nobody keeps twelve topics apart.
LONG_BLOCK_MINUTES, LONG_DAY_MINUTES = 45, 180
SHORTEST_MINUTES = 15
MOST_MINUTES_A_TOPIC = 60
#: Mastery below which a topic is weak, and share learned below which it is new.
WEAK, NEW = 0.5, 0.10
#: First visits are spread from so much of the horizon on.
COVER_FROM = 0.2
#: Marks an hour below which more hours change nothing.
NOT_WORTH_IT = 0.005
#: In the last week things are taken to fade so much faster, and a second look is worth so much of a
#: first: a wrong guess of how long she remembers is not to leave a topic out.
LATE_STABILITY, SECOND_LOOK = 0.3, 0.5
#: After a mock test its mistakes are gone over.
MISTAKES_MINUTES = 30
#: What is known of a topic without answers is taken to be from so many days ago.
NEVER_DAYS = 30.0
#: A topic that is a strength to build on.
STRONG = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicNow:
    """A topic as evidence has it."""

    id: str
    #: Marks that the exam gives to it.
    marks: float
    #: Share that she could answer today, 0–1.
    mastery: float
    #: Days since she last practised it; None for never.
    days_since: float | None = None
    stability_days: float = 10.0
    #: 0 easy to 1 hard.
    difficulty: float = 0.5
    #: Topics of one subject share a day with others; empty for one of its own.
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Studied:
    """What she studied elsewhere, by her own word, since her last answer on the topic."""

    topic: str
    days_ago: float
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One piece of a day; a mock test and its mistakes have no topic."""

    kind: Kind
    minutes: int
    topic: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    on: date
    sessions: tuple[Session, ...]
    is_taper: bool
    #: A strong topic to build on, practised that day or before.
    strength: str | None

    @property
    def minutes(self) -> int:
        return sum(one.minutes for one in self.sessions)


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyPlan:
    days: tuple[PlannedDay, ...]
    #: Marks expected at the exam with no study from now on, and with the plan.
    marks_without: float
    marks_with: float


def plan(
    topics: Sequence[TopicNow],
    *,
    today: date,
    exam_on: date,
    minutes_by_weekday: Sequence[int],
    days_off: Collection[date] = (),
    pace: float = 1.0,
    kept: Sequence[PlannedDay] = (),
    studied: Sequence[Studied] = (),
) -> StudyPlan:
    """Plans every day from today to the eve of the exam; `kept` days stand as they were announced.

    `studied` counts as study does in the model, until answers say more.

    Raises ValueError for no topics or seven weekdays' minutes that are not seven.
    """
    if not topics or len(minutes_by_weekday) != 7:
        raise ValueError("a plan needs topics and the minutes of seven weekdays")
    calendar = study_days(
        today=today, exam_on=exam_on, minutes_by_weekday=minutes_by_weekday, days_off=days_off
    )
    state = _state(topics, pace)
    exam_day = float(max(0, (exam_on - today).days))
    announced = {day.on: day for day in kept}
    planner = _Planner(topics, state, calendar, exam_day)
    planner.remember(studied)
    without = float(state.marks @ state.mastery(exam_day))
    days = [
        planner.repeat(day, announced[day.on]) if day.on in announced else planner.fill(day)
        for day in calendar
    ]
    return StudyPlan(
        days=tuple(days),
        marks_without=without,
        marks_with=float(state.marks @ state.mastery(exam_day)),
    )


def _state(topics: Sequence[TopicNow], pace: float) -> Topics:
    """Evidence as the model's state: what she could answer today is what she knows times recall."""
    since = np.array([NEVER_DAYS if one.days_since is None else one.days_since for one in topics])
    stability = np.array([max(0.5, one.stability_days) for one in topics])
    now = recall(since, stability)
    mastery = np.array([one.mastery for one in topics])
    return Topics(
        marks=np.array([one.marks for one in topics]),
        difficulty=np.array([one.difficulty for one in topics]),
        known=np.clip(mastery / now, 0.0, 0.98),
        stability=stability,
        studied_on=-since,
        pace=pace,
    )


class _Planner:
    """Fills one day after another, carrying the state of the topics along."""

    def __init__(
        self, topics: Sequence[TopicNow], state: Topics, calendar: list[StudyDay], exam_day: float
    ) -> None:
        self._ids = [one.id for one in topics]
        self._state = state
        self._exam_day = exam_day
        self._calendar = calendar
        #: Weak topics that wait for their first visit.
        self._waiting = {
            index for index, mastery in enumerate(state.mastery(0.0)) if mastery < WEAK
        }
        self._has_mistakes = False
        #: Minutes that each topic is owed: its shares of the time so far, less what it got.
        self._debt: Array = np.zeros(len(topics))
        #: Topics that she has never practised: learnt first, whatever is believed of her.
        self._untouched = {index for index, one in enumerate(topics) if one.days_since is None}
        self._variety = Variety([one.subject for one in topics], [one.marks for one in topics])

    def remember(self, studied: Sequence[Studied]) -> None:
        """What she studied elsewhere is carried into the state, the oldest first."""
        for one in sorted(studied, key=lambda one: -one.days_ago):
            if one.topic in self._ids:
                index = self._ids.index(one.topic)
                study(self._state, index, -one.days_ago, one.minutes / 60)
                self._variety.note(index)
                self._waiting.discard(index)
                self._untouched.discard(index)

    def repeat(self, day: StudyDay, before: PlannedDay) -> PlannedDay:
        """A day that was announced stays; what it does to the topics is counted."""
        for session in before.sessions:
            if session.topic in self._ids:
                index = self._ids.index(session.topic)
                # Its minutes are shared out too, or what was announced would be held against it.
                self._owed(day, session.minutes)
                self._study(index, day, session.minutes)
                self._variety.note(index)
            if session.kind in {"mock", "mistakes"}:
                self._has_mistakes = session.kind == "mock"
        return before

    def fill(self, day: StudyDay) -> PlannedDay:
        """Mock test first, its mistakes on the next study day, then topics where they pay most."""
        sessions: list[Session] = []
        left = day.minutes
        if day.mock_minutes:
            sessions.append(Session(kind="mock", minutes=day.mock_minutes))
        elif self._has_mistakes and left >= SHORTEST_MINUTES:
            minutes = min(MISTAKES_MINUTES, left)
            sessions.append(Session(kind="mistakes", minutes=minutes))
            left -= minutes
            self._has_mistakes = False
        spent: dict[int, int] = {}
        wanted = self._first_visits(day)
        block = _block(day)
        while left >= SHORTEST_MINUTES:
            minutes = min(block, left)
            index = self._best(day, minutes, spent, wanted)
            if index is None:
                break
            wanted.discard(index)
            sessions.append(self._session(index, day, minutes))
            self._study(index, day, minutes)
            if index not in spent:
                self._variety.note(index)
            spent[index] = spent.get(index, 0) + minutes
            left -= minutes
        self._has_mistakes = self._has_mistakes or bool(day.mock_minutes)
        return PlannedDay(
            on=day.on,
            sessions=tuple(_joined(sessions)),
            is_taper=day.is_taper,
            strength=self._strength(day),
        )

    def _first_visits(self, day: StudyDay) -> set[int]:
        """Weak topics that must be begun today, so that each one is before the taper."""
        if day.is_taper or (day.index < COVER_FROM * self._exam_day and not self._is_tight()):
            return set()
        ahead = [
            one
            for one in self._calendar
            if one.index >= day.index and not one.is_taper and one.minutes >= SHORTEST_MINUTES
        ]
        count = math.ceil(len(self._waiting) / max(1, len(ahead)))
        by_worth = sorted(self._waiting, key=lambda index: -self._state.marks[index])
        return set(by_worth[:count])

    def _is_tight(self) -> bool:
        """Whether there are hardly enough sessions before the taper for all that waits."""
        rooms = sum(
            max(1, one.minutes // BLOCK_MINUTES)
            for one in self._calendar
            if not one.is_taper and one.minutes >= SHORTEST_MINUTES
        )
        return len(self._waiting) * 2 > rooms

    def _best(
        self, day: StudyDay, minutes: int, spent: dict[int, int], wanted: set[int]
    ) -> int | None:
        """The topic that the next minutes go to; None where nothing is worth them."""
        owed = self._owed(day, minutes)
        for index, used in spent.items():
            if used + minutes > MOST_MINUTES_A_TOPIC:
                owed[index] = -1.0
        if day.is_taper:
            owed[self._state.known < NEW] = -1.0
        wanted = self._without_crowded(day, spent, wanted, owed)
        open_visits = [index for index in wanted if owed[index] >= 0]
        if open_visits:
            return max(open_visits, key=lambda index: owed[index])
        best = int(np.argmax(owed))
        if owed[best] < 0 or (owed[best] < NOT_WORTH_IT and spent):
            return None
        return best

    def _owed(self, day: StudyDay, minutes: int) -> Array:
        """Minutes that each topic is owed by now, the least as 1; 0 where hardly any marks come of it.

        The next minutes are shared out by worth, and the topic that is owed most takes them all: so a
        topic that is worth little has its turn too, if a late one.
        """
        gain, share = self._worth(day, minutes / 60)
        is_open = gain >= NOT_WORTH_IT
        if not is_open.any():
            return gain
        share = np.where(is_open, share, 0.0)
        self._debt += minutes * share / share.sum()
        return np.where(is_open, self._debt - self._debt.min() + 1.0, 0.0)

    def _worth(self, day: StudyDay, hours: float) -> tuple[Array, Array]:
        """Marks an hour that study of each topic adds at the exam, and its share in the time."""
        state = self._state
        if day.is_taper:
            late = state.fading(day.index, LATE_STABILITY)
            gain = gain_per_hour(late, day.index, hours, exam_day=self._exam_day)
            is_seen = state.studied_on >= self._exam_day - TAPER_DAYS
            gain = np.where(is_seen, SECOND_LOOK * gain, gain)
            return gain, gain**2
        gain = gain_per_hour(state, day.index, hours, exam_day=self._exam_day)
        return gain, gain * state.marks * (1 - state.mastery(day.index))

    def _without_crowded(
        self,
        day: StudyDay,
        spent: dict[int, int],
        wanted: set[int],
        owed: Array,
    ) -> set[int]:
        """Takes subjects that have had their share out of `owed`, where others are left; the first
        visits that remain."""
        crowded = self._variety.crowded(math.ceil(day.minutes / _block(day)), spent)
        rest = np.delete(owed, crowded)
        if not crowded or not rest.size or rest.max() < NOT_WORTH_IT:
            return wanted
        owed[crowded] = -1.0
        return wanted - set(crowded)

    def _session(self, index: int, day: StudyDay, minutes: int) -> Session:
        """In the last week everything is gone over again, also what she never practised here."""
        is_new = self._state.known[index] < WEAK or index in self._untouched
        is_new = is_new and not day.is_taper
        kind: Kind = "learn" if is_new else "review"
        return Session(kind=kind, minutes=minutes, topic=self._ids[index])

    def _study(self, index: int, day: StudyDay, minutes: int) -> None:
        study(self._state, index, day.index, minutes / 60)
        self._debt[index] -= minutes
        self._waiting.discard(index)
        self._untouched.discard(index)

    def _strength(self, day: StudyDay) -> str | None:
        """The strongest topic that she has worked on or knows, to begin with."""
        mastery = self._state.mastery(day.index)
        best = int(np.argmax(mastery))
        return self._ids[best] if mastery[best] >= STRONG else None


def _block(day: StudyDay) -> int:
    """Minutes that are given away at once on a day."""
    return LONG_BLOCK_MINUTES if day.minutes >= LONG_DAY_MINUTES else BLOCK_MINUTES


def _joined(sessions: Sequence[Session]) -> list[Session]:
    """Sessions on the same topic one after the other are one; a topic's come together."""
    found: dict[tuple[Kind, str | None], Session] = {}
    for one in sessions:
        key = (one.kind, one.topic)
        # What began as learning stays it for the day.
        key = ("learn", one.topic) if ("learn", one.topic) in found else key
        before = found.get(key)
        minutes = one.minutes + (before.minutes if before else 0)
        found[key] = Session(kind=key[0], minutes=minutes, topic=one.topic)
    return list(found.values())
