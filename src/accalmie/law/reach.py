"""Which earlier communications of an employer can bear on one: nothing else need be read.

The rules look back as far as their kind says (``KindRules.reach``). Whatever its days, the
communication that a change or a cancellation replaces bears on it, and where nothing at all was
received earlier that tells something too: whoever reads keeps both in mind.
"""

from __future__ import annotations

from datetime import date

from accalmie.facts.communications import Communication
from accalmie.facts.days import Period
from accalmie.law.dated import NotInForceError
from accalmie.law.kinds import REGISTRY

ALL_DAYS = Period(date.min, date.max)


def reach_of(communication: Communication) -> Period | None:
    """The days of earlier communications that the rules look at; None where they look at none.

    A suspension bears where it touches these days, a first effective day where it is one of them
    or lies in a suspension that touches them.
    """
    kind, first_day = REGISTRY.get(communication.kind), communication.first_day
    if kind is None or first_day is None:
        return None
    try:
        return kind.rules.reach(kind, first_day)
    except (NotInForceError, ValueError, OverflowError):
        # Before the values, or at the end of the calendar: rather too much than too little.
        return ALL_DAYS
