"""When a suspension that is announced on a day may begin, and until when it may last.

Asked before there is any communication: nobody is named, nothing was suspended before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from accalmie.facts.communications import (
    Communication,
    PlannedSuspension,
    Regime,
    Subject,
    Version,
)
from accalmie.facts.findings import Circumstances, Step
from accalmie.facts.parties import Address, EmployerId, NamedWorker
from accalmie.law.kinds import REGISTRY, Kind
from accalmie.law.kinds.kind import Announcement, Situation, no_bounds

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleStart:
    """The first possible day, the last possible day from there, the week of work that follows.

    ``earliest_first_day`` is None where decrees that may apply disagree or were not seen: a person
    must look. ``latest_last_day`` is None where no number of weeks or months bounds the period.
    """

    earliest_first_day: date | None
    latest_last_day: date | None
    work_week_from: date | None
    trace: tuple[Step, ...]


class NoNotice(LookupError):
    """This kind is not announced ahead."""

    def __init__(self, code: str) -> None:
        super().__init__(f"{code} is not announced to the workers ahead")


def kinds_with_notice() -> tuple[Kind, ...]:
    """The kinds that are announced ahead."""
    return tuple(kind for kind in REGISTRY.values() if kind.rules.notice is not None)


def possible_start(*, kind: Kind, announcement: Announcement, regime: Regime) -> PossibleStart:
    """The days that the law leaves open (LCT art. 51 and 77/4; E22; E55; table of sector regimes).

    Raises ``NoNotice``, and ``NotInForceError`` before the first covered day.
    """
    if kind.rules.notice is None:
        raise NoNotice(kind.code)
    start = kind.rules.notice(kind, announcement)
    earliest = start.earliest_first_day
    if earliest is None:
        return PossibleStart(
            earliest_first_day=None, latest_last_day=None, work_week_from=None, trace=start.trace
        )
    find = kind.rules.bounds.get(Subject.PLANNED_SUSPENSION, no_bounds)
    found = find(_situation(kind, announcement, regime, earliest))
    latest = found.latest_last_day
    return PossibleStart(
        earliest_first_day=earliest,
        latest_last_day=latest,
        work_week_from=latest + _ONE_DAY
        if latest is not None and _is_followed_by_work(kind, regime, earliest)
        else None,
        trace=found.trace,
    )


def _situation(
    kind: Kind, announcement: Announcement, regime: Regime, first_day: date
) -> Situation:
    """A communication of one day, of somebody who was never suspended before."""
    seat = announcement.postal_code
    communication = Communication(
        kind=kind.code,
        subject=Subject.PLANNED_SUSPENSION,
        version=Version.ORIGINAL,
        employer=EmployerId(),
        notified_on=announcement.notified_on,
        first_day=first_day,
        last_day=first_day,
        details=PlannedSuspension(
            regime=regime,
            joint_committee=announcement.joint_committee or "",
            level=announcement.level,
        ),
        workers=(NamedWorker(niss=""),),
        seat=Address(postal_code=seat, city="") if seat else None,
    )
    circumstances = Circumstances(received_on=announcement.notified_on)
    return Situation(communication=communication, circumstances=circumstances, kind=kind)


def _is_followed_by_work(kind: Kind, regime: Regime, on: date) -> bool:
    followed = kind.values.get("regimes_followed_by_work")
    return followed is not None and regime.value in followed.on(on).value
