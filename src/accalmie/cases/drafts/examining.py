"""What the examination would say if a communication were sent at this instant."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from uuid import UUID

from accalmie.cases.communications.circumstances import surroundings_of
from accalmie.cases.communications.models import Case, Version
from accalmie.facts import codec
from accalmie.facts.communications import Channel, Communication
from accalmie.facts.findings import Assessment
from accalmie.law.conformity import assess


def assess_as_if_sent(
    *, communication: Communication, employer_id: UUID, at: datetime, cancels: Version | None = None
) -> Assessment:
    """The assessment of a communication that is not lodged: nothing is written.

    It is made from the same facts and circumstances as the examination after sending, hence gives
    the same answer at the same instant. ``cancels`` is left out of the history: it falls away in
    the same breath.
    """
    version = Version(
        case=Case(employer_id=employer_id),
        facts=codec.to_json(communication),
        received_at=at,
        channel=Channel.PORTAL,
    )
    circumstances = surroundings_of(employer_ids=[employer_id])[employer_id].of(version=version)
    if cancels is not None:
        history = tuple(one for one in circumstances.history if one.ticket != cancels.ticket)
        circumstances = dataclasses.replace(circumstances, history=history)
    return assess(communication=communication, circumstances=circumstances)
