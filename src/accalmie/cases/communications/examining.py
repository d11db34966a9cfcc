"""Examining: what the law says of a version, stored with the values and rules of that moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.roles import SYSTEM, Actor
from accalmie.cases.communications.circumstances import Surroundings, surroundings_for
from accalmie.cases.communications.models import Case, Decision, Examination, Version
from accalmie.cases.communications.statuses import Status, Step, check_step
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.facts import codec
from accalmie.facts.decisions import Result
from accalmie.facts.findings import Outcome
from accalmie.law.conformity import assess

_BATCH = 500


@transaction.atomic
def examine(*, case: Case, by: Actor, at: datetime) -> Examination:
    """Ask the law about the latest version and store the answer.

    What is not in order in every point goes to the work list of the office. Raises ``NotAllowed``
    and ``NotPossibleNow``.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require(by=by, act=Act.EXAMINE, target=case, on=belgian_day(at))
    check_step(step=Step.EXAMINE, status=Status(case.status))
    version = Version.objects.select_related("case").get(pk=case.latest_id)
    known = surroundings_for(versions=[version])
    examination = _examination(version, known[case.employer_id], at)
    examination.save()
    case.status = _status_after(examination)
    case.save(update_fields=["status"])
    record(events=[_event(version, examination, by, at)])
    return examination


@transaction.atomic
def settle(*, versions: Sequence[Version], at: datetime) -> dict[str, Outcome]:
    """Examine versions just received and accept at once those that are in order in every point.

    The rest waits in the work list of the office. Returns the outcome by ticket. Versions that
    are no longer the latest of their case, or were settled before, are left as they are.
    """
    waiting = Case.objects.filter(
        latest__in=[version.pk for version in versions], status=Status.RECEIVED
    )
    cases = list(
        waiting.select_for_update(of=("self",)).order_by("id").values_list("pk", flat=True)
    )
    fresh = list(
        Version.objects.filter(latest_of__in=cases)
        .select_related("case")
        .order_by("received_at", "id")
    )
    known = surroundings_for(versions=fresh)
    examinations = [_examination(version, known[version.case.employer_id], at) for version in fresh]
    Examination.objects.bulk_create(examinations, batch_size=_BATCH)
    in_order = [made for made in examinations if made.outcome == Outcome.IN_ORDER]
    others = [made for made in examinations if made.outcome != Outcome.IN_ORDER]
    Decision.objects.bulk_create(
        [
            Decision(
                version=made.version,
                examination=made,
                result=Result.ACCEPTED,
                decided_at=at,
                decided_on=belgian_day(at),
            )
            for made in in_order
        ],
        batch_size=_BATCH,
    )
    _set_status(others, Status.TO_EXAMINE)
    _set_status(in_order, Status.DECIDED)
    record(
        events=[
            *(_event(made.version, made, SYSTEM, at) for made in examinations),
            *(_automatic(made.version, at) for made in in_order),
        ]
    )
    return {made.version.ticket: Outcome(made.outcome) for made in examinations}


def _examination(version: Version, surroundings: Surroundings, at: datetime) -> Examination:
    assessment = assess(
        communication=surroundings.communication_of(version=version),
        circumstances=surroundings.of(version=version),
    )
    return Examination(
        version=version,
        examined_at=at,
        outcome=assessment.outcome,
        law_version=assessment.law_version,
        facts=codec.to_json(assessment),
    )


def _status_after(examination: Examination) -> Status:
    is_in_order = examination.outcome == Outcome.IN_ORDER
    return Status.RECEIVED if is_in_order else Status.TO_EXAMINE


def _set_status(examinations: list[Examination], status: Status) -> None:
    keys = [made.version.case_id for made in examinations]
    for start in range(0, len(keys), _BATCH):
        Case.objects.filter(pk__in=keys[start : start + _BATCH]).update(status=status)


def _event(version: Version, examination: Examination, by: Actor, at: datetime):
    return event(
        act=Step.EXAMINE,
        by=by,
        at=at,
        subject_kind="case",
        subject=version.case_id,
        ticket=version.ticket,
        data={"outcome": str(examination.outcome), "law": examination.law_version},
    )


def _automatic(version: Version, at: datetime):
    return event(
        act=Step.DECIDE,
        by=SYSTEM,
        at=at,
        subject_kind="case",
        subject=version.case_id,
        ticket=version.ticket,
        data={"result": Result.ACCEPTED.value},
    )
