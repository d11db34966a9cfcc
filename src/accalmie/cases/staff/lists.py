"""Lists of workers: kept as they were read, looked at, then taken into the register in one act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.cases.parties.models import Employer, Employment, Worker
from accalmie.cases.staff.models import Section, SectionMember, WorkerList
from accalmie.cases.staff.planning import Planned, Step, known_workers, plan
from accalmie.facts import codec
from accalmie.facts.languages import Language
from accalmie.facts.staff import ListedWorker

_BATCH = 500
_FIELDS = ("establishment", "joint_committee", "is_employee", "last_day")


@transaction.atomic
def keep_list(
    *,
    employer: Employer,
    rows: Sequence[ListedWorker],
    since: date,
    rest: Mapping[str, Any],
    by: Account,
    at: datetime,
) -> WorkerList:
    """Keep a list that was read until somebody says yes to it; raises ``NotAllowed``.

    It names persons, so an earlier one of the same account that was never taken goes. ``since`` is
    the first day of those whose row tells none; ``rest`` is what the pages show of what could not
    be read.
    """
    require(by=by, act=Act.KEEP_WORKERS, target=employer, on=belgian_day(at))
    WorkerList.objects.filter(employer=employer, by=by, taken_at__isnull=True).delete()
    told = {**rest, "rows": codec.to_json(tuple(rows)), "since": since.isoformat()}
    return WorkerList.objects.create(employer=employer, by=by, read_at=at, told=told)


def rows_of(*, kept: WorkerList) -> tuple[ListedWorker, ...]:
    """The usable rows of a list that waits."""
    return codec.from_json(tuple[ListedWorker, ...], kept.told.get("rows", []))


def plan_of(*, kept: WorkerList) -> tuple[Planned, ...]:
    """What a list that waits would change today."""
    if not kept.told:
        return ()
    since = date.fromisoformat(kept.told["since"])
    return plan(employer=kept.employer, rows=rows_of(kept=kept), since=since)


@transaction.atomic
def discard_list(*, kept: WorkerList, by: Account, at: datetime) -> None:
    """Throw a list away; one that was taken stays as a record of what was done."""
    require(by=by, act=Act.KEEP_WORKERS, target=kept, on=belgian_day(at))
    WorkerList.objects.filter(id=kept.id, taken_at__isnull=True).delete()


@transaction.atomic
def take_list(*, kept: WorkerList, by: Account, at: datetime) -> WorkerList:
    """Take the rows of a list that can be taken, all in one transaction, once.

    Whoever takes it again gets the same outcome: how many were added, changed, left as they were,
    and impossible. Raises ``NotAllowed``.
    """
    on = belgian_day(at)
    kept = WorkerList.objects.select_for_update(of=("self",)).get(id=kept.id)
    require(by=by, act=Act.KEEP_WORKERS, target=kept, on=on)
    if kept.taken_at is not None:
        return kept
    # Of two lists at once, the second sees what the first added.
    Employer.objects.select_for_update(of=("self",)).get(id=kept.employer_id)
    planned = plan_of(kept=kept)
    counts = Counter(one.step.value for one in planned)
    _name_workers(planned)
    added = [one.employment for one in planned if one.step is Step.ADD]
    Employment.objects.bulk_create(added, batch_size=_BATCH)
    changed = [one.employment for one in planned if one.step is Step.CHANGE]
    Employment.objects.bulk_update(changed, _FIELDS, batch_size=_BATCH)
    counts["sections"] = _move(planned, on)
    kept.taken_at, kept.told = at, {}
    kept.outcome = dict(counts)
    kept.save(update_fields=["taken_at", "told", "outcome"])
    told = event(
        act="take_worker_list",
        by=by,
        at=at,
        subject_kind="worker_list",
        subject=kept.id,
        data=kept.outcome,
    )
    record(events=[told])
    return kept


def _name_workers(planned: Sequence[Planned]) -> None:
    """Add the persons who are new, and fill in names where none is known."""
    rows = [one.row for one in planned if one.step is not Step.IMPOSSIBLE]
    known = known_workers(row.niss for row in rows)
    new = [
        Worker(
            niss=row.niss,
            name=row.name,
            first_name=row.first_name,
            language=row.language or Language.FR,
        )
        for row in rows
        if row.niss not in known
    ]
    Worker.objects.bulk_create(new, ignore_conflicts=True, batch_size=_BATCH)
    unnamed = []
    for row in rows:
        worker = known.get(row.niss)
        if worker is not None and not worker.name and row.name:
            worker.name, worker.first_name = row.name, row.first_name
            unnamed.append(worker)
    Worker.objects.bulk_update(unnamed, ("name", "first_name"), batch_size=_BATCH)
    known |= known_workers(row.niss for row in rows if row.niss not in known)
    for one in planned:
        if one.step is Step.ADD:
            one.employment.worker = known[one.row.niss]


def _move(planned: Sequence[Planned], on: date) -> int:
    """Put people into the sections that their rows name; return how many sections are new."""
    moving = [one for one in planned if one.section and one.employment is not None]
    if not moving:
        return 0
    places = {one.employment.establishment_id for one in moving}
    standing = Section.objects.filter(establishment_id__in=places)
    sections = {(s.establishment_id, s.name.casefold()): s for s in standing}
    new: dict[tuple[object, str], Section] = {}
    for one in moving:
        key = (one.employment.establishment_id, one.section.casefold())
        if key not in sections:
            new[key] = Section(establishment_id=key[0], name=one.section)
            sections[key] = new[key]
    Section.objects.bulk_create(new.values(), batch_size=_BATCH)
    _leave([one.employment for one in moving if one.step is Step.CHANGE], on)
    SectionMember.objects.bulk_create(
        [
            SectionMember(
                section=sections[(one.employment.establishment_id, one.section.casefold())],
                employment=one.employment,
                first_day=_from(one, on),
                last_day=one.employment.last_day,
            )
            for one in moving
            if one.employment.last_day is None or one.employment.last_day >= _from(one, on)
        ],
        batch_size=_BATCH,
    )
    return len(new)


def _from(one: Planned, on: date) -> date:
    """A new worker belongs to the section from his first day, others from today."""
    first = one.employment.first_day
    return first if one.step is Step.ADD else max(first, on)


def _leave(employments: Sequence[Employment], on: date) -> None:
    keys = [employment.id for employment in employments]
    for start in range(0, len(keys), _BATCH):
        open_ones = SectionMember.objects.filter(
            employment_id__in=keys[start : start + _BATCH], last_day__isnull=True
        )
        open_ones.filter(first_day__gte=on).delete()
        open_ones.update(last_day=on - timedelta(days=1))
