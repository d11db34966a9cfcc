"""One worker's September 2026, with the employer's pages in front of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from accalmie.cases.access.models import Account
from tests.cases import months, situations


@pytest.fixture
def team(db: None, settings) -> months.Team:
    """Everybody, on the morning after the month."""
    settings.CLOCK = lambda: months.HOURS_AT
    return months.team(situations.people())


@pytest.fixture
def clock(settings) -> Callable[[datetime], None]:
    """Moves the clock of the pages."""

    def move(moment: datetime) -> None:
        settings.CLOCK = lambda: moment

    return move


@pytest.fixture
def client_of() -> Callable[[Account], Client]:
    """Makes a client of an account."""

    def sign_in(account: Account) -> Client:
        client = Client()
        client.force_login(account)
        return client

    return sign_in
