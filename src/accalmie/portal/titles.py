"""What a communication is about, in one line: what, when, for whom."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accalmie.facts.communications import Communication, PlannedSuspension, Regime, Subject
from accalmie.law import words
from accalmie.law.kinds import UnknownKind, kind_of
from accalmie.portal.languages import current_language


def kind_name(code: str) -> str:
    """The name of a kind of unemployment; its code where the table does not know it."""
    try:
        return kind_of(code).names[current_language()]
    except UnknownKind:
        return code


def kind_short_name(code: str) -> str:
    """The short name of a kind of unemployment."""
    try:
        return kind_of(code).short_names[current_language()]
    except UnknownKind:
        return code


def what(*, subject: Subject, first_day: date | None, last_day: date | None) -> str:
    """What is communicated and for when."""
    days = {
        "first": words.bare_day(first_day) if first_day else "–",
        "last": words.bare_day(last_day, with_year=True) if last_day else "–",
        "day": words.bare_day(first_day, with_year=True) if first_day else "–",
    }
    if first_day and last_day and first_day.year != last_day.year:
        days["first"] = words.bare_day(first_day, with_year=True)
    match subject:
        case Subject.PLANNED_SUSPENSION if last_day:
            return _("Suspension from %(first)s to %(last)s") % days
        case Subject.PLANNED_SUSPENSION:
            return _("Suspension from %(day)s") % days
        case Subject.FIRST_EFFECTIVE_DAY:
            return _("First effective day: %(day)s") % days
        case Subject.ACCIDENT_NATURE:
            return _("Nature of a technical accident")
        case Subject.ACCIDENT_WORKERS if last_day:
            return _("Technical accident, suspension from %(first)s to %(last)s") % days
        case Subject.ACCIDENT_WORKERS:
            return _("Technical accident, workers concerned")
        case Subject.FORCE_MAJEURE_NATURE if last_day:
            return _("Force majeure from %(first)s to %(last)s") % days
        case Subject.FORCE_MAJEURE_NATURE:
            return _("Force majeure from %(day)s") % days
        case Subject.SOCIAL_ACTION:
            return _("Strike or lock-out from %(day)s") % days
        case _unknown:
            assert_never(_unknown)


def for_whom(*, worker_count: int, section: str | None = None) -> str:
    """The workers concerned: how many, or which section."""
    if worker_count:
        return ngettext("%(number)s worker", "%(number)s workers", worker_count) % {
            "number": words.number(worker_count, current_language())
        }
    if section:
        return _("section %(name)s") % {"name": section}
    return ""


def title(
    *,
    subject: Subject,
    first_day: date | None,
    last_day: date | None,
    worker_count: int,
    section: str | None = None,
) -> str:
    """What and for whom: the title of a page and the link of a list."""
    about = what(subject=subject, first_day=first_day, last_day=last_day)
    whom = for_whom(worker_count=worker_count, section=section)
    return f"{about}, {whom}" if whom else about


def caption(communication: Communication) -> str:
    """The kind, and the regime of a suspension."""
    parts = [kind_name(communication.kind)]
    if isinstance(communication.details, PlannedSuspension):
        parts.append(regime_name(communication.details.regime))
    return " · ".join(parts)


def regime_name(regime: Regime) -> str:
    """The regime of a suspension in words."""
    match regime:
        case Regime.FULL:
            return _("full suspension")
        case Regime.LARGE:
            return _("reduced work, large suspension")
        case Regime.SMALL:
            return _("reduced work, small suspension")
        case _unknown:
            assert_never(_unknown)
