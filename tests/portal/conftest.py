"""The month of the demonstration as the database of the tests of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.test import Client, override_settings

from accalmie.cases.access.models import Account
from accalmie.cases.communications.models import Case
from accalmie.portal.demo import loading
from tests.conftest import REPOSITORY

NOW = datetime(2026, 11, 18, 9, 30, tzinfo=ZoneInfo("Europe/Brussels"))


DEMONSTRATION = {
    "CLOCK": lambda: NOW,
    "PAYER_ACCOUNTS": REPOSITORY / "demo" / "payer_accounts.yaml",
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
}


@pytest.fixture(scope="module")
def _loaded_month(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """The month, loaded once for a module in a transaction that is rolled back at its end.

    Loading takes longer than most tests; each of them runs in a savepoint of this transaction.
    """
    with django_db_blocker.unblock():
        transaction_of_the_module = transaction.atomic()
        transaction_of_the_module.__enter__()
        with override_settings(**DEMONSTRATION):
            loading.load()
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        transaction_of_the_module.__exit__(None, None, None)


@pytest.fixture
def month(_loaded_month: None, db: None, settings) -> None:
    """The month of the demonstration, on the morning of 18 November 2026."""
    for name, value in DEMONSTRATION.items():
        setattr(settings, name, value)


@pytest.fixture
def signed_in(month: None):
    """Makes a client of whoever has this user name."""

    def sign_in(username: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(username=username))
        return client

    return sign_in


@pytest.fixture
def case_of(month: None):
    """Finds the case of an employer by its kind, subject and first day."""

    def find(employer: str, **told: object) -> Case:
        return Case.objects.select_related("latest").get(
            employer__name__startswith=employer, **told
        )

    return find
