"""Going to court against what a letter decides: before which court, until when, on which text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accalmie.facts.languages import Language
from accalmie.facts.parties import Address
from accalmie.law import words
from accalmie.law.appeal import LabourCourt, labour_court
from accalmie.law.citations import source_text
from accalmie.law.loading import common_values
from accalmie.letters.blocks import Block, Paragraph, Source
from accalmie.letters.phrases import phrases


def appeal_to_court(
    *, places: Iterable[Address | None], decided_on: date, language: Language
) -> tuple[Block, ...]:
    """The court of the first place that has one, the time and the way, then the source."""
    say = phrases("decision").say
    limit = common_values("appeal").appeal_months.on(decided_on)
    months = words.count(limit.value, "months", language)
    courts = tuple(_court_line(court, language) for court in _courts(places, decided_on))
    where = say("appeal_where", language)
    if courts:
        where = say("appeal_courts", language, courts=words.enumeration(courts, language))
    return (
        Paragraph(text=f"{where} {say('appeal_how', language, months=months)}"),
        Source(text=source_text(limit.source, language), confidence=limit.confidence),
    )


def _courts(places: Iterable[Address | None], decided_on: date) -> tuple[LabourCourt, ...]:
    for place in places:
        if place is not None and place.country is None:
            found = labour_court(place.postal_code, decided_on)
            if found:
                return found
    return ()


def _court_line(court: LabourCourt, language: Language) -> str:
    city = f"{court.postal_code} {court.city}".strip()
    where = ", ".join(filter(None, (court.street, city)))
    return f"{court.name(language)} ({where})" if where else court.name(language)
