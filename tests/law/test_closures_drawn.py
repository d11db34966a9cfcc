"""A closure inside a suspension is drawn in its bar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from accalmie.facts.days import Period
from accalmie.facts.languages import Language
from accalmie.facts.rulers import Bar, BarStyle
from accalmie.law.closures_drawn import closures_of, cut_by_closures
from accalmie.law.drawings import ruler_of
from tests.law.test_drawings import SHORT_NOTICE, assessed, days

FIRST = date(2026, 11, 16).toordinal()


def test_a_closure_cuts_the_suspension_that_is_asked_and_the_one_allowed() -> None:
    communication, assessment = assessed("economic_worker", SHORT_NOTICE)
    closure = days("2026-11-30", "2026-12-06")
    closed = replace(communication.details, excluded=(closure,))
    communication = replace(communication, details=closed)
    ruler = ruler_of(communication=communication, assessment=assessment, language=Language.FR)

    assert closures_of(communication) == (closure,)
    for lane, style in zip(ruler.lanes, (BarStyle.SUSPENSION, BarStyle.PROPOSED), strict=True):
        assert [bar.period for bar in lane.bars if bar.style is style] == [
            days("2026-11-20", "2026-11-29"),
            days("2026-12-07", "2026-12-13"),
        ]
        drawn = [bar for bar in lane.bars if bar.style is BarStyle.CLOSURE]
        assert [(bar.period, bar.label) for bar in drawn] == [(closure, "fermeture")]


def test_a_communication_without_announced_period_has_none() -> None:
    communication, _ = assessed(
        "bad_weather",
        {
            "communication": {"first_day": "2026-11-18"},
            "circumstances": {"received_on": "2026-11-18"},
        },
    )
    assert closures_of(communication) == ()


def test_a_notice_is_never_cut() -> None:
    notice = Bar(period=days("2026-11-13", "2026-11-19"), style=BarStyle.NOTICE)
    closed = days("2026-11-14", "2026-11-15")
    assert cut_by_closures(bars=[notice], closures=[closed], label="x") == (notice,)


spans = some.tuples(some.integers(-5, 35), some.integers(0, 12)).map(
    lambda told: Period(
        date.fromordinal(FIRST + told[0]), date.fromordinal(FIRST + told[0] + told[1])
    )
)


@given(some.lists(spans, max_size=4))
def test_each_day_is_drawn_and_a_closed_day_as_closed(closures: list[Period]) -> None:
    closures.sort(key=lambda period: period.first_day)
    bar = Bar(period=days("2026-11-16", "2026-12-13"), style=BarStyle.SUSPENSION, label="a")
    parts = cut_by_closures(bars=[bar], closures=closures, label="b")

    for day in bar.period:
        styles = {part.style for part in parts if day in part.period}
        is_closed = any(day in one for one in closures)
        assert styles == {BarStyle.CLOSURE if is_closed else BarStyle.SUSPENSION}
    assert sum(part.label == "a" for part in parts) <= 1
