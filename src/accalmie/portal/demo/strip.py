"""The strip of the demonstration: its day, what happens on it, and the page to come back to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest

from accalmie.portal.demo.data import read
from accalmie.portal.demo.loading import PAYMENT_DAY
from accalmie.portal.languages import current_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The instant of the demonstration and the address of the page it stands on.

    ``today`` says in a few words what happens in the course of the day; empty where nothing does.
    ``payment_day`` is None once it has come.
    """

    now: datetime
    here: str
    today: str
    payment_day: date | None


def strip_for(*, request: HttpRequest) -> Strip | None:
    """The strip of a page; None outside a demonstration."""
    if not settings.DEMO:
        return None
    now = settings.CLOCK()
    words = read("month/days.yaml").get(now.date(), {})
    return Strip(
        now=now,
        here=request.get_full_path(),
        today=words.get(current_language().value, ""),
        payment_day=PAYMENT_DAY if now.date() < PAYMENT_DAY else None,
    )
