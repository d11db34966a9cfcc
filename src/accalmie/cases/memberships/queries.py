"""Who pays a worker in a month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from uuid import UUID

from accalmie.cases.memberships.models import Membership
from accalmie.cases.parties.models import Worker
from accalmie.facts.days import Month

_BATCH = 500


def payer_of(*, worker_id: UUID, month: Month) -> UUID | None:
    """The key of the payment organisation that pays the worker in a month; None without one."""
    return payers_of(pairs=[(worker_id, month)])[(worker_id, month)]


def payers_of(*, pairs: Iterable[tuple[UUID, Month]]) -> dict[tuple[UUID, Month], UUID | None]:
    """The same for many workers and months at once."""
    wanted = list(dict.fromkeys(pairs))
    keys = sorted({worker_id for worker_id, _ in wanted})
    registered: dict[UUID, UUID | None] = {}
    spans: dict[UUID, list[Membership]] = {}
    for start in range(0, len(keys), _BATCH):
        part = keys[start : start + _BATCH]
        registered |= dict(
            Worker.objects.filter(pk__in=part).values_list("id", "payment_organisation_id")
        )
        for row in Membership.objects.filter(worker_id__in=part).order_by("first_day"):
            spans.setdefault(row.worker_id, []).append(row)
    return {
        (worker_id, month): _payer(spans.get(worker_id), registered.get(worker_id), month)
        for worker_id, month in wanted
    }


def changes_of_payer(*, workers: Sequence[UUID]) -> dict[UUID, frozenset[Month]]:
    """The months with which a worker's membership of another payment organisation begins.

    Whoever never changed is not named; joining a first one is no change.
    """
    spans: dict[UUID, list[Membership]] = {}
    for start in range(0, len(workers), _BATCH):
        part = workers[start : start + _BATCH]
        for row in Membership.objects.filter(worker_id__in=part).order_by("first_day"):
            spans.setdefault(row.worker_id, []).append(row)
    return {
        worker_id: frozenset(
            Month.of(after.first_day)
            for before, after in pairwise(rows)
            if before.payment_organisation_id != after.payment_organisation_id
        )
        for worker_id, rows in spans.items()
    }


def _payer(spans: list[Membership] | None, registered: UUID | None, month: Month) -> UUID | None:
    if spans is None:
        return registered
    for span in spans:
        has_begun = span.first_day <= month.first_day
        if has_begun and (span.last_day is None or span.last_day >= month.first_day):
            return span.payment_organisation_id
    return None
