"""Rows of parties that come into being because a message names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from accalmie.cases.parties.models import Employer, Office, Sender, Worker
from accalmie.facts.languages import Language
from accalmie.facts.parties import EmployerId
from accalmie.law import offices


def employer_named(*, numbers: EmployerId) -> Employer:
    """Return the employer with these numbers; add it if new.

    The strongest number given decides: enterprise number, then ONSS, then PPL. A communication is
    never turned away because its employer is not in the register.
    """
    strongest, number = _strongest(numbers)
    found = Employer.objects.filter(**{strongest: number}).first()
    if found is not None:
        return found
    others = {
        field: value
        for field, value in _given(numbers).items()
        if field != strongest and not Employer.objects.filter(**{field: value}).exists()
    }
    return Employer.objects.get_or_create(**{strongest: number}, defaults=others)[0]


def employers_named(*, numbers: Iterable[EmployerId]) -> dict[EmployerId, Employer]:
    """The same for many at once."""
    wanted = set(numbers)
    known = _known_by_number(wanted)
    taken = set(known)
    new: list[Employer] = []
    for one in sorted(wanted, key=_strongest):
        if _strongest(one) not in taken:
            # A number that is another employer's already stays with him.
            own = {f: n for f, n in _given(one).items() if (f, n) not in taken}
            taken |= set(own.items())
            new.append(Employer(**own))
    Employer.objects.bulk_create(new, ignore_conflicts=True, batch_size=_BATCH)
    known |= _known_by_number(wanted) if new else {}
    return {n: known.get(_strongest(n)) or employer_named(numbers=n) for n in wanted}


def workers_named(*, niss: Iterable[str]) -> dict[str, UUID]:
    """Return the key of the worker of each national number; add those that are new."""
    wanted = sorted(set(niss))
    known = _keys(wanted)
    new = [Worker(niss=number) for number in wanted if number not in known]
    if new:
        Worker.objects.bulk_create(new, ignore_conflicts=True, batch_size=_BATCH)
        known |= _keys([worker.niss for worker in new])
    return known


def office_competent_for(*, postal_code: str) -> Office | None:
    """Return the office competent for a seat of exploitation; None where no table knows it."""
    try:
        info = offices.office_for(postal_code)
    except LookupError:
        return None
    return _office(info)


def office_coded(*, code: str) -> Office | None:
    """Return the office of a code, added from the table if new; None where no table knows it."""
    info = next((one for one in offices.offices() if one.code == code), None)
    return Office.objects.filter(code=code).first() if info is None else _office(info)


def sender_numbered(*, number: str) -> Sender:
    """Return the sender of a number of six digits; add it if new."""
    return Sender.objects.get_or_create(number=number)[0]


_BATCH = 500
"""Rows in one statement: well below the number of parameters that SQLite takes."""

_NUMBERS = ("bce", "onss", "ppl")


def _office(info: offices.OfficeInfo) -> Office:
    names = {f"name_{language.value}": info.names[language] for language in Language}
    return Office.objects.get_or_create(code=info.code, defaults=names)[0]


def _given(numbers: EmployerId) -> dict[str, str]:
    pairs = {field: getattr(numbers, field) for field in _NUMBERS}
    return {field: number for field, number in pairs.items() if number is not None}


def _strongest(numbers: EmployerId) -> tuple[str, str]:
    for field, number in _given(numbers).items():
        return field, number
    raise ValueError("an employer is named by at least one number")


def _known_by_number(wanted: Iterable[EmployerId]) -> dict[tuple[str, str], Employer]:
    given = [_given(numbers) for numbers in wanted]
    return {
        (field, getattr(employer, field)): employer
        for field in _NUMBERS
        for employer in _in_parts(field, {g[field] for g in given if field in g})
    }


def _in_parts(field: str, numbers: set[str]) -> Iterator[Employer]:
    wanted = sorted(numbers)
    for start in range(0, len(wanted), _BATCH):
        yield from Employer.objects.filter(**{f"{field}__in": wanted[start : start + _BATCH]})


def _keys(numbers: list[str]) -> dict[str, UUID]:
    found: dict[str, UUID] = {}
    for start in range(0, len(numbers), _BATCH):
        part = numbers[start : start + _BATCH]
        found |= dict(Worker.objects.filter(niss__in=part).values_list("niss", "id"))
    return found
