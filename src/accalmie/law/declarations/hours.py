"""What a declaration of hours may hold (ONSS glossary WECH005; AR 25.11.1991 art. 99).

A finding that is not met is reported, never silently corrected; the channel decides apart from
this what it refuses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal

from accalmie.facts.claims import Track
from accalmie.facts.days import Month
from accalmie.facts.declarations import UNKNOWN_REPLACEMENT, HoursDeclaration, Interruption
from accalmie.facts.findings import Confidence, Fact, Finding
from accalmie.law.kinds import kind_of
from accalmie.law.loading import common_values

_ZERO = Decimal(0)
_CENT = Decimal("0.01")
_ONE_DAY = timedelta(days=1)
_GLOSSARY = "ONSS glossary"
_MAY_EXCEED_S = (
    Interruption.PART_TIME_PERIOD,
    Interruption.FULL_TIME_PERIOD,
    Interruption.COMPLETE,
)


def examine_hours(
    *,
    declaration: HoursDeclaration,
    names_section_only: bool | None,
    is_asked_by_worker: bool | None,
) -> tuple[Finding, ...]:
    """Every finding on a declaration of hours.

    ``names_section_only`` tells whether the communication named a section instead of workers.
    Raises ``NotInForceError`` for a month before the first one covered (March 2020).
    """
    findings = [found for rule in _RULES if (found := rule(declaration)) is not None]
    section = _section_named(declaration, names_section_only)
    if section is not None:
        findings.append(section)
    if any(Track(kind_of(kind).claim_track) is Track.STRIKE for kind in declaration.kinds):
        findings.append(
            _finding(
                "asked_by_worker", is_asked_by_worker, {"month": declaration.month}, "E28; T32"
            )
        )
    return tuple(findings)


def closure_hours_left(*, q: Decimal, leave_hours: Decimal, on: date) -> Decimal:
    """Hours of unemployment left in a closure for annual holidays: four weeks less the leave."""
    weeks = Decimal(common_values("declaration_limits").closure_weeks_per_year.on(on).value)
    return max(_ZERO, q * weeks - leave_hours)


def _days_in_month(declaration: HoursDeclaration) -> Finding:
    """Every day lies in the month and in the occupation (zone 00178)."""
    occupation = declaration.occupation
    outside = sorted(
        {
            day.day
            for day in declaration.days
            if Month.of(day.day) != declaration.month
            or (occupation is not None and day.day < occupation.first_day)
            or (
                occupation is not None
                and occupation.last_day is not None
                and day.day > occupation.last_day
            )
        }
    )
    return _finding(
        "days_in_month",
        not outside,
        {"month": declaration.month, "outside": tuple(outside)},
        f"{_GLOSSARY} zone 00178",
    )


def _hours_per_day(declaration: HoursDeclaration) -> Finding:
    """At most fourteen hours a day, more than none, in hundredths (zone 00180)."""
    row = common_values("declaration_limits").hours_per_day.on(declaration.month.first_day)
    totals: defaultdict[date, Decimal] = defaultdict(Decimal)
    odd = set()
    for day in declaration.days:
        totals[day.day] += day.hours
        if day.hours <= 0 or day.hours % _CENT:
            odd.add(day.day)
    too_long = {day for day, hours in totals.items() if hours > row.value}
    wrong = tuple(sorted(odd | too_long))
    return _finding("hours_per_day", not wrong, {"limit": row.value, "days": wrong}, row.source)


def _codes_per_day(declaration: HoursDeclaration) -> Finding:
    """At most two codes on one day, none of them twice (zone 00179)."""
    row = common_values("declaration_limits").codes_per_day.on(declaration.month.first_day)
    codes: defaultdict[date, list[str]] = defaultdict(list)
    for day in declaration.days:
        codes[day.day].append(day.code)
    wrong = tuple(
        sorted(
            day
            for day, seen in codes.items()
            if len(seen) > row.value or len(set(seen)) < len(seen)
        )
    )
    return _finding("codes_per_day", not wrong, {"limit": row.value, "days": wrong}, row.source)


def _codes_match_kinds(declaration: HoursDeclaration) -> Finding:
    """Every day code belongs to a declared kind, and every kind has a day (zones 00179, 00430)."""
    declared = {kind_of(kind).day_code for kind in declaration.kinds}
    used = _codes(declaration)
    return _finding(
        "codes_match_kinds",
        declared == used,
        {
            "codes": ", ".join(sorted(used - declared)),
            "kinds": ", ".join(sorted(declared - used)),
        },
        f"{_GLOSSARY} zones 00179, 00430",
    )


def _consecutive_days(declaration: HoursDeclaration) -> Finding:
    """More than six consecutive days are looked at by a person (anomaly 90074-503)."""
    row = common_values("declaration_limits").consecutive_days.on(declaration.month.first_day)
    days = sorted({day.day for day in declaration.days})
    longest, run = 0, 0
    for n, day in enumerate(days):
        run = run + 1 if n and day - days[n - 1] == _ONE_DAY else 1
        longest = max(longest, run)
    return _finding(
        "consecutive_days",
        True if longest <= row.value else None,
        {"longest": longest, "limit": row.value},
        row.source,
    )


def _weekly_hours(declaration: HoursDeclaration) -> Finding | None:
    """Q and S are positive and Q does not exceed S (zones 00048, 00049, 00769)."""
    occupation = declaration.occupation
    if occupation is None:
        return None
    limits = common_values("declaration_limits")
    highest = limits.weekly_hours_special_status.on(declaration.month.first_day).value
    q, s, interruption = occupation.q, occupation.s, occupation.interruption
    is_complete = interruption is Interruption.COMPLETE
    fits = (
        0 < s <= highest
        and not s % _CENT
        and not q % _CENT
        and (q >= 0 if is_complete else q > 0)
        and (q <= s or interruption in _MAY_EXCEED_S)
        and not (interruption is Interruption.FULL_TIME_PERIOD and q < s)
        and (occupation.days_per_week is None or (occupation.days_per_week == 0) == (q == 0))
    )
    return _finding(
        "weekly_hours",
        fits,
        {"q": q, "s": s, "highest": highest},
        f"{_GLOSSARY} zones 00047-00049, 00769",
    )


def _reason_given(declaration: HoursDeclaration) -> Finding:
    """Force majeure has its reason in writing, other reasons have none (zone 00223)."""
    values = common_values("declaration_limits")
    on = declaration.month.first_day
    is_needed = bool(_codes(declaration) & set(values.reason_codes.on(on).value))
    longest = values.reason_characters.on(on).value
    length = len(declaration.reason.strip())
    return _finding(
        "reason_given",
        bool(length) == is_needed and length <= longest,
        {"is_needed": is_needed, "length": length, "longest": longest},
        f"{_GLOSSARY} zone 00223",
    )


def _closures_given(declaration: HoursDeclaration) -> Finding:
    """A closure names its periods, six at most, in the year of the month (block ClosingPeriod)."""
    values = common_values("declaration_limits")
    on = declaration.month.first_day
    is_needed = bool(_codes(declaration) & set(values.closure_codes.on(on).value))
    most = values.closing_periods.on(on).value
    year = declaration.month.year
    fits = all(
        period.first_day.year == period.last_day.year == year for period in declaration.closures
    )
    count = len(declaration.closures)
    return _finding(
        "closures_given",
        fits and count <= most and (count > 0 or not is_needed),
        {"is_needed": is_needed, "count": count, "most": most},
        f"{_GLOSSARY} block ClosingPeriod",
    )


def _agreement_closure_sector(declaration: HoursDeclaration) -> Finding | None:
    """A closure by binding agreement exists in two joint committees only (zone 00046)."""
    values = common_values("declaration_limits")
    on = declaration.month.first_day
    if not _codes(declaration) & set(values.agreement_closure_codes.on(on).value):
        return None
    return _in_sector(
        "agreement_closure_sector", declaration, values.agreement_closure_sectors.on(on).value
    )


def _employees_apart(declaration: HoursDeclaration) -> Finding | None:
    """The suspension of employees does not go with reasons of manual workers (zone 00430)."""
    values = common_values("declaration_limits")
    on = declaration.month.first_day
    codes = _codes(declaration)
    if not codes & set(values.employee_codes.on(on).value):
        return None
    others = codes & set(values.manual_worker_codes.on(on).value)
    return _finding(
        "employees_apart",
        not others,
        {"codes": ", ".join(sorted(others))},
        f"{_GLOSSARY} zone 00430",
    )


def _holidays_fit(declaration: HoursDeclaration) -> Finding:
    """At most ten holidays, in the year of the month or the one beside it (block 90066)."""
    row = common_values("declaration_limits").holidays.on(declaration.month.first_day)
    year = declaration.month.year
    wrong = tuple(
        sorted(
            holiday.holiday
            for holiday in declaration.holidays
            if abs(holiday.holiday.year - year) > 1
            or (
                holiday.replaced_on != UNKNOWN_REPLACEMENT
                and abs(holiday.replaced_on.year - year) > 1
            )
        )
    )
    return _finding(
        "holidays_fit",
        not wrong and len(declaration.holidays) <= row.value,
        {"count": len(declaration.holidays), "most": row.value, "days": wrong},
        row.source,
    )


def _winter_training_fits(declaration: HoursDeclaration) -> Finding | None:
    """Winter training: construction, bad weather, in its months (block WinterFormation)."""
    if not declaration.winter_training:
        return None
    values = common_values("declaration_limits")
    on = declaration.month.first_day
    months = values.winter_training_months.on(on).value
    in_sector = _in_sector(
        "winter_training_fits", declaration, values.winter_training_sectors.on(on).value
    )
    fits = (
        in_sector.met is not False
        and bool(_codes(declaration) & set(values.winter_training_codes.on(on).value))
        and all(
            period.first_day.month in months and period.last_day.month in months
            for period in declaration.winter_training
        )
    )
    return _finding(
        "winter_training_fits",
        fits,
        {"months": ", ".join(map(str, months))},
        f"{_GLOSSARY} block WinterFormation",
    )


def _user_company_named(declaration: HoursDeclaration) -> Finding | None:
    """The agency names the firm that uses its worker (zone 00131, since 01.04.2023)."""
    values = common_values("declaration_limits")
    row = values.user_company_required.on(declaration.month.first_day)
    sectors = values.agency_sectors.on(declaration.month.first_day).value
    if not row.value or _in_sector("user_company_named", declaration, sectors).met is not True:
        return None
    return _finding(
        "user_company_named",
        bool(declaration.user_company),
        {"month": declaration.month},
        row.source,
    )


def _section_named(
    declaration: HoursDeclaration, names_section_only: bool | None
) -> Finding | None:
    """Section and ticket where the communication named no worker (E28; block Department)."""
    values = common_values("declaration_limits")
    on = declaration.month.first_day
    is_economic = bool(_codes(declaration) & set(values.section_codes.on(on).value))
    count = len(declaration.sections)
    if not is_economic and not count:
        return None
    fits = (
        count <= values.section_names.on(on).value
        and (is_economic or not count)
        and all(
            0 < len(section.name) <= values.section_name_characters.on(on).value
            and _is_ticket(section.ticket, on)
            for section in declaration.sections
        )
    )
    met: bool | None = fits
    if fits and not count:
        met = None if names_section_only is None else not names_section_only
    return _finding(
        "section_named",
        met,
        {"count": count, "names_section_only": names_section_only},
        "E28",
    )


def _is_ticket(ticket: str, on: date) -> bool:
    values = common_values("declaration_limits")
    if len(ticket) == values.paper_ticket_digits.on(on).value:
        return ticket.isascii() and ticket.isdigit()
    is_electronic = len(ticket) == values.electronic_ticket_characters.on(on).value
    return is_electronic and ticket.isascii() and ticket.isalnum()


def _codes(declaration: HoursDeclaration) -> set[str]:
    return {day.code for day in declaration.days}


def _in_sector(rule: str, declaration: HoursDeclaration, sectors: Collection[str]) -> Finding:
    occupation = declaration.occupation
    met: bool | None = None
    if occupation is not None:
        met = occupation.joint_committee.split(".")[0] in sectors
    return _finding(
        rule,
        met,
        {
            "joint_committee": None if occupation is None else occupation.joint_committee,
            "sectors": ", ".join(sectors),
        },
        f"{_GLOSSARY} zone 00046",
    )


def _finding(rule: str, met: bool | None, because: Mapping[str, Fact], source: str) -> Finding:
    return Finding(rule=rule, met=met, because=because, source=source, confidence=Confidence.HIGH)


_RULES: tuple[Callable[[HoursDeclaration], Finding | None], ...] = (
    _days_in_month,
    _hours_per_day,
    _codes_per_day,
    _codes_match_kinds,
    _consecutive_days,
    _weekly_hours,
    _reason_given,
    _closures_given,
    _agreement_closure_sector,
    _employees_apart,
    _holidays_fit,
    _winter_training_fits,
    _user_company_named,
)
