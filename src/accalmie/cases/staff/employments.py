"""Acts on the workers of an employer: who is employed, as what, where, from when until when.

The name of a person in the register is never replaced by what an employer types: it is filled in
where none is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.cases.parties.models import Employer, Employment, Establishment, Worker
from accalmie.cases.staff.establishments import leave, move
from accalmie.cases.staff.models import Section
from accalmie.facts.languages import Language


class AlreadyEmployed(ValueError):
    """The worker has an employment with this employer that covers one of these days."""

    def __init__(self, employment: Employment) -> None:
        self.employment = employment
        super().__init__("another employment covers one of these days")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What an employer says of a worker's employment; both days are included."""

    joint_committee: str
    is_employee: bool
    establishment: Establishment | None
    first_day: date
    last_day: date | None


@transaction.atomic
def add_employment(
    *,
    employer: Employer,
    niss: str,
    name: str,
    first_name: str,
    language: Language,
    post: Post,
    section: Section | None,
    by: Account,
    at: datetime,
) -> Employment:
    """Take a worker into the staff; raises ``NotAllowed``, ``AlreadyEmployed``."""
    require(by=by, act=Act.KEEP_WORKERS, target=employer, on=belgian_day(at))
    worker, is_new = Worker.objects.get_or_create(
        niss=niss, defaults={"name": name, "first_name": first_name, "language": language}
    )
    if not is_new and not worker.name and name:
        worker.name, worker.first_name = name, first_name
        worker.save(update_fields=["name", "first_name"])
    _check_free(employer, worker, post, None)
    made = Employment.objects.create(employer=employer, worker=worker, **_columns(post))
    if section is not None:
        move(made, section, post.first_day)
    _tell("add_employment", made, by, at, [])
    return made


@transaction.atomic
def change_employment(
    *, employment: Employment, post: Post, section: Section | None, by: Account, at: datetime
) -> Employment:
    """Change what is said of an employment; raises ``NotAllowed``, ``AlreadyEmployed``.

    A new section counts from the day of the change on.
    """
    on = belgian_day(at)
    require(by=by, act=Act.KEEP_WORKERS, target=employment.employer, on=on)
    _check_free(employment.employer, employment.worker, post, employment)
    told = _columns(post)
    changed = [field for field, value in told.items() if getattr(employment, field) != value]
    for field in changed:
        setattr(employment, field, told[field])
    if changed:
        employment.save(update_fields=changed)
    if move(employment, section, max(on, post.first_day)):
        changed.append("section")
    if post.last_day is not None:
        for member in employment.sections.filter(last_day__isnull=True):
            leave(member, on=post.last_day)
    if changed:
        _tell("change_employment", employment, by, at, changed)
    return employment


@transaction.atomic
def end_employment(
    *, employment: Employment, last_day: date, by: Account, at: datetime
) -> Employment:
    """Set the last day; raises ``NotAllowed``, and ``ValueError`` for a day before the first."""
    require(by=by, act=Act.KEEP_WORKERS, target=employment.employer, on=belgian_day(at))
    if last_day < employment.first_day:
        raise ValueError("an employment ends after it begins")
    if employment.last_day != last_day:
        employment.last_day = last_day
        employment.save(update_fields=["last_day"])
        for member in employment.sections.filter(last_day__isnull=True):
            leave(member, on=last_day)
        _tell("end_employment", employment, by, at, ["last_day"])
    return employment


def _check_free(employer: Employer, worker: Worker, post: Post, own: Employment | None) -> None:
    others = Employment.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=post.first_day), employer=employer, worker=worker
    )
    if post.last_day is not None:
        others = others.filter(first_day__lte=post.last_day)
    if own is not None:
        others = others.exclude(id=own.id)
    found = others.order_by("first_day", "id").first()
    if found is not None:
        raise AlreadyEmployed(found)


def _columns(post: Post) -> dict[str, object]:
    return {
        "joint_committee": post.joint_committee,
        "is_employee": post.is_employee,
        "establishment": post.establishment,
        "first_day": post.first_day,
        "last_day": post.last_day,
    }


def _tell(act: str, employment: Employment, by: Account, at: datetime, fields: list[str]) -> None:
    told = event(
        act=act,
        by=by,
        at=at,
        subject_kind="employment",
        subject=employment.id,
        data={"fields": fields},
    )
    record(events=[told])
