"""A student reports a question, an admin decides, everybody it touches is told."""

from collections.abc import AsyncIterator

import pytest

from content.exam_file import load_catalogue
from content.formats.csv_sheet import write_csv
from content.question import BankQuestion, BankText
from sandbox.state import World
from tests.support.client import button_data
from tests.support.tutor import Tutor, running_tutor

#: The sandbox numbers people from here: the first of a test is its admin.
FIRST_PERSON = World().next_person_id


@pytest.fixture
async def school(database_url: str) -> AsyncIterator[Tutor]:
    async with running_tutor(database_url, admin_ids=str(FIRST_PERSON)) as tutor:
        yield tutor


async def until_ten(tutor: Tutor) -> None:
    """To ten in the morning in Jaipur, far from anybody's quiet hours."""
    now = (await tutor.people.call("GET", "/sandbox/clock"))["now"]
    await tutor.people.advance((10 * 3600 - now - 5.5 * 3600) % 86_400)


async def told(tutor: Tutor, who: int, *, after: int, words: str) -> str:
    """The first message after another that holds these words, waited for."""
    message = await tutor.people.next_message(who, after)
    while words not in message["text"]:
        message = await tutor.people.next_message(who, message["id"])
    return str(message["text"])


async def answered(tutor: Tutor, who: int, option: int = 0) -> dict[str, object]:
    """The verdict on the first question of a set."""
    question = await tutor.start_set(who)
    marked = await tutor.tap(who, question, button_data(question, "ans:")[option])
    return dict(marked)


def key_of(screen: dict[str, object]) -> str:
    return str(screen["text"]).splitlines()[-1].lstrip("#")


async def reported(tutor: Tutor, who: int, reason: str = "wrong_key") -> str:
    """The id of a question that was answered and reported."""
    marked = await answered(tutor, who)
    reasons = await tutor.tap(who, marked, button_data(marked, "rep:")[0])
    taps = button_data(reasons, "rep:")
    await tutor.tap(who, reasons, next(tap for tap in taps if tap.endswith(reason)))
    return key_of(marked)


async def desk(tutor: Tutor, admin: int, question: str) -> dict[str, object]:
    return dict(await tutor.people.ask(admin, f"/questions #{question}"))


async def test_a_report_with_a_sentence_reaches_the_admin_and_its_outcome_the_student(
    school: Tutor,
) -> None:
    await until_ten(school)
    verma = await school.adult("Verma")
    asha = await school.adult("Asha", language="hi")
    question = await reported(school, asha)
    noted = await school.people.ask(asha, "<b>=1+1 सही उत्तर कोई और है")
    assert "धन्यवाद" in noted["text"]

    overview = await school.people.ask(verma, "/questions")
    card = await school.tap(verma, overview, button_data(overview, "rev:next_reported")[0])
    assert f"#{question}" in card["text"]
    assert "<b>=1+1 सही उत्तर कोई और है" in card["text"]
    last = (await school.people.messages(asha))[-1]["id"]
    done = await school.tap(verma, card, button_data(card, "rev:decline")[0])
    assert "Done" in done["text"]
    assert question in await told(school, asha, after=last, words="शिकायत")


async def test_a_second_tap_on_a_reason_reports_once(school: Tutor) -> None:
    verma = await school.adult("Verma")
    asha = await school.adult()
    marked = await answered(school, asha)
    reasons = await school.tap(asha, marked, button_data(marked, "rep:")[0])
    typo = next(tap for tap in button_data(reasons, "rep:") if tap.endswith("typo"))
    await school.people.press(asha, reasons["id"], typo)
    await school.people.call("POST", "/sandbox/updates", {"repeat": 3})
    card = await desk(school, verma, key_of(marked))
    assert "Open reports: 1" in str(card["text"])


async def test_after_a_report_she_goes_on_where_she_was(school: Tutor) -> None:
    await school.adult("Verma")
    asha = await school.adult()
    marked = await answered(school, asha)
    reasons = await school.tap(asha, marked, button_data(marked, "rep:")[0])
    back = await school.tap(asha, reasons, button_data(reasons, "next:")[0])
    assert back["text"] == marked["text"]
    reasons = await school.tap(asha, back, button_data(back, "rep:")[0])
    thanks = await school.tap(asha, reasons, button_data(reasons, "rep:")[1])
    following = await school.tap(asha, thanks, button_data(thanks, "next:")[0])
    assert "Question 2 of 10" in following["text"]


async def test_who_went_on_adds_nothing_to_her_report(school: Tutor) -> None:
    verma = await school.adult("Verma")
    asha = await school.adult()
    marked = await answered(school, asha)
    reasons = await school.tap(asha, marked, button_data(marked, "rep:")[0])
    thanks = await school.tap(asha, reasons, button_data(reasons, "rep:")[0])
    await school.tap(asha, thanks, button_data(thanks, "next:")[0])
    lost = await school.people.ask(asha, "hello?")
    assert "/help" in lost["text"]
    assert "hello?" not in str((await desk(school, verma, key_of(marked)))["text"])


async def test_a_corrected_key_changes_her_score_and_she_is_told_once(school: Tutor) -> None:
    await until_ten(school)
    verma = await school.adult("Verma")
    asha = await school.adult()
    question = await reported(school, asha)
    card = await desk(school, verma, question)
    right = next(line[2] for line in str(card["text"]).splitlines() if line.startswith("✅"))
    last = (await school.people.messages(asha))[-1]["id"]
    if right == "A":
        letters = await school.tap(verma, card, button_data(card, "rev:ask_key")[0])
        tap = next(t for t in button_data(letters, "rev:key") if t.endswith(":B"))
    else:
        letters = await school.tap(verma, card, button_data(card, "rev:ask_both")[0])
        tap = next(t for t in button_data(letters, "rev:both") if t.endswith(":A"))
    done = await school.tap(verma, letters, tap)
    assert "written for the old key" in done["text"]
    text = await told(school, asha, after=last, words="right →")
    assert question in text
    assert "judged anew" in text


async def test_a_question_is_taken_back_after_a_second_look(school: Tutor) -> None:
    verma = await school.adult("Verma")
    asha = await school.adult()
    marked = await answered(school, asha)
    card = await desk(school, verma, key_of(marked))
    sure = await school.tap(verma, card, button_data(card, "rev:ask_drop")[0])
    kept = await school.tap(verma, sure, button_data(sure, "rev:show")[0])
    sure = await school.tap(verma, kept, button_data(kept, "rev:ask_drop")[0])
    gone = await school.tap(verma, sure, button_data(sure, "rev:drop")[0])
    assert "Taken back" in gone["text"]
    again = await school.tap(asha, marked, button_data(marked, "rep:")[0])
    back = await school.tap(asha, again, button_data(again, "next:")[0])
    assert "taken back" in back["text"]


async def test_a_stem_is_reworded_in_chat_and_bad_words_are_refused(school: Tutor) -> None:
    verma = await school.adult("Verma")
    asha = await school.adult()
    marked = await answered(school, asha)
    card = await desk(school, verma, key_of(marked))
    fields = await school.tap(verma, card, button_data(card, "rev:ask_edit")[0])
    stem = next(t for t in button_data(fields, "rev:edit") if t.endswith("stem.en"))
    await school.tap(verma, fields, stem)
    refused = await school.people.ask(verma, "x" * 1201)
    assert "1200" in refused["text"]
    changed = await school.people.ask(verma, "What is <b>=1+1</b>?")
    assert "What is <b>=1+1</b>?" in changed["text"]
    assert "version 2" in changed["text"]


async def test_nobody_but_an_admin_sees_the_desk_or_stores_a_file(school: Tutor) -> None:
    await school.adult("Verma")
    chitra = await school.adult("Chitra")
    refused = await school.people.ask(chitra, "/questions")
    assert "operators" in refused["text"]
    file = await school.people.send_file(chitra, "x.csv", b"stem_en,right\n")
    assert "operators" in file["text"]


QUESTION = BankQuestion(
    id="verma-1",
    topic="raj_geography.rivers_lakes",
    difficulty="easy",
    kind="single",
    objective=None,
    right="B",
    source=None,
    valid_on=None,
    texts={"en": BankText(stem="Which lake is <b>=1+1</b>?", options=("Pichola", "Sambhar"))},
)


async def test_a_file_is_looked_at_first_and_stored_by_a_tap(school: Tutor) -> None:
    verma = await school.adult("Verma")
    bad = write_csv([QUESTION]) + b"verma-2,nonsense.topic,easy,,,B,Which?,One,Two\n"
    account = await school.people.send_file(verma, "lakes.csv", bad)
    assert "Would add 1" in account["text"]
    assert "nonsense.topic" in account["text"]
    stored = await school.tap(verma, account, "upl:skip")
    assert "1 added" in stored["text"]
    card = await desk(school, verma, "verma-1")
    assert "Which lake is <b>=1+1</b>?" in str(card["text"])
    again = await school.people.send_file(verma, "lakes.csv", bad)
    assert "1 are there already" in again["text"]
    cancelled = await school.tap(verma, again, "upl:cancel")
    assert "Nothing was stored" in cancelled["text"]


async def test_a_file_that_is_no_question_bank_is_named(school: Tutor) -> None:
    verma = await school.adult("Verma")
    refused = await school.people.send_file(verma, "photo.csv", b"\xff\xfe\x00\xd8")
    assert "cannot read" in refused["text"]
    refused = await school.people.send_file(verma, "notes.docx", b"PK")
    assert "unknown kind" in refused["text"]


async def test_an_exam_is_unconfirmed_until_an_admin_confirms_its_pattern(school: Tutor) -> None:
    verma = await school.adult("Verma")
    exam = next(iter(load_catalogue().exams.values()))
    asha = await school.people.person("Asha")
    welcome = await school.pass_first_run(asha, await school.people.ask(asha, "/start"))
    assert f"{exam.as_of.isoformat()}, unconfirmed" in welcome["text"]
    card = await school.people.ask(asha, "/exam")
    assert "unconfirmed" in card["text"]
    assert button_data(card, "xam:confirm") == []
    own = await school.people.ask(verma, "/exam")
    confirmed = await school.tap(verma, own, button_data(own, "xam:confirm")[0])
    assert "confirmed on" in confirmed["text"]
    assert "confirmed on" in (await school.people.ask(asha, "/exam"))["text"]
    back = await school.tap(verma, confirmed, button_data(confirmed, "xam:unconfirm")[0])
    assert "unconfirmed" in back["text"]


async def test_the_planning_target_can_be_changed_by_an_admin_only(school: Tutor) -> None:
    verma = await school.adult("Verma")
    asha = await school.adult()
    card = await school.people.ask(verma, "/exam")
    await school.tap(verma, card, button_data(card, "xam:target")[0])
    refused = await school.people.ask(verma, "seventy")
    assert "60-70" in refused["text"]
    changed = await school.people.ask(verma, "52-61")
    assert "52 to 61% (set by the operator)" in changed["text"]
    seen = await school.people.ask(asha, "/exam")
    assert "52 to 61%" in seen["text"]
    pressed = await school.people.press(asha, seen["id"], "xam:list", status=404)
    assert pressed


async def test_every_exam_has_a_card_in_both_languages(school: Tutor) -> None:
    for language, word in (("en", "Marking"), ("hi", "अंकन")):
        who = await school.adult("Asha", language=language)
        card = await school.people.ask(who, "/exam")
        chooser = await school.tap(who, card, button_data(card, "xam:list")[0])
        for tap in button_data(chooser, "xam:show"):
            shown = await school.tap(who, chooser, tap)
            assert word in shown["text"]
            chooser = await school.tap(who, shown, button_data(shown, "xam:list")[0])
