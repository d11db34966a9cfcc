"""The lives of a payment run and of a payment."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class RunStatus(StrEnum):
    """Where a payment run stands; ``ordered`` once a second person signed it."""

    PREPARED = "prepared"
    ORDERED = "ordered"
    WITHDRAWN = "withdrawn"


class PaymentStatus(StrEnum):
    """Where a payment stands; ``returned`` came back from the bank, ``withdrawn`` never left."""

    PROPOSED = "proposed"
    ORDERED = "ordered"
    PAID = "paid"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """The acts on runs and payments; each is a function of ``acts`` with the same name."""

    PREPARE = "prepare_run"
    SIGN = "sign_run"
    WITHDRAW = "withdraw_run"
    RECORD_PAID = "record_paid"
    RECORD_RETURN = "record_return"


_P = PaymentStatus

TRANSITIONS: Mapping[Step, tuple[frozenset[PaymentStatus], frozenset[PaymentStatus]]] = {
    Step.PREPARE: (frozenset(), frozenset({_P.PROPOSED})),
    Step.SIGN: (frozenset({_P.PROPOSED}), frozenset({_P.ORDERED})),
    Step.WITHDRAW: (frozenset({_P.PROPOSED}), frozenset({_P.WITHDRAWN})),
    Step.RECORD_PAID: (frozenset({_P.ORDERED}), frozenset({_P.PAID})),
    # A transfer can come back after the bank said that it left.
    Step.RECORD_RETURN: (frozenset({_P.ORDERED, _P.PAID}), frozenset({_P.RETURNED})),
}
"""From which statuses of its payments an act may start, and to which it leads."""

STANDING = frozenset({_P.PROPOSED, _P.ORDERED, _P.PAID})
"""The statuses of a payment that counts as given, or about to be."""


class NotPossibleNow(ValueError):
    """The run or the payment does not stand where the act may start."""

    def __init__(self, step: Step, status: str) -> None:
        self.step, self.status = step, status
        super().__init__(f"{step.value} is not possible while it is {status}")


def check_step(*, step: Step, status: PaymentStatus) -> None:
    """Raise ``NotPossibleNow`` unless the act may start from this status."""
    if status not in TRANSITIONS[step][0]:
        raise NotPossibleNow(step, status.value)
