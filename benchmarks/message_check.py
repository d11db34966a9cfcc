"""How fast a large TWCT001 file is checked, beside xmllint with the XSD of the same message.

Ours does more than the peer: besides the structure it checks presence by risk, dates, check digits,
postal codes, committees, duplicates, and the law's notice periods and maxima. Medians of runs by
turns, since a shared machine drifts.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path

from accalmie.facts.communications import (
    BadWeather,
    Communication,
    FirstEffectiveDay,
    PlannedSuspension,
    Regime,
    Subject,
    Version,
)
from accalmie.facts.ids import bce, niss, onss
from accalmie.facts.languages import Language
from accalmie.facts.parties import Address, Contact, EmployerId, NamedWorker
from accalmie.messages import twct001
from accalmie.messages.specification import load
from accalmie.messages.xsd import xsd_of

FORMS = 20_000
ROUNDS = 5
SEED = 20261121
_FIRST = datetime.fromisoformat("2026-09-01T09:30:00")
_PLACES = (("1000", "Bruxelles"), ("4000", "Liège"), ("9000", "Gent"), ("2000", "Antwerpen"))


def main() -> int:
    """Generate a file, check it with both by turns, print the medians as one JSON line."""
    if shutil.which("xmllint") is None:
        print("xmllint is absent: install libxml2-utils", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        file, schema = Path(folder) / "forms.xml", Path(folder) / "TWCT001_20233.xsd"
        # Apart, because a child's peak memory begins with that of its parent.
        writer = multiprocessing.get_context("spawn").Process(target=_write, args=(file,))
        writer.start()
        writer.join()
        schema.write_bytes(xsd_of(load("TWCT001")))
        ours = [sys.executable, "-m", "accalmie.cli", "message", "check", str(file), "--json"]
        peer = ["xmllint", "--stream", "--noout", "--schema", str(schema), str(file)]
        our_seconds, peer_seconds, kilobytes = [], [], 0
        for _ in range(ROUNDS):
            seconds, used = _run(ours)
            our_seconds.append(seconds)
            kilobytes = max(kilobytes, used)
            peer_seconds.append(_run(peer)[0])
    our_speed = FORMS / statistics.median(our_seconds)
    peer_speed = FORMS / statistics.median(peer_seconds)
    line = {
        "name": "message_check",
        "ours": round(our_speed),
        "peer": round(peer_speed),
        "ratio": round(our_speed / peer_speed, 3),
        "unit": "forms/s",
        "peak_mib": kilobytes // 1024,
    }
    print(json.dumps(line))
    return 0


def _write(file: Path) -> None:
    file.write_bytes(generated(FORMS))


def generated(forms: int) -> bytes:
    """A file of fictitious communications, all in order, the same at every run."""
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
            NamedWorker(niss=_niss(source), sequence=at + 1, reference=f"P{number}-{at}")
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


def _niss(source: random.Random) -> str:
    born = date(1965, 1, 1) + timedelta(days=source.randrange(14_000))
    order = source.randrange(1, 998)
    return niss.with_check_digits(f"{born:%y%m%d}{order:03d}", born_from_2000=born.year >= 2000)


def _run(command: list[str]) -> tuple[float, int]:
    """Seconds and peak memory (KiB) of a command that must succeed."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            assert process.stderr is not None
            sys.exit(f"{command[0]} failed: {process.stderr.read().decode()[-500:]}")
    return seconds, usage.ru_maxrss


if __name__ == "__main__":
    sys.exit(main())
