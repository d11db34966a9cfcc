"""10,000 worker-months: pieces read, compared, computed with their trace, put on the board, stored.

The first lines are what an intake or a night does once the pieces are there, in batches of 1,000:
on SQLite, then on the throw-away PostgreSQL of ``scripts/with_postgresql.sh`` where there is one.
The last is the first page of a board with 100,000 worker-months, with its counts. Peers are floors:
the very same rows written into bare tables without any thought; as many rows of the board fetched
by their keys. The ratio is peer by ours.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Any

WORKERS = 10_000
BATCH = 1_000
BOARD_ROWS = 100_000
PAGE = 50
ROUNDS = 5


def main() -> int:
    """Print one JSON line for the months on each database and one for the page."""
    with tempfile.TemporaryDirectory() as folder:
        _prepare(Path(folder))
        _print(f"{WORKERS} worker-months computed and stored on {_engine()}", *_months(), unit="s")
        if _engine() == "sqlite":
            _on_postgresql()
            _print(f"first page of {BOARD_ROWS} worker-months", *_page(), unit="s")
    return 0


def _engine() -> str:
    from django.db import connection

    return connection.vendor


def _on_postgresql() -> None:
    """The months once more, by a process of its own."""
    server = os.environ.get("ACCALMIE_TEST_DATABASE_URL")
    if not server:
        print("not measured on PostgreSQL: no server programs here", file=sys.stderr)
        return
    there = {"ACCALMIE_DATABASE_URL": server, "ACCALMIE_SECRET_KEY": "only for measuring"}
    command = [sys.executable, "-m", "benchmarks.worker_months"]
    subprocess.run(command, env={**os.environ, **there}, check=True)


def _print(name: str, ours: float, peer: float, *, unit: str) -> None:
    line = {
        "name": name,
        "ours": round(ours, 4),
        "peer": round(peer, 4),
        "ratio": round(peer / ours, 4),
        "unit": unit,
    }
    print(json.dumps(line), flush=True)


def _prepare(folder: Path) -> None:
    os.environ["ACCALMIE_HOME"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accalmie.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _months() -> tuple[float, float]:
    from django.db import transaction

    from accalmie.cases.board.following import refresh
    from accalmie.cases.board.models import BoardRow
    from accalmie.cases.journal.models import Event
    from accalmie.cases.payments.models import Computation, MonthFile

    keys, at = _fill(WORKERS)
    before = Event.objects.count()
    began = perf_counter()
    for start in range(0, WORKERS, BATCH):
        with transaction.atomic():
            refresh(keys=keys[start : start + BATCH], at=at)
    ours = perf_counter() - began
    computed = Computation.objects.filter(is_payable=True).count()
    if computed != WORKERS:
        raise RuntimeError(f"{computed} of {WORKERS} months were computed")
    tables = [list(model.objects.order_by("pk")) for model in (MonthFile, Computation, BoardRow)]
    events = list(Event.objects.order_by("pk")[before:])
    return ours, _copying([*tables, events])


def _copying(tables: list[list[Any]]) -> float:
    """Write the same rows again into bare tables."""
    columns = [[f.attname for f in rows[0]._meta.concrete_fields] for rows in tables]
    plain = [
        [[str(getattr(row, name)) for name in names] for row in rows]
        for rows, names in zip(tables, columns, strict=True)
    ]
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(Path(folder) / "floor.sqlite3")
        began = perf_counter()
        for number, (rows, names) in enumerate(zip(plain, columns, strict=True)):
            database.execute(f"CREATE TABLE t{number} ({', '.join(names)})")
            marks = ", ".join("?" for _ in names)
            database.executemany(f"INSERT INTO t{number} VALUES ({marks})", rows)
        database.commit()
        took = perf_counter() - began
        database.close()
    return took


def _page() -> tuple[float, float]:
    from accalmie.cases.access.models import Account
    from accalmie.cases.board import queries
    from accalmie.cases.board.models import BoardRow
    from accalmie.cases.keys import new_key
    from accalmie.cases.parties.models import Worker
    from accalmie.facts.days import Month

    sample = BoardRow.objects.order_by("id")[:1].get()
    workers = [Worker(niss=f"{n:011d}") for n in range(BOARD_ROWS - BoardRow.objects.count())]
    Worker.objects.bulk_create(workers, batch_size=500)
    rows = []
    for n, worker in enumerate(workers):
        row = BoardRow(**{f.attname: getattr(sample, f.attname) for f in BoardRow._meta.fields})
        row.id, row.worker_id = new_key(), worker.id
        row.due = date(2026, 10, 1) + timedelta(days=n % 60)
        rows.append(row)
    BoardRow.objects.bulk_create(rows, batch_size=500)
    clerk = Account(role="payer", payment_organisation_id=sample.payment_organisation_id)
    month, on = Month(2026, 9), date(2026, 10, 5)

    def first_page() -> None:
        page = queries.board_of(account=clerk, month=month, on=on)[:PAGE]
        if len([(row.worker.name, row.lights) for row in page]) != PAGE:
            raise RuntimeError("the page is not full")
        queries.counts_of(account=clerk, month=month, on=on)

    keys = list(BoardRow.objects.order_by("id").values_list("id", flat=True)[:PAGE])
    return _least(first_page), _least(lambda: list(BoardRow.objects.filter(pk__in=keys)))


def _least(act: Callable[[], object]) -> float:
    """The least time of several rounds: the one least disturbed by the rest of the machine."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = perf_counter()
        act()
        best = min(best, perf_counter() - began)
    return best


def _fill(number: int) -> tuple[list[Any], datetime]:
    """Workers with hours, cards, claims and rights of September 2026, not yet computed."""
    from accalmie.cases.access.models import Account
    from accalmie.cases.cards.models import Card, CardEntry
    from accalmie.cases.claims.models import Claim, ClaimExamination, Entitlement
    from accalmie.cases.days import BRUSSELS
    from accalmie.cases.declarations import acts as declarations
    from accalmie.cases.keys import new_key
    from accalmie.cases.parties.models import Employer, Employment, PaymentOrganisation, Worker
    from accalmie.cases.touched import WorkerMonth
    from accalmie.facts import codec
    from accalmie.facts.communications import Channel, Version
    from accalmie.facts.days import Month
    from accalmie.facts.declarations import DayOfUnemployment, HoursDeclaration, Occupation
    from accalmie.facts.entitlements import Basis, EntitlementAnswer
    from accalmie.facts.findings import Outcome
    from accalmie.facts.ids import bce, niss
    from accalmie.facts.parties import EmployerId
    from accalmie.facts.payments import Status, TimeUnit, Wage

    month, first_day = Month(2026, 9), date(2026, 9, 14)
    at = datetime(2026, 10, 5, 9, tzinfo=BRUSSELS)
    earlier = at - timedelta(days=5)
    payer = PaymentOrganisation.objects.create(
        code="A", name_fr="A", name_nl="A", name_de="A", name_en="A"
    )
    employer = Employer.objects.create(bce=bce.with_check_digits("09990001"))
    sender = Account.objects.create_account(
        username="benchmark", password=None, role="employer", display_name="", employer=employer
    )
    workers = [
        Worker(niss=niss.with_check_digits(f"8501{n // 997 % 28 + 1:02d}{n % 997:03d}")
               if n < 27_916 else f"{n:011d}", payment_organisation=payer)
        for n in range(number)
    ]  # fmt: skip
    Worker.objects.bulk_create(workers, batch_size=500)
    Employment.objects.bulk_create(
        [Employment(worker=w, employer=employer, first_day=date(2020, 1, 6)) for w in workers],
        batch_size=500,
    )
    hours, q = Decimal("7.60"), Decimal("38.00")
    days = [date(2026, 9, n) for n in range(14, 31) if date(2026, 9, n).weekday() < 5]
    told = {
        "version": Version.ORIGINAL,
        "employer": EmployerId(bce=employer.bce),
        "month": month,
        "kinds": ("force_majeure",),
        "reason": "Inondation",
        "occupation": Occupation(first_day=date(2020, 1, 6), joint_committee="111", q=q, s=q),
        "days": tuple(DayOfUnemployment(day=day, code="5.4", hours=hours) for day in days),
    }
    for start in range(0, number, BATCH):
        declarations.lodge_many(
            lodgings=[
                declarations.Lodging(
                    declaration=HoursDeclaration(niss=worker.niss, **told), channel=Channel.BATCH
                )
                for worker in workers[start : start + BATCH]
            ],
            by=sender,
            at=earlier,
        )
    cards = [
        Card(
            worker=worker,
            employer=employer,
            month=month,
            form="eC3.2",
            status="sent",
            opened_at=earlier,
            sent_at=earlier,
            payment_organisation=payer,
        )
        for worker in workers
    ]
    Card.objects.bulk_create(cards, batch_size=500)
    CardEntry.objects.bulk_create(
        [
            CardEntry(
                id=new_key(), card=card, sequence=n, day=date(2026, 9, n), mark="own_employer",
                device_at=earlier, received_at=earlier,
            )
            for card in cards
            for n in (7, 8, 9, 10)
        ],
        batch_size=500,
    )  # fmt: skip
    claims = [
        Claim(
            worker=worker,
            employer=employer,
            payment_organisation=payer,
            event="first_with_employer",
            track="ordinary",
            claimant="worker",
            kind="force_majeure",
            first_day=first_day,
            claimed_from=first_day,
            status="accepted",
            created_at=earlier,
            submitted_at=earlier,
            lodged_at=earlier,
            complete_at=earlier,
        )
        for worker in workers
    ]
    Claim.objects.bulk_create(claims, batch_size=500)
    answer = codec.to_json(
        EntitlementAnswer(outcome=Outcome.IN_ORDER, findings=(), law_version="benchmark")
    )
    examinations = [
        ClaimExamination(
            claim=claim, examined_at=earlier, outcome="in_order", law_version="", facts=answer
        )
        for claim in claims
    ]
    ClaimExamination.objects.bulk_create(examinations, batch_size=500)
    Entitlement.objects.bulk_create(
        [
            Entitlement(
                claim=claim,
                worker_id=claim.worker_id,
                employer=employer,
                payment_organisation=payer,
                examination=examination,
                result="accepted",
                first_day=first_day,
                basis=codec.to_json(
                    Basis(
                        status=Status.FULL_TIME,
                        q=q,
                        s=q,
                        wage=Wage(amount=Decimal(15) + Decimal(n % 900) / 100, unit=TimeUnit.HOUR),
                        wage_fixed_on=first_day,
                    )
                ),
                decided_at=earlier,
                decided_on=earlier.date(),
            )
            for n, (claim, examination) in enumerate(zip(claims, examinations, strict=True))
        ],
        batch_size=500,
    )
    return [WorkerMonth(worker.id, employer.id, month) for worker in workers], at


if __name__ == "__main__":
    sys.exit(main())
