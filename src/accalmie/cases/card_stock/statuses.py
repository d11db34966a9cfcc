"""The life of an order of paper cards."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Status(StrEnum):
    """Where an order stands; the values are stored.

    ``to_examine``: the law leaves it to an officer. ``to_grant``: the law says yes, the office has
    the cards to find. ``granted``: the numbers are known, the cards are on their way.
    """

    TO_EXAMINE = "to_examine"
    TO_GRANT = "to_grant"
    GRANTED = "granted"
    DELIVERED = "delivered"
    REFUSED = "refused"


class Step(StrEnum):
    """The acts on an order; each is a function of ``acts`` with the same name."""

    ORDER = "order_cards"
    GRANT = "grant_cards"
    REFUSE = "refuse_order"
    NOTE_DELIVERY = "note_delivery"


_WAITING = frozenset({Status.TO_EXAMINE, Status.TO_GRANT})

TRANSITIONS: Mapping[Step, tuple[frozenset[Status], frozenset[Status]]] = {
    # What the law clearly excludes is refused at once, with its reason.
    Step.ORDER: (frozenset(), frozenset({Status.TO_EXAMINE, Status.TO_GRANT, Status.REFUSED})),
    Step.GRANT: (_WAITING, frozenset({Status.GRANTED})),
    Step.REFUSE: (_WAITING, frozenset({Status.REFUSED})),
    Step.NOTE_DELIVERY: (frozenset({Status.GRANTED}), frozenset({Status.DELIVERED})),
}
"""From which statuses an act may start, and to which it leads."""


class NotPossibleNow(ValueError):
    """The order does not stand where the act may start."""

    def __init__(self, step: Step, status: Status) -> None:
        self.step, self.status = step, status
        super().__init__(f"{step.value} is not possible while the order is {status.value}")


def check_step(*, step: Step, status: Status) -> None:
    """Raise ``NotPossibleNow`` unless the act may start from this status."""
    if status not in TRANSITIONS[step][0]:
        raise NotPossibleNow(step, status)
