"""What lies with an employer, read from the board: alike pieces of a month put together.

The page of obligations, the feed of a calendar and the e-mails of the morning all read it here, so
that they never say different things.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from accalmie.cases.access.models import Account
from accalmie.cases.board.models import BoardRow
from accalmie.cases.board.queries import months_of_worker
from accalmie.cases.parties.models import Employer
from accalmie.facts.days import Month
from accalmie.facts.ids import bce
from accalmie.facts.pieces import Owner, Piece, PieceName

ROWS_READ = 1000
"""The worker-months looked at, those that are due first before the others."""

MONTHS_BACK = 6
"""A month that is older is no longer told; the lists still hold it."""

LOOK_AHEAD = timedelta(days=14)
"""Months that begin later than this are announced, but nothing is to be done for them yet."""

_DECLARED = (PieceName.SCENARIO_2, PieceName.SCENARIO_5)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The same piece of the same month, for one worker of a firm or several."""

    piece: Piece
    kind: str
    month: Month
    rows: tuple[BoardRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that one employer must do, without anybody's name.

    ``until`` is the last day, None where no source sets one; ``opens_on`` is then the first day on
    which it can be done. ``row_id`` is the worker-month it is about, or the first of several.
    """

    employer_id: UUID
    piece: Piece
    kind: str
    month: Month
    first_day: date
    until: date | None
    opens_on: date | None
    workers: int
    row_id: UUID

    @property
    def key(self) -> str:
        """What stays the same as long as it is the same deadline of the same employer."""
        day = self.until or self.opens_on
        return f"{self.piece.name}/{self.kind}/{self.month}/{day}"


def board_rows(*, account: Account, today: date) -> list[BoardRow]:
    """The worker-months of the last months, those that are due first before the others."""
    since = Month.of(today).plus(-MONTHS_BACK)
    rows = months_of_worker(account=account, on=today).filter(month__gte=since)
    return list(rows.order_by("due", "month", "id")[:ROWS_READ])


def begun(rows: Sequence[BoardRow], today: date) -> list[BoardRow]:
    """Without the months that are announced but still to come, the next one excepted."""
    last = Month.of(today + LOOK_AHEAD)
    return [row for row in rows if row.month <= last]


def waiting_for(*, rows: Iterable[BoardRow], owners: Sequence[Owner]) -> list[Waiting]:
    """The pieces that block a month and lie with one of these, alike ones of a firm together."""
    groups: dict[tuple, tuple[Piece, list[BoardRow]]] = {}
    for row in rows:
        for piece in row.lights:
            if not piece.blocks_payment or piece.owner not in owners:
                continue
            what = (piece.name, piece.state, piece.owner, piece.until, row.kind, row.month)
            key = (row.employer_id, *what)
            if piece.name is PieceName.FIRST_DAY:
                key = (*key, row.first_day)
            groups.setdefault(key, (piece, []))[1].append(row)
    return [
        Waiting(piece, found[0].kind, found[0].month, tuple(found))
        for piece, found in groups.values()
    ]


def dues_of(*, account: Account, today: date) -> list[Due]:
    """Everything that lies with the employers of an account, employer by employer, by day."""
    rows = begun(board_rows(account=account, today=today), today)
    by_employer: dict[UUID, list[BoardRow]] = {}
    for row in rows:
        by_employer.setdefault(row.employer_id, []).append(row)
    found = [due for mine in by_employer.values() for due in _dues(mine, today)]
    return sorted(found, key=lambda due: (due.until or due.opens_on or today, due.key))


def enterprise_numbers(dues: Iterable[Due]) -> dict[UUID, str]:
    """The enterprise numbers of the firms, for who acts for several: public, and no name."""
    wanted = Employer.objects.filter(id__in={due.employer_id for due in dues})
    return {employer.id: bce.format(employer.bce) for employer in wanted if employer.bce}


def _dues(rows: Sequence[BoardRow], today: date) -> Iterator[Due]:
    for waiting in waiting_for(rows=rows, owners=(Owner.EMPLOYER,)):
        if is_to_come(waiting, today):
            continue
        piece = waiting.piece
        is_hours = piece.name is PieceName.SCENARIO_5
        yield Due(
            employer_id=waiting.rows[0].employer_id,
            piece=piece,
            kind=waiting.kind,
            month=waiting.month,
            first_day=waiting.rows[0].first_day,
            until=piece.until,
            opens_on=waiting.month.plus(1).first_day if is_hours else None,
            workers=len(waiting.rows),
            row_id=waiting.rows[0].id,
        )


def is_to_come(waiting: Waiting, today: date) -> bool:
    """Tell whether it is a declaration of days that are all still to come."""
    return waiting.piece.name in _DECLARED and all(row.first_day > today for row in waiting.rows)
