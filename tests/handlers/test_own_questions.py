"""A teacher writes questions of her own, and they are asked in her group's work and nowhere else."""

from typing import Any

from tests.handlers.test_assignments import a_class, told
from tests.support.client import button_data
from tests.support.tutor import Tutor

TYPED = """Which dam stands on the <b>Mahi</b>?
A) Bisalpur
B) Mahi Bajaj Sagar *
C) Jawai
D) Rana Pratap Sagar
Explanation: It lies near Banswara.
Hint: Look to the south."""
FILE = b"""Which lake is the saltiest?
A) Sambhar
B) Pichola
ANSWER: A

Which town has the Jantar Mantar?
A) Kota
B) Jaipur
ANSWER: B

Which one is broken?
A) Only one
"""


async def opened(tutor: Tutor, teacher: int) -> Any:
    """Her group's own questions."""
    groups = await tutor.people.ask(teacher, "/group")
    card = await tutor.tap(teacher, groups, button_data(groups, "grp:card")[0])
    return await tutor.tap(teacher, card, button_data(card, "own:list")[0])


async def written(
    tutor: Tutor, teacher: int, text: str = TYPED, topic: str = "Rivers and lakes"
) -> Any:
    """A question typed, filed and saved; the list."""
    listed = await opened(tutor, teacher)
    asked = await tutor.tap(teacher, listed, button_data(listed, "own:new")[0])
    assert "Put * behind the right one" in asked["text"]
    shown = await tutor.people.ask(teacher, text)
    if "Which topic is it?" in shown["text"]:
        shown = await tutor.people.ask(teacher, topic)
    return await tutor.tap(teacher, shown, button_data(shown, "own:save")[0])


async def test_a_question_is_typed_filed_saved_and_done_as_work(tutor: Tutor) -> None:
    verma, asha, _, _ = await a_class(tutor)
    listed = await opened(tutor, verma)
    assert "Nothing here yet" in listed["text"]
    asked = await tutor.tap(verma, listed, button_data(listed, "own:new")[0])
    unmarked = await tutor.people.ask(verma, TYPED.replace(" *", ""))
    assert "no option is marked as right" in unmarked["text"]
    preview = await tutor.people.ask(verma, TYPED)
    assert "✅ B. Mahi Bajaj Sagar" in preview["text"]
    assert "<b>Mahi</b>" in preview["text"], "what she typed stays what she typed"
    assert "Which topic is it?" in preview["text"]
    near = await tutor.people.ask(verma, "lakes")
    assert "Is it one of these?" in near["text"]
    assert near["buttons"][0][0]["text"] == "Rivers and lakes"
    filed = await tutor.tap(verma, near, button_data(near, "own:as")[0])
    assert "Topic: Rivers and lakes" in filed["text"]
    saved = await tutor.tap(verma, filed, button_data(filed, "own:save")[0])
    assert "1 question of your own" in saved["text"]
    await tutor.people.forge(verma, filed["id"], button_data(filed, "own:save")[0])
    assert "1 question of your own" in (await opened(tutor, verma))["text"], "no second one"
    assert asked["id"] < saved["id"]

    plan = await tutor.tap(verma, saved, button_data(saved, "asgn:when")[0])
    assert "1 question" in plan["text"]
    await tutor.tap(verma, plan, button_data(plan, "asgn:go")[0])
    notice = (await told(tutor, asha, "Own questions"))[0]
    shown = await tutor.tap(asha, notice, button_data(notice, "next:work")[0])
    assert "Which dam stands on the <b>Mahi</b>?" in shown["text"]
    marked = await tutor.tap(asha, shown, button_data(shown, "ans:")[0])
    assert "It lies near Banswara." in marked["text"]
    card = await opened(tutor, verma)
    assert "0 % · Which dam" in str(card["buttons"])
    card = await tutor.tap(verma, card, button_data(card, "own:card")[0])
    assert "1" in card["text"].splitlines()[-1], "what first attempts say stands there"


async def test_a_twin_is_named_and_not_called_saved(tutor: Tutor) -> None:
    verma, _, _, _ = await a_class(tutor)
    listed = await written(tutor, verma)
    await tutor.tap(verma, listed, button_data(listed, "own:new")[0])
    preview = await tutor.people.ask(verma, TYPED)
    save = button_data(preview, "own:save")[0]
    pressed = await tutor.people.press(verma, preview["id"], save)
    assert "has this question already" in pressed["answer"]["text"]
    assert "1 question of your own" in (await opened(tutor, verma))["text"]


async def test_nobody_else_is_asked_it(tutor: Tutor) -> None:
    verma, _, _, _ = await a_class(tutor)
    await written(tutor, verma)
    listed = await tutor.people.ask(verma, "/quiz")
    assert "Mahi" not in str(listed)
    kiran = await tutor.adult("Kiran")
    topics = await tutor.people.ask(kiran, "/practice Rivers and lakes")
    for _ in range(12):
        assert "<b>Mahi</b>" not in topics["text"]
        taps = button_data(topics, "ans:") or button_data(topics, "next:")
        if not taps:
            break
        topics = await tutor.tap(kiran, topics, taps[0])


async def test_a_reworded_question_keeps_its_answers_and_a_moved_key_is_judged_again(
    tutor: Tutor,
) -> None:
    verma, asha, _, _ = await a_class(tutor)
    saved = await written(tutor, verma)
    plan = await tutor.tap(verma, saved, button_data(saved, "asgn:when")[0])
    await tutor.tap(verma, plan, button_data(plan, "asgn:go")[0])
    notice = (await told(tutor, asha, "Own questions"))[0]
    shown = await tutor.tap(asha, notice, button_data(notice, "next:work")[0])
    marked = await tutor.tap(asha, shown, button_data(shown, "ans:")[2])
    await tutor.tap(asha, marked, button_data(marked, "next:")[0])

    card = await opened(tutor, verma)
    card = await tutor.tap(verma, card, button_data(card, "own:card")[0])
    change = await tutor.tap(verma, card, button_data(card, "own:change")[0])
    assert "B) Mahi Bajaj Sagar *" in change["text"]
    moved = TYPED.replace("Sagar *\nC) Jawai", "Sagar\nC) Jawai *")
    preview = await tutor.people.ask(verma, moved)
    await tutor.tap(verma, preview, button_data(preview, "own:save")[0])
    await tutor.people.advance(180)
    listed: Any = {"buttons": []}
    for _ in range(40):
        listed = await opened(tutor, verma)
        if "100 %" in str(listed["buttons"]):
            break
        await tutor.people.messages(verma, after=10**9, wait=0.25)
    assert "100 % · Which dam" in str(listed["buttons"])


async def test_a_file_shows_what_it_holds_before_anything_is_stored(tutor: Tutor) -> None:
    verma, _, _, _ = await a_class(tutor)
    listed = await opened(tutor, verma)
    asked = await tutor.tap(verma, listed, button_data(listed, "own:file")[0])
    assert "Send a file of questions" in asked["text"]
    shown = await tutor.people.send_file(verma, "mine.txt", FILE)
    assert "Would add 2" in shown["text"]
    assert "1 cannot be taken" in shown["text"]
    assert "Nothing here yet" in (await opened(tutor, verma))["text"]
    stored = await tutor.tap(verma, shown, button_data(shown, "own:skip")[0])
    assert "2 added" in stored["text"]
    await tutor.people.forge(verma, shown["id"], button_data(shown, "own:skip")[0])
    assert "2 questions of your own" in (await opened(tutor, verma))["text"], "no second ones"


async def test_a_question_is_taken_out_after_a_second_look(tutor: Tutor) -> None:
    verma, asha, _, _ = await a_class(tutor)
    saved = await written(tutor, verma)
    out = button_data(saved, "own:card")[0]
    card = await tutor.tap(verma, saved, out)
    ask = await tutor.tap(verma, card, button_data(card, "own:ask")[0])
    stranger = await tutor.people.ask(asha, "/help")
    for forged in (out, button_data(ask, "own:out")[0], button_data(saved, "own:new")[0]):
        refused = await tutor.people.forge(asha, stranger["id"], forged)
        assert "Mahi" not in str(refused)
    gone = await tutor.tap(verma, ask, button_data(ask, "own:out")[0])
    assert "Nothing here yet" in gone["text"]


async def test_a_hindi_teacher_types_in_hindi(tutor: Tutor) -> None:
    verma = await tutor.adult("वर्मा", language="hi")
    await tutor.people.ask(verma, "/group प्रातः बैच")
    groups = await tutor.people.ask(verma, "/group")
    card = await tutor.tap(verma, groups, button_data(groups, "grp:card")[0])
    listed = await tutor.tap(verma, card, button_data(card, "own:list")[0])
    asked = await tutor.tap(verma, listed, button_data(listed, "own:new")[0])
    example = asked["text"].split("जैसे:")[1].strip()
    preview = await tutor.people.ask(verma, example)
    assert "✅ B. माही बजाज सागर" in preview["text"]
    assert "विषय-बिंदु" in preview["text"]
