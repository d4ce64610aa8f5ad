"""The inventory of personal data: each table that says something of a person, and what it is for.

`/privacy`, `/mydata`, `/forgetme` and docs/privacy.md are made from it; a test fails when a table is
missing.
"""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Column, Table

from storage.tables import (
    abilities,
    activity,
    alerts,
    announcements,
    answers,
    assignment_work,
    assignments,
    attempt_results,
    attempts,
    audit_entries,
    bookmarks,
    coach_calls,
    consents,
    correction_effects,
    early_votes,
    grievances,
    group_members,
    group_teachers,
    groups,
    key_corrections,
    memories,
    outbox,
    own_question_drafts,
    parental_consents,
    plan_sessions,
    question_reports,
    questions,
    quiz_votes,
    quizzes,
    readiness_forecasts,
    response_changes,
    responses,
    roster_entries,
    settings,
    standings,
    student_days,
    students,
    study_plans,
    suggestions,
    topic_states,
)

Purpose = Literal[
    "account", "practice", "figures", "messages", "groups", "reports", "usage", "coach"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A table, what it is kept for, and how a row is tied to a person."""

    table: Table
    purpose: Purpose
    #: The column that names her; None where another table leads to her.
    person: Column[int] | None


def _of(table: Table, purpose: Purpose, person: str | None = "student_id") -> Holding:
    return Holding(table=table, purpose=purpose, person=None if person is None else table.c[person])


INVENTORY: tuple[Holding, ...] = (
    _of(students, "account", "id"),
    _of(settings, "account"),
    _of(consents, "account"),
    _of(parental_consents, "account"),
    _of(attempts, "practice"),
    _of(responses, "practice", None),
    _of(response_changes, "practice", None),
    _of(answers, "practice"),
    _of(bookmarks, "practice"),
    _of(quiz_votes, "practice", None),
    _of(early_votes, "practice", None),
    _of(assignment_work, "practice"),
    _of(student_days, "figures"),
    _of(attempt_results, "figures"),
    _of(abilities, "figures"),
    _of(topic_states, "figures"),
    _of(memories, "figures"),
    _of(standings, "figures"),
    _of(readiness_forecasts, "figures"),
    _of(study_plans, "figures"),
    _of(plan_sessions, "figures"),
    _of(suggestions, "figures"),
    _of(alerts, "messages"),
    _of(outbox, "messages"),
    _of(groups, "groups", "owner_id"),
    _of(group_members, "groups"),
    _of(group_teachers, "groups"),
    _of(quizzes, "groups", "owner_id"),
    _of(assignments, "groups", "made_by"),
    _of(announcements, "groups", "made_by"),
    _of(roster_entries, "groups"),
    _of(own_question_drafts, "groups"),
    _of(grievances, "reports"),
    _of(question_reports, "reports"),
    _of(correction_effects, "reports"),
    _of(questions, "reports", "imported_by"),
    _of(key_corrections, "reports", "requested_by"),
    _of(audit_entries, "reports", "by_id"),
    _of(activity, "usage"),
    _of(coach_calls, "coach"),
)
PURPOSES: tuple[Purpose, ...] = (
    "account",
    "practice",
    "figures",
    "messages",
    "groups",
    "reports",
    "usage",
    "coach",
)
