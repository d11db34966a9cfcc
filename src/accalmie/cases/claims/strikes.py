"""What is known of the strike behind a claim: the committee's decision, and the worker's unit."""

from __future__ import annotations

from accalmie.cases.claims.models import Claim
from accalmie.cases.communications.models import Case
from accalmie.cases.communications.statuses import Status
from accalmie.cases.strikes.queries import decisions_by_employer
from accalmie.facts.claims import Track
from accalmie.facts.communications import SocialAction
from accalmie.law.kinds import kind_of
from accalmie.law.strikes import StrikeOfClaim, decision_on


def strike_of(*, claim: Claim) -> StrikeOfClaim | None:
    """The strike of a claim; None for a claim that has another reason."""
    if Track(kind_of(claim.kind).claim_track) is not Track.STRIKE:
        return None
    known = decisions_by_employer(employer_ids=[claim.employer_id])
    return StrikeOfClaim(
        decision=decision_on(decisions=known.get(claim.employer_id, ()), day=claim.first_day),
        is_in_striking_unit=_is_in_striking_unit(claim),
    )


def _is_in_striking_unit(claim: Claim) -> bool:
    """What the employer told; what is refused or cancelled tells nothing."""
    cases = (
        Case.objects.filter(
            kind=claim.kind,
            employer_id=claim.employer_id,
            latest__namings__worker_id=claim.worker_id,
        )
        .exclude(status__in=(Status.REFUSED, Status.CANCELLED))
        .select_related("latest")
        .order_by("received_at", "id")
    )
    told = (case.latest.communication.details for case in cases)
    return any(
        bool(one.belongs_to_striking_unit or one.works_in_striking_unit)
        for one in told
        if isinstance(one, SocialAction)
    )
