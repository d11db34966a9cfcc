"""A worker joins a payment organisation, or goes from one to another."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.roles import Actor
from accalmie.cases.cards.models import Card
from accalmie.cases.claims.models import Transfer
from accalmie.cases.claims.models.transfers import TransferStatus
from accalmie.cases.days import belgian_day
from accalmie.cases.declarations.models import Declaration, Request, Way
from accalmie.cases.declarations.routing import deliver, goes_by_itself
from accalmie.cases.journal.acts import event, record
from accalmie.cases.memberships.models import Membership
from accalmie.cases.memberships.queries import payer_of
from accalmie.cases.parties.models import PaymentOrganisation, Worker
from accalmie.cases.touched import WorkerMonth, tell
from accalmie.facts.days import Month
from accalmie.law.claims.transfers import (
    transfer_effect,
    transfer_is_free_of_debt,
    transfer_limits,
)

_ONE_DAY = timedelta(days=1)
_BEGINNING = date(1990, 1, 1)
_CENTS = Decimal(100)


class AlreadyThere(ValueError):
    """The worker is a member of that payment organisation, or of none that could be asked."""


class TooSoon(ValueError):
    """Silence is agreement only once the time to answer is over."""


@transaction.atomic
def join_payer(
    *, worker: Worker, payer: PaymentOrganisation, month: Month, by: Actor, at: datetime
) -> Worker:
    """A worker without payment organisation joins one; what waited for him follows.

    Raises ``NotAllowed`` and ``AlreadyThere`` for a member of another one.
    """
    probe = Transfer(worker=worker, from_payer=payer, to_payer=payer)
    require(by=by, act=Act.ASK_FOR_TRANSFER, target=probe, on=belgian_day(at))
    if worker.payment_organisation_id not in (None, payer.id):
        raise AlreadyThere("the worker is a member of another one: ask for a transfer")
    join(worker, payer, month, by, at)
    return worker


def join(worker: Worker, payer: PaymentOrganisation, month: Month, by: Actor, at: datetime) -> None:
    """Make a worker who has none a member; inside a transaction. Members stay as they are."""
    if payer_of(worker_id=worker.id, month=month) is not None:
        return
    worker.payment_organisation = payer
    worker.save(update_fields=["payment_organisation"])
    _follow(worker, payer.id, Month.of(_BEGINNING), by, at)
    record(events=[event(act="join_payer", by=by, at=at, subject_kind="worker", subject=worker.id)])


@transaction.atomic
def ask_for_transfer(
    *, worker: Worker, to_payer: PaymentOrganisation, by: Actor, at: datetime
) -> Transfer:
    """A worker asks to go to another payment organisation; asked twice is asked once.

    Raises ``NotAllowed`` and ``AlreadyThere``.
    """
    on = belgian_day(at)
    worker = Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    from_id = worker.payment_organisation_id
    if from_id is None or from_id == to_payer.id:
        raise AlreadyThere("there is no other payment organisation to be asked")
    limits = transfer_limits(requested_on=on, asked_on=on)
    transfer = Transfer(
        worker=worker,
        from_payer_id=from_id,
        to_payer=to_payer,
        asked_at=at,
        asked_on=on,
        asked_by=by if isinstance(by, Account) else None,
        answer_until=limits.answer_by,
    )
    require(by=by, act=Act.ASK_FOR_TRANSFER, target=transfer, on=on)
    is_mine = not isinstance(by, Account) or by.payment_organisation_id in (None, to_payer.id)
    if not is_mine:
        raise AlreadyThere("a payment organisation asks for itself")
    open_one = Transfer.objects.filter(worker=worker, status=TransferStatus.ASKED).first()
    if open_one is not None:
        return open_one
    transfer.save(force_insert=True)
    record(events=[_event("ask_for_transfer", transfer, by, at)])
    return transfer


@transaction.atomic
def answer_transfer(
    *,
    transfer: Transfer,
    is_agreed: bool,
    last_paid_month: Month | None,
    debt: Decimal,
    by: Account,
    at: datetime,
) -> Transfer:
    """The old payment organisation answers; a debt under the limit blocks nothing.

    ``debt`` is in euro. Raises ``NotAllowed``, and ``AlreadyThere`` when it was answered before.
    """
    transfer = _locked(transfer)
    on = belgian_day(at)
    require(by=by, act=Act.ANSWER_TRANSFER, target=transfer, on=on)
    if by.payment_organisation_id != transfer.from_payer_id:
        raise AlreadyThere("the old payment organisation answers")
    is_free = transfer_is_free_of_debt(debt=debt, on=on).met
    transfer.answered_at, transfer.answered_by = at, by
    transfer.last_paid_month = last_paid_month
    transfer.debt_cents = int(debt * _CENTS)
    if is_agreed and is_free:
        _agree(transfer, by, at)
    else:
        transfer.status = TransferStatus.DISPUTED
        transfer.save()
    record(events=[_event("answer_transfer", transfer, by, at, status=str(transfer.status))])
    return transfer


def effect_of(*, worker_id: UUID, asked_on: date, last_paid_month: Month | None) -> date:
    """First day with the new payment organisation, if the old one agrees.

    ``last_paid_month`` is the last one that the old one paid, as far as it is known.
    """
    current = Membership.objects.filter(worker_id=worker_id, last_day__isnull=True).first()
    effect, _ = transfer_effect(
        requested_on=asked_on,
        last_month_paid=last_paid_month,
        member_since=current.first_day if current else None,
    )
    return effect


@transaction.atomic
def agree_by_silence(
    *, transfer: Transfer, last_paid_month: Month | None, by: Actor, at: datetime
) -> Transfer:
    """No answer in time is agreement.

    ``last_paid_month`` is the last one that the old payment organisation is known to have paid.
    Raises ``NotAllowed`` and ``TooSoon``.
    """
    transfer = _locked(transfer)
    require(by=by, act=Act.ANSWER_TRANSFER, target=transfer, on=belgian_day(at))
    if belgian_day(at) <= transfer.answer_until:
        raise TooSoon(f"the old payment organisation may answer until {transfer.answer_until}")
    transfer.last_paid_month = last_paid_month
    _agree(transfer, by, at)
    record(events=[_event("agree_by_silence", transfer, by, at)])
    return transfer


def agree_by_ruling(
    *, transfer: Transfer, last_paid_month: Month | None, by: Actor, at: datetime
) -> None:
    """The director of the office lets an opposed change go through; inside his ruling.

    What the former payment organisation answered, and what it paid since: the later month counts.
    """
    known = (transfer.last_paid_month, last_paid_month)
    transfer.last_paid_month = max((month for month in known if month is not None), default=None)
    _agree(transfer, by, at)


def _agree(transfer: Transfer, by: Actor, at: datetime) -> None:
    effect = effect_of(
        worker_id=transfer.worker_id,
        asked_on=transfer.asked_on,
        last_paid_month=transfer.last_paid_month,
    )
    transfer.status, transfer.effect_on = TransferStatus.AGREED, effect
    transfer.save()
    _move_membership(transfer, effect)
    _follow(transfer.worker, transfer.to_payer_id, Month.of(effect), by, at)


def _move_membership(transfer: Transfer, effect: date) -> None:
    worker = transfer.worker
    current = Membership.objects.filter(worker=worker, last_day__isnull=True).first()
    if current is None:
        current = Membership(
            worker=worker, payment_organisation_id=transfer.from_payer_id, first_day=_BEGINNING
        )
    current.last_day = effect - _ONE_DAY
    current.save()
    Membership.objects.create(
        worker=worker, payment_organisation_id=transfer.to_payer_id, first_day=effect
    )
    worker.payment_organisation_id = transfer.to_payer_id
    worker.save(update_fields=["payment_organisation"])


def _follow(worker: Worker, payer_id, month: Month, by: Actor, at: datetime) -> None:
    """Cards, declarations and requests of the months from then on go to the new one."""
    Card.objects.filter(worker=worker, month__gte=month).update(payment_organisation_id=payer_id)
    Request.objects.filter(worker=worker, month__gte=month).update(payment_organisation_id=payer_id)
    Declaration.objects.filter(worker=worker, month__gte=month).update(
        payment_organisation_id=payer_id
    )
    moved = list(
        Declaration.objects.filter(worker=worker, month__gte=month)
        .select_related("latest")
        .order_by("first_received_at", "id")
    )
    versions = []
    for declaration in moved:
        if goes_by_itself(declaration=declaration):
            declaration.latest.declaration = declaration
            versions.append(declaration.latest)
    deliver(versions=versions, by=by, at=at, way=Way.SENT)
    months = {(d.employer_id, d.month) for d in moved} | set(
        Card.objects.filter(worker=worker, month__gte=month).values_list("employer_id", "month")
    )
    tell(
        touched=[WorkerMonth(worker.id, employer_id, one) for employer_id, one in sorted(months)],
        at=at,
    )


def _locked(transfer: Transfer) -> Transfer:
    transfer = (
        Transfer.objects.select_for_update(of=("self",))
        .select_related("worker")
        .get(pk=transfer.pk)
    )
    if transfer.status != TransferStatus.ASKED:
        raise AlreadyThere("the transfer was answered before")
    return transfer


def _event(act: str, transfer: Transfer, by: Actor, at: datetime, **data: str):
    return event(act=act, by=by, at=at, subject_kind="transfer", subject=transfer.id, data=data)
