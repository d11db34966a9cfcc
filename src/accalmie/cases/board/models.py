"""The board as rows that are only ever recomputed from the state, and the reminders sent."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q

from accalmie.cases.access.models import Account
from accalmie.cases.communications.models.cases import choices
from accalmie.cases.keys import new_key
from accalmie.cases.memberships.targets import OfOneWorker
from accalmie.cases.months import MonthField
from accalmie.cases.parties.models import (
    LANGUAGES,
    Employer,
    Office,
    PaymentOrganisation,
    Worker,
)
from accalmie.facts import codec
from accalmie.facts.pieces import Owner, Piece, PieceName


class Standing(StrEnum):
    """Where a worker's month stands as a whole; the values are stored.

    ``to_examine``: a person must look. ``missing``: a piece is missing past its time. ``urgent``: a
    piece is due soon. ``expected``: all is in time, somebody has the next move. ``ready``: it can
    be paid. ``paid``: it is paid and nothing changed since.
    """

    TO_EXAMINE = "to_examine"
    MISSING = "missing"
    URGENT = "urgent"
    EXPECTED = "expected"
    READY = "ready"
    PAID = "paid"


class BoardRow(OfOneWorker, models.Model):
    """One worker, one employer, one month: its pieces and who has the next move.

    ``pieces`` are the ``facts.pieces.Piece`` of the month. ``owner`` and ``until`` are those of the
    piece that blocks and is due first. ``due`` is ``until``, or a far day where none is set, so
    that lists sort by it. ``computed_on`` is the day for which it was computed.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="board_rows")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="board_rows")
    month = MonthField()
    payment_organisation = models.ForeignKey(
        PaymentOrganisation, null=True, on_delete=models.PROTECT, related_name="board_rows"
    )
    office = models.ForeignKey(
        Office, null=True, on_delete=models.PROTECT, related_name="board_rows"
    )
    kind = models.CharField(max_length=40)
    first_day = models.DateField()
    standing = models.CharField(max_length=15, choices=choices(Standing))
    piece = models.CharField(max_length=20, choices=choices(PieceName), blank=True)
    owner = models.CharField(max_length=20, choices=choices(Owner), blank=True)
    until = models.DateField(null=True)
    due = models.DateField()
    pieces = models.JSONField()
    net_cents = models.IntegerField(null=True)
    paid_cents = models.IntegerField(default=0)
    paid_on = models.DateField(null=True)
    computed_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("worker", "employer", "month"), name="one_board_row_per_worker_month"
            ),
            models.CheckConstraint(
                condition=Q(standing__in=[standing.value for standing in Standing]),
                name="the_standing_of_a_month_is_known",
            ),
        )
        indexes = (
            models.Index(fields=("payment_organisation", "month", "due", "id"), name="board_payer"),
            models.Index(
                fields=("payment_organisation", "month", "standing", "due", "id"),
                name="board_payer_standing",
            ),
            models.Index(
                fields=("payment_organisation", "month", "owner", "due", "id"),
                name="board_payer_owner",
            ),
            models.Index(fields=("employer", "month", "due", "id"), name="board_employer"),
            models.Index(fields=("office", "month", "due", "id"), name="board_office"),
            models.Index(fields=("worker", "month"), name="board_worker"),
        )

    @property
    def lights(self) -> tuple[Piece, ...]:
        """The pieces as facts, in official order."""
        return codec.from_json(tuple[Piece, ...], self.pieces)


class Reminder(OfOneWorker, models.Model):
    """Somebody was reminded of a piece; once a day for the same piece of the same month."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="reminders")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="reminders")
    month = MonthField()
    payment_organisation = models.ForeignKey(
        PaymentOrganisation, null=True, on_delete=models.PROTECT, related_name="reminders"
    )
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    piece = models.CharField(max_length=20, choices=choices(PieceName))
    owner = models.CharField(max_length=20, choices=choices(Owner))
    until = models.DateField(null=True)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    text = models.TextField()
    reminded_at = models.DateTimeField()
    reminded_on = models.DateField()
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("worker", "employer", "month", "piece", "reminded_on"),
                name="one_reminder_a_day_and_piece",
            ),
        )
        indexes = (
            models.Index(fields=("owner", "employer", "reminded_at"), name="reminders_by_owner"),
        )
