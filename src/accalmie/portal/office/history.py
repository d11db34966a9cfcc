"""The history of a case or a claim: the events of the journal, each with a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accalmie.cases.access.models import Account
from accalmie.cases.claims.models import Claim
from accalmie.cases.communications.models import Case
from accalmie.cases.journal.models import Event
from accalmie.cases.parties.models import Sender
from accalmie.law import words
from accalmie.portal.dossier import BRUSSELS
from accalmie.portal.sentences import LOOK, sentence_of
from accalmie.portal.timeline import EMPLOYER, Happening


def history_of(*, case: Case, reader: Account) -> tuple[Happening, ...]:
    """What happened to a case, oldest first; of the looks in a row of one person, the last."""
    # Of each look there is one line more for every person in the case; the first tells enough.
    return _history(Event.objects.filter(subject=case.id, person=""), reader)


def claim_history(*, claim: Claim, reader: Account) -> tuple[Happening, ...]:
    """What happened to a claim, told alike."""
    return _history(Event.objects.filter(subject=claim.id), reader)


def _history(found: QuerySet[Event], reader: Account) -> tuple[Happening, ...]:
    events = list(found.order_by("at", "id"))
    names = _names(events)
    return tuple(
        Happening(
            day=event.at.astimezone(BRUSSELS).date(),
            actor=EMPLOYER,
            short="",
            text=sentence_of(event),
            who=f"{_who(event, names, reader)} · {words.clock(event.at.astimezone(BRUSSELS))}",
        )
        for event in _without_repeated_looks(events)
    )


def _without_repeated_looks(events: list[Event]) -> Iterator[Event]:
    for event, following in zip(events, [*events[1:], None], strict=True):
        is_repeated = (
            event.act == LOOK
            and following is not None
            and following.act == LOOK
            and following.actor == event.actor
        )
        if not is_repeated:
            yield event


def _names(events: list[Event]) -> dict[object, str]:
    keys = {event.actor for event in events if event.actor}
    accounts = Account.objects.filter(id__in=keys).values_list("id", "display_name")
    senders = Sender.objects.filter(id__in=keys).values_list("id", "name")
    return dict(accounts) | dict(senders)


def _who(event: Event, names: dict[object, str], reader: Account) -> str:
    if event.actor is None:
        return _("System")
    if event.actor == reader.id:
        return _("You")
    return names.get(event.actor, "")
