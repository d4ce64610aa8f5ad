"""The bot starts on a database that has seen a start: loading two thousand questions takes a second."""

import pytest


@pytest.fixture
def database_url(stocked_url: str) -> str:
    """One that has seen a start: loading two thousand questions takes a second."""
    return stocked_url
