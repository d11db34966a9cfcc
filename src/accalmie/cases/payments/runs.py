"""Payment runs: looked at before, prepared by one person, signed by another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Q

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.roles import Actor
from accalmie.cases.claims.models import Claim, ClaimVersion
from accalmie.cases.claims.statuses import Status as ClaimStatus
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.cases.keys import new_key
from accalmie.cases.memberships.locks import hold_workers
from accalmie.cases.payments.following import standing_cents
from accalmie.cases.payments.models import Computation, Payment, PaymentRun
from accalmie.cases.payments.queries import awaited_right, held_back
from accalmie.cases.payments.statuses import (
    TRANSITIONS,
    NotPossibleNow,
    PaymentStatus,
    RunStatus,
    Step,
    check_step,
)
from accalmie.cases.touched import WorkerMonth, tell
from accalmie.facts import codec
from accalmie.facts.claim_forms import C1

_BATCH = 400
_CENTS = Decimal(100)
Member = tuple[UUID, UUID]
"""A worker and the payment organisation that pays him."""


class NothingToPay(ValueError):
    """None of the months gives anything beyond what was paid or proposed."""


class NoAccount(ValueError):
    """A worker named no account: he is paid by cheque, outside a run."""


class SamePerson(ValueError):
    """Who prepared a run does not sign it."""


class Held(ValueError):
    """A piece of a month is missing or open: it is not paid, unless provisionally."""


class Outdated(ValueError):
    """A month was computed again since the run was prepared; prepare it anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAccount:
    """Where the worker wants his money; ``iban`` is empty for a circular cheque."""

    iban: str
    bic: str
    holder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPay:
    """A month as a run would pay it: what it gives beyond what was already given."""

    computation: Computation
    due_cents: int
    account: BankAccount | None


def preview(*, computations: Sequence[Computation]) -> list[ToPay]:
    """What a run over these computations would pay; nothing is written."""
    given = standing_cents(files=(one.month_file_id for one in computations))
    accounts = accounts_of(members=(_member(one) for one in computations))
    return [
        ToPay(
            computation=one,
            due_cents=(one.net_cents or 0) - given.get((one.month_file_id, one.employer_id), 0),
            account=accounts.get(_member(one)),
        )
        for one in computations
    ]


@transaction.atomic
def prepare_run(
    *, computations: Sequence[Computation], execution_on: date, by: Account, at: datetime
) -> PaymentRun:
    """Propose the payments of a run; somebody else signs it.

    Months that give nothing more are left out. Of two runs prepared at once over one worker the
    second waits and sees what the first proposed. Raises ``NotAllowed`` for another payment
    organisation's month, ``NothingToPay``, ``NoAccount``, ``Held``, ``Outdated`` for a computation
    that was replaced or is not payable, and ``IntegrityError`` when another run took one meanwhile.
    """
    on = belgian_day(at)
    hold_workers(workers=(one.month_file.worker_id for one in computations))
    for one in computations:
        require(by=by, act=Act.PREPARE_RUN, target=one.month_file, on=on)
        is_newest = not one.replaced_by.exists()
        if not is_newest or not one.is_payable:
            raise Outdated("compute the month again")
    _check_not_held([one.pk for one in computations])
    lines = [line for line in preview(computations=computations) if line.due_cents > 0]
    if not lines:
        raise NothingToPay("there is nothing to pay in these months")
    if any(line.account is None or not line.account.iban for line in lines):
        raise NoAccount("a worker named no account")
    run = PaymentRun.objects.create(
        payment_organisation_id=by.payment_organisation_id,
        execution_on=execution_on,
        payment_count=len(lines),
        total_cents=sum(line.due_cents for line in lines),
        prepared_by=by,
        prepared_at=at,
    )
    Payment.objects.bulk_create([_payment(run, line, at) for line in lines], batch_size=_BATCH)
    record(events=[_event(Step.PREPARE, run, by, at)])
    return run


@transaction.atomic
def sign_run(*, run: PaymentRun, by: Account, at: datetime) -> PaymentRun:
    """Order the payments of a run that another person prepared; signed twice is signed once.

    Raises ``NotAllowed``, ``SamePerson``, ``Outdated``, ``Held`` and ``NotPossibleNow``.
    """
    run = _locked(run)
    require(by=by, act=Act.SIGN_RUN, target=run, on=belgian_day(at))
    if run.status == RunStatus.ORDERED and run.signed_by_id == by.id:
        return run
    if run.status != RunStatus.PREPARED:
        raise NotPossibleNow(Step.SIGN, str(run.status))
    if run.prepared_by_id == by.id:
        raise SamePerson("another person signs")
    if run.payments.filter(computation__replaced_by__isnull=False).exists():
        raise Outdated("a month was computed again: withdraw the run and prepare it anew")
    _check_not_held(run.payments.values_list("computation_id", flat=True))
    run.status, run.signed_by, run.signed_at = RunStatus.ORDERED, by, at
    run.save()
    _move(run, Step.SIGN, PaymentStatus.ORDERED, by, at)
    return run


@transaction.atomic
def withdraw_run(*, run: PaymentRun, by: Account, at: datetime) -> PaymentRun:
    """Take a run back that nobody signed. Raises ``NotAllowed`` and ``NotPossibleNow``."""
    run = _locked(run)
    require(by=by, act=Act.PREPARE_RUN, target=run, on=belgian_day(at))
    if run.status != RunStatus.PREPARED:
        raise NotPossibleNow(Step.WITHDRAW, str(run.status))
    run.status = RunStatus.WITHDRAWN
    run.save(update_fields=["status"])
    _move(run, Step.WITHDRAW, PaymentStatus.WITHDRAWN, by, at)
    return run


@transaction.atomic
def record_paid(*, run: PaymentRun, paid_on: date, by: Actor, at: datetime) -> int:
    """The bank carried the run out; payments it returned before stay returned.

    Told twice, it changes nothing. Returns how many payments were made. Raises ``NotAllowed`` and
    ``NotPossibleNow``.
    """
    run = _locked(run)
    require(by=by, act=Act.RECORD_PAYMENT, target=run, on=belgian_day(at))
    if run.status != RunStatus.ORDERED:
        raise NotPossibleNow(Step.RECORD_PAID, str(run.status))
    run.payments.filter(status=PaymentStatus.ORDERED).update(paid_on=paid_on)
    return _move(run, Step.RECORD_PAID, PaymentStatus.PAID, by, at)


@transaction.atomic
def record_return(*, payment: Payment, code: str, by: Actor, at: datetime) -> Payment:
    """The bank returned a payment with its reason code; the month can be paid again.

    Told twice, it changes nothing. Raises ``NotAllowed`` and ``NotPossibleNow``.
    """
    payment = Payment.objects.select_for_update(of=("self",)).get(pk=payment.pk)
    require(by=by, act=Act.RECORD_PAYMENT, target=payment, on=belgian_day(at))
    if payment.status == PaymentStatus.RETURNED:
        return payment
    check_step(step=Step.RECORD_RETURN, status=PaymentStatus(payment.status))
    payment.status, payment.return_code = PaymentStatus.RETURNED, code
    payment.changed_at = at
    payment.save(update_fields=["status", "return_code", "changed_at"])
    record(
        events=[
            event(
                act=Step.RECORD_RETURN,
                by=by,
                at=at,
                subject_kind="payment",
                subject=payment.id,
                data={"code": code},
            )
        ]
    )
    tell(touched=_still_to_pay(payment), at=at)
    return payment


def accounts_of(*, members: Iterable[Member]) -> dict[Member, BankAccount]:
    """The account that each worker named last, by worker and payment organisation.

    A C1 counts for the organisation that holds it, and for all where the worker handed it in
    himself; what another organisation typed in counts only where there is nothing else.
    """
    wanted = set(members)
    found: dict[Member, tuple[bool, BankAccount]] = {}
    workers = sorted({worker_id for worker_id, _ in wanted})
    payers: dict[UUID, list[UUID]] = {}
    for worker_id, payer_id in wanted:
        payers.setdefault(worker_id, []).append(payer_id)
    for start in range(0, len(workers), _BATCH):
        handed_in = Claim.objects.filter(worker_id__in=workers[start : start + _BATCH]).exclude(
            status__in=[ClaimStatus.DRAFT, ClaimStatus.WITHDRAWN]
        )
        rows = (
            ClaimVersion.objects.filter(claim__in=handed_in)
            .select_related("claim__worker", "by")
            .order_by("made_at", "id")
        )
        for row in rows:
            if not row.facts.get("c1"):
                continue
            account = _account(row)
            claim = row.claim
            is_own_word = row.by is not None and row.by.worker_id == claim.worker_id
            for payer_id in payers[claim.worker_id]:
                member = (claim.worker_id, payer_id)
                counts = is_own_word or claim.payment_organisation_id == payer_id
                if counts or not found.get(member, (False, None))[0]:
                    found[member] = (counts, account)
    return {member: account for member, (_, account) in found.items()}


def _account(version: ClaimVersion) -> BankAccount:
    c1 = codec.from_json(C1, version.facts["c1"])
    holder = c1.account_holder or str(version.claim.worker)
    return BankAccount(iban=c1.iban or "", bic=c1.bic, holder=holder)


def statement_of(*, computation: Computation) -> str:
    """The text beside a transfer: days, daily amount, gross, withholding (AR 162)."""
    result = computation.month_result
    if result is None:
        return ""
    month = computation.month_file.month
    parts = [
        f"{group.allowances}J X {_money(group.unit_amount)}"
        for group in result.groups
        if group.allowances and group.unit_amount is not None
    ]
    head = f"{month.month:02d}/{month.year % 100:02d} {' + '.join(parts)}: {_money(result.gross)}"
    return f"{head} FIS: {_money(result.withholding)}"


def _check_not_held(keys: Iterable[UUID]) -> None:
    wanted = list(keys)
    for start in range(0, len(wanted), _BATCH):
        part = Computation.objects.filter(pk__in=wanted[start : start + _BATCH])
        # What waits for the right alone is paid at the own risk; any other hold names no piece.
        is_held = Exists(held_back().filter(piece="")) | Q(
            Exists(held_back()), is_provisional=False
        )
        if part.filter(is_held).exists():
            raise Held("a piece of a month is missing or open")
        if part.filter(~Exists(awaited_right()), is_provisional=True).exists():
            raise Held("no claim of a month paid at the own risk waits for its answer")


def _payment(run: PaymentRun, line: ToPay, at: datetime) -> Payment:
    assert line.account is not None
    computation = line.computation
    return Payment(
        id=new_key(),
        run=run,
        month_file_id=computation.month_file_id,
        computation=computation,
        payment_organisation_id=run.payment_organisation_id,
        worker_id=computation.month_file.worker_id,
        amount_cents=line.due_cents,
        iban=line.account.iban,
        bic=line.account.bic,
        holder=line.account.holder[:140],
        statement=statement_of(computation=computation)[:140],
        changed_at=at,
    )


def _move(run: PaymentRun, step: Step, status: PaymentStatus, by: Actor, at: datetime) -> int:
    """Bring the payments of a run from where a step may start to where it leads."""
    allowed = [one.value for one in TRANSITIONS[step][0]]
    moved = list(run.payments.filter(status__in=allowed).select_related("computation"))
    count = run.payments.filter(status__in=allowed).update(status=status, changed_at=at)
    if count:
        record(events=[_event(step, run, by, at)])
        tell(touched=_months(moved), at=at)
    return count


def _months(payments: Sequence[Payment]) -> list[WorkerMonth]:
    return [
        WorkerMonth(payment.worker_id, payment.computation.employer_id, payment.month_file.month)
        for payment in Payment.objects.filter(pk__in=[p.pk for p in payments])
        .select_related("computation", "month_file")
        .order_by("id")
    ]


def _still_to_pay(payment: Payment) -> list[WorkerMonth]:
    """The months of a worker whose payment came back; they share the account."""
    newest = Computation.objects.filter(
        month_file__worker_id=payment.worker_id, replaced_by__isnull=True
    ).order_by("month_file__month", "id")
    others = newest.values_list("employer_id", "month_file__month")
    return [WorkerMonth(payment.worker_id, employer_id, month) for employer_id, month in others]


def _locked(run: PaymentRun) -> PaymentRun:
    return PaymentRun.objects.select_for_update(of=("self",)).get(pk=run.pk)


def _member(computation: Computation) -> Member:
    file = computation.month_file
    return file.worker_id, file.payment_organisation_id


def _money(amount: Decimal | None) -> str:
    return "-" if amount is None else f"{amount:.2f}".replace(".", ",")


def _event(step: Step, run: PaymentRun, by: Actor, at: datetime):
    return event(
        act=step,
        by=by,
        at=at,
        subject_kind="payment_run",
        subject=run.id,
        data={"payments": run.payment_count, "total_cents": run.total_cents},
    )
