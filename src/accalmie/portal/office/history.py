"""The history of a case: the events of the journal, each with a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.communications.models import Case
from accalmie.cases.communications.statuses import Step
from accalmie.cases.journal.models import Event
from accalmie.cases.parties.models import Sender
from accalmie.facts.decisions import Result
from accalmie.facts.findings import Outcome
from accalmie.law import words
from accalmie.portal.dossier import BRUSSELS
from accalmie.portal.timeline import EMPLOYER, Happening

LOOK = "look"


def history_of(*, case: Case, reader: Account) -> tuple[Happening, ...]:
    """What happened to a case, oldest first; of the looks in a row of one person, the last."""
    events = list(Event.objects.filter(subject=case.id, person="").order_by("at", "id"))
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


def sentence_of(event: Event) -> str:
    """An event in words."""
    if event.act == LOOK:
        return _("Case opened")
    return _sentence_of_step(Step(event.act), event)


def _sentence_of_step(step: Step, event: Event) -> str:
    match step:
        case Step.LODGE:
            return _("Communication received")
        case Step.AMEND:
            return _("Change received")
        case Step.CANCEL:
            return _("Cancellation received")
        case Step.EXAMINE:
            return {
                Outcome.IN_ORDER: _("Rules examined: everything in order"),
                Outcome.NOT_IN_ORDER: _("Rules examined: not in order"),
                Outcome.TO_EXAMINE: _("Rules examined: a person must look"),
            }[Outcome(event.data["outcome"])]
        case Step.PROPOSE_REFUSAL:
            return _("Refusal proposed")
        case Step.DECIDE if event.actor_kind == Role.SYSTEM:
            return _("Accepted automatically")
        case Step.DECIDE:
            return _("Accepted")
        case Step.CONFIRM_REFUSAL:
            return _("Refusal confirmed by the second officer")
        case Step.RETURN_TO_FIRST_OFFICER:
            return _("Sent back to the first officer")
        case Step.PUBLISH if event.data.get("result") == Result.REFUSED:
            return _("Decision published: not in order")
        case Step.PUBLISH:
            return _("Decision published: in order")


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
