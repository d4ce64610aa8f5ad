"""Whatever a language model's server does, the student has an answer in time and the ledger a row."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from coach.anthropic_writer import AnthropicWriter
from coach.breaker import LONGEST_PAUSE, Breaker
from coach.language_coach import LanguageCoach
from coach.prices import PRICES_OF, cost
from coach.protocol import Ask, PlanSheet, ReadinessFacts, Worded
from coach.writer import Attempt, Usage
from services.coach_ledger import CoachLedger, CoachTexts
from storage.engine import Database
from storage.tables import coach_calls, coach_days
from tests.coach.test_rules import sheet
from tests.conftest import NOON
from tests.support import fake_messages as fake
from tests.support.fake_messages import Behaviour, FakeMessages, fake_messages

NAMES = {
    "gk.forts": ("Forts and palaces", "दुर्ग एवं महल"),
    "quant.ratio": ("Ratio", "अनुपात"),
}
GOOD = {
    "language": "en",
    "encouragement": "{f1} answers on {f6} days: your work is steady.",
    "improvements": [
        "Forts and palaces: {f9} % of {f10} right; read its explanations in a row.",
        "Practise mixed sets; the exam mixes its questions too.",
    ],
    "next_step": "{f18} questions with some Forts and palaces.",
    "motivation": "{f17} days are left until the exam.",
}
GOOD_HINDI = {
    "language": "hi",
    "encouragement": "{f6} दिन अभ्यास हुआ, {f1} उत्तर आए।",
    "improvements": [
        "दुर्ग एवं महल: {f10} में से {f9} % सही; इसकी व्याख्याएँ पढ़ें।",
        "मिला-जुला अभ्यास करें।",
    ],
    "next_step": "{f18} प्रश्न, कुछ दुर्ग एवं महल से।",
    "motivation": "परीक्षा में {f17} दिन शेष हैं।",
}
BAD = GOOD | {"motivation": "You will definitely pass in 45 days."}
GOOD_PLAN = {
    "language": "en",
    "headline": "{f21} hours are planned for Forts and palaces and revision.",
    "why": ["Forts and palaces is new and asked often."],
    "how": ["Go from easy to hard inside a topic."],
}
WEEK = PlanSheet(
    learn=("gk.forts",),
    review=("quant.ratio",),
    minutes=420,
    has_mock=True,
    has_mistakes=False,
    rest_days=1,
    strength="quant.ratio",
    days_to_exam=45,
    is_taper=False,
)
KEY = "sk-ant-canary-key"


@dataclass
class Desk:
    coach: LanguageCoach
    server: FakeMessages
    database: Database

    async def rows(self) -> list[Any]:
        return list(
            await self.database.read(
                lambda tx: tx.connection.execute(
                    select(coach_calls).order_by(coach_calls.c.id)
                ).all()
            )
        )

    async def outcomes(self) -> list[str]:
        return [row.outcome for row in await self.rows()]


@asynccontextmanager
async def desk(
    database: Database,
    *script: Behaviour,
    dollars: float = 1.0,
    student_dollars: float = 0.5,
    clocks: dict[str, float] | None = None,
    address: str | None = None,
) -> AsyncIterator[Desk]:
    async with fake_messages(*script) as server:
        writer = AnthropicWriter(
            SecretStr(KEY), model="claude-haiku-5-5", base_url=address or server.address
        )
        ledger = CoachLedger(
            database,
            dollars_a_day=dollars,
            student_dollars=student_dollars,
            timezone="Asia/Kolkata",
        )
        coach = LanguageCoach(
            writer,
            ledger,
            CoachTexts(database),
            syllabus=NAMES | {"gk.rivers": ("Rivers and lakes", "नदियाँ एवं झीलें")},
            clocks={"feedback": 2.0, "plan": 3.0} | (clocks or {}),
        )
        try:
            yield Desk(coach, server, database)
        finally:
            await writer.close()


@pytest.fixture
async def student_id(database: Database) -> int:
    from storage import students

    return await database.write(
        lambda tx: students.meet(tx, telegram_id=77, at=NOON, timezone="Asia/Kolkata").id
    )


def ask(student_id: int, **changes: Any) -> Ask:
    plain = Ask(
        student_id=student_id,
        language="en",
        at=NOON,
        variant=0,
        topic_names=NAMES,
        has_consented=True,
    )
    return replace(plain, **changes)


async def test_a_good_text_reaches_her_with_her_numbers(
    database: Database, student_id: int
) -> None:
    async with desk(database, fake.said(GOOD)) as own:
        found = await own.coach.feedback(sheet(), ask(student_id))
        assert found.source == "llm"
        assert isinstance(found.encouragement, Worded)
        assert found.encouragement.numbers["f1"] == 220
        rows = await own.rows()
        headers, body = own.server.seen[0]
    assert [row.outcome for row in rows] == ["written"]
    usage = Usage(input_tokens=1000, output_tokens=100)
    assert rows[0].micro_dollars == cost("claude-haiku-5-5", usage) == 150
    assert (rows[0].prices_of, rows[0].request_id) == (PRICES_OF, "req_fake")
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert body["thinking"] == {"type": "disabled"}
    assert body["output_config"]["format"]["type"] == "json_schema"
    assert not {"metadata", "temperature", "tools"} & set(body)
    document = json.loads(body["messages"][0]["content"])
    assert "220" not in json.dumps(document), "values stay here"


#: The research's failure table (1.4): what the server does, the outcomes, the requests it sees.
FAILURES: list[tuple[str, list[Behaviour], list[str]]] = [
    ("a limit for an hour", [fake.refused(429, "rate_limit_error", retry_after="3600")], ["rate_limited"]),
    ("a limit of no length", [fake.refused(429, "rate_limit_error")], ["rate_limited"]),
    ("overload", [fake.refused(529, "overloaded_error")], ["overloaded"]),
    ("a wrong key", [fake.refused(401, "authentication_error")], ["unauthorised"]),
    ("a spent account", [fake.refused(429, "rate_limit_error", code="enforced_spend_limit_reached")], ["spent"]),
    ("our mistake", [fake.refused(400, "invalid_request_error")], ["bad_request"]),
    ("trouble inside", [fake.refused(500, "api_error")], ["unavailable"]),
    ("a gateway's timeout", [fake.refused(504, "timeout_error")], ["late"]),
    ("silence", [fake.silence], ["late"]),
    ("a dripping body", [fake.dripping], ["late"]),
    ("a cut connection", [fake.cut], ["unreachable"]),
    ("broken JSON", [fake.raw('{"id": "msg')], ["malformed"]),
    ("a proxy's page", [fake.raw("<html>busy</html>", content_type="text/html")], ["malformed"]),
    ("a refusal", [fake.plain("I cannot help.", stop_reason="refusal")], ["refused"]),
    ("an empty answer", [fake.plain()], ["empty"]),
    ("two cut texts", [fake.plain('{"lang', stop_reason="max_tokens")], ["truncated", "truncated"]),
    ("two bad texts", [fake.said(BAD)], ["rejected", "rejected"]),
    ("no JSON at all", [fake.plain("Sure! Here it is")], ["rejected", "rejected"]),
    ("another language", [fake.said(GOOD_HINDI)], ["rejected", "rejected"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "script", "outcomes"), FAILURES, ids=[row[0] for row in FAILURES])
async def test_she_has_an_answer_in_time_whatever_the_server_does(
    database: Database, student_id: int, name: str, script: list[Behaviour], outcomes: list[str]
) -> None:
    async with desk(database, *script, clocks={"feedback": 1.2}) as own:
        began = time.monotonic()
        found = await own.coach.feedback(sheet(), ask(student_id))
        assert time.monotonic() - began < 1.2 + 0.8
        assert found.source == "rules"
        rows = await own.rows()
        assert [row.outcome for row in rows] == outcomes
        assert len(own.server.seen) == len(outcomes)
        for row in rows:
            has_bill = row.outcome in {"refused", "empty", "truncated", "rejected"}
            assert (row.input_tokens is not None) == has_bill
            assert row.micro_dollars > 0, "a lost bill keeps what was put aside"


async def test_nobody_at_the_other_end(database: Database, student_id: int) -> None:
    async with desk(database, fake.silence, address="http://127.0.0.1:9") as own:
        found = await own.coach.feedback(sheet(), ask(student_id))
        assert found.source == "rules"
        assert await own.outcomes() == ["unreachable"]


async def test_a_short_pause_is_waited_for(database: Database, student_id: int) -> None:
    pause = fake.refused(429, "rate_limit_error", retry_after="0.3")
    async with desk(database, pause, fake.said(GOOD)) as own:
        assert (await own.coach.feedback(sheet(), ask(student_id))).source == "llm"
        assert await own.outcomes() == ["rate_limited", "written"]


async def test_a_cut_text_is_asked_for_again_with_more_room(
    database: Database, student_id: int
) -> None:
    cut = fake.plain('{"language"', stop_reason="max_tokens", tokens=900)
    async with desk(database, cut, fake.said(GOOD)) as own:
        assert (await own.coach.feedback(sheet(), ask(student_id))).source == "llm"
        first, second = (body["max_tokens"] for _, body in own.server.seen)
        assert second == 2 * first


async def test_a_bad_text_is_repaired_once(database: Database, student_id: int) -> None:
    async with desk(database, fake.said(BAD), fake.said(GOOD)) as own:
        assert (await own.coach.feedback(sheet(), ask(student_id))).source == "llm"
        assert await own.outcomes() == ["rejected", "written"]
        _, body = own.server.seen[1]
    assert [one["role"] for one in body["messages"]] == ["user", "assistant", "user"]
    assert "definitely" in body["messages"][2]["content"]


async def test_a_plan_asks_an_overloaded_server_once_more(
    database: Database, student_id: int
) -> None:
    busy = fake.refused(529, "overloaded_error")
    async with desk(database, busy, fake.said(GOOD_PLAN)) as own:
        assert (await own.coach.plan(WEEK, ask(student_id))).source == "llm"
        assert await own.outcomes() == ["overloaded", "written"]


async def test_a_wrong_key_is_not_tried_on_everybody(database: Database, student_id: int) -> None:
    async with desk(database, fake.refused(401, "authentication_error")) as own:
        for minute in range(5):
            at = NOON + timedelta(minutes=minute)
            assert (await own.coach.feedback(sheet(), ask(student_id, at=at))).source == "rules"
        assert len(own.server.seen) == 1


async def test_without_consent_nothing_is_sent(database: Database, student_id: int) -> None:
    async with desk(database, fake.said(GOOD)) as own:
        found = await own.coach.feedback(sheet(), ask(student_id, has_consented=False))
        assert (found.source, own.server.seen, await own.rows()) == ("rules", [], [])


async def test_the_same_situation_is_written_once_and_read_by_many(
    database: Database, student_id: int
) -> None:
    async with desk(database, fake.said(GOOD)) as own:
        asked = [own.coach.feedback(sheet(), ask(student_id)) for _ in range(5)]
        found = await asyncio.gather(*asked)
        later = await own.coach.feedback(sheet(answers=260, active_days=24), ask(student_id))
        assert {one.source for one in (*found, later)} == {"llm"}
        assert len(own.server.seen) == 1
        assert isinstance(later.encouragement, Worded)
        assert later.encouragement.numbers["f1"] == 260, "her own number in everybody's words"


@pytest.mark.parametrize(
    ("limits", "calls"), [({"dollars": 0.0}, 0), ({"student_dollars": 0.0}, 0)]
)
async def test_an_empty_budget_sends_nothing(
    database: Database, student_id: int, limits: dict[str, float], calls: int
) -> None:
    async with desk(database, fake.said(GOOD), **limits) as own:  # type: ignore[arg-type]
        assert (await own.coach.feedback(sheet(), ask(student_id))).source == "rules"
        assert len(own.server.seen) == calls
        days = await database.read(lambda tx: tx.connection.execute(select(coach_days)).all())
        assert [row.micro_dollars for row in days] == [0]


async def test_a_students_calls_of_a_day_are_counted(database: Database, student_id: int) -> None:
    async with desk(database, fake.said(BAD)) as own:
        for variant in range(20):
            await own.coach.plan(replace(WEEK, minutes=420), ask(student_id, variant=variant))
        assert len(own.server.seen) == 6
        tomorrow = ask(student_id, at=NOON + timedelta(days=1))
        await own.coach.plan(WEEK, tomorrow)
        assert len(own.server.seen) == 8


async def test_the_days_money_equals_the_rows(database: Database, student_id: int) -> None:
    async with desk(database, fake.said(BAD), fake.silence, fake.said(GOOD)) as own:
        for variant in range(3):
            await own.coach.feedback(sheet(), ask(student_id, variant=variant))
        rows = await own.rows()
        day = await database.read(lambda tx: tx.connection.execute(select(coach_days)).one())
        assert day.micro_dollars == sum(row.micro_dollars for row in rows)


@pytest.mark.parametrize("days", [0, 1])
async def test_on_the_eve_and_the_day_nothing_is_asked_of_a_model(
    database: Database, student_id: int, days: int
) -> None:
    async with desk(database, fake.said(GOOD)) as own:
        found = await own.coach.feedback(sheet(days_to_exam=days), ask(student_id))

        assert found.source == "rules"
        assert not own.server.seen


async def test_readiness_in_words_of_the_model(database: Database, student_id: int) -> None:
    own_readiness = ReadinessFacts(
        probability=0.6,
        interval=(0.4, 0.8),
        expected_score=70.0,
        maximum=200.0,
        cutoff=76.0,
        confidence="medium",
        costly=("gk.forts",),
    )
    prose = {
        "language": "en",
        "probability": "The chance is {f13} %, likely between {f14} and {f15} %.",
        "strengths": "Ratio: {f11} % of {f12} right.",
        "weaknesses": "Most marks are lost on Forts and palaces.",
        "strategy": "About {f16} marks are missing to the cut-off.",
        "timeline": "{f17} days are left.",
        "confidence": "The forecast can still move.",
    }
    async with desk(database, fake.said(prose)) as own:
        story = await own.coach.readiness(sheet(readiness=own_readiness), ask(student_id))
        assert (story.source, len(story.points)) == ("llm", 6)
        nothing = await own.coach.readiness(sheet(), ask(student_id))
        assert nothing.points == ()
        assert len(own.server.seen) == 1


def test_a_breaker_opens_probes_and_waits_longer_each_time() -> None:
    breaker, at = Breaker(), NOON
    failed, good = Attempt(outcome="unavailable"), Attempt(outcome="written")
    for second in range(5):
        assert breaker.lets_through(at=at + timedelta(seconds=second))
        breaker.note(failed, at=at + timedelta(seconds=second))
    assert not breaker.lets_through(at=at + timedelta(seconds=20))
    pauses = []
    now = at + timedelta(seconds=4)
    for _ in range(8):
        opens = breaker.opens_at()
        assert opens is not None
        pauses.append(opens - now)
        now = opens
        assert breaker.lets_through(at=now)
        assert not breaker.lets_through(at=now), "one probe at a time"
        breaker.note(failed, at=now)
    assert [one.total_seconds() for one in pauses[:4]] == [30, 60, 120, 240]
    assert pauses[-1] == LONGEST_PAUSE
    opens = breaker.opens_at()
    assert opens is not None
    assert breaker.lets_through(at=opens)
    breaker.note(good, at=opens)
    assert breaker.lets_through(at=opens)
    assert breaker.opens_at() is None


def test_an_unknown_model_costs_as_much_as_the_dearest() -> None:
    usage = Usage(input_tokens=1_000_000, output_tokens=1_000_000)

    assert cost("claude-next", usage) == cost("claude-opus-5-5", usage) == 24_000_000
    assert cost("claude-haiku-5-5", usage, in_batch=True) == 300_000
