"""Loads the demonstration: parties and accounts, then its months, one act after the other.

Everything goes through the very acts that serve the pages, and every night is worked through, so
that nothing shows what could not have happened.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accalmie.cases.communications.models import Case
from accalmie.portal.demo import mandates, parties, playing, validation_book, workers
from accalmie.portal.demo.data import FIRST, WHOLE, Chapters

FIRST_DAY = date(2026, 11, 18)
"""The day on which the demonstration begins, unless another one is asked for."""
FIRST_OF_MONTH = date(2026, 11, 1)
"""The earliest day on which it can begin: nothing of the month has happened yet."""
PAYMENT_DAY = date(2026, 12, 4)
"""The day on which the month is paid."""


class OutsideMonth(ValueError):
    """The demonstration was asked to begin on a day that is not told."""


def is_loaded() -> bool:
    """Tell whether the database holds communications already."""
    return Case.objects.exists()


def load() -> int:
    """Load the first chapter into an empty database, up to the morning of ``FIRST_DAY``.

    Returns how many communications there are.
    """
    return _load(FIRST, FIRST_DAY)


def load_month(*, day: date) -> int:
    """Load all chapters into an empty database, up to the morning of a day of the month.

    Returns how many communications there are. Raises ``OutsideMonth``.
    """
    if not FIRST_OF_MONTH <= day <= PAYMENT_DAY:
        raise OutsideMonth(f"the demonstration begins from {FIRST_OF_MONTH} to {PAYMENT_DAY}")
    return _load(WHOLE, day)


@transaction.atomic
def _load(chapters: Chapters, day: date) -> int:
    parties.load(chapters=chapters)
    mandates.load()
    validation_book.load()
    happenings = playing.happenings(chapters=chapters)
    workers.load(chapters=chapters, at=happenings[0].at)
    playing.play_past(happenings=happenings, day=day)
    return Case.objects.count()
