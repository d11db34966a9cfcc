"""Declarations of social risk as rows: what was received, to whom it went, who asked for it."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from accalmie.cases.access.models import Account
from accalmie.cases.communications.models.cases import choices
from accalmie.cases.declarations.statuses import Scenario, Status
from accalmie.cases.journal.append_only import AppendOnly
from accalmie.cases.keys import new_key
from accalmie.cases.memberships.targets import OfOneWorker
from accalmie.cases.months import MonthField
from accalmie.cases.parties.models import Employer, PaymentOrganisation, Sender, Worker
from accalmie.facts import codec
from accalmie.facts.communications import Channel
from accalmie.facts.communications import Version as VersionKind
from accalmie.facts.declarations import ConstatDeclaration, HoursDeclaration
from accalmie.facts.findings import Finding

FACTS = {Scenario.CONSTAT: ConstatDeclaration, Scenario.HOURS: HoursDeclaration}


class Declaration(OfOneWorker, models.Model):
    """One declaration through its versions.

    ``month`` is the month of the hours (scenario 5) or of the first day (scenario 2).
    ``occupation`` is its first day as ISO text, empty where none is told. ``kind`` is the first
    kind declared. ``payment_organisation`` is the one that pays the worker in this month.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    scenario = models.CharField(max_length=12, choices=choices(Scenario))
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="declarations")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="declarations")
    month = MonthField()
    occupation = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=40)
    status = models.CharField(max_length=10, choices=choices(Status), default=Status.STANDING)
    latest = models.OneToOneField(
        "DeclarationVersion", on_delete=models.PROTECT, related_name="latest_of"
    )
    first_received_at = models.DateTimeField()
    received_at = models.DateTimeField()
    payment_organisation = models.ForeignKey(
        PaymentOrganisation, null=True, on_delete=models.PROTECT, related_name="declarations"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("scenario", "worker", "employer", "month", "occupation"),
                condition=Q(status=Status.STANDING.value, scenario=Scenario.HOURS.value),
                name="one_standing_declaration_of_hours_per_occupation_and_month",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in Status]),
                name="the_status_of_a_declaration_is_known",
            ),
        )
        indexes = (
            models.Index(
                fields=("payment_organisation", "month", "scenario", "status"),
                name="declarations_of_a_payer",
            ),
            models.Index(fields=("employer", "month"), name="declarations_of_an_employer"),
            models.Index(fields=("worker", "employer", "month"), name="declarations_of_a_worker"),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def office_id(self) -> None:
        """No single office owns a declaration."""

    def is_sent_by(self, sender_id: UUID) -> bool:
        """Tell whether one of its versions came from this sender."""
        return self.versions.filter(
            Q(received_from_id=sender_id) | Q(by__sender_id=sender_id)
        ).exists()


class DeclarationVersion(AppendOnly):
    """What was received, as it was received, under its own ticket.

    ``facts`` is the declaration and ``findings`` what the law says of it, both written by
    ``facts.codec``. The source says where in which archived file the raw bytes stand.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="versions")
    ticket = models.CharField(max_length=13)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=choices(VersionKind))
    facts = models.JSONField()
    findings = models.JSONField(default=list)
    law_version = models.CharField(max_length=60)
    received_at = models.DateTimeField()
    channel = models.CharField(max_length=20, choices=choices(Channel))
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    received_from = models.ForeignKey(
        Sender, null=True, on_delete=models.PROTECT, related_name="declaration_versions"
    )
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    source_digest = models.CharField(max_length=64, blank=True)
    source_form = models.PositiveIntegerField(null=True)
    source_offset = models.BigIntegerField(null=True)
    source_length = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ticket",), name="a_declaration_ticket_is_granted_once"
            ),
            models.UniqueConstraint(
                fields=("declaration", "number"), name="versions_of_a_declaration_are_counted"
            ),
            models.UniqueConstraint(
                fields=("replaces",), name="a_declaration_version_is_replaced_once"
            ),
            models.UniqueConstraint(
                fields=("source_digest", "source_form"),
                condition=~Q(source_digest=""),
                name="a_declaration_of_a_file_is_lodged_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=VersionKind.ORIGINAL.value, replaces__isnull=True)
                | (~Q(kind=VersionKind.ORIGINAL.value) & Q(replaces__isnull=False)),
                name="only_changed_declarations_replace",
            ),
        )

    def __str__(self) -> str:
        return self.ticket

    @property
    def fact(self) -> ConstatDeclaration | HoursDeclaration:
        """The declaration as a fact."""
        return codec.from_json(FACTS[Scenario(self.declaration.scenario)], self.facts)

    @property
    def found(self) -> tuple[Finding, ...]:
        """What the law said of it when it was received."""
        return codec.from_json(tuple[Finding, ...], self.findings)


class Way(models.TextChoices):
    """How a payment organisation came by a declaration."""

    SENT = "sent"
    FETCHED = "fetched"


class Delivery(AppendOnly):
    """A payment organisation has a version: scenario 5 is sent to it, scenario 2 it fetches."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    version = models.ForeignKey(
        DeclarationVersion, on_delete=models.PROTECT, related_name="deliveries"
    )
    payment_organisation = models.ForeignKey(
        PaymentOrganisation, on_delete=models.PROTECT, related_name="deliveries"
    )
    way = models.CharField(max_length=10, choices=Way.choices)
    delivered_at = models.DateTimeField()
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("version", "payment_organisation"), name="a_version_is_delivered_once"
            ),
        )
        indexes = (
            models.Index(
                fields=("payment_organisation", "delivered_at"), name="deliveries_to_a_payer"
            ),
        )


class Request(OfOneWorker, models.Model):
    """A worker asks his employer for a declaration (compulsory for strike and lock-out).

    ``answered_by`` is the version that answered it.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="requests")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="requests")
    month = MonthField()
    scenario = models.CharField(max_length=12, choices=choices(Scenario))
    kind = models.CharField(max_length=40)
    payment_organisation = models.ForeignKey(
        PaymentOrganisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(
        DeclarationVersion, null=True, on_delete=models.PROTECT, related_name="answers"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("worker", "employer", "month", "scenario", "kind"),
                name="a_declaration_is_asked_for_once",
            ),
        )
        indexes = (models.Index(fields=("employer", "asked_at"), name="requests_to_an_employer"),)

    @property
    def office_id(self) -> None:
        """No office owns a request."""
