"""A draft: what was typed, page by page, until it is sent or thrown away."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from accalmie.cases.access.models import Account
from accalmie.cases.access.relations import Target
from accalmie.cases.communications.models import Version
from accalmie.cases.keys import new_key
from accalmie.cases.parties.models import Employer, Office
from accalmie.facts.communications import Channel

_NO_OFFICE = UUID(int=0)


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

    @property
    def typed_letter(self) -> Letter | None:
        """The letter that is typed in here; None where the employer writes himself."""
        return getattr(self, "letter", None)

    @property
    def desk(self) -> Target:
        """On whose desk it lies, for the access policy: a letter on that of its office alone."""
        return self.typed_letter or self

    # The answers to the access policy (see cases.access.relations).

    @property
    def office_id(self) -> UUID:
        """No office sees what was not sent."""
        return _NO_OFFICE

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


class Invoked(StrEnum):
    """Which exception a letter or a fax invokes to replace the electronic way (sheet E28)."""

    FIRST = "first"
    DISPENSATION = "dispensation"
    TECHNICAL_PROBLEM = "technical_problem"
    NONE_TOLD = "none_told"


class Letter(models.Model):
    """A registered letter or a fax that an office types in: how and when it came.

    ``received_at`` lies on the day of receipt. ``posted_on`` is the day of the postmark, where one
    can be read. ``has_proof`` tells, for a technical problem, whether its proof is joined; None
    otherwise. It stays beside what was lodged: the versions of its draft.
    """

    draft = models.OneToOneField(
        Draft, primary_key=True, on_delete=models.CASCADE, related_name="letter"
    )
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20)
    invoked = models.CharField(max_length=20)
    has_proof = models.BooleanField(null=True)
    posted_on = models.DateField(null=True)
    received_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(channel__in=[Channel.REGISTERED_LETTER.value, Channel.FAX.value]),
                name="a_letter_came_by_post_or_by_fax",
            ),
            models.CheckConstraint(
                condition=Q(invoked__in=[one.value for one in Invoked]),
                name="the_exception_a_letter_invokes_is_known",
            ),
            models.CheckConstraint(
                condition=Q(invoked=Invoked.TECHNICAL_PROBLEM.value, has_proof__isnull=False)
                | (~Q(invoked=Invoked.TECHNICAL_PROBLEM.value) & Q(has_proof__isnull=True)),
                name="only_a_technical_problem_has_a_proof",
            ),
        )

    def __str__(self) -> str:
        return str(self.draft_id)

    # The answers to the access policy (see cases.access.relations).

    @property
    def employer_id(self) -> None:
        """While it is typed in it is the office's affair; the employer sees what was lodged."""

    def is_sent_by(self, sender_id: UUID) -> bool:
        """A letter on paper is no sender's file."""
        return False

    def concerns_worker(self, worker_id: UUID) -> bool:
        """A draft concerns nobody before it is sent."""
        return False

    def concerns_payer(self, payment_organisation_id: UUID) -> bool:
        """A draft concerns nobody before it is sent."""
        return False
