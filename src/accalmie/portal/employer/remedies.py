"""What the employer can do about a late or short notice: two ways, each with its cost, drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accalmie.facts.communications import Communication
from accalmie.facts.decisions import Decision, Result
from accalmie.facts.rulers import Ruler
from accalmie.law import drawings as law_drawings
from accalmie.law import remedies, words
from accalmie.law.remedies import Remedy
from accalmie.law.span_of_drawing import on_one_scale
from accalmie.portal import drawings, titles
from accalmie.portal.drawings import Drawing
from accalmie.portal.languages import current_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """One line of a remedy: what, how much."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRemedy:
    """One remedy; every remedy has the same rows in the same order."""

    code: str
    title: str
    text: str
    ruler: Ruler
    drawing: Drawing
    rows: tuple[Cost, ...]


def remedies_of(
    communication: Communication, decision: Decision | None, today: date
) -> tuple[ShownRemedy, ...]:
    """The remedies as they stand today; none where nothing was refused for being late."""
    if decision is None or decision.result is not Result.REFUSED:
        return ()
    found = remedies.remedies_of(
        communication=communication, assessment=decision.assessment, on=today
    )
    language = current_language()
    rulers = on_one_scale(
        [
            law_drawings.ruler_of_remedy(remedy=remedy, language=language, today=today)
            for remedy in found
        ],
        today=today,
    )
    return tuple(_shown(remedy, ruler) for remedy, ruler in zip(found, rulers, strict=True))


def _shown(remedy: Remedy, ruler: Ruler) -> ShownRemedy:
    language = current_language()
    days = words.count_days(remedy.suspension.calendar_days, language)
    return ShownRemedy(
        code=remedy.code,
        title=remedy.title(language),
        text=remedy.explanation(language),
        ruler=ruler,
        drawing=drawings.in_an_option(ruler),
        rows=(
            Cost(name=_("Normal wage"), value=_wage(remedy)),
            Cost(
                name=_("Suspension"),
                value=f"{words.span(remedy.suspension, language)}, {days}",
            ),
            Cost(name=_("Afterwards"), value=_afterwards(remedy)),
        ),
    )


def _wage(remedy: Remedy) -> str:
    if not remedy.wage_working_days:
        return _("none")
    days = words.count(remedy.wage_working_days, "working_days", current_language())
    whom = titles.for_whom(worker_count=remedy.workers)
    return f"{days} × {whom}" if whom else days


def _afterwards(remedy: Remedy) -> str:
    if remedy.work_week_from is None:
        return _("no week of work")
    return _("week of work from %(day)s") % {
        "day": words.short_day(remedy.work_week_from, current_language())
    }
