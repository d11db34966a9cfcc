"""Days, spans, numbers and amounts as people read them, in four languages.

A day and its weekday never part at a line end; French sets a narrow space between thousands.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache

from accalmie.facts.days import Month, Period
from accalmie.facts.languages import Language
from accalmie.law.dated import ValuesFileError
from accalmie.law.loading import content_of

NO_BREAK = "\u00a0"
MINUS = "\u2212"

_SHORT_WEEKDAYS = {
    Language.FR: ("lu", "ma", "me", "je", "ve", "sa", "di"),
    Language.NL: ("ma", "di", "wo", "do", "vr", "za", "zo"),
    Language.DE: ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    Language.EN: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_LOCALES = {Language.FR: "fr", Language.NL: "nl_BE", Language.DE: "de", Language.EN: "en_GB"}
_AMOUNTS = {
    Language.FR: "#,##0.00\u00a0¤",
    Language.NL: "¤\u00a0#,##0.00",
    Language.DE: "#,##0.00\u00a0¤",
    Language.EN: "¤#,##0.00",
}
_LISTS = {Language.FR: "et", Language.NL: "en", Language.DE: "und", Language.EN: "and"}


def short_day(day: date, language: Language, *, with_year: bool = False) -> str:
    """A day in lists and findings: ``je 12.11``, or ``je 12.11.2026``."""
    figures = f"{day:%d.%m.%Y}" if with_year else f"{day:%d.%m}"
    return f"{_SHORT_WEEKDAYS[language][day.weekday()]}{NO_BREAK}{figures}"


def bare_day(day: date, *, with_year: bool = False) -> str:
    """A day without its weekday, where a drawing or a calculation has no room: ``12.11``."""
    return f"{day:%d.%m.%Y}" if with_year else f"{day:%d.%m}"


def long_day(day: date, language: Language) -> str:
    """A day in a sentence that stands alone: ``jeudi 12 novembre 2026``."""
    return _unbroken(_long(day, language, "EEEE"))


def plain_day(day: date, language: Language) -> str:
    """A day in a sentence, without weekday: ``12 novembre 2026``."""
    return _unbroken(_long(day, language, ""))


def month_name(month: Month, language: Language) -> str:
    """A month in words: ``novembre 2026``."""
    from babel.dates import format_date

    text = format_date(month.first_day, "LLLL y", locale=_LOCALES[language])
    return text.replace(" ", NO_BREAK)


def span(period: Period, language: Language, *, with_year: bool = False) -> str:
    """A span, both ends included: ``16.11 – 13.12``; with years where they differ."""
    if period.first_day == period.last_day:
        return short_day(period.first_day, language, with_year=with_year)
    first_year, last_year = period.first_day.year, period.last_day.year
    with_first_year = first_year != last_year
    return (
        f"{bare_day(period.first_day, with_year=with_first_year)}{NO_BREAK}– "
        f"{bare_day(period.last_day, with_year=with_year or with_first_year)}"
    )


def clock(moment: datetime | time) -> str:
    """A time of the day: ``16:42``."""
    return f"{moment:%H:%M}"


def number(value: Decimal | int | str, language: Language) -> str:
    """A number with the separators of the language; the decimals that it carries are kept."""
    from babel.numbers import format_decimal

    exact = Decimal(value)
    decimals = max(0, -int(exact.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(exact, pattern, locale=_LOCALES[language]).replace("-", MINUS)


def amount(value: Decimal | int | str, language: Language) -> str:
    """An amount of money in euros, two decimals: ``1 235,05 €``."""
    from babel.numbers import format_currency

    return format_currency(
        Decimal(value), "EUR", _AMOUNTS[language], locale=_LOCALES[language]
    ).replace("-", MINUS)


def price(value: Decimal, language: Language) -> str:
    """Euros with the decimals that they carry: ``121,0875 €``, in Dutch ``€ 121,0875``."""
    figures = number(value, language)
    match language:
        case Language.NL:
            return f"€{NO_BREAK}{figures}"
        case Language.EN:
            return f"€{figures}"
        case _:
            return f"{figures}{NO_BREAK}€"


def count(value: int | Decimal | str, unit: str, language: Language) -> str:
    """So many of something: ``7 jours``, ``1 jour``; units stand in ``law/units.yaml``."""
    one, many = _units()[unit][language].split(" | ")
    exact = Decimal(value)
    is_one = abs(exact) < 2 if language is Language.FR else abs(exact) == 1
    return f"{number(value, language)}{NO_BREAK}{one if is_one else many}"


def count_days(value: int, language: Language) -> str:
    """So many calendar days: ``7 jours``."""
    return count(value, "days", language)


def enumeration(items: tuple[str, ...], language: Language) -> str:
    """Several things in a row: ``a, b et c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {_LISTS[language]} {items[-1]}"


@cache
def _units() -> Mapping[str, Mapping[Language, str]]:
    expected = {language.value for language in Language}
    content = content_of("units.yaml")
    for unit, forms in content.items():
        if set(forms) != expected or any(form.count(" | ") != 1 for form in forms.values()):
            raise ValuesFileError("units.yaml", unit, "expected `one | many` in each language")
    return {
        unit: {Language(code): form for code, form in forms.items()}
        for unit, forms in content.items()
    }


def _long(day: date, language: Language, weekday: str) -> str:
    from babel.dates import format_date

    pattern = {
        Language.FR: f"{weekday} d MMMM y",
        Language.NL: f"{weekday} d MMMM y",
        Language.DE: f"{weekday}{',' if weekday else ''} d. MMMM y",
        Language.EN: f"{weekday} d MMMM y",
    }[language]
    text = format_date(day, pattern, locale=_LOCALES[language]).strip()
    if language is Language.FR and day.day == 1:
        return text.replace("1 ", "1er ", 1)
    return text


def _unbroken(text: str) -> str:
    """Keep a day, its weekday and its month together; the year may go to the next line."""
    head, _, year = text.rpartition(" ")
    return f"{head.replace(' ', NO_BREAK)} {year}"
