"""Notices of difficulty (C106A), their registered letters, the answers and the papers.

All of it is written once.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from accalmie.cases.access.models import Account
from accalmie.cases.communications.models import PreliminaryCondition
from accalmie.cases.drafts.models import Draft
from accalmie.cases.journal.append_only import AppendOnly
from accalmie.cases.keys import new_key
from accalmie.cases.parties.models import LANGUAGES, Employer, Office
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

    @property
    def posted_on(self) -> date | None:
        """The day of the registered letter, as the office read it, else as the employer told it.

        None where no letter is known.
        """
        told = self.postings.order_by("told_at", "id").values_list("arrived_on", "posted_on")
        known = sorted(told, key=lambda row: row[0] is None)
        return known[0][1] if known else None

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


class Posting(AppendOnly):
    """The registered letter of a C106A (sheet E54), told by the employer or read by the office.

    ``posted_on`` is the day of sending; ``arrived_on`` the day on which the office had it, None
    where the employer tells. What the office read on the letter stands before what was told.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="postings")
    posted_on = models.DateField()
    arrived_on = models.DateField(null=True)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("notice",),
                condition=Q(arrived_on__isnull=True),
                name="an_employer_tells_one_posting",
            ),
            models.UniqueConstraint(
                fields=("notice",),
                condition=Q(arrived_on__isnull=False),
                name="a_registered_letter_arrives_once",
            ),
            models.CheckConstraint(
                condition=Q(arrived_on__isnull=True) | Q(arrived_on__gte=F("posted_on")),
                name="a_letter_arrives_after_it_is_posted",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class PaperKind(models.TextChoices):
    """What a paper about a notice is."""

    RECEIPT = "receipt"
    ANSWER = "answer"


class Paper(AppendOnly):
    """A PDF as it was handed out, with the SHA-256 of its bytes in hexadecimal."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=10, choices=PaperKind.choices)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("notice", "kind"), name="one_paper_of_a_kind_per_notice_of_difficulty"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
