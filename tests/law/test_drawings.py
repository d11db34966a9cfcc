"""The ruler of days and the remedies, on the situations that the look book draws."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accalmie.facts.communications import Communication
from accalmie.facts.days import Period
from accalmie.facts.findings import Assessment
from accalmie.facts.languages import Language
from accalmie.facts.rulers import BarStyle, MarkStyle, Tone
from accalmie.law.conformity import assess
from accalmie.law.drawings import ruler_of, ruler_of_remedy
from accalmie.law.remedies import remedies_of
from accalmie.law.span_of_drawing import on_one_scale
from tests.law.situations import situation_of

FR = Language.FR
SHORT_NOTICE = {
    "communication": {
        "notified_on": "2026-11-12",
        "first_day": "2026-11-16",
        "last_day": "2026-12-13",
    },
    "circumstances": {"received_on": "2026-11-12"},
}


def assessed(kind: str, vector: dict[str, object]) -> tuple[Communication, Assessment]:
    communication, circumstances = situation_of(kind, vector)
    return communication, assess(communication=communication, circumstances=circumstances)


def days(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


def test_a_notice_four_days_too_short() -> None:
    communication, assessment = assessed("economic_worker", SHORT_NOTICE)
    ruler = ruler_of(communication=communication, assessment=assessment, language=FR)
    asked, allowed = ruler.lanes
    assert [(bar.style, bar.period) for bar in asked.bars] == [
        (BarStyle.NOTICE, days("2026-11-13", "2026-11-15")),
        (BarStyle.CONFLICT, days("2026-11-16", "2026-11-19")),
        (BarStyle.SUSPENSION, days("2026-11-20", "2026-12-13")),
        (BarStyle.WORK, days("2026-12-14", "2026-12-20")),
    ]
    assert [(bar.style, bar.period) for bar in allowed.bars] == [
        (BarStyle.NOTICE, days("2026-11-13", "2026-11-19")),
        (BarStyle.PROPOSED, days("2026-11-20", "2026-12-13")),
        (BarStyle.WORK, days("2026-12-14", "2026-12-20")),
    ]
    assert [(mark.style, mark.day) for mark in asked.marks] == [
        (MarkStyle.NOTICE, date(2026, 11, 12))
    ]
    assert [(note.tone, note.day) for note in allowed.notes] == [(Tone.OK, date(2026, 11, 20))]
    assert ruler.span == days("2026-11-09", "2026-12-20")
    assert ruler.holidays == (date(2026, 11, 11),)
    assert ruler.language is FR


@pytest.mark.parametrize(("today", "shown"), [("2026-11-18", True), ("2027-06-01", False)])
def test_today_is_drawn_where_it_lies_in_the_drawing(today: str, shown: bool) -> None:
    communication, assessment = assessed("economic_worker", SHORT_NOTICE)
    ruler = ruler_of(
        communication=communication,
        assessment=assessment,
        language=FR,
        today=date.fromisoformat(today),
    )
    assert (ruler.today is not None) is shown


def test_the_two_remedies_and_their_cost() -> None:
    communication, assessment = assessed("economic_worker", SHORT_NOTICE)
    postponed, resent = remedies_of(
        communication=communication, assessment=assessment, on=date(2026, 11, 18)
    )
    assert postponed.code == "postpone_start"
    assert postponed.wage == days("2026-11-16", "2026-11-19")
    assert postponed.wage_working_days == 4
    assert postponed.suspension == days("2026-11-20", "2026-12-13")
    assert postponed.work_week_from == date(2026, 12, 14)
    assert resent.code == "cancel_and_resend"
    assert resent.wage == days("2026-11-16", "2026-11-25")
    assert resent.wage_working_days == 8
    assert resent.suspension == days("2026-11-26", "2026-12-23")
    assert resent.work_week_from == date(2026, 12, 24)
    assert resent.workers == 1
    for remedy in (postponed, resent):
        for language in Language:
            assert remedy.title(language)
            assert remedy.explanation(language)
            drawn = ruler_of_remedy(remedy=remedy, language=language)
            styles = [bar.style for bar in drawn.lanes[0].bars]
            assert styles == [BarStyle.WAGE, BarStyle.PROPOSED, BarStyle.WORK]
    both = [ruler_of_remedy(remedy=one, language=FR) for one in (postponed, resent)]
    aligned = on_one_scale(both, today=date(2026, 11, 18))
    assert {ruler.span for ruler in aligned} == {days("2026-11-09", "2027-01-03")}
    assert {ruler.today for ruler in aligned} == {date(2026, 11, 18)}
    for ruler in aligned:
        assert ruler.holidays == (date(2026, 11, 11), date(2026, 12, 25), date(2027, 1, 1))
    assert [ruler.lanes for ruler in aligned] == [ruler.lanes for ruler in both]
    assert {ruler.today for ruler in on_one_scale(both, today=date(2027, 6, 1))} == {None}
    assert on_one_scale([], today=date(2026, 11, 18)) == ()


def test_a_small_suspension_resent_before_its_start_costs_nothing() -> None:
    communication, assessment = assessed(
        "economic_worker",
        {
            "communication": {
                "notified_on": "2026-11-12",
                "first_day": "2026-11-30",
                "last_day": "2026-12-27",
                "details": {"regime": "small"},
            },
            "circumstances": {"received_on": "2026-11-16"},
        },
    )
    (resent,) = remedies_of(
        communication=communication, assessment=assessment, on=date(2026, 11, 16)
    )
    assert resent.wage is None
    assert resent.suspension == days("2026-11-30", "2026-12-27")
    assert resent.work_week_from is None
    drawn = ruler_of_remedy(remedy=resent, language=FR, today=date(2026, 11, 16))
    assert [bar.style for bar in drawn.lanes[0].bars] == [BarStyle.PROPOSED]


def test_a_suspension_that_would_be_over_can_only_be_resent() -> None:
    communication, assessment = assessed(
        "economic_worker",
        {
            "communication": {
                "notified_on": "2026-11-12",
                "first_day": "2026-11-16",
                "last_day": "2026-11-18",
            },
            "circumstances": {"received_on": "2026-11-12"},
        },
    )
    remedies = remedies_of(
        communication=communication, assessment=assessment, on=date(2026, 11, 12)
    )
    assert [remedy.code for remedy in remedies] == ["cancel_and_resend"]
    ruler = ruler_of(communication=communication, assessment=assessment, language=FR)
    assert [bar.period for bar in ruler.lanes[1].bars if bar.style is BarStyle.PROPOSED] == [
        days("2026-11-20", "2026-11-22")
    ]


@pytest.mark.parametrize(
    ("kind", "vector"),
    [
        (
            "economic_worker",
            {
                "communication": {
                    "notified_on": "2026-11-01",
                    "first_day": "2026-11-16",
                    "last_day": "2026-12-13",
                },
                "circumstances": {"received_on": "2026-11-01"},
            },
        ),
        (
            "economic_worker",
            {
                "communication": {"version": "cancellation", "details": None},
                "circumstances": {"received_on": "2026-11-01"},
            },
        ),
        (
            "economic_worker",
            {
                "communication": {
                    "version": "cancellation",
                    "first_day": "2026-11-16",
                    "last_day": "2026-12-13",
                },
                "circumstances": {"received_on": "2026-11-01"},
            },
        ),
        (
            "bad_weather",
            {
                "communication": {"first_day": "2026-11-16"},
                "circumstances": {"received_on": "2026-11-30"},
            },
        ),
    ],
)
def test_another_fault_has_no_such_remedy(kind: str, vector: dict[str, object]) -> None:
    communication, assessment = assessed(kind, vector)
    remedies = remedies_of(
        communication=communication, assessment=assessment, on=date(2026, 11, 18)
    )
    assert remedies == ()
    ruler = ruler_of(communication=communication, assessment=assessment, language=FR)
    assert ruler.lanes


def test_before_the_law_is_known_no_remedy_is_made_up() -> None:
    communication, assessment = assessed("economic_worker", SHORT_NOTICE)
    remedies = remedies_of(
        communication=communication, assessment=assessment, on=date(2011, 11, 18)
    )
    assert remedies == ()


def test_a_suspension_too_long() -> None:
    communication, assessment = assessed(
        "economic_worker",
        {
            "communication": {
                "notified_on": "2026-11-01",
                "first_day": "2026-11-09",
                "last_day": "2026-12-10",
            },
            "circumstances": {"received_on": "2026-11-01"},
        },
    )
    asked, allowed = ruler_of(communication=communication, assessment=assessment, language=FR).lanes
    assert (asked.bars[-1].style, asked.bars[-1].period) == (
        BarStyle.CONFLICT,
        days("2026-12-07", "2026-12-10"),
    )
    assert asked.notes[0].tone is Tone.STOP
    proposed = [bar for bar in allowed.bars if bar.style is BarStyle.PROPOSED]
    assert proposed[0].period == days("2026-11-09", "2026-12-06")
    assert [note.day for note in allowed.notes] == [date(2026, 12, 6)]


@pytest.mark.parametrize(
    ("first_day", "history", "style"),
    [
        ("2026-11-09", {}, BarStyle.WORK),
        ("2026-11-05", {}, BarStyle.CONFLICT),
        ("2026-11-05", {"ended_early_on": "2026-10-25"}, BarStyle.LOOK),
        ("2026-11-02", {}, None),
    ],
)
def test_what_came_before(first_day: str, history: dict[str, str], style: BarStyle | None) -> None:
    communication, assessment = assessed(
        "economic_worker",
        {
            "communication": {
                "notified_on": "2026-10-20",
                "first_day": first_day,
                "last_day": "2026-11-29",
            },
            "circumstances": {
                "received_on": "2026-10-20",
                "history": [
                    {
                        "received_on": "2026-09-25",
                        "communication": {
                            "notified_on": "2026-09-25",
                            "first_day": "2026-10-05",
                            "last_day": "2026-11-01",
                        },
                        **history,
                    }
                ],
            },
        },
    )
    before = ruler_of(communication=communication, assessment=assessment, language=FR).lanes[0]
    assert before.bars[0].period == days("2026-10-05", "2026-11-01")
    assert [bar.style for bar in before.bars[1:]] == ([style] if style else [])


def test_an_allowed_lane_without_known_notice_or_end() -> None:
    communication, assessment = assessed("economic_worker", SHORT_NOTICE)
    notice = assessment.findings[0]
    bare = replace(notice, because={name: notice.because[name] for name in ("days_too_early",)})
    ruler = ruler_of(
        communication=communication,
        assessment=replace(assessment, findings=(bare,), latest_last_day=None),
        language=FR,
    )
    allowed = ruler.lanes[-1]
    assert [bar.style for bar in allowed.bars] == [BarStyle.PROPOSED, BarStyle.WORK]


def test_a_first_day_told_late() -> None:
    communication, assessment = assessed(
        "economic_worker",
        {
            "subject": "first_effective_day",
            "communication": {"first_day": "2026-11-18"},
            "circumstances": {"received_on": "2026-11-25"},
        },
    )
    asked, message = ruler_of(communication=communication, assessment=assessment, language=FR).lanes
    assert [(bar.style, bar.period) for bar in asked.bars] == [
        (BarStyle.WINDOW, days("2026-11-10", "2026-11-19")),
        (BarStyle.CONFLICT, days("2026-11-20", "2026-11-25")),
    ]
    assert message.bars[0].period == days("2026-11-11", "2026-11-25")


def test_a_first_day_in_time_and_one_without_window() -> None:
    for first_day, number_of_bars in (("2026-11-18", 1), ("2026-11-15", 0)):
        communication, assessment = assessed(
            "bad_weather",
            {
                "communication": {"first_day": first_day},
                "circumstances": {"received_on": "2026-11-18"},
            },
        )
        ruler = ruler_of(communication=communication, assessment=assessment, language=FR)
        assert len(ruler.lanes[0].bars) == number_of_bars


def test_an_accident_and_its_paid_days() -> None:
    communication, assessment = assessed(
        "technical_accident",
        {
            "communication": {
                "first_day": "2026-11-20",
                "last_day": "2026-12-31",
                "details": {"accident_on": "2026-11-13"},
            },
            "circumstances": {"received_on": "2026-11-16"},
        },
    )
    (lane,) = ruler_of(communication=communication, assessment=assessment, language=FR).lanes
    assert [(bar.style, bar.period) for bar in lane.bars] == [
        (BarStyle.WAGE, days("2026-11-13", "2026-11-19")),
        (BarStyle.SUSPENSION, days("2026-11-20", "2026-12-31")),
    ]


def test_a_stored_assessment_of_an_older_law_is_still_drawn() -> None:
    communication, assessment = assessed("economic_worker", SHORT_NOTICE)
    older = replace(assessment.findings[0], because={"notified_on": date(2026, 11, 12)})
    ruler = ruler_of(
        communication=communication,
        assessment=replace(assessment, findings=(older,)),
        language=FR,
    )
    assert ruler.lanes


def test_a_receipt_years_later_does_not_press_the_drawing_flat() -> None:
    vector = {
        "subject": "first_effective_day",
        "communication": {"first_day": "2023-09-04"},
        "circumstances": {"received_on": "2026-11-21"},
    }
    communication, assessment = assessed("economic_worker", vector)
    ruler = ruler_of(communication=communication, assessment=assessment, language=FR)
    assert ruler.span.last_day < date(2024, 1, 1)
    assert all(mark.day in ruler.span for lane in ruler.lanes for mark in lane.marks)
