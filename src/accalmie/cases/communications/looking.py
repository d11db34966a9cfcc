"""Looking: who opened a case, and which persons he saw in it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accalmie.cases.access.policy import Act, require
from accalmie.cases.access.roles import Actor
from accalmie.cases.communications.models import Case, Naming
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import digest_of_person, record_look


@transaction.atomic
def look_at(*, case: Case, by: Actor, at: datetime, person_key: str) -> None:
    """Write into the journal that somebody opens a case; raise ``NotAllowed`` if he may not.

    The persons are those whom the latest version names, each under his keyed digest.
    """
    require(by=by, act=Act.CONSULT, target=case, on=belgian_day(at))
    named = Naming.objects.filter(version_id=case.latest_id).order_by("id")
    record_look(
        by=by,
        at=at,
        subject_kind="case",
        subject=case.id,
        ticket=case.latest.ticket,
        persons=[
            digest_of_person(niss=niss, key=person_key)
            for niss in named.values_list("worker__niss", flat=True)
        ],
    )
