"""Who looked at what: every opening of a case leaves a line in the journal.

One line tells that the case was opened; one more for each person named in it, under the keyed
digest of his number, so that he can be told who saw his data.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from accalmie.cases.communications.models import Case
from accalmie.cases.journal.acts import digest_of_person, record_look
from accalmie.cases.parties.models import Worker
from accalmie.portal.dossier import Dossier
from accalmie.portal.facts_shown import NAMES_SHOWN


def record(request: HttpRequest, *, case: Case) -> None:
    """Write that the account opened the case, with everybody whom its latest version names."""
    named = Worker.objects.filter(namings__version_id=case.latest_id)
    record_of(request, case=case, niss=named.values_list("niss", flat=True))


def record_page(request: HttpRequest, *, dossier: Dossier) -> None:
    """Write that the account opened the page of a case; of a long list, who stands on the page."""
    if dossier.case.worker_count > NAMES_SHOWN:
        record_of(request, case=dossier.case, niss=dossier.workers.persons)
    else:
        record(request, case=dossier.case)


@transaction.atomic
def record_of(request: HttpRequest, *, case: Case, niss: Iterable[str]) -> None:
    """Write that the account opened the case and saw these persons."""
    look = {
        "by": request.user,
        "at": settings.CLOCK(),
        "subject_kind": "case",
        "subject": case.id,
        "ticket": case.latest.ticket,
    }
    persons = [digest_of_person(niss=one, key=settings.JOURNAL_PERSON_KEY) for one in niss]
    record_look(**look)
    if persons:
        record_look(**look, persons=persons)


@transaction.atomic
def record_subject(
    request: HttpRequest, *, subject_kind: str, subject: UUID, ticket: str, niss: Iterable[str]
) -> None:
    """Write that the account opened some other thing and saw these persons."""
    record_look(
        by=request.user,
        at=settings.CLOCK(),
        subject_kind=subject_kind,
        subject=subject,
        ticket=ticket,
        persons=[digest_of_person(niss=one, key=settings.JOURNAL_PERSON_KEY) for one in niss],
    )
