"""Second factors, sessions, resets, letters and forms that wait: never a secret in clear."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q

from accalmie.cases.access.models import Account
from accalmie.cases.keys import new_key

DIGEST = 64


class Authenticator(models.Model):
    """An application that shows a new code every half minute (RFC 6238).

    It counts from ``confirmed_at`` on. ``last_step`` is the half minute of the last code that was
    accepted: neither that one nor an older one is accepted again.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="authenticators")
    secret = models.BinaryField()
    added_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("account",), name="one_authenticator_per_account"),
        )


class RecoveryCode(models.Model):
    """A code on paper for who lost his other factors; it opens once."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="recovery_codes")
    digest = models.CharField(max_length=DIGEST)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("account", "digest"), name="a_recovery_code_is_once"),
        )


class Passkey(models.Model):
    """A key that a device keeps (WebAuthn); only its public half is here."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="passkeys")
    credential = models.CharField(max_length=1400)
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    name = models.CharField(max_length=60)
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("credential",), name="one_passkey_per_credential"),
        )


class Challenge(models.Model):
    """A random question that a card or a device signs: asked once, answered once, soon too old."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    digest = models.CharField(max_length=DIGEST)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("digest",), name="a_challenge_is_asked_once"),
        )


class Way(StrEnum):
    """How somebody signed in; the values are stored."""

    PASSWORD = "password"
    SECOND_FACTOR = "second_factor"
    IDENTITY = "identity"
    CARD = "card"


class OpenSession(models.Model):
    """Where somebody is signed in: the family of browser and system, never an address."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="open_sessions")
    session_key = models.CharField(max_length=40)
    browser = models.CharField(max_length=20)
    system = models.CharField(max_length=20)
    way = models.CharField(max_length=20, choices=[(way.value, way.value) for way in Way])
    begun_at = models.DateTimeField()
    used_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(way__in=[way.value for way in Way]), name="the_way_in_is_known"
            ),
        )
        indexes = (models.Index(fields=("account", "ended_at"), name="sessions_of_an_account"),)


class MailConfirmation(models.Model):
    """An e-mail address that somebody gave; confirmed once he opened the link that went there."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="confirmations")
    address = models.EmailField()
    digest = models.CharField(max_length=DIGEST)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("digest",), name="a_confirmation_has_its_own_link"),
        )


class ResetWay(StrEnum):
    """How the right to choose a new password travelled; the values are stored."""

    MAIL = "mail"
    LETTER = "letter"


class Reset(models.Model):
    """The right to choose a new password without the old one: used once, soon too old."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="resets")
    way = models.CharField(max_length=10, choices=[(way.value, way.value) for way in ResetWay])
    digest = models.CharField(max_length=DIGEST)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("digest",), name="a_reset_has_its_own_code"),
            models.UniqueConstraint(
                fields=("account", "way"),
                condition=Q(ended_at__isnull=True),
                name="one_living_reset_per_way",
            ),
            models.CheckConstraint(
                condition=Q(way__in=[way.value for way in ResetWay]),
                name="the_way_of_a_reset_is_known",
            ),
        )


class AskedCodes(models.Model):
    """Somebody forgot his password and waits for a letter; settled when the office wrote it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="asked_codes")
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("account",),
                condition=Q(settled_at__isnull=True),
                name="codes_are_asked_for_once",
            ),
        )


class CodesLetter(models.Model):
    """A letter with codes, sealed until who issued it has fetched it; then its content is gone."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="codes_letters")
    issued_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    expire_at = models.DateTimeField()
    content = models.BinaryField(null=True)
    fetched_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(fetched_at__isnull=True) | Q(content__isnull=True),
                name="a_letter_is_fetched_once",
            ),
        )


class KeptForm(models.Model):
    """What somebody had typed when his session had ended: sealed, for that browser and account."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    browser = models.CharField(max_length=DIGEST)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="kept_forms")
    path = models.CharField(max_length=1000)
    content = models.BinaryField()
    kept_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("browser", "account"), name="forms_of_a_browser"),)
