"""One act at a time for each worker.

Of two acts on one worker's months at once, the second waits here and then sees what the first did.
Rows that merely name the worker do not wait, since no key changes; SQLite has one writer anyway.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from accalmie.cases.parties.models import Worker

_BATCH = 500


def hold_workers(*, workers: Iterable[UUID]) -> None:
    """Hold the rows of workers, always in the same order, until the end of the transaction."""
    keys = sorted(set(workers))
    for start in range(0, len(keys), _BATCH):
        held = Worker.objects.filter(pk__in=keys[start : start + _BATCH]).order_by("id")
        list(held.select_for_update(no_key=True).values_list("id", flat=True))
