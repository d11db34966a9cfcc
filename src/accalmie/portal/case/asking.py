"""In a strike or lock-out the employer declares on request: the worker or his payer asks here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accalmie.cases.board.models import BoardRow
from accalmie.cases.days import belgian_day
from accalmie.cases.declarations.models import Request
from accalmie.cases.declarations.statuses import Scenario
from accalmie.facts.claims import Track
from accalmie.law.kinds import kind_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What can still be asked for, and since when the employer was asked."""

    url: str
    open: tuple[Scenario, ...]
    asked_on: date | None


def asking_of(*, row: BoardRow) -> Asking | None:
    """The request of a month of strike; None for the other kinds, which need none."""
    if Track(kind_of(row.kind).claim_track) is not Track.STRIKE:
        return None
    asked = Request.objects.filter(
        worker_id=row.worker_id, employer_id=row.employer_id, month=row.month, kind=row.kind
    ).order_by("asked_at", "id")
    made = {Scenario(one.scenario): belgian_day(one.asked_at) for one in asked}
    return Asking(
        url=reverse("portal:ask_for_declarations", args=[row.id]),
        open=tuple(scenario for scenario in Scenario if scenario not in made),
        asked_on=max(made.values(), default=None),
    )
