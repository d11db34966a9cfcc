"""What is due, as the beginning of a draft: its sort, workers, place and first day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from accalmie.cases.access.models import Account
from accalmie.cases.board.models import BoardRow
from accalmie.cases.board.queries import months_of_worker
from accalmie.cases.parties.models import Employer, Employment
from accalmie.facts.ids import niss
from accalmie.facts.pieces import PieceName
from accalmie.portal.employer.lodging.boxes import typed_day
from accalmie.portal.employer.lodging.people import SHOWN_AT_MOST, employed_at
from accalmie.portal.employer.lodging.refilling import SUGGESTED, blank
from accalmie.portal.employer.lodging.sorts import SORTS, Page, Sort

_WORKERS_AT_MOST = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A communication that is due for some workers of a firm; the board's first row names it."""

    key: UUID
    sort: Sort
    employer: Employer
    rows: tuple[BoardRow, ...]


def due_of(*, key: str, account: Account, on: date) -> Due | None:
    """What a row of the board asks to be communicated; None where it asks nothing of this sort."""
    try:
        row = months_of_worker(account=account, on=on).filter(id=UUID(key)).first()
    except ValueError:
        return None
    name = _missing(row) if row else None
    sort = _sort_of(row.kind, name) if row and name else None
    if row is None or name is None or sort is None:
        return None
    like = months_of_worker(account=account, on=on).filter(
        employer_id=row.employer_id, kind=row.kind, month=row.month, first_day=row.first_day
    )
    rows = tuple(one for one in like[:_WORKERS_AT_MOST] if _missing(one) is name)
    return Due(key=row.id, sort=sort, employer=row.employer, rows=rows)


def data_of(*, due: Due, on: date) -> dict[str, Any]:
    """What stands in the fields of the draft before anything is typed."""
    data = blank(sort=due.sort, employer=due.employer)
    numbers = [row.worker.niss for row in due.rows]
    suggested = data[SUGGESTED]
    suggested[Page.SEAT.value] |= _place(due, on)
    suggested[Page.WORKERS.value] = _workers(due, numbers, on)
    suggested[Page.DATES.value] = typed_day("first_day", due.rows[0].first_day)
    return data


def _missing(row: BoardRow) -> PieceName | None:
    """The communication that the month lacks, the announcement before the first day."""
    wanted = (PieceName.COMMUNICATION, PieceName.FIRST_DAY)
    blocking = [piece.name for piece in row.lights if piece.blocks_payment]
    return next((name for name in wanted if name in blocking), None)


def _sort_of(kind: str, name: PieceName) -> Sort | None:
    """The sort for a kind; the monthly first day only where that is what is missing."""
    offered = [sort for sort in SORTS.values() if sort.kind == kind]
    monthly = [sort for sort in offered if sort.is_first_day]
    others = [sort for sort in offered if not sort.is_first_day]
    first, second = (monthly, others) if name is PieceName.FIRST_DAY else (others, monthly)
    return next(iter([*first, *second]), None)


def _workers(due: Due, numbers: Sequence[str], on: date) -> dict[str, Any]:
    employed = employed_at(employer=due.employer, on=on, is_employee=due.sort.is_for_employees)
    shown = {one.niss: one for one in employed} if len(employed) <= SHOWN_AT_MOST else {}
    return {
        "who": "names",
        "known": [str(shown[number].id) for number in numbers if number in shown],
        "listed": "\n".join(niss.format(number) for number in numbers if number not in shown),
    }


def _place(due: Due, on: date) -> dict[str, str]:
    """The establishment and the committee, where all these workers share one."""
    running = Employment.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=on),
        employer=due.employer,
        worker__in=[row.worker_id for row in due.rows],
        first_day__lte=on,
    )
    told: dict[str, str] = {}
    places = {place for place in running.values_list("establishment_id", flat=True) if place}
    if len(places) == 1:
        told["establishment"] = str(places.pop())
    committees = {one for one in running.values_list("joint_committee", flat=True) if one}
    if len(committees) == 1:
        told["joint_committee"] = committees.pop()
    return told
