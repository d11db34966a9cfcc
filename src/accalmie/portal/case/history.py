"""What happened in a worker's month, piece by piece, as far as a role may see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from accalmie.cases.access.roles import Role
from accalmie.cases.board.models import BoardRow
from accalmie.cases.board.queries import reminders_of
from accalmie.cases.board.redaction import REDACTION, SEES_MONEY, Sight
from accalmie.cases.cards.models import Card
from accalmie.cases.claims.models import Claim, Entitlement
from accalmie.cases.communications.models import Case, Decision, Naming
from accalmie.cases.communications.statuses import Status as CaseStatus
from accalmie.cases.days import belgian_day
from accalmie.cases.declarations.models import DeclarationVersion
from accalmie.cases.declarations.statuses import Scenario
from accalmie.cases.payments.models import Payment
from accalmie.cases.payments.statuses import PaymentStatus
from accalmie.facts.communications import Subject
from accalmie.facts.decisions import Result
from accalmie.facts.languages import Language
from accalmie.facts.pieces import Owner, PieceName
from accalmie.facts.timelines import Actor, Entry, EntryState, Timeline
from accalmie.law import words
from accalmie.law.benefits_wording import term
from accalmie.portal import titles
from accalmie.portal.languages import current_language

MONEY = "money"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act: which piece it belongs to (or the money), who, and what in words."""

    day: date
    piece: PieceName | str
    owner: Owner
    short: str
    text: str
    state: EntryState = EntryState.DONE

    @property
    def is_next(self) -> bool:
        """Tell whether it is still to come."""
        return self.state is EntryState.NEXT

    @property
    def is_stop(self) -> bool:
        """Tell whether it stops the month."""
        return self.state is EntryState.STOP

    @property
    def is_strong(self) -> bool:
        """What stops is told strongly."""
        return self.is_stop

    @property
    def who(self) -> str:
        """The actor in words."""
        return owner_name(self.owner)


def owner_name(owner: Owner) -> str:
    """Who, with a capital: it stands alone."""
    name = term("owner", owner.value, current_language())
    return name[:1].upper() + name[1:]


def events_of(*, row: BoardRow, role: Role) -> list[Event]:
    """The events of a month that a role may see, the oldest first."""
    sights = REDACTION[role]
    told = [*_communications(row), *_declarations(row), *_claims(row), *_cards(row), *_money(row)]
    told += _reminders(row)
    seen = [
        event
        for event in told
        if (event.piece == MONEY and role in SEES_MONEY)
        or (event.piece != MONEY and sights[PieceName(event.piece)] is Sight.FULL)
    ]
    return sorted(seen, key=lambda event: event.day)


def timeline_of(*, title: str, events: list[Event], today: date) -> Timeline:
    """The same as a drawing: a lane for each of the four."""
    return Timeline(
        title=title,
        description=_("One line for each actor. The list beside gives the same facts."),
        lanes=tuple(
            Actor(code=owner.value, label=_lane(owner))
            for owner in (Owner.EMPLOYER, Owner.OFFICE, Owner.PAYMENT_ORGANISATION, Owner.WORKER)
        ),
        entries=tuple(
            Entry(day=one.day, actor=one.owner.value, text=one.short, state=one.state)
            for one in events
        ),
        today=today,
        language=Language(current_language()),
    )


def _lane(owner: Owner) -> str:
    return _("Payment org.") if owner is Owner.PAYMENT_ORGANISATION else owner_name(owner)


def _communications(row: BoardRow) -> Iterator[Event]:
    named = Naming.objects.filter(worker_id=row.worker_id).values("version_id")
    cases = (
        Case.objects.filter(
            Q(worker_count=0) | Q(latest_id__in=named),
            Q(last_day__gte=row.month.first_day)
            | Q(last_day__isnull=True, first_day__gte=row.month.first_day),
            employer_id=row.employer_id,
            first_day__lte=row.month.last_day,
        )
        .exclude(status=CaseStatus.CANCELLED)
        .order_by("received_at", "id")
    )
    for case in cases:
        is_first = case.subject == Subject.FIRST_EFFECTIVE_DAY
        piece = PieceName.FIRST_DAY if is_first else PieceName.COMMUNICATION
        what = titles.what(
            subject=Subject(case.subject), first_day=case.first_day, last_day=case.last_day
        )
        yield Event(
            day=belgian_day(case.first_received_at),
            piece=piece,
            owner=Owner.EMPLOYER,
            short=_("first day told") if is_first else _("communication"),
            text=_("Communicated: %(what)s") % {"what": what},
        )
        decision = (
            Decision.objects.filter(version_id=case.latest_id, publications__isnull=False)
            .order_by("decided_at", "id")
            .last()
        )
        if decision is None:
            continue
        is_refused = decision.result == Result.REFUSED
        yield Event(
            day=belgian_day(decision.decided_at),
            piece=piece,
            owner=Owner.OFFICE,
            short=_("not in order") if is_refused else _("in order"),
            text=_("Not in order: %(what)s") % {"what": what}
            if is_refused
            else _("In order: %(what)s") % {"what": what},
            state=EntryState.STOP if is_refused else EntryState.DONE,
        )


def _declarations(row: BoardRow) -> Iterator[Event]:
    versions = (
        DeclarationVersion.objects.filter(
            declaration__worker_id=row.worker_id,
            declaration__employer_id=row.employer_id,
            declaration__month=row.month,
        )
        .select_related("declaration")
        .order_by("received_at", "id")
    )
    for version in versions:
        is_hours = version.declaration.scenario == Scenario.HOURS
        told = {"ticket": version.ticket}
        yield Event(
            day=belgian_day(version.received_at),
            piece=PieceName.SCENARIO_5 if is_hours else PieceName.SCENARIO_2,
            owner=Owner.EMPLOYER,
            short=_("scenario 5") if is_hours else _("scenario 2"),
            text=_("Hours declared (scenario 5), ticket %(ticket)s") % told
            if is_hours
            else _("Right declared (scenario 2), ticket %(ticket)s") % told,
        )


def _claims(row: BoardRow) -> Iterator[Event]:
    claims = Claim.objects.filter(worker_id=row.worker_id, employer_id=row.employer_id)
    for claim in claims.filter(first_day__lte=row.month.last_day).order_by("created_at", "id"):
        if claim.submitted_at is not None:
            yield _claim_event(
                belgian_day(claim.submitted_at), Owner.WORKER, _("claim"), _("Claim made")
            )
        if claim.lodged_at is not None:
            yield _claim_event(
                belgian_day(claim.lodged_at),
                Owner.PAYMENT_ORGANISATION,
                _("claim handed on"),
                _("Claim handed to the office"),
            )
        entitlement = Entitlement.objects.filter(claim=claim).first()
        if entitlement is not None:
            is_refused = entitlement.result == Result.REFUSED
            yield _claim_event(
                entitlement.decided_on,
                Owner.OFFICE,
                _("right refused") if is_refused else _("right decided"),
                _("The right was refused") if is_refused else _("The right was decided"),
                EntryState.STOP if is_refused else EntryState.DONE,
            )


def _claim_event(
    day: date, owner: Owner, short: str, text: str, state: EntryState = EntryState.DONE
) -> Event:
    return Event(day=day, piece=PieceName.CLAIM, owner=owner, short=short, text=text, state=state)


def _cards(row: BoardRow) -> Iterator[Event]:
    cards = Card.objects.filter(
        worker_id=row.worker_id, employer_id=row.employer_id, month=row.month
    )
    for card in cards.exclude(sent_at=None).order_by("sent_at", "id"):
        yield Event(
            day=belgian_day(card.sent_at),
            piece=PieceName.CARD,
            owner=Owner.WORKER,
            short=_("card sent"),
            text=_("Control card sent"),
        )


def _money(row: BoardRow) -> Iterator[Event]:
    payments = Payment.objects.filter(
        worker_id=row.worker_id,
        computation__employer_id=row.employer_id,
        month_file__month=row.month,
        status=PaymentStatus.PAID,
    )
    for payment in payments.order_by("paid_on", "id"):
        yield Event(
            day=payment.paid_on,
            piece=MONEY,
            owner=Owner.PAYMENT_ORGANISATION,
            short=_("paid"),
            text=_("Paid: %(amount)s")
            % {"amount": words.amount(_euro(payment.amount_cents), current_language())},
        )


def _euro(cents: int) -> str:
    sign, digits = ("-", -cents) if cents < 0 else ("", cents)
    return f"{sign}{digits // 100}.{digits % 100:02d}"


def _reminders(row: BoardRow) -> Iterator[Event]:
    """That somebody was reminded; the words only to who sees the piece."""
    for reminder in reminders_of(row=row):
        yield Event(
            day=reminder.reminded_on,
            piece=PieceName(reminder.piece),
            owner=Owner(reminder.owner),
            short=_("reminded"),
            text=_("Reminded: %(text)s") % {"text": reminder.text},
        )
