"""Sample messages, written by the same writers as the real ones. Everybody in them is fictitious.

They are made when somebody asks, so that a sample always fits the schema beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from accalmie.facts.communications import (
    BadWeather,
    Communication,
    FirstEffectiveDay,
    ForceMajeure,
    PlannedSuspension,
    Regime,
    Subject,
    TechnicalAccident,
    Version,
)
from accalmie.facts.days import Month
from accalmie.facts.decisions import Result
from accalmie.facts.declarations import (
    ConstatDeclaration,
    DayOfUnemployment,
    HoursDeclaration,
    Interruption,
    Occupation,
)
from accalmie.facts.ids import bce, niss, ticket
from accalmie.facts.languages import Language
from accalmie.facts.parties import Address, EmployerId, NamedWorker
from accalmie.facts.payments import TimeUnit, Wage
from accalmie.facts.validationbook import CardRegistration
from accalmie.messages import acrf, defi, notification, twct001, vblv001, wech002, wech005

_AT = datetime.fromisoformat("2026-11-12T10:15:00")
_EMPLOYER = EmployerId(bce=bce.with_check_digits("09990003"))
_SEAT = Address(street="Rue du Repos", house_number="7", postal_code="5000", city="NAMUR")
_WORKER = NamedWorker(niss=niss.with_check_digits("880229995"), sequence=1)
_TICKET = ticket.from_serial(ticket.TEMPORARY_UNEMPLOYMENT, 20261201)
_FILE_TICKET = ticket.from_serial(ticket.FILES, 41)
_FILE = "FI.TWCT.999001.20261112.00001.T.1.1"


def names() -> tuple[str, ...]:
    """The names of the samples; a name begins with its message."""
    return tuple(_MADE)


def sample(name: str) -> bytes:
    """One sample as it travels; raises ``KeyError`` for a name that does not exist."""
    return _MADE[name]()


def _communication(kind: str, subject: Subject, details: Any, **days: date | None) -> bytes:
    told = {"first_day": date(2026, 11, 23), "last_day": date(2026, 12, 6), **days}
    communication = Communication(
        kind=kind,
        subject=subject,
        version=Version.ORIGINAL,
        employer=_EMPLOYER,
        details=details,
        language=Language.FR,
        created_at=_AT,
        seat=_SEAT,
        workers=() if subject is Subject.ACCIDENT_NATURE else (_WORKER,),
        **told,
    )
    return twct001.write([communication])


def _planned() -> bytes:
    details = PlannedSuspension(
        regime=Regime.FULL,
        joint_committee="111",
        level="010",
        reason="Commandes en baisse",
        undertakes_not_to_subcontract=True,
    )
    return _communication("economic_worker", Subject.PLANNED_SUSPENSION, details)


def _first_day() -> bytes:
    details = FirstEffectiveDay(joint_committee="111", level="010", site=_SEAT)
    days = {"first_day": date(2026, 11, 16), "last_day": None}
    return _communication("economic_worker", Subject.FIRST_EFFECTIVE_DAY, details, **days)


def _weather() -> bytes:
    details = BadWeather(weather="Pluie", work_and_reason="Toiture impossible", site=_SEAT)
    days = {"first_day": date(2026, 11, 13), "last_day": None}
    return _communication("bad_weather", Subject.FIRST_EFFECTIVE_DAY, details, **days)


def _accident() -> bytes:
    details = TechnicalAccident(accident_on=date(2026, 11, 12), nature="Panne de la presse")
    return _communication("technical_accident", Subject.ACCIDENT_NATURE, details)


def _force_majeure() -> bytes:
    details = ForceMajeure(reason="Incendie chez un fournisseur")
    days = {"first_day": date(2026, 11, 12)}
    return _communication("force_majeure", Subject.FORCE_MAJEURE_NATURE, details, **days)


def _acknowledgement() -> bytes:
    told = acrf.Acknowledgement(created_at=_AT, file_name=_FILE, ticket=_FILE_TICKET, errors=())
    return acrf.write([told])


def _notification() -> bytes:
    told = notification.Notification(
        created_at=_AT,
        ticket=_TICKET,
        is_accepted=True,
        file_name=_FILE,
        file_ticket=_FILE_TICKET,
        anomalies=(),
    )
    return notification.write([told])


def _decision() -> bytes:
    decision = defi.FinalDecision(
        created_at=_AT,
        ticket=ticket.from_serial(ticket.TEMPORARY_UNEMPLOYMENT, 20261202),
        communication_ticket=_TICKET,
        result=Result.ACCEPTED,
        language=Language.FR,
        pdf=b"%PDF-1.7 (no letter: a sample)",
        employer=_EMPLOYER,
    )
    return defi.write(decision)


_OCCUPATION = Occupation(
    first_day=date(2020, 2, 3),
    joint_committee="111",
    q=Decimal(38),
    s=Decimal(38),
    days_per_week=Decimal(5),
    employer_class="010",
    worker_code="015",
)
_WAGE = Wage(amount=Decimal("18.40"), unit=TimeUnit.HOUR)


def _right() -> bytes:
    declaration = ConstatDeclaration(
        version=Version.ORIGINAL,
        employer=_EMPLOYER,
        niss=_WORKER.niss,
        kind="economic_worker",
        occupation=_OCCUPATION,
        first_day=date(2026, 11, 23),
        wage=_WAGE,
        created_at=_AT,
    )
    return wech002.write([declaration])


def _hours() -> bytes:
    days = (
        DayOfUnemployment(day=date(2026, 10, 12), code="5.1", hours=Decimal("7.6")),
        DayOfUnemployment(day=date(2026, 10, 13), code="5.1", hours=Decimal("7.6")),
    )
    declaration = HoursDeclaration(
        version=Version.ORIGINAL,
        employer=_EMPLOYER,
        niss=_WORKER.niss,
        month=Month(2026, 10),
        kinds=("economic_worker",),
        occupation=replace(_OCCUPATION, interruption=Interruption.SAME_HOURS, schedule_code="01"),
        days=days,
        wage=_WAGE,
        created_at=_AT,
    )
    return wech005.write([declaration])


def _card() -> bytes:
    card = CardRegistration(
        employer=_EMPLOYER,
        niss=_WORKER.niss,
        month=Month(2026, 12),
        card_number="NA1000101",
        seat=_SEAT,
        created_at=_AT,
    )
    return vblv001.write([card])


_MADE: Mapping[str, Callable[[], bytes]] = {
    "TWCT001_planned_suspension": _planned,
    "TWCT001_first_effective_day": _first_day,
    "TWCT001_bad_weather": _weather,
    "TWCT001_technical_accident": _accident,
    "TWCT001_force_majeure": _force_majeure,
    "ACRF_accepted_file": _acknowledgement,
    "NOTIFICATION_accepted_form": _notification,
    "DEFI_accepted": _decision,
    "VBLV001_control_card": _card,
    "WECH002_right": _right,
    "WECH005_hours": _hours,
}
