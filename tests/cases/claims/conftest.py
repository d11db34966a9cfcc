"""The worker's side, for the tests of the claims."""

from __future__ import annotations

import pytest

from tests.cases import months


@pytest.fixture
def team(who) -> months.Team:
    """A worker, his employer and two payment organisations."""
    return months.team(who)
