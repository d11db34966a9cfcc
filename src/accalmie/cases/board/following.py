"""The board follows every act: what was touched is read, computed and written again.

``follow_act`` is told of each act in the act's own transaction; ``refresh_due`` is for the night,
since a piece becomes urgent or missing by the mere passing of days; ``rebuild`` makes every row
anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from accalmie.cases.board.announcements import months_of_cases
from accalmie.cases.board.models import BoardRow, Standing
from accalmie.cases.board.rows import WRITTEN, holds_of, rows_of
from accalmie.cases.claims.examining import settle_claims, waiting_claims
from accalmie.cases.claims.models import Claim
from accalmie.cases.communications.models import Case, Publication
from accalmie.cases.days import belgian_day
from accalmie.cases.memberships.locks import hold_workers
from accalmie.cases.parties.models import Worker
from accalmie.cases.payments import following as payments
from accalmie.cases.payments.computing import compute_months
from accalmie.cases.payments.gathering import Gathered, gather, known_months
from accalmie.cases.payments.models import Hold
from accalmie.cases.touched import Communication, Touched, WorkerMonth
from accalmie.facts.days import Month

_BATCH = 400
_FOLLOWED_AT_ONCE = 500
"""How many workers a communication may name for its sender to wait until the board followed."""


@transaction.atomic
def follow_act(things: Iterable[Touched], at: datetime) -> None:
    """Follow an act; a communication that names very many workers is left to the night."""
    listed = list(things)
    cases = [thing.case_id for thing in listed if isinstance(thing, Communication)]
    large = set(
        Case.objects.filter(id__in=cases)
        .annotate(named=Count("latest__namings"))
        .filter(named__gt=_FOLLOWED_AT_ONCE)
        .values_list("id", flat=True)
    )
    later = {Communication(case_id) for case_id in large}
    follow([thing for thing in listed if thing not in later], at)


@transaction.atomic
def follow(things: Iterable[Touched], at: datetime) -> None:
    """Bring claims, computations, tasks and rows up to date with what an act touched."""
    keys = _keys(things)
    if not keys:
        return
    hold_workers(workers=(key.worker_id for key in keys))
    settle_claims(claims=waiting_claims(touched=keys), at=at)
    refresh(keys=_with_later_months(keys), at=at)


@transaction.atomic
def refresh(*, keys: Sequence[WorkerMonth], at: datetime) -> int:
    """Compute these worker-months and write their rows; returns how many rows stand."""
    written = 0
    on = belgian_day(at)
    hold_workers(workers=(key.worker_id for key in keys))
    for start in range(0, len(keys), _BATCH):
        months = gather(keys=keys[start : start + _BATCH])
        newest = compute_months(months=months, at=at)
        paid = payments.paid_cents(months=months)
        seen = payments.follow(months=months, newest=newest, paid=paid, at=at)
        rows, without = rows_of(months=months, newest=newest, paid=paid, seen=seen, on=on)
        _write(rows)
        _remove(without)
        _hold(months, holds_of(newest=newest, rows=rows))
        written += len(rows)
    return written


@transaction.atomic
def refresh_due(*, at: datetime) -> int:
    """Write the rows of earlier days again: what was expected may be missing today."""
    on = belgian_day(at)
    stale = (
        BoardRow.objects.filter(computed_on__lt=on)
        .exclude(standing=Standing.PAID)
        .order_by("month", "id")
    )
    keys = [WorkerMonth(*row) for row in stale.values_list("worker_id", "employer_id", "month")]
    return refresh(keys=keys, at=at)


@transaction.atomic
def follow_communications(*, since: datetime, at: datetime) -> int:
    """Take in the communications received or published since an instant; for the night.

    Large intakes do not wait for the board at the door. Returns how many cases were looked at.
    """
    changed = set(Case.objects.filter(received_at__gte=since).values_list("id", flat=True))
    changed |= set(
        Publication.objects.filter(published_at__gte=since).values_list(
            "decision__version__case_id", flat=True
        )
    )
    follow([Communication(case_id) for case_id in sorted(changed)], at)
    return len(changed)


@transaction.atomic
def rebuild(*, at: datetime) -> int:
    """Make the whole board anew from the state; returns how many rows stand."""
    BoardRow.objects.all().delete()
    keys = set(known_months(workers=_workers()))
    for claim in Claim.objects.order_by("id").iterator():
        keys.add(WorkerMonth(claim.worker_id, claim.employer_id, Month.of(claim.first_day)))
    keys |= set(months_of_cases(cases=Case.objects.order_by("id").values_list("id", flat=True)))
    return refresh(keys=_in_order(keys), at=at)


def _keys(things: Iterable[Touched]) -> list[WorkerMonth]:
    listed = list(things)
    keys = [thing for thing in listed if isinstance(thing, WorkerMonth)]
    cases = [thing.case_id for thing in listed if isinstance(thing, Communication)]
    return list(dict.fromkeys([*keys, *months_of_cases(cases=cases)]))


def _with_later_months(keys: Sequence[WorkerMonth]) -> list[WorkerMonth]:
    """A month also decides about the later ones of the same worker: first claim, last paid day."""
    since: dict[UUID, Month] = {}
    for key in keys:
        since[key.worker_id] = min(key.month, since.get(key.worker_id, key.month))
    later = {key for key in known_months(workers=since) if key.month > since[key.worker_id]}
    return _in_order({*keys, *later})


def _in_order(keys: Iterable[WorkerMonth]) -> list[WorkerMonth]:
    """Earlier months first: what is computed of them bears on the later ones."""
    return sorted(keys, key=lambda key: (key.month, key.worker_id, key.employer_id))


def _workers() -> list[UUID]:
    return list(Worker.objects.order_by("id").values_list("id", flat=True))


def _write(rows: Sequence[BoardRow]) -> None:
    BoardRow.objects.bulk_create(
        rows,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["worker", "employer", "month"],
        update_fields=WRITTEN,
    )


def _hold(months: Sequence[Gathered], holds: Sequence[Hold]) -> None:
    """Put up the holds that are needed and take down the others of these months."""
    wanted = {(hold.month_file_id, hold.employer_id): hold for hold in holds}
    touched = {(m.key.worker_id, m.payer_id, m.key.month, m.key.employer_id) for m in months}
    standing = Hold.objects.filter(
        month_file__worker_id__in={month.key.worker_id for month in months},
        month_file__month__in={month.key.month for month in months},
    ).select_related("month_file")
    gone = []
    for hold in standing:
        file = hold.month_file
        key = (file.worker_id, file.payment_organisation_id, file.month, hold.employer_id)
        needed = wanted.pop((file.id, hold.employer_id), None)
        if needed is not None and needed.piece != hold.piece:
            Hold.objects.filter(pk=hold.pk).update(piece=needed.piece)
        elif needed is None and key in touched:
            gone.append(hold.pk)
    Hold.objects.filter(pk__in=gone).delete()
    Hold.objects.bulk_create(wanted.values(), batch_size=_BATCH)


def _remove(keys: Sequence[WorkerMonth]) -> None:
    """A month of which nothing tells any more that there was unemployment."""
    for key in keys:
        BoardRow.objects.filter(
            worker_id=key.worker_id, employer_id=key.employer_id, month=key.month
        ).delete()
