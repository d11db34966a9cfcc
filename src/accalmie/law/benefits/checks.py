"""What a month's input must satisfy before anything is computed."""

from __future__ import annotations

from decimal import Decimal

from accalmie.facts.payments import MonthInput, Scheme, Status
from accalmie.law.benefits.amounts import first_covered_day
from accalmie.law.benefits.daily import day_codes
from accalmie.law.dated import NotInForceError
from accalmie.law.loading import common_values
from accalmie.law.unusable import UnusableInput, require_number

_ZERO = Decimal(0)
_LEAST_HOURS = Decimal("0.01")
_HIGHEST_AMOUNT = Decimal("9999999.99")
_HOURS_SOURCE = "AR 25.11.1991 art. 99; ONSS glossary zones 00048, 00049"


def check(*, input: MonthInput) -> None:
    """Raise ``UnusableInput`` for the first field that no rule can work with."""
    _check_days(input)
    _check_weekly_hours(input)
    _check_hours(input)
    _check_rest(input)


def _check_days(input: MonthInput) -> None:
    first = first_covered_day()
    for field, day in (("month", input.month.first_day), ("wage_fixed_on", input.wage_fixed_on)):
        if day is not None and day < first:
            raise UnusableInput(
                field=field,
                value=input.month if field == "month" else day,
                fault="before_coverage",
                first_day=first,
                source="AR 25.11.1991 art. 111-115",
            )
    if input.wage_fixed_on is not None and input.wage_fixed_on > input.month.last_day:
        raise UnusableInput(
            field="wage_fixed_on",
            value=input.wage_fixed_on,
            fault="after_month",
            last_day=input.month.last_day,
            source="AR 25.11.1991 art. 118 § 3",
        )
    if input.paid_on < input.month.first_day:
        raise UnusableInput(
            field="paid_on",
            value=input.paid_on,
            fault="before_month",
            first_day=input.month.first_day,
            source="AR 25.11.1991 art. 161",
        )
    if input.status is Status.APPRENTICE:
        _check_apprentice(input)


def _check_apprentice(input: MonthInput) -> None:
    try:
        common_values("limits").apprentice_daily_amount.on(input.month.first_day)
    except NotInForceError as error:
        raise UnusableInput(
            field="month",
            value=input.month,
            fault="before_coverage",
            first_day=error.first_covered_day,
            source="AR 25.11.1991 art. 124",
        ) from None


def _check_weekly_hours(input: MonthInput) -> None:
    limits = common_values("declaration_limits")
    highest = Decimal(limits.weekly_hours_special_status.on(input.month.first_day).value)
    for field, value in (("s", input.s), ("q", input.q)):
        require_number(
            field=field,
            value=value,
            lowest=_LEAST_HOURS,
            highest=highest,
            source=_HOURS_SOURCE,
        )
        if value != round(value, 2):
            raise UnusableInput(
                field=field, value=value, fault="two_decimals", source=_HOURS_SOURCE
            )
    if input.q > input.s:
        raise UnusableInput(
            field="q", value=input.q, fault="q_above_s", s=input.s, source=_HOURS_SOURCE
        )
    share = common_values("allowance_rates").least_resumption_share.on(input.month.first_day)
    if input.has_partial_resumption and input.q <= share.value * input.s:
        raise UnusableInput(
            field="q",
            value=input.q,
            fault="resumption_too_small",
            share=share.value * 100,
            s=input.s,
            source=share.source,
        )


def _check_hours(input: MonthInput) -> None:
    on = input.month.first_day
    known = day_codes(on=on)
    row = common_values("declaration_limits").hours_per_day.on(on)
    highest = Decimal(row.value * input.month.period.calendar_days)
    if not input.hours:
        raise UnusableInput(field="hours", value="{}", fault="no_hours", source=row.source)
    for code, hours in input.hours.items():
        if code not in known:
            raise UnusableInput(
                field="hours",
                value=code,
                fault="not_one_of",
                allowed=", ".join(known),
                source="ONSS glossary zone 00179",
            )
        require_number(
            field=f"hours.{code}", value=hours, lowest=_ZERO, highest=highest, source=row.source
        )
    total = sum(input.hours.values(), _ZERO)
    require_number(field="hours", value=total, lowest=_ZERO, highest=highest, source=row.source)


def _check_rest(input: MonthInput) -> None:
    if not 0 <= input.units_to_subtract <= 2 * input.month.period.calendar_days:
        raise UnusableInput(
            field="units_to_subtract",
            value=input.units_to_subtract,
            fault="out_of_range",
            lowest=0,
            highest=2 * input.month.period.calendar_days,
            source="AR 25.11.1991 art. 109",
        )
    amounts = {
        "fund_supplement": input.fund_supplement,
        "deduction": input.deduction,
        "agr_reference_allowance": input.agr_reference_allowance,
    }
    for field, value in amounts.items():
        if value is not None:
            require_number(
                field=field,
                value=value,
                lowest=_ZERO,
                highest=_HIGHEST_AMOUNT,
                source="AR 25.11.1991 art. 162",
            )
    if input.scheme is not Scheme.ORDINARY:
        _check_scheme(input)


def _check_scheme(input: MonthInput) -> None:
    dated = (
        common_values("supplements").covid_supplement
        if input.scheme is Scheme.COVID
        else common_values("allowance_rates").rate_energy
    )
    try:
        is_over = dated.on(input.month.first_day).value is None
    except NotInForceError:
        is_over = True
    if is_over:
        raise UnusableInput(
            field="scheme",
            value=input.scheme.value,
            fault="scheme_not_in_force",
            month=input.month,
            source=dated.rows[0].source,
        )
