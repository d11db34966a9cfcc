"""Who did what for a month of a worker, as he reads it; and the words that all his pages share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.translation import gettext as _

from accalmie.cases.cards.statuses import Step as CardStep
from accalmie.facts.pieces import Owner, PieceName
from accalmie.law import words
from accalmie.law.benefits_wording import term
from accalmie.portal.case.history import Event
from accalmie.portal.languages import current_language
from accalmie.portal.timeline import Happening

_ANNOUNCED = (PieceName.COMMUNICATION, PieceName.FIRST_DAY)


def happenings(events: Iterable[Event]) -> Iterator[Happening]:
    """Who did what for this month, oldest first; entries on the card without another act between
    them are one line, for the card itself tells them day by day."""
    wage_is_due = _("Your wage is due.")
    for is_entry, run in groupby(events, key=_is_entry):
        told = list(run)
        if is_entry and len(told) > 1:
            yield _entries(told)
            continue
        for event in told:
            is_refused = event.is_stop and event.piece in _ANNOUNCED
            text = f"{event.text}. {wage_is_due}" if is_refused else event.text
            yield _happening(event, text)


def _is_entry(event: Event) -> bool:
    return event.piece is PieceName.CARD and event.act in (CardStep.MARK, CardStep.CORRECT)


def _entries(events: list[Event]) -> Happening:
    day = words.short_day(events[-1].day, current_language())
    told = {"number": len(events), "day": day}
    return _happening(events[0], _("%(number)s entries on the card, the last on %(day)s") % told)


def _happening(event: Event, text: str) -> Happening:
    return Happening(
        day=event.day,
        actor="",
        short="",
        text=text,
        who=owner_word(event.owner),
        state=event.state,
    )


def owner_word(owner: Owner | str | None) -> str:
    """Whose turn it is, as the worker reads it."""
    if not owner:
        return ""
    if owner == Owner.WORKER:
        return _("You")
    text = term("owner", Owner(owner).value, current_language())
    return text[:1].upper() + text[1:]
