"""The bot behind a webhook: 200 only after the commit, and a secret."""

import socket

import aiohttp

from tests.support.tutor import running_tutor


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_a_student_practises_over_a_webhook(database_url: str) -> None:
    port = free_port()
    async with running_tutor(
        database_url,
        webhook_url=f"http://127.0.0.1:{port}",
        webhook_secret="s3cret_-",
        webhook_port=port,
    ) as tutor:
        asha = await tutor.adult()
        summary = await tutor.answer_set(asha, await tutor.start_set(asha))
        assert "of 10 right" in summary["text"]
        health = await tutor.people.call("GET", "/sandbox/health")
        assert health["bot"]["webhook"] is True

        async with aiohttp.ClientSession() as session:
            address = f"http://127.0.0.1:{port}/telegram"
            async with session.post(address, json={"update_id": 1}) as response:
                assert response.status == 401
            headers = {"X-Telegram-Bot-Api-Secret-Token": "s3cret_-"}
            async with session.post(address, data=b"{", headers=headers) as response:
                assert response.status == 200, "an unreadable update would never get better"
