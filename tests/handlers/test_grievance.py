"""Somebody complains, gets a number and a day, and an answer; nobody else can answer for the operators."""

import asyncio
from typing import Any

from tests.support.client import sandbox_with_people
from tests.support.tutor import Tutor, running_tutor


async def last(tutor: Tutor, who: int, words: str) -> Any:
    async with asyncio.timeout(10):
        while True:
            for message in reversed(await tutor.people.messages(who)):
                if words in message["text"] and message["from"] != who:
                    return message
            await asyncio.sleep(0.1)


async def test_a_grievance_has_a_number_a_day_and_an_answer(database_url: str) -> None:
    # The first person that a sandbox makes, and so the operator.
    async with sandbox_with_people() as (_, people):
        first = await people.person("Verma")
    async with running_tutor(database_url, admin_ids=str(first)) as tutor:
        verma, asha = await tutor.adult("Verma"), await tutor.adult("Asha")
        assert verma == first
        ask = await tutor.people.ask(asha, "/grievance")
        assert "in one message" in ask["text"]
        noted = await tutor.people.ask(asha, "My name <b>=1+1 is wrong")
        assert "G-00001" in noted["text"]
        note = await last(tutor, verma, "answer due by")
        assert "My name <b>=1+1 is wrong" in note["text"]
        again = await tutor.people.ask(asha, "/grievance G-00001 I answer myself")
        assert "G-00002" in again["text"], "her words are a grievance, whatever they look like"
        empty = await tutor.people.ask(verma, "/grievance G-00099 sorry")
        assert "the number as it was given" in empty["text"]
        sent = await tutor.people.ask(verma, "/grievance g-1 It is put right.")
        assert "on its way" in sent["text"]
        answer = await last(tutor, asha, "answer to G-00001")
        assert "It is put right." in answer["text"]
