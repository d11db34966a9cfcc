"""Accounts and mandates."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from accalmie.cases.access.roles import ACCOUNT_ROLES, Role
from accalmie.cases.keys import new_key
from accalmie.cases.parties.models import (
    LANGUAGES,
    Employer,
    Office,
    PaymentOrganisation,
    Sender,
    Worker,
)
from accalmie.facts.languages import Language


class Accounts(BaseUserManager):
    """Makes accounts; the password is hashed here and nowhere kept in clear."""

    def create_account(
        self, *, username: str, password: str | None, role: Role, display_name: str, **other: Any
    ) -> Account:
        """Add an account; without password nobody can sign in with it yet."""
        account = self.model(username=username, role=role, display_name=display_name, **other)
        account.set_password(password)
        account.save(force_insert=True)
        return account


def _belongs(role: Role, field: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=~Q(role=role.value) | Q(**{f"{field}__isnull": False}),
        name=f"{role.value}_account_names_its_{field}",
    )


class Account(AbstractBaseUser):
    """Somebody who can sign in.

    ``has_posted_codes`` is true until the codes that came by post are replaced by his own; they
    open nothing from ``posted_codes_expire_at`` on, nor where no such instant is known.
    ``second_factor_secret`` is empty while no second factor is used.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    username = models.CharField(max_length=30)
    role = models.CharField(max_length=20, choices=[(r.value, r.value) for r in ACCOUNT_ROLES])
    display_name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, choices=LANGUAGES, default=Language.FR)
    email = models.EmailField(blank=True)
    employer = models.ForeignKey(Employer, null=True, blank=True, on_delete=models.PROTECT)
    sender = models.ForeignKey(Sender, null=True, blank=True, on_delete=models.PROTECT)
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT)
    payment_organisation = models.ForeignKey(
        PaymentOrganisation, null=True, blank=True, on_delete=models.PROTECT
    )
    worker = models.ForeignKey(Worker, null=True, blank=True, on_delete=models.PROTECT)
    is_active = models.BooleanField(default=True)
    has_posted_codes = models.BooleanField(default=False)
    posted_codes_expire_at = models.DateTimeField(null=True, blank=True)
    failed_attempts = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    second_factor_secret = models.CharField(max_length=64, blank=True)

    objects = Accounts()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ("role", "display_name")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("username",), name="one_account_per_username"),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in ACCOUNT_ROLES]),
                name="the_role_of_an_account_is_known",
            ),
            _belongs(Role.EMPLOYER, "employer"),
            _belongs(Role.SECRETARIAT, "sender"),
            _belongs(Role.OFFICER, "office"),
            _belongs(Role.PAYER, "payment_organisation"),
            _belongs(Role.WORKER, "worker"),
        )

    def __str__(self) -> str:
        return self.username

    @property
    def actor_id(self) -> UUID:
        """The key written in the journal."""
        return self.id

    def has_dead_codes(self, *, at: datetime) -> bool:
        """Tell whether his codes are those of the letter, and too old to open anything."""
        expiry = self.posted_codes_expire_at
        return self.has_posted_codes and (expiry is None or at >= expiry)


class Mandate(models.Model):
    """An employer lets a sender act for him, both days included; open where no last day is set."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="mandates")
    sender = models.ForeignKey(Sender, on_delete=models.PROTECT, related_name="mandates")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("employer", "sender", "first_day"), name="one_mandate_per_first_day"
            ),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=models.F("first_day")),
                name="a_mandate_ends_after_it_begins",
            ),
        )


def mandates_on(day: date) -> models.QuerySet[Mandate]:
    """The mandates in force on a day."""
    return Mandate.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=day), first_day__lte=day
    )
