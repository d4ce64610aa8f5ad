"""Figures to draw pictures of: plain ones, the longest, and none at all."""

from datetime import UTC, date, datetime, timedelta

from analytics.pace_bins import PaceBin
from analytics.quiz_board import Line
from services.dashboard import (
    Dashboard,
    DifficultyRow,
    Insight,
    Lacking,
    LastTest,
    PeerFigures,
    Readiness,
)
from services.group_boards import BoardRow, Dimension, GroupBoard
from services.group_figures import GroupFigures, GroupRow
from services.live_quiz import QuizBoard
from services.progress import Figure, Progress
from services.records import Group, GroupId, Named, Quiz, StudentId, TopicSum
from services.revision import RevisionPlan
from storage.answers import DaySum

UNTIL = date(2026, 11, 23)
HOSTILE = "<b>=1+1 & क्षेत्रीय राष्ट्रीय संस्कृति " * 4


def named(number: int, words: str = "") -> Named:
    return Named(
        key=f"t{number}",
        name_en=words or f"Topic number {number}",
        name_hi=words or f"राष्ट्रीय आन्दोलन {number}",
    )


def sums(*, days: int = 30) -> Progress:
    """A month of practice."""
    by_day = tuple(
        DaySum(
            day=UNTIL - timedelta(days=n),
            answers=20 if n % 6 else 40,
            right=10 + (days - n) * 6 // days + n * 7 % 5,
            milliseconds=20 * (38_000 + n * 500 + n * 7 % 5 * 4_000),
            timed=20,
        )
        for n in range(days - 1, -1, -1)
    )
    return Progress(
        days=days,
        until=UNTIL,
        overall=Figure(right=400, answers=600),
        before=Figure(right=300, answers=600),
        average_seconds=53.5,
        target_seconds=36.0,
        active_days=days,
        streak_days=days,
        by_day=by_day,
        by_topic=tuple(TopicSum(topic=named(n), answers=20, right=n * 2) for n in range(10)),
    )


def board(words: str = "") -> Dashboard:
    """A student in the middle of her preparation; `words` name every topic."""
    return Dashboard(
        days=30,
        until=UNTIL,
        answers=312,
        tests=31,
        overall=61.4,
        overall_change=4.2,
        percentile=72.0,
        accuracy=64.1,
        accuracy_change=-10.9,
        average_seconds=33.0,
        seconds_change=4.7,
        target_seconds=72.0,
        readiness=Readiness(
            exam="RAS Pre",
            probability=0.63,
            interval=(0.41, 0.82),
            expected_score=84.2,
            score_interval=(66.0, 102.5),
            maximum=200.0,
            cutoff=76.06,
            basis="official",
            confidence="medium",
            weaknesses=(named(1, words), named(2, words), named(3, words)),
        ),
        difficulty=(
            DifficultyRow(label="easy", answers=106, accuracy=77.4, average_seconds=30.8),
            DifficultyRow(label="medium", answers=121, accuracy=62.8, average_seconds=34.2),
            DifficultyRow(label="hard", answers=3, accuracy=33.3, average_seconds=None),
        ),
        peers=PeerFigures(
            size=240,
            percentile=72.0,
            improvement_rank=12,
            efficiency_rank=88,
            by_subject=tuple((named(n, words), 90.0 - 11 * n) for n in range(8)),
        ),
        insights=(
            Insight(code="accuracy_fell", numbers={"points": -10.9, "accuracy": 64.1}, topic=None),
            Insight(
                code="weakest_topic",
                numbers={"accuracy": 31.0, "answers": 13.0},
                topic=named(2, words),
            ),
        ),
        recommendations=(
            Insight(code="practise_topic", numbers={"marks_lost": 1.3}, topic=named(3, words)),
        ),
        memory=RevisionPlan(
            due=17,
            known=140,
            ahead=tuple((UNTIL + timedelta(days=n), (17, 4, 0, 9, 12)[n % 5]) for n in range(14)),
            exam_on=None,
        ),
        pace=(
            PaceBin(14.0, 62, 50),
            PaceBin(22.0, 62, 47),
            PaceBin(31.0, 62, 40),
            PaceBin(44.0, 62, 35),
            PaceBin(81.0, 62, 28),
        ),
        last_test=LastTest(
            kind="mock",
            total_score=78.666,
            maximum=200.0,
            percentage=39.333,
            sections=tuple((named(n, words), 80.0 - 9 * n, 900.0 + n) for n in range(7)),
        ),
    )


def newcomer(why: str = "needs_answers") -> Dashboard:
    """Somebody of whom nothing is known yet."""
    return Dashboard(
        days=30,
        until=UNTIL,
        answers=0,
        tests=0,
        overall=None,
        overall_change=None,
        percentile=None,
        accuracy=None,
        accuracy_change=None,
        average_seconds=None,
        seconds_change=None,
        target_seconds=60.0,
        readiness=Lacking(code=why, needed=20),
        difficulty=(DifficultyRow(label="easy", answers=0, accuracy=None, average_seconds=None),),
        peers=None,
        insights=(),
        recommendations=(),
        memory=RevisionPlan(due=0, known=0, ahead=(), exam_on=None),
        pace=(),
        last_test=None,
    )


def group(words: str = "") -> GroupFigures:
    return GroupFigures(
        title=words[:100] or "RAS प्रातः बैच",
        days=30,
        until=UNTIL,
        rows=tuple(
            GroupRow(rank=n, name=words or f"आशा {n}", average=95.0 - 5 * n, tests=40 - n)
            for n in range(1, 12)
        ),
        below_minimum=3,
        topics=tuple(
            TopicSum(topic=named(n, words), answers=20 + n, right=2 * n) for n in range(12)
        ),
    )


def empty_group() -> GroupFigures:
    return GroupFigures(title="नया समूह", days=30, until=UNTIL, rows=(), below_minimum=0, topics=())


def group_board(words: str = "", dimension: Dimension = "improvement") -> GroupBoard:
    """A group's board with a fall at its end, as only some dimensions have one."""
    return GroupBoard(
        group=Group(
            id=GroupId(1),
            key="g1",
            title=words[:100] or "RAS प्रातः बैच",
            owner_id=None,
            join_code=None,
            chat_id=None,
            members=20,
        ),
        dimension=dimension,
        days=30,
        subject=None,
        rows=tuple(
            BoardRow(
                student_id=StudentId(n),
                rank=n,
                name=words or f"आशा {n}",
                value=6.5 - 1.75 * n,
                tests=40 - n,
            )
            for n in range(1, 12)
        ),
        below_minimum=3,
        unshared=2,
    )


def quiz(words: str = "") -> QuizBoard:
    """A live quiz that ended; more took part than a picture shows."""
    return QuizBoard(
        quiz=Quiz(
            id=1,
            chat_id=-100,
            group_id=None,
            owner_id=None,
            topic_id=None,
            language="hi",
            question_count=10,
            seconds=30,
            state="finished",
            position=10,
            due_at=None,
            board_message_id=None,
            started_at=datetime(2026, 11, 23, 13, 30, tzinfo=UTC),
        ),
        asked=10,
        lines=tuple(
            Line(n, n, words or f"आशा {n}", max(0, 11 - n), 10, 12.5 * (11 - n))
            for n in range(1, 12)
        ),
    )
