"""What scenarios 2 and 5 ask of a form beyond its structure (ONSS glossary 2023/3).

Controls that need the register of employers, the annexes of worker codes and employer classes, or
earlier declarations, are not made here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta

from accalmie.facts.days import Month
from accalmie.facts.ids import bce
from accalmie.messages import references
from accalmie.messages.common_controls import (
    check_committee,
    check_numbers_of_employer,
    check_worker,
    day_of,
    whole_month,
)
from accalmie.messages.forms import Group
from accalmie.messages.reading import Report, check_presence
from accalmie.messages.scenario import FEATURES, OCCUPATION, RECORD, WORKER
from accalmie.messages.specification import Words, load

_CONSTAT = f"{OCCUPATION}/AnnualDclTempUnemployment"
_HOURS = f"{OCCUPATION}/MonthlyDclTempUnemploymentHours"
_PERIOD = f"{_HOURS}/ReferencePeriod"
_NATURE = f"{_PERIOD}/NatureOfDay"

_STATUS = {"0": "original", "1": "change", "3": "cancellation", "7": "change_on_paper"}
_MOST_HOURS_OF_A_DAY = 1400
_MOST_CODES_OF_A_DAY = 2
_MOST_DAYS_IN_A_ROW = 6
_USUAL_MOST_WEEKLY_HOURS = 4800
_NEW_OCCUPATION_ZONES = date(2016, 1, 1)
_USER_FIRM_REQUIRED = date(2023, 4, 1)
_PARTIAL_RETURN = date(2020, 7, 1)
_EMPLOYEES = ("011", date(2009, 6, 1))
_FIRST_MONTH, _LAST_MONTH = Month(2004, 1), Month(2099, 12)
_UNKNOWN = "9999-12-31"
_VARIED = {"3", "4", "5"}
_WINTER_MONTHS = (12, 1, 2, 3)
_EXTENDED_WINTERS = {(2021, 4), (2022, 4), (2022, 5)}


def wech002_controls(form: Group, report: Report) -> None:
    """Controls of scenario 2."""
    risk = form.get("RiskIdentification/IdentificationOfRisk") or ""
    first = form.get(f"{_CONSTAT}/TempUnemploymentStartingDate")
    starts_on = day_of(first) if first is not None else None
    words = _words(form, (risk,), _CONSTAT, starts_on)
    check_presence(load("WECH002"), words, form, report)
    _check_envelope(form, report)
    _check_home(form, report)
    _check_occupation(form, (risk,), starts_on, report)
    _check_user_firm(form, _CONSTAT, report)
    if starts_on is not None:
        _check_constat_start(form, risk, starts_on, report)


def wech005_controls(form: Group, report: Report) -> None:
    """Controls of scenario 5."""
    risks = tuple(
        risk.get("IdentificationOfRisk") or "" for risk in form.each("RiskIdentification")
    )
    first = form.get(f"{_PERIOD}/RefStartingDate")
    starts_on = day_of(first) if first is not None else None
    words = _words(form, risks, _HOURS, starts_on)
    check_presence(load("WECH005"), words, form, report)
    _check_envelope(form, report)
    _check_home(form, report)
    _check_risks(form, risks, report)
    _check_occupation(form, risks, starts_on, report)
    _check_user_firm(form, _HOURS, report)
    month = _check_month(form, risks, report)
    if month is not None:
        _check_occupation_in_month(form, month, report)
        _check_days(form, risks, month, report)
        _check_holidays(form, month, report)
        _check_closures(form, month, report)
        _check_training(form, month, report)
    _check_sections(form, report)


def _words(form: Group, risks: tuple[str, ...], at: str, starts_on: date | None) -> Words:
    words = [f"risk_{risk}" for risk in risks]
    words.append(_STATUS.get(form.get("AttestationStatus") or "", ""))
    interruption = form.get(f"{FEATURES}/OccupationInterruption")
    words.append(f"interruption_{interruption}")
    unit = form.get(f"{at}/CalculationBaseAllowance/RemunerationTimeUnit")
    if unit is not None:
        words.append("paid_by_hour" if unit == "1" else "paid_otherwise")
    committee = form.get(f"{OCCUPATION}/JointCommissionNbr") or ""
    words.append(f"committee_{committee[:3]}")
    if form.is_present("CoordinatesContactPerson/Communication"):
        words.append("contact_communication")
    q, s = form.get(f"{OCCUPATION}/MeanWorkingHours"), form.get(f"{OCCUPATION}/RefMeanWorkingHours")
    if q is not None and s is not None and int(q) < int(s):
        words.append("part_time")
    if form.get(f"{FEATURES}/WorkScheduleCode") in ("03", "14"):
        words.append("partial_return")
    if starts_on is not None:
        is_old = starts_on < _NEW_OCCUPATION_ZONES
        words.append("before_2016" if is_old else "from_2016")
        if starts_on >= _USER_FIRM_REQUIRED:
            words.append("from_april_2023")
        if starts_on >= _PARTIAL_RETURN:
            words.append("from_july_2020")
    return frozenset(words)


def _check_home(form: Group, report: Report) -> None:
    """Report a home whose postal code serves another municipality; it refuses nothing."""
    code, name = form.get(f"{WORKER}/WorkerZIPCode"), form.get(f"{WORKER}/WorkerCity")
    is_belgian = references.is_belgium(form.get(f"{WORKER}/WorkerCountry"))
    if code is None or name is None or not is_belgian:
        return
    if references.is_belgian_postal_code(code) and not references.is_place_of(code, name):
        report("00034-160", form, f"{WORKER}/WorkerCity")


def _check_envelope(form: Group, report: Report) -> None:
    check_numbers_of_employer(form, form.getter(), report)
    check_worker(form, f"{WORKER}/INSS", report)
    contact = "CoordinatesContactPerson"
    means = (f"{contact}/Communication", f"{contact}/Address")
    if form.is_present(contact) and not any(map(form.is_present, means)):
        report("90257-134", form, contact)
    _check_references(form, form.get("AttestationStatus"), report)


def _check_references(form: Group, status: str | None, report: Report) -> None:
    seen = set()
    tickets = 0
    for found in form.each("Reference"):
        pair = found.get("ReferenceType"), found.get("ReferenceOrigin")
        if pair == ("1", "2"):
            report("00298-008", found, "ReferenceOrigin")
        if pair in seen:
            report("90082-006", found, "")
        seen.add(pair)
        if pair == ("3", "2"):
            tickets += 1
            if status in ("0", "7"):
                report("90082-005", found, "")
    if status in ("1", "3") and not tickets:
        report("90082-001", form, "Reference")


def _check_risks(form: Group, risks: tuple[str, ...], report: Report) -> None:
    for at, (risk, found) in enumerate(zip(risks, form.each("RiskIdentification"), strict=True)):
        if risk in risks[:at]:
            report("90064-006", found, "")
        elif risk == "011" and {"001", "002", "003"} & set(risks):
            report("90064-030", found, "")


def _check_occupation(form: Group, risks: tuple[str, ...], on: date | None, report: Report) -> None:
    place = f"{OCCUPATION}/JointCommissionNbr"
    check_committee(form, place, on, report)
    committee = form.get(place)
    if "007" in risks and committee is not None and committee[:3] not in ("120", "324"):
        report("00046-495", form, place)
    first = form.get(f"{OCCUPATION}/OccupationStartingDate")
    last = form.get(f"{OCCUPATION}/OccupationEndingDate")
    if first is not None and last is not None and last < first:
        report("00045-014", form, f"{OCCUPATION}/OccupationEndingDate")
    _check_fraction(form, report)


def _check_fraction(form: Group, report: Report) -> None:
    """Q, S and the days per week: zero together, within the usual, Q above S only where it may."""
    q_place, s_place = f"{OCCUPATION}/MeanWorkingHours", f"{OCCUPATION}/RefMeanWorkingHours"
    q_text, s_text = form.get(q_place), form.get(s_place)
    days = form.get(f"{OCCUPATION}/WorkingDaysSystem")
    if q_text is None or s_text is None:
        return
    q, s = int(q_text), int(s_text)
    interruption = form.get(f"{FEATURES}/OccupationInterruption")
    if days is not None and (int(days) == 0) != (q == 0):
        report("00047-008", form, f"{OCCUPATION}/WorkingDaysSystem")
    if not form.is_present(f"{OCCUPATION}/WorkerStatus"):
        for number, zone, place in ((q, "00048", q_place), (s, "00049", s_place)):
            if number > _USUAL_MOST_WEEKLY_HOURS:
                report(f"{zone}-008", form, place)
    if (q > s and interruption not in _VARIED) or (interruption == "4" and q < s):
        report("90068-244", form, OCCUPATION)


def _check_user_firm(form: Group, at: str, report: Report) -> None:
    place = f"{at}/UsingEmployerCompanyID"
    number = form.get(place)
    if number is None:
        return
    if not number.strip("0"):
        report("00131-008", form, place)
    elif not bce.is_valid(number):
        report("00131-004", form, place)


def _check_constat_start(form: Group, risk: str, starts_on: date, report: Report) -> None:
    place = f"{_CONSTAT}/TempUnemploymentStartingDate"
    created = form.get("FormCreationDate")
    first = form.get(f"{OCCUPATION}/OccupationStartingDate")
    last = form.get(f"{OCCUPATION}/OccupationEndingDate")
    if (first and starts_on < day_of(first)) or (last and starts_on > day_of(last)):
        report("00199-099", form, place)
    if created is not None:
        month = Month.of(day_of(created))
        if Month.of(starts_on) > month.plus(1):
            report("00199-008", form, place)
        quarter_end = Month(month.year, (month.month + 2) // 3 * 3).last_day
        if first is not None and day_of(first) > quarter_end:
            report("00044-105", form, f"{OCCUPATION}/OccupationStartingDate")
    if risk == _EMPLOYEES[0] and starts_on < _EMPLOYEES[1]:
        report("00199-008", form, place)


def _check_month(form: Group, risks: tuple[str, ...], report: Report) -> Month | None:
    """Check that the period is one month, not after that of the creation; return it."""
    first, last = form.get(f"{_PERIOD}/RefStartingDate"), form.get(f"{_PERIOD}/RefEndingDate")
    created = form.get("FormCreationDate")
    if first is None or last is None or created is None:
        return None
    month = Month.of(day_of(first))
    if (
        day_of(first) != month.first_day
        or not _FIRST_MONTH <= month <= min(_LAST_MONTH, Month.of(day_of(created)))
        or (_EMPLOYEES[0] in risks and month.first_day < _EMPLOYEES[1])
    ):
        report("00074-008", form, f"{_PERIOD}/RefStartingDate")
        return None
    if whole_month(first, last) is None:
        report("00075-098", form, f"{_PERIOD}/RefEndingDate")
        return None
    return month


def _check_occupation_in_month(form: Group, month: Month, report: Report) -> None:
    first_place = f"{OCCUPATION}/OccupationStartingDate"
    first, last = form.get(first_place), form.get(f"{OCCUPATION}/OccupationEndingDate")
    interruption = form.get(f"{FEATURES}/OccupationInterruption")
    q, s = form.get(f"{OCCUPATION}/MeanWorkingHours"), form.get(f"{OCCUPATION}/RefMeanWorkingHours")
    is_recent = month.first_day >= _NEW_OCCUPATION_ZONES
    is_part_time = q is not None and s is not None and int(q) < int(s)
    lies_within = interruption in ("3", "4") or (is_recent and is_part_time)
    if first is not None:
        starts_on = day_of(first)
        if starts_on > month.last_day or (lies_within and starts_on < month.first_day):
            report("00044-097", form, first_place)
    if last is not None and is_recent and day_of(last) not in month.period:
        report("00045-097", form, f"{OCCUPATION}/OccupationEndingDate")
    schedule = form.get(f"{FEATURES}/WorkScheduleCode")
    if schedule is not None and interruption in ("3", "5") and schedule != "99":
        report("01095-491", form, f"{FEATURES}/WorkScheduleCode")


def _check_days(form: Group, risks: tuple[str, ...], month: Month, report: Report) -> None:
    first = form.get(f"{OCCUPATION}/OccupationStartingDate")
    last = form.get(f"{OCCUPATION}/OccupationEndingDate")
    codes: dict[date, list[str]] = defaultdict(list)
    hours: dict[date, int] = defaultdict(int)
    told = set()
    for found in form.each(_NATURE):
        code, number = found.get("DayNatureCode"), found.get("HoursNumber")
        if code is not None:
            risk = f"{int(code.removeprefix('5.')):03d}"
            told.add(risk)
            if risk not in risks:
                report("90074-023", found, "")
        day = _day_in(month, found.get("DayIndicator"))
        if found.get("DayIndicator") is not None and day is None:
            report("00178-097", found, "DayIndicator")
        if day is None or code is None:
            continue
        if (first and day < day_of(first)) or (last and day > day_of(last)):
            report("00178-099", found, "DayIndicator")
        if code in codes[day] or len(codes[day]) >= _MOST_CODES_OF_A_DAY:
            report("90074-006", found, "")
        codes[day].append(code)
        hours[day] += int(number or 0)
        if hours[day] > _MOST_HOURS_OF_A_DAY:
            report("00180-100", found, "HoursNumber")
    if set(risks) - told - {""} and form.is_present(RECORD):
        report("90059-452", form, "")
    _check_days_in_a_row(form, sorted(codes), report)


def _day_in(month: Month, written: str | None) -> date | None:
    """The day of the month that ``--MM-DD`` names, None when it lies in another."""
    if written is None or int(written[2:4]) != month.month:
        return None
    try:
        return date(month.year, month.month, int(written[5:7]))
    except ValueError:
        return None


def _check_days_in_a_row(form: Group, days: list[date], report: Report) -> None:
    in_a_row = 0
    for at, day in enumerate(days):
        follows = at > 0 and day - days[at - 1] == timedelta(days=1)
        in_a_row = in_a_row + 1 if follows else 1
        if in_a_row == _MOST_DAYS_IN_A_ROW + 1:
            report("90074-503", form, _PERIOD)


def _check_holidays(form: Group, month: Month, report: Report) -> None:
    seen = set()
    for found in form.each(f"{_HOURS}/DayNotEntitledToCompensation"):
        holiday = found.get("PublicHolidayIndicator")
        replaced = found.get("PublicHolidayReplacementDay")
        if holiday in seen:
            report("90066-006", found, "")
        seen.add(holiday)
        if holiday is not None and abs(day_of(holiday).year - month.year) > 1:
            report("00175-008", found, "PublicHolidayIndicator")
        if (
            replaced is not None
            and replaced != _UNKNOWN
            and abs(day_of(replaced).year - month.year) > 1
        ):
            report("00176-008", found, "PublicHolidayReplacementDay")


def _check_closures(form: Group, month: Month, report: Report) -> None:
    for found in form.each(f"{_HOURS}/ClosingPeriod"):
        first = found.get("ClosingPeriodStartingDate")
        last = found.get("ClosingPeriodEndingDate")
        if first is not None and day_of(first).year != month.year:
            report("00182-019", found, "ClosingPeriodStartingDate")
        if last is not None and day_of(last).year != month.year:
            report("00183-019", found, "ClosingPeriodEndingDate")
        if first is not None and last is not None and last < first:
            report("00183-014", found, "ClosingPeriodEndingDate")


def _check_training(form: Group, month: Month, report: Report) -> None:
    for found in form.each(f"{_HOURS}/WinterFormation"):
        first, last = found.get("FormationStartingDate"), found.get("FormationEndingDate")
        for zone, name, text in (
            ("00184", "FormationStartingDate", first),
            ("00185", "FormationEndingDate", last),
        ):
            if text is not None and not _is_in_winter(day_of(text), month):
                report(f"{zone}-008", found, name)
        if first is not None and last is not None and last < first:
            report("00185-014", found, "FormationEndingDate")


def _is_in_winter(day: date, month: Month) -> bool:
    """December to March, later in two exceptional years; the reference year or the one before."""
    is_winter = day.month in _WINTER_MONTHS or (day.year, day.month) in _EXTENDED_WINTERS
    return is_winter and month.year - 1 <= day.year <= month.year


def _check_sections(form: Group, report: Report) -> None:
    seen = set()
    for found in form.each(f"{_HOURS}/Department"):
        number = found.get("DepartmentReceptionNbr")
        if number is None:
            continue
        # Eleven digits on paper; thirteen characters of the tickets' alphabet electronically.
        if not re.fullmatch("[0-9]{11}|[0-9A-HJ-NP-Z]{13}", number):
            report("00608-003", found, "DepartmentReceptionNbr")
        if number in seen:
            report("90197-006", found, "")
        seen.add(number)
