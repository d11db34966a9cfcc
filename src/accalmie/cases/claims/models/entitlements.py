"""The right that is decided on a claim: from which day, on which wage, at which daily amount."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import F, Q

from accalmie.cases.access.models import Account
from accalmie.cases.claims.models.claims import Claim
from accalmie.cases.communications.models.cases import choices
from accalmie.cases.declarations.models import DeclarationVersion
from accalmie.cases.journal.append_only import AppendOnly
from accalmie.cases.keys import new_key
from accalmie.cases.parties.models import Employer, PaymentOrganisation, Worker
from accalmie.facts import codec
from accalmie.facts.decisions import Result
from accalmie.facts.entitlements import Basis, EntitlementAnswer
from accalmie.facts.findings import Outcome
from accalmie.law.entitlements import with_basis


class ClaimExamination(AppendOnly):
    """What the law says of a claim and its scenario 2, with the values of that moment."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="examinations")
    declaration = models.ForeignKey(
        DeclarationVersion, null=True, on_delete=models.PROTECT, related_name="+"
    )
    examined_at = models.DateTimeField()
    outcome = models.CharField(max_length=15, choices=choices(Outcome))
    law_version = models.CharField(max_length=60)
    facts = models.JSONField()

    class Meta:
        indexes = (models.Index(fields=("claim", "examined_at"), name="examinations_of_a_claim"),)

    @property
    def answer(self) -> EntitlementAnswer:
        """The answer as a fact."""
        return codec.from_json(EntitlementAnswer, self.facts)


class ClaimProposal(models.Model):
    """A refusal that one officer proposes and another must read again."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="proposals")
    examination = models.ForeignKey(ClaimExamination, on_delete=models.PROTECT, related_name="+")
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
                fields=("claim",),
                condition=Q(closed_at__isnull=True),
                name="one_open_proposal_per_claim",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="a_closed_claim_proposal_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | ~Q(closed_by=F("proposed_by")),
                name="a_claim_proposal_is_closed_by_another_officer",
            ),
        )


class Entitlement(AppendOnly):
    """The office's decision on a claim; never changed, only followed by the one of a later claim.

    ``first_day`` is the day from which the right runs. Amounts are in cents a day, at the index of
    that day; the code stays while the amount follows the index. ``basis`` is the wage, Q, S and
    capacity that every month is computed with (``facts.entitlements.Basis``).
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="entitlement")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="entitlements")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="entitlements")
    payment_organisation = models.ForeignKey(
        PaymentOrganisation, on_delete=models.PROTECT, related_name="entitlements"
    )
    examination = models.ForeignKey(
        ClaimExamination, on_delete=models.PROTECT, related_name="entitlements"
    )
    result = models.CharField(max_length=10, choices=choices(Result))
    first_day = models.DateField(null=True)
    basis = models.JSONField(null=True)
    code = models.CharField(max_length=10, blank=True)
    daily_cents = models.PositiveIntegerField(null=True)
    daily_cents_force_majeure = models.PositiveIntegerField(null=True)
    decided_at = models.DateTimeField()
    decided_on = models.DateField()
    decided_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    reread_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=list)
    message = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(result=Result.REFUSED.value)
                | (
                    Q(decided_by__isnull=False, reread_by__isnull=False)
                    & ~Q(reread_by=F("decided_by"))
                ),
                name="a_refused_claim_is_read_by_two_officers",
            ),
            models.CheckConstraint(
                condition=Q(result=Result.REFUSED.value)
                | Q(result=Result.ACCEPTED.value, first_day__isnull=False, basis__isnull=False),
                name="an_accepted_claim_says_from_when_and_on_what",
            ),
        )
        indexes = (
            models.Index(
                fields=("worker", "employer", "first_day"), name="entitlements_of_a_worker"
            ),
        )

    @property
    def answer(self) -> EntitlementAnswer:
        """What was decided: the examination, on the basis that an officer told where he did."""
        examined = self.examination.answer
        if self.basis is None:
            return examined
        basis = codec.from_json(Basis, self.basis)
        return examined if basis == examined.basis else with_basis(examined, basis=basis)

    # The answers to the access policy (see cases.access.relations).

    @property
    def office_id(self) -> UUID | None:
        """The office of the claim."""
        return self.claim.office_id

    def is_sent_by(self, sender_id: UUID) -> bool:
        """No sender sends a right."""
        return False

    def concerns_worker(self, worker_id: UUID) -> bool:
        """Tell whether it is this worker's."""
        return self.worker_id == worker_id

    def concerns_payer(self, payment_organisation_id: UUID) -> bool:
        """Tell whether this payment organisation made the claim."""
        return self.payment_organisation_id == payment_organisation_id
