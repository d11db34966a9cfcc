"""Recording what the management committee decided on a strike: once, for all of its employers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.relations import EVERYTHING
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.cases.parties.models import Employer
from accalmie.cases.strikes.models import CommitteeDecision, Striking
from accalmie.facts.findings import CommitteeDecision as CommitteeDecisionFact


class AlreadyRecorded(ValueError):
    """A decision of this reference was recorded before; ``decision`` is that one."""

    def __init__(self, decision: CommitteeDecision) -> None:
        self.decision = decision
        super().__init__(decision.reference)


class NotYetDecided(ValueError):
    """The committee cannot have decided on a day that lies ahead."""


class NobodyStrikes(ValueError):
    """A strike has at least one employer."""


@transaction.atomic
def record_committee_decision(
    *,
    decision: CommitteeDecisionFact,
    employers: Iterable[Employer],
    by: Account,
    at: datetime,
) -> CommitteeDecision:
    """Record a decision for the employers of a strike.

    Raises ``NotAllowed``, ``AlreadyRecorded``, ``NotYetDecided`` and ``NobodyStrikes``.
    """
    require(by=by, act=Act.RECORD_COMMITTEE_DECISION, target=EVERYTHING, on=belgian_day(at))
    if decision.decided_on > belgian_day(at):
        raise NotYetDecided(decision.decided_on.isoformat())
    struck = {employer.id: employer for employer in employers}
    if not struck:
        raise NobodyStrikes(decision.reference)
    recorded, is_new = CommitteeDecision.objects.get_or_create(
        reference=decision.reference,
        defaults={
            "decided_on": decision.decided_on,
            "is_granted": decision.is_granted,
            "text": decision.text,
            "first_day": decision.period.first_day,
            "last_day": decision.period.last_day,
            "recorded_at": at,
            "recorded_by": by,
        },
    )
    if not is_new:
        raise AlreadyRecorded(recorded)
    for employer in struck.values():
        Striking.objects.create(decision=recorded, employer=employer)
    told = event(
        act="record_committee_decision",
        by=by,
        at=at,
        subject_kind="committee_decision",
        subject=recorded.id,
        data={"is_granted": decision.is_granted, "employers": len(struck)},
    )
    record(events=[told])
    return recorded
