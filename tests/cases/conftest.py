"""Everybody who takes part, for the tests of the state."""

from __future__ import annotations

import pytest

from tests.cases import situations


@pytest.fixture
def who(db) -> situations.People:
    """Employers, officers, secretariat, payment organisation."""
    return situations.people()
