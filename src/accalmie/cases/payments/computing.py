"""Computing months: every computation is kept, and says in what it differs from the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.roles import SYSTEM, Actor
from accalmie.cases.claims.examining import draft_basis
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.cases.keys import new_key
from accalmie.cases.payments.differences import differences
from accalmie.cases.payments.gathering import Gathered, gather
from accalmie.cases.payments.given import given_for
from accalmie.cases.payments.models import Computation, MonthFile
from accalmie.cases.tasks.models import Task, TaskKind
from accalmie.cases.touched import WorkerMonth
from accalmie.facts import codec
from accalmie.facts.contradictions import Disagreement
from accalmie.facts.days import Month
from accalmie.facts.declarations import DayOfUnemployment
from accalmie.facts.findings import Finding
from accalmie.facts.payments import MonthInput, MonthResult
from accalmie.law import VERSION
from accalmie.law.benefits.hours import CountedHours, hours_that_count
from accalmie.law.benefits.month import compute
from accalmie.law.benefits.right_of_month import (
    one_right_in_month,
    paid_by_one_organisation,
    scenario_2_as_decided,
    together,
    weekly_hours_as_decided,
)
from accalmie.law.benefits.units import unit_of
from accalmie.law.contradictions import decided, declared_on_inactive_day
from accalmie.law.entitlements import (
    month_input,
    month_usable,
)
from accalmie.law.unusable import UnusableInput

_BATCH = 400
_CENTS = Decimal(100)
ACCEPT = "accept"
"""The answer of a person who looked at a month and lets it be paid as computed."""


Newest = dict[tuple[UUID, UUID, Month, UUID], Computation]
"""Computations by worker, payment organisation, month and employer."""


class NothingToCompute(ValueError):
    """Card, hours or the wage are not there yet."""


@dataclass(frozen=True, slots=True)
class Made:
    """A month as it was computed, before it becomes a row."""

    input: MonthInput
    counted: CountedHours
    result: MonthResult | None
    findings: tuple[Finding, ...]


def compute_months(*, months: Sequence[Gathered], at: datetime) -> Newest:
    """Compute the months that have card, hours and a right; inside a transaction.

    A month whose pieces are those of its newest computation is left alone. Returns the newest
    computation of every month that has one.
    """
    ready = [
        month
        for month in months
        if month.payer_id is not None
        and month.card_fact is not None
        and month.hours_fact is not None
        and month.basis is not None
    ]
    newest = newest_computations(months=months)
    for row in _computed(ready, newest, at, is_provisional=False, by=SYSTEM):
        file = row.month_file
        key = (file.worker_id, file.payment_organisation_id, file.month, row.employer_id)
        newest[key] = row
    return newest


@transaction.atomic
def compute_provisionally(*, key: WorkerMonth, by: Account, at: datetime) -> Computation:
    """Compute a month before the right is decided, at the payment organisation's own risk.

    (AR 25.11.1991 art. 160 § 2.) Raises ``NotAllowed`` and ``NothingToCompute``.
    """
    (month,) = gather(keys=[key])
    if month.payer_id is None or month.card_fact is None or month.hours_fact is None:
        raise NothingToCompute("card and declaration of hours are needed")
    file = MonthFile(
        worker_id=key.worker_id,
        payment_organisation_id=month.payer_id,
        month=key.month,
        opened_at=at,
    )
    require(by=by, act=Act.COMPUTE_MONTH, target=file, on=belgian_day(at))
    if month.basis is None:
        month.basis = draft_basis(claims=month.claims)
    if month.basis is None:
        raise NothingToCompute("no scenario 2 tells the wage and the capacity")
    newest = newest_computations(months=[month])
    made = _computed([month], newest, at, is_provisional=month.entitlement is None, by=by)
    if made:
        return made[0]
    return newest[(key.worker_id, month.payer_id, key.month, key.employer_id)]


def newest_computations(*, months: Iterable[Gathered]) -> Newest:
    """The newest computation by worker, payment organisation, month and employer.

    What was computed and the trace are read only when they are asked for.
    """
    wanted = list(months)
    found: Newest = {}
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        rows = (
            Computation.objects.filter(
                month_file__worker_id__in={month.key.worker_id for month in part},
                month_file__month__in={month.key.month for month in part},
                replaced_by__isnull=True,
            )
            .select_related("month_file")
            .defer("input", "result", "days", "pieces")
            .order_by("number")
        )
        for row in rows:
            file = row.month_file
            key = (file.worker_id, file.payment_organisation_id, file.month, row.employer_id)
            found[key] = row
    return found


def made_of(*, month: Gathered, paid_on: date) -> Made:
    """Count and compute one gathered month; pure but for the facts already read."""
    assert month.hours_fact is not None
    assert month.basis is not None
    declared = _since_right(month)
    counted = hours_that_count(
        declared=declared,
        card=month.card_fact,
        holidays=month.hours_fact.holidays,
        unit=unit_of(month.basis.status),
    )
    days = tuple(one.day for one in month.contradictions if one.stops_payment)
    findings = list(counted.findings)
    if month.trust is not None:
        counted = decided(counted=counted, days=days, trust=month.trust)
        findings = []
    else:
        findings += [
            declared_on_inactive_day(found=one)
            for one in month.contradictions
            if one.about is Disagreement.INACTIVE_DAY and not one.marks
        ]
    findings += _one_basis(month)
    hours = counted.hours or {code: Decimal(0) for code in _codes(month)}
    wanted = replace(
        month_input(basis=month.basis, month=month.key.month, hours=hours),
        units_to_subtract=counted.units_to_subtract,
        paid_on=paid_on,
    )
    try:
        result = compute(input=wanted)
    except UnusableInput as error:
        findings.append(month_usable(error=error))
        return Made(wanted, counted, None, tuple(findings))
    return Made(wanted, counted, result, (*findings, *result.findings))


def _computed(
    months: Sequence[Gathered], newest: Newest, at: datetime, *, is_provisional: bool, by: Actor
) -> list[Computation]:
    files = _month_files(months, at)
    accepted = _accepted_rules(files.values())
    given = given_for(months=months)
    rows: list[Computation] = []
    for month in months:
        key = month.key
        file = files[(key.worker_id, month.payer_id, key.month)]
        before = newest.get((key.worker_id, month.payer_id, key.month, key.employer_id))
        paid_on = max(key.month.plus(1).first_day, belgian_day(at))
        made = made_of(month=month, paid_on=paid_on)
        if key in given.elsewhere:
            finding = paid_by_one_organisation(month=key.month)
            made = replace(made, findings=(*made.findings, finding))
        rules = accepted.get(month_key(file_id=file.id, employer_id=key.employer_id), ())
        row = _row(month, file, made, before, rules, at, is_provisional=is_provisional)
        if before is None or before.digest != row.digest or given.is_short(before, row):
            rows.append(row)
    Computation.objects.bulk_create(rows, batch_size=_BATCH)
    record(events=[_event(row, by, at) for row in rows])
    return rows


def month_key(*, file_id: UUID, employer_id: UUID) -> UUID:
    """The key under which tasks know one employer's part of a month file."""
    return uuid5(file_id, str(employer_id))


def rules_of(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The rules of findings, each once, in a fixed order."""
    return tuple(sorted({finding.rule for finding in findings}))


def _accepted_rules(files: Iterable[MonthFile]) -> dict[UUID, tuple[str, ...]]:
    """What a person looked at and accepted, by month and employer."""
    found: dict[UUID, tuple[str, ...]] = {}
    workers = sorted({file.worker_id for file in files})
    for start in range(0, len(workers), _BATCH):
        answered = Task.objects.filter(
            kind=TaskKind.MONTH_TO_EXAMINE,
            worker_id__in=workers[start : start + _BATCH],
            answer=ACCEPT,
        ).order_by("closed_at", "id")
        for task in answered:
            found[task.subject] = tuple(task.facts["rules"])
    return found


def _month_files(
    months: Sequence[Gathered], at: datetime
) -> dict[tuple[UUID, UUID | None, Any], MonthFile]:
    wanted = {(m.key.worker_id, m.payer_id, m.key.month) for m in months}
    found = _known_files(wanted)
    new = [
        MonthFile(worker_id=worker_id, payment_organisation_id=payer_id, month=month, opened_at=at)
        for worker_id, payer_id, month in sorted(wanted - set(found))
    ]
    if new:
        MonthFile.objects.bulk_create(new, batch_size=_BATCH)
        found |= {(f.worker_id, f.payment_organisation_id, f.month): f for f in new}
    return found


def _known_files(wanted: set) -> dict:
    workers = sorted({worker_id for worker_id, _, _ in wanted})
    found = {}
    for start in range(0, len(workers), _BATCH):
        for file in MonthFile.objects.filter(worker_id__in=workers[start : start + _BATCH]):
            key = (file.worker_id, file.payment_organisation_id, file.month)
            if key in wanted:
                found[key] = file
    return found


def _row(
    month: Gathered,
    file: MonthFile,
    made: Made,
    before: Computation | None,
    accepted: tuple[str, ...],
    at: datetime,
    *,
    is_provisional: bool,
) -> Computation:
    result = made.result
    has_amount = result is not None and result.net is not None
    is_payable = has_amount and rules_of(made.findings) in ((), accepted)
    told = codec.to_json(made.input)
    days = codec.to_json(made.counted.days)
    findings = codec.to_json(made.findings)
    return Computation(
        id=new_key(),
        month_file=file,
        employer_id=month.key.employer_id,
        number=before.number + 1 if before else 1,
        made_at=at,
        is_provisional=is_provisional,
        pieces=_pieces(month),
        input=told,
        result=None if result is None else codec.to_json(result),
        days=days,
        findings=findings,
        is_payable=is_payable,
        digest=_digest(told, days, findings, is_payable, is_provisional),
        law_version=VERSION,
        allowances=Decimal(0) if result is None else result.allowances,
        daily_cents=_cents(result.daily_amount if result else None),
        gross_cents=_cents(result.gross if result else None),
        withholding_cents=_cents(result.withholding if result else None),
        net_cents=_cents(result.net if result else None),
        replaces=before,
        difference=differences(before=before, result=result),
    )


def _pieces(month: Gathered) -> dict[str, Any]:
    return {
        "card": str(month.card.id) if month.card else None,
        "declarations": [one.latest.ticket for one in month.hours],
        "entitlement": str(month.entitlement.id) if month.entitlement else None,
        "trust": month.trust.value if month.trust else None,
    }


def _digest(told: dict, days: list, findings: list, *flags: bool) -> str:
    # The day of payment moves with the day of computation; alone it makes no new computation.
    kept = {name: value for name, value in told.items() if name != "paid_on"}
    written = json.dumps([kept, days, findings, flags, VERSION], sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def _since_right(month: Gathered) -> tuple[DayOfUnemployment, ...]:
    """The days from which the right runs; earlier ones are not paid (AR 25.11.1991 art. 147)."""
    assert month.hours_fact is not None
    start = month.entitlement.first_day if month.entitlement else month.key.month.first_day
    return tuple(day for day in month.hours_fact.days if day.day >= start)


def _codes(month: Gathered) -> set[str]:
    assert month.hours_fact is not None
    return {day.code for day in month.hours_fact.days}


def _one_basis(month: Gathered) -> list[Finding]:
    """What one computation would pass over: other hours, another right, another scenario 2."""
    assert month.hours_fact is not None
    assert month.basis is not None
    found = [
        weekly_hours_as_decided(declared=occupation, basis=month.basis)
        for occupation in together(occupations=month.occupations)
    ]
    last = max((day.day for day in month.hours_fact.days), default=None)
    if month.next_right is not None and last is not None and last >= month.next_right:
        found.append(one_right_in_month(month=month.key.month, changes_on=month.next_right))
    if month.is_constat_changed and month.entitlement is not None:
        found.append(scenario_2_as_decided(decided_on=month.entitlement.decided_on))
    return [finding for finding in found if not finding.met]


def _cents(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount * _CENTS)


def _event(row: Computation, by: Actor, at: datetime):
    return event(
        act="compute_month",
        by=by,
        at=at,
        subject_kind="computation",
        subject=row.id,
        data={"number": row.number, "month": str(row.month_file.month)},
    )
