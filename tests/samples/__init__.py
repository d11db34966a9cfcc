"""One sample of each message, as facts and as the bytes that travel.

``python -m tests.samples`` writes the files again after a wanted change of a message; look at the
difference before committing it. All persons, firms and numbers are fictitious.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from accalmie.facts.communications import (
    BadWeather,
    Communication,
    FirstEffectiveDay,
    ForceMajeure,
    PlannedSuspension,
    Regime,
    SocialAction,
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
    Section,
)
from accalmie.facts.ids import bce, niss, onss, ticket
from accalmie.facts.languages import Language
from accalmie.facts.parties import Address, Contact, EmployerId, NamedWorker
from accalmie.facts.payments import TimeUnit, Wage
from accalmie.facts.validationbook import CardRegistration
from accalmie.messages import acrf, defi, notification, twct001, vblv001, wech002, wech005

FOLDER = Path(__file__).parent

_AT = datetime.fromisoformat("2026-11-12T09:30:00")
_EMPLOYER = EmployerId(
    bce=bce.with_check_digits("09990001"), onss=onss.with_check_digits("1999998")
)
_SEAT = Address(street="Quai des Modèles", house_number="99", postal_code="4000", city="LIEGE")
_WORKERS = (
    NamedWorker(niss=niss.with_check_digits("850114997"), sequence=1),
    NamedWorker(niss=niss.with_check_digits("010203998", born_from_2000=True), sequence=2),
)
_TICKET = ticket.from_serial(ticket.TEMPORARY_UNEMPLOYMENT, 20261112)
_FILE_TICKET = ticket.from_serial(ticket.FILES, 7)
_FILE_NAME = "GO.TWCT.123456.20261112.00001.T.1"


@dataclass(frozen=True, slots=True)
class Sample:
    """A message as facts, as bytes, and the way back."""

    message: str
    facts: Any
    written: bytes
    read: Any


def _communication(kind: str, subject: Subject, details: Any, **more: Any) -> Communication:
    fields = {
        "language": Language.FR,
        "created_at": _AT,
        "first_day": date(2026, 11, 20),
        "last_day": date(2026, 12, 13),
        "workers": _WORKERS,
        "seat": _SEAT,
        "contact": Contact(
            name="MODELE", first_name="ALIX", phone="042000000", email="alix@firm.example"
        ),
        **more,
    }
    return Communication(
        kind=kind,
        subject=subject,
        version=Version.ORIGINAL,
        employer=_EMPLOYER,
        details=details,
        **fields,
    )


def _read_one(reader: Any, data: bytes) -> Any:
    (form,) = reader.read(BytesIO(data))
    assert form.anomalies == (), form.anomalies
    return form.facts


def _communications() -> Mapping[str, Communication]:
    return {
        "economic_planned": _communication(
            "economic_worker",
            Subject.PLANNED_SUSPENSION,
            PlannedSuspension(
                regime=Regime.FULL,
                joint_committee="111",
                level="010",
                reason="Commandes reportées",
                undertakes_not_to_subcontract=True,
            ),
        ),
        "bad_weather": _communication(
            "bad_weather",
            Subject.FIRST_EFFECTIVE_DAY,
            BadWeather(weather="Gel", work_and_reason="Bétonnage impossible", site=_SEAT),
            first_day=date(2026, 11, 13),
            last_day=None,
        ),
        "technical_accident": _communication(
            "technical_accident",
            Subject.ACCIDENT_NATURE,
            TechnicalAccident(accident_on=date(2026, 11, 12), nature="Rupture d'un arbre"),
            workers=(),
        ),
        "force_majeure": _communication(
            "force_majeure",
            Subject.FORCE_MAJEURE_NATURE,
            ForceMajeure(reason="Inondation"),
            first_day=date(2026, 11, 12),
        ),
        "first_effective_day": _communication(
            "economic_worker",
            Subject.FIRST_EFFECTIVE_DAY,
            FirstEffectiveDay(joint_committee="111", level="010", site=_SEAT),
            first_day=date(2026, 11, 16),
            last_day=None,
        ),
        "strike": _communication(
            "strike_lockout",
            Subject.SOCIAL_ACTION,
            SocialAction(
                joint_committee="111", level="010", comment="Grève", details="Fournisseur"
            ),
            last_day=None,
            section="Atelier",
        ),
    }


def samples() -> Mapping[str, Sample]:
    """Every sample by the name of its file."""
    found = {
        f"TWCT001_{name}": Sample("TWCT001", fact, twct001.write([fact]), twct001)
        for name, fact in _communications().items()
    }
    for name, errors in (("accepted", ()), ("refused", ("001",))):
        acknowledgement = acrf.Acknowledgement(
            created_at=_AT, file_name=_FILE_NAME, ticket=_FILE_TICKET, errors=errors
        )
        found[f"ACRF_{name}"] = Sample("ACRF", acknowledgement, acrf.write([acknowledgement]), acrf)
    for name, anomalies in (
        ("accepted", ()),
        ("refused", (notification.ReportedAnomaly(code="00024-008", tag="INSS", label="INSS"),)),
    ):
        answer = notification.Notification(
            created_at=_AT,
            ticket=_TICKET,
            is_accepted=not anomalies,
            file_name=_FILE_NAME,
            file_ticket=_FILE_TICKET,
            anomalies=anomalies,
        )
        found[f"NOTIFICATION_{name}"] = Sample(
            "NOTIFICATION", answer, notification.write([answer]), notification
        )
    decision = defi.FinalDecision(
        created_at=_AT,
        ticket=ticket.from_serial(ticket.TEMPORARY_UNEMPLOYMENT, 20261113),
        communication_ticket=_TICKET,
        result=Result.REFUSED,
        language=Language.FR,
        pdf=b"%PDF-1.7 (a sample, no letter)",
        employer=_EMPLOYER,
    )
    found["DEFI_refused"] = Sample("DEFI", decision, defi.write(decision), defi)
    constat, hours, card = _constat(), _hours(), _card()
    found["WECH002_constat"] = Sample("WECH002", constat, wech002.write([constat]), wech002)
    found["WECH005_hours"] = Sample("WECH005", hours, wech005.write([hours]), wech005)
    found["VBLV001_card"] = Sample("VBLV001", card, vblv001.write([card]), vblv001)
    return found


_OCCUPATION = Occupation(
    first_day=date(2019, 3, 1),
    joint_committee="111",
    q=Decimal(38),
    s=Decimal(38),
    days_per_week=Decimal(5),
    employer_class="010",
    worker_code="015",
)
_WAGE = Wage(amount=Decimal("17.25"), unit=TimeUnit.HOUR)


def _constat() -> ConstatDeclaration:
    return ConstatDeclaration(
        version=Version.ORIGINAL,
        employer=_EMPLOYER,
        niss=_WORKERS[0].niss,
        kind="economic_worker",
        occupation=_OCCUPATION,
        first_day=date(2026, 11, 20),
        wage=_WAGE,
        created_at=_AT,
    )


def _hours() -> HoursDeclaration:
    return HoursDeclaration(
        version=Version.ORIGINAL,
        employer=_EMPLOYER,
        niss=_WORKERS[0].niss,
        month=Month(2026, 10),
        kinds=("economic_worker", "technical_accident"),
        occupation=replace(_OCCUPATION, interruption=Interruption.SAME_HOURS, schedule_code="01"),
        days=(
            DayOfUnemployment(day=date(2026, 10, 5), code="5.1", hours=Decimal("7.6")),
            DayOfUnemployment(day=date(2026, 10, 6), code="5.3", hours=Decimal("3.8")),
        ),
        wage=_WAGE,
        sections=(Section(name="Atelier", ticket=_TICKET),),
        created_at=_AT,
    )


def _card() -> CardRegistration:
    return CardRegistration(
        employer=_EMPLOYER,
        niss=_WORKERS[0].niss,
        month=Month(2026, 12),
        card_number="NA1000101",
        seat=_SEAT,
        created_at=_AT,
    )


def read_back(sample: Sample) -> Any:
    """The facts read again from the bytes."""
    return _read_one(sample.read, sample.written)
