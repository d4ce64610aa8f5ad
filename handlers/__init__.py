"""The whole map of the bot: which router is asked first."""

from aiogram import Router

from handlers import (
    calibration,
    coach,
    common,
    errors,
    exams,
    grievance,
    group_members,
    group_watch,
    groups,
    live_quiz,
    mock,
    nudges,
    practice,
    privacy,
    progress,
    question_tools,
    rankings,
    reports,
    review,
    revision,
    settings,
    start,
    status,
    study_plan,
    uploads,
)


def all_routers() -> list[Router]:
    """In the order in which they are asked; the last one takes whatever is left."""
    return [
        errors.router(),
        start.router(),
        live_quiz.router(),
        rankings.router(),
        group_watch.router(),
        group_members.router(),
        practice.router(),
        mock.router(),
        question_tools.router(),
        revision.router(),
        study_plan.router(),
        coach.router(),
        progress.router(),
        groups.router(),
        exams.router(),
        reports.router(),
        review.router(),
        calibration.router(),
        status.router(),
        nudges.router(),
        uploads.router(),
        privacy.router(),
        grievance.router(),
        settings.router(),
        common.router(),
    ]
