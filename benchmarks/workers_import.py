"""Server time from the upload of an XLSX list to its rows stored, 2,000 workers.

In milliseconds, the median of runs in which all workers are new: read and kept (with the preview
page), then taken, all through the stack of the portal. Peer: openpyxl reads the same rows of the
same file into lists, which is where such an import begins elsewhere; it keeps nothing, checks
nothing and shows nothing. The ratio is peer by ours. The import is to take less than five seconds:
beyond, the benchmark fails.
"""

from __future__ import annotations

import io
import json
import os
import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

WORKERS = 2_000
ROUNDS = 5
LIMIT = 5_000


def main() -> int:
    """Read the same list into firm after firm, print one JSON line; 1 where it is too slow."""
    with tempfile.TemporaryDirectory() as home:
        Path(home, "var", "static").mkdir(parents=True)
        os.environ |= {
            "ACCALMIE_HOME": home,
            "ACCALMIE_DEMO": "1",
            "ACCALMIE_ALLOWED_HOSTS": "testserver",
            "DJANGO_SETTINGS_MODULE": "accalmie.config.settings",
        }
        os.environ.pop("ACCALMIE_DATABASE_URL", None)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        ours, peer = [], []
        for position in range(ROUNDS + 1):
            content = _workbook(position)
            peer.append(_read_by_openpyxl(content))
            ours.append(_import(position, content))
    # The first round loads templates and addresses.
    time, other = statistics.median(ours[1:]), statistics.median(peer[1:])
    print(
        json.dumps(
            {
                "name": f"import of {WORKERS} workers from XLSX, until stored",
                "ours": round(time, 1),
                "peer": round(other, 1),
                "ratio": round(other / time, 3),
                "unit": "ms",
            }
        )
    )
    return 0 if time < LIMIT else 1


def _workbook(position: int) -> bytes:
    from accalmie.facts.languages import Language
    from accalmie.portal.tables.columns import WORKERS as COLUMNS
    from accalmie.portal.tables.writing import model_sheet

    rows = []
    for n in range(WORKERS):
        day = date(2010 + n % 15, 1 + n % 12, 1 + n % 28)
        number = _number(position * WORKERS + n)
        name, section = f"Exemple {n}", f"Atelier {n % 12}"
        rows.append([number, name, "Lou", "ouvrier", "124", None, section, day, None, "fr"])
    return model_sheet(columns=COLUMNS, language=Language.FR, rows=rows)


def _number(n: int) -> str:
    from accalmie.facts.ids import niss

    year, rest = 60 + n % 39, n // 39
    month, rest = 1 + rest % 12, rest // 12
    return niss.with_check_digits(f"{year:02d}{month:02d}{1 + rest % 28:02d}{1 + rest // 28:03d}")


def _read_by_openpyxl(content: bytes) -> float:
    from openpyxl import load_workbook

    began = perf_counter()
    sheet = load_workbook(io.BytesIO(content), read_only=True).active
    read = [list(row) for row in sheet.iter_rows(values_only=True)]
    took = (perf_counter() - began) * 1000
    if len(read) != WORKERS + 1:
        raise RuntimeError(f"{len(read)} rows")
    return took


def _import(position: int, content: bytes) -> float:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client
    from django.urls import reverse

    from accalmie.cases.access.models import Account
    from accalmie.cases.access.roles import Role
    from accalmie.cases.parties.models import Employer, Establishment

    employer = Employer.objects.create(ppl=f"{position:08d}", name="Exemple")
    Establishment.objects.create(employer=employer, name="Usine", postal_code="1000")
    client = Client()
    client.force_login(
        Account.objects.create_account(
            username=f"clerk{position}",
            password=None,
            role=Role.EMPLOYER,
            display_name="Clerk",
            employer=employer,
        )
    )
    file = SimpleUploadedFile("list.xlsx", content)
    began = perf_counter()
    read = client.post(reverse("portal:staff_import", args=[employer.id]), {"file": file})
    shown = client.get(read["Location"])
    client.post(read["Location"], {"do": "take"})
    took = (perf_counter() - began) * 1000
    if shown.status_code != 200 or employer.employments.count() != WORKERS:
        raise RuntimeError("the list was not taken")
    return took


if __name__ == "__main__":
    sys.exit(main())
