"""Withholding tax on the benefit (annex III of AR/CIR 92, point 79) and its two windows (B:R9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accalmie.facts.days import Month
from accalmie.facts.payments import Scheme
from accalmie.law.benefits.rounding import to_cents
from accalmie.law.dated import Dated, NotInForceError, Row
from accalmie.law.loading import common_values

_READING = "B:R9"


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of one payment: on the benefit, and on a supplement paid with it.

    ``is_sure`` is None where a person must look: month and payment lie on two sides of the energy
    window, or the month lies inside it without being under the energy scheme.
    """

    benefit: Row
    supplement: Row
    is_sure: bool | None
    readings: tuple[str, ...]


def withholding_rates(*, month: Month, paid_on: date, scheme: Scheme) -> Rates:
    """The rates for a month paid on a day.

    COVID window: both the month and the payment lie in it. Energy window: by the month of benefit;
    on the benefit and the employer's supplement alike (B:R9).
    """
    values = common_values("withholding")
    general = values.general_rate.on(paid_on)
    covid_month = _in_force(values.covid_rate, month.first_day)
    covid_payment = _in_force(values.covid_rate, paid_on)
    if covid_month or covid_payment:
        if covid_month and covid_payment:
            return Rates(covid_month, general, True, (_READING,))
        return Rates(general, general, True, (_READING,))
    energy_month = _in_force(values.energy_rate, month.first_day)
    energy_payment = _in_force(values.energy_rate, paid_on)
    if energy_month:
        is_sure = True if energy_payment and scheme is Scheme.ENERGY else None
        return Rates(energy_month, energy_month, is_sure, (_READING,))
    if energy_payment:
        return Rates(general, general, None, (_READING,))
    return Rates(general, general, True, ())


def withheld(*, benefit: Decimal, supplement: Decimal, rates: Rates) -> Decimal:
    """The tax: on the sum, one rounding; per part where the parts have different rates (B:R10)."""
    if rates.benefit.value == rates.supplement.value:
        return to_cents((benefit + supplement) * rates.benefit.value)
    return to_cents(benefit * rates.benefit.value) + to_cents(supplement * rates.supplement.value)


def _in_force(dated: Dated, day: date) -> Row | None:
    try:
        row = dated.on(day)
    except NotInForceError:
        return None
    return row if row.value is not None else None
