"""A student practises in the chat."""

import asyncio

from tests.support.client import button_data
from tests.support.tutor import Tutor


async def test_a_newcomer_reaches_her_first_question_by_first_buttons(tutor: Tutor) -> None:
    asha = await tutor.people.person("Asha")
    screen = await tutor.people.ask(asha, "/start")
    for _ in range(4):
        first = screen["buttons"][0][0]["data"]
        screen = await tutor.tap(asha, screen, first)
    if not button_data(screen, "ans:"):
        screen = await tutor.people.next_message(asha, screen["id"])
    assert button_data(screen, "ans:")
    assert [button["text"] for button in screen["buttons"][0]] == ["A", "B", "C", "D"]
    assert screen["text"].splitlines()[-1].startswith("#")


async def test_ten_answers_end_in_a_summary(tutor: Tutor) -> None:
    asha = await tutor.adult()
    question = await tutor.start_set(asha)
    summary = await tutor.answer_set(asha, question)
    assert "Set finished" in summary["text"]
    assert "of 10 right" in summary["text"]
    # The welcome, the first question, and the menu that became the set.
    assert len([m for m in await tutor.people.messages(asha) if m["from"] != asha]) == 3


async def test_a_second_tap_does_not_count_twice(tutor: Tutor) -> None:
    asha = await tutor.adult()
    question = await tutor.start_set(asha)
    first = button_data(question, "ans:")[0]
    marked = await tutor.tap(asha, question, first)
    raced = await asyncio.gather(
        *(tutor.people.press(asha, question["id"], first, status=404) for _ in range(2))
    )
    assert all("no button" in one["error"] for one in raced)
    onward = button_data(marked, "next:")[0]
    seconds = await asyncio.gather(*(tutor.tap(asha, marked, onward) for _ in range(3)))
    assert len({screen["text"] for screen in seconds}) == 1


async def test_a_wrong_answer_is_told_what_is_right_and_why(tutor: Tutor) -> None:
    from content.bank import load_bank

    bank = {question.id: question for question in load_bank()}
    asha = await tutor.adult(language="hi")
    question = await tutor.start_set(asha)
    known = bank[question["text"].splitlines()[-1].removeprefix("#")]
    wrong = next(letter for letter in "ABCD" if letter != known.right)
    marked = await tutor.tap(asha, question, button_data(question, "ans:")["ABCD".index(wrong)])
    assert "इस बार नहीं" in marked["text"]
    assert f"सही उत्तर {known.right}" in marked["text"]
    assert known.texts["hi"].explanation in marked["text"]


async def test_hints_come_in_the_same_message(tutor: Tutor) -> None:
    asha = await tutor.adult()
    question = await tutor.start_set(asha)
    hinted = await tutor.tap(asha, question, button_data(question, "hint:")[0])
    assert "💡" in hinted["text"]
    assert button_data(hinted, "ans:") == button_data(question, "ans:")


async def test_a_paused_set_goes_on_where_it_stopped(tutor: Tutor) -> None:
    asha = await tutor.adult()
    question = await tutor.start_set(asha)
    marked = await tutor.tap(asha, question, button_data(question, "ans:")[0])
    second = await tutor.tap(asha, marked, button_data(marked, "next:")[0])
    paused = await tutor.tap(asha, second, button_data(second, "pause:")[0])
    assert "1 of 10" in paused["text"]
    before = await tutor.people.version(asha)
    await tutor.people.advance(3 * 86_400)
    # After three days she is asked back, once; it is not to come between her taps.
    assert await tutor.people.messages(asha, changed_after=before, wait=15)
    offered = await tutor.people.ask(asha, "/practice")
    resumed = await tutor.tap(asha, offered, button_data(offered, "next:")[0])
    assert resumed["text"] == second["text"]


async def test_a_topic_can_be_named(tutor: Tutor) -> None:
    asha = await tutor.adult()
    question = await tutor.people.ask(asha, "/practice Physics")
    assert "Physics" in question["text"]
    lost = await tutor.people.ask(asha, "/stop")
    assert "No question was answered" in lost["text"]
    unknown = await tutor.people.ask(asha, "/practice <b>=1+1")
    assert "“<b>=1+1”" in unknown["text"]


async def test_a_button_of_a_stopped_set_gets_a_fresh_screen(tutor: Tutor) -> None:
    asha = await tutor.adult()
    question = await tutor.start_set(asha)
    await tutor.people.ask(asha, "/stop")
    screen = await tutor.tap(asha, question, button_data(question, "ans:")[0])
    assert "This set is over" in screen["text"]
    assert button_data(screen, "next:")


async def test_under_eighteen_leaves_nothing_behind(tutor: Tutor, database_url: str) -> None:
    chitra = await tutor.people.person("Chitra")
    screen = await tutor.people.ask(chitra, "/start")
    screen = await tutor.tap(chitra, screen, "lang:en")
    screen = await tutor.tap(chitra, screen, "age:minor")
    question = await tutor.tap(chitra, screen, button_data(screen, "next:")[0])
    summary = await tutor.answer_set(chitra, question)
    assert "Nothing of this set is kept" in summary["text"]
    progress = await tutor.people.ask(chitra, "/progress")
    assert "Nothing is kept" in progress["text"]

    from sqlalchemy import text

    from storage.engine import open_database

    database = open_database(database_url)
    counts = await database.read(
        lambda tx: [
            tx.connection.scalar(text(f"SELECT COUNT(*) FROM {table}"))
            for table in (
                "answers",
                "attempts",
                "responses",
                "abilities",
                "student_days",
                "activity",
            )
        ]
    )
    await database.close()
    assert counts == [0] * 6


async def test_a_redelivered_update_changes_nothing(tutor: Tutor) -> None:
    asha = await tutor.adult()
    question = await tutor.start_set(asha)
    marked = await tutor.tap(asha, question, button_data(question, "ans:")[0])
    before = len(await tutor.people.log())
    repeated = await tutor.people.call("POST", "/sandbox/updates", {"repeat": 2, "shuffle": True})
    assert repeated["repeated"] == 2
    async with asyncio.timeout(10):
        while len(await tutor.people.log()) < before + 2:
            await asyncio.sleep(0.1)
    await asyncio.sleep(0.5)
    again = await tutor.again(asha, marked)
    assert button_data(again, "next:"), "what she answered stays answered"
    onward = await tutor.tap(asha, again, button_data(again, "next:")[0])
    assert "Question 2 of 10" in onward["text"]
