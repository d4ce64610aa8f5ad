"""A teacher brings the class list; each name gets a link, and the list shows who has come."""

import csv
import io
from typing import Any

from tests.support.client import button_data
from tests.support.tutor import Tutor

NAMES = "नाम,रोल नंबर\nआशा मीणा,12\nभानु <b>सिंह</b>,13\n=cmd|calc,14\n,15\nआशा मीणा,12\n"


async def opened(tutor: Tutor, teacher: int) -> Any:
    groups = await tutor.people.ask(teacher, "/group")
    card = await tutor.tap(teacher, groups, button_data(groups, "grp:card")[0])
    return await tutor.tap(teacher, card, button_data(card, "clst:show")[0])


async def brought(tutor: Tutor, teacher: int, text: str = NAMES) -> Any:
    shown = await opened(tutor, teacher)
    await tutor.tap(teacher, shown, button_data(shown, "clst:file")[0])
    return await tutor.people.send_file(teacher, "class.csv", text.encode())


async def links(tutor: Tutor, teacher: int) -> dict[str, str]:
    """Name to start code, from the file that she is sent."""
    shown = await opened(tutor, teacher)
    last = (await tutor.people.messages(teacher))[-1]["id"]
    await tutor.people.press(teacher, shown["id"], button_data(shown, "clst:csv")[0])
    sent = await tutor.people.next_message(teacher, last)
    content = await tutor.people.file_of(sent)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    return {row["name"]: row["link"].partition("start=")[2] for row in rows}


async def a_teacher(tutor: Tutor) -> int:
    verma = await tutor.adult("Verma")
    await tutor.people.ask(verma, "/group RAS batch")
    return verma


async def test_who_comes_by_her_own_link_takes_her_own_place(tutor: Tutor) -> None:
    verma = await a_teacher(tutor)
    assert "Nobody is on it" in (await opened(tutor, verma))["text"]
    shown = await brought(tutor, verma)
    assert "3 names added" in shown["text"]
    assert "12 · आशा मीणा: not here yet" in shown["text"]
    assert "भानु <b>सिंह</b>" in shown["text"], "a name stays a name"
    codes = await links(tutor, verma)
    assert "'=cmd|calc" in codes, "no cell becomes a formula"

    asha = await tutor.people.person("Asha")
    first = await tutor.people.ask(asha, f"/start {codes['आशा मीणा']}")
    notice = await tutor.pass_first_run(asha, first)
    assert "Join RAS batch?" in notice["text"]
    seat = await tutor.tap(asha, notice, button_data(notice, "grp:join")[0])
    assert "Results shared with the teacher: no" in seat["text"]
    after = await opened(tutor, verma)
    assert "1 of 3 have come" in after["text"]
    assert "12 · आशा मीणा: here as Asha" in after["text"]

    chor = await tutor.adult("Chor")
    used = await tutor.people.ask(chor, f"/start {codes['आशा मीणा']}")
    assert "Join RAS batch?" not in used["text"], "a link is good for one person"
    hers = await tutor.people.ask(asha, f"/start {codes['आशा मीणा']}")
    assert "Join RAS batch?" in hers["text"], "and for her it goes on leading there"
    left = await tutor.tap(asha, seat, button_data(seat, "grp:leave")[0])
    assert "You have left" in left["text"]
    assert "आशा मीणा: has left" in (await opened(tutor, verma))["text"]


async def test_the_same_list_again_adds_nobody_and_the_absent_are_taken_off(tutor: Tutor) -> None:
    verma = await a_teacher(tutor)
    await brought(tutor, verma)
    codes = await links(tutor, verma)
    again = await brought(tutor, verma)
    assert "No new name" in again["text"]
    ask = await tutor.tap(verma, again, button_data(again, "clst:ask")[0])
    assert "Take 3 names off" in ask["text"]
    cleared = await tutor.tap(verma, ask, button_data(ask, "clst:drop")[0])
    assert "Nobody is on it" in cleared["text"]
    asha = await tutor.adult("Asha")
    gone = await tutor.people.ask(asha, f"/start {codes['आशा मीणा']}")
    assert "Join" not in gone["text"]


async def test_a_file_that_is_no_list_is_named_and_the_next_one_awaited(tutor: Tutor) -> None:
    verma = await a_teacher(tutor)
    bad = await brought(tutor, verma, "roll\n1\n2\n")
    assert "no column is headed “name”" in bad["text"]
    words = await tutor.people.ask(verma, "Asha, Bhanu")
    assert "as a CSV file" in words["text"]
    empty = await tutor.people.send_file(verma, "class.csv", b"\n\n")
    assert "the file is empty" in empty["text"]
    good = await tutor.people.send_file(verma, "class.csv", b"Asha;1\nBhanu;2\n")
    assert "2 names added" in good["text"]


async def test_names_of_who_never_came_are_forgotten_after_ninety_days(tutor: Tutor) -> None:
    verma = await a_teacher(tutor)
    await brought(tutor, verma)
    await tutor.people.advance(91 * 86_400)
    shown: Any = None
    for _ in range(40):
        shown = await opened(tutor, verma)
        if "Nobody is on it" in shown["text"]:
            break
        await tutor.people.messages(verma, after=10**9, wait=0.25)
    assert "Nobody is on it" in shown["text"]


async def test_who_cannot_follow_a_link_joins_by_its_code(tutor: Tutor) -> None:
    verma = await a_teacher(tutor)
    groups = await tutor.people.ask(verma, "/group")
    card = await tutor.tap(verma, groups, button_data(groups, "grp:card")[0])
    code = card["text"].split("Code: ")[1].split()[0]
    asha = await tutor.adult("Asha")
    assert "Send the code" in (await tutor.people.ask(asha, "/join"))["text"]
    wrong = await tutor.people.ask(asha, "/join nonsense")
    assert not button_data(wrong, "grp:join")
    for words in (code, f"g_{code}", f"https://t.me/abhyas_bot?start=g_{code}"):
        notice = await tutor.people.ask(asha, f"/join {words}")
        assert "Join RAS batch?" in notice["text"]
    seat = await tutor.tap(asha, notice, button_data(notice, "grp:join")[0])
    assert "You sit in" in seat["text"]
    renewed = await tutor.tap(verma, card, button_data(card, "tchr:renew")[0])
    assert code not in renewed["text"]
    bhanu = await tutor.adult("Bhanu")
    gone = await tutor.people.ask(bhanu, f"/join {code}")
    assert not button_data(gone, "grp:join"), "a code that was renewed leads nowhere"
