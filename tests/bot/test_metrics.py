"""What Prometheus reads: counts and times that are true, and nobody's name."""

import asyncio
from collections.abc import Iterator
from typing import Any

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from tests.support.ports import free_port
from tests.support.tutor import running_tutor


def samples(page: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    def found() -> Iterator[Any]:
        for family in text_string_to_metric_families(page):
            yield from family.samples

    return {(one.name, tuple(sorted(one.labels.items()))): one.value for one in found()}


async def test_the_page_counts_what_was_taken_and_says_how_the_queue_stands(
    database_url: str,
) -> None:
    port = free_port()
    async with (
        running_tutor(database_url, health_port=port) as tutor,
        aiohttp.ClientSession() as web,
    ):

        async def page() -> str:
            async with web.get(f"http://127.0.0.1:{port}/metrics") as response:
                assert response.status == 200
                assert response.content_type == "text/plain"
                return await response.text()

        taps = ("abhyas_updates_total", (("kind", "callback_query"),))
        timed = ("abhyas_update_seconds_count", ())
        before = samples(await page())
        asha = await tutor.adult("Zarkandoletta")
        await tutor.answer_set(asha, await tutor.start_set(asha))
        told = await page()
        after = samples(told)
        assert after[taps] - before.get(taps, 0) == 25, "lang, age, consent, exam, start, 10 × 2"
        assert after[timed] - before[timed] == 27, "and two commands"
        assert after["abhyas_outbox_waiting", ()] == 0
        async with asyncio.timeout(20):
            while ("abhyas_tick_age_seconds", ()) not in samples(await page()):
                await asyncio.sleep(0.1)
        assert 0 <= samples(await page())["abhyas_tick_age_seconds", ()] < 60
        assert "Zarkandoletta" not in told
        assert str(asha) not in told


async def test_the_logs_warnings_are_counted(database_url: str, tmp_path: Any) -> None:
    import structlog

    from bot import metrics
    from bot.logs import set_up_logs

    before = structlog.get_config()
    with (tmp_path / "log").open("w") as out:
        set_up_logs("ERROR", out)
        log = structlog.get_logger()
        value = metrics.EVENTS.labels("error", "for_this_test")
        old = value._value.get()
        log.error("something", action="for_this_test")
        log.info("nothing", action="for_this_test")
    structlog.configure(**before)
    assert value._value.get() == old + 1
