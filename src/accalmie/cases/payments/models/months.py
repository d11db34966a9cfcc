"""A worker's month at his payment organisation, and every computation of it."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from accalmie.cases.communications.models.cases import choices
from accalmie.cases.journal.append_only import AppendOnly
from accalmie.cases.keys import new_key
from accalmie.cases.memberships.targets import OfOneWorker
from accalmie.cases.months import MonthField
from accalmie.cases.parties.models import Employer, PaymentOrganisation, Worker
from accalmie.facts import codec
from accalmie.facts.findings import Finding
from accalmie.facts.payments import MonthInput, MonthResult
from accalmie.facts.pieces import PieceName
from accalmie.law.benefits.hours import CountedDay


class MonthFile(OfOneWorker, models.Model):
    """All that one payment organisation computes and pays for one worker and one month.

    With several employers there is one computation for each.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="month_files")
    payment_organisation = models.ForeignKey(
        PaymentOrganisation, on_delete=models.PROTECT, related_name="month_files"
    )
    month = MonthField()
    opened_at = models.DateTimeField()

    employer_id = None
    office_id = None

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("worker", "payment_organisation", "month"),
                name="one_month_file_per_worker_payer_and_month",
            ),
        )
        indexes = (
            models.Index(fields=("payment_organisation", "month"), name="month_files_of_a_payer"),
        )


class Computation(AppendOnly):
    """One computation of a month with one employer, as it was made; the newest one counts.

    ``pieces`` names the pieces used by their keys, ``input`` is the ``MonthInput``, ``result`` the
    ``MonthResult`` with its trace. Amounts are in cents, None where a person must look.
    ``days`` are the days as they were counted, ``findings`` everything that a person must look at;
    without any ``is_payable`` holds. ``difference`` compares with the computation that it replaces:
    rows of name, before, after.
    ``digest`` is the SHA-256 of what was computed: the same pieces are not computed twice.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    month_file = models.ForeignKey(MonthFile, on_delete=models.PROTECT, related_name="computations")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="computations")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    is_provisional = models.BooleanField(default=False)
    pieces = models.JSONField()
    input = models.JSONField()
    result = models.JSONField(null=True)
    days = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    is_payable = models.BooleanField()
    digest = models.CharField(max_length=64)
    law_version = models.CharField(max_length=60)
    allowances = models.DecimalField(max_digits=6, decimal_places=2)
    daily_cents = models.PositiveIntegerField(null=True)
    gross_cents = models.PositiveIntegerField(null=True)
    withholding_cents = models.PositiveIntegerField(null=True)
    net_cents = models.IntegerField(null=True)
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    difference = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("month_file", "employer", "number"),
                name="computations_of_a_month_are_counted",
            ),
            models.UniqueConstraint(fields=("replaces",), name="a_computation_is_replaced_once"),
            models.CheckConstraint(
                condition=Q(number=1, replaces__isnull=True)
                | Q(number__gt=1, replaces__isnull=False),
                name="a_later_computation_says_what_it_replaces",
            ),
            models.CheckConstraint(
                condition=Q(is_payable=False) | Q(net_cents__isnull=False),
                name="a_payable_month_has_an_amount",
            ),
            models.CheckConstraint(
                condition=Q(net_cents__isnull=True)
                | Q(gross_cents__isnull=False, withholding_cents__isnull=False),
                name="a_net_amount_has_a_gross_one",
            ),
        )

    @property
    def worker_id(self) -> UUID:
        """The worker of the month."""
        return self.month_file.worker_id

    @property
    def month_input(self) -> MonthInput:
        """What it was computed from, as a fact."""
        return codec.from_json(MonthInput, self.input)

    @property
    def month_result(self) -> MonthResult | None:
        """What came out, as a fact; None where the law could not compute it."""
        return None if self.result is None else codec.from_json(MonthResult, self.result)

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """What a person must look at before it is paid."""
        return codec.from_json(tuple[Finding, ...], self.findings)

    @property
    def counted_days(self) -> tuple[CountedDay, ...]:
        """The days of the month as they were counted."""
        return codec.from_json(tuple[CountedDay, ...], self.days)


class Hold(models.Model):
    """One employer's part of a month must not be paid yet: a piece of it is missing or open.

    ``piece`` names the piece that stands in the way most. The board puts holds up and takes them
    down as pieces come and go; a provisional payment, at the payer's own risk, passes by them.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    month_file = models.ForeignKey(MonthFile, on_delete=models.PROTECT, related_name="holds")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="+")
    piece = models.CharField(max_length=20, choices=choices(PieceName), blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("month_file", "employer"), name="one_hold_per_month_and_employer"
            ),
        )
