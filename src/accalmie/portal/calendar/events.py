"""Deadlines as events of a calendar: what is due, until when, and the page; never a name.

A day here is a day in Brussels: every event lasts a whole day, so that no time zone moves it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import assert_never
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from icalendar import Calendar, Event

from accalmie.cases.days import BRUSSELS
from accalmie.cases.reminders.dues import Due
from accalmie.facts.pieces import PieceName
from accalmie.law import words
from accalmie.portal import titles
from accalmie.portal.languages import current_language

MOST_EVENTS = 500
"""More than that nobody reads in a calendar; the page holds them all."""

ASK_AGAIN_AFTER = timedelta(hours=6)


def calendar_of(
    *, dues: Sequence[Due], numbers: dict[UUID, str], today: date, request: HttpRequest
) -> bytes:
    """The feed. The same deadlines on the same day are the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Accalmie//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Temporary unemployment"))
    calendar.add("x-wr-timezone", str(BRUSSELS))
    calendar.add("refresh-interval", ASK_AGAIN_AFTER, parameters={"value": "DURATION"})
    made_at = datetime.combine(today, time(), BRUSSELS)
    for due in dues[:MOST_EVENTS]:
        calendar.add_component(_event(due, numbers.get(due.employer_id, ""), made_at, request))
    return calendar.to_ical()


def _event(due: Due, number: str, made_at: datetime, request: HttpRequest) -> Event:
    day = due.until or due.opens_on or made_at.date()
    address = request.build_absolute_uri(_path(due))
    event = Event()
    event.add("uid", f"{_uid(due)}@{request.get_host().partition(':')[0]}")
    event.add("dtstamp", made_at)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", _summary(due))
    event.add("description", "\n".join(filter(None, (*_lines(due, number), address))))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    return event


def _uid(due: Due) -> str:
    """Stays the same as long as it is the same deadline."""
    return sha256(f"{due.employer_id}/{due.key}".encode()).hexdigest()[:32]


def _summary(due: Due) -> str:
    told = {
        "kind": titles.kind_short_name(due.kind),
        "month": words.month_name(due.month, current_language()),
    }
    match due.piece.name:
        case PieceName.COMMUNICATION:
            return _("Communicate the unemployment: %(kind)s") % told
        case PieceName.FIRST_DAY:
            return _("Communicate the first effective day: %(kind)s") % told
        case PieceName.SCENARIO_2:
            return _("Declare the right (scenario 2): %(kind)s") % told
        case PieceName.SCENARIO_5:
            return _("Declare the hours of %(month)s (scenario 5)") % told
        case PieceName.CLAIM | PieceName.CARD | PieceName.C1:
            return _("The month %(month)s waits for you") % told
        case _unknown:
            assert_never(_unknown)


def _lines(due: Due, number: str) -> tuple[str, ...]:
    language = current_language()
    whom = ngettext("%(number)s worker", "%(number)s workers", due.workers) % {
        "number": words.number(due.workers, language)
    }
    until = (
        _("Last day: %(day)s.") % {"day": words.long_day(due.until, language)}
        if due.until
        else _("Possible from this day on; no last day is set.")
    )
    firm = _("enterprise %(number)s") % {"number": number} if number else ""
    return capfirst(whom), capfirst(firm), until


def _path(due: Due) -> str:
    """The form, filled in as far as possible; for several declarations the page that lists them."""
    match due.piece.name:
        case PieceName.COMMUNICATION | PieceName.FIRST_DAY:
            return f"{reverse('portal:lodging_new')}?row={due.row_id}"
        case PieceName.SCENARIO_2 | PieceName.SCENARIO_5 if due.workers > 1:
            return f"{reverse('portal:declarations')}?month={due.month}&scenario={due.piece.name}"
        case PieceName.SCENARIO_2:
            return reverse("portal:declare_right", args=[due.row_id])
        case PieceName.SCENARIO_5:
            return reverse("portal:declare_hours", args=[due.row_id])
        case PieceName.CLAIM | PieceName.CARD | PieceName.C1:
            return reverse("portal:month", args=[due.row_id])
        case _unknown:
            assert_never(_unknown)
