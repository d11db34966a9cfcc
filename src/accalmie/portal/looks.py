"""Who looked at what: every opening of a case leaves a line in the journal."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from accalmie.cases.communications.models import Case
from accalmie.cases.journal.acts import record_look


def record(request: HttpRequest, *, case: Case) -> None:
    """Write that the account opened the case."""
    with transaction.atomic():
        record_look(
            by=request.user,
            at=settings.CLOCK(),
            subject_kind="case",
            subject=case.id,
            ticket=case.latest.ticket,
        )
