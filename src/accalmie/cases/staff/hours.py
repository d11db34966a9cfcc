"""Lists of hours: kept as they were read, looked at line by line, then lodged in parts.

A part is one transaction in which each declaration is lodged by its own act and its line is marked:
whoever was interrupted goes on where the last part ended, and nothing is lodged twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.days import belgian_day
from accalmie.cases.declarations import acts as declarations
from accalmie.cases.journal.acts import event, record
from accalmie.cases.parties.models import Employer
from accalmie.cases.staff.models import HoursLine, HoursList, HoursState
from accalmie.facts.communications import Channel
from accalmie.facts.days import Month
from accalmie.facts.declarations import HoursDeclaration

_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What looking at a line found: whether it can be lodged, and whether a person will look."""

    line: HoursLine
    is_ready: bool
    is_doubtful: bool


@transaction.atomic
def keep_hours(
    *,
    employer: Employer,
    month: Month,
    lines: Sequence[Mapping[str, Any]],
    by: Account,
    at: datetime,
) -> HoursList:
    """Keep a list of hours, a line a worker; raises ``NotAllowed``.

    An earlier one of the same account of which nothing was lodged goes: it names persons.
    """
    require(by=by, act=Act.LODGE_DECLARATION, target=employer, on=belgian_day(at))
    HoursList.objects.filter(employer=employer, by=by, confirmed_at__isnull=True).delete()
    kept = HoursList.objects.create(employer=employer, by=by, month=month, read_at=at)
    HoursLine.objects.bulk_create(
        [
            HoursLine(list=kept, position=position, told=dict(told))
            for position, told in enumerate(lines)
        ],
        batch_size=_BATCH,
    )
    return kept


@transaction.atomic
def note_looked(*, looked: Iterable[Looked], by: Account, at: datetime) -> None:
    """Keep what looking at lines found, as long as they are not lodged; raises ``NotAllowed``."""
    for one in looked:
        require(by=by, act=Act.LODGE_DECLARATION, target=one.line.list, on=belgian_day(at))
        state = HoursState.READY if one.is_ready else HoursState.FAULTY
        standing = HoursLine.objects.filter(id=one.line.id).exclude(state=HoursState.LODGED)
        standing.update(state=state, is_doubtful=one.is_doubtful)


@transaction.atomic
def confirm_hours(*, kept: HoursList, by: Account, at: datetime) -> HoursList:
    """Say yes to the lines that are in order, once; raises ``NotAllowed``."""
    require(by=by, act=Act.LODGE_DECLARATION, target=kept, on=belgian_day(at))
    kept = HoursList.objects.select_for_update(of=("self",)).get(id=kept.id)
    if kept.confirmed_at is None:
        kept.confirmed_at = at
        kept.save(update_fields=["confirmed_at"])
        ready = kept.lines.filter(state=HoursState.READY).count()
        told = event(
            act="confirm_hours_list",
            by=by,
            at=at,
            subject_kind="hours_list",
            subject=kept.id,
            data={"lines": ready, "month": str(kept.month)},
        )
        record(events=[told])
    return kept


@transaction.atomic
def lodge_lines(
    *, facts: Mapping[UUID, HoursDeclaration], by: Account, at: datetime
) -> list[HoursLine]:
    """Lodge the declarations of lines, by their keys, and mark them; those lodged stay as they are.

    Raises ``NotAllowed``, and ``UnusableDeclaration`` when one of them cannot be; then none is.
    """
    # Of two presses at once, the second waits here and finds nothing left to do.
    lines = list(
        HoursLine.objects.select_for_update(of=("self",))
        .filter(id__in=list(facts), state=HoursState.READY)
        .order_by("position", "id")
    )
    lodgings = [
        declarations.Lodging(declaration=facts[line.id], channel=Channel.PORTAL) for line in lines
    ]
    versions = declarations.lodge_many(lodgings=lodgings, by=by, at=at) if lodgings else []
    for line, version in zip(lines, versions, strict=True):
        line.state, line.version, line.told = HoursState.LODGED, version, {}
    HoursLine.objects.bulk_update(lines, ("state", "version", "told"), batch_size=_BATCH)
    return lines


@transaction.atomic
def discard_hours(*, kept: HoursList, by: Account, at: datetime) -> None:
    """Throw away what is not lodged; what is lodged keeps its lines. Raises ``NotAllowed``."""
    require(by=by, act=Act.LODGE_DECLARATION, target=kept, on=belgian_day(at))
    kept.lines.exclude(state=HoursState.LODGED).delete()
    if not kept.lines.exists():
        kept.delete()
