"""Tasks: questions that the state raises and a person answers."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q

from accalmie.cases.access.models import Account
from accalmie.cases.communications.models.cases import choices
from accalmie.cases.keys import new_key
from accalmie.cases.memberships.targets import OfOneWorker
from accalmie.cases.months import MonthField
from accalmie.cases.parties.models import Employer, Office, PaymentOrganisation, Worker
from accalmie.facts.pieces import Owner


class TaskKind(StrEnum):
    """What raised the question; the values are stored.

    ``unknown_worker`` and ``unknown_employment``: a declaration names somebody nobody knows, or not
    there. ``duplicate_declaration``: a second one for the same occupation and month.
    ``changed_after_payment``: a piece of a paid month arrived or changed. ``overpaid``: the new
    computation is lower than what was paid. ``contradiction``: card and declaration disagree.
    ``month_to_examine``: the law leaves the amount of a month to a person. ``late_event``:
    something happened after the card was sent.
    """

    UNKNOWN_WORKER = "unknown_worker"
    UNKNOWN_EMPLOYMENT = "unknown_employment"
    DUPLICATE_DECLARATION = "duplicate_declaration"
    CHANGED_AFTER_PAYMENT = "changed_after_payment"
    OVERPAID = "overpaid"
    CONTRADICTION = "contradiction"
    MONTH_TO_EXAMINE = "month_to_examine"
    LATE_EVENT = "late_event"


class Task(OfOneWorker, models.Model):
    """One question for one owner; ``subject`` is the key of the thing it is about.

    ``facts`` holds what one needs to see (days, hours, amounts in cents as whole numbers) and
    changes as long as the task is open; ``answer`` is what the person decided.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    kind = models.CharField(max_length=30, choices=choices(TaskKind))
    owner = models.CharField(max_length=20, choices=choices(Owner))
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="tasks")
    employer = models.ForeignKey(Employer, null=True, on_delete=models.PROTECT, related_name="+")
    month = MonthField(null=True)
    payment_organisation = models.ForeignKey(
        PaymentOrganisation, null=True, on_delete=models.PROTECT, related_name="tasks"
    )
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="tasks")
    subject_kind = models.CharField(max_length=20)
    subject = models.UUIDField()
    facts = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=30, blank=True)
    message = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "subject"),
                condition=Q(closed_at__isnull=True),
                name="one_open_task_per_question",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in TaskKind]),
                name="the_kind_of_a_task_is_known",
            ),
            models.CheckConstraint(
                condition=Q(owner__in=[owner.value for owner in Owner]),
                name="the_owner_of_a_task_is_known",
            ),
        )
        indexes = (
            models.Index(
                fields=("payment_organisation", "closed_at", "opened_at"), name="tasks_of_a_payer"
            ),
            models.Index(fields=("office", "closed_at", "opened_at"), name="tasks_of_an_office"),
            models.Index(fields=("worker", "month"), name="tasks_of_a_worker"),
        )
