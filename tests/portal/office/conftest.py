"""A worker's September for the pages of the office, and claims that a person must decide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from accalmie.cases.access.models import Account
from accalmie.cases.claims.models import Claim
from accalmie.cases.claims.statuses import Status
from tests.cases import months, situations
from tests.cases.months import Team, at

NOW = at(date(2026, 9, 21))
PART_TIME = replace(months.OCCUPATION, q=Decimal("19.00"))


@pytest.fixture
def team(db: None, settings) -> Team:
    """A worker, his employer, two officers of one office and one of another."""
    settings.CLOCK = lambda: NOW
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return months.team(situations.people())


@pytest.fixture
def part_timer(team: Team) -> Claim:
    """A claim whose capacity the papers do not tell."""
    months.lodge_constat(team, months.constat(occupation=PART_TIME))
    claim = months.claim(team)
    assert claim.status == Status.TO_DECIDE
    return claim


@pytest.fixture
def browser_of() -> Callable[[Account], Client]:
    """Makes the client of an account."""

    def sign_in(account: Account) -> Client:
        client = Client()
        client.force_login(account)
        return client

    return sign_in
