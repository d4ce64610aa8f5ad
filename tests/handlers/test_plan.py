"""A student asks what to study, ticks it off, changes her mind; what nobody can plan says why."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from storage.engine import open_database
from storage.tables import plan_sessions, study_plans
from tests.support.client import button_data
from tests.support.tutor import Tutor


async def stored(tutor: Tutor) -> list[Any]:
    database = open_database(tutor.settings.database_url)
    rows = await database.read(
        lambda tx: tx.connection.execute(
            select(plan_sessions).order_by(plan_sessions.c.day, plan_sessions.c.position)
        ).all()
    )
    await database.close()
    return list(rows)


async def made_at(tutor: Tutor) -> datetime:
    """When her plan was made, once she has asked for it again."""
    await tutor.people.all_taken()
    database = open_database(tutor.settings.database_url)
    made = await database.read(
        lambda tx: tx.connection.execute(select(study_plans.c.made_at)).scalar_one()
    )
    await database.close()
    return datetime.fromisoformat(str(made))


async def test_a_plan_is_made_shown_and_ticked_off(tutor: Tutor) -> None:
    asha = await tutor.adult()
    plan = await tutor.people.ask(asha, "/plan")
    assert "Your plan: 90 days to RAS Pre" in plan["text"]
    assert "No exam date is set" in plan["text"]
    assert [block["type"] for block in plan["rich"]][:2] == ["heading", "paragraph"]
    sessions = await stored(tutor)
    assert len({row.day for row in sessions}) > 60
    today = sessions[0].day
    ticks = button_data(plan, "plan:")
    assert len(ticks) == sum(row.day == today for row in sessions)
    ticked = await tutor.tap(asha, plan, ticks[0])
    assert "✅" in ticked["text"]
    assert [row.done_at is not None for row in await stored(tutor)][:2] == [True, False]
    undone = await tutor.tap(asha, ticked, button_data(ticked, "plan:")[0])
    assert "✅" not in undone["text"]
    question = await tutor.tap(asha, undone, button_data(undone, "next:set")[0])
    assert button_data(question, "ans:"), "the first button leads into the session's topic"


async def test_another_date_makes_another_plan_and_a_past_one_none(tutor: Tutor) -> None:
    asha = await tutor.adult()
    await tutor.people.ask(asha, "/plan")
    clock = (await tutor.people.call("GET", "/sandbox/clock"))["now"]
    for days, said in ((20, "20 days to"), (0, "has come, or has passed")):
        table = await tutor.people.ask(asha, "/settings")
        await tutor.tap(asha, table, "set:exam_on")
        local = datetime.fromtimestamp(clock, UTC) + timedelta(hours=5.5, days=days)
        await tutor.people.ask(asha, f"{local:%d-%m-%Y}")
        plan = await tutor.people.ask(asha, "/plan text")
        assert said in plan["text"]
        assert not plan["rich"]


async def test_the_plan_is_renewed_with_the_week_and_what_was_done_stays(tutor: Tutor) -> None:
    asha = await tutor.adult()
    plan = await tutor.people.ask(asha, "/plan")
    await tutor.tap(asha, plan, button_data(plan, "plan:")[0])
    first = await stored(tutor)
    before = await tutor.people.version(asha)
    await tutor.people.advance(7 * 86_400)
    # The week's message comes by itself, once; it is not to come between her taps.
    assert await tutor.people.messages(asha, changed_after=before, wait=15)
    later = await tutor.people.ask(asha, "/plan")
    assert "Last week:" in later["text"]
    second = await stored(tutor)
    assert second[0].done_at is not None
    assert second[0].day == first[0].day
    forgotten = await tutor.people.ask(asha, "/forgetme")
    await tutor.tap(asha, forgotten, "forget:1")
    assert await stored(tutor) == []


async def on_a_monday(tutor: Tutor) -> int:
    """An adult who comes on a Monday: a new week renews a plan by itself, and Sundays are free."""
    now = datetime.fromtimestamp((await tutor.people.advance(0))["now"], UTC)
    await tutor.people.advance((7 - now.weekday()) % 7 * 86_400)
    return await tutor.adult()


async def test_a_missed_day_dissolves_and_a_studied_one_leaves_the_plan_alone(
    tutor: Tutor,
) -> None:
    asha = await on_a_monday(tutor)
    plan = await tutor.people.ask(asha, "/plan")
    for tick in button_data(plan, "plan:"):
        plan = await tutor.tap(asha, plan, tick)
    made = await made_at(tutor)
    await tutor.people.advance(86_400)
    await tutor.people.write(asha, "/plan")
    assert await made_at(tutor) == made

    # Tuesday passes and nothing of it is done: what was most important on it comes first today.
    await tutor.people.advance(86_400)
    before = await stored(tutor)
    await tutor.people.write(asha, "/plan")
    anew = await made_at(tutor)
    assert anew > made
    tuesday, wednesday = (before[0].day + timedelta(days=days) for days in (1, 2))
    missed = {one.topic_id for one in before if one.day == tuesday}
    after = await stored(tutor)
    assert missed & {one.topic_id for one in after if one.day == wednesday}
    # Monday's topics she ticked off: they are not planned again so soon.
    monday = {one.topic_id for one in before if one.day < tuesday}
    assert not monday & {one.topic_id for one in after if one.day == wednesday}
    assert [one for one in after if one.day <= tuesday] == [
        one for one in before if one.day <= tuesday
    ]

    await tutor.people.write(asha, "/plan")
    assert await made_at(tutor) == anew


async def test_a_day_that_is_begun_stays_though_the_one_before_was_missed(tutor: Tutor) -> None:
    asha = await on_a_monday(tutor)
    plan = await tutor.people.ask(asha, "/plan")
    await tutor.people.advance(86_400)
    rows = await stored(tutor)
    tomorrow = [one for one in rows if one.day > rows[0].day]
    # She ticks today off without a look at the plan first: an old message still has yesterday's.
    first = tomorrow[0]
    await tutor.people.forge(asha, plan["id"], f"plan:{first.day}:{first.position}:1")
    await tutor.people.all_taken()
    done = [one for one in await stored(tutor) if one.done_at is not None]
    assert [(one.day, one.position, one.topic_id) for one in done] == [
        (first.day, first.position, first.topic_id)
    ]


async def test_under_eighteen_or_without_an_exam_there_is_no_plan(tutor: Tutor) -> None:
    chitra = await tutor.people.person("Chitra")
    screen = await tutor.people.ask(chitra, "/start")
    for button in ("lang:en", "age:minor"):
        screen = await tutor.tap(chitra, screen, button)
    refused = await tutor.people.ask(chitra, "/plan")
    assert "Nothing is kept" in refused["text"]
    bhanu = await tutor.adult("Bhanu", exam=-1)
    told = await tutor.people.ask(bhanu, "/plan")
    assert "choose yours in /settings" in told["text"] or "Your plan" in told["text"]


async def test_the_coach_speaks_of_her_own_figures(tutor: Tutor) -> None:
    asha = await tutor.adult(language="hi")
    before = await tutor.people.ask(asha, "/coach")
    assert "0 उत्तर" in before["text"]
    await tutor.answer_set(asha, await tutor.start_set(asha))
    await tutor.answer_set(asha, await tutor.start_set(asha))
    after = await tutor.people.ask(asha, "/coach text")
    assert not after["rich"]
    assert "अगला कदम:" in after["text"]
    assert "नियमों द्वारा" in after["text"]
    plan = await tutor.tap(asha, after, button_data(after, "pan:plan")[0])
    assert "आपकी योजना" in plan["text"]
