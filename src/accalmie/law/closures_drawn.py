"""Closures inside a suspension as they are drawn: the bar is cut, each stands in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from accalmie.facts.communications import Communication, PlannedSuspension
from accalmie.facts.days import Period
from accalmie.facts.rulers import Bar, BarStyle

_ONE_DAY = timedelta(days=1)
_CUT = (BarStyle.SUSPENSION, BarStyle.PROPOSED, BarStyle.CONFLICT)


def closures_of(communication: Communication) -> tuple[Period, ...]:
    """The closures that a planned suspension leaves out, the first one first."""
    details = communication.details
    if not isinstance(details, PlannedSuspension):
        return ()
    return tuple(sorted(details.excluded, key=lambda period: period.first_day))


def cut_by_closures(
    *, bars: Iterable[Bar], closures: Sequence[Period], label: str
) -> tuple[Bar, ...]:
    """The bars with each closure drawn where it cuts one; a cut bar keeps its text once."""
    return tuple(piece for bar in bars for piece in _pieces(bar, closures, label))


def _pieces(bar: Bar, closures: Sequence[Period], label: str) -> Iterator[Bar]:
    inside = [common for one in closures if (common := one.common_with(bar.period)) is not None]
    if bar.style not in _CUT or not inside:
        yield bar
        return
    left = list(_left_over(bar.period, inside))
    widest = max(left, key=lambda period: period.calendar_days, default=None)
    parts = [Bar(period=one, style=BarStyle.CLOSURE, label=label) for one in inside]
    for one in left:
        parts.append(Bar(period=one, style=bar.style, label=bar.label if one == widest else ""))
    yield from sorted(parts, key=lambda part: part.period.first_day)


def _left_over(period: Period, closures: Sequence[Period]) -> Iterator[Period]:
    start = period.first_day
    for closed in closures:
        if closed.first_day > start:
            yield Period(start, closed.first_day - _ONE_DAY)
        start = max(start, closed.last_day + _ONE_DAY)
    if start <= period.last_day:
        yield Period(start, period.last_day)
