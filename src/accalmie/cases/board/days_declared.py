"""Days of unemployment as employers declared them, counted by worker, quarter after quarter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from uuid import UUID

from django.db.models import QuerySet

from accalmie.cases.board.models import BoardRow
from accalmie.cases.declarations.models import Declaration
from accalmie.cases.declarations.statuses import Scenario, Status
from accalmie.facts import codec
from accalmie.facts.days import Month, Period
from accalmie.facts.declarations import HoursDeclaration
from accalmie.facts.pieces import PieceName, PieceState

_HUNDREDTH = Decimal("0.01")
MOST_DECLARATIONS = 3000
"""Beyond this a page does not count while somebody waits."""


class TooMany(ValueError):
    """There are more declarations than a page can count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """Days declared under a code: of the four quarters, and of the last of them, by worker.

    ``incomplete`` are those of the four quarters with fewer hours than a usual day of the contract.
    ``missing`` counts the worker-months before ``now`` whose hours are not declared yet;
    ``committees`` are the joint committees that the declarations name.
    """

    of_all: Mapping[UUID, int]
    of_quarter: Mapping[UUID, int]
    incomplete: Mapping[UUID, int]
    missing: int
    committees: frozenset[str]


def days_declared(
    *,
    declarations: QuerySet[Declaration],
    rows: QuerySet[BoardRow],
    code: str,
    kind: str,
    period: Period,
    quarter: Period,
    now: Month,
) -> Declared:
    """Count the days of a code in a period. Raises ``TooMany``.

    A day with a few hours counts as one, and is told apart.
    """
    first, last = Month.of(period.first_day), Month.of(period.last_day)
    standing = declarations.filter(
        scenario=Scenario.HOURS, status=Status.STANDING, month__gte=first, month__lte=last
    )
    if standing.count() > MOST_DECLARATIONS:
        raise TooMany
    of_all: Counter[UUID] = Counter()
    of_quarter: Counter[UUID] = Counter()
    incomplete: Counter[UUID] = Counter()
    committees: set[str] = set()
    for worker_id, facts in standing.order_by("id").values_list("worker_id", "latest__facts"):
        declared = codec.from_json(HoursDeclaration, facts)
        days = {one.day for one in declared.days if one.code == code and one.day in period}
        of_all[worker_id] += len(days)
        of_quarter[worker_id] += sum(day in quarter for day in days)
        incomplete[worker_id] += sum(_is_incomplete(declared, day, code) for day in days)
        if declared.occupation and declared.occupation.joint_committee:
            committees.add(declared.occupation.joint_committee)
    months = rows.filter(kind=kind, month__gte=first, month__lt=min(now, last.plus(1)))
    return Declared(
        of_all=+of_all,
        of_quarter=+of_quarter,
        incomplete=+incomplete,
        missing=sum(_lacks_hours(row) for row in months),
        committees=frozenset(committees),
    )


def _is_incomplete(declared: HoursDeclaration, day: date, code: str) -> bool:
    """Fewer hours than the mean of a day of the contract; without its hours nobody can tell."""
    occupation = declared.occupation
    if occupation is None or not occupation.days_per_week:
        return False
    hours = sum(
        (one.hours for one in declared.days if one.day == day and one.code == code), Decimal(0)
    )
    return hours < (occupation.q / occupation.days_per_week).quantize(_HUNDREDTH, ROUND_DOWN)


def _lacks_hours(row: BoardRow) -> bool:
    return any(
        piece.name is PieceName.SCENARIO_5
        and piece.state not in (PieceState.IN_ORDER, PieceState.NOT_NEEDED)
        for piece in row.lights
    )
