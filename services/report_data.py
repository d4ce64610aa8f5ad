"""Everything that a report is computed from, read in one snapshot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from analytics.attempt_result import AttemptResult
from analytics.facts import Fact, Sitting
from analytics.learner_model import Belief, Gaussian, new_topic
from analytics.student_state import Ability, TopicState, believe
from analytics.trend import LOOKBACK
from services.exam_outlook import ExamOutlook, exam_outlook, optimal_seconds
from storage import derived, exam_patterns, peer_rows, report_rows, student_states
from storage.engine import Transaction
from storage.records import Student, StudentId
from storage.student_states import KnownTopic


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportData:
    """A student's tests and answers in and before the window, and what is believed of her."""

    student: Student
    since: datetime
    until: datetime
    days: int
    zone: ZoneInfo
    exam: str | None
    #: The exam's row; None without one, or where the database does not know it.
    exam_id: int | None
    optimal_seconds: Fraction
    outlook: ExamOutlook | None
    #: All that a trend or a comparison needs: tests of the window, before it, of twelve weeks.
    sittings: tuple[Sitting, ...]
    facts: tuple[Fact, ...]
    same_test: Mapping[str, list[tuple[StudentId, AttemptResult]]]
    ability: Ability | None
    topics: Mapping[str, TopicState]
    difficulties: Mapping[str, Gaussian]

    def window(self) -> list[Sitting]:
        """Tests completed in the window."""
        return [one for one in self.sittings if one.completed_at >= self.since]

    def window_before(self) -> list[Sitting]:
        """Tests completed in as many days before it."""
        start = self.since - timedelta(days=self.days)
        return [one for one in self.sittings if start <= one.completed_at < self.since]

    def lookback(self, until: datetime | None = None) -> list[Sitting]:
        """Tests completed in the twelve weeks up to the window's end, or to `until`."""
        end = until or self.until
        return [one for one in self.sittings if end - LOOKBACK <= one.completed_at < end]

    def belief(self, topic: str | None) -> Belief:
        """What is believed of her on a topic at the window's end."""
        return believe(self.ability, self.topics.get(topic or ""), at=self.until)

    def difficulty(self, topic: str) -> Gaussian:
        return self.difficulties.get(topic) or new_topic()

    def theta(self, topic: str) -> Gaussian:
        """Ability on a topic less its difficulty."""
        belief, difficulty = self.belief(topic), self.difficulty(topic)
        return Gaussian(
            belief.student.mean + belief.on_topic.mean - difficulty.mean,
            belief.student.variance + belief.on_topic.variance + difficulty.variance,
        )


def report_data(
    tx: Transaction,
    student: Student,
    *,
    days: int,
    at: datetime,
    default_timezone: str,
    is_believed: bool = True,
) -> ReportData:
    """Reads it all; not what is believed of her where nobody asks: of a past moment that means to
    fold all her answers again.
    """
    zone, own_exam = peer_rows.place_of(tx, student.id, until=at, default_timezone=default_timezone)
    since = at - timedelta(days=days)
    oldest = min(since - timedelta(days=days), since - LOOKBACK, at - LOOKBACK)
    found = report_rows.sittings(tx, [student.id], since=oldest, until=at).get(student.id, [])
    window = [one for one in found if one.completed_at >= since]
    exam_id, exam = own_exam or (None, None)
    every = student_states.every_topic_of(tx, student.id) if is_believed else []
    ability, topics = (
        _states(tx, student.id, every, at=at, default_timezone=default_timezone)
        if is_believed
        else (None, {})
    )
    return ReportData(
        student=student,
        since=since,
        until=at,
        days=days,
        zone=zone,
        exam=exam,
        exam_id=exam_id,
        optimal_seconds=optimal_seconds(exam),
        outlook=exam_outlook(exam, student.settings.category, targets=exam_patterns.targets(tx)),
        sittings=tuple(found),
        facts=tuple(report_rows.facts(tx, student.id, window, zone)),
        same_test=report_rows.same_test(
            tx, [one.key for one in window if not one.key.startswith("day:")], until=at
        ),
        ability=ability,
        topics=topics,
        difficulties={one.key: one.difficulty for one in every if one.difficulty is not None},
    )


def _states(
    tx: Transaction,
    student_id: StudentId,
    every: Sequence[KnownTopic],
    *,
    at: datetime,
    default_timezone: str,
) -> tuple[Ability | None, Mapping[str, TopicState]]:
    """Her states at an instant: as stored, or folded again where answers followed it."""
    ability = student_states.ability_for(tx, student_id)
    if ability is None or ability.last_at < at:
        return ability, {one.key: one.state for one in every if one.state is not None}
    model = derived.history_of(tx, student_id, default_timezone=default_timezone, until=at).model
    return model.ability, {one.key: model.topics[one.id] for one in every if one.id in model.topics}
