"""The validation book as rows: an entry through its versions, and the questions it raises."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from django.db import models
from django.db.models import Q

from accalmie.cases.access.models import Account
from accalmie.cases.communications.models.cases import choices
from accalmie.cases.journal.append_only import AppendOnly
from accalmie.cases.keys import new_key
from accalmie.cases.months import MonthField
from accalmie.cases.parties.models import Employer, Sender, Worker
from accalmie.cases.validation_book.statuses import Status
from accalmie.facts.communications import Channel
from accalmie.facts.communications import Version as VersionKind


class Doubt(StrEnum):
    """Why a person must look at an entry that was taken in; the values are stored.

    ``unknown_range``: nobody was granted this number. ``other_holder``: somebody else was.
    ``unknown_employment``: no contract of the worker with the employer is known in the month.
    ``card_elsewhere``: the worker has a card of the same month from another employer.
    ``paper_not_sure``: the law leaves open whether paper may still be used.
    """

    UNKNOWN_RANGE = "unknown_range"
    OTHER_HOLDER = "other_holder"
    UNKNOWN_EMPLOYMENT = "unknown_employment"
    CARD_ELSEWHERE = "card_elsewhere"
    PAPER_NOT_SURE = "paper_not_sure"


class _OfBook:
    """The answers to the access policy; every office and the inspection may look."""

    office_id = None

    def concerns_worker(self, worker_id: UUID) -> bool:
        """Tell whether it is this worker's card."""
        return self.worker_id == worker_id

    def concerns_payer(self, payment_organisation_id: UUID) -> bool:
        """The book is between employer, worker and office."""
        return False


class Entry(_OfBook, models.Model):
    """One paper card of one worker, one employer and one month, as its latest version tells.

    ``replaces`` is the entry of the lost card that the office replaced by this one.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="book_entries")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="book_entries")
    month = MonthField()
    card_number = models.CharField(max_length=9)
    status = models.CharField(max_length=10, choices=choices(Status), default=Status.STANDING)
    latest = models.OneToOneField(
        "EntryVersion", on_delete=models.PROTECT, related_name="latest_of"
    )
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    entered_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("card_number",),
                condition=~Q(status=Status.CANCELLED.value),
                name="a_card_number_is_entered_once",
            ),
            models.UniqueConstraint(
                fields=("worker", "employer", "month"),
                condition=Q(status=Status.STANDING.value),
                name="one_standing_card_per_worker_and_month",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in Status]),
                name="the_status_of_an_entry_is_known",
            ),
        )
        indexes = (
            models.Index(fields=("employer", "month", "id"), name="book_of_an_employer"),
            models.Index(fields=("worker", "month"), name="book_of_a_worker"),
        )

    def __str__(self) -> str:
        return self.card_number

    def is_sent_by(self, sender_id: UUID) -> bool:
        """Tell whether one of its versions came from this sender."""
        return self.versions.filter(
            Q(received_from_id=sender_id) | Q(by__sender_id=sender_id)
        ).exists()


class EntryVersion(AppendOnly):
    """What was entered, corrected or cancelled, under its own ticket.

    ``told`` is the registration as a file told it, written by ``facts.codec``; None where it was
    typed. The source says where in which archived file the raw bytes stand.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="versions")
    ticket = models.CharField(max_length=13)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=choices(VersionKind))
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    month = MonthField()
    card_number = models.CharField(max_length=9)
    reason = models.CharField(max_length=200, blank=True)
    told = models.JSONField(null=True)
    received_at = models.DateTimeField()
    channel = models.CharField(max_length=20, choices=choices(Channel))
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    received_from = models.ForeignKey(
        Sender, null=True, on_delete=models.PROTECT, related_name="book_versions"
    )
    source_digest = models.CharField(max_length=64, blank=True)
    source_form = models.PositiveIntegerField(null=True)
    source_offset = models.BigIntegerField(null=True)
    source_length = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ticket",), name="an_entry_ticket_is_granted_once"),
            models.UniqueConstraint(
                fields=("entry", "number"), name="versions_of_an_entry_are_counted"
            ),
            models.UniqueConstraint(
                fields=("source_digest", "source_form"),
                condition=~Q(source_digest=""),
                name="an_entry_of_a_file_is_lodged_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=VersionKind.ORIGINAL.value, number=1)
                | (~Q(kind=VersionKind.ORIGINAL.value) & Q(number__gt=1) & ~Q(reason="")),
                name="a_later_version_gives_its_reason",
            ),
        )

    def __str__(self) -> str:
        return self.ticket


class Question(models.Model):
    """A doubt about an entry, for an officer; ``answer`` is what he found."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="questions")
    doubt = models.CharField(max_length=20, choices=choices(Doubt))
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("entry", "doubt"),
                condition=Q(closed_at__isnull=True),
                name="a_doubt_is_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(answer=""),
                name="a_closed_question_has_its_answer",
            ),
        )
        indexes = (models.Index(fields=("closed_at", "opened_at"), name="book_questions_open"),)
