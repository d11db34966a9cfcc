"""What happened to a month: computations, answers, payments, reminders; oldest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accalmie.cases.board import queries as board
from accalmie.cases.cards.models import Card
from accalmie.cases.days import belgian_day
from accalmie.cases.payments.models import Payment
from accalmie.cases.payments.statuses import PaymentStatus
from accalmie.facts.pieces import Owner, PieceName
from accalmie.facts.timelines import EntryState
from accalmie.law import words
from accalmie.portal import lights, money, questions
from accalmie.portal.languages import current_language
from accalmie.portal.payer.month import Known
from accalmie.portal.payer.owners import owner_word
from accalmie.portal.statuses import Shape, Status
from accalmie.portal.timeline import Happening


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """One payment of the month."""

    amount: str
    status: Status
    account: str
    run_url: str
    statement_url: str


def payment_rows(found: Iterable[Payment]) -> Iterator[PaymentRow]:
    """The payments of a month, the newest first."""
    for payment in found:
        yield PaymentRow(
            amount=money.euros(payment.amount_cents),
            status=payment_status(payment),
            account=money.iban(payment.iban),
            run_url=reverse("portal:payer_run", args=[payment.run_id]),
            statement_url=reverse("portal:statement", args=[payment.id]),
        )


def payment_status(payment: Payment) -> Status:
    """Where a payment stands."""
    match PaymentStatus(payment.status):
        case PaymentStatus.PROPOSED:
            return Status(shape=Shape.WAIT, word=_("Waits for a signature"))
        case PaymentStatus.ORDERED:
            return Status(shape=Shape.WAIT, word=_("Ordered from the bank"))
        case PaymentStatus.PAID:
            day = words.short_day(payment.paid_on, current_language()) if payment.paid_on else ""
            return Status(shape=Shape.OK, word=_("Paid on %(day)s") % {"day": day})
        case PaymentStatus.RETURNED:
            code = payment.return_code
            return Status(
                shape=Shape.STOP, word=_("Came back from the bank (%(code)s)") % {"code": code}
            )
        case PaymentStatus.WITHDRAWN:
            return Status(shape=Shape.NONE, word=_("Withdrawn"))


def of(known: Known) -> tuple[Happening, ...]:
    """Everything that happened, oldest first."""
    told = sorted(_told(known), key=lambda one: one[0])
    return tuple(
        Happening(
            day=belgian_day(moment), actor="", short="", text=text, who=who, state=EntryState.DONE
        )
        for moment, text, who in told
    )


def _told(known: Known) -> Iterator[tuple[datetime, str, str]]:
    month = known.month
    for constat in month.constats:
        yield constat.first_received_at, _("Declaration 2 received"), str(known.row.employer)
    for hours in month.hours:
        yield hours.first_received_at, _("Declaration 5 received"), str(known.row.employer)
    if month.card is not None and month.card.sent_at is not None:
        yield month.card.sent_at, _card(month.card), str(known.row.worker)
    for claim in month.claims:
        if claim.lodged_at is not None:
            yield claim.lodged_at, _("Claim handed to the office"), ""
    if month.entitlement is not None:
        day = _day(month.entitlement.first_day)
        yield (
            month.entitlement.decided_at,
            _("Right decided, from %(day)s") % {"day": day},
            owner_word(Owner.OFFICE),
        )
    for computation in known.computations:
        text = (
            _("Computed provisionally: %(amount)s")
            if computation.is_provisional
            else _("Computed: %(amount)s")
        )
        yield computation.made_at, text % {"amount": money.euros(computation.net_cents)}, ""
    for task in known.closed_tasks:
        text = _("%(question)s: %(answer)s") % {
            "question": questions.title_of(task),
            "answer": questions.answer_of(task),
        }
        yield task.closed_at, text, task.closed_by.display_name if task.closed_by else ""
    for payment in known.payments:
        text = _("Payment of %(amount)s: %(status)s") % {
            "amount": money.euros(payment.amount_cents),
            "status": payment_status(payment).word,
        }
        yield payment.changed_at, text, ""
    for reminder in board.reminders_of(row=known.row):
        text = _("Reminder: %(piece)s") % {"piece": lights.piece_term(PieceName(reminder.piece))}
        yield reminder.reminded_at, text, owner_word(Owner(reminder.owner))


def _card(card: Card) -> str:
    return _("Paper card typed in") if card.number else _("Card received")


def _day(day: date | None) -> str:
    return words.short_day(day, current_language()) if day else ""
