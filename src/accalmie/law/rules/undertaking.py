"""The undertaking not to give the suspended work to third parties (art. 30quinquies)."""

from __future__ import annotations

from accalmie.facts.communications import PlannedSuspension, Version
from accalmie.facts.findings import Finding
from accalmie.law.kinds.kind import Situation
from accalmie.law.rules.answer import answer


def undertakes_not_to_subcontract(situation: Situation) -> Finding | None:
    """The employer undertakes not to give the work to third parties (LCT art. 51 § 2)."""
    communication = situation.communication
    details = communication.details
    if communication.version is Version.CANCELLATION or not isinstance(details, PlannedSuspension):
        return None
    row = situation.values["undertaking_not_to_subcontract"].on(situation.circumstances.received_on)
    return answer(
        "undertakes_not_to_subcontract",
        met=details.undertakes_not_to_subcontract,
        because={},
        rows=[row],
        remedies=("give_the_undertaking",),
    )
