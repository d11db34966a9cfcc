"""A portal and an identity provider on one real server."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client

# Read before any test turns the demonstration on, so that the portal itself stays without provider.
import accalmie.config.urls  # noqa: F401
from accalmie.cases.parties.models import Worker
from accalmie.facts.ids import niss

NOW = datetime(2026, 11, 18, 9, 30, tzinfo=ZoneInfo("Europe/Brussels"))
CAMILLE = niss.with_check_digits("850114997")
PERSON_KEY = "a key of the tests"


class Browser:
    """A browser in front of the server: it keeps cookies and follows nothing by itself."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.client = Client(headers={"host": urlsplit(server).netloc})

    def ask(self) -> str:
        """Press the button of the sign-in page; the address at the provider."""
        answer = self.client.get("/en/sign-in/identity/?next=/en/help/")
        assert answer.status_code == 302, answer.content.decode()
        return str(answer.headers["Location"])

    def be(self, person: str, address: str) -> str:
        """Choose a person at the provider; the address to come back to."""
        fields = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        answer = self.client.post("/test-identity/authorize", {**fields, "person": person})
        assert answer.status_code == 302, answer.content.decode()
        return str(answer.headers["Location"])

    def come_back(self, address: str):
        """Follow the address to which the provider sent."""
        parts = urlsplit(address)
        return self.client.get(f"{parts.path}?{parts.query}")

    @property
    def account(self) -> str | None:
        """The key of who is signed in."""
        return self.client.session.get("_auth_user_id")


@pytest.fixture
def demonstration(settings, tmp_path) -> None:
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.portal.identity.urls"
    settings.CLOCK = _Clock()
    settings.JOURNAL_PERSON_KEY = PERSON_KEY
    settings.IDENTITY_LEVELS = ["test"]
    settings.CARD_AUTHORITIES = tmp_path / "test-cards"
    django_settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    cache.clear()


class _Clock:
    """A clock that tests may move."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def camille(transactional_db) -> Worker:
    return Worker.objects.create(niss=CAMILLE, first_name="Camille", name="Modèle")


@pytest.fixture
def browser_of(demonstration, live_server) -> Browser:
    return Browser(live_server.url)
