"""When may I start: the first possible day of a suspension and the last one."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from accalmie.facts.communications import Regime
from accalmie.law import words
from accalmie.law.drawings_of_answers import ruler_of_start
from accalmie.law.kinds import kind_of
from accalmie.law.kinds.kind import Announcement
from accalmie.law.possible_start import possible_start
from accalmie.law.steps_wording import step_text
from accalmie.portal import drawings
from accalmie.portal.languages import current_language
from accalmie.portal.law.calculators import answer
from accalmie.portal.law.calculators.answer import Answer, Line
from accalmie.portal.law.calculators.forms import Start


def start(form: Start, today: date) -> Answer:
    """The days that the law leaves open after a notice."""
    asked, language = form.cleaned_data, current_language()
    found = possible_start(
        kind=kind_of(asked["kind"]),
        announcement=Announcement(
            notified_on=asked["notified_on"],
            joint_committee=asked["joint_committee"] or None,
            level=asked["level"] or None,
            postal_code=asked["postal_code"] or None,
        ),
        regime=Regime(asked["regime"]),
    )
    earliest = found.earliest_first_day
    ruler = ruler_of_start(
        start=found, notified_on=asked["notified_on"], language=language, today=today
    )
    lines = [
        Line(name=_("First possible day"), value=answer.day(earliest)),
        Line(name=_("Last possible day"), value=_latest(found.latest_last_day)),
    ]
    if found.work_week_from is not None:
        lines.append(Line(name=_("Week of work from"), value=answer.day(found.work_week_from)))
    return Answer(
        figure=words.plain_day(earliest, language) if earliest else "?",
        about=_("first possible day") if earliest else _("a person must look"),
        sentence=_(
            "Supposed: nobody was suspended before, "
            "and the communication leaves on the day of the notice."
        )
        if earliest
        else _(
            "A decree of the sector may apply that was not seen, "
            "or whose conditions are not known here. Ask the office."
        ),
        lines=tuple(lines),
        drawing=drawings.beside_a_panel(ruler) if ruler else None,
        steps=answer.steps(found.trace, step_text),
        readings=answer.readings(found.trace),
    )


def _latest(day: date | None) -> str:
    return answer.day(day) if day else _("no maximum is known here")
