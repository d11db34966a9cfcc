"""The month of the demonstration as the database of the tests of the pages."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as django_settings
from django.test import Client

from accalmie.cases.access.models import Account
from accalmie.cases.communications.models import Case
from accalmie.portal.demo import loading
from tests.conftest import REPOSITORY

NOW = datetime(2026, 11, 18, 9, 30, tzinfo=ZoneInfo("Europe/Brussels"))


@pytest.fixture
def month(db: None, settings) -> None:
    """The month of the demonstration, on the morning of 18 November 2026."""
    settings.CLOCK = lambda: NOW
    settings.PAYER_ACCOUNTS = REPOSITORY / "demo" / "payer_accounts.yaml"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    loading.load()


@pytest.fixture(autouse=True)
def _static_folder() -> None:
    """The folder of static files, whose absence would be a warning."""
    django_settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


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
