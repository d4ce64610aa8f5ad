"""The whole bot on each database."""

from collections.abc import AsyncIterator

import pytest

from tests.support.tutor import Tutor, running_tutor


@pytest.fixture
async def tutor(database_url: str) -> AsyncIterator[Tutor]:
    async with running_tutor(database_url) as tutor:
        yield tutor
