"""Reads a running mock test into what she sees of it."""

from datetime import datetime

from analytics.marking import most_blanks
from services.errors import AttemptGone
from services.mock_results import NOT_ATTEMPTED, part_name
from services.mock_steps import (
    MockPalette,
    MockQuestion,
    MockRunning,
    PaletteCell,
    SubmitAsked,
)
from services.step_building import language_of
from storage import papers, questions, responses, sittings
from storage.engine import Transaction
from storage.records import Attempt, Response, Student

CELLS_ON_A_PAGE = 30


def question_at(
    tx: Transaction, student: Student, attempt: Attempt, position: int, at: datetime
) -> MockQuestion:
    """The question at a place, its time running."""
    here = min(max(position, 1), attempt.question_count)
    if attempt.current_position != here:
        sittings.move(tx, attempt, here, at=at)
    asked = response_at(tx, attempt, here)
    paper = papers.get(tx, attempt.paper_id or 0)
    section = papers.section_at(tx, paper.id, here)
    ends_at = attempt.deadline_at or at
    return MockQuestion(
        attempt_id=attempt.id,
        position=here,
        question_count=attempt.question_count,
        section=part_name(paper.exam, paper.paper, section),
        question=questions.question(tx, asked.version_id, language_of(student, asked)),
        chosen=asked.chosen,
        is_marked=asked.is_marked,
        not_attempted=None if paper.scheme.not_attempted is None else NOT_ATTEMPTED,
        seconds_left=seconds_left(attempt, at),
        ends_at=ends_at,
    )


def seconds_left(attempt: Attempt, at: datetime) -> int:
    left = ((attempt.deadline_at or at) - at).total_seconds()
    return max(0, round(left))


def running_of(attempt: Attempt, at: datetime) -> MockRunning:
    return MockRunning(
        attempt_id=attempt.id,
        position=attempt.current_position or 1,
        seconds_left=seconds_left(attempt, at),
    )


def running(tx: Transaction, student: Student, *, at: datetime) -> MockRunning | None:
    """The mock test that keeps her from anything else, while its time lasts."""
    sitting = sittings.find(tx, student.id)
    if sitting is None or not seconds_left(sitting, at):
        return None
    return running_of(sitting, at)


def response_at(tx: Transaction, attempt: Attempt, position: int) -> Response:
    asked = responses.response(tx, attempt.id, position)
    if asked is None:
        raise AttemptGone
    return asked


def palette(tx: Transaction, attempt: Attempt, page: int, at: datetime) -> MockPalette:
    asked = responses.all_responses(tx, attempt.id)
    pages = -(-len(asked) // CELLS_ON_A_PAGE)
    current = attempt.current_position or 1
    here = min(page if page >= 0 else (current - 1) // CELLS_ON_A_PAGE, pages - 1)
    return MockPalette(
        attempt_id=attempt.id,
        page=here,
        pages=pages,
        cells=tuple(
            _cell(one) for one in asked[here * CELLS_ON_A_PAGE : (here + 1) * CELLS_ON_A_PAGE]
        ),
        current=current,
        seconds_left=seconds_left(attempt, at),
    )


def _cell(one: Response) -> PaletteCell:
    if one.chosen is None:
        return PaletteCell(
            position=one.position,
            state="unseen" if one.shown_at is None else "blank",
            is_marked=one.is_marked,
        )
    return PaletteCell(
        position=one.position,
        state="not_attempted" if one.chosen == NOT_ATTEMPTED else "answered",
        is_marked=one.is_marked,
    )


def asked_to_submit(tx: Transaction, attempt: Attempt, at: datetime) -> SubmitAsked:
    asked = responses.all_responses(tx, attempt.id)
    scheme = papers.get(tx, attempt.paper_id or 0).scheme
    blank = sum(one.chosen is None for one in asked)
    not_attempted = sum(one.chosen == NOT_ATTEMPTED for one in asked)
    return SubmitAsked(
        attempt_id=attempt.id,
        position=attempt.current_position or attempt.question_count,
        answered=len(asked) - blank - not_attempted,
        not_attempted=not_attempted,
        blank=blank,
        marked=sum(one.is_marked for one in asked),
        most_blanks=most_blanks(scheme, questions=len(asked)),
        has_not_attempted=scheme.not_attempted is not None,
        seconds_left=seconds_left(attempt, at),
    )
