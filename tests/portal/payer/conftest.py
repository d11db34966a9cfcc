"""One worker's September with its pieces, two payment organisations, clients of their clerks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import translation

from accalmie.cases.access.models import Account
from tests.cases import months, situations

ACCOUNTS = 'A: {name: Caisse A, iban: BE82000999000168, bic: ""}\n'


@pytest.fixture(autouse=True)
def _static_folder() -> None:
    """The folder of static files, whose absence would be a warning."""
    django_settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    """Addresses in French, whatever the page before was read in."""
    with translation.override("fr"):
        yield


@pytest.fixture
def team(db, settings, tmp_path: Path) -> months.Team:
    """A worker, his employer, two clerks of his payment organisation, one of another."""
    settings.CLOCK = lambda: months.PAID_AT
    settings.PAYER_ACCOUNTS = tmp_path / "accounts.yaml"
    settings.PAYER_ACCOUNTS.write_text(ACCOUNTS, encoding="utf-8")
    return months.team(situations.people())


@pytest.fixture
def whole(team: months.Team) -> months.Team:
    """The same, once every piece of September is there."""
    months.whole_month(team)
    return team


@pytest.fixture
def of() -> Callable[[Account], Client]:
    """Makes the client of an account."""

    def client(account: Account) -> Client:
        made = Client()
        made.force_login(account)
        return made

    return client
