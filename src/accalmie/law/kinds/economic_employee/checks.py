"""Suspension of employees for economic causes (LCT art. 77/1 to 77/8; sheets E54, E55 and E57)."""

from __future__ import annotations

from datetime import date, timedelta

from accalmie.facts.communications import Communication, PlannedSuspension, Regime, Subject, Version
from accalmie.facts.days import Month, Period
from accalmie.facts.findings import Finding, Step
from accalmie.law.history import earlier
from accalmie.law.kinds.economic_employee import preliminary, weeks
from accalmie.law.kinds.economic_employee.counters import counters
from accalmie.law.kinds.kind import (
    Announcement,
    Bounds,
    Kind,
    KindRules,
    Situation,
    month_and_the_one_before,
)
from accalmie.law.rules import committee, content, first_days, notice, versions
from accalmie.law.rules.agency import agency_named
from accalmie.law.rules.answer import answer, step
from accalmie.law.rules.channel import sent_by_allowed_channel
from accalmie.law.rules.undertaking import undertakes_not_to_subcontract

_ONE_DAY = timedelta(days=1)


def announced_in_time(situation: Situation) -> Finding | None:
    """The employees are told seven days before, the day of the notice out (LCT art. 77/4)."""
    planned = _planned(situation)
    if planned is None:
        return None
    first_day, _ = planned
    return notice.announced_in_time(
        situation, (notice.statutory_notice(situation.kind, on=first_day),)
    )


def regime_exists_for_employees(situation: Situation) -> Finding | None:
    """Only full and large suspensions exist for employees (TWCT001 zone 00761)."""
    planned = _planned(situation)
    if planned is None:
        return None
    first_day, details = planned
    row = situation.values.regimes_of_employees.on(first_day)
    return answer(
        "regime_exists_for_employees",
        met=details.regime.value in row.value,
        because={"regime": details.regime.value},
        rows=[row],
        remedies=("declare_the_regime",),
    )


def two_days_worked_a_week(situation: Situation) -> Finding | None:
    """In the reduced regime at least two days a week are worked (Securex, 16.01.2024)."""
    planned = _planned(situation)
    if planned is None or not planned[1].working_days or planned[1].regime is Regime.FULL:
        return None
    first_day, details = planned
    row = situation.values.reduced_regime_worked_days.on(first_day)
    fewest = min(details.working_days or ())
    return answer(
        "two_days_worked_a_week",
        met=fewest >= row.value,
        because={"worked": fewest, "needed": row.value},
        rows=[row],
        remedies=("declare_the_regime",),
    )


def stays_in_one_civil_year(situation: Situation) -> Finding | None:
    """The suspension ends in the civil year in which it starts (TWCT001 zone 00754)."""
    period = situation.communication.period
    if _planned(situation) is None or period is None:
        return None
    row = situation.values.ends_in_its_civil_year.on(period.first_day)
    met = period.first_day.year == period.last_day.year
    return answer(
        "stays_in_one_civil_year",
        met=met,
        because={
            "period": period,
            "split_on": None if met else Month(period.first_day.year, 12).last_day,
        },
        rows=[row],
        remedies=("split_at_new_year",),
    )


def weeks_left_this_year(situation: Situation) -> Finding | None:
    """At most 16 full or 26 reduced calendar weeks a year, two for one (LCT art. 77/4).

    The person with the fewest weeks left decides; an agreement or a plan may set fewer.
    """
    planned, period = _planned(situation), situation.communication.period
    workers = situation.communication.workers
    if planned is None or period is None or not workers:
        return None
    year = period.first_day.year
    allowed = _allowed(situation, period.first_day)
    used = _used(situation, year, also=situation.communication)
    answers = {one.fits(allowed) for one in used}
    met = False if False in answers else None if None in answers else True
    most = max(
        used,
        key=lambda one: (one.fits(allowed) is not True, one.number_full * 2 + one.number_reduced),
    )
    return answer(
        "weeks_left_this_year",
        met=met,
        because={
            "year": str(year),
            "full_weeks": most.number_full,
            "reduced_weeks": most.number_reduced,
            "max_full": allowed.full,
            "max_reduced": allowed.reduced,
        },
        rows=allowed.rows,
        remedies=("end_in_time",),
    )


def bounds(situation: Situation) -> Bounds:
    """The earliest first day, and the last day that the weeks left in the year allow."""
    planned = _planned(situation)
    if planned is None:
        return Bounds()
    first_day, details = planned
    announcement = Announcement(notified_on=notice.day_of_both(situation))
    start = notice.bounds_of_notice(
        announcement, [notice.statutory_notice(situation.kind, on=first_day)]
    )
    latest, steps = _latest_last_day(
        situation, max(first_day, start.earliest_first_day or first_day), details
    )
    return Bounds(
        earliest_first_day=start.earliest_first_day,
        latest_last_day=latest,
        trace=(*start.trace, *steps),
    )


def reach(kind: Kind, first_day: date) -> Period:
    """The weeks of its civil year and of those after it, into which a late notice may push it."""
    since = min(date(first_day.year, 1, 1), month_and_the_one_before(kind, first_day).first_day)
    return Period(since, date.max)


def notice_bounds(kind: Kind, announcement: Announcement) -> Bounds:
    """From when a suspension announced on a day may begin."""
    option = notice.statutory_notice(kind, on=announcement.notified_on)
    return notice.bounds_of_notice(announcement, [option])


def _latest_last_day(
    situation: Situation, first_day: date, details: PlannedSuspension
) -> tuple[date | None, list[Step]]:
    """The Sunday of the last week that everybody has left, at the latest on 31 December."""
    workers = situation.communication.workers
    if not workers or details.regime is Regime.SMALL:
        return None, []
    allowed = _allowed(situation, first_day)
    used = _used(situation, first_day.year, also=None)
    if details.regime is Regime.FULL:
        left = min(one.full_weeks_left(allowed) for one in used)
    else:
        left = min(
            min(
                allowed.reduced - one.number_reduced,
                one.full_weeks_left(allowed) * allowed.reduced_for_one_full,
            )
            for one in used
        )
    if left <= 0:
        return None, [step("weeks_left", 0, unit="calendar_weeks", rows=allowed.rows)]
    monday = first_day - first_day.weekday() * _ONE_DAY
    latest = min(monday + timedelta(weeks=left) - _ONE_DAY, Month(first_day.year, 12).last_day)
    return latest, [
        step("weeks_left", left, unit="calendar_weeks", rows=allowed.rows),
        step(
            "latest_last_day",
            latest,
            formula="Sunday of the last week left, 31 December at the latest",
            rows=allowed.rows,
        ),
    ]


def _allowed(situation: Situation, on: date) -> weeks.YearlyWeeks:
    condition = preliminary.condition_of(situation)
    return weeks.yearly_weeks(situation.values, on=on, condition=condition)


def _used(situation: Situation, year: int, *, also: Communication | None) -> list[weeks.UsedWeeks]:
    """The weeks of the workers of a communication, in the order in which it names them."""
    lodged = earlier(situation, Subject.PLANNED_SUSPENSION)
    same = [one for one in lodged if one.communication.kind == situation.kind.code]
    named = [worker.niss for worker in situation.communication.workers]
    used = weeks.weeks_used_by_each(named, year, lodged=same, also=also)
    return [used[niss] for niss in named]


def _planned(situation: Situation) -> tuple[date, PlannedSuspension] | None:
    communication = situation.communication
    if communication.version is Version.CANCELLATION or communication.first_day is None:
        return None
    if not isinstance(communication.details, PlannedSuspension):
        return None
    return communication.first_day, communication.details


RULES = KindRules(
    checks={
        Subject.PLANNED_SUSPENSION: (
            announced_in_time,
            notice.sent_on_day_of_notice,
            preliminary.preliminary_condition_recognised,
            preliminary.sent_after_preliminary_condition,
            preliminary.instrument_in_force,
            weeks_left_this_year,
            regime_exists_for_employees,
            two_days_worked_a_week,
            stays_in_one_civil_year,
            undertakes_not_to_subcontract,
            content.workers_named,
            agency_named,
            committee.committee_fits_kind,
            content.content_is_complete("first_day", "last_day", "joint_committee"),
            versions.concerns_latest_situation,
            versions.end_not_moved_later,
            sent_by_allowed_channel,
        ),
        Subject.FIRST_EFFECTIVE_DAY: first_days.CHECKS,
    },
    bounds={
        Subject.PLANNED_SUSPENSION: bounds,
        Subject.FIRST_EFFECTIVE_DAY: first_days.bounds,
    },
    notice=notice_bounds,
    reach=reach,
    counters=counters,
)
