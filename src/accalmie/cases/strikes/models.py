"""Decisions of the management committee on strikes, and whose strikes they are; written once."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accalmie.cases.access.models import Account
from accalmie.cases.journal.append_only import AppendOnly
from accalmie.cases.keys import new_key
from accalmie.cases.parties.models import Employer
from accalmie.facts.days import Period
from accalmie.facts.findings import CommitteeDecision as CommitteeDecisionFact


class CommitteeDecision(AppendOnly):
    """What the committee decided for a strike (AR 25.11.1991 art. 73), as an office recorded it.

    ``first_day`` and ``last_day`` are those of the strike, both included. A correction is a new
    decision with a reference of its own: the newest that holds on a day is read.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    reference = models.CharField(max_length=40)
    decided_on = models.DateField()
    is_granted = models.BooleanField()
    text = models.TextField(max_length=600)
    first_day = models.DateField()
    last_day = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("reference",), name="a_decision_of_the_committee_is_recorded_once"
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="a_strike_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="a_decision_of_the_committee_has_its_text"
            ),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def fact(self) -> CommitteeDecisionFact:
        """The decision as a fact."""
        return CommitteeDecisionFact(
            reference=self.reference,
            decided_on=self.decided_on,
            is_granted=self.is_granted,
            period=Period(self.first_day, self.last_day),
            text=self.text,
        )


class Striking(AppendOnly):
    """An employer of the strike that a decision is about: one firm, or several of a group."""

    id = models.BigAutoField(primary_key=True)
    decision = models.ForeignKey(
        CommitteeDecision, on_delete=models.PROTECT, related_name="strikings"
    )
    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, related_name="committee_decisions"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("decision", "employer"), name="an_employer_stands_once_in_a_decision"
            ),
        )

    def __str__(self) -> str:
        return f"{self.decision_id} {self.employer_id}"
