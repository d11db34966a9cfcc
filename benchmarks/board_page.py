"""Server time of the first page of the months to pay, with 100,000 worker-months of one month.

In milliseconds, the median of interleaved requests through the whole stack (middleware, policy,
queries, six lights a row, template). Peer: the help page in the same frame, which reads no table.
The ratio is peer by ours. The page is to take less than 300 ms: beyond, the benchmark fails.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from time import perf_counter

ROWS = 100_000
BATCH = 1_000
ROUNDS = 15
LIMIT = 300


def main() -> int:
    """Fill a database, print one JSON line; 1 where the page is too slow."""
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
        call_command("load_demonstration", stdout=StringIO())
        _fill()
        ours, peer = _times()
    print(
        json.dumps(
            {
                "name": f"first page of {ROWS} months to pay",
                "ours": round(ours, 2),
                "peer": round(peer, 2),
                "ratio": round(peer / ours, 3),
                "unit": "ms",
            }
        )
    )
    return 0 if ours < LIMIT else 1


def _times() -> tuple[float, float]:
    from django.test import Client
    from django.urls import reverse

    from accalmie.cases.access.models import Account

    client = Client()
    client.force_login(Account.objects.get(username="alexis"))
    ours, peer = reverse("portal:payer_months"), reverse("portal:help")
    times: dict[str, list[float]] = {ours: [], peer: []}
    for _ in range(ROUNDS):
        for address in (ours, peer):
            began = perf_counter()
            answer = client.get(address)
            times[address].append((perf_counter() - began) * 1000)
            if answer.status_code != 200:
                raise RuntimeError(f"{address} answers {answer.status_code}")
    return statistics.median(times[ours]), statistics.median(times[peer])


def _fill() -> None:
    """As many rows as a large payment organisation has in a month, with other time limits."""
    from accalmie.cases.access.models import Account
    from accalmie.cases.board.models import BoardRow
    from accalmie.cases.keys import new_key
    from accalmie.cases.parties.models import Worker
    from accalmie.facts.days import Month

    payer = Account.objects.get(username="alexis").payment_organisation_id
    samples = list(
        BoardRow.objects.filter(payment_organisation_id=payer, month=Month(2026, 9)).order_by("id")
    )
    names = [field.attname for field in BoardRow._meta.concrete_fields]
    for start in range(0, ROWS, BATCH):
        workers = [Worker(niss=f"{start + n:011d}", name=f"{start + n}") for n in range(BATCH)]
        Worker.objects.bulk_create(workers)
        rows = []
        for n, worker in enumerate(workers):
            sample = samples[n % len(samples)]
            row = BoardRow(**{name: getattr(sample, name) for name in names})
            row.id, row.worker_id = new_key(), worker.id
            row.due = date(2026, 10, 1) + timedelta(days=n % 60)
            rows.append(row)
        BoardRow.objects.bulk_create(rows)


if __name__ == "__main__":
    sys.exit(main())
