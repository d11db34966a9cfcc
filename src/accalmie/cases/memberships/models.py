"""Memberships of workers in payment organisations."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accalmie.cases.keys import new_key
from accalmie.cases.parties.models import PaymentOrganisation, Worker


class Membership(models.Model):
    """A payment organisation pays a worker for the months from ``first_day`` to ``last_day``.

    Both lie on the edge of a month; the last one is open. A worker without any row is paid by the
    payment organisation that the register of workers names, for all months.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="memberships")
    payment_organisation = models.ForeignKey(
        PaymentOrganisation, on_delete=models.PROTECT, related_name="memberships"
    )
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("worker", "first_day"), name="one_membership_per_first_day"
            ),
            models.UniqueConstraint(
                fields=("worker",),
                condition=Q(last_day__isnull=True),
                name="one_open_membership_per_worker",
            ),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="a_membership_ends_after_it_begins",
            ),
        )
