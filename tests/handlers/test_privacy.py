"""She asks what is kept of her, takes a copy, and erases it."""

import csv
import io
import json
import zipfile

import aiohttp

from tests.support.client import button_data
from tests.support.tutor import Tutor


async def test_a_copy_holds_her_rows_and_nobody_elses(tutor: Tutor) -> None:
    asha, bhanu = await tutor.adult("Asha"), await tutor.adult("Bhanu")
    for who in (asha, bhanu):
        await tutor.answer_set(who, await tutor.start_set(who))
    await tutor.people.ask(asha, "/plan")
    notice = await tutor.people.ask(asha, "/privacy")
    assert "given to nobody else" in notice["text"]
    last = notice["id"]
    await tutor.people.press(asha, last, button_data(notice, "mydata")[0], settle=False)
    sent = await tutor.people.next_message(asha, last)
    async with (
        aiohttp.ClientSession() as session,
        session.get(tutor.people.address + sent["document"]) as response,
    ):
        content = await response.read()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        data = json.loads(archive.read("data.json"))["tables"]
        rows = list(csv.DictReader(io.StringIO(archive.read("answers.csv").decode())))
    assert names == {"data.json", "answers.csv", "trend.png", "topics.png"}
    assert [row["telegram_id"] for row in data["students"]] == [asha]
    assert len(data["answers"]) == len(rows) == 10
    assert {row["student"] for row in rows} == {str(asha)}
    assert len(data["responses"]) == 10
    assert data["plan_sessions"]
    assert "Bhanu" not in json.dumps(data)
    ask = await tutor.tap(asha, notice, "menu:forget")
    await tutor.tap(asha, ask, "forget:1")
    refused = await tutor.people.ask(asha, "/mydata")
    assert not refused["document"]


async def test_of_a_minor_nothing_is_kept_and_the_notice_says_so(tutor: Tutor) -> None:
    chitra = await tutor.people.person("Chitra")
    screen = await tutor.people.ask(chitra, "/start")
    for button in ("lang:en", "age:minor"):
        screen = await tutor.tap(chitra, screen, button)
    notice = await tutor.people.ask(chitra, "/privacy")
    assert "Nothing is kept of you" in notice["text"]
    assert button_data(notice, "") == ["menu:parent"]
    refused = await tutor.people.ask(chitra, "/mydata")
    assert "Nothing is kept" in refused["text"]
