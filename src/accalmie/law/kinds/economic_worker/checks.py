"""Economic causes, manual workers (LCT art. 51; sheets E22, E28 and E57)."""

from __future__ import annotations

from datetime import date, timedelta

from accalmie.facts.communications import PlannedSuspension, Regime, Subject, Version
from accalmie.facts.days import Period, same_date_after
from accalmie.facts.findings import Fact, Finding, Step
from accalmie.law.calendar import first_working_day_of_week
from accalmie.law.durations import counted_days, excluded_days, last_days
from accalmie.law.history import earlier_suspensions
from accalmie.law.kinds.economic_worker import durations, regimes
from accalmie.law.kinds.economic_worker.counters import counters
from accalmie.law.kinds.economic_worker.week_of_work import MONTHS_LOOKED_BACK, week_of_work_kept
from accalmie.law.kinds.kind import Announcement, Bounds, Kind, KindRules, Situation
from accalmie.law.rules import committee, content, first_days, notice, versions
from accalmie.law.rules.agency import agency_named
from accalmie.law.rules.answer import answer, step
from accalmie.law.rules.channel import sent_by_allowed_channel
from accalmie.law.rules.undertaking import undertakes_not_to_subcontract
from accalmie.law.sectors import Sector, SectorRegime, sector_of

_ONE_DAY = timedelta(days=1)


def announced_in_time(situation: Situation) -> Finding | None:
    """The workers are told seven days before, or as their sector says (LCT art. 51 § 1; E22)."""
    planned = _planned(situation)
    if planned is None:
        return None
    first_day, _ = planned
    options = _notice_options(situation.kind, _sector(situation), on=first_day)
    return notice.announced_in_time(situation, options)


def sector_regime_checked(situation: Situation) -> Finding | None:
    """Whether a decree of the sector replaces the rules of the law (table of sector regimes)."""
    planned = _planned(situation)
    if planned is None:
        return None
    first_day, details = planned
    sector = _sector(situation)
    because: dict[str, Fact] = {"joint_committee": details.joint_committee, "on": first_day}
    row = situation.values.sectoral_regimes_may_derogate.on(first_day)
    unseen = [regime for regime in sector.possible if regime.unknown]
    if unseen:
        because["decree"] = unseen[0].row.source
        return answer("sector_regime_checked", met=None, because=because, rows=[row, unseen[0].row])
    if sector.certain is not None:
        because["decree"] = sector.certain.row.source
        rows = [row, sector.certain.row]
        met: bool | None = True
        if sector.certain.full_starts_a_week and details.regime is Regime.FULL:
            first_of_week = first_working_day_of_week(first_day, closed_days=None)
            if first_day > first_of_week:
                met, because["first_of_week"] = None, first_of_week
        return answer("sector_regime_checked", met=met, because=because, rows=rows)
    return answer("sector_regime_checked", met=True, because=because, rows=[row])


def regime_matches_working_days(situation: Situation) -> Finding | None:
    """The regime declared is that of the days worked (E22; TWCT001 zone 00761; C:R9)."""
    planned = _planned(situation)
    if planned is None or not planned[1].working_days:
        return None
    first_day, details = planned
    working_days = details.working_days or ()
    borders = regimes.borders_on(situation.values, first_day=first_day)
    found = regimes.regime_of(working_days, borders=borders)
    because: dict[str, Fact] = {
        "declared": details.regime.value,
        "found": found.value if found else None,
        "days": ", ".join(str(days) for days in working_days),
    }
    period = situation.communication.period
    if found is not None and period is not None:
        runs = regimes.runs_with_holiday(period, working_days)
        counted = regimes.with_holidays_as_work(period, working_days, runs)
        if runs and regimes.regime_of(counted, borders=borders) is not found:
            because["holiday_in_run"] = min(runs) + 1
            found = None
    met = None if found is None else found is details.regime
    return answer(
        "regime_matches_working_days",
        met=met,
        because=because,
        rows=borders.rows,
        remedies=("declare_the_regime",),
    )


def within_maximum_duration(situation: Situation) -> Finding | None:
    """The suspension is not longer than its regime allows (LCT art. 51 §§ 2 and 3; C:R8)."""
    planned, period = _planned(situation), situation.communication.period
    if planned is None or period is None:
        return None
    first_day, details = planned
    regime = durations.governing_regime(situation.communication, situation.values)
    options = durations.maxima(
        situation.values, regime=regime, on=first_day, sector=_sector(situation)
    )
    governing = options[0]
    because: dict[str, Fact] = {
        "regime": regime.value,
        "period": period,
        "days": counted_days(period, details.excluded),
        "excluded_days": excluded_days(period, details.excluded) or None,
    }
    assert governing.duration is not None
    until = durations.allowed_until(governing, period=period, excluded=details.excluded)
    because |= {
        governing.duration.unit: governing.duration.number,
        "latest_last_day": until.sure,
        "days_over": max(0, (period.last_day - until.sure).days) or None,
    }
    answers = {_lasts_within(option, period, details) for option in options}
    met = answers.pop() if len(answers) == 1 else None
    if met is False and regime is Regime.FULL and _may_group_weeks_of_work(situation, period):
        met, because["grouped_until"] = None, _grouped_until(situation, first_day)
    return answer(
        "within_maximum_duration",
        met=met,
        because=because,
        rows=[row for option in options for row in option.rows],
        remedies=("end_in_time",),
    )


def lack_of_work_is_temporary(situation: Situation) -> Finding | None:
    """Many full suspensions in few months ask whether the lack of work lasts (LCT art. 51)."""
    planned = _planned(situation)
    if planned is None or planned[1].regime is not Regime.FULL:
        return None
    first_day, details = planned
    row = situation.values.structural_use.on(first_day)
    since = same_date_after(first_day, -row.value["months"])
    recent = [
        lodged
        for lodged in earlier_suspensions(situation, Regime.FULL, since=since)
        if (lodged.communication.first_day or first_day) < first_day
    ]
    if len(recent) + 1 < row.value["suspensions"]:
        return None
    return answer(
        "lack_of_work_is_temporary",
        met=None,
        because={
            "suspensions": len(recent) + 1,
            "months": row.value["months"],
            "reason": details.reason or None,
        },
        rows=[row],
    )


def bounds(situation: Situation) -> Bounds:
    """The earliest first day and the latest last day that the law would have allowed."""
    planned = _planned(situation)
    if planned is None:
        return Bounds()
    first_day, details = planned
    sector = _sector(situation)
    announcement = Announcement(notified_on=notice.day_of_both(situation))
    start = notice.bounds_of_notice(
        announcement, _notice_options(situation.kind, sector, on=first_day)
    )
    allowed_from = max(first_day, start.earliest_first_day or first_day)
    regime = durations.governing_regime(situation.communication, situation.values)
    options = durations.maxima(situation.values, regime=regime, on=first_day, sector=sector)
    ends = {
        None
        if option.duration is None
        else last_days(option.duration, first_day=allowed_from, excluded=details.excluded).sure
        for option in options
    }
    latest = ends.pop() if len(ends) == 1 else None
    steps: list[Step] = [*start.trace]
    for option in options:
        if option.duration is not None:
            number, unit = option.duration.number, option.duration.unit
            steps.append(step("maximum_duration", number, unit=unit, rows=option.rows))
    if latest is not None:
        steps.append(
            step(
                "latest_last_day",
                latest,
                formula="first_day + maximum_duration - 1",
                rows=[row for option in options for row in option.rows],
            )
        )
    return Bounds(
        earliest_first_day=start.earliest_first_day, latest_last_day=latest, trace=tuple(steps)
    )


def reach(kind: Kind, first_day: date) -> Period:
    """The year before, for the week of work, or the months that ask whether the lack lasts."""
    months = max(MONTHS_LOOKED_BACK, kind.values.structural_use.on(first_day).value["months"])
    return Period(same_date_after(first_day, -months), first_day)


def notice_bounds(kind: Kind, announcement: Announcement) -> Bounds:
    """From when a suspension announced on a day may begin, in a sector."""
    sector = sector_of(
        joint_committee=announcement.joint_committee,
        level=announcement.level,
        postal_code=announcement.postal_code,
        on=announcement.notified_on,
    )
    options = _notice_options(kind, sector, on=announcement.notified_on)
    return notice.bounds_of_notice(announcement, options)


def _planned(situation: Situation) -> tuple[date, PlannedSuspension] | None:
    communication = situation.communication
    if communication.version is Version.CANCELLATION or communication.first_day is None:
        return None
    if not isinstance(communication.details, PlannedSuspension):
        return None
    return communication.first_day, communication.details


def _sector(situation: Situation) -> Sector:
    communication, details = situation.communication, situation.communication.details
    assert isinstance(details, PlannedSuspension)
    assert communication.first_day is not None
    return sector_of(
        joint_committee=details.joint_committee,
        level=details.level,
        postal_code=communication.seat.postal_code if communication.seat else None,
        on=communication.first_day,
    )


def _notice_options(kind: Kind, sector: Sector, *, on: date) -> tuple[notice.NoticeOption, ...]:
    statutory = notice.statutory_notice(kind, on=on)
    first = statutory
    if sector.certain is not None:
        first = _notice_of(sector.certain) or statutory
    others = (_notice_of(regime) or statutory for regime in sector.possible)
    return (first, *(option for option in others if option is not first))


_NOTICE_RULES = {
    "wednesday_before": notice.wednesday_before,
    "next_working_day": notice.next_working_day,
}


def _notice_of(regime: SectorRegime) -> notice.NoticeOption | None:
    if "notice" in regime.unknown:
        return notice.unseen_notice(regime.row)
    if regime.notice is None:
        return None
    if "calendar_days" in regime.notice:
        return notice.counted_notice(regime.row, days=regime.notice["calendar_days"])
    return _NOTICE_RULES[regime.notice["rule"]](regime.row)


def _lasts_within(
    option: durations.Maximum, period: Period, details: PlannedSuspension
) -> bool | None:
    if option.duration is None:
        return None
    until = durations.allowed_until(option, period=period, excluded=details.excluded)
    if period.last_day <= until.sure:
        return True
    return None if period.last_day <= until.possible else False


def _grouped_until(situation: Situation, first_day: date) -> date:
    groups = situation.values.grouped_weeks_of_work.on(first_day).value
    return first_day + timedelta(weeks=max(groups)) - _ONE_DAY


def _may_group_weeks_of_work(situation: Situation, period: Period) -> bool:
    """Tell whether the weeks of work could be grouped after a longer suspension (2022)."""
    row = situation.values.grouped_weeks_of_work.on(period.first_day)
    return row.value is not None and period.last_day <= _grouped_until(situation, period.first_day)


RULES = KindRules(
    checks={
        Subject.PLANNED_SUSPENSION: (
            announced_in_time,
            notice.sent_on_day_of_notice,
            within_maximum_duration,
            regime_matches_working_days,
            week_of_work_kept,
            lack_of_work_is_temporary,
            sector_regime_checked,
            undertakes_not_to_subcontract,
            content.workers_or_section_named,
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
