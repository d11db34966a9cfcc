"""Lists that were read in and never taken name persons: after a week they are erased."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from accalmie.cases.staff.models import HoursLine, HoursList, HoursState, WorkerList

KEPT_FOR = timedelta(days=7)
"""How long a list waits for a yes, and the lines of a list of hours for being lodged after it."""


@transaction.atomic
def forget_lists(*, at: datetime) -> None:
    """Erase lists of workers never taken and lines of hours never lodged, once their time is over.

    Like throwing a list away it leaves no event, for nothing of it was ever received. A list that
    was taken stays without its rows, and lines that were lodged stay as a record, without content.
    """
    limit = at - KEPT_FOR
    WorkerList.objects.filter(taken_at__isnull=True, read_at__lt=limit).delete()
    # Whoever said yes may still be lodging; his time runs from the yes.
    old = HoursList.objects.filter(read_at__lt=limit).exclude(confirmed_at__gte=limit)
    HoursLine.objects.filter(list__in=old).exclude(state=HoursState.LODGED).delete()
    old.filter(lines__isnull=True).delete()
