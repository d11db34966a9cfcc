"""Server time of the pages of one communication for 10,000 workers, from the draft to its versions.

In milliseconds of the processor, the median of interleaved requests through the whole stack: the
pages of a draft that names 10,000, what is answered while its days are typed, the communication
once sent and changed, the list of its workers, its receipt. Peer: the help page, which reads no
table; the ratio is peer by ours. A page is to take less than 300 ms, the answer while typing less
than 150: beyond, the benchmark fails. The last line is the sending itself, once, in seconds: it
has no limit; its peer is the same communication for one worker.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.first_page import LIVE_LIMIT, PAGE_LIMIT, measure, prepare, told

WORKERS = 10_000
FIRM, USER = "Ateliers", "dominique"


def main() -> int:
    """Print one JSON line for each page, and one for the sending."""
    with tempfile.TemporaryDirectory() as home:
        prepare(Path(home))
        numbers = _staff()
        slow = [name for name, limit, mine in _of_draft(numbers) if mine >= limit]
        slow += [name for name, limit, mine in _of_case(numbers) if mine >= limit]
        _sending(numbers)
    return told(slow)


def _of_draft(numbers: list[str]) -> Iterator[tuple[str, int, float]]:
    from django.urls import reverse

    draft = _draft(numbers)
    for name, route, page in (
        ("task list", "lodging_draft", ()),
        ("page of the workers", "lodging_page", ("workers",)),
        ("list to choose from", "lodging_people", ()),
        ("page of the days", "lodging_page", ("dates",)),
        ("check before sending", "lodging_check", ()),
        ("all who are named", "lodging_named", ()),
    ):
        address = reverse(f"portal:{route}", args=[draft.id, *page])
        yield _measured(f"draft of {WORKERS}: {name}", PAGE_LIMIT, partial(_get, address))
    address = reverse("portal:lodging_findings", args=[draft.id])
    name = f"draft of {WORKERS}: answer while the days are typed"
    yield _measured(name, LIVE_LIMIT, partial(_post, address, draft.page("dates")))


def _of_case(numbers: list[str]) -> Iterator[tuple[str, int, float]]:
    from django.urls import reverse

    draft = _draft(numbers)
    _send(draft)
    case = draft.versions.get().case
    client = _client()
    client.post(reverse("portal:lodging_again", args=[case.id]), {"way": "change"})
    change = type(draft).objects.latest("begun_at", "id")
    change.data["workers"]["listed"] = "\n".join(numbers[5:])
    change.save()
    _send(change)
    case.refresh_from_db()
    for name, route, rest in (
        ("page of the communication", "communication", ()),
        ("its workers", "communication_workers", ()),
        ("its versions side by side", "communication_versions", ()),
        ("its receipt", "receipt", (case.latest_id,)),
    ):
        address = reverse(f"portal:{route}", args=[case.id, *rest])
        yield _measured(f"sent for {WORKERS}: {name}", PAGE_LIMIT, partial(_get, address))
    address = reverse("portal:lodging_sent", args=[change.id])
    yield _measured(f"sent for {WORKERS}: confirmation", PAGE_LIMIT, partial(_get, address))


def _sending(numbers: list[str]) -> None:
    one, all_of_them = _send(_draft(numbers[:1])), _send(_draft(numbers))
    line = {
        "name": f"sending a communication for {WORKERS}",
        "ours": round(all_of_them, 3),
        "peer": round(one, 3),
        "ratio": round(one / all_of_them, 4),
        "unit": "s",
    }
    print(json.dumps(line))


def _measured(name: str, limit: int, ask: Any) -> tuple[str, int, float]:
    return name, limit, measure(name, limit, USER, ask)


def _get(address: str, client: Any) -> Any:
    return client.get(address)


def _post(address: str, typed: dict[str, str], client: Any) -> Any:
    return client.post(address, typed)


def _client() -> Any:
    from django.test import Client

    from accalmie.cases.access.models import Account

    client = Client()
    client.force_login(Account.objects.get(username=USER))
    return client


def _send(draft: Any) -> float:
    from django.urls import reverse

    client = _client()
    draft.refresh_from_db()
    began = process_time()
    address = reverse("portal:lodging_send", args=[draft.id])
    answer = client.post(address, {"revision": draft.revision})
    took = process_time() - began
    if answer.status_code != 302:
        raise RuntimeError(f"sending answers {answer.status_code}")
    return took


def _staff() -> list[str]:
    """The numbers of 10,000 people whom the firm employs."""
    from accalmie.cases.parties.models import Employer, Employment, Worker
    from accalmie.facts.ids import niss

    firm = Employer.objects.get(name__startswith=FIRM)
    place = firm.establishments.order_by("id")[0]
    workers = [
        Worker(
            niss=niss.with_check_digits(f"{60 + n // 250:02d}{n % 12 + 1:02d}01{n % 250 + 1:03d}"),
            name=f"Exemple{n % 700:03d}",
            first_name=f"Personne{n}",
        )
        for n in range(WORKERS)
    ]
    Worker.objects.bulk_create(workers, batch_size=500)
    Employment.objects.bulk_create(
        [
            Employment(
                worker=worker,
                employer=firm,
                establishment=place,
                first_day=date(2020, 1, 6),
                joint_committee="111",
            )
            for worker in workers
        ],
        batch_size=500,
    )
    return [worker.niss for worker in workers]


def _draft(numbers: list[str]) -> Any:
    from django.conf import settings

    from accalmie.cases.access.models import Account
    from accalmie.cases.drafts import acts
    from accalmie.cases.parties.models import Employer

    firm, at = Employer.objects.get(name__startswith=FIRM), settings.CLOCK()
    seat = {"establishment": str(firm.establishments.order_by("id")[0].id)}
    days = {"notified_on": 0, "first_day": 8, "last_day": 28}
    dates = {f"{name}-day": f"{at.date() + timedelta(days=n):%d.%m.%Y}" for name, n in days.items()}
    return acts.begin(
        employer=firm,
        form="planned_worker",
        data={
            "seat": {**seat, "joint_committee": "111", "agency": "own"},
            "workers": {"who": "names", "listed": "\n".join(numbers)},
            "dates": {**dates, "regime": "full"},
            "reasons": {"reason": "Carnet de commandes", "undertakes": "on"},
        },
        by=Account.objects.get(username=USER),
        at=at,
    )


if __name__ == "__main__":
    sys.exit(main())
