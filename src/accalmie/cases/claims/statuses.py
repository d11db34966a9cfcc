"""The life of a claim, from the worker's draft to the office's decision."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Status(StrEnum):
    """Where a claim stands; the values are stored.

    ``submitted``: with the payment organisation. ``lodged``: with the ONEM. ``returned``: sent back
    to the payment organisation as incomplete (C51). ``to_decide``: a person of the office must
    look. ``refusal_proposed``: another officer must read it again.
    """

    DRAFT = "draft"
    SUBMITTED = "submitted"
    LODGED = "lodged"
    RETURNED = "returned"
    TO_DECIDE = "to_decide"
    REFUSAL_PROPOSED = "refusal_proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """The acts on a claim; each is a function of ``acts`` with the same name."""

    DRAFT = "draft_claim"
    SUBMIT = "submit_claim"
    COMPLETE = "complete_claim"
    LODGE = "lodge_claim"
    RETURN_INCOMPLETE = "return_incomplete_claim"
    EXAMINE = "examine_claim"
    DECIDE = "decide_claim"
    PROPOSE_REFUSAL = "propose_claim_refusal"
    CONFIRM_REFUSAL = "confirm_claim_refusal"
    RETURN_TO_FIRST_OFFICER = "return_claim_to_first_officer"
    WITHDRAW = "withdraw_claim"


TRANSITIONS: Mapping[Step, tuple[frozenset[Status], frozenset[Status]]] = {
    Step.DRAFT: (frozenset({Status.DRAFT}), frozenset({Status.DRAFT})),
    Step.SUBMIT: (frozenset({Status.DRAFT}), frozenset({Status.SUBMITTED})),
    Step.COMPLETE: (
        frozenset({Status.SUBMITTED, Status.RETURNED}),
        frozenset({Status.SUBMITTED, Status.RETURNED}),
    ),
    # The payment organisation may also make the claim itself: then it starts from nothing.
    Step.LODGE: (
        frozenset({Status.SUBMITTED, Status.RETURNED}),
        frozenset({Status.LODGED}),
    ),
    Step.RETURN_INCOMPLETE: (
        frozenset({Status.LODGED, Status.TO_DECIDE}),
        frozenset({Status.RETURNED}),
    ),
    Step.EXAMINE: (
        frozenset({Status.LODGED, Status.TO_DECIDE}),
        frozenset({Status.LODGED, Status.TO_DECIDE}),
    ),
    Step.DECIDE: (
        frozenset({Status.LODGED, Status.TO_DECIDE}),
        frozenset({Status.ACCEPTED}),
    ),
    Step.PROPOSE_REFUSAL: (
        frozenset({Status.LODGED, Status.TO_DECIDE}),
        frozenset({Status.REFUSAL_PROPOSED}),
    ),
    Step.CONFIRM_REFUSAL: (frozenset({Status.REFUSAL_PROPOSED}), frozenset({Status.REFUSED})),
    Step.RETURN_TO_FIRST_OFFICER: (
        frozenset({Status.REFUSAL_PROPOSED}),
        frozenset({Status.TO_DECIDE}),
    ),
    Step.WITHDRAW: (
        frozenset({Status.DRAFT, Status.SUBMITTED}),
        frozenset({Status.WITHDRAWN}),
    ),
}
"""From which statuses an act may start, and to which it leads."""

WORK_LIST = frozenset({Status.LODGED, Status.TO_DECIDE, Status.REFUSAL_PROPOSED})
"""The statuses in which a claim waits for the office."""

AT_PAYER = frozenset({Status.SUBMITTED, Status.RETURNED})
"""The statuses in which a claim waits for the payment organisation."""

UNDECIDED = AT_PAYER | WORK_LIST
"""The statuses of a claim that was handed in and has no answer yet."""


class NotPossibleNow(ValueError):
    """The claim does not stand where the act may start."""

    def __init__(self, step: Step, status: Status) -> None:
        self.step, self.status = step, status
        super().__init__(f"{step.value} is not possible while the claim is {status.value}")


def check_step(*, step: Step, status: Status) -> None:
    """Raise ``NotPossibleNow`` unless the act may start from this status."""
    if status not in TRANSITIONS[step][0]:
        raise NotPossibleNow(step, status)
