"""Disputes on a change of payment organisation, rulings and letters; all written once."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from accalmie.cases.access.models import Account
from accalmie.cases.claims.models import Transfer
from accalmie.cases.journal.append_only import AppendOnly
from accalmie.cases.keys import new_key
from accalmie.cases.parties.models import LANGUAGES, Office


class Dispute(AppendOnly):
    """The new payment organisation brings an opposed change before the office (C8-litige).

    ``sent_by_limit`` is the last day of the form, ``rule_until`` the director's; a form that came
    later is dealt with all the same.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    transfer = models.OneToOneField(Transfer, on_delete=models.PROTECT, related_name="dispute")
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(max_length=1000)
    sent_at = models.DateTimeField()
    sent_on = models.DateField()
    sent_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    sent_by_limit = models.DateField()
    rule_until = models.DateField()

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="a_dispute_says_why"),)
        indexes = (models.Index(fields=("office", "rule_until"), name="disputes_of_an_office"),)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_late(self) -> bool:
        """Tell whether the form came after its last day."""
        return self.sent_on > self.sent_by_limit

    # The answers to the access policy (see cases.access.relations).

    employer_id = None

    def is_sent_by(self, sender_id: UUID) -> bool:
        """No sender sends a dispute."""
        return False

    def concerns_worker(self, worker_id: UUID) -> bool:
        """Tell whether it is about this worker's change."""
        return self.transfer.concerns_worker(worker_id)

    def concerns_payer(self, payment_organisation_id: UUID) -> bool:
        """Tell whether this payment organisation gives or takes the worker."""
        return self.transfer.concerns_payer(payment_organisation_id)


class Ruling(AppendOnly):
    """The director's ruling: the change goes through in spite of the debt, or it does not."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    dispute = models.OneToOneField(Dispute, on_delete=models.PROTECT, related_name="ruling")
    goes_through = models.BooleanField()
    reason = models.TextField(max_length=1000)
    ruled_at = models.DateTimeField()
    ruled_on = models.DateField()
    ruled_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="a_ruling_says_why"),)

    def __str__(self) -> str:
        return str(self.id)


class RulingLetter(AppendOnly):
    """The letter of a ruling to the worker as it was handed out, with its SHA-256."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ruling = models.OneToOneField(Ruling, on_delete=models.PROTECT, related_name="letter")
    language = models.CharField(max_length=2, choices=LANGUAGES)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
