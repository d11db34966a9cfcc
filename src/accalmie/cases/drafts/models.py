"""A draft: what was typed, page by page, until it is sent or thrown away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from accalmie.cases.access.models import Account
from accalmie.cases.communications.models import Version
from accalmie.cases.keys import new_key
from accalmie.cases.parties.models import Employer


class Draft(models.Model):
    """A communication that is being written for an employer.

    ``data`` holds what was typed as it was typed, by page and field; it is emptied on sending, when
    the versions tell it. ``revision`` counts the savings, so that a page opened earlier notices.
    ``replaces`` is the version that a change or a cancellation concerns; ``cancels`` the one that
    is cancelled in the same breath as a new original is sent.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="drafts")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=30)
    data = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    replaces = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    cancels = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    versions = models.ManyToManyField(Version, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | Q(cancels__isnull=True),
                name="a_draft_replaces_or_cancels_not_both",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(data={}),
                name="what_was_sent_stands_in_its_version_only",
            ),
        )
        indexes = (
            models.Index(fields=("employer", "sent_at", "saved_at"), name="drafts_of_an_employer"),
        )

    def __str__(self) -> str:
        return str(self.id)

    def page(self, name: str) -> dict[str, Any]:
        """What was typed on a page; nothing where it was never saved."""
        return dict(self.data.get(name, {}))

    # The answers to the access policy (see cases.access.relations).

    @property
    def office_id(self) -> None:
        """No office sees what was not sent."""

    def is_in(self, establishments: frozenset[UUID]) -> bool:
        """Tell whether the seat chosen is one of these establishments, or none is chosen yet."""
        chosen = self.page("seat").get("establishment", "")
        return chosen in {"", *map(str, establishments)}

    def is_sent_by(self, sender_id: UUID) -> bool:
        """A draft is nobody's message yet."""
        return False

    def concerns_worker(self, worker_id: UUID) -> bool:
        """A draft concerns nobody before it is sent."""
        return False

    def concerns_payer(self, payment_organisation_id: UUID) -> bool:
        """A draft concerns nobody before it is sent."""
        return False
