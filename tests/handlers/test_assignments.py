"""A teacher sets work, her students do it, and everybody hears how it went, once."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.handlers.test_members import joined, taken
from tests.support.client import button_data
from tests.support.tutor import Tutor

HOUR, DAY = 3600, 86_400


async def a_class(tutor: Tutor) -> tuple[int, int, int, str]:
    """At ten in the morning: a teacher, one student who shares, one who does not, the code."""
    await to_ten(tutor)
    verma = await tutor.adult("Verma")
    made = await tutor.people.ask(verma, "/group RAS batch")
    code = made["text"].split("start=")[1].split()[0]
    asha = await joined(tutor, "Asha", code, shares=True)
    bhanu = await joined(tutor, "Bhanu", code, shares=False)
    return verma, asha, bhanu, code


async def to_ten(tutor: Tutor) -> None:
    """On to the next ten o'clock in Jaipur, outside everybody's quiet hours."""
    now = (await tutor.people.call("GET", "/sandbox/clock"))["now"]
    local = datetime.fromtimestamp(now, ZoneInfo("Asia/Kolkata"))
    await tutor.people.advance((10 - local.hour) % 24 * HOUR - local.minute * 60 + DAY)


async def told(tutor: Tutor, who: int, words: str, *, wait: float = 6) -> list[Any]:
    """Messages with these words, waiting for the first."""
    found: list[Any] = []
    for _ in range(round(wait / 0.25)):
        found = [one for one in await tutor.people.messages(who) if words in one["text"]]
        if found:
            return found
        await tutor.people.messages(who, after=10**9, wait=0.25)
    return found


async def set_mixed(tutor: Tutor, teacher: int) -> Any:
    listed = await tutor.people.ask(teacher, "/assign")
    what = await tutor.tap(teacher, listed, button_data(listed, "asgn:group")[0])
    mixed = next(one for one in button_data(what, "asgn:when") if ":mixed:" in one)
    preview = await tutor.tap(teacher, what, mixed)
    five = next(one for one in button_data(preview, "asgn:when") if ":5:" in one)
    preview = await tutor.tap(teacher, preview, five)
    assert "5 questions" in preview["text"]
    return await tutor.tap(teacher, preview, button_data(preview, "asgn:go")[0])


async def test_everybody_gets_the_same_questions_and_the_results_come_when_it_closes(
    tutor: Tutor,
) -> None:
    verma, asha, bhanu, _ = await a_class(tutor)
    board = await set_mixed(tutor, verma)
    assert "0 of 2 have done it" in board["text"]
    await tutor.people.call("POST", "/sandbox/updates", {"repeat": 1})
    assert len(button_data(await tutor.people.ask(verma, "/assign"), "asgn:board")) == 1
    again = await tutor.tap(verma, board, button_data(board, "asgn:board")[0])
    assert "0 of 2 have done it" in again["text"]

    seen: list[list[str]] = []
    for who in (asha, bhanu):
        notice = (await told(tutor, who, "A mix of everything"))[0]
        waiting = await tutor.people.ask(who, "/practice")
        work = button_data(waiting, "next:work")[0]
        assert work == button_data(waiting, "")[0], "what the teacher set stands first"
        screen = await tutor.tap(who, waiting, work)
        keys = []
        for _ in range(5):
            keys.append(screen["text"].splitlines()[-1].strip())
            screen = await tutor.tap(who, screen, button_data(screen, "ans:")[0])
            screen = await tutor.tap(who, screen, button_data(screen, "next:")[0])
        seen.append(keys)
        over = await tutor.tap(who, notice, work)
        assert not button_data(over, "ans:"), "it is done once"
        assert not button_data(await tutor.people.ask(who, "/practice"), "next:work")
    assert seen[0] == seen[1]
    assert len(set(seen[0])) == 5

    board = await tutor.tap(verma, board, button_data(board, "asgn:board")[0])
    assert "2 of 2 have done it" in board["text"]
    assert "Asha" in board["text"]
    assert "Bhanu" not in board["text"], "who does not share stands there as a number"
    assert "One more has done it" in board["text"]

    await tutor.people.advance(3 * DAY)
    assert len(await told(tutor, verma, "Closed: the results")) == 1
    for who in (asha, bhanu):
        own = await told(tutor, who, "Place ")
        assert len(own) == 1
        assert "of 5 right" in own[0]["text"]
        assert not await told(tutor, who, "still to be done", wait=0.5)


async def test_who_has_not_done_it_is_reminded_once_and_may_be_late(tutor: Tutor) -> None:
    verma, asha, _, _ = await a_class(tutor)
    await set_mixed(tutor, verma)
    await tutor.people.advance(32 * HOUR + 300)
    reminders = await told(tutor, asha, "still to be done")
    assert len(reminders) == 1
    await tutor.people.advance(12 * HOUR)
    late = await tutor.tap(asha, reminders[0], button_data(reminders[0], "next:work")[0])
    assert button_data(late, "ans:")
    for _ in range(5):
        late = await tutor.tap(asha, late, button_data(late, "ans:")[0])
        late = await tutor.tap(asha, late, button_data(late, "next:")[0])
    listed = await tutor.people.ask(verma, "/assign")
    board = await tutor.tap(verma, listed, button_data(listed, "asgn:board")[0])
    assert "late" in board["text"]


async def test_what_was_taken_back_can_be_begun_by_nobody(tutor: Tutor) -> None:
    verma, asha, _, _ = await a_class(tutor)
    board = await set_mixed(tutor, verma)
    notice = (await told(tutor, asha, "A mix of everything"))[0]
    await tutor.tap(verma, board, button_data(board, "asgn:cancel")[0])
    refused = await tutor.tap(asha, notice, button_data(notice, "next:work")[0])
    assert not button_data(refused, "ans:")


async def test_an_announcement_is_seen_first_and_sent_once(tutor: Tutor) -> None:
    verma, asha, bhanu, _ = await a_class(tutor)
    asked = await tutor.people.ask(verma, "/announce")
    assert "nothing is sent yet" in asked["text"]
    preview = await tutor.people.ask(verma, "Class at <b>5</b> today & =1+1")
    assert "2 members" in preview["text"]
    now = button_data(preview, "annc:now")[0]
    await tutor.tap(verma, preview, now)
    await tutor.people.call("POST", "/sandbox/updates", {"repeat": 1})
    for who in (asha, bhanu):
        assert len(await told(tutor, who, "Class at <b>5</b> today & =1+1")) == 1
    for _ in range(5):
        draft = await tutor.people.ask(verma, "/announce Again")
        last = await tutor.people.press(verma, draft["id"], button_data(draft, "annc:now")[0])
    assert "enough for one group" in str(last)


async def test_a_group_may_have_several_teachers_and_goes_to_another(tutor: Tutor) -> None:
    verma, _, _, _ = await a_class(tutor)
    sen = await tutor.adult("Sen")
    listed = await tutor.people.ask(verma, "/group")
    card = await tutor.tap(verma, listed, button_data(listed, "grp:card")[0])
    link = await tutor.tap(verma, card, button_data(card, "tchr:invite")[0])
    code = link["text"].split("start=")[1].split()[0]
    welcome = await tutor.people.ask(sen, f"/start {code}")
    assert "You are a teacher of RAS batch" in welcome["text"]
    third = await tutor.adult("Third")
    used = await tutor.people.ask(third, f"/start {code}")
    assert "teacher of" not in used["text"]
    assert "Asha" in (await tutor.people.ask(sen, "/student Asha"))["text"]

    listed = await tutor.people.ask(verma, "/group")
    card = await tutor.tap(verma, listed, button_data(listed, "grp:card")[0])
    assert "Sen" in card["text"]
    await tutor.tap(verma, card, button_data(card, "tchr:transfer")[0])
    listed = await tutor.people.ask(sen, "/group")
    card = await tutor.tap(sen, listed, button_data(listed, "grp:card")[0])
    assert button_data(card, "tchr:ask"), "the new owner decides its end"
    ask = await tutor.tap(sen, card, button_data(card, "tchr:ask")[0])
    await tutor.tap(sen, ask, button_data(ask, "tchr:archive")[0])
    assert "no group yet" in (await tutor.people.ask(sen, "/group"))["text"]


async def test_the_invitation_is_a_picture_too_and_an_old_one_leads_nowhere(tutor: Tutor) -> None:
    verma, _, _, code = await a_class(tutor)
    listed = await tutor.people.ask(verma, "/group")
    card = await tutor.tap(verma, listed, button_data(listed, "grp:card")[0])
    await tutor.people.press(verma, card["id"], button_data(card, "tchr:qr")[0])
    assert any(one["photo"] for one in await tutor.people.messages(verma))
    renewed = await tutor.tap(verma, card, button_data(card, "tchr:renew")[0])
    fresh = renewed["text"].split("start=")[1].split()[0]
    assert fresh != code
    late = await tutor.adult("Late")
    refused = await tutor.people.ask(late, f"/start {code}")
    assert not button_data(refused, "grp:join")
    assert button_data(await tutor.people.ask(late, f"/start {fresh}"), "grp:join")


async def test_the_weeks_report_is_a_pdf_of_who_shares(tutor: Tutor) -> None:
    verma, _, _, _ = await a_class(tutor)
    content = await taken(tutor, verma, "/report")
    assert content.startswith(b"%PDF")
    brief = (await told(tutor, verma, "Your groups, this week"))[-1]
    assert "1 of 1 who share were active, 10 answers" in brief["text"]


async def test_on_monday_a_teacher_reads_her_week(tutor: Tutor) -> None:
    verma, _, _, _ = await a_class(tutor)
    await tutor.people.advance(6 * HOUR)
    await tutor.people.advance(8 * DAY)
    briefs = await told(tutor, verma, "Your groups, this week")
    assert len(briefs) == 1
    assert "Only members who share" in briefs[0]["text"]


async def test_work_for_tomorrow_is_spoken_of_tomorrow_and_late_work_can_be_refused(
    tutor: Tutor,
) -> None:
    verma, asha, _, _ = await a_class(tutor)
    listed = await tutor.people.ask(verma, "/assign")
    what = await tutor.tap(verma, listed, button_data(listed, "asgn:group")[0])
    mixed = next(one for one in button_data(what, "asgn:when") if ":mixed:" in one)
    preview = await tutor.tap(verma, what, mixed)
    assert "get it now" in preview["text"]
    # The row of beginnings comes behind counts and ends: now, tomorrow, …
    tomorrow = next(one for one in button_data(preview, "asgn:when") if one.endswith(":1:1"))
    preview = await tutor.tap(verma, preview, tomorrow)
    assert "07:00" in preview["text"]
    refuses = next(one for one in button_data(preview, "asgn:when") if one.endswith(":1:0"))
    preview = await tutor.tap(verma, preview, refuses)
    assert "After the end nobody can begin" in preview["text"]
    board = await tutor.tap(verma, preview, button_data(preview, "asgn:go")[0])
    assert "Opens" in board["text"]
    assert not await told(tutor, asha, "A mix of everything", wait=1.5)
    assert not button_data(await tutor.people.ask(asha, "/practice"), "next:work")
    await tutor.people.advance(21 * HOUR + 60)
    notice = (await told(tutor, asha, "A mix of everything", wait=15))[0]
    work = button_data(notice, "next:work")[0]
    await tutor.people.advance(2 * DAY)
    late = await tutor.tap(asha, notice, work)
    assert not button_data(late, "ans:"), "the end was the end"
