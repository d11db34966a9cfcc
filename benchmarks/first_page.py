"""Server time of the pages over 100,000 communications, against a page that asks for nothing.

In milliseconds of the processor (the database runs in the same process, and what else the machine
does is left out), the median of interleaved requests through the whole stack (middleware, policy,
query, template): the list of an employer who has 20,000 of them, its search and its filter, what is
due, one communication, the work list of the office where all of them wait, and the answer while
one types the days of a new one: the first one, for which the history is read, and those after it.
Peer: the help page in the same frame, which reads no table. The ratio is peer by ours. A page is to
take less than 300 ms and the answer while typing less than 150: beyond, the benchmark fails.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from io import StringIO
from pathlib import Path
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

COMMUNICATIONS = 100_000
OF_THE_FIRM = 20_000
PAGE_LIMIT, LIVE_LIMIT = 300, 150
BATCH = 2_000
ROUNDS = 15
AT = datetime(2026, 11, 12, 9, tzinfo=ZoneInfo("Europe/Brussels"))
EXAMINED = 60


def main() -> int:
    """Fill a database, print one JSON line for each list."""
    with tempfile.TemporaryDirectory() as home:
        prepare(Path(home))
        _fill()
        slow = [name for name, limit, mine in _measured() if mine >= limit]
    return told(slow)


def prepare(home: Path) -> None:
    """A portal on a database of its own, with the people of the demonstration."""
    (home / "var" / "static").mkdir(parents=True)
    os.environ |= {
        "ACCALMIE_HOME": str(home),
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


def told(slow: list[str]) -> int:
    """Name what is too slow; 1 when something is."""
    for name in slow:
        print(f"too slow: {name}", file=sys.stderr)
    return 1 if slow else 0


def _measured() -> Iterator[tuple[str, int, float]]:
    from django.urls import reverse

    from accalmie.cases.communications.models import Case

    newest = Case.objects.filter(employer__name__startswith="Ateliers").latest("received_at", "id")
    listed = reverse("portal:communications")
    for name, username, address in (
        ("first page of an employer's 20,000 communications", "dominique", listed),
        ("his communications of a ticket", "dominique", f"{listed}?q={newest.latest.ticket}"),
        ("his communications at the office", "dominique", f"{listed}?status=at_the_office"),
        ("one communication", "dominique", reverse("portal:communication", args=[newest.id])),
        ("what is due", "dominique", reverse("portal:obligations")),
        ("first page of a work list of 100,000", "andrea", reverse("portal:work")),
    ):
        ask = partial(_page, address)
        yield name, PAGE_LIMIT, measure(name, PAGE_LIMIT, username, ask)
    address, typed = _draft()
    name = "answer while the days are typed"
    answer = partial(_answer, address, typed)
    yield name, LIVE_LIMIT, measure(name, LIVE_LIMIT, "dominique", answer)
    name = "first answer, the history of 20,000 still to be read"
    first = partial(_first_answer, address, typed)
    yield name, LIVE_LIMIT, measure(name, LIVE_LIMIT, "dominique", first)


def _page(address: str, client: Any) -> Any:
    return client.get(address)


def _answer(address: str, typed: dict[str, str], client: Any) -> Any:
    return client.post(address, typed)


def _first_answer(address: str, typed: dict[str, str], client: Any) -> Any:
    from accalmie.cases.drafts import examining

    examining.forget()
    return client.post(address, typed)


def _draft() -> tuple[str, dict[str, str]]:
    """A draft of the firm, and what its page of dates sends while one types."""
    from django.urls import reverse

    from accalmie.cases.access.models import Account
    from accalmie.cases.drafts import acts
    from accalmie.cases.parties.models import Employer

    draft = acts.begin(
        employer=Employer.objects.get(name__startswith="Ateliers"),
        form="planned_worker",
        data={"workers": {"who": "section", "section": "Atelier 1"}},
        by=Account.objects.get(username="dominique"),
        at=AT,
    )
    days = {"notified_on": "12.11.2026", "first_day": "21.11.2026", "last_day": "13.12.2026"}
    typed = {f"{name}-day": day for name, day in days.items()} | {"regime": "full"}
    return reverse("portal:lodging_findings", args=[draft.id]), typed


def measure(name: str, limit: int, username: str, ask: Callable[[Any], Any]) -> float:
    """Print the median of what is asked beside that of the help page, and give it."""
    from django.test import Client
    from django.urls import reverse

    from accalmie.cases.access.models import Account

    client = Client()
    client.force_login(Account.objects.get(username=username))
    help_page = reverse("portal:help")
    asked = {"ours": ask, "peer": lambda client: client.get(help_page)}
    times: dict[str, list[float]] = {"ours": [], "peer": []}
    for _ in range(ROUNDS):
        for who, one in asked.items():
            began = process_time()
            answer = one(client)
            times[who].append((process_time() - began) * 1000)
            if answer.status_code != 200:
                raise RuntimeError(f"{name} answers {answer.status_code}")
    mine, theirs = statistics.median(times["ours"]), statistics.median(times["peer"])
    print(
        json.dumps(
            {
                "name": name,
                "ours": round(mine, 2),
                "peer": round(theirs, 2),
                "ratio": round(theirs / mine, 3),
                "limit": limit,
                "unit": "ms",
            }
        )
    )
    return mine


def _fill() -> None:
    """Lodge 100,000 communications, many of one firm; those that a page shows are examined."""
    from accalmie.cases.access.models import Account
    from accalmie.cases.access.roles import BatchSender
    from accalmie.cases.communications import acts
    from accalmie.cases.communications.models import Case, Examination
    from accalmie.cases.communications.statuses import Status
    from accalmie.cases.parties.models import Sender
    from accalmie.facts.communications import Channel

    firm = Account.objects.get(username="dominique")
    others = BatchSender(sender=Sender.objects.order_by("id")[0])
    for start in range(0, COMMUNICATIONS, BATCH):
        by = firm if start < OF_THE_FIRM else others
        lodgings = [
            acts.Lodging(
                communication=_communication(start + n),
                channel=Channel.PORTAL,
            )
            for n in range(BATCH)
        ]
        acts.lodge_many(lodgings=lodgings, by=by, at=AT + timedelta(minutes=start // BATCH))
    fresh = Case.objects.filter(status=Status.RECEIVED).order_by("received_at", "id")
    Examination.objects.bulk_create(
        _examination(case.latest) for case in fresh.select_related("latest")[:EXAMINED]
    )
    fresh.update(status=Status.TO_EXAMINE)


def _examination(version):
    """What the law says of a version alone; with 20,000 before it, examining is another measure."""
    from accalmie.cases.communications.models import Examination
    from accalmie.facts.codec import to_json
    from accalmie.facts.findings import Circumstances
    from accalmie.law.conformity import assess

    assessment = assess(
        communication=version.communication, circumstances=Circumstances(received_on=AT.date())
    )
    return Examination(
        version=version,
        examined_at=AT + timedelta(hours=1),
        outcome=assessment.outcome,
        law_version=assessment.law_version,
        facts=to_json(assessment),
    )


def _communication(number: int):
    from accalmie.cases.parties.models import Employer
    from accalmie.facts.communications import (
        Communication,
        PlannedSuspension,
        Regime,
        Subject,
        Version,
    )

    global _employer
    _employer = _employer or Employer.objects.get(name__startswith="Ateliers")
    first_day = date(2026, 11, 16) + timedelta(days=7 * (number % 50))
    return Communication(
        kind="economic_worker",
        subject=Subject.PLANNED_SUSPENSION,
        version=Version.ORIGINAL,
        employer=_employer.numbers if number < OF_THE_FIRM else _other_firm(number),
        notified_on=date(2026, 11, 12),
        first_day=first_day,
        last_day=first_day + timedelta(days=27),
        section=f"Section {number % 40}",
        seat=_employer.address,
        details=PlannedSuspension(
            regime=Regime.FULL, joint_committee="111.01", undertakes_not_to_subcontract=True
        ),
    )


_employer = None


def _other_firm(number: int):
    """One of 400 other firms of the same office."""
    from accalmie.facts.ids import bce
    from accalmie.facts.parties import EmployerId

    return EmployerId(bce=bce.with_check_digits(f"0998{number % 400:04d}"))


if __name__ == "__main__":
    sys.exit(main())
