"""What a finished set says: the score, one suggestion at most, her day, and what is due."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from analytics.feedback import Feedback, feedback
from analytics.mastery import mastery
from analytics.student_state import believe
from services import step_building as steps
from services.exam_day import review_horizon
from services.habits import habit_of
from services.practice_steps import Profile, SetFinished, TopicProfile
from storage import catalogue, report_rows, responses, review_lists, suggestions
from storage.engine import Transaction
from storage.records import Attempt, Student
from storage.student_states import ability_for

#: The same suggestion is not made twice within this.
QUIET_FOR = timedelta(days=1)
#: Answers that the rules look at.
LOOKED_AT = 30


def summed_up(tx: Transaction, student: Student, attempt: Attempt, *, at: datetime) -> SetFinished:
    """The summary of a set; of a student who keeps nothing, only what happened in it."""
    plain = steps.summary(tx, attempt)
    if not student.is_recorded or plain.question_count == 0:
        return plain
    horizon = review_horizon(student.settings, at=at)
    return replace(
        plain,
        feedback=_suggestion(tx, student, attempt, at=at),
        profile=_profile(tx, student, attempt, at=at) if attempt.source == "diagnostic" else None,
        habit=None if student.settings.is_calm else habit_of(tx, student, at=at),
        review_due=review_lists.how_many_due(tx, student.id, at=at, horizon=horizon),
    )


def _suggestion(
    tx: Transaction, student: Student, attempt: Attempt, *, at: datetime
) -> Feedback | None:
    """The first rule whose evidence stands and that has been silent for a day.

    The summary of the same set says the same again.
    """
    facts = report_rows.latest_facts(
        tx, student.id, limit=LOOKED_AT, zone=ZoneInfo(student.settings.timezone)
    )
    spoken = suggestions.made_at(tx, student.id)
    for one in feedback(facts, optimal_seconds=steps.target_seconds(student)):
        last = spoken.get(one.rule)
        is_new = last is None or at - last >= QUIET_FOR
        if one.stands and (is_new or last == attempt.completed_at):
            if is_new:
                suggestions.note(tx, student.id, one.rule, at=attempt.completed_at or at)
            return one
    return None


def _profile(
    tx: Transaction, student: Student, attempt: Attempt, *, at: datetime
) -> Profile | None:
    """What the first ten questions say of her over the whole exam, with the interval.

    None where most were tapped through unread: those say nothing.
    """
    facts = report_rows.latest_facts(
        tx, student.id, limit=attempt.answered, zone=ZoneInfo(student.settings.timezone)
    )
    if 2 * sum(one.is_rapid for one in facts) > len(facts):
        return None
    belief = believe(ability_for(tx, student.id), None, at=at)
    found = mastery(belief.student, attempt.answered)
    names = catalogue.subject_names(tx)
    counts: dict[str, list[int]] = {}
    for subject, is_correct in responses.verdicts_by_subject(tx, attempt.id):
        own = counts.setdefault(subject, [0, 0])
        own[0] += 1
        own[1] += is_correct
    return Profile(
        interval=found.interval,
        subjects=tuple(
            TopicProfile(name=names[key], asked=asked, right=right)
            for key, (asked, right) in counts.items()
        ),
    )
