"""Days on which the worker's card and the employer's declaration tell different things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from accalmie.facts.cards import Mark


class Disagreement(StrEnum):
    """What the two disagree about.

    ``worked_here``: hours are declared, the card says work for this employer. ``inactive_day``:
    hours are declared on a usual day of inactivity. ``outside_contract``: hours are declared where
    no contract runs. ``not_declared``: a blank working day without hours; it stops nothing.
    """

    WORKED_HERE = "worked_here"
    INACTIVE_DAY = "inactive_day"
    OUTSIDE_CONTRACT = "outside_contract"
    NOT_DECLARED = "not_declared"


class Trust(StrEnum):
    """Which of the two a person believes."""

    CARD = "card"
    DECLARATION = "declaration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """One day: the hours declared, the marks of the card, what disagrees."""

    day: date
    hours: Decimal
    marks: tuple[Mark, ...]
    about: Disagreement

    @property
    def stops_payment(self) -> bool:
        """Tell whether a person must decide before the month is paid."""
        return self.about is not Disagreement.NOT_DECLARED
