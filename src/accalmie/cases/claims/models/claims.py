"""Claims: the papers in their versions, when each was received, what was sent back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accalmie.cases.access.models import Account
from accalmie.cases.claims.statuses import Status
from accalmie.cases.communications.models.cases import choices
from accalmie.cases.journal.append_only import AppendOnly
from accalmie.cases.keys import new_key
from accalmie.cases.memberships.targets import OfOneWorker
from accalmie.cases.parties.models import Employer, Office, PaymentOrganisation, Worker
from accalmie.facts import codec
from accalmie.facts.claim_forms import ClaimFile
from accalmie.facts.claims import Claimant, ClaimEvent, Track


class Claim(OfOneWorker, models.Model):
    """One claim of one worker for unemployment with one employer.

    A C1 on its own, which tells a changed situation, takes the same way: its ``first_day`` is the
    day of the change, and it holds for all employers.
    ``first_day`` is the day of unemployment that made it necessary, ``claimed_from`` the day from
    which benefit is asked. ``until`` is the last day for the ONEM to receive it (None where no
    source sets one). ``lodged_at`` is the first receipt by the ONEM, ``complete_at`` that of the
    complete papers, from which a late right runs. ``return_until`` is the limit of a C51.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="claims")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="claims")
    payment_organisation = models.ForeignKey(
        PaymentOrganisation, on_delete=models.PROTECT, related_name="claims"
    )
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="claims")
    event = models.CharField(max_length=30, choices=choices(ClaimEvent))
    track = models.CharField(max_length=30, choices=choices(Track))
    claimant = models.CharField(max_length=30, choices=choices(Claimant))
    kind = models.CharField(max_length=40)
    first_day = models.DateField()
    claimed_from = models.DateField()
    until = models.DateField(null=True)
    status = models.CharField(max_length=20, choices=choices(Status), default=Status.DRAFT)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    lodged_at = models.DateTimeField(null=True)
    complete_at = models.DateTimeField(null=True)
    return_until = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("worker", "employer", "event", "first_day"),
                condition=~Q(status__in=[Status.WITHDRAWN.value, Status.REFUSED.value])
                & ~Q(event=ClaimEvent.CHANGED_SITUATION.value),
                name="one_claim_per_event_and_first_day",
            ),
            # Of one day several changes may be told, one after the other.
            models.UniqueConstraint(
                fields=("worker", "event"),
                condition=Q(status=Status.DRAFT.value, event=ClaimEvent.CHANGED_SITUATION.value),
                name="one_draft_of_a_changed_situation",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in Status]),
                name="the_status_of_a_claim_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(
                    status__in=[
                        Status.LODGED.value,
                        Status.RETURNED.value,
                        Status.TO_DECIDE.value,
                        Status.REFUSAL_PROPOSED.value,
                        Status.ACCEPTED.value,
                        Status.REFUSED.value,
                    ]
                )
                | Q(lodged_at__isnull=False),
                name="a_claim_with_the_onem_says_since_when",
            ),
        )
        indexes = (
            models.Index(
                fields=("payment_organisation", "status", "until"), name="claims_of_a_payer"
            ),
            models.Index(fields=("office", "status", "lodged_at"), name="claims_of_an_office"),
            models.Index(fields=("worker", "employer", "first_day"), name="claims_of_a_worker"),
        )

    def __str__(self) -> str:
        return str(self.id)


class ClaimVersion(AppendOnly):
    """The papers of a claim as they stood; ``facts`` is a ``ClaimFile``."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    facts = models.JSONField()
    made_at = models.DateTimeField()
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("claim", "number"), name="versions_of_a_claim_are_counted"
            ),
        )

    @property
    def file(self) -> ClaimFile:
        """The papers as a fact."""
        return codec.from_json(ClaimFile, self.facts)


class Receiver(models.TextChoices):
    """Who stamped the papers with the day of receipt."""

    PAYMENT_ORGANISATION = "payment_organisation"
    ONEM = "onem"


class ClaimReceipt(AppendOnly):
    """The proof that papers arrived, with the time limit they were held against.

    ``slip`` is the type of the C9 with which they went to the ONEM.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="receipts")
    version = models.ForeignKey(
        ClaimVersion, null=True, on_delete=models.PROTECT, related_name="receipts"
    )
    receiver = models.CharField(max_length=20, choices=Receiver.choices)
    received_at = models.DateTimeField()
    until = models.DateField(null=True)
    is_complete = models.BooleanField()
    slip = models.CharField(max_length=5, blank=True)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = (models.Index(fields=("claim", "received_at"), name="receipts_of_a_claim"),)


class ClaimReturn(AppendOnly):
    """A C51: the ONEM sends incomplete papers back; ``missing`` names what lacks."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="returns")
    missing = models.JSONField()
    message = models.TextField(blank=True)
    returned_at = models.DateTimeField()
    until = models.DateField()
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
