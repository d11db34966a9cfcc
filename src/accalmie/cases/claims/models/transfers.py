"""A worker goes to another payment organisation."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import F, Q

from accalmie.cases.access.models import Account
from accalmie.cases.keys import new_key
from accalmie.cases.months import MonthField
from accalmie.cases.parties.models import PaymentOrganisation, Worker


class TransferStatus(models.TextChoices):
    """Where a transfer stands."""

    ASKED = "asked"
    AGREED = "agreed"
    DISPUTED = "disputed"


class Transfer(models.Model):
    """The new payment organisation asks the old one (AR 25.11.1991 art. 132; AM art. 76 to 82).

    ``answer_until`` is the day after which silence is agreement. ``last_paid_month`` and
    ``debt_cents`` are what the old one answers; ``effect_on`` is the first day of a month.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="transfers")
    from_payer = models.ForeignKey(
        PaymentOrganisation, on_delete=models.PROTECT, related_name="transfers_from"
    )
    to_payer = models.ForeignKey(
        PaymentOrganisation, on_delete=models.PROTECT, related_name="transfers_to"
    )
    status = models.CharField(
        max_length=10, choices=TransferStatus.choices, default=TransferStatus.ASKED
    )
    asked_at = models.DateTimeField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    answer_until = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    last_paid_month = MonthField(null=True)
    debt_cents = models.PositiveIntegerField(default=0)
    effect_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("worker",),
                condition=Q(status="asked"),
                name="one_open_transfer_per_worker",
            ),
            models.CheckConstraint(
                condition=~Q(from_payer=F("to_payer")), name="a_transfer_goes_elsewhere"
            ),
            models.CheckConstraint(
                condition=~Q(status="agreed") | Q(effect_on__isnull=False),
                name="an_agreed_transfer_says_from_when",
            ),
        )

    # The answers to the access policy (see cases.access.relations).

    employer_id = None
    office_id = None

    def is_sent_by(self, sender_id: UUID) -> bool:
        """No sender sends a transfer."""
        return False

    def concerns_worker(self, worker_id: UUID) -> bool:
        """Tell whether it is this worker's."""
        return self.worker_id == worker_id

    def concerns_payer(self, payment_organisation_id: UUID) -> bool:
        """Tell whether this payment organisation gives or takes the worker."""
        return payment_organisation_id in (self.from_payer_id, self.to_payer_id)
