"""The first page shows before it explains: what a notice that is given today would allow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst

from accalmie.facts.communications import Regime
from accalmie.law import words
from accalmie.law.drawings_of_answers import ruler_of_start
from accalmie.law.kinds.kind import Announcement
from accalmie.law.possible_start import kinds_with_notice, possible_start
from accalmie.portal import drawings
from accalmie.portal.drawings import Drawing
from accalmie.portal.languages import current_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The answer for whoever tells his workers today: of which kind, from when, drawn."""

    kind: str
    first_day: str
    drawing: Drawing
    url: str


def shown_today(*, today: date) -> Today | None:
    """The first kind that is announced ahead; None where no day is sure."""
    kind, language = kinds_with_notice()[0], current_language()
    start = possible_start(
        kind=kind, announcement=Announcement(notified_on=today), regime=Regime.FULL
    )
    ruler = ruler_of_start(start=start, notified_on=today, language=language, today=today)
    if ruler is None or start.earliest_first_day is None:
        return None
    asked = {
        "kind": kind.code,
        "notified_on": words.bare_day(today, with_year=True),
        "regime": Regime.FULL.value,
    }
    return Today(
        kind=capfirst(kind.names[language]),
        first_day=words.plain_day(start.earliest_first_day, language),
        drawing=drawings.on_the_whole_width(ruler),
        url=f"{reverse('portal:law_calculator', args=['start'])}?{urlencode(asked)}",
    )
