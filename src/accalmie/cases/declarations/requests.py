"""The worker asks, the payment organisation fetches, a person keeps one of two."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.roles import Actor
from accalmie.cases.days import belgian_day
from accalmie.cases.declarations.lodging import month_of
from accalmie.cases.declarations.models import (
    Declaration,
    DeclarationVersion,
    Delivery,
    Request,
    Way,
)
from accalmie.cases.declarations.routing import deliver, goes_by_itself, route_to_persons
from accalmie.cases.declarations.statuses import Scenario, Status, Step, check_step
from accalmie.cases.journal.acts import event, record
from accalmie.cases.memberships.locks import hold_workers
from accalmie.cases.memberships.queries import payer_of
from accalmie.cases.parties.models import Employer, Worker
from accalmie.cases.tasks.acts import settle_tasks
from accalmie.cases.tasks.models import TaskKind
from accalmie.cases.touched import WorkerMonth, tell
from accalmie.facts.days import Month


class NotTheirs(ValueError):
    """There is no payment organisation to whom the declaration could be given."""


@transaction.atomic
def ask_for_declaration(
    *,
    worker: Worker,
    employer: Employer,
    month: Month,
    scenario: Scenario,
    kind: str,
    by: Actor,
    at: datetime,
) -> Request:
    """A worker asks his employer for a declaration; asked twice is asked once.

    Declarations of a strike that waited for it stand from now on. Raises ``NotAllowed``.
    """
    request = Request(
        worker=worker,
        employer=employer,
        month=month,
        scenario=scenario,
        kind=kind,
        payment_organisation_id=payer_of(worker_id=worker.id, month=month),
        asked_at=at,
        asked_by=by if isinstance(by, Account) else None,
    )
    require(by=by, act=Act.ASK_FOR_DECLARATION, target=request, on=belgian_day(at))
    hold_workers(workers=[worker.id])
    asked = Request.objects.filter(
        worker=worker, employer=employer, month=month, scenario=scenario, kind=kind
    ).first()
    if asked is not None:
        return asked
    released = _release(request, by, at)
    request.answered_by = released
    request.save(force_insert=True)
    record(
        events=[
            event(
                act=Step.ASK,
                by=by,
                at=at,
                subject_kind="request",
                subject=request.id,
                data={"scenario": str(scenario), "month": str(month), "kind": kind},
            )
        ]
    )
    tell(touched=[WorkerMonth(worker.id, employer.id, month)], at=at)
    return request


@transaction.atomic
def fetch_declaration(*, declaration: Declaration, by: Account, at: datetime) -> Delivery:
    """A payment organisation fetches the latest version; fetched twice is fetched once.

    Raises ``NotAllowed``, ``NotPossibleNow`` and ``NotTheirs``.
    """
    declaration = _locked(declaration.pk)
    require(by=by, act=Act.FETCH_DECLARATION, target=declaration, on=belgian_day(at))
    check_step(step=Step.FETCH, status=Status(declaration.status))
    version = declaration.latest
    new = deliver(versions=[version], by=by, at=at, way=Way.FETCHED)
    if new:
        record(events=[_event(Step.FETCH, declaration, version, by, at)])
        tell(touched=[month_of(declaration=declaration)], at=at)
        return new[0]
    found = Delivery.objects.filter(
        version=version, payment_organisation_id=declaration.payment_organisation_id
    ).first()
    if found is None:
        raise NotTheirs("the worker has no payment organisation in that month")
    return found


@transaction.atomic
def keep_declaration(*, declaration: Declaration, by: Account, at: datetime) -> Declaration:
    """Of two declarations for one occupation and month, keep this one and set the other aside.

    Raises ``NotAllowed`` and ``NotPossibleNow``.
    """
    declaration = _locked(declaration.pk)
    require(by=by, act=Act.KEEP_DECLARATION, target=declaration, on=belgian_day(at))
    check_step(step=Step.KEEP, status=Status(declaration.status))
    rivals = list(
        Declaration.objects.select_for_update(of=("self",)).filter(
            scenario=declaration.scenario,
            worker_id=declaration.worker_id,
            employer_id=declaration.employer_id,
            month=declaration.month,
            occupation=declaration.occupation,
            status=Status.STANDING,
        )
    )
    for rival in rivals:
        rival.status = Status.SET_ASIDE
        rival.save(update_fields=["status"])
    declaration.status = Status.STANDING
    declaration.save(update_fields=["status"])
    if goes_by_itself(declaration=declaration):
        deliver(versions=[declaration.latest], by=by, at=at, way=Way.SENT)
    settle_tasks(
        kind=TaskKind.DUPLICATE_DECLARATION,
        subjects=[declaration.id],
        by=by,
        at=at,
        answer="kept",
    )
    record(events=[_event(Step.KEEP, declaration, declaration.latest, by, at)])
    tell(touched=[month_of(declaration=declaration)], at=at)
    return declaration


def _release(request: Request, by: Actor, at: datetime) -> DeclarationVersion | None:
    """Declarations that were held for this request; the first stands, others are looked at."""
    held = list(
        Declaration.objects.select_for_update(of=("self",))
        .filter(
            worker_id=request.worker_id,
            employer_id=request.employer_id,
            month=request.month,
            scenario=request.scenario,
            kind=request.kind,
            status=Status.HELD,
        )
        .order_by("first_received_at", "id")
    )
    for position, declaration in enumerate(held):
        is_first = position == 0 and not _has_rival(declaration)
        is_constat = declaration.scenario == Scenario.CONSTAT
        declaration.status = Status.STANDING if is_first or is_constat else Status.SET_ASIDE
        declaration.save(update_fields=["status"])
    deliver(
        versions=[d.latest for d in held if goes_by_itself(declaration=d)],
        by=by,
        at=at,
        way=Way.SENT,
    )
    route_to_persons(declarations=held, by=by, at=at)
    return held[0].latest if held else None


def _has_rival(declaration: Declaration) -> bool:
    return Declaration.objects.filter(
        scenario=Scenario.HOURS,
        worker_id=declaration.worker_id,
        employer_id=declaration.employer_id,
        month=declaration.month,
        occupation=declaration.occupation,
        status=Status.STANDING,
    ).exists()


def _locked(key: UUID) -> Declaration:
    return Declaration.objects.select_for_update(of=("self",)).select_related("latest").get(pk=key)


def _event(
    step: Step, declaration: Declaration, version: DeclarationVersion, by: Actor, at: datetime
):
    return event(
        act=step,
        by=by,
        at=at,
        subject_kind="declaration",
        subject=declaration.id,
        ticket=version.ticket,
        data={"number": version.number, "month": str(declaration.month)},
    )
