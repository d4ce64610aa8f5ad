"""A student lets a language model word her advice, and takes it back; nobody's secrets leave."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from tests.support import fake_messages as fake
from tests.support.client import button_data
from tests.support.fake_messages import FakeMessages, fake_messages
from tests.support.tutor import Tutor, running_tutor

CANARY = "Zarkandoletta"


def written(_request: web.Request, body: dict[str, Any]) -> web.Response:
    """Plain good prose for whatever is asked, in its language and with the topics it must name."""
    asked = json.loads(body["messages"][0]["content"])
    names = {one["id"]: one["name"] for one in asked.get("topics", ())}
    needed = " ".join(f"{names[one]}." for one in asked.get("weak", ()))
    is_hindi = asked["language"] == "hi"
    line = "अभ्यास जारी रखें।" if is_hindi else "Practise a little on every study day."
    shape = body["output_config"]["format"]["schema"]["properties"]
    prose: dict[str, Any] = {
        name: [line, line] if part.get("type") == "array" else line
        for name, part in shape.items()
        if name != "language"
    }
    first = next(iter(prose))
    prose[first] = f"{line} {needed}".strip()
    text = json.dumps(prose | {"language": asked["language"]}, ensure_ascii=False)
    return web.json_response(fake.message(text))


@pytest.fixture
async def server() -> AsyncIterator[FakeMessages]:
    async with fake_messages(written) as found:
        yield found


@pytest.fixture
async def tutor(database_url: str, server: FakeMessages) -> AsyncIterator[Tutor]:
    async with running_tutor(
        database_url,
        anthropic_api_key="sk-ant-test",
        anthropic_base_url=server.address,
        admin_ids="1000",
    ) as found:
        yield found


async def test_her_yes_sends_bands_and_no_secret_and_her_no_ends_it(
    tutor: Tutor, server: FakeMessages
) -> None:
    asha = await tutor.adult(CANARY)
    table = await tutor.people.ask(asha, "/settings")
    await tutor.tap(asha, table, "set:alias")
    await tutor.people.ask(asha, f"{CANARY} 9876543210")
    await tutor.answer_set(asha, await tutor.start_set(asha))
    before = await tutor.people.ask(asha, "/coach")
    assert "Written by rules" in before["text"]
    assert server.seen == []

    line = await tutor.tap(asha, await tutor.people.ask(asha, "/settings"), "set:language_model")
    assert "Anthropic" in line["text"]
    await tutor.tap(asha, line, button_data(line, "pick:language_model:on")[0])
    told = await tutor.people.ask(asha, "/coach")
    assert "Worded by a language model" in told["text"]
    plan = await tutor.people.ask(asha, "/plan")
    await tutor.tap(asha, plan, button_data(plan, "pan:week")[0])
    words = (await tutor.people.messages(asha))[-1]
    assert "Your week in words" in words["text"]
    assert len(server.seen) == 2
    everything = server.everything()
    for secret in (CANARY, "9876543210", str(asha)):
        assert secret not in everything

    table = await tutor.people.ask(asha, "/settings")
    line = await tutor.tap(asha, table, "set:language_model")
    await tutor.tap(asha, line, button_data(line, "pick:language_model:off")[0])
    after = await tutor.people.ask(asha, "/coach")
    assert "Written by rules" in after["text"]
    assert len(server.seen) == 2
    privacy = await tutor.people.ask(asha, "/privacy")
    assert "Anthropic" in privacy["text"]


async def test_words_of_distress_are_answered_by_people_and_go_nowhere(
    tutor: Tutor, server: FakeMessages
) -> None:
    asha = await tutor.adult(language="hi")
    told = await tutor.people.ask(asha, "अब जीने का मन नहीं करता")
    assert "14416" in told["text"]
    raised = await tutor.people.ask(asha, "/grievance I want to die, nobody answers")
    assert "14416" in raised["text"]
    assert "G-" in raised["text"]
    newcomer = await tutor.people.person("Naya")
    assert "14416" in (await tutor.people.ask(newcomer, "i want to die"))["text"]
    assert server.seen == []


async def test_without_a_key_nobody_hears_of_a_language_model(database_url: str) -> None:
    async with running_tutor(database_url) as tutor:
        asha = await tutor.adult()
        for command in ("/settings", "/privacy", "/coach", "/plan", "/help"):
            told = await tutor.people.ask(asha, command)
            assert "language model" not in told["text"].casefold(), command


async def test_why_the_last_answer_was_wrong(tutor: Tutor) -> None:
    asha = await tutor.adult()
    assert "Nothing to explain" in (await tutor.people.ask(asha, "/explain"))["text"]
    screen = await tutor.start_set(asha)
    for _ in range(10):
        shown = screen
        screen = await tutor.tap(asha, screen, button_data(screen, "ans:")[0])
        if "❌" in screen["text"]:
            break
        screen = await tutor.tap(asha, screen, button_data(screen, "next:")[0])
    key = shown["text"].splitlines()[-1].strip()
    told = await tutor.people.ask(asha, "/explain")
    assert key in told["text"]
    assert "You chose A" in told["text"]
    assert "✅" in told["text"]
    same = await tutor.people.ask(asha, f"/explain {key}")
    assert same["text"] == told["text"]
    other = await tutor.people.ask(asha, "/explain #rj-history-000")
    assert "Nothing to explain" in other["text"], "no question is explained before it was answered"
