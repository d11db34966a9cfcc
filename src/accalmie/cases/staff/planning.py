"""What a list of workers would change in the register, row by row; nothing is changed here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accalmie.cases.parties.models import Employer, Employment, Establishment, Worker
from accalmie.cases.staff.models import SectionMember
from accalmie.facts.ids import establishment_unit
from accalmie.facts.staff import ListedWorker

_BATCH = 500


class Step(StrEnum):
    """What becomes of a row."""

    ADD = "add"
    CHANGE = "change"
    UNCHANGED = "unchanged"
    IMPOSSIBLE = "impossible"


class Obstacle(StrEnum):
    """Why a row cannot be taken, although all its cells can be read."""

    UNKNOWN_ESTABLISHMENT = "unknown_establishment"
    SECTION_WITHOUT_ESTABLISHMENT = "section_without_establishment"
    EMPLOYED_ALREADY = "employed_already"
    ENDS_BEFORE_IT_BEGAN = "ends_before_it_began"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A row and what becomes of it.

    ``employment`` is the one that stands, or the one that would be added. ``changed`` names the
    columns that change. ``section`` is a name and empty where the row moves nobody.
    ``has_other_name``: the register knows the number under another name, which stays.
    """

    row: ListedWorker
    step: Step
    employment: Employment | None = None
    changed: tuple[str, ...] = ()
    section: str = ""
    obstacle: Obstacle | None = None
    since: date | None = None
    has_other_name: bool = False


def plan(*, employer: Employer, rows: Sequence[ListedWorker], since: date) -> tuple[Planned, ...]:
    """What the rows would change; ``since`` is the first day of new workers that tell none."""
    register = _Register(employer, rows)
    return tuple(_planned(row, register, since) for row in rows)


class _Register:
    """What is known of an employer and of the numbers of a list, read in a few questions."""

    def __init__(self, employer: Employer, rows: Iterable[ListedWorker]) -> None:
        self.employer = employer
        self.places = list(employer.establishments.order_by("id"))
        self.by_number = {place.number: place for place in self.places if place.number}
        self.by_name = {place.name.casefold(): place for place in self.places if place.name}
        self.workers = known_workers(row.niss for row in rows)
        self.employments: dict[str, list[Employment]] = {}
        standing = Employment.objects.filter(employer=employer).select_related("worker")
        for employment in standing.order_by("first_day", "id"):
            self.employments.setdefault(employment.worker.niss, []).append(employment)
        members = SectionMember.objects.filter(
            employment__employer=employer, last_day__isnull=True
        ).select_related("section")
        self.sections = {member.employment_id: member.section for member in members}

    def place(self, told: str) -> Establishment | None:
        """The establishment of a unit number or a name."""
        number = establishment_unit.compact(told)
        return self.by_number.get(number) or self.by_name.get(told.casefold())


def known_workers(numbers: Iterable[str]) -> dict[str, Worker]:
    """The workers of the register by national number."""
    wanted = sorted(set(numbers))
    found: dict[str, Worker] = {}
    for start in range(0, len(wanted), _BATCH):
        part = Worker.objects.filter(niss__in=wanted[start : start + _BATCH])
        found |= {worker.niss: worker for worker in part}
    return found


def _planned(row: ListedWorker, register: _Register, since: date) -> Planned:
    known = register.workers.get(row.niss)
    told = {"row": row, "has_other_name": _is_other_name(row, known)}
    place = register.place(row.establishment) if row.establishment else None
    if row.establishment and place is None:
        return Planned(**told, step=Step.IMPOSSIBLE, obstacle=Obstacle.UNKNOWN_ESTABLISHMENT)
    standing, obstacle, rival = _standing(row, register, since)
    if obstacle is not None:
        begun = rival.first_day if rival else None
        return Planned(**told, step=Step.IMPOSSIBLE, obstacle=obstacle, since=begun)
    place = place or (standing.establishment if standing else None)
    if place is None and len(register.places) == 1:
        place = register.places[0]
    if row.section and place is None:
        obstacle = Obstacle.SECTION_WITHOUT_ESTABLISHMENT
        return Planned(**told, step=Step.IMPOSSIBLE, obstacle=obstacle)
    if standing is None:
        made = Employment(
            employer=register.employer,
            worker=known,
            establishment=place,
            first_day=row.since or since,
            last_day=row.until,
            joint_committee=row.joint_committee,
            is_employee=bool(row.is_employee),
        )
        return Planned(**told, step=Step.ADD, employment=made, section=row.section)
    return _change(told, row, standing, place, register)


def _change(
    told: dict[str, object],
    row: ListedWorker,
    standing: Employment,
    place: Establishment | None,
    register: _Register,
) -> Planned:
    """Only what the row tells can change; the employment is changed in memory alone."""
    wanted: dict[str, object] = {}
    if row.establishment:
        wanted["establishment_id"] = place.id if place else None
    if row.joint_committee:
        wanted["joint_committee"] = row.joint_committee
    if row.is_employee is not None:
        wanted["is_employee"] = row.is_employee
    if row.until is not None:
        wanted["last_day"] = row.until
    changed = [field for field, value in wanted.items() if getattr(standing, field) != value]
    for field in changed:
        setattr(standing, field, wanted[field])
    now = register.sections.get(standing.id)
    moves = bool(row.section) and (
        now is None
        or now.name.casefold() != row.section.casefold()
        or (place is not None and now.establishment_id != place.id)
    )
    if moves:
        changed.append("section")
        standing.establishment = standing.establishment or place
    return Planned(
        **told,
        step=Step.CHANGE if changed else Step.UNCHANGED,
        employment=standing,
        changed=tuple(changed),
        section=row.section if moves else "",
    )


def _standing(
    row: ListedWorker, register: _Register, since: date
) -> tuple[Employment | None, Obstacle | None, Employment | None]:
    """The employment that a row speaks of, or what speaks against a new one."""
    known = register.employments.get(row.niss, [])
    if row.since is None:
        running = [one for one in known if one.last_day is None or one.last_day >= since]
        found = running[-1] if running else None
    else:
        found = next((one for one in known if one.first_day == row.since), None)
    if found is not None:
        if row.until is not None and row.until < found.first_day:
            return None, Obstacle.ENDS_BEFORE_IT_BEGAN, found
        return found, None, None
    first = row.since or since
    if row.until is not None and row.until < first:
        return None, Obstacle.ENDS_BEFORE_IT_BEGAN, None
    for one in known:
        begins_before_end = row.until is None or one.first_day <= row.until
        if begins_before_end and (one.last_day is None or one.last_day >= first):
            return None, Obstacle.EMPLOYED_ALREADY, one
    return None, None, None


def _is_other_name(row: ListedWorker, known: Worker | None) -> bool:
    if known is None or not known.name or not row.name:
        return False
    return known.name.casefold() != row.name.casefold()
