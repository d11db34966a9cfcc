"""Scenarios 5 to measure with: fictitious, all in order, the same at every run."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from decimal import Decimal

from accalmie.facts.communications import Version
from accalmie.facts.days import Month
from accalmie.facts.declarations import (
    DayOfUnemployment,
    HoursDeclaration,
    Interruption,
    Occupation,
)
from accalmie.facts.ids import bce, onss
from accalmie.facts.parties import EmployerId
from accalmie.facts.payments import TimeUnit, Wage
from accalmie.messages import wech005
from benchmarks.samples.persons import national_number

SEED = 20261121
_MONTH = Month(2026, 9)
_DAYS = [date(2026, 9, day) for day in range(1, 31) if date(2026, 9, day).weekday() < 5]
_CREATED = datetime.fromisoformat("2026-10-05T09:30:00")


def file_of(*, forms: int) -> bytes:
    """A file of so many forms."""
    source = random.Random(SEED)
    return wech005.write(_declaration(source, number) for number in range(forms))


def _declaration(source: random.Random, number: int) -> HoursDeclaration:
    return HoursDeclaration(
        version=Version.ORIGINAL,
        employer=EmployerId(
            bce=bce.with_check_digits(f"0999{source.randrange(10_000):04d}"),
            onss=onss.with_check_digits(f"19990{source.randrange(100):02d}"),
        ),
        niss=national_number(source),
        month=_MONTH,
        kinds=("economic_worker",),
        occupation=Occupation(
            first_day=date(2015, 1, 5) + timedelta(days=source.randrange(3_000)),
            joint_committee="124",
            q=Decimal("40.00"),
            s=Decimal("40.00"),
            days_per_week=Decimal("5.00"),
            employer_class="000",
            worker_code="015",
            interruption=Interruption.SAME_HOURS,
            schedule_code="01",
        ),
        days=tuple(
            DayOfUnemployment(day=day, code="5.1", hours=Decimal("8.00"))
            for day in sorted(source.sample(_DAYS, source.randint(3, 15)))
        ),
        wage=Wage(amount=Decimal(source.randrange(140_000, 260_000)) / 10_000, unit=TimeUnit.HOUR),
        created_at=_CREATED + timedelta(milliseconds=number),
        own_reference=f"REF{number:08d}",
    )
