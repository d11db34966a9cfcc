"""Events, their seals, and the signed head of each day."""

from __future__ import annotations

from django.db import models

from accalmie.cases.journal.append_only import AppendOnly
from accalmie.cases.keys import new_key


class Event(AppendOnly):
    """One act or one look: who, when, on what; no name and no national number.

    ``person`` is the keyed digest of the national number of the person looked at. ``data`` holds
    plain values (words, whole numbers, lists): a decimal point would not read back the same on
    every database.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    at = models.DateTimeField()
    act = models.CharField(max_length=40)
    actor_kind = models.CharField(max_length=20)
    actor = models.UUIDField(null=True)
    subject_kind = models.CharField(max_length=20, blank=True)
    subject = models.UUIDField(null=True)
    ticket = models.CharField(max_length=13, blank=True)
    person = models.CharField(max_length=64, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = (
            models.Index(fields=("subject", "at"), name="event_of_a_subject"),
            models.Index(fields=("person", "at"), name="event_about_a_person"),
        )


class Seal(AppendOnly):
    """One link of the chain: the event's digest, bound to everything before it.

    ``chain`` is the SHA-256 of the chain so far followed by ``event_digest``. Digests are written
    as 64 hexadecimal characters; the first link follows 64 zeros.
    """

    position = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="seal")
    event_digest = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(position__gte=1), name="seals_are_counted_from_one"
            ),
        )


class Head(AppendOnly):
    """The end of the chain when a day was signed: what it was, and the signature over it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    day = models.DateField()
    position = models.BigIntegerField()
    chain = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    public_key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("day", "position"), name="one_head_per_day_and_length"),
        )
