"""The employer's declarations of social risk: scenario 2 (constat) and scenario 5 (hours)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from accalmie.facts.communications import Version
from accalmie.facts.days import Month, Period
from accalmie.facts.languages import Language
from accalmie.facts.parties import Contact, EmployerId
from accalmie.facts.payments import Wage

UNKNOWN_REPLACEMENT = date(9999, 12, 31)
"""Replacement day of a public holiday that the employer does not know yet (zone 00176)."""


class Interruption(StrEnum):
    """What the occupation was during the month (zone 00769).

    ``same_hours`` same Q the whole month; ``part_time_period`` an added part-time period inside the
    month; ``full_time_period`` an added period at full time or more; ``complete`` complete
    interruption.
    """

    SAME_HOURS = "2"
    PART_TIME_PERIOD = "3"
    FULL_TIME_PERIOD = "4"
    COMPLETE = "5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """The worker's employment as a declaration carries it.

    ``q`` and ``s`` are mean weekly hours, ``days_per_week`` the mean working days, all with two
    decimals. ``worker_code`` and ``employer_class`` are the ONSS codes (zones 00037 and 00036).
    """

    first_day: date
    joint_committee: str
    q: Decimal
    s: Decimal
    last_day: date | None = None
    days_per_week: Decimal | None = None
    employer_class: str | None = None
    worker_code: str | None = None
    interruption: Interruption | None = None
    schedule_code: str | None = None
    is_apprentice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfUnemployment:
    """Hours of unemployment on one day under one day code (5.1 to 5.11)."""

    day: date
    code: str
    hours: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacedHoliday:
    """A public holiday paid by the employer and the day that replaces it.

    The same day twice tells that it is not replaced; ``UNKNOWN_REPLACEMENT`` that nobody knows yet.
    """

    holiday: date
    replaced_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the firm, with the ticket of the communication that named only the section."""

    name: str
    ticket: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstatDeclaration:
    """Scenario 2 (WECH002): the finding of the right to temporary unemployment.

    ``kind`` is the code of a kind of unemployment, ``first_day`` the first day of unemployment.
    ``created_at`` is the sender's own clock, ``own_reference`` his own mark.
    """

    version: Version
    employer: EmployerId
    niss: str
    kind: str
    occupation: Occupation | None = None
    first_day: date | None = None
    wage: Wage | None = None
    reason: str = ""
    user_company: str | None = None
    contact: Contact | None = None
    language: Language = Language.FR
    replaces: str | None = None
    remark: str = ""
    created_at: datetime | None = None
    own_reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursDeclaration:
    """Scenario 5 (WECH005): the hours of unemployment of one worker in one month.

    ``kinds`` are the codes of the kinds of unemployment declared (the risks of the message).
    ``reason`` is that of force majeure. ``closures`` are the closing periods of the firm,
    ``winter_training`` the training periods of construction workers. ``created_at`` is the sender's
    own clock, ``own_reference`` his own mark.
    """

    version: Version
    employer: EmployerId
    niss: str
    month: Month
    kinds: tuple[str, ...]
    occupation: Occupation | None = None
    days: tuple[DayOfUnemployment, ...] = ()
    wage: Wage | None = None
    holidays: tuple[ReplacedHoliday, ...] = ()
    sections: tuple[Section, ...] = ()
    closures: tuple[Period, ...] = ()
    winter_training: tuple[Period, ...] = ()
    reason: str = ""
    user_company: str | None = None
    contact: Contact | None = None
    language: Language = Language.FR
    replaces: str | None = None
    remark: str = ""
    created_at: datetime | None = None
    own_reference: str | None = None
