"""Feeds, wishes to be reminded by e-mail, and which deadline was told when."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q

from accalmie.cases.access.models import Account
from accalmie.cases.communications.models.cases import choices
from accalmie.cases.keys import new_key
from accalmie.cases.mails.models import Mail
from accalmie.cases.parties.models import Employer


class Feed(models.Model):
    """The calendar of an account under a secret address, of which only the digest is kept.

    ``counted_from`` and ``reads`` count the reads of one hour.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="feeds")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    counted_from = models.DateTimeField()
    reads = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("digest",), name="one_feed_per_address"),
            models.UniqueConstraint(
                fields=("account",),
                condition=Q(revoked_at__isnull=True),
                name="one_open_feed_per_account",
            ),
        )


class Wish(models.Model):
    """The wish of an account to be reminded at an address, which must confirm it once.

    ``digest`` is that of the secret in the link that confirms; empty once it was used. A wish that
    was stopped stays as a trace.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="reminder_wishes")
    address = models.EmailField()
    asked_at = models.DateTimeField()
    digest = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("account",),
                condition=Q(stopped_at__isnull=True),
                name="one_open_wish_per_account",
            ),
            models.UniqueConstraint(
                fields=("digest",), condition=~Q(digest=""), name="one_wish_per_link"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(digest=""),
                name="a_link_that_confirmed_is_dead",
            ),
        )


class Occasion(StrEnum):
    """Why a deadline is told; the values are stored."""

    BEFORE = "before"
    LATE = "late"
    OPEN = "open"


class Told(models.Model):
    """A deadline of an employer was told to an account, once for each occasion."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="+")
    deadline = models.CharField(max_length=100)
    occasion = models.CharField(max_length=10, choices=choices(Occasion))
    told_at = models.DateTimeField()
    mail = models.ForeignKey(Mail, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("account", "employer", "deadline", "occasion"),
                name="a_deadline_is_told_once",
            ),
            models.CheckConstraint(
                condition=Q(occasion__in=[occasion.value for occasion in Occasion]),
                name="the_occasion_is_known",
            ),
        )
