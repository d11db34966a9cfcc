"""The calendar for everybody: legal holidays, days to file by, windows of the first day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accalmie.facts.claims import Track
from accalmie.facts.communications import Subject
from accalmie.facts.days import Month
from accalmie.law import words
from accalmie.law.calendar import is_public_holiday, public_holidays
from accalmie.law.cards.sending import sendable_from
from accalmie.law.catalogue import catalogue
from accalmie.law.claims.deadlines import claim_deadline
from accalmie.law.first_day import FirstDayWindow, window_of
from accalmie.law.kinds import REGISTRY
from accalmie.law.kinds.kind import Kind
from accalmie.portal.languages import current_language
from accalmie.portal.law import lists

YEARS_BACK, YEARS_AHEAD = 2, 1
"""The years that the page offers round the present one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """What can be done from when, and what must be there by when, for one month."""

    name: str
    card_from: date
    hours_from: date
    claim_until: date
    strike_claim_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """A first effective day, and its window under each kind."""

    day: date
    windows: tuple[tuple[str, FirstDayWindow], ...]


@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """The calendar of a year, and the windows of one of its months."""
    today = settings.CLOCK().date()
    language = current_language()
    month = _month_asked(request.GET.get("month", ""), Month.of(today))
    months = [Month(month.year, number) for number in range(1, 13)]
    known = catalogue().values
    shown = {
        "today": today,
        "year": month.year,
        "years": range(today.year - YEARS_BACK, today.year + YEARS_AHEAD + 1),
        "holidays": [
            (day, names[language], day.weekday() > 4)
            for day, names in public_holidays(month.year).items()
        ],
        "months": [_row(one) for one in months],
        "month_name": words.month_name(month, language),
        "choices": [(str(one), words.month_name(one, language), one == month) for one in months],
        "kinds": [kind.short_names[language] for kind in _kinds()],
        "days": tuple(_days(month)),
        "pays": [
            lists.listed(known[key], today=today)
            for key in (
                "payment_limits/payment_months",
                "payment_limits/working_days_after_decision",
            )
        ],
        "title": _("Calendar %(year)s") % {"year": month.year},
    }
    return render(request, "portal/public/calendar.html", shown)


def _month_asked(asked: str, present: Month) -> Month:
    """The month of the address; the present one where it names none of the years offered."""
    try:
        month = Month.parse(asked)
    except ValueError:
        return present
    is_offered = present.year - YEARS_BACK <= month.year <= present.year + YEARS_AHEAD
    return month if is_offered else present


def _row(month: Month) -> MonthRow:
    return MonthRow(
        name=words.month_name(month, current_language()),
        card_from=sendable_from(month=month, replacement_days=None)[0],
        hours_from=month.plus(1).first_day,
        claim_until=claim_deadline(first_day=month.first_day, track=Track.ORDINARY)[0],
        strike_claim_until=claim_deadline(first_day=month.first_day, track=Track.STRIKE)[0],
    )


def _days(month: Month) -> Iterator[DayRow]:
    """The days on which one may work, each with its windows."""
    day = month.first_day
    while day <= month.last_day:
        if day.weekday() < 5 and not is_public_holiday(day):
            yield DayRow(day=day, windows=tuple(_windows(day)))
        day += timedelta(days=1)


def _windows(day: date) -> Iterator[tuple[str, FirstDayWindow]]:
    for kind in _kinds():
        window = window_of(kind=kind, first_day=day, closed_days=None)
        yield kind.short_names[current_language()], window


def _kinds() -> list[Kind]:
    """Those that have a communication of the first effective day."""
    return [
        kind for kind in REGISTRY.values() if Subject.FIRST_EFFECTIVE_DAY in kind.communications
    ]
