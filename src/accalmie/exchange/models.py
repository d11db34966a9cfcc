"""Files in and out. The bytes received stand once in the archive, under their digest."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accalmie.cases.communications.models import Decision, Version
from accalmie.cases.declarations.models import DeclarationVersion
from accalmie.cases.keys import new_key
from accalmie.cases.parties.models import Sender
from accalmie.cases.validation_book.models import EntryVersion


class FileState(models.TextChoices):
    """How far a received file is; each step can be taken up again after an interruption."""

    RECEIVED = "received"
    LODGED = "lodged"
    SETTLED = "settled"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class InboundFile(models.Model):
    """One file as one sender sent it under one name.

    ``repeats`` is the file that held the very same bytes before; ``refusal`` is why it was refused
    as a whole (see ``reasons``), with ``error_id`` as the acknowledgement says it.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    size = models.BigIntegerField()
    sender = models.ForeignKey(Sender, on_delete=models.PROTECT, related_name="files")
    letter = models.CharField(max_length=1)
    ticket = models.CharField(max_length=13)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=FileState.choices, default=FileState.RECEIVED)
    times_sent = models.PositiveIntegerField(default=1)
    repeats = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="repeated_by"
    )
    refusal = models.CharField(max_length=40, blank=True)
    error_id = models.CharField(max_length=9, blank=True)
    line = models.PositiveIntegerField(null=True)
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("sender", "name", "digest"), name="a_file_is_received_once"
            ),
            models.UniqueConstraint(
                fields=("sender", "name"),
                condition=~Q(state__in=["refused", "cancelled"]),
                name="a_name_stands_for_one_content",
            ),
            models.UniqueConstraint(
                fields=("digest",),
                condition=Q(repeats__isnull=True) & ~Q(state__in=["refused", "cancelled"]),
                name="a_content_is_processed_once",
            ),
            models.UniqueConstraint(fields=("ticket",), name="a_file_has_its_own_ticket"),
        )


def _became(*, accepted: bool, made: str = "") -> Q:
    """What a form became: one thing of one kind, or nothing."""
    kinds = ("version", "declaration", "book_entry")
    return Q(is_accepted=accepted, **{f"{kind}__isnull": kind != made for kind in kinds})


class InboundForm(models.Model):
    """What became of one form of a file, and what its notification says.

    An accepted form became the version of a communication, of a declaration, or of an entry in the
    validation book.
    """

    id = models.BigAutoField(primary_key=True)
    file = models.ForeignKey(InboundFile, on_delete=models.PROTECT, related_name="forms")
    number = models.PositiveIntegerField()
    ticket = models.CharField(max_length=13)
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    declaration = models.ForeignKey(
        DeclarationVersion, null=True, on_delete=models.PROTECT, related_name="+"
    )
    book_entry = models.ForeignKey(
        EntryVersion, null=True, on_delete=models.PROTECT, related_name="+"
    )
    is_accepted = models.BooleanField()
    answer = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("file", "number"), name="a_form_is_answered_once"),
            models.CheckConstraint(
                condition=_became(accepted=False)
                | _became(accepted=True, made="version")
                | _became(accepted=True, made="declaration")
                | _became(accepted=True, made="book_entry"),
                name="an_accepted_form_has_its_version",
            ),
        )


class AnswerKind(models.TextChoices):
    """What an outgoing file is; the values are the codes in its name."""

    ACKNOWLEDGEMENT = "ACRF"
    NOTIFICATION = "NOTI"
    DECISION = "DEFI"


class OutboundFile(models.Model):
    """A file to hand out: written in the transaction of what it tells, delivered afterwards."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    kind = models.CharField(max_length=4, choices=AnswerKind.choices)
    name = models.CharField(max_length=80)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    sender = models.ForeignKey(Sender, on_delete=models.PROTECT, related_name="answers")
    answers = models.ForeignKey(
        InboundFile, null=True, on_delete=models.PROTECT, related_name="answered_by"
    )
    decision = models.ForeignKey(
        Decision, null=True, on_delete=models.PROTECT, related_name="outbound_files"
    )
    made_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("name",), name="a_name_is_given_once"),
            models.UniqueConstraint(
                fields=("answers", "kind"), name="one_answer_of_a_kind_per_file"
            ),
            models.UniqueConstraint(fields=("decision",), name="one_file_per_decision"),
            models.CheckConstraint(
                condition=Q(kind="DEFI", decision__isnull=False, answers__isnull=True)
                | (~Q(kind="DEFI") & Q(decision__isnull=True, answers__isnull=False)),
                name="an_answer_answers_something",
            ),
        )


class OutboundSerial(models.Model):
    """The next sequence in the names of one day: a name is unique by code, day and sequence."""

    code = models.CharField(max_length=13, primary_key=True)
    next_serial = models.IntegerField(default=1)
