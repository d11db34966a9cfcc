"""From a communication back to what one would have typed: for changes, remedies and duplicates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import translation

from accalmie.cases.parties.models import Employer, Worker
from accalmie.facts.communications import (
    BadWeather,
    Communication,
    FirstEffectiveDay,
    ForceMajeure,
    PlannedSuspension,
    SocialAction,
    TechnicalAccident,
)
from accalmie.facts.languages import Language
from accalmie.facts.parties import Address
from accalmie.law import words
from accalmie.portal.employer.lodging.boxes import lines_of, typed_day
from accalmie.portal.employer.lodging.forms import OTHER_PLACE
from accalmie.portal.employer.lodging.forms_days import weathers
from accalmie.portal.employer.lodging.forms_place import committees_of
from accalmie.portal.employer.lodging.people import SHOWN_AT_MOST, employed_at
from accalmie.portal.employer.lodging.sorts import Page, Sort

Typed = dict[str, Any]

SUGGESTED = "suggested"
"""Where a draft keeps, by page, what stands in the fields before anything was typed."""


def blank(*, sort: Sort, employer: Employer) -> dict[str, Typed]:
    """What needs no asking: the only seat, the only joint committee."""
    places = list(employer.establishments.filter(closed_on__isnull=True).order_by("id")[:2])
    committees = committees_of(employer)
    seat: Typed = {}
    if len(places) == 1:
        seat["establishment"] = str(places[0].id)
    if len(committees) == 1:
        seat["joint_committee"] = committees[0]
    return {SUGGESTED: {Page.SEAT.value: seat}}


def typed_from(
    communication: Communication, *, sort: Sort, employer: Employer, on: date
) -> dict[str, Typed]:
    """What one would have typed to write this communication."""
    typed = {
        Page.SEAT: _seat(communication, employer),
        Page.WORKERS: _workers(communication, sort, employer, on),
        Page.DATES: _dates(communication),
        Page.REASONS: _reasons(communication),
    }
    return {page.value: typed[page] for page in sort.pages}


def with_days(typed: Mapping[str, Typed], days: Mapping[str, date | None]) -> dict[str, Typed]:
    """The same with other days; None empties the boxes of a day."""
    dates = dict(typed[Page.DATES.value])
    for name, day in days.items():
        for part in ("day", "month", "year"):
            dates.pop(f"{name}-{part}", None)
        dates |= typed_day(name, day)
    return {**typed, Page.DATES.value: dates}


def _seat(communication: Communication, employer: Employer) -> Typed:
    details, agency, contact = communication.details, communication.agency, communication.contact
    typed: Typed = {
        **_place(communication.seat, employer),
        "joint_committee": getattr(details, "joint_committee", None) or "",
        "level": getattr(details, "level", None) or "",
        "agency": "user" if communication.is_from_user_of_agency_workers else "own",
        "own_reference": communication.own_reference or "",
    }
    if agency is not None:
        typed |= {"agency_name": agency.denomination, "agency_bce": agency.bce or ""}
    if contact is not None:
        name = f"{contact.first_name} {contact.name}".strip()
        typed |= {"contact": name, "phone": contact.phone or contact.mobile}
    return typed


def _place(seat: Address | None, employer: Employer) -> Typed:
    if seat is None:
        return {}
    for place in employer.establishments.order_by("id"):
        if place.address == seat:
            return {"establishment": str(place.id)}
    return {
        "establishment": OTHER_PLACE,
        "street": seat.street,
        "house_number": seat.house_number,
        "postal_code": seat.postal_code,
        "city": seat.city,
    }


def _workers(communication: Communication, sort: Sort, employer: Employer, on: date) -> Typed:
    if communication.section and not communication.workers:
        return {"who": "section", "section": communication.section}
    employed = employed_at(employer=employer, on=on, is_employee=sort.is_for_employees)
    shown: dict[str, Worker] = {}
    if len(employed) <= SHOWN_AT_MOST:
        shown = {worker.niss: worker for worker in employed}
    ticked, lines = [], []
    for named in communication.workers:
        own = f" {words.bare_day(named.last_day, with_year=True)}" if named.last_day else ""
        if named.niss in shown and not own:
            ticked.append(str(shown[named.niss].id))
        else:
            lines.append(f"{named.niss}{own}")
    return {"who": "names", "known": ticked, "listed": "\n".join(lines)}


def _dates(communication: Communication) -> Typed:
    details = communication.details
    typed: Typed = {
        **typed_day("notified_on", communication.notified_on),
        **typed_day("first_day", communication.first_day),
        **typed_day("last_day", communication.last_day),
    }
    if isinstance(details, TechnicalAccident):
        typed |= typed_day("accident_on", details.accident_on)
    if isinstance(details, PlannedSuspension):
        typed["regime"] = details.regime.value
        typed["working_days"] = ", ".join(str(days) for days in details.working_days or ())
        for closed in details.excluded[:1]:
            typed |= typed_day("closed_from", closed.first_day)
            typed |= typed_day("closed_to", closed.last_day)
        typed["more_closed"] = lines_of(details.excluded[1:])
    return typed


def _reasons(communication: Communication) -> Typed:
    typed: Typed = {"remark": communication.remark}
    match communication.details:
        case PlannedSuspension() as planned:
            typed["reason"] = planned.reason
            if planned.undertakes_not_to_subcontract:
                typed["undertakes"] = "on"
        case BadWeather() as bad:
            typed |= {"weather": _weather(bad.weather), "work_and_reason": bad.work_and_reason}
            typed |= _site(bad.site)
        case FirstEffectiveDay() as effective:
            typed |= _site(effective.site)
        case TechnicalAccident() as accident:
            typed["nature"] = accident.nature
        case ForceMajeure() as force_majeure:
            typed["cause"] = force_majeure.reason
        case SocialAction() as action:
            typed |= {
                "comment": action.comment or action.reason_code or "",
                "details": action.details,
                "asked": _yes_no(action.is_asked_by_worker),
                "belongs": _yes_no(action.belongs_to_striking_unit),
                "works": _yes_no(action.works_in_striking_unit),
            }
            typed |= _site(action.site)
        case None:
            pass
    return typed


def _weather(written: str) -> str:
    """The choice that these words stand for, in whichever language; none for other words."""
    for language in Language:
        with translation.override(language.value):
            for code, word in weathers().items():
                if word == written:
                    return code
    return ""


def _site(site: Address | None) -> Typed:
    if site is None:
        return {}
    return {
        "site_street": site.street,
        "site_number": site.house_number,
        "site_postal_code": site.postal_code,
        "site_city": site.city,
    }


def _yes_no(answer: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[answer]
