"""Server time of the lists over 20,000 communications, against a page that asks for nothing.

Two lines, in milliseconds, the median of interleaved requests through the whole stack (middleware,
policy, query, template): the list of an employer who has all 20,000, and the work list of the
office where all of them wait. Peer: the help page in the same frame, which reads no table. The
ratio is peer by ours.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

COMMUNICATIONS = 20_000
BATCH = 2_000
ROUNDS = 15
AT = datetime(2026, 11, 12, 9, tzinfo=ZoneInfo("Europe/Brussels"))
EXAMINED = 60


def main() -> int:
    """Fill a database, print one JSON line for each list."""
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
        _print("first page of an employer's 20,000 communications", "dominique", "communications")
        _print("first page of a work list of 20,000", "andrea", "work")
    return 0


def _print(name: str, username: str, route: str) -> None:
    from django.test import Client
    from django.urls import reverse

    from accalmie.cases.access.models import Account

    client = Client()
    client.force_login(Account.objects.get(username=username))
    ours, peer = reverse(f"portal:{route}"), reverse("portal:help")
    times: dict[str, list[float]] = {ours: [], peer: []}
    for _ in range(ROUNDS):
        for address in (ours, peer):
            began = perf_counter()
            answer = client.get(address)
            times[address].append((perf_counter() - began) * 1000)
            assert answer.status_code == 200, address
    mine, theirs = statistics.median(times[ours]), statistics.median(times[peer])
    print(
        json.dumps(
            {
                "name": name,
                "ours": round(mine, 2),
                "peer": round(theirs, 2),
                "ratio": round(theirs / mine, 3),
                "unit": "ms",
            }
        )
    )


def _fill() -> None:
    """Lodge 20,000 communications of one firm; those that a page shows are examined."""
    from accalmie.cases.access.models import Account
    from accalmie.cases.communications import acts
    from accalmie.cases.communications.models import Case, Examination
    from accalmie.cases.communications.statuses import Status
    from accalmie.facts.communications import Channel

    by = Account.objects.get(username="dominique")
    for start in range(0, COMMUNICATIONS, BATCH):
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
        employer=_employer.numbers,
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


if __name__ == "__main__":
    sys.exit(main())
