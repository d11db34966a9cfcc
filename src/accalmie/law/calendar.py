"""Legal public holidays and the two notions of a working day, which the sources keep apart.

``is_working_day`` serves the windows of the first effective day: the firm's replacement and
bridge days are left out (reading C:R1). ``is_card_working_day`` serves the sending of the control
card (AR 25.11.1991 art. 71ter): Monday to Friday except public holidays, and nothing else.
"""

from __future__ import annotations

from calendar import MONDAY, SATURDAY
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from functools import cache

from accalmie.facts.languages import Language

_ONE_DAY = timedelta(days=1)

# The library lists two Sundays that the law of 4 January 1974 does not.
_NOT_LEGAL = ("Easter Sunday", "Pentecost")

_LOCALES = {Language.FR: "fr", Language.NL: "nl", Language.DE: "de", Language.EN: "en_US"}


@cache
def public_holidays(year: int) -> Mapping[date, Mapping[Language, str]]:
    """The ten legal public holidays of a year, with their names (law of 4 January 1974)."""
    from holidays import country_holidays

    names = {
        language: country_holidays("BE", years=year, language=locale)
        for language, locale in _LOCALES.items()
    }
    return {
        day: {language: str(names[language][day]) for language in Language}
        for day, english in sorted(names[Language.EN].items())
        if english not in _NOT_LEGAL
    }


def is_public_holiday(day: date) -> bool:
    """Tell whether a day is one of the ten."""
    return day in public_holidays(day.year)


def is_working_day(day: date, *, closed_days: Collection[date] | None) -> bool:
    """Working day of the first-effective-day windows (ONEM instruction of 2014; C:R1, C:R3).

    ``closed_days`` are the firm's replacement and bridge days, taken as complete. Where nobody told
    (None), a holiday on a weekend is replaced on the Monday after it.
    """
    if day.weekday() >= SATURDAY or is_public_holiday(day):
        return False
    if closed_days is None:
        return not _replaces_weekend_holiday(day)
    return day not in closed_days


def is_card_working_day(day: date, *, replacement_days: Collection[date] | None) -> bool:
    """Working day for sending the card: Monday to Friday except public holidays (B:R8).

    ``replacement_days`` are those declared in the monthly declaration (scenario 5); where none was
    declared (None), a holiday on a weekend is replaced on the Monday after it.
    """
    if day.weekday() >= SATURDAY or is_public_holiday(day):
        return False
    if replacement_days is None:
        return not _replaces_weekend_holiday(day)
    return day not in replacement_days


def working_days_after(day: date, *, count: int, closed_days: Collection[date] | None) -> date:
    """The working day that many working days after a day."""
    return _moved(day, count, _ONE_DAY, lambda d: is_working_day(d, closed_days=closed_days))


def working_days_before(day: date, *, count: int, closed_days: Collection[date] | None) -> date:
    """The working day that many working days before a day."""
    return _moved(day, count, -_ONE_DAY, lambda d: is_working_day(d, closed_days=closed_days))


def first_working_day_of_week(day: date, *, closed_days: Collection[date] | None) -> date:
    """The first working day, from Monday on, of the calendar week of a day."""
    monday = day - day.weekday() * _ONE_DAY
    return working_days_after(monday - _ONE_DAY, count=1, closed_days=closed_days)


def working_days_in(days: Iterable[date], *, closed_days: Collection[date] | None) -> int:
    """How many of the days are working days."""
    return sum(is_working_day(day, closed_days=closed_days) for day in days)


def _moved(day: date, count: int, step: timedelta, counts: Callable[[date], bool]) -> date:
    while count:
        day += step
        count -= counts(day)
    return day


@cache
def _replaces_weekend_holiday(day: date) -> bool:
    return day.weekday() == MONDAY and any(is_public_holiday(day - n * _ONE_DAY) for n in (1, 2))
