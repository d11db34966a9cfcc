"""Workers of the demonstration, on the morning of 18 November 2026."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accalmie.cases.access.models import Account
from accalmie.cases.parties.models import Employer, Worker

BRUSSELS = ZoneInfo("Europe/Brussels")
TODAY = date(2026, 11, 18)
PLANNED = date(2026, 11, 19)


class Someone:
    """A worker in front of the pages, in English, on a day that may be moved."""

    def __init__(self, name: str, settings) -> None:
        self.account = Account.objects.get(username=name)
        self.worker: Worker = self.account.worker
        self.employer: Employer = self.worker.employments.order_by("first_day").first().employer
        self.client = Client()
        self.client.force_login(self.account)
        self._settings = settings

    def at(self, *when: int) -> Someone:
        """Move the clock to an instant in Brussels."""
        moment = datetime(*when, tzinfo=BRUSSELS)
        self._settings.CLOCK = lambda: moment
        return self

    def url(self, route: str, *args: object) -> str:
        with override("en"):
            return reverse(f"portal:{route}", args=args)

    def get(self, route: str, *args: object):
        return self.client.get(self.url(route, *args))

    def post(self, route: str, *args: object, **fields: object):
        return self.client.post(self.url(route, *args), fields)

    def sheet(self, day: date):
        """Open the sheet of a day: the fields that it holds."""
        text = self.get("card_day", self.employer.id, day.year, day.month, day.day)
        return text.context

    def enter(self, day: date, mark: str, **fields: object):
        """Fill the sheet of a day in and save it."""
        shown = self.sheet(day)
        told = {
            "key": shown["key"],
            "replaces": shown["replaces"] or "",
            "sheet": "Report" if shown["shown"].is_sent else "Day",
            "mark": mark,
        } | fields
        return self.post("card_day", self.employer.id, day.year, day.month, day.day, **told)

    def card(self):
        """The card of November."""
        return self.worker.cards.get(employer=self.employer, month__exact="2026-11")


@pytest.fixture
def somebody(month: None, settings) -> Callable[[str], Someone]:
    return lambda name: Someone(name, settings)


@pytest.fixture
def femke(somebody) -> Someone:
    """Unemployed since 9 November, her first unemployment there; nothing claimed yet."""
    return somebody("femke")


@pytest.fixture
def camille(somebody) -> Someone:
    """September was paid; in November nothing was accepted."""
    return somebody("camille")


def new_key() -> str:
    return str(uuid4())
