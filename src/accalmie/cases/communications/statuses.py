"""The life of a case: its statuses, and the one table of what leads from one to the next."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Status(StrEnum):
    """Where the latest version of a communication stands; the values are stored.

    Until ``DECIDED`` the employer sees that it is being handled; the outcome shows the day after,
    with ``ACCEPTED``, ``REFUSED`` or ``CANCELLED`` (a cancellation that was accepted).
    """

    RECEIVED = "received"
    TO_EXAMINE = "to_examine"
    REFUSAL_PROPOSED = "refusal_proposed"
    DECIDED = "decided"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Step(StrEnum):
    """The acts that move a case; each is a function of ``acts`` with the same name."""

    LODGE = "lodge"
    AMEND = "amend"
    CANCEL = "cancel"
    EXAMINE = "examine"
    PROPOSE_REFUSAL = "propose_refusal"
    DECIDE = "decide"
    CONFIRM_REFUSAL = "confirm_refusal"
    RETURN_TO_FIRST_OFFICER = "return_to_first_officer"
    PUBLISH = "publish"


_NOT_CANCELLED = frozenset(Status) - {Status.CANCELLED}

TRANSITIONS: Mapping[Step, tuple[frozenset[Status], frozenset[Status]]] = {
    Step.LODGE: (frozenset(), frozenset({Status.RECEIVED})),
    Step.AMEND: (_NOT_CANCELLED, frozenset({Status.RECEIVED})),
    Step.CANCEL: (_NOT_CANCELLED, frozenset({Status.RECEIVED})),
    Step.EXAMINE: (
        frozenset({Status.RECEIVED, Status.TO_EXAMINE}),
        frozenset({Status.RECEIVED, Status.TO_EXAMINE}),
    ),
    # A published decision can be replaced: refused after an acceptance, accepted after a refusal.
    Step.PROPOSE_REFUSAL: (
        frozenset({Status.TO_EXAMINE, Status.ACCEPTED}),
        frozenset({Status.REFUSAL_PROPOSED}),
    ),
    Step.DECIDE: (
        frozenset({Status.RECEIVED, Status.TO_EXAMINE, Status.REFUSED}),
        frozenset({Status.DECIDED}),
    ),
    Step.CONFIRM_REFUSAL: (frozenset({Status.REFUSAL_PROPOSED}), frozenset({Status.DECIDED})),
    Step.RETURN_TO_FIRST_OFFICER: (
        frozenset({Status.REFUSAL_PROPOSED}),
        frozenset({Status.TO_EXAMINE}),
    ),
    Step.PUBLISH: (
        frozenset({Status.DECIDED}),
        frozenset({Status.ACCEPTED, Status.REFUSED, Status.CANCELLED}),
    ),
}
"""From which statuses an act may start, and to which it leads; a lodging starts from nothing."""

PUBLISHED = frozenset({Status.ACCEPTED, Status.REFUSED, Status.CANCELLED})
"""The statuses whose outcome the employer sees."""

WORK_LIST = frozenset({Status.TO_EXAMINE, Status.REFUSAL_PROPOSED})
"""The statuses in which a case waits for a person of the office."""


class NotPossibleNow(ValueError):
    """The case does not stand where the act may start."""

    def __init__(self, step: Step, status: Status) -> None:
        self.step, self.status = step, status
        super().__init__(f"{step.value} is not possible while the case is {status.value}")


def check_step(*, step: Step, status: Status) -> None:
    """Raise ``NotPossibleNow`` unless the act may start from this status."""
    if status not in TRANSITIONS[step][0]:
        raise NotPossibleNow(step, status)
