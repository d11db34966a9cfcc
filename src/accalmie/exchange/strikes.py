"""A decision of the management committee, and what waited for it: examined again at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.claims.acts import settle_claims
from accalmie.cases.claims.models import Claim
from accalmie.cases.claims.statuses import Status as ClaimStatus
from accalmie.cases.communications import acts as communications
from accalmie.cases.communications.models import Case
from accalmie.cases.communications.statuses import Status
from accalmie.cases.parties.models import Employer
from accalmie.cases.strikes import acts
from accalmie.cases.strikes.models import CommitteeDecision
from accalmie.facts.claims import Track
from accalmie.facts.findings import CommitteeDecision as CommitteeDecisionFact
from accalmie.facts.findings import Outcome
from accalmie.law.kinds import REGISTRY

_OF_STRIKES = tuple(
    code for code, kind in REGISTRY.items() if Track(kind.claim_track) is Track.STRIKE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """The decision as it was recorded, and how many cases and claims it was read for."""

    decision: CommitteeDecision
    examined: int
    claims: int


@transaction.atomic
def record_committee_decision(
    *,
    decision: CommitteeDecisionFact,
    employers: Iterable[Employer],
    by: Account,
    at: datetime,
) -> Followed:
    """Record a decision and examine again what waits for it; decided cases stay as they are.

    Raises what ``strikes.acts.record_committee_decision`` raises.
    """
    struck = list(employers)
    recorded = acts.record_committee_decision(decision=decision, employers=struck, by=by, at=at)
    cases = _waiting_cases(recorded, struck)
    for case in cases:
        examination = communications.examine(case=case, by=SYSTEM, at=at)
        if examination.outcome == Outcome.IN_ORDER:
            communications.decide(case=case, by=SYSTEM, at=at, answers={})
    claims = _waiting_claims(recorded, struck)
    settle_claims(claims=claims, at=at)
    return Followed(decision=recorded, examined=len(cases), claims=len(claims))


def _waiting_cases(recorded: CommitteeDecision, employers: Sequence[Employer]) -> list[Case]:
    return list(
        Case.objects.filter(
            kind__in=_OF_STRIKES,
            employer__in=employers,
            status=Status.TO_EXAMINE,
            first_day__range=(recorded.first_day, recorded.last_day),
        ).order_by("received_at", "id")
    )


def _waiting_claims(recorded: CommitteeDecision, employers: Sequence[Employer]) -> list[Claim]:
    return list(
        Claim.objects.filter(
            kind__in=_OF_STRIKES,
            employer__in=employers,
            status__in=(ClaimStatus.LODGED, ClaimStatus.TO_DECIDE),
            first_day__range=(recorded.first_day, recorded.last_day),
        ).order_by("lodged_at", "id")
    )
