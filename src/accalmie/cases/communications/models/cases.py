"""Cases and versions: what was received, and where it stands."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from accalmie.cases.access.models import Account
from accalmie.cases.communications.statuses import Status
from accalmie.cases.keys import new_key
from accalmie.cases.parties.models import Employer, Office, Sender, Worker
from accalmie.cases.parties.places import establishment_at
from accalmie.facts import codec
from accalmie.facts.communications import Channel, Communication, Subject
from accalmie.facts.communications import Version as VersionKind


def choices(enum: Any) -> list[tuple[str, str]]:
    """The members of an enum as a field wants them: values only, words are the pages' affair."""
    return [(member.value, member.value) for member in enum]


class Case(models.Model):
    """One communication through all its versions.

    What lists show and sort by is copied here from the latest version, in the same transaction.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=30, choices=choices(Subject))
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="cases")
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="cases")
    seat_postal_code = models.CharField(max_length=12, blank=True)
    status = models.CharField(max_length=20, choices=choices(Status), default=Status.RECEIVED)
    latest = models.OneToOneField("Version", on_delete=models.PROTECT, related_name="latest_of")
    first_received_at = models.DateTimeField()
    received_at = models.DateTimeField()
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    worker_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in Status]),
                name="the_status_of_a_case_is_known",
            ),
        )
        indexes = (
            models.Index(fields=("office", "status", "received_at"), name="work_list"),
            models.Index(fields=("employer", "received_at"), name="cases_of_an_employer"),
        )

    def __str__(self) -> str:
        return str(self.id)

    # The answers to the access policy (see cases.access.relations).

    def is_sent_by(self, sender_id: UUID) -> bool:
        """Tell whether one of its versions came from this sender."""
        return self.versions.filter(
            Q(received_from_id=sender_id) | Q(by__sender_id=sender_id)
        ).exists()

    def is_in(self, establishments: frozenset[UUID]) -> bool:
        """Tell whether its seat is one of these establishments."""
        seat = self.latest.communication.seat
        place = establishment_at(employer_id=self.employer_id, address=seat)
        return place in establishments

    def concerns_worker(self, worker_id: UUID) -> bool:
        """Tell whether one of its versions names the worker."""
        return Naming.objects.filter(version__case=self, worker_id=worker_id).exists()

    def concerns_payer(self, payment_organisation_id: UUID) -> bool:
        """Tell whether one of its versions names a member of the payment organisation."""
        return Naming.objects.filter(
            version__case=self, worker__payment_organisation_id=payment_organisation_id
        ).exists()


class Version(models.Model):
    """What was received, as it was received, under its own ticket.

    ``facts`` is the communication written by ``facts.codec``. ``received_from`` is the sender of
    the file, ``by`` the account that lodged it on screen. ``proof_of_technical_problem`` tells, for
    a letter sent because of such a problem, whether its proof is joined; None otherwise. The source
    says where in which archived file the raw bytes stand; its digest is empty when there was none.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="versions")
    ticket = models.CharField(max_length=13)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=choices(VersionKind))
    facts = models.JSONField()
    received_at = models.DateTimeField()
    channel = models.CharField(max_length=20, choices=choices(Channel))
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    received_from = models.ForeignKey(
        Sender, null=True, on_delete=models.PROTECT, related_name="versions"
    )
    proof_of_technical_problem = models.BooleanField(null=True)
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    own_reference = models.CharField(max_length=20, blank=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    source_digest = models.CharField(max_length=64, blank=True)
    source_form = models.PositiveIntegerField(null=True)
    source_offset = models.BigIntegerField(null=True)
    source_length = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ticket",), name="a_ticket_is_granted_once"),
            models.UniqueConstraint(
                fields=("case", "number"), name="versions_of_a_case_are_counted"
            ),
            models.UniqueConstraint(fields=("replaces",), name="a_situation_is_replaced_once"),
            models.UniqueConstraint(
                fields=("source_digest", "source_form"),
                condition=~Q(source_digest=""),
                name="a_form_of_a_file_is_lodged_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=VersionKind.ORIGINAL.value, replaces__isnull=True)
                | (~Q(kind=VersionKind.ORIGINAL.value) & Q(replaces__isnull=False)),
                name="only_changes_and_cancellations_replace",
            ),
            models.CheckConstraint(
                condition=Q(source_digest="") | Q(source_form__isnull=False),
                name="a_form_of_a_file_has_a_number",
            ),
        )

    def __str__(self) -> str:
        return self.ticket

    @cached_property
    def communication(self) -> Communication:
        """The communication as a fact, read once: what was received is never written again."""
        return codec.from_json(Communication, self.facts)


class Naming(models.Model):
    """A worker whom a version names; ``last_day`` is his own end where it differs."""

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="namings")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="namings")
    last_day = models.DateField(null=True)

    class Meta:
        indexes = (models.Index(fields=("worker", "version"), name="communications_of_a_worker"),)


class RefusedForm(models.Model):
    """A form refused at the door for blocking anomalies: no communication, but it has a ticket.

    A new original that corrects it refers to this ticket.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ticket = models.CharField(max_length=13)
    employer = models.ForeignKey(Employer, null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    received_from = models.ForeignKey(
        Sender, null=True, on_delete=models.PROTECT, related_name="refused_forms"
    )
    source_digest = models.CharField(max_length=64)
    source_form = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ticket",), name="a_refusal_ticket_is_granted_once"),
            models.UniqueConstraint(
                fields=("source_digest", "source_form"), name="a_form_of_a_file_is_refused_once"
            ),
        )


class TicketSerial(models.Model):
    """The next serial number of an issuing system, where the database has no sequences."""

    system = models.CharField(max_length=2, primary_key=True)
    next_serial = models.BigIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(next_serial__gte=1), name="serials_begin_at_one"),
        )
