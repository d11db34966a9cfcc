"""The official risk under which a communication goes: what a change or cancellation must share.

Finer than a kind in one way (the first effective day is a risk of its own), coarser in another
(workers and employees share the economic risk).
"""

from __future__ import annotations

from accalmie.facts.communications import Subject
from accalmie.law.kinds import REGISTRY

FIRST_EFFECTIVE_DAY = "005"
_ANNOUNCED_BY_THEIR_FIRST_DAY = ("002",)
"""Bad weather has no announcement: its first effective day goes under its own risk."""


def risk_of(*, kind: str, subject: Subject) -> str:
    """Return the risk code of TWCT001; the kind's own name where the message has none."""
    known = REGISTRY.get(kind)
    if known is None or known.twct_risk is None:
        return kind
    announced_by_first_day = known.twct_risk in _ANNOUNCED_BY_THEIR_FIRST_DAY
    if subject is Subject.FIRST_EFFECTIVE_DAY and not announced_by_first_day:
        return FIRST_EFFECTIVE_DAY
    return known.twct_risk
