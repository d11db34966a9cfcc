"""Acts on the establishments of an employer and on their sections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.cases.parties.models import Employer, Employment, Establishment
from accalmie.cases.staff.models import Section, SectionMember
from accalmie.facts.parties import Address


class NumberTaken(ValueError):
    """Another establishment bears this unit number."""


class NameTaken(ValueError):
    """The establishment has a section of this name already."""


@transaction.atomic
def add_establishment(
    *,
    employer: Employer,
    number: str | None,
    name: str,
    address: Address,
    by: Account,
    at: datetime,
) -> Establishment:
    """Add a seat of exploitation; raises ``NotAllowed``, ``NumberTaken``."""
    require(by=by, act=Act.KEEP_ESTABLISHMENTS, target=employer, on=belgian_day(at))
    _check_number(number, None)
    made = Establishment.objects.create(
        employer=employer, number=number or None, name=name, **_columns(address)
    )
    _tell("add_establishment", "establishment", made.id, by, at)
    return made


@transaction.atomic
def change_establishment(
    *,
    establishment: Establishment,
    number: str | None,
    name: str,
    address: Address,
    by: Account,
    at: datetime,
) -> Establishment:
    """Change name, number or address; raises ``NotAllowed``, ``NumberTaken``.

    Communications that were sent keep the address that they were sent with.
    """
    require(by=by, act=Act.KEEP_ESTABLISHMENTS, target=establishment.employer, on=belgian_day(at))
    _check_number(number, establishment.id)
    told = {"number": number or None, "name": name, **_columns(address)}
    changed = [field for field, value in told.items() if getattr(establishment, field) != value]
    if changed:
        for field in changed:
            setattr(establishment, field, told[field])
        establishment.save(update_fields=changed)
        _tell(
            "change_establishment", "establishment", establishment.id, by, at, {"fields": changed}
        )
    return establishment


@transaction.atomic
def close_establishment(
    *, establishment: Establishment, last_day: date | None, by: Account, at: datetime
) -> Establishment:
    """Set the last day of an establishment; None opens it again. Its past stays."""
    require(by=by, act=Act.KEEP_ESTABLISHMENTS, target=establishment.employer, on=belgian_day(at))
    if establishment.closed_on != last_day:
        establishment.closed_on = last_day
        establishment.save(update_fields=["closed_on"])
        told = {"last_day": last_day.isoformat() if last_day else ""}
        _tell("close_establishment", "establishment", establishment.id, by, at, told)
    return establishment


@transaction.atomic
def add_section(*, establishment: Establishment, name: str, by: Account, at: datetime) -> Section:
    """Add a section; raises ``NotAllowed``, ``NameTaken``."""
    require(by=by, act=Act.KEEP_ESTABLISHMENTS, target=establishment.employer, on=belgian_day(at))
    if establishment.sections.filter(name__iexact=name).exists():
        raise NameTaken(name)
    made = Section.objects.create(establishment=establishment, name=name)
    _tell("add_section", "section", made.id, by, at)
    return made


@transaction.atomic
def rename_section(*, section: Section, name: str, by: Account, at: datetime) -> Section:
    """Rename a section; raises ``NotAllowed``, ``NameTaken``. What was sent keeps the old name."""
    employer = section.establishment.employer
    require(by=by, act=Act.KEEP_ESTABLISHMENTS, target=employer, on=belgian_day(at))
    others = section.establishment.sections.exclude(id=section.id)
    if others.filter(name__iexact=name).exists():
        raise NameTaken(name)
    if section.name != name:
        section.name = name
        section.save(update_fields=["name"])
        _tell("rename_section", "section", section.id, by, at)
    return section


@transaction.atomic
def end_section(*, section: Section, last_day: date | None, by: Account, at: datetime) -> Section:
    """Set the last day of a section, which nobody belongs to afterwards; None opens it again."""
    employer = section.establishment.employer
    require(by=by, act=Act.KEEP_ESTABLISHMENTS, target=employer, on=belgian_day(at))
    if section.last_day == last_day:
        return section
    section.last_day = last_day
    section.save(update_fields=["last_day"])
    if last_day is not None:
        for member in section.members.filter(last_day__isnull=True):
            leave(member, on=last_day)
    told = {"last_day": last_day.isoformat() if last_day else ""}
    _tell("end_section", "section", section.id, by, at, told)
    return section


@transaction.atomic
def put_into_section(
    *,
    section: Section | None,
    employments: Iterable[Employment],
    first_day: date,
    by: Account,
    at: datetime,
) -> int:
    """Put workers of one employer into a section, or into none; return how many changed.

    A worker leaves the section in which he was on the day before. Raises ``NotAllowed``.
    """
    chosen = list(employments)
    for employer in {one.employer for one in chosen}:
        require(by=by, act=Act.KEEP_WORKERS, target=employer, on=belgian_day(at))
    moved = [one for one in chosen if move(one, section, first_day)]
    if moved:
        told = {"workers": len(moved), "first_day": first_day.isoformat()}
        subject = section.id if section else None
        _tell("put_into_section", "section", subject, by, at, told)
    return len(moved)


def move(employment: Employment, section: Section | None, first_day: date) -> bool:
    """Change the section of one worker inside an act; False where nothing changes."""
    now = employment.sections.filter(last_day__isnull=True).first()
    if (now.section_id if now else None) == (section.id if section else None):
        return False
    if now is not None:
        leave(now, on=date.fromordinal(first_day.toordinal() - 1))
    if section is not None:
        SectionMember.objects.create(section=section, employment=employment, first_day=first_day)
    return True


def leave(member: SectionMember, *, on: date) -> None:
    """End a membership inside an act; one that would end before it began never was."""
    if on < member.first_day:
        member.delete()
        return
    member.last_day = on
    member.save(update_fields=["last_day"])


def _check_number(number: str | None, own: UUID | None) -> None:
    if number and Establishment.objects.filter(number=number).exclude(id=own).exists():
        raise NumberTaken(number)


def _columns(address: Address) -> dict[str, str]:
    return {name: value or "" for name, value in asdict(address).items()}


def _tell(
    act: str,
    kind: str,
    subject: UUID | None,
    by: Account,
    at: datetime,
    data: dict[str, Any] | None = None,
) -> None:
    record(events=[event(act=act, by=by, at=at, subject_kind=kind, subject=subject, data=data)])
