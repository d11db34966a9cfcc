"""Server time of the pages that explain the law, against a page that asks for nothing.

In milliseconds, the median of interleaved requests through the whole stack; of the pages, the
slowest is told. Peer: the help page in the same frame. The ratio is peer by ours. A page is to take
less than 300 ms: beyond, the benchmark fails.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

LIMIT = 300
ROUNDS = 15
PAGES = (
    ("law_home",),
    ("law_values",),
    ("law_changes",),
    ("law_readings",),
    ("law_rule", "announced_in_time"),
    ("law_value", "computed", "limit_c"),
)


def main() -> int:
    """Print one JSON line; 1 where a page is too slow."""
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
        from django.urls import reverse

        django.setup()
        call_command("migrate", verbosity=0)
        times = {
            " ".join(page): _times(reverse(f"portal:{page[0]}", args=page[1:])) for page in PAGES
        }
    slowest = max(times, key=lambda page: times[page][0])
    ours, peer = times[slowest]
    line = {
        "name": f"slowest page of the law ({slowest})",
        "ours": round(ours, 2),
        "peer": round(peer, 2),
        "ratio": round(peer / ours, 3),
        "unit": "ms",
    }
    print(json.dumps(line))
    return 0 if ours < LIMIT else 1


def _times(page: str) -> tuple[float, float]:
    from django.test import Client
    from django.urls import reverse

    client = Client()
    peer = reverse("portal:help")
    client.get(page)
    times: dict[str, list[float]] = {page: [], peer: []}
    for _ in range(ROUNDS):
        for address in (page, peer):
            began = perf_counter()
            answer = client.get(address)
            times[address].append((perf_counter() - began) * 1000)
            if answer.status_code != 200:
                raise RuntimeError(f"{address} answers {answer.status_code}")
    return statistics.median(times[page]), statistics.median(times[peer])


if __name__ == "__main__":
    sys.exit(main())
