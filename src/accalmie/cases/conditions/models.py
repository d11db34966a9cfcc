"""Notices of difficulty (C106A) and the office's answers; both are written once."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from accalmie.cases.access.models import Account
from accalmie.cases.communications.models import PreliminaryCondition
from accalmie.cases.drafts.models import Draft
from accalmie.cases.journal.append_only import AppendOnly
from accalmie.cases.keys import new_key
from accalmie.cases.parties.models import Employer, Office
from accalmie.facts import codec
from accalmie.facts.difficulty import DifficultyNotice


class Notice(AppendOnly):
    """A C106A as it was sent; ``condition`` is what the examination reads of it.

    ``draft`` keeps only that a draft was sent, so that pressing twice sends once.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, related_name="difficulty_notices"
    )
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    condition = models.OneToOneField(
        PreliminaryCondition, on_delete=models.PROTECT, related_name="notice"
    )
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="difficulty_notice")
    ticket = models.CharField(max_length=13)
    facts = models.JSONField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ticket",), name="one_notice_of_difficulty_per_ticket"),
        )
        indexes = (models.Index(fields=("office", "sent_at"), name="notices_of_an_office"),)

    def __str__(self) -> str:
        return self.ticket

    @property
    def content(self) -> DifficultyNotice:
        """What was told, as a fact."""
        return codec.from_json(DifficultyNotice, self.facts)

    # The answers to the access policy (see cases.access.relations).

    def is_sent_by(self, sender_id: UUID) -> bool:
        """Tell whether this sender's account sent it."""
        return self.sent_by.sender_id == sender_id

    def concerns_worker(self, worker_id: UUID) -> bool:
        """It names nobody."""
        return False

    def concerns_payer(self, payment_organisation_id: UUID) -> bool:
        """It names nobody."""
        return False


class Answer(AppendOnly):
    """The office recognises the firm as in difficulty, or does not and says why."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="answer")
    is_recognised = models.BooleanField()
    reason = models.TextField(max_length=1000, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(is_recognised=True) | ~Q(reason=""),
                name="a_refused_recognition_has_its_reason",
            ),
        )
