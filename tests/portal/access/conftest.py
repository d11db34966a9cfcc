"""An employer's access manager with codes of his own, and an officer, without a whole month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.parties.models import Employer, Office
from tests.portal.conftest import NOW

PASSWORD = "Lac_calme#2"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"


class Clock:
    """A clock that tests may move."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(settings) -> Clock:
    settings.CLOCK = Clock()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return settings.CLOCK


@pytest.fixture
def firm(db: None, clock: Clock) -> Employer:
    return Employer.objects.create(
        name="Ateliers Exemple", bce="0123456749", street="Rue du Repos", postal_code="1000"
    )


@pytest.fixture
def office(db: None) -> Office:
    names = {f"name_{language}": "Brussels" for language in ("fr", "nl", "de", "en")}
    return Office.objects.create(code="brussels", **names)


@pytest.fixture
def owner(firm: Employer) -> Account:
    return Account.objects.create_account(
        username="ruisseau26",
        password=PASSWORD,
        role=Role.EMPLOYER,
        display_name="Mika Gabarit",
        employer=firm,
    )


@pytest.fixture
def officer(office: Office, clock: Clock) -> Account:
    return Account.objects.create_account(
        username="officer", password=None, role=Role.OFFICER, display_name="O", office=office
    )


@pytest.fixture
def enter(owner: Account) -> Callable[..., Client]:
    """Makes the browser of the access manager, signed in with his password."""

    def come(**other: str) -> Client:
        client = Client(headers={"user-agent": CHROME})
        told = {"username": owner.username, "password": PASSWORD, **other}
        client.post(reverse("portal:sign_in"), told)
        return client

    return come


def is_signed_in(client: Client) -> bool:
    """Whether the page of the sign-in opens."""
    return client.get(reverse("portal:my_sign_in")).status_code == 200
