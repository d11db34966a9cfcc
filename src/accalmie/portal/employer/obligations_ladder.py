"""The responsibility contribution: how many days count, at which step, what the next one costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from accalmie.cases.board.days_declared import Declared, TooMany, days_declared
from accalmie.cases.board.queries import months_of_worker
from accalmie.cases.declarations.queries import declarations_visible_to
from accalmie.cases.parties.models import Employer, Worker
from accalmie.facts.days import Month, Period
from accalmie.law import words
from accalmie.law.counters import (
    next_step_of_ladder,
    rate_is_sure,
    reference_period,
    responsibility_contribution,
)
from accalmie.law.kinds import REGISTRY
from accalmie.law.loading import common_values
from accalmie.letters.svg import Canvas, Drawing, frame, screen_paint
from accalmie.portal.languages import current_language

KIND = "economic_worker"
WORKERS_SHOWN = 5
_WIDE, _NARROW, _HEIGHT, _FLOOR, _TOP = 700.0, 296.0, 150.0, 122.0, 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class OnLadder:
    """One worker: days counted, days to the next step, what he costs now and one step higher.

    ``incomplete`` counts his days of few hours where they decide the step, else None.
    """

    name: str
    days: int
    to_next: int | None
    now: Decimal
    then: Decimal | None
    incomplete: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The contribution of a quarter; ``why_not`` says why nothing is drawn."""

    period: Period
    why_not: str
    wide: Drawing | str = ""
    narrow: Drawing | str = ""
    workers: tuple[OnLadder, ...] = ()
    doubtful: tuple[OnLadder, ...] = ()
    total: Decimal = Decimal(0)
    steps: tuple[tuple[int, int], ...] = ()


def ladder_of(*, account: object, employer: Employer, today: date) -> Ladder:
    """The ladder of one employer in the quarter of a day."""
    number = (today.month - 1) // 3 + 1
    period = reference_period(year=today.year, quarter=number)
    quarter = Period(Month(today.year, 3 * number - 2).first_day, period.last_day)
    try:
        declared = days_declared(
            declarations=declarations_visible_to(account=account, on=today).filter(
                employer=employer
            ),
            rows=months_of_worker(account=account, on=today).filter(employer=employer),
            code=REGISTRY[KIND].day_code,
            kind=KIND,
            period=period,
            quarter=quarter,
            now=Month.of(today),
        )
    except TooMany:
        return Ladder(
            period=period, why_not=_("There are too many declarations to count them on a page.")
        )
    if why_not := _why_not(declared, today):
        return Ladder(period=period, why_not=why_not)
    return _drawn(declared, period, today)


def _why_not(declared: Declared, today: date) -> str:
    language = current_language()
    construction = set(common_values("control_card").construction_sectors.on(today).value)
    if declared.committees & construction:
        return _("Construction has a contribution of its own, which the ONSS computes once a year.")
    if declared.missing:
        return _(
            "Not drawn: the hours of %(number)s worker-months of these four quarters are not"
            " declared yet, so any count would be too low."
        ) % {"number": words.number(declared.missing, language)}
    if not declared.of_all:
        return _("No day of economic unemployment of manual workers is declared in this time.")
    return ""


def _drawn(declared: Declared, period: Period, today: date) -> Ladder:
    row = common_values("responsibility").contribution_ladder.on(today)
    steps = tuple((int(days), int(euros)) for days, euros in row.value)
    people = Worker.objects.in_bulk(declared.of_all.keys())
    found = sorted(
        (
            _worker(
                str(people[key]),
                days,
                declared.of_quarter.get(key, 0),
                declared.incomplete.get(key, 0),
                today,
            )
            for key, days in declared.of_all.items()
        ),
        key=lambda one: (-one.days, one.name),
    )
    most = found[0].days
    return Ladder(
        period=period,
        why_not="",
        wide=_drawing(steps, most, _WIDE, "w"),
        narrow=_drawing(steps, most, _NARROW, "n"),
        workers=tuple(found[:WORKERS_SHOWN]),
        doubtful=tuple(one for one in found if one.incomplete is not None),
        total=sum((one.now for one in found), Decimal(0)),
        steps=steps,
    )


def _worker(name: str, days: int, of_quarter: int, incomplete: int, today: date) -> OnLadder:
    to_next = next_step_of_ladder(days_of_four_quarters=days, on=today)
    now = responsibility_contribution(
        days_of_quarter=of_quarter, days_of_four_quarters=days, on=today
    )
    then = None
    if to_next is not None:
        then = responsibility_contribution(
            days_of_quarter=of_quarter + to_next, days_of_four_quarters=days + to_next, on=today
        ).amount
    is_sure = rate_is_sure(days_of_four_quarters=days, incomplete=incomplete, on=today)
    return OnLadder(
        name=name,
        days=days,
        to_next=to_next,
        now=now.amount,
        then=then,
        incomplete=None if is_sure else incomplete,
    )


def _drawing(steps: Sequence[tuple[int, int]], most: int, width: float, form: str) -> Drawing:
    """The euros a day by days of four quarters, and where the worker with most days stands."""
    canvas = Canvas(screen_paint)
    last = max(steps[-1][0] + 30, most + 10)
    highest = steps[-1][1]

    def x(days: int) -> float:
        return 24 + days * (width - 48) / last

    def y(euros: int) -> float:
        return _FLOOR - euros * (_FLOOR - _TOP) / highest

    canvas.path(f"M24 {_FLOOR:g}H{width - 24:g}", "r-edge")
    path = f"M{x(0):.1f} {y(0):.1f}"
    for days, euros in steps:
        path += f"H{x(days):.1f}V{y(euros):.1f}"
        if days and (form == "w" or days in (steps[1][0], steps[-1][0])):
            canvas.text(x(days), _FLOOR + 18, str(days), 12, "r-ink2", "middle")
        if days and (form == "w" or days == steps[-1][0]):
            canvas.text(x(days) + 4, y(euros) - 6, f"{euros} €", 12, "r-ink2")
    canvas.path(f"{path}H{x(last):.1f}", "r-step")
    canvas.path(f"M{x(most):.1f} {_TOP:g}V{_FLOOR:g}", "r-today")
    canvas.circle(x(most), _FLOOR, 5, "r-now")
    canvas.text(x(most), 14, str(most), 13, "r-ink r-strong", "middle")
    description = _(
        "The worker with most days has %(days)s. The contribution begins at %(first)s days and"
        " rises to %(euros)s euros for each day."
    ) % {"days": most, "first": steps[1][0], "euros": highest}
    return frame(
        width=width,
        height=_HEIGHT,
        key=f"ladder-{form}",
        title=_("Euros for each day of the quarter, by days of four quarters"),
        description=description,
        definitions="",
        content=canvas.render(),
        extra={},
    )
