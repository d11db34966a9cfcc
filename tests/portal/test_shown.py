"""What the demonstration shows in the middle of its month."""

from __future__ import annotations

from accalmie.cases.communications.models import Case, PayerRecord
from accalmie.cases.communications.statuses import Status
from accalmie.cases.parties.models import Employer, Worker
from accalmie.facts.ids import bce, niss, onss
from accalmie.law.kinds import REGISTRY


def test_it_shows_every_outcome(month) -> None:
    shown = set(Case.objects.values_list("status", flat=True))

    assert shown == set(Status) - {Status.RECEIVED}
    assert PayerRecord.objects.filter(withdrawn_at__isnull=True).exists()


def test_it_shows_every_kind_that_is_communicated(month) -> None:
    communicated = {code for code, kind in REGISTRY.items() if kind.communications}
    shown = set(Case.objects.values_list("kind", flat=True))

    assert communicated - shown == set()


def test_its_numbers_pass_their_checks(month) -> None:
    assert all(niss.is_valid(worker.niss) for worker in Worker.objects.all())
    assert all(
        bce.is_valid(employer.bce) and onss.is_valid(employer.onss)
        for employer in Employer.objects.all()
    )
