"""Examinations, decisions and what follows from them."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import F, Q

from accalmie.cases.access.models import Account
from accalmie.cases.communications.models.cases import Case, Version, choices
from accalmie.cases.journal.append_only import AppendOnly
from accalmie.cases.keys import new_key
from accalmie.cases.parties.models import LANGUAGES
from accalmie.facts import codec
from accalmie.facts.decisions import Decision as DecisionFact
from accalmie.facts.decisions import Result
from accalmie.facts.findings import Assessment, Outcome


class Examination(AppendOnly):
    """What the law said of a version, with the values and rules of that moment."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="examinations")
    examined_at = models.DateTimeField()
    outcome = models.CharField(max_length=15, choices=choices(Outcome))
    law_version = models.CharField(max_length=60)
    facts = models.JSONField()

    class Meta:
        indexes = (models.Index(fields=("version", "examined_at"), name="examination_of_version"),)

    @property
    def assessment(self) -> Assessment:
        """The assessment as a fact."""
        return codec.from_json(Assessment, self.facts)


class Proposal(models.Model):
    """A refusal that one officer proposes and another must read again.

    It is closed when it is confirmed or returned; ``return_reason`` tells the first officer why.
    ``answers`` are pairs of a rule and the officer's answer.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="proposals")
    examination = models.ForeignKey(Examination, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answers = models.JSONField(default=list)
    message = models.TextField(blank=True)
    closed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    return_reason = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("version",),
                condition=Q(closed_at__isnull=True),
                name="one_open_proposal_per_version",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="a_closed_proposal_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | ~Q(closed_by=F("proposed_by")),
                name="a_proposal_is_closed_by_another_officer",
            ),
        )


class Decision(AppendOnly):
    """The office's decision on a version; never changed, only replaced by a new one.

    ``decided_by`` is absent when everything was in order and the acceptance automatic.
    ``decided_on`` is the calendar day in Belgium; it is published the day after.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="decisions")
    examination = models.ForeignKey(Examination, on_delete=models.PROTECT, related_name="decisions")
    result = models.CharField(max_length=10, choices=choices(Result))
    decided_at = models.DateTimeField()
    decided_on = models.DateField()
    decided_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    reread_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=list)
    message = models.TextField(blank=True)
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("version",),
                condition=Q(replaces__isnull=True),
                name="one_first_decision_per_version",
            ),
            models.UniqueConstraint(fields=("replaces",), name="a_decision_is_replaced_once"),
            models.CheckConstraint(
                condition=~Q(result=Result.REFUSED.value)
                | (
                    Q(decided_by__isnull=False, reread_by__isnull=False)
                    & ~Q(reread_by=F("decided_by"))
                ),
                name="a_refusal_is_read_by_two_officers",
            ),
            models.CheckConstraint(
                condition=Q(result__in=[result.value for result in Result]),
                name="the_result_of_a_decision_is_known",
            ),
        )
        indexes = (models.Index(fields=("decided_on",), name="decisions_of_a_day"),)

    @property
    def fact(self) -> DecisionFact:
        """The decision as a fact, with the names of the officers as the letter shows them."""
        return DecisionFact(
            result=Result(self.result),
            assessment=self.examination.assessment,
            decided_on=self.decided_on,
            decided_by=self.decided_by and self.decided_by.display_name,
            reread_by=self.reread_by and self.reread_by.display_name,
            answers=tuple((str(rule), bool(answer)) for rule, answer in self.answers),
            message=self.message,
        )


class Publication(AppendOnly):
    """A decision became visible to the employer and, when accepted, to payment organisations."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="publications")
    published_on = models.DateField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("decision",), name="a_decision_is_published_once"),
        )


class PayerRecord(models.Model):
    """The accepted content of a communication, as payment organisations see it.

    It stands from ``published_at`` until ``withdrawn_at``: when a later version is accepted, when
    the communication is cancelled, or when a refusal replaces the acceptance.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="payer_records")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="payer_records")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="payer_records")
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(withdrawn_at__isnull=True),
                name="one_standing_payer_record_per_case",
            ),
            models.UniqueConstraint(fields=("decision",), name="one_payer_record_per_decision"),
        )

    # The answers to the access policy (see cases.access.relations).

    @property
    def employer_id(self) -> UUID:
        """The employer of the case."""
        return self.case.employer_id

    @property
    def office_id(self) -> UUID | None:
        """The office of the case."""
        return self.case.office_id

    def is_sent_by(self, sender_id: UUID) -> bool:
        """Tell whether this sender sent a version of the case."""
        return self.case.is_sent_by(sender_id)

    def concerns_worker(self, worker_id: UUID) -> bool:
        """Tell whether the worker is named."""
        return self.version.namings.filter(worker_id=worker_id).exists()

    def concerns_payer(self, payment_organisation_id: UUID) -> bool:
        """Tell whether it names a member, or nobody by name while a member is employed there."""
        named = self.version.namings
        if named.exists():
            return named.filter(worker__payment_organisation_id=payment_organisation_id).exists()
        return self.case.employer.concerns_payer(payment_organisation_id)


class DocumentKind(models.TextChoices):
    """What a document is."""

    RECEIPT = "receipt"
    DECISION = "decision"


class Document(AppendOnly):
    """A PDF as it was handed out, with the SHA-256 of its bytes in hexadecimal."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="documents")
    decision = models.ForeignKey(
        Decision, null=True, on_delete=models.PROTECT, related_name="documents"
    )
    kind = models.CharField(max_length=10, choices=DocumentKind.choices)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("version", "language"),
                condition=Q(kind="receipt"),
                name="one_receipt_per_version_and_language",
            ),
            models.UniqueConstraint(
                fields=("decision", "language"),
                condition=Q(kind="decision"),
                name="one_letter_per_decision_and_language",
            ),
            models.CheckConstraint(
                condition=Q(kind="receipt", decision__isnull=True)
                | Q(kind="decision", decision__isnull=False),
                name="only_a_letter_of_decision_has_a_decision",
            ),
        )
