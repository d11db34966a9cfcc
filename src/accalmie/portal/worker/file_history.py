"""Who did what for a month of a worker, as he reads it; and the words that all his pages share."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from accalmie.cases.access.roles import Role
from accalmie.cases.board.models import BoardRow
from accalmie.facts.pieces import Owner, PieceName
from accalmie.law.benefits_wording import term
from accalmie.portal.case.history import events_of
from accalmie.portal.languages import current_language
from accalmie.portal.timeline import Happening

_ANNOUNCED = (PieceName.COMMUNICATION, PieceName.FIRST_DAY)


def happenings(row: BoardRow) -> Iterator[Happening]:
    """Who did what for this month, oldest first."""
    wage_is_due = _("Your wage is due.")
    for event in events_of(row=row, role=Role.WORKER):
        is_refused = event.is_stop and event.piece in _ANNOUNCED
        yield Happening(
            day=event.day,
            actor="",
            short="",
            text=f"{event.text}. {wage_is_due}" if is_refused else event.text,
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
