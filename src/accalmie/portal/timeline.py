"""Who did what and who owes what on a communication: the lanes of the actors, and the same list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accalmie.facts.claims import Track
from accalmie.facts.communications import Communication, Subject
from accalmie.facts.days import Month
from accalmie.facts.decisions import Result
from accalmie.facts.timelines import Actor, Entry, EntryState, Timeline
from accalmie.law.cards.sending import sendable_from
from accalmie.law.kinds import kind_of
from accalmie.portal.languages import current_language

EMPLOYER, OFFICE, PAYER, WORKERS = "employer", "office", "payer", "workers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One act on one day: ``text`` for the list, ``short`` for the drawing."""

    day: date
    actor: str
    short: str
    text: str
    who: str = ""
    state: EntryState = EntryState.DONE

    @property
    def is_next(self) -> bool:
        """Tell whether it is still to come."""
        return self.state is EntryState.NEXT

    @property
    def is_stop(self) -> bool:
        """Tell whether it stops the case."""
        return self.state is EntryState.STOP

    @property
    def is_strong(self) -> bool:
        """What stops, and what the reader must do himself."""
        return self.is_stop or (self.is_next and self.actor == EMPLOYER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published decision, as far as the timeline tells it."""

    result: Result
    decided_on: date
    published_on: date
    office: str


def actors() -> tuple[Actor, ...]:
    """The four lanes, in reading order."""
    return (
        Actor(code=EMPLOYER, label=_("Employer")),
        Actor(code=OFFICE, label=_("Office")),
        Actor(code=PAYER, label=_("Payment org.")),
        Actor(code=WORKERS, label=_("Workers")),
    )


def actor_name(code: str) -> str:
    """The actor in the list, where there is room for the whole word."""
    return {
        EMPLOYER: _("Employer"),
        OFFICE: _("Office"),
        PAYER: _("Payment organisation"),
        WORKERS: _("Workers"),
    }[code]


def happenings(
    *,
    communication: Communication,
    received_on: date,
    received_clock: str,
    published: Published | None,
    is_cancelled: bool,
    first_day_due: date | None,
    today: date,
) -> tuple[Happening, ...]:
    """What happened and what is still to come, oldest first.

    ``first_day_due`` is the last day for the first effective day, None where none is due.
    """
    told = [
        *_by_the_employer(communication, received_on, received_clock),
        *_by_the_others(published),
        *_of_the_workers(communication, published, is_cancelled, today),
        *_to_come(communication, published, is_cancelled, first_day_due, today),
    ]
    return tuple(sorted(told, key=lambda happening: happening.day))


def timeline_of(*, title: str, told: tuple[Happening, ...], today: date) -> Timeline:
    """The drawing of the same facts."""
    return Timeline(
        title=title,
        description=_("One line for each party; the list beside it gives the same facts."),
        lanes=actors(),
        entries=tuple(
            Entry(day=one.day, actor=one.actor, text=one.short, state=one.state) for one in told
        ),
        today=today,
        language=current_language(),
    )


def _by_the_employer(
    communication: Communication, received_on: date, received_clock: str
) -> Iterator[Happening]:
    employer = actor_name(EMPLOYER)
    if communication.notified_on == received_on:
        yield Happening(
            day=received_on,
            actor=EMPLOYER,
            short=_("notice, sent"),
            text=_("Workers told, communication sent"),
            who=" · ".join(part for part in (employer, received_clock) if part),
        )
        return
    if communication.notified_on is not None:
        yield Happening(
            day=communication.notified_on,
            actor=EMPLOYER,
            short=_("notice"),
            text=_("Workers told"),
            who=employer,
        )
    yield Happening(
        day=received_on,
        actor=EMPLOYER,
        short=_("sent"),
        text=_("Communication sent"),
        who=" · ".join(part for part in (employer, received_clock) if part),
    )


def _by_the_others(published: Published | None) -> Iterator[Happening]:
    if published is None:
        return
    is_refused = published.result is Result.REFUSED
    yield Happening(
        day=published.decided_on,
        actor=OFFICE,
        short=_("not in order") if is_refused else _("in order"),
        text=_("Decision: not in order") if is_refused else _("Decision: in order"),
        who=published.office,
        state=EntryState.STOP if is_refused else EntryState.DONE,
    )
    yield Happening(
        day=published.published_on,
        actor=OFFICE,
        short=_("published"),
        text=_("Decision published"),
        who=actor_name(OFFICE),
    )
    if not is_refused:
        yield Happening(
            day=published.published_on,
            actor=PAYER,
            short=_("informed"),
            text=_("Accepted content shown to the payment organisations"),
            who=actor_name(PAYER),
        )


def _of_the_workers(
    communication: Communication, published: Published | None, is_cancelled: bool, today: date
) -> Iterator[Happening]:
    if is_cancelled:
        return
    workers = actor_name(WORKERS)
    is_accepted = published is not None and published.result is Result.ACCEPTED
    if communication.first_day is not None:
        yield Happening(
            day=communication.first_day,
            actor=WORKERS,
            short=_("first day"),
            text=_("First day communicated"),
            who=workers,
            state=_state(communication.first_day, today),
        )
    has_end = communication.subject is not Subject.FIRST_EFFECTIVE_DAY
    if has_end and is_accepted and communication.last_day is not None:
        yield Happening(
            day=communication.last_day,
            actor=WORKERS,
            short=_("last day"),
            text=_("Last day communicated"),
            who=workers,
            state=_state(communication.last_day, today),
        )


def _to_come(
    communication: Communication,
    published: Published | None,
    is_cancelled: bool,
    first_day_due: date | None,
    today: date,
) -> Iterator[Happening]:
    if is_cancelled:
        return
    if published is None:
        yield Happening(
            day=today,
            actor=OFFICE,
            short=_("examination"),
            text=_("Examination; the decision shows the day after it is taken"),
            who=actor_name(OFFICE),
            state=EntryState.NEXT,
        )
    elif published.result is Result.REFUSED:
        yield Happening(
            day=today,
            actor=EMPLOYER,
            short=_("for you: put right"),
            text=_("For you: put it right"),
            who=actor_name(EMPLOYER),
            state=EntryState.NEXT,
        )
    else:
        if first_day_due is not None:
            yield Happening(
                day=first_day_due,
                actor=EMPLOYER,
                short=_("first effective day"),
                text=_("At the latest: communicate the first effective day"),
                who=actor_name(EMPLOYER),
                state=EntryState.NEXT,
            )
        yield from _at_the_end_of_the_month(communication, today)


def _at_the_end_of_the_month(communication: Communication, today: date) -> Iterator[Happening]:
    """Card and hours of the first month, as long as they lie ahead; a strike asks them nobody."""
    if communication.first_day is None or _is_strike(communication.kind):
        return
    month = Month.of(communication.first_day)
    card_from = sendable_from(month=month, replacement_days=None)[0]
    if card_from > today:
        yield Happening(
            day=card_from,
            actor=WORKERS,
            short=_("card"),
            text=_("From then on: send the control card of the month"),
            who=actor_name(WORKERS),
            state=EntryState.NEXT,
        )
    hours_from = month.plus(1).first_day
    if hours_from > today:
        yield Happening(
            day=hours_from,
            actor=EMPLOYER,
            short=_("hours (scenario 5)"),
            text=_("From then on: declare the hours of the month (scenario 5)"),
            who=actor_name(EMPLOYER),
            state=EntryState.NEXT,
        )


def _is_strike(kind: str) -> bool:
    return Track(kind_of(kind).claim_track) is Track.STRIKE


def _state(day: date, today: date) -> EntryState:
    return EntryState.NEXT if day > today else EntryState.DONE
