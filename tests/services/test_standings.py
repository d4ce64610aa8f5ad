"""Standings that are kept are what a look at every test says, whenever one looks."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from services import report_peers, standing
from services.report_data import report_data
from services.report_peers import Peers, computed_peers, kept_peers, peers_of
from services.standing import KEPT_DAYS, Standings, standings_at
from storage import answer_log, erasure, peer_rows, peer_standings, students
from storage import standings as kept
from storage.derived import student_ids
from storage.engine import Database, Transaction
from storage.records import StudentId
from storage.standings import ALL_TESTS
from tests.services.test_reports_against_the_specification import AT, EXAM, random_log

ZONE = "Asia/Kolkata"


@pytest.fixture
async def school(database: Database) -> Database:
    rows = random_log(5)
    await database.write(lambda tx: answer_log.store(tx, rows, at=AT, default_timezone=ZONE))
    return database


async def both(
    database: Database, at: datetime, scope: int
) -> tuple[dict[StudentId, object], dict[StudentId, object], int]:
    """Standings as read with what is kept, as computed from every test, and how many are kept."""

    def work(tx: Transaction) -> tuple[dict[StudentId, object], dict[StudentId, object], int]:
        whom = student_ids(tx)
        read = standings_at(tx, whom, scope=scope, days=KEPT_DAYS, at=at, default_timezone=ZONE)
        # A window of another length is never kept: 30 days told otherwise.
        fresh = {one: own for one, own in _computed(tx, whom, scope, at).items() if own is not None}
        return dict(read), fresh, len(kept.valid(tx, whom, scope=scope, at=at))

    return await database.read(work)


def _computed(
    tx: Transaction, whom: list[StudentId], scope: int, at: datetime
) -> dict[StudentId, object]:
    from services import standing

    return dict(
        standing._computed(tx, whom, scope=scope, days=KEPT_DAYS, at=at, default_timezone=ZONE)
    )


async def test_what_is_kept_is_right_at_any_instant(school: Database) -> None:
    standings = Standings(school, default_timezone=ZONE)
    assert await standings.refresh(at=AT) == 9
    assert await standings.refresh(at=AT) == 0
    exam = await school.read(lambda tx: peer_rows.exam_id(tx, EXAM))
    rng = random.Random(1)
    used = 0

    for scope in (ALL_TESTS, exam or 0):
        moments = [AT, *(AT + timedelta(days=rng.uniform(-40, 60)) for _ in range(25))]
        for at in moments:
            read, fresh, held = await both(school, at, scope)
            assert read == fresh
            used += held

    assert used > 20


async def test_a_test_that_leaves_the_window_undoes_a_standing(school: Database) -> None:
    standings = Standings(school, default_timezone=ZONE)
    await standings.refresh(at=AT)

    later = AT + timedelta(days=12)
    assert await standings.refresh(at=later) > 0
    read, fresh, held = await both(school, later, ALL_TESTS)

    assert read == fresh
    assert held == 9


async def test_a_new_answer_undoes_hers_alone(school: Database) -> None:
    standings = Standings(school, default_timezone=ZONE)
    await standings.refresh(at=AT)
    first = await school.read(lambda tx: student_ids(tx)[0])

    await school.write(lambda tx: kept.mark_stale(tx, first, is_new=False))

    assert await school.read(lambda tx: kept.due(tx, at=AT, limit=99)) == [first]


async def test_a_minute_of_the_evening_fills_what_it_can_and_the_next_goes_on(
    school: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "BATCH", 2)
    monkeypatch.setattr(standing, "REST", 0)
    standings = Standings(school, default_timezone=ZONE)
    waiting = len(await school.read(lambda tx: kept.due(tx, at=AT, limit=99)))
    assert waiting > 2
    assert await standings.refresh(at=AT, seconds=0) == 2
    assert await standings.refresh(at=AT, seconds=60) == waiting - 2
    assert await standings.refresh(at=AT, seconds=60) == 0


async def test_a_rank_from_buckets_is_the_rank_of_everybody_sorted(school: Database) -> None:
    standings = Standings(school, default_timezone=ZONE)
    await standings.refresh(at=AT)

    async def ranks_agree() -> int:
        def work(tx: Transaction) -> int:
            board = kept.valid(tx, student_ids(tx), scope=ALL_TESTS, at=AT)
            ranked = {one: own for one, own in board.items() if own and own.tests >= 5}
            for one, own in board.items():
                place = kept.rank_of(tx, one, scope=ALL_TESTS)
                if one not in ranked:
                    assert place is None
                    continue
                assert own is not None
                ahead = sum(other.average > own.average for other in ranked.values())
                assert place == (1 + ahead, len(ranked))
            return len(ranked)

        return await school.read(work)

    before = await ranks_agree()
    gone = await school.read(
        lambda tx: next(one for one in student_ids(tx) if kept.rank_of(tx, one, scope=ALL_TESTS))
    )
    await school.write(lambda tx: erasure.erase_student(tx, gone))
    assert await ranks_agree() == before - 1
    assert await school.read(lambda tx: kept.rank_of(tx, gone, scope=ALL_TESTS)) is None
    await school.write(lambda tx: kept.mark_stale(tx, student_ids(tx)[0], is_new=False))
    assert len(await school.read(lambda tx: kept.due(tx, at=AT, limit=99))) == 1
    await standings.refresh(at=AT)
    assert await ranks_agree() == before - 1


async def test_peers_counted_by_the_database_are_those_computed_one_by_one(
    database: Database,
) -> None:
    rows = random_log(6, students=80, days=45)
    await database.write(lambda tx: answer_log.store(tx, rows, at=AT, default_timezone=ZONE))
    await Standings(database, default_timezone=ZONE).refresh(at=AT)

    def work(tx: Transaction) -> list[Peers]:
        exam = peer_rows.exam_id(tx, EXAM)
        assert exam is not None
        assert peer_standings.all_hold(tx, at=AT)
        found = []
        for one in student_ids(tx):
            data = report_data(
                tx, students.get(tx, one), days=KEPT_DAYS, at=AT, default_timezone=ZONE
            )
            kept_ones = kept_peers(tx, data, exam)
            assert kept_ones == computed_peers(tx, data, exam, default_timezone=ZONE)
            assert kept_ones is not None
            found.append(kept_ones)
        return found

    found = await database.read(work)

    assert {one.matched_on for one in found} == {"study_duration", "exam"}
    assert any(one.percentile is not None for one in found)
    assert any(one.subjects for one in found)
    assert any(one.efficiency_rank == 1 for one in found)


async def test_at_an_exam_of_many_nobody_waits_until_everybody_is_summed_up(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who looks at her progress in the evening stands among the others as they were kept."""
    rows = random_log(6, students=80, days=45)
    await database.write(lambda tx: answer_log.store(tx, rows, at=AT, default_timezone=ZONE))
    await Standings(database, default_timezone=ZONE).refresh(at=AT)

    def peers_by(tx: Transaction, days: int, *, is_exact: bool) -> list[Peers | None]:
        return [
            peers_of(
                tx,
                report_data(tx, students.get(tx, one), days=days, at=AT, default_timezone=ZONE),
                default_timezone=ZONE,
                is_exact=is_exact,
            )
            for one in student_ids(tx)
        ]

    exact = await database.read(lambda tx: peers_by(tx, KEPT_DAYS, is_exact=True))
    few = await database.read(lambda tx: peers_by(tx, 7, is_exact=False))
    assert any(few)
    monkeypatch.setattr(report_peers, "MOST_COMPUTED", 10)
    monkeypatch.setattr(report_peers, "computed_peers", None)
    # An evening: everybody has just answered, and nothing of it is summed up yet.
    await database.write(
        lambda tx: [kept.mark_stale(tx, one, is_new=False) for one in student_ids(tx)]
    )
    assert await database.read(lambda tx: peers_by(tx, KEPT_DAYS, is_exact=False)) == exact
    assert not any(await database.read(lambda tx: peers_by(tx, 7, is_exact=False)))


def test_the_moment_is_the_specifications() -> None:
    assert datetime(2026, 11, 20, 10, tzinfo=UTC) == AT
