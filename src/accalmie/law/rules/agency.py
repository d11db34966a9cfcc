"""Agency workers: who communicates for them (sheet E28)."""

from __future__ import annotations

from accalmie.facts.communications import Version
from accalmie.facts.findings import Finding
from accalmie.law.kinds.kind import Situation
from accalmie.law.rules.answer import answer


def agency_named(situation: Situation) -> Finding | None:
    """The user of agency workers names the agency; for employees the agency communicates (E28)."""
    communication = situation.communication
    if communication.version is Version.CANCELLATION:
        return None
    if not communication.is_from_user_of_agency_workers:
        return None
    row = situation.values["user_may_communicate"].on(situation.circumstances.received_on)
    agency = communication.agency
    is_named = agency is not None and bool(agency.bce or agency.onss)
    return answer(
        "agency_named",
        met=row.value and is_named,
        because={"agency": agency.denomination if agency and is_named else None},
        rows=[row],
        remedies=("name_the_agency",),
    )
