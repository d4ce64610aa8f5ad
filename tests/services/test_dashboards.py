"""The dashboard shows the report's own figures, and the chat says them."""

import re
from datetime import UTC, datetime

import pytest

from services.dashboard import Dashboard, Dashboards, Lacking, Readiness
from services.errors import UnknownSubject
from services.group_boards import DIMENSIONS, GroupBoards
from services.group_figures import GroupReports
from services.progress import ProgressReports
from services.rankings import Rankings
from services.reports import Reports
from services.roster import Roster, UnknownName
from services.simulation import Simulation, members
from storage import groups
from storage.engine import Database
from views import rankings as ranking_views
from views.overview import overview
from views.translate import translator

pytestmark = pytest.mark.stocked

UNTIL = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
ZONE = "Asia/Kolkata"


@pytest.fixture
async def school(database: Database) -> Database:
    simulation = Simulation(database, default_timezone=ZONE)
    await simulation.make_class(members(22, seed=3), days=20, seed=3, until=UNTIL, title="Class")
    return database


async def test_every_figure_is_the_reports(school: Database) -> None:
    for student, _ in (await Roster(school).students())[:4]:
        report = await Reports(school, default_timezone=ZONE).document(
            student.key, days=30, at=UNTIL
        )
        found = await Dashboards(school, default_timezone=ZONE).of(student, days=30, at=UNTIL)
        progress = await ProgressReports(school).of(student, days=30, at=UNTIL)
        compare(found, report, overview(translator("en"), progress, found, text_only=True).html)


def compare(found: Dashboard, report: dict[str, object], said: str) -> None:
    cards: dict[str, dict[str, object]] = report["cards"]  # type: ignore[assignment]
    readiness: dict[str, object] = report["readiness"]  # type: ignore[assignment]
    assert found.overall == cards["overall"]["value"]
    assert found.percentile == cards["overall"]["percentile"]
    assert found.accuracy == cards["accuracy"]["value"]
    assert found.average_seconds == cards["speed"]["average_seconds"]
    if isinstance(found.readiness, Lacking):
        assert readiness["probability"] is None
    else:
        assert found.readiness.probability == readiness["probability"]
        assert list(found.readiness.score_interval) == readiness["score_interval"]
        assert found.readiness.cutoff == readiness["cutoff"]
    tests: list[dict[str, object]] = report["tests"]  # type: ignore[assignment]
    if found.last_test is not None:
        assert found.last_test.percentage in [one["percentage"] for one in tests]
    assert sum(one.answers for one in found.pace) <= found.answers
    numbers = {float(one) for one in re.findall(r"\d+", said)}
    if found.overall is not None:
        assert round(found.overall) in numbers
    if found.accuracy is not None:
        assert f"<b>{round(found.accuracy)} %</b>" in said
    if found.average_seconds is not None:
        assert f"<b>{round(found.average_seconds)} s</b>" in said
    if isinstance(found.readiness, Readiness):
        assert round(100 * found.readiness.probability) in numbers


async def test_a_groups_picture_is_its_ranking(school: Database) -> None:
    found = await GroupReports(school, default_timezone=ZONE).of("g1", days=30, at=UNTIL)
    ranking = await Rankings(school, default_timezone=ZONE).of_group("g1", days=30, at=UNTIL)

    assert [one.average for one in found.rows] == [
        float(ranking.standings[one].average) for one in ranking.in_order()
    ]
    assert found.below_minimum == len(ranking.below_minimum)
    shares = [one.right / one.answers for one in found.topics]
    assert shares == sorted(shares)
    with pytest.raises(UnknownName):
        await GroupReports(school, default_timezone=ZONE).of("g9", days=30, at=UNTIL)


async def test_a_board_shows_who_shares_and_ranks_among_them(school: Database) -> None:
    boards = GroupBoards(school, default_timezone=ZONE)
    group = (await Roster(school).groups())[0]
    ranking = await Rankings(school, default_timezone=ZONE).of_group("g1", days=30, at=UNTIL)
    for dimension in set(DIMENSIONS) - {"readiness"}:
        found = await boards.board(group, dimension, days=30, subject=None, at=UNTIL)
        own = getattr(ranking, dimension)
        expected = sorted(own.values() if dimension != "fair" else (f.rank for f in own.values()))
        assert [row.rank for row in found.rows] == expected
        assert found.unshared == 0
    shy = ranking.in_order()[0]
    await school.write(lambda tx: groups.share_results(tx, group.id, shy, shares=False))
    found = await boards.board(group, "overall", days=30, subject=None, at=UNTIL)
    assert found.unshared == 1
    assert found.rows[0].rank == 1
    assert len(found.rows) == len(ranking.overall) - 1
    by_subject = await boards.board(group, "overall", days=30, subject="quant", at=UNTIL)
    assert by_subject.rows
    with pytest.raises(UnknownSubject):
        await boards.board(group, "overall", days=30, subject="astrology", at=UNTIL)
    for language in ("en", "hi"):
        screen = ranking_views.board(found, translator(language))
        assert str(found.rows[0].tests) in screen.html
        assert screen.rich is not None
