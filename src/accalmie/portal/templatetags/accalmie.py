"""Days, spans, amounts and confidence as people read them, in the language of the page."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django import template
from django.utils.translation import gettext as _

from accalmie.facts.days import Period
from accalmie.facts.findings import Confidence
from accalmie.law import words
from accalmie.portal.languages import current_language

register = template.Library()

BRUSSELS = ZoneInfo("Europe/Brussels")


def day_of(moment: date | datetime) -> date:
    """The day of an instant, as the calendar of Brussels counts it."""
    if isinstance(moment, datetime):
        return moment.astimezone(BRUSSELS).date()
    return moment


@register.filter
def short_day(moment: date | datetime | None) -> str:
    """``je 12.11``; nothing where there is no day."""
    return words.short_day(day_of(moment), current_language()) if moment else ""


@register.filter
def short_day_with_year(moment: date | datetime | None) -> str:
    """``je 12.11.2026``."""
    return words.short_day(day_of(moment), current_language(), with_year=True) if moment else ""


@register.filter
def short_day_in(moment: date | datetime | None, year: int) -> str:
    """``je 12.11`` on a page about that year, ``ve 01.01.2027`` where the day lies in another."""
    if not moment:
        return ""
    day = day_of(moment)
    return words.short_day(day, current_language(), with_year=day.year != year)


@register.filter
def long_day(moment: date | datetime | None) -> str:
    """``jeudi 12 novembre 2026``."""
    return words.long_day(day_of(moment), current_language()) if moment else ""


@register.filter
def plain_day(moment: date | datetime | None) -> str:
    """``12 novembre 2026``."""
    return words.plain_day(day_of(moment), current_language()) if moment else ""


@register.filter
def hour(moment: datetime | None) -> str:
    """``16:42``, in Brussels."""
    return moment.astimezone(BRUSSELS).strftime("%H:%M") if moment else ""


@register.filter
def span(period: Period | None) -> str:
    """``16.11 – 13.12``, both ends included."""
    return words.span(period, current_language()) if period else ""


@register.filter
def days_counted(number: int) -> str:
    """``28 jours``."""
    return words.count_days(number, current_language())


@register.filter
def amount(value: Decimal) -> str:
    """``1 235,05 €``."""
    return words.amount(value, current_language())


@register.filter
def confidence_words(confidence: Confidence) -> str:
    """How sure a value is, in words beside its three bars."""
    match Confidence(confidence):
        case Confidence.HIGH:
            return _("high confidence")
        case Confidence.MEDIUM:
            return _("medium confidence")
        case Confidence.LOW:
            return _("low confidence")
