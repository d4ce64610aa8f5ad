"""A teacher's lists: their figures are the answers', and who does not share is not in them."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, insert, select, update

from analytics.at_risk import Risk
from services.group_watch import GroupWatch
from services.records import Group
from services.roster import Roster
from services.simulation import Simulation, members
from storage import alerts, groups, students
from storage.engine import Database, Transaction
from storage.tables import answers, questions
from views import group_watch as views
from views.translate import translator

pytestmark = pytest.mark.stocked

UNTIL = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
ZONE = "Asia/Kolkata"


@pytest.fixture
async def school(database: Database) -> Database:
    simulation = Simulation(database, default_timezone=ZONE)
    await simulation.make_class(members(8, seed=4), days=25, seed=4, until=UNTIL, title="Class")
    return database


async def the_group(school: Database) -> Group:
    return (await Roster(school).groups())[0]


async def test_after_ten_days_without_an_answer_everybody_is_to_be_called(
    school: Database,
) -> None:
    watch, group = GroupWatch(school, default_timezone=ZONE), await the_group(school)
    later = await watch.at_risk(group, at=UNTIL + timedelta(days=10))
    much_later = await watch.at_risk(group, at=UNTIL + timedelta(days=80))

    assert Counter(one.risk.reason for one in later)["silent"] >= 6
    assert {one.risk.reason for one in much_later} == {"silent"}
    assert len(much_later) == 8
    half_a_year_later = await watch.at_risk(group, at=UNTIL + timedelta(days=200))
    assert {one.risk.reason for one in half_a_year_later} == {"never_began"}
    for language in ("en", "hi"):
        said = views.at_risk(group, later, (), translator(language)).html
        assert all(one.name in said for one in later)


async def test_a_fall_is_the_alert_rules_with_its_numbers_for_three_weeks(school: Database) -> None:
    watch, group = GroupWatch(school, default_timezone=ZONE), await the_group(school)
    whom = await school.read(lambda tx: min(groups.sharing_members(tx, group.id)))

    def fell(tx: Transaction) -> None:
        evidence = {"gap_points": 16.4, "recent_answers": 50, "z": 3.6}
        alerts.add(
            tx,
            whom,
            "performance_drop",
            evidence,
            spec_condition=True,
            suppressed_by="switched_off",
            at=UNTIL - timedelta(days=20),
        )

    await school.write(fell)
    found = [one for one in await watch.at_risk(group, at=UNTIL) if one.risk.reason == "falling"]
    later = await watch.at_risk(group, at=UNTIL + timedelta(days=1, seconds=1))

    assert [one.risk for one in found] == [Risk("falling", 16.4, 50.0)]
    said = views.risk_line(translator("en"), found[0])
    assert "16 points below what was to be expected, over the last 50 answers" in said
    assert all(one.risk.reason != "falling" for one in later)


async def test_who_does_not_share_is_in_no_list(school: Database) -> None:
    watch, group = GroupWatch(school, default_timezone=ZONE), await the_group(school)

    def hide(tx: Transaction) -> None:
        for one in groups.sharing_members(tx, group.id):
            groups.share_results(tx, group.id, one, shares=False)

    await school.write(hide)

    assert await watch.at_risk(group, at=UNTIL + timedelta(days=80)) == ()
    assert await watch.weak(group, days=30, at=UNTIL) == ()
    assert await watch.hardest(group, "hi", days=30, at=UNTIL) == ()
    assert await watch.to_ask_about(group, at=UNTIL) == ()
    t = translator("hi")
    assert t("watch-nothing") in views.weak(group, (), t, days=30).html
    assert t("atrisk-nobody") in views.at_risk(group, (), (), t).html


async def test_the_hardest_questions_are_what_the_answers_say(school: Database) -> None:
    watch, group = GroupWatch(school, default_timezone=ZONE), await the_group(school)
    found = await watch.hardest(group, "en", days=30, at=UNTIL)

    def counted(tx: Transaction) -> dict[str, tuple[int, int]]:
        rows = tx.connection.execute(
            select(questions.c.key, answers.c.is_correct)
            .join(questions, questions.c.id == answers.c.question_id)
            .where(answers.c.answered_at >= UNTIL - timedelta(days=30))
        )
        sums: dict[str, tuple[int, int]] = {}
        for row in rows:
            count, right = sums.get(row.key, (0, 0))
            sums[row.key] = (count + 1, right + row.is_correct)
        return {key: own for key, own in sums.items() if own[0] >= 5}

    sums = await school.read(counted)
    assert [(one.answers, one.right) for one in found] == [sums[one.question.key] for one in found]
    shares = sorted(right / count for count, right in sums.values())
    assert [one.right / one.answers for one in found] == shares[: len(found)]
    assert (
        f"#{found[0].question.key}" in views.hardest(group, found, translator("en"), days=30).html
    )


async def test_weak_topics_come_weakest_first(school: Database) -> None:
    watch, group = GroupWatch(school, default_timezone=ZONE), await the_group(school)
    found = await watch.weak(group, days=30, at=UNTIL)
    shares = [one.right / one.answers for one in found]

    assert shares
    assert shares == sorted(shares)
    assert all(one.answers >= 5 for one in found)


async def test_mistakes_shared_by_two_are_a_question_to_both(school: Database) -> None:
    watch, group = GroupWatch(school, default_timezone=ZONE), await the_group(school)
    assert await watch.to_ask_about(group, at=UNTIL) == ()

    def copy(tx: Transaction) -> tuple[str, str]:
        """The second of two answers thirty of the first one's questions as she did: all wrong."""
        one, other = sorted(groups.sharing_members(tx, group.id))[:2]
        hers = tx.connection.execute(
            select(answers).where(answers.c.student_id == one).order_by(answers.c.id)
        ).mappings()
        first = {row["question_id"]: dict(row) for row in hers}
        tx.connection.execute(
            delete(answers).where(
                answers.c.student_id == other, answers.c.question_id.in_(list(first)[:30])
            )
        )
        for row in list(first.values())[:30]:
            wrong = {"selected": "Z", "is_correct": False, "state": "answered"}
            tx.connection.execute(
                update(answers)
                .where(answers.c.student_id == one, answers.c.question_id == row["question_id"])
                .values(**wrong)
            )
            copied = {name: value for name, value in row.items() if name != "id"}
            tx.connection.execute(insert(answers), [{**copied, "student_id": other, **wrong}])
        return students.get(tx, one).shown_name, students.get(tx, other).shown_name

    names = await school.write(copy)
    found = await watch.to_ask_about(group, at=UNTIL)
    assert [one.names for one in found] == [names]
    assert found[0].oddity.number >= 29
    for language in ("en", "hi"):
        said = views.at_risk(group, (), found, translator(language)).html
        assert all(name in said for name in names)
