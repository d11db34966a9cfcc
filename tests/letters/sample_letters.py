"""A fictitious employer, his office, and what he announced."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from accalmie.facts.communications import (
    Communication,
    PlannedSuspension,
    Regime,
    Subject,
    Version,
)
from accalmie.facts.parties import Address, EmployerId, NamedWorker
from accalmie.letters.correspondents import Addressee, OfficeHead

TICKET = "3A0000QM7X00D"
RECEIVED_AT = datetime(2026, 11, 12, 16, 42, tzinfo=ZoneInfo("Europe/Brussels"))

BRUSSELS = OfficeHead(
    name="Bureau de Bruxelles (exemple)",
    address=Address(
        street="Rue Imaginaire", house_number="1", postal_code="1000", city="Bruxelles"
    ),
    phone="02 000 00 00",
)
EMPLOYER = Addressee(
    name="Ateliers Exemple du Canal SRL",
    address=Address(
        street="Quai des Modèles",
        house_number="99",
        box="3",
        postal_code="1070",
        city="Anderlecht",
    ),
)
FOUR_WORKERS = tuple(
    NamedWorker(niss=niss) for niss in ("85011499784", "90020299771", "92030399889", "88040499780")
)
ANNOUNCED = Communication(
    kind="economic_worker",
    subject=Subject.PLANNED_SUSPENSION,
    version=Version.ORIGINAL,
    employer=EmployerId(bce="0999000129"),
    notified_on=date(2026, 11, 12),
    first_day=date(2026, 11, 16),
    last_day=date(2026, 12, 13),
    details=PlannedSuspension(
        regime=Regime.FULL,
        joint_committee="100",
        reason="Les commandes ont baissé de 40 % depuis octobre.",
        undertakes_not_to_subcontract=True,
    ),
    workers=FOUR_WORKERS,
)
