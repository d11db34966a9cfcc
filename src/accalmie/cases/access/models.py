"""Accounts with their rights, and mandates."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from accalmie.cases.access.functions import MANDATED_FUNCTIONS, Function, Opening
from accalmie.cases.access.roles import ACCOUNT_ROLES, Role
from accalmie.cases.keys import new_key
from accalmie.cases.parties.models import (
    LANGUAGES,
    Employer,
    Establishment,
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
    ``has_every_right`` is true for whoever came with a letter of the office; users whom an access
    manager adds have what their rights say, and nothing else.
    """

    acting_for_id: UUID | None = None
    """The client for whom a secretariat acts in this request; None for all. Lists narrow to it."""

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
    has_every_right = models.BooleanField(default=True)

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

    # The answers to the access policy, for who manages users (see cases.access.relations).

    def belongs_to_sender(self, sender_id: UUID) -> bool:
        """Tell whether it is an account of this sender."""
        return self.sender_id == sender_id

    def is_sent_by(self, sender_id: UUID) -> bool:
        """An account is nobody's message."""
        return False

    def concerns_worker(self, worker_id: UUID) -> bool:
        """An account is managed by no worker."""
        return False

    def concerns_payer(self, payment_organisation_id: UUID) -> bool:
        """An account of a payment organisation is not managed here."""
        return False


class Right(models.Model):
    """A function that a user may use: in one establishment, or in the whole firm where none is set.

    A right that is taken away stays, with who took it and when.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="rights")
    function = models.CharField(max_length=20, choices=[(f.value, f.value) for f in Function])
    establishment = models.ForeignKey(
        Establishment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(function__in=[function.value for function in Function]),
                name="the_function_of_a_right_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(function=Function.ACCESS.value) | Q(establishment__isnull=True),
                name="access_is_managed_for_the_whole_firm",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="a_withdrawn_right_says_who_and_when",
            ),
            models.UniqueConstraint(
                fields=("account", "function", "establishment"),
                condition=Q(withdrawn_at__isnull=True, establishment__isnull=False),
                name="one_right_per_function_and_establishment",
            ),
            models.UniqueConstraint(
                fields=("account", "function"),
                condition=Q(withdrawn_at__isnull=True, establishment__isnull=True),
                name="one_right_per_function_of_the_whole_firm",
            ),
        )


class Side(StrEnum):
    """The two who make a mandate; the values are stored."""

    EMPLOYER = "employer"
    SENDER = "sender"


class MandateState(StrEnum):
    """Where a mandate stands between the two; the values are stored."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


_SIDES = [(side.value, side.value) for side in Side]

_ANSWERED_BY_THE_OTHER = Q(proposed_side=Side.EMPLOYER.value, answered_side=Side.SENDER.value) | Q(
    proposed_side=Side.SENDER.value, answered_side=Side.EMPLOYER.value
)

_ON_RECORD_FROM_BEFORE = Q(proposed_side="", answered_side="")


class Mandates(models.QuerySet):
    """Mandates asked by day and function."""

    def in_force(self, *, on: date) -> Mandates:
        """Those that both sides confirmed and that cover a day."""
        return self.filter(
            Q(last_day__isnull=True) | Q(last_day__gte=on),
            Q(revoked_last_day__isnull=True) | Q(revoked_last_day__gte=on),
            state=MandateState.CONFIRMED,
            first_day__lte=on,
        )

    def opening(self, *, functions: Opening) -> Mandates:
        """Those that open what these functions open (see ``functions.Opening``)."""
        if functions == frozenset():
            return self
        if functions is None:
            return self.filter(**{function.value: True for function in MANDATED_FUNCTIONS})
        asked = [Q(**{f.value: True}) for f in MANDATED_FUNCTIONS if f in functions]
        covered = Q(pk__in=[])
        for one in asked:
            covered |= one
        return self.filter(covered)


class Mandate(models.Model):
    """An employer lets a sender act for him, both days included; open where no last day is set.

    One side proposes, the other confirms; where no side is named, the mandate was on record before
    the two made them here. ``last_day`` is the one agreed on, ``revoked_last_day`` the one that a
    side set later; the earlier of the two is the last day in force.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="mandates")
    sender = models.ForeignKey(Sender, on_delete=models.PROTECT, related_name="mandates")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    communications = models.BooleanField(default=True)
    declarations = models.BooleanField(default=True)
    validation_book = models.BooleanField(default=True)
    consultation = models.BooleanField(default=True)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in MandateState],
        default=MandateState.CONFIRMED,
    )
    proposed_side = models.CharField(max_length=10, choices=_SIDES, blank=True)
    proposed_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True, blank=True)
    answered_side = models.CharField(max_length=10, choices=_SIDES, blank=True)
    answered_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    revoked_last_day = models.DateField(null=True, blank=True)
    revoked_side = models.CharField(max_length=10, choices=_SIDES, blank=True)
    revoked_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = Mandates.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=models.F("first_day")),
                name="a_mandate_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(communications=True)
                | Q(declarations=True)
                | Q(validation_book=True)
                | Q(consultation=True),
                name="a_mandate_covers_a_function",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=MandateState.PROPOSED.value,
                    proposed_side__in=[side.value for side in Side],
                    answered_side="",
                )
                | (
                    Q(state=MandateState.CONFIRMED.value)
                    & (_ANSWERED_BY_THE_OTHER | _ON_RECORD_FROM_BEFORE)
                )
                | (Q(state=MandateState.DECLINED.value) & _ANSWERED_BY_THE_OTHER)
                | Q(
                    state=MandateState.WITHDRAWN.value,
                    proposed_side__in=[side.value for side in Side],
                    answered_side=models.F("proposed_side"),
                ),
                name="a_mandate_is_answered_by_the_other_side",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(
                        **{
                            f"{step}_side": "",
                            f"{step}_by__isnull": True,
                            f"{step}_at__isnull": True,
                        }
                    )
                    | (
                        ~Q(**{f"{step}_side": ""})
                        & Q(**{f"{step}_by__isnull": False, f"{step}_at__isnull": False})
                    ),
                    name=f"who_and_when_a_mandate_was_{step}",
                )
                for step in ("proposed", "answered", "revoked")
            ),
            models.CheckConstraint(
                condition=Q(revoked_side="", revoked_last_day__isnull=True)
                | (
                    ~Q(revoked_side="")
                    & Q(revoked_last_day__isnull=False, state=MandateState.CONFIRMED.value)
                ),
                name="only_what_was_confirmed_is_revoked",
            ),
        )
        indexes = (models.Index(fields=("sender", "employer"), name="mandates_of_a_pair"),)

    @property
    def functions(self) -> frozenset[Function]:
        """What it covers."""
        return frozenset(f for f in MANDATED_FUNCTIONS if getattr(self, f.value))

    @property
    def ends_on(self) -> date | None:
        """The last day in force; None while it is open. Before the first day: never in force."""
        days = [day for day in (self.last_day, self.revoked_last_day) if day is not None]
        return min(days) if days else None

    # The answers to the access policy (see cases.access.relations).

    @property
    def office_id(self) -> None:
        """No office has a part in it."""

    def belongs_to_sender(self, sender_id: UUID) -> bool:
        """Tell whether this sender is one of the two sides."""
        return self.sender_id == sender_id

    def is_sent_by(self, sender_id: UUID) -> bool:
        """A mandate is nobody's message."""
        return False

    def concerns_worker(self, worker_id: UUID) -> bool:
        """A mandate concerns no worker."""
        return False

    def concerns_payer(self, payment_organisation_id: UUID) -> bool:
        """A mandate concerns no payment organisation."""
        return False


def mandates_on(day: date) -> Mandates:
    """The mandates in force on a day, for whatever function."""
    return Mandate.objects.all().in_force(on=day)
