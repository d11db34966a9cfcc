"""Everything that is known of worker-months, read at once for many of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from accalmie.cases.cards.models import Card, CardEntry, LateReport, card_fact
from accalmie.cases.cards.statuses import Status as CardStatus
from accalmie.cases.claims.models import Claim, Entitlement
from accalmie.cases.claims.statuses import Status as ClaimStatus
from accalmie.cases.declarations.models import Declaration
from accalmie.cases.declarations.statuses import Scenario
from accalmie.cases.declarations.statuses import Status as DeclarationStatus
from accalmie.cases.memberships.queries import payers_of
from accalmie.cases.tasks.models import Task, TaskKind
from accalmie.cases.touched import WorkerMonth
from accalmie.facts import codec
from accalmie.facts.cards import Card as CardFact
from accalmie.facts.claims import ClaimEvent
from accalmie.facts.contradictions import Contradiction, Trust
from accalmie.facts.days import Month
from accalmie.facts.decisions import Result
from accalmie.facts.declarations import ConstatDeclaration, HoursDeclaration, Occupation
from accalmie.facts.entitlements import Basis
from accalmie.law.contradictions import contradictions

_BATCH = 400
_ANSWERED = (ClaimStatus.ACCEPTED, ClaimStatus.REFUSED)


@dataclass(slots=True)
class Gathered:
    """One worker-month with its pieces; what did not arrive is None or empty.

    ``hours`` are the standing declarations of hours, one for each occupation; ``constats`` those of
    scenario 2 of any month, the newest last. ``entitlement`` is the right that governs the month,
    ``next_right`` the day of the month from which a right on another basis runs. ``occupations``
    are those of the declarations of hours. ``is_constat_changed`` tells that the scenario 2 of the
    right says something else today. ``trust`` is what a person decided about the
    contradictions.
    """

    key: WorkerMonth
    payer_id: UUID | None
    card: Card | None
    hours: list[Declaration]
    constats: list[Declaration]
    claims: list[Claim]
    entitlement: Entitlement | None
    card_fact: CardFact | None
    hours_fact: HoursDeclaration | None
    basis: Basis | None
    contradictions: tuple[Contradiction, ...]
    trust: Trust | None
    occupations: tuple[Occupation, ...] = ()
    next_right: date | None = None
    is_constat_changed: bool = False

    @property
    def is_contradictory(self) -> bool:
        """Tell whether card and hours disagree and nobody decided."""
        stops = any(one.stops_payment for one in self.contradictions)
        return stops and self.trust is None

    @property
    def is_complete(self) -> bool:
        """Tell whether card, hours and a right are there."""
        return None not in (self.card_fact, self.hours_fact, self.basis)

    @property
    def awaits_right_alone(self) -> bool:
        """Tell whether card and hours are there and a claim has no answer yet."""
        has_pieces = None not in (self.card_fact, self.hours_fact)
        asked = any(claim.status not in _ANSWERED for claim in self.claims)
        return has_pieces and self.entitlement is None and asked


def gather(*, keys: Iterable[WorkerMonth]) -> list[Gathered]:
    """Read the pieces of worker-months, in the order given, each once."""
    wanted = list(dict.fromkeys(keys))
    found: list[Gathered] = []
    for start in range(0, len(wanted), _BATCH):
        found += _gather(wanted[start : start + _BATCH])
    return found


def _gather(keys: Sequence[WorkerMonth]) -> list[Gathered]:
    workers = sorted({key.worker_id for key in keys})
    months = sorted({key.month for key in keys})
    payers = payers_of(pairs=((key.worker_id, key.month) for key in keys))
    cards = _cards(workers, months)
    declarations = _hours(workers, months)
    constats = _by_pair(
        Declaration.objects.filter(
            worker_id__in=workers,
            scenario=Scenario.CONSTAT,
            status=DeclarationStatus.STANDING,
        )
        .select_related("latest")
        .order_by("received_at", "id")
    )
    claims = _by_pair(
        Claim.objects.filter(worker_id__in=workers)
        .exclude(event=ClaimEvent.CHANGED_SITUATION)
        .exclude(status__in=[ClaimStatus.DRAFT, ClaimStatus.WITHDRAWN])
        .order_by("first_day", "created_at", "id")
    )
    entitlements = _by_pair(
        Entitlement.objects.filter(worker_id__in=workers, result=Result.ACCEPTED)
        .annotate(
            decided_with=F("examination__declaration_id"),
            constat_id=F("examination__declaration__declaration_id"),
        )
        .order_by("first_day", "decided_at", "id")
    )
    trusts = _trusts([card.id for card, _ in cards.values()])
    bases: dict[UUID, Basis] = {}
    return [
        _one(
            key,
            payers[(key.worker_id, key.month)],
            cards.get(key, (None, None)),
            declarations.get(key, []),
            constats.get((key.worker_id, key.employer_id), []),
            claims.get((key.worker_id, key.employer_id), []),
            entitlements.get((key.worker_id, key.employer_id), []),
            trusts,
            bases,
        )
        for key in keys
    ]


def _one(
    key: WorkerMonth,
    payer_id: UUID | None,
    sent: tuple[Card | None, CardFact | None],
    hours: list[Declaration],
    constats: list[Declaration],
    claims: list[Claim],
    rights: list[Entitlement],
    trusts: dict[UUID, dict[str, Trust]],
    bases: dict[UUID, Basis],
) -> Gathered:
    card, fact = sent
    facts = [codec.from_json(HoursDeclaration, one.latest.facts) for one in hours]
    hours_fact = _merged(facts)
    entitlement = _governing(rights, key.month, hours_fact)
    if entitlement is not None and entitlement.id not in bases:
        bases[entitlement.id] = codec.from_json(Basis, entitlement.basis)
    found: tuple[Contradiction, ...] = ()
    if fact is not None and hours_fact is not None:
        found = contradictions(card=fact, declaration=hours_fact)
    return Gathered(
        key=key,
        payer_id=payer_id,
        card=card,
        hours=hours,
        constats=constats,
        claims=claims,
        entitlement=entitlement,
        card_fact=fact,
        hours_fact=hours_fact,
        basis=bases[entitlement.id] if entitlement else None,
        contradictions=found,
        trust=trusts.get(card.id, {}).get(days_text(found)) if card else None,
        occupations=tuple(one.occupation for one in facts if one.occupation is not None),
        next_right=_next_right(rights, entitlement, key.month),
        is_constat_changed=entitlement is not None
        and _is_changed(constats, entitlement, bases[entitlement.id]),
    )


def days_text(found: Iterable[Contradiction]) -> str:
    """The days that disagree, as the task about them keeps them."""
    return ",".join(
        f"{one.day.isoformat()}:{one.about}:{one.hours}" for one in found if one.stops_payment
    )


def _cards(workers: list[UUID], months: list[Month]) -> dict[WorkerMonth, tuple[Card, CardFact]]:
    sent = list(
        Card.objects.filter(worker_id__in=workers, month__in=months, status=CardStatus.SENT)
    )
    keys = [card.id for card in sent]
    entries: defaultdict[UUID, list[CardEntry]] = defaultdict(list)
    reports: defaultdict[UUID, list[LateReport]] = defaultdict(list)
    for entry in CardEntry.objects.filter(card_id__in=keys).order_by("card_id", "sequence"):
        entries[entry.card_id].append(entry)
    for report in LateReport.objects.filter(card_id__in=keys).order_by("reported_at", "id"):
        reports[report.card_id].append(report)
    return {
        WorkerMonth(card.worker_id, card.employer_id, card.month): (
            card,
            card_fact(card=card, entries=entries[card.id], reports=reports[card.id]),
        )
        for card in sent
    }


def _hours(workers: list[UUID], months: list[Month]) -> dict[WorkerMonth, list[Declaration]]:
    found: dict[WorkerMonth, list[Declaration]] = {}
    rows = (
        Declaration.objects.filter(
            worker_id__in=workers,
            month__in=months,
            scenario=Scenario.HOURS,
            status=DeclarationStatus.STANDING,
        )
        .select_related("latest")
        .order_by("occupation", "id")
    )
    for row in rows:
        row.latest.declaration = row
        key = WorkerMonth(row.worker_id, row.employer_id, row.month)
        found.setdefault(key, []).append(row)
    return found


def _merged(facts: Sequence[HoursDeclaration]) -> HoursDeclaration | None:
    """One declaration of hours for the month; those of several occupations are put together."""
    if not facts:
        return None
    if len(facts) == 1:
        return facts[0]
    first = facts[0]
    return HoursDeclaration(
        version=first.version,
        employer=first.employer,
        niss=first.niss,
        month=first.month,
        kinds=tuple(dict.fromkeys(kind for fact in facts for kind in fact.kinds)),
        occupation=first.occupation,
        days=tuple(day for fact in facts for day in fact.days),
        holidays=tuple(dict.fromkeys(day for fact in facts for day in fact.holidays)),
    )


def _governing(
    rights: Iterable[Entitlement], month: Month, hours: HoursDeclaration | None
) -> Entitlement | None:
    """The newest right that has begun by the first day of unemployment, else within the month."""
    first = min((day.day for day in hours.days), default=None) if hours else None
    start: date = first or month.first_day
    begun = [right for right in rights if right.first_day <= month.last_day]
    before = [right for right in begun if right.first_day <= start]
    if before:
        return before[-1]
    return begun[0] if begun else None


def _is_changed(constats: Iterable[Declaration], right: Entitlement, basis: Basis) -> bool:
    """Whether the scenario 2 that a right was decided with was cancelled or tells another wage."""
    if right.decided_with is None:
        return False
    standing = next((one for one in constats if one.id == right.constat_id), None)
    if standing is None:
        return True
    if standing.latest_id == right.decided_with:
        return False
    fact = codec.from_json(ConstatDeclaration, standing.latest.facts)
    told = fact.occupation
    is_same = told is not None and (told.q, told.s, fact.wage) == (basis.q, basis.s, basis.wage)
    return not is_same


def _next_right(
    rights: Iterable[Entitlement], governing: Entitlement | None, month: Month
) -> date | None:
    """The day within a month from which a right on another basis runs; None without one."""
    if governing is None:
        return None
    later = [
        right.first_day
        for right in rights
        if governing.first_day < right.first_day <= month.last_day
        and right.basis != governing.basis
    ]
    return min(later, default=None)


def _by_pair(rows: QuerySet) -> dict[tuple[UUID, UUID], list]:
    found: dict[tuple[UUID, UUID], list] = {}
    for row in rows:
        found.setdefault((row.worker_id, row.employer_id), []).append(row)
    return found


def _trusts(cards: list[UUID]) -> dict[UUID, dict[str, Trust]]:
    """What persons decided, by card and by the very days that disagreed."""
    found: dict[UUID, dict[str, Trust]] = {}
    answered = Task.objects.filter(
        Q(answer__in=[trust.value for trust in Trust]),
        kind=TaskKind.CONTRADICTION,
        subject__in=cards,
        closed_at__isnull=False,
    ).order_by("closed_at", "id")
    for task in answered:
        found.setdefault(task.subject, {})[task.facts["key"]] = Trust(task.answer)
    return found


def known_months(*, workers: Iterable[UUID]) -> set[WorkerMonth]:
    """Every worker-month of which a sent card or a standing declaration is known."""
    keys = sorted(set(workers))
    found: set[WorkerMonth] = set()
    for start in range(0, len(keys), _BATCH):
        part = keys[start : start + _BATCH]
        declared = Declaration.objects.filter(worker_id__in=part, status=DeclarationStatus.STANDING)
        sent = Card.objects.filter(worker_id__in=part, status=CardStatus.SENT)
        for rows in (declared, sent):
            found |= {
                WorkerMonth(*row) for row in rows.values_list("worker_id", "employer_id", "month")
            }
    return found
