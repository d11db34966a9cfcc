"""The payments of a month, and what happened to it as the payment organisation reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accalmie.cases.access.roles import Role
from accalmie.cases.board.models import BoardRow
from accalmie.cases.payments.models import Payment
from accalmie.cases.payments.statuses import PaymentStatus
from accalmie.law import words
from accalmie.portal import money
from accalmie.portal.case.history import events_of
from accalmie.portal.languages import current_language
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


def of(row: BoardRow) -> tuple[Happening, ...]:
    """Everything that happened, oldest first."""
    return tuple(
        Happening(
            day=event.day,
            actor="",
            short="",
            text=event.text,
            who=owner_word(event.owner),
            state=event.state,
        )
        for event in events_of(row=row, role=Role.PAYER)
    )
