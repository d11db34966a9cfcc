"""Plays the months of the demonstration: all that is past at once, then day after day.

A day begins at two in the morning, when the night's work is done; what a day tells happens in its
course, so that moving on to the next morning plays it. Whoever looks may do it himself before: what
is done already, or has become impossible, is left as it is.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction

from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.board import acts as board
from accalmie.cases.communications import acts, queries
from accalmie.cases.journal.models import Event
from accalmie.exchange import nightly
from accalmie.portal.demo import announcing, counters, pieces, validation_book
from accalmie.portal.demo.data import BRUSSELS, Chapters
from accalmie.portal.demo.happenings import Happening
from accalmie.portal.demo.workers import told_of_workers

log = logging.getLogger(__name__)

MORNING = time(2)
_ONE_DAY = timedelta(days=1)
_IN_THE_WAY = (ValueError, PermissionError, ObjectDoesNotExist, IntegrityError)
"""What an act raises when somebody was there before and did something else."""


def happenings(*, chapters: Chapters) -> list[Happening]:
    """Everything that these chapters tell, in the order in which it happens."""
    about = told_of_workers(chapters=chapters)
    return sorted(
        (
            *announcing.happenings(chapters=chapters),
            *pieces.happenings(told=about),
            *counters.happenings(told=about),
            *validation_book.happenings(),
        ),
        key=lambda happening: happening.at,
    )


def morning_of(*, day: date) -> datetime:
    """The instant at which a day begins here."""
    return datetime.combine(day, MORNING, BRUSSELS)


def play_past(*, happenings: Sequence[Happening], day: date) -> None:
    """Play everything before the morning of a day, in an empty database.

    Letters and receipts are left for the first real night, or for who asks for one before; the
    board is made anew where somebody asks it, and at the end.
    """
    end = morning_of(day=day)
    past = [happening for happening in happenings if happening.at < end]
    since = past[0].at
    for happening in past:
        _short_nights(since, happening.at)
        if happening.needs_board:
            board.rebuild(at=happening.at)
        happening.do()
        since = happening.at
    _short_nights(since, end)
    board.rebuild(at=end)


def play_day(*, happenings: Sequence[Happening], day: date) -> list[Happening]:
    """Play what happens from the morning of a day to the next one, then do the night's work.

    Played again, it adds nothing: the journal tells what was played. Returns what somebody who was
    there before has made impossible.
    """
    start, end = morning_of(day=day), morning_of(day=day + _ONE_DAY)
    done = set(Event.objects.filter(at__gte=start, at__lt=end).values_list("at", flat=True))
    skipped = []
    for happening in happenings:
        is_of_day = start <= happening.at < end
        if is_of_day and happening.at not in done and not _was_played(happening):
            skipped.append(happening)
    nightly.publish(at=end)
    return skipped


def _was_played(happening: Happening) -> bool:
    try:
        with transaction.atomic():
            happening.do()
    except _IN_THE_WAY:
        log.info("left out of the demonstration", extra={"at": happening.at.isoformat()})
        return False
    return True


def _short_nights(since: datetime, until: datetime) -> None:
    """Publish what was decided, night after night, between two instants."""
    night = morning_of(day=since.date())
    if night <= since:
        night += _ONE_DAY
    while night <= until:
        for decision in list(queries.decisions_to_publish(on=night.date())):
            acts.publish(decision=decision, by=SYSTEM, at=night)
        night += _ONE_DAY
