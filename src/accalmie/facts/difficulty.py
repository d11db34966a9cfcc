"""What a firm tells in its C106A: that it is in difficulty, and on which agreement it relies.

Sources: sheets E54 and E55. Amounts are in the unit of their measure, days in days declared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from accalmie.facts.days import Period


class Criterion(StrEnum):
    """By what a firm proves its difficulty; the values stand on the form."""

    FALL = "A"
    UNEMPLOYMENT = "B"
    MINISTER = "C"


class Measure(StrEnum):
    """What fell, for criterion A."""

    TURNOVER = "turnover"
    PRODUCTION = "production"
    ORDERS = "orders"


class Unit(StrEnum):
    """For which part of the firm the proof is made."""

    LEGAL_ENTITY = "legal_entity"
    TECHNICAL_UNIT = "technical_unit"
    ESTABLISHMENT = "establishment"


class InstrumentSort(StrEnum):
    """Which agreement or plan allows the suspension."""

    SECTOR_AGREEMENT = "sector_agreement"
    COMPANY_AGREEMENT = "company_agreement"
    COMPANY_PLAN = "company_plan"
    NATIONAL_AGREEMENT = "national_agreement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """Criterion A: the same quarter of two years; ``is_from_vat_returns`` else any other proof."""

    measure: Measure
    earlier_quarter: str
    earlier: Decimal
    later_quarter: str
    later: Decimal
    is_from_vat_returns: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unemployment:
    """Criterion B: days of economic unemployment and the other days declared, of one quarter."""

    quarter: str
    unemployed_days: Decimal
    other_days: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ByMinister:
    """Criterion C: the decision of the Minister of Employment, and until when it holds."""

    decided_on: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """The agreement or plan; ``earlier`` are those that it prolongs or supplements, oldest first.

    ``number`` is that of its registration, or of the national agreement. The two maxima are told
    only where it allows fewer calendar weeks than the law.
    """

    sort: InstrumentSort
    number: str
    concluded_on: date | None
    valid: Period
    earlier: tuple[str, ...] = ()
    max_full_weeks: int | None = None
    max_reduced_weeks: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyNotice:
    """A C106A as it is sent."""

    criterion: Criterion
    unit: Unit
    proof: Fall | Unemployment | ByMinister
    instrument: Instrument
    employees: int
    remark: str = ""
