"""From the state to the facts that the law of the pieces asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from accalmie.cases.board.announcements import Announced, announced, closed_days
from accalmie.cases.board.c1 import HandedC1, handed_c1, returned_for_account
from accalmie.cases.claims.models import Claim, Entitlement
from accalmie.cases.claims.statuses import Status as ClaimStatus
from accalmie.cases.days import belgian_day
from accalmie.cases.declarations.models import Declaration, Request
from accalmie.cases.declarations.statuses import Scenario
from accalmie.cases.declarations.statuses import Status as DeclarationStatus
from accalmie.cases.memberships.queries import changes_of_payer
from accalmie.cases.parties.models import Worker
from accalmie.cases.payments.gathering import Gathered
from accalmie.cases.touched import WorkerMonth
from accalmie.facts import codec
from accalmie.facts import pieces as facts
from accalmie.facts.claims import ClaimEvent, ClaimSituation
from accalmie.facts.communications import Subject
from accalmie.facts.days import Month
from accalmie.facts.decisions import Result
from accalmie.facts.declarations import ConstatDeclaration
from accalmie.facts.ids import niss
from accalmie.facts.payments import Status
from accalmie.law.benefits.right_of_month import together
from accalmie.law.dated import NotInForceError
from accalmie.law.first_day import NoFirstEffectiveDay, window_of
from accalmie.law.kinds import kind_of

_BATCH = 400


@dataclass(slots=True)
class Situation:
    """A worker-month ready for the law, with the claim that governs it and its office."""

    month: facts.WorkerMonth
    claim: Claim | None
    office_id: UUID | None


@dataclass(slots=True)
class _Past:
    """What went before, for many workers at once."""

    first_days: dict[tuple[UUID, UUID], list[date]]
    declared: dict[UUID, list[tuple[UUID, Month]]]
    numbers: dict[UUID, str]
    asked: set[tuple[UUID, UUID, Month]]
    changes_of_payer: dict[UUID, frozenset[Month]]
    claimed: dict[tuple[UUID, UUID], list[date]]
    c1: dict[UUID, list[HandedC1]]
    returned: dict[UUID, tuple[str, datetime]]


def situations_of(*, months: Sequence[Gathered]) -> list[Situation | None]:
    """The situation of each gathered month, in order; None where nothing tells the kind."""
    keys = [month.key for month in months]
    told = announced(keys=keys)
    closed = closed_days(employers=(key.employer_id for key in keys))
    past = _past(sorted({key.worker_id for key in keys}))
    return [_situation(month, told.get(month.key), closed, past) for month in months]


def _situation(
    month: Gathered,
    told: Announced | None,
    closed: dict[tuple[UUID, int], tuple[date, ...]],
    past: _Past,
) -> Situation | None:
    key = month.key
    claim = _claim_of(month)
    kind = _kind(month, told, claim)
    first_day = _first_day(month, told, claim)
    if kind is None or first_day is None:
        return None
    situation = _claim_situation(month, claim, kind, first_day, past)
    constat = _constat_of(month, situation.first_day)
    law_month = facts.WorkerMonth(
        month=key.month,
        kind=kind,
        first_day=first_day,
        situation=situation,
        communications=tuple(told.received) if told else (),
        first_day_until=_first_day_until(
            kind, first_day, closed.get((key.employer_id, first_day.year))
        ),
        scenario_2_received_on=constat,
        scenario_2_is_first_in_company=bool(situation.is_first_with_employer),
        claim_received_on=situation.received_on,
        scenario_5_received_on=(belgian_day(month.hours[0].received_at) if month.hours else None),
        card_received_on=(
            belgian_day(month.card.sent_at) if month.card and month.card.sent_at else None
        ),
        has_contradiction=month.is_contradictory,
        **_c1(month, claim, situation, past),
        is_asked_by_worker=(
            True if (key.worker_id, key.employer_id, key.month) in past.asked else None
        ),
    )
    return Situation(law_month, claim, told.office_id if told else None)


def _kind(month: Gathered, told: Announced | None, claim: Claim | None) -> str | None:
    if month.hours_fact is not None:
        return month.hours_fact.kinds[0]
    if told is not None:
        return told.kind
    for constat in reversed(month.constats):
        if constat.month == month.key.month:
            return constat.kind
    if claim is not None and Month.of(claim.first_day) == month.key.month:
        return claim.kind
    return None


def _first_day(month: Gathered, told: Announced | None, claim: Claim | None) -> date | None:
    """The day declared; before that, the one announced as effective, else the one planned."""
    if month.hours_fact is not None and month.hours_fact.days:
        return min(day.day for day in month.hours_fact.days)
    if told is not None:
        effective = told.first_days.get(Subject.FIRST_EFFECTIVE_DAY)
        return effective or min(told.first_days.values())
    for constat in reversed(month.constats):
        if constat.month == month.key.month:
            fact = codec.from_json(ConstatDeclaration, constat.latest.facts)
            return fact.first_day or month.key.month.first_day
    if claim is not None and Month.of(claim.first_day) == month.key.month:
        return claim.first_day
    return month.key.month.first_day if month.hours_fact is not None else None


def _claim_of(month: Gathered) -> Claim | None:
    """The newest claim that bears on the month; a refused one counts as long as it is the last."""
    mine = [claim for claim in month.claims if claim.first_day <= month.key.month.last_day]
    return mine[-1] if mine else None


def _claim_situation(
    month: Gathered, claim: Claim | None, kind: str, first_day: date, past: _Past
) -> ClaimSituation:
    key = month.key
    is_undecided = claim is not None and claim.status not in _DECIDED
    day = first_day
    if is_undecided and claim is not None and claim.first_day < first_day:
        # An earlier claim still open asks for its own papers, not for new ones.
        day = claim.first_day
    rights = past.first_days.get((key.worker_id, key.employer_id), ())
    earlier = [one for one in rights if one < day]
    unemployed = _last_unemployment(key, day, past, earlier)
    return ClaimSituation(
        first_day=day,
        kind=kind,
        is_first_with_employer=not earlier,
        was_ever_paid=unemployed is not None,
        last_paid_day=unemployed,
        working_time_changed_on=_working_time_changed_on(month, day),
        birth_date=niss.birth_date(past.numbers[key.worker_id]),
        changes_payer=_changes_payer(key, day, past),
        has_agr=month.basis is not None and month.basis.status is Status.PART_TIME_RIGHTS_AGR,
        received_on=_received_on(claim, day),
    )


_DECIDED = (ClaimStatus.ACCEPTED, ClaimStatus.REFUSED)


def _received_on(claim: Claim | None, day: date) -> date | None:
    if claim is None or claim.complete_at is None or Month.of(claim.first_day) != Month.of(day):
        return None
    return belgian_day(claim.complete_at)


def _changes_payer(key: WorkerMonth, day: date, past: _Past) -> bool:
    """Whether this is the first unemployment since a change of payment organisation.

    Not where an earlier month since then was declared or claimed for: that one asks.
    """
    month = Month.of(day)
    changes = past.changes_of_payer.get(key.worker_id, ())
    since = max((one for one in changes if one <= month), default=None)
    if since is None:
        return False
    known = {Month.of(one) for one in past.claimed.get((key.worker_id, key.employer_id), ())}
    known |= {
        declared
        for employer_id, declared in past.declared.get(key.worker_id, ())
        if employer_id == key.employer_id
    }
    return not any(since <= one < month for one in known)


def _c1(
    month: Gathered, claim: Claim | None, situation: ClaimSituation, past: _Past
) -> dict[str, Any]:
    """What is known of form C1: with the claim asked for, after a return, after a change."""
    handed = past.c1.get(month.key.worker_id, [])
    told: dict[str, Any] = {"has_c1": _has_c1(month, claim, situation, handed)}
    code, returned_at = past.returned.get(month.key.worker_id, ("", None))
    answers = [one for one in handed if one.counts_for(payer_id=month.payer_id)]
    if returned_at is not None and not any(one.made_at >= returned_at for one in answers):
        told["returned_code"] = code
    changes = [one for one in handed if one.is_change and one.first_day <= month.key.month.last_day]
    if changes:
        newest = max(changes, key=lambda one: (one.first_day, one.made_at))
        if newest.touches_right and newest.status != ClaimStatus.ACCEPTED:
            told["change_told_on"] = newest.first_day
            told["is_change_refused"] = newest.status == ClaimStatus.REFUSED
    return told


def _has_c1(
    month: Gathered, claim: Claim | None, situation: ClaimSituation, handed: Sequence[HandedC1]
) -> bool | None:
    """Whether the claim asked for holds a signed C1, or the new payer was given one apart."""
    is_asked = claim is not None and Month.of(claim.first_day) == Month.of(situation.first_day)
    if claim is not None and is_asked:
        if claim.status == ClaimStatus.ACCEPTED:
            return True
        if any(one.claim_id == claim.id for one in handed):
            return True
    if situation.changes_payer:
        given = (one for one in handed if one.payer_id == month.payer_id)
        if any(one.is_change and one.is_later(since=situation.first_day) for one in given):
            return True
    return False if is_asked else None


def _last_unemployment(
    key: WorkerMonth, day: date, past: _Past, rights: Sequence[date]
) -> date | None:
    """The last earlier day known to be paid, with any employer: a month's end, or a right's start.

    A month that was declared under a right counts as paid, though the money may still be under way.
    """
    known = list(rights)
    for employer_id, month in past.declared.get(key.worker_id, ()):
        has_right = any(
            start <= month.last_day
            for start in past.first_days.get((key.worker_id, employer_id), ())
        )
        if has_right and month < Month.of(day):
            known.append(month.last_day)
    return max(known, default=None)


def _working_time_changed_on(month: Gathered, day: date) -> date | None:
    """The day of a change of Q or S against the right, as far as declarations tell it."""
    fact, right, basis = month.hours_fact, month.entitlement, month.basis
    if fact is None or not month.occupations or right is None or basis is None:
        return None
    occupation = together(occupations=month.occupations)[-1]
    if (occupation.q, occupation.s) == (basis.q, basis.s):
        return None
    is_newer = right.first_day < occupation.first_day <= day
    return occupation.first_day if is_newer else month.key.month.first_day


def _constat_of(month: Gathered, day: date) -> date | None:
    received = [
        belgian_day(constat.first_received_at)
        for constat in month.constats
        if constat.month == Month.of(day)
    ]
    return min(received, default=None)


def _first_day_until(kind: str, first_day: date, closed: tuple[date, ...] | None) -> date | None:
    try:
        return window_of(kind=kind_of(kind), first_day=first_day, closed_days=closed).until
    except (NoFirstEffectiveDay, NotInForceError):
        return None


def _past(workers: list[UUID]) -> _Past:
    past = _Past(
        {},
        {},
        {},
        set(),
        changes_of_payer(workers=workers),
        {},
        {},
        returned_for_account(workers=workers),
    )
    past.c1 = handed_c1(workers=workers, returned=past.returned)
    for start in range(0, len(workers), _BATCH):
        part = workers[start : start + _BATCH]
        past.numbers |= dict(Worker.objects.filter(pk__in=part).values_list("id", "niss"))
        rights = Entitlement.objects.filter(worker_id__in=part, result=Result.ACCEPTED).exclude(
            claim__event=ClaimEvent.CHANGED_SITUATION
        )
        for worker_id, employer_id, day in rights.order_by("first_day").values_list(
            "worker_id", "employer_id", "first_day"
        ):
            past.first_days.setdefault((worker_id, employer_id), []).append(day)
        changed = [worker_id for worker_id in part if past.changes_of_payer.get(worker_id)]
        claimed = (
            Claim.objects.filter(worker_id__in=changed, submitted_at__isnull=False)
            .exclude(event=ClaimEvent.CHANGED_SITUATION)
            .exclude(status__in=[ClaimStatus.WITHDRAWN, ClaimStatus.REFUSED])
        )
        for worker_id, employer_id, day in claimed.order_by("first_day", "id").values_list(
            "worker_id", "employer_id", "first_day"
        ):
            past.claimed.setdefault((worker_id, employer_id), []).append(day)
        declared = Declaration.objects.filter(
            worker_id__in=part, scenario=Scenario.HOURS, status=DeclarationStatus.STANDING
        )
        for worker_id, employer_id, month in declared.order_by("month", "id").values_list(
            "worker_id", "employer_id", "month"
        ):
            past.declared.setdefault(worker_id, []).append((employer_id, month))
        past.asked |= set(
            Request.objects.filter(worker_id__in=part).values_list(
                "worker_id", "employer_id", "month"
            )
        )
    return past
