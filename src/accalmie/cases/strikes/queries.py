"""Named questions about the decisions on strikes; every order is explicit and unique."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from accalmie.cases.strikes.models import CommitteeDecision, Striking
from accalmie.facts.findings import CommitteeDecision as CommitteeDecisionFact


def decisions_recorded() -> QuerySet[CommitteeDecision]:
    """Every decision with its employers, the newest first."""
    return (
        CommitteeDecision.objects.select_related("recorded_by")
        .prefetch_related("strikings__employer")
        .order_by("-decided_on", "-id")
    )


def decisions_by_employer(
    *, employer_ids: Iterable[UUID]
) -> dict[UUID, tuple[CommitteeDecisionFact, ...]]:
    """The decisions on strikes of some employers, oldest first; those without are left out."""
    found: dict[UUID, list[CommitteeDecisionFact]] = {}
    strikings = Striking.objects.filter(employer__in=list(employer_ids)).select_related("decision")
    for striking in strikings.order_by("decision__decided_on", "decision__id", "id"):
        found.setdefault(striking.employer_id, []).append(striking.decision.fact)
    return {employer_id: tuple(decisions) for employer_id, decisions in found.items()}
