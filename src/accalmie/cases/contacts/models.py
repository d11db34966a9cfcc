"""Messages that anybody may write to an office, and the answers."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from django.db import models
from django.db.models import Q

from accalmie.cases.access.models import Account
from accalmie.cases.communications.models.cases import choices
from accalmie.cases.keys import new_key
from accalmie.cases.mails.models import Mail
from accalmie.cases.parties.models import LANGUAGES, Office


class Topic(StrEnum):
    """What a message is about; the values are stored."""

    ACCESS = "access"
    COMMUNICATION = "communication"
    DECISION = "decision"
    DECLARATION = "declaration"
    MESSAGES = "messages"
    ACCESSIBILITY = "accessibility"
    OTHER = "other"


class ContactMessage(models.Model):
    """One message, as it was written; nothing in it ever changes.

    ``number`` is what the writer is told. ``form_key`` is the key of the form that he filled in:
    sent twice, it is one message. ``office`` is the one competent for ``postal_code``; without one
    the message waits in front of all offices. ``closed_at`` is set by an answer or by who marks it
    done.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    number = models.CharField(max_length=12)
    form_key = models.UUIDField()
    name = models.CharField(max_length=120)
    email = models.EmailField()
    firm_number = models.CharField(max_length=10, blank=True)
    postal_code = models.CharField(max_length=4, blank=True)
    topic = models.CharField(max_length=20, choices=choices(Topic))
    text = models.TextField()
    language = models.CharField(max_length=2, choices=LANGUAGES)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("number",), name="one_message_per_number"),
            models.UniqueConstraint(fields=("form_key",), name="one_message_per_form"),
            models.CheckConstraint(
                condition=Q(topic__in=[topic.value for topic in Topic]),
                name="the_topic_of_a_message_is_known",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="somebody_closed_a_closed_message",
            ),
        )
        indexes = (
            models.Index(fields=("office", "closed_at", "received_at"), name="messages_of_office"),
        )

    employer_id = None

    def is_sent_by(self, sender_id: UUID) -> bool:
        """No sender of files wrote it."""
        return False

    def concerns_worker(self, worker_id: UUID) -> bool:
        """It is between its writer and the office."""
        return False

    def concerns_payer(self, payment_organisation_id: UUID) -> bool:
        """It is between its writer and the office."""
        return False


class ContactAnswer(models.Model):
    """What an officer answered; ``mail`` is the e-mail that carries it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    message = models.ForeignKey(ContactMessage, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField()
    answered_at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    mail = models.OneToOneField(Mail, on_delete=models.PROTECT, related_name="+")
