"""One draft, several communications: by first day, by establishment, by section, by period."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from accalmie.cases.parties.models import Employer, Employment
from accalmie.facts.communications import Communication, PlannedSuspension
from accalmie.facts.days import Period
from accalmie.facts.parties import Address, NamedWorker
from accalmie.portal.employer.lodging.forms_place import OWN_PLACE
from accalmie.portal.employer.lodging.people import Person
from accalmie.portal.employer.lodging.sorts import Sort

Given = Mapping[str, Any]
WorkersOf = Callable[[Sort, Sequence[Person]], tuple[NamedWorker, ...]]


def parts_of(
    communication: Communication,
    *,
    sort: Sort,
    given: Given,
    employer: Employer,
    workers_of: WorkersOf,
) -> tuple[Communication, ...]:
    """The communications that a draft makes, in a fixed order; one where nothing divides it."""
    if sort.is_planned:
        return tuple(_planned(communication, given))
    if not sort.is_first_day:
        return (communication,)
    persons: Sequence[Person] = given.get("persons", ())
    seats: Mapping[str, Address] = {}
    if given.get("establishment") == OWN_PLACE:
        seats = seats_of(employer=employer, persons=persons, on=communication.first_day)
    groups: dict[tuple[str, str], list[Person]] = {}
    days: dict[str, date | None] = {}
    for person in persons:
        day, seat = person.own_day or communication.first_day, seats.get(person.niss)
        days[str(day)] = day
        groups.setdefault((str(day), _key(seat)), []).append(person)
    by_key = {_key(seat): seat for seat in seats.values()}
    return tuple(
        dataclasses.replace(
            communication,
            first_day=days[day],
            seat=by_key.get(seat, communication.seat),
            workers=workers_of(sort, found),
        )
        for (day, seat), found in sorted(groups.items())
    ) or (communication,)


def seats_of(
    *, employer: Employer, persons: Sequence[Person], on: date | None
) -> Mapping[str, Address]:
    """Where each worker works as the register knows it; who is not there is left out."""
    rows = Employment.objects.filter(
        employer=employer,
        worker__niss__in=[person.niss for person in persons],
        establishment__isnull=False,
    )
    if on is not None:
        rows = rows.filter(Q(last_day__isnull=True) | Q(last_day__gte=on), first_day__lte=on)
    told = rows.select_related("worker", "establishment").order_by("first_day", "id")
    return {
        row.worker.niss: row.establishment.address
        for row in told
        if row.establishment.address is not None
    }


def _planned(communication: Communication, given: Given) -> Iterator[Communication]:
    for section in given.get("sections", ()) or (communication.section,):
        named = dataclasses.replace(communication, section=section)
        yield _with_own_closures(named)
        for period in given.get("more_periods", ()):
            yield _with_own_closures(
                dataclasses.replace(
                    named,
                    first_day=period.first_day,
                    last_day=period.last_day,
                    # A worker's own last day is one of the first period.
                    workers=tuple(
                        dataclasses.replace(worker, last_day=None) for worker in named.workers
                    ),
                )
            )


def _with_own_closures(communication: Communication) -> Communication:
    """With the closures that lie inside its period; the others belong to its sisters."""
    details, period = communication.details, communication.period
    if not isinstance(details, PlannedSuspension) or period is None:
        return communication
    inside = tuple(one for one in details.excluded if _touches(one, period))
    return dataclasses.replace(communication, details=dataclasses.replace(details, excluded=inside))


def _touches(closed: Period, period: Period) -> bool:
    return closed.common_with(period) is not None


def _key(seat: Address | None) -> str:
    return "" if seat is None else f"{seat.postal_code} {seat.street} {seat.house_number}"
