"""Whom and which month a declaration is about, and what is known of it before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accalmie.cases.board.models import BoardRow, Standing
from accalmie.cases.declarations.models import Declaration, Request
from accalmie.cases.declarations.statuses import Scenario, Status
from accalmie.cases.parties.models import Employer, Employment, Worker
from accalmie.facts.days import Month
from accalmie.facts.declarations import Occupation
from accalmie.facts.payments import Wage


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One worker with one employer in one month; ``worker`` is None where nobody knows him.

    ``kind`` is empty where nothing tells why there is unemployment.
    """

    employer: Employer
    niss: str
    month: Month
    kind: str
    first_day: date | None
    worker: Worker | None
    employment: Employment | None
    row: BoardRow | None

    @property
    def name(self) -> str:
        """The worker's name; empty where only his number is known."""
        return str(self.worker) if self.worker else ""

    @property
    def is_paid(self) -> bool:
        """Tell whether the month was paid already."""
        return self.row is not None and self.row.standing == Standing.PAID


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What earlier declarations say of the occupation and the wage."""

    occupation: Occupation | None
    wage: Wage | None


def known_of(*, employer: Employer, niss: str, month: Month) -> Known:
    """What is known of a worker by his number."""
    worker = Worker.objects.filter(niss=niss).first()
    employment = row = None
    if worker is not None:
        row = BoardRow.objects.filter(worker=worker, employer=employer, month=month).first()
        employment = (
            Employment.objects.filter(
                worker=worker, employer=employer, first_day__lte=month.last_day
            )
            .order_by("-first_day", "-id")
            .first()
        )
    return Known(
        employer=employer,
        niss=niss,
        month=month,
        kind=row.kind if row else "",
        first_day=row.first_day if row else None,
        worker=worker,
        employment=employment,
        row=row,
    )


def known_by_row(*, row: BoardRow) -> Known:
    """What is known of a row of the board."""
    return known_of(employer=row.employer, niss=row.worker.niss, month=row.month)


def earlier_of(*, known: Known) -> Earlier:
    """The occupation and wage last declared for this worker, else what the register says."""
    if known.worker is None:
        return Earlier(occupation=None, wage=None)
    occupation, wage = None, None
    latest = (
        Declaration.objects.filter(worker=known.worker, employer=known.employer)
        .exclude(status=Status.CANCELLED)
        .select_related("latest__declaration")
        .order_by("-month", "-received_at", "-id")[:4]
    )
    for declaration in latest:
        fact = declaration.latest.fact
        occupation, wage = occupation or fact.occupation, wage or fact.wage
    return Earlier(occupation=occupation, wage=wage)


def standing_of(*, known: Known, occupation_first_day: str) -> Declaration | None:
    """The declaration of hours that already stands for this occupation and month."""
    if known.worker is None:
        return None
    return Declaration.objects.filter(
        scenario=Scenario.HOURS,
        worker=known.worker,
        employer=known.employer,
        month=known.month,
        occupation=occupation_first_day,
        status=Status.STANDING,
    ).first()


def is_asked(*, known: Known, scenario: Scenario, kind: str) -> bool | None:
    """Yes once the worker asked for it; before, nobody knows."""
    if known.worker is None:
        return None
    asked = Request.objects.filter(
        worker=known.worker,
        employer=known.employer,
        month=known.month,
        scenario=scenario,
        kind=kind,
    )
    return True if asked.exists() else None
