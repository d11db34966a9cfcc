"""Communications to measure with: fictitious, all in order, the same at every run."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from accalmie.facts.communications import (
    BadWeather,
    Communication,
    FirstEffectiveDay,
    PlannedSuspension,
    Regime,
    Subject,
    Version,
)
from accalmie.facts.ids import bce, onss
from accalmie.facts.languages import Language
from accalmie.facts.parties import Address, Contact, EmployerId, NamedWorker
from accalmie.messages import twct001
from benchmarks.samples.persons import national_number

SEED = 20261121
_FIRST = datetime.fromisoformat("2026-09-01T09:30:00")
_PLACES = (("1000", "Bruxelles"), ("4000", "Liège"), ("9000", "Gent"), ("2000", "Antwerpen"))


def file_of(*, forms: int) -> bytes:
    """A file of so many forms."""
    source = random.Random(SEED)
    return twct001.write(_communication(source, number) for number in range(forms))


def _communication(source: random.Random, number: int) -> Communication:
    postal_code, city = source.choice(_PLACES)
    seat = Address(street="Rue de l'Exemple", house_number="1", postal_code=postal_code, city=city)
    created = _FIRST + timedelta(days=source.randrange(60), milliseconds=number)
    kind, subject, details, last_day = _matter(source, created.date())
    return Communication(
        kind=kind,
        subject=subject,
        version=Version.ORIGINAL,
        language=source.choice((Language.FR, Language.NL, Language.DE)),
        employer=EmployerId(
            bce=bce.with_check_digits(f"0999{source.randrange(10_000):04d}"),
            onss=onss.with_check_digits(f"19990{source.randrange(100):02d}"),
        ),
        created_at=created,
        first_day=created.date() + timedelta(days=7 if last_day else 0),
        last_day=last_day,
        details=details,
        seat=seat,
        contact=Contact(
            name="Exemple",
            first_name="Camille",
            address=seat,
            phone="02/000.00.00",
            email="camille.exemple@example.org",
        ),
        workers=tuple(
            NamedWorker(niss=national_number(source), sequence=at + 1, reference=f"P{number}-{at}")
            for at in range(source.randint(2, 6))
        ),
        own_reference=f"REF{number:08d}",
    )


def _matter(
    source: random.Random, created: date
) -> tuple[str, Subject, PlannedSuspension | BadWeather | FirstEffectiveDay, date | None]:
    match source.randrange(3):
        case 0:
            suspension = PlannedSuspension(
                regime=Regime.FULL,
                joint_committee="124",
                reason="Manque de commandes",
                undertakes_not_to_subcontract=True,
            )
            last = created + timedelta(days=7 + source.randrange(5, 28))
            return "economic_worker", Subject.PLANNED_SUSPENSION, suspension, last
        case 1:
            weather = BadWeather(weather="Gel", work_and_reason="Maçonnerie, mortier gelé")
            return "bad_weather", Subject.FIRST_EFFECTIVE_DAY, weather, None
    first = FirstEffectiveDay(joint_committee="124")
    return "economic_worker", Subject.FIRST_EFFECTIVE_DAY, first, None
