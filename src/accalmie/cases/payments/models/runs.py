"""Payment runs and payments. Four eyes and "never twice" are constraints, not intentions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accalmie.cases.access.models import Account
from accalmie.cases.communications.models.cases import choices
from accalmie.cases.keys import new_key
from accalmie.cases.parties.models import PaymentOrganisation, Worker
from accalmie.cases.payments.models.months import Computation, MonthFile
from accalmie.cases.payments.statuses import STANDING, PaymentStatus, RunStatus


class PaymentRun(models.Model):
    """Payments that one person prepares and another signs; ``execution_on`` is the bank's day."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    payment_organisation = models.ForeignKey(
        PaymentOrganisation, on_delete=models.PROTECT, related_name="runs"
    )
    status = models.CharField(max_length=10, choices=choices(RunStatus), default=RunStatus.PREPARED)
    execution_on = models.DateField()
    payment_count = models.PositiveIntegerField()
    total_cents = models.BigIntegerField()
    prepared_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    signed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)

    employer_id = None
    office_id = None

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("prepared_by")),
                name="a_run_is_signed_by_another_person",
            ),
            models.CheckConstraint(
                condition=~Q(status=RunStatus.ORDERED.value)
                | Q(signed_by__isnull=False, signed_at__isnull=False),
                name="an_ordered_run_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(payment_count__gte=1, total_cents__gte=1),
                name="a_run_pays_something",
            ),
        )
        indexes = (
            models.Index(fields=("payment_organisation", "prepared_at"), name="runs_of_a_payer"),
        )

    # The answers to the access policy (see cases.access.relations).

    def is_sent_by(self, sender_id) -> bool:
        """No sender sends a run."""
        return False

    def concerns_worker(self, worker_id) -> bool:
        """A run is the payment organisation's own affair."""
        return False

    def concerns_payer(self, payment_organisation_id) -> bool:
        """Tell whether it is this payment organisation's."""
        return self.payment_organisation_id == payment_organisation_id


class Payment(models.Model):
    """Money for one computation: what it gives beyond what was already paid for the month.

    The account is the one that the worker had named when the run was prepared. ``statement`` is
    the text that goes with the transfer (daily amount, number, withholding, deductions: AR
    25.11.1991 art. 162). ``return_code`` is the reason that the bank gave.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    run = models.ForeignKey(PaymentRun, on_delete=models.PROTECT, related_name="payments")
    month_file = models.ForeignKey(MonthFile, on_delete=models.PROTECT, related_name="payments")
    computation = models.ForeignKey(Computation, on_delete=models.PROTECT, related_name="payments")
    payment_organisation = models.ForeignKey(
        PaymentOrganisation, on_delete=models.PROTECT, related_name="payments"
    )
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="payments")
    status = models.CharField(
        max_length=10, choices=choices(PaymentStatus), default=PaymentStatus.PROPOSED
    )
    amount_cents = models.PositiveIntegerField()
    iban = models.CharField(max_length=34)
    bic = models.CharField(max_length=11, blank=True)
    holder = models.CharField(max_length=140)
    statement = models.CharField(max_length=140)
    paid_on = models.DateField(null=True)
    return_code = models.CharField(max_length=10, blank=True)
    changed_at = models.DateTimeField()

    employer_id = None
    office_id = None

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("month_file", "computation"),
                condition=Q(status__in=sorted(status.value for status in STANDING)),
                name="a_computation_is_paid_once",
            ),
            models.CheckConstraint(condition=Q(amount_cents__gte=1), name="a_payment_is_not_empty"),
            models.CheckConstraint(
                condition=~Q(status=PaymentStatus.PAID.value) | Q(paid_on__isnull=False),
                name="a_payment_made_says_when",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in PaymentStatus]),
                name="the_status_of_a_payment_is_known",
            ),
        )
        indexes = (
            models.Index(fields=("payment_organisation", "status"), name="payments_of_a_payer"),
            models.Index(fields=("worker", "paid_on"), name="payments_of_a_worker"),
        )

    # The answers to the access policy (see cases.access.relations).

    def is_sent_by(self, sender_id) -> bool:
        """No sender sends a payment."""
        return False

    def concerns_worker(self, worker_id) -> bool:
        """Tell whether it goes to this worker."""
        return self.worker_id == worker_id

    def concerns_payer(self, payment_organisation_id) -> bool:
        """Tell whether this payment organisation makes it."""
        return self.payment_organisation_id == payment_organisation_id
