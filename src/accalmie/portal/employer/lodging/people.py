"""The workers of a communication: ticked from the register, or typed and pasted line by line.

A line holds a national number, with or without separators; a name beside it is ignored, a date
beside it is the worker's own day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from accalmie.cases.parties.models import Employer, Employment, Worker
from accalmie.cases.staff.models import Section
from accalmie.facts.ids import ValidationError, niss
from accalmie.portal.employer.lodging.boxes import parts_of
from accalmie.portal.facts_shown import NAMES_SHOWN, Named

SHOWN_AT_MOST = 60
"""With more people than this, a list to tick is longer than a list to paste."""

_NUMBER = re.compile(r"\d{2}[. ]?\d{2}[. ]?\d{2}[-. ]?\d{3}[-. ]?\d{2}(?!\d)")
_DAY = re.compile(r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{1,2}-\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One worker of a list, with his own day where the line tells one."""

    niss: str
    own_day: date | None = None


class Unreadable(ValueError):
    """Lines that hold no worker; ``complaints`` are sentences, the first ones only."""

    def __init__(self, complaints: list[str]) -> None:
        self.complaints = complaints
        super().__init__(f"{len(complaints)} lines")


_COMPLAINTS_AT_MOST = 5


def read_lines(text: str) -> tuple[Person, ...]:
    """The persons of a list, each once, the last line about him counts; raises ``Unreadable``."""
    found: dict[str, Person] = {}
    complaints: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            person = _read_line(line, number)
        except ValueError as error:
            complaints.append(str(error))
            continue
        found[person.niss] = person
    if complaints:
        raise Unreadable(complaints[:_COMPLAINTS_AT_MOST])
    return tuple(found.values())


def number_in(line: str) -> str | None:
    """The national number of a line; None where it holds none that passes its check."""
    written = _NUMBER.search(line)
    if written is None or not niss.is_valid(written[0]):
        return None
    return niss.compact(written[0])


def _read_line(line: str, number: int) -> Person:
    written = _NUMBER.search(line)
    if written is None:
        raise ValueError(
            _("Line %(number)s holds no national number. Write its 11 digits.") % {"number": number}
        )
    try:
        digits = niss.validate(written[0])
    except ValidationError as error:
        raise ValueError(
            _("Line %(number)s: the national number has a typing mistake, its check fails.")
            % {"number": number}
        ) from error
    rest = line[: written.start()] + " " + line[written.end() :]
    day = _DAY.search(rest)
    return Person(niss=digits, own_day=_day_of(day[0], number) if day else None)


def _day_of(written: str, number: int) -> date:
    day, month, year = parts_of(written) or ("0", "0", "0")
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise ValueError(
            _("Line %(number)s: %(day)s does not exist. Check day and month.")
            % {"number": number, "day": written}
        ) from error


def employed_at(*, employer: Employer, on: date, is_employee: bool | None) -> list[Worker]:
    """Who is employed on a day, by name; ``is_employee`` None: manual workers and employees.

    Of a staff too large to be ticked on one page, only one worker more than the page shows.
    """
    running = Employment.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=on), employer=employer, first_day__lte=on
    )
    if is_employee is not None:
        running = running.filter(is_employee=is_employee)
    return list(
        Worker.objects.filter(id__in=running.values("worker_id")).order_by(
            "name", "first_name", "id"
        )[: SHOWN_AT_MOST + 1]
    )


def sections_of(employer: Employer) -> tuple[str, ...]:
    """The names of the sections that an employer has now."""
    found = Section.objects.filter(establishment__employer=employer, last_day__isnull=True)
    return tuple(found.order_by("name").values_list("name", flat=True).distinct())


def names_of(numbers: Iterable[str]) -> dict[str, str]:
    """The names that the register knows, by national number."""
    known = Worker.objects.filter(niss__in=list(numbers)).exclude(name="")
    return {worker.niss: str(worker) for worker in known}


def named(numbers: Sequence[str], *, url: str) -> Named:
    """Names where they are known, the number as it is written where they are not.

    Of many the first ones; ``url`` leads to all.
    """
    first = numbers[:NAMES_SHOWN]
    names = names_of(first)
    return Named(
        first=tuple(names.get(number) or niss.format(number) for number in first),
        number=len(numbers),
        url=url,
    )
