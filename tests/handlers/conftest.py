"""The whole bot on each database."""

from collections.abc import AsyncIterator

import pytest

from tests.support.tutor import Tutor, running_tutor


@pytest.fixture
async def tutor(database_url: str) -> AsyncIterator[Tutor]:
    async with running_tutor(database_url) as tutor:
        yield tutor


@pytest.fixture
def database_url(stocked_url: str) -> str:
    """One that has seen a start: loading two thousand questions takes a second."""
    return stocked_url
