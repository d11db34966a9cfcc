"""The life of a declaration."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Scenario(StrEnum):
    """Which social-risk declaration; the values are stored."""

    CONSTAT = "scenario_2"
    HOURS = "scenario_5"


class Status(StrEnum):
    """Where a declaration stands; the values are stored.

    ``held``: a strike, which waits until the worker asks for it. ``set_aside``: a second one for
    the same occupation and month, which a person did not keep.
    """

    HELD = "held"
    STANDING = "standing"
    SET_ASIDE = "set_aside"
    CANCELLED = "cancelled"


class Step(StrEnum):
    """The acts on a declaration; each is a function of ``acts`` with the same name."""

    LODGE = "lodge_declaration"
    AMEND = "amend_declaration"
    CANCEL = "cancel_declaration"
    ASK = "ask_for_declaration"
    FETCH = "fetch_declaration"
    KEEP = "keep_declaration"


_ALIVE = frozenset({Status.HELD, Status.STANDING, Status.SET_ASIDE})

TRANSITIONS: Mapping[Step, tuple[frozenset[Status], frozenset[Status]]] = {
    Step.LODGE: (
        frozenset(),
        frozenset({Status.STANDING, Status.HELD, Status.SET_ASIDE}),
    ),
    Step.AMEND: (_ALIVE, _ALIVE),
    Step.CANCEL: (_ALIVE, frozenset({Status.CANCELLED})),
    Step.ASK: (frozenset({Status.HELD}), frozenset({Status.STANDING, Status.SET_ASIDE})),
    Step.FETCH: (frozenset({Status.STANDING}), frozenset({Status.STANDING})),
    # Of two declarations for one occupation, a person keeps one; the other is set aside.
    Step.KEEP: (frozenset({Status.SET_ASIDE}), frozenset({Status.STANDING})),
}
"""From which statuses an act may start, and to which it leads."""


class NotPossibleNow(ValueError):
    """The declaration does not stand where the act may start."""

    def __init__(self, step: Step, status: Status) -> None:
        self.step, self.status = step, status
        super().__init__(f"{step.value} is not possible while the declaration is {status.value}")


def check_step(*, step: Step, status: Status) -> None:
    """Raise ``NotPossibleNow`` unless the act may start from this status."""
    if status not in TRANSITIONS[step][0]:
        raise NotPossibleNow(step, status)
