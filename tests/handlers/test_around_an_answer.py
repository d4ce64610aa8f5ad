"""What stands around a question: skip, bookmark, language, confidence, figures, lists."""

from typing import Any

from content.bank import load_bank
from tests.support.client import button_data
from tests.support.tutor import Tutor

BANK = {question.id: question for question in load_bank()}


def known(screen: Any) -> Any:
    return BANK[screen["text"].splitlines()[-1].removeprefix("#")]


async def answer(tutor: Tutor, who: int, screen: Any, *, right: bool) -> Any:
    key = known(screen).right
    letters = "ABCDE"[: len(button_data(screen, "ans:"))]
    letter = key if right else next(one for one in letters if one != key)
    return await tutor.tap(who, screen, button_data(screen, "ans:")[letters.index(letter)])


async def onward(tutor: Tutor, who: int, screen: Any) -> Any:
    return await tutor.tap(who, screen, button_data(screen, "next:")[0])


async def test_a_skipped_question_leaves_no_mark_and_its_number_goes_to_the_next(
    tutor: Tutor,
) -> None:
    asha = await tutor.adult()
    question = await tutor.start_set(asha)
    following = await tutor.tap(asha, question, button_data(question, "skip:")[0])

    assert known(following).id != known(question).id
    assert "Question 1 of 10" in following["text"]
    summary = await tutor.answer_set(asha, following)
    assert "of 10 right" in summary["text"]
    assert "Skipped: 1" in summary["text"]


async def test_the_same_question_can_be_read_in_the_other_language(tutor: Tutor) -> None:
    asha = await tutor.adult()
    question = await tutor.start_set(asha)
    switched = await tutor.tap(asha, question, button_data(question, "read:")[0])

    assert known(question).texts["hi"].stem in switched["text"]
    assert "Question 1 of 10" in switched["text"]
    marked = await answer(tutor, asha, switched, right=True)
    assert known(question).texts["hi"].explanation in marked["text"]
    following = await onward(tutor, asha, marked)
    assert known(following).texts["en"].stem in following["text"]


async def test_a_bookmark_comes_back(tutor: Tutor) -> None:
    asha = await tutor.adult()
    assert "No bookmarks yet" in (await tutor.people.ask(asha, "/bookmarks"))["text"]
    marked = await answer(tutor, asha, await tutor.start_set(asha), right=True)
    kept = await tutor.tap(asha, marked, button_data(marked, "keep:")[0])

    assert kept["text"] == marked["text"]
    assert "Remove bookmark" in str(kept["buttons"])
    await tutor.people.ask(asha, "/stop")
    shelf = await tutor.people.ask(asha, "/bookmarks")
    assert "Bookmarks: 1" in shelf["text"]
    again = await onward(tutor, asha, shelf)
    assert known(again).id == known(marked).id
    assert "Question 1 of 1" in again["text"]


async def test_who_wants_it_says_how_sure_she_is_before_the_verdict(tutor: Tutor) -> None:
    asha = await tutor.adult()
    await turn_on(tutor, asha, "confidence")
    question = await tutor.start_set(asha)
    asked = await answer(tutor, asha, question, right=True)

    assert "How sure are you?" in asked["text"]
    assert "✅" not in asked["text"]
    again = await answer(tutor, asha, asked, right=False)
    assert "How sure are you?" in again["text"]
    marked = await tutor.tap(asha, again, button_data(again, "sure:")[2])
    assert "Not this time" in marked["text"]
    pressed = await tutor.people.press(asha, marked["id"], button_data(marked, "live:")[0])
    assert "When sure: 0 of 1 right" in pressed["answer"]["text"]
    assert pressed["answer"]["show_alert"]
    assert "Topic: " in pressed["answer"]["text"]
    assert len(pressed["answer"]["text"]) < 200


async def turn_on(tutor: Tutor, who: int, name: str) -> None:
    table = await tutor.people.ask(who, "/settings")
    line = await tutor.tap(who, table, f"set:{name}")
    await tutor.tap(who, line, f"pick:{name}:on")


async def test_a_mistake_stays_on_its_list_until_it_is_right(tutor: Tutor) -> None:
    asha = await tutor.adult()
    marked = await answer(tutor, asha, await tutor.start_set(asha), right=False)
    await tutor.people.ask(asha, "/stop")
    listed = await tutor.people.ask(asha, "/mistakes")
    assert "Open mistakes: 1" in listed["text"]
    page = await tutor.tap(asha, listed, button_data(listed, "study:")[0])
    assert known(marked).texts["en"].explanation[:40] in page["text"]

    again = await onward(tutor, asha, page)
    assert known(again).id == known(marked).id
    await answer(tutor, asha, again, right=True)
    assert "No open mistakes" in (await tutor.people.ask(asha, "/mistakes"))["text"]


async def test_what_is_due_comes_back_in_a_review(tutor: Tutor) -> None:
    asha = await tutor.adult()
    assert "Nothing to review yet" in (await tutor.people.ask(asha, "/review"))["text"]
    marked = await answer(tutor, asha, await tutor.start_set(asha), right=False)
    await tutor.people.ask(asha, "/stop")
    fresh = await tutor.people.ask(asha, "/review")
    assert "Nothing is due" in fresh["text"]
    before = await tutor.people.version(asha)
    await tutor.people.advance(3 * 86_400)
    # After three days she is asked back, once; it is not to come between her taps.
    assert await tutor.people.messages(asha, changed_after=before, wait=15)
    due = await tutor.people.ask(asha, "/review")
    assert "Due today: 1" in due["text"]

    review = await onward(tutor, asha, due)
    assert "Question 1 of 1" in review["text"]
    assert known(review).topic == known(marked).topic
    over = await onward(tutor, asha, await answer(tutor, asha, review, right=True))
    assert "1 of 1 right" in over["text"]
    assert "Nothing is due" in (await tutor.people.ask(asha, "/review"))["text"]


async def test_asking_for_another_set_leaves_the_choice_to_her(tutor: Tutor) -> None:
    asha = await tutor.adult()
    first = await answer(tutor, asha, await tutor.start_set(asha), right=True)
    waiting = await tutor.people.ask(asha, "/practice Physics")
    resume, anew = button_data(waiting, "next:")

    assert "A set is waiting" in waiting["text"]
    second = await tutor.tap(asha, waiting, resume)
    assert "Question 2 of 10" in second["text"]
    assert known(second).id != known(first).id
    waiting = await tutor.people.ask(asha, "/practice Physics")
    assert "Physics" in (await tutor.tap(asha, waiting, anew))["text"]


async def test_the_summary_shows_the_day_unless_she_wants_calm(tutor: Tutor) -> None:
    asha = await tutor.adult()
    summary = await tutor.answer_set(asha, await tutor.start_set(asha))
    assert "Goal of 10 reached" in summary["text"]
    await turn_on(tutor, asha, "calm")
    again = await onward(tutor, asha, summary)
    calm = await tutor.answer_set(asha, again)
    assert "of 10 right" in calm["text"]
    assert "Today" not in calm["text"]


async def test_the_time_starts_when_the_question_reached_her(tutor: Tutor) -> None:
    asha = await tutor.adult()
    marked = await answer(tutor, asha, await tutor.start_set(asha), right=True)
    await tutor.people.fault(method="editMessageText", delay_seconds=2, times=1)
    question = await onward(tutor, asha, marked)
    while not button_data(question, "ans:"):
        question = (await tutor.people.messages(asha))[-1]
    await tutor.people.advance(30)
    again = await answer(tutor, asha, question, right=True)
    pressed = await tutor.people.press(asha, again["id"], button_data(again, "live:")[0])
    seconds = int(pressed["answer"]["text"].split("Time: ")[1].split(" s")[0])
    # Thirty seconds on one of the two questions, none on the other; not thirty-two.
    assert seconds <= 16


async def test_no_right_answer_can_be_read_before_the_tap(tutor: Tutor) -> None:
    asha = await tutor.adult()
    question = await tutor.start_set(asha)
    for number in range(10):
        for row in question["buttons"]:
            for button in row:
                assert len(button["data"].encode()) <= 64
        assert [one.rsplit(":", 1)[1] for one in button_data(question, "ans:")] == list("ABCD")
        assert "✅" not in question["text"]
        marked = await answer(tutor, asha, question, right=number % 2 == 0)
        question = await onward(tutor, asha, marked)
