"""The parties as rows. Official numbers are data with a constraint, never keys."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from accalmie.cases.keys import new_key
from accalmie.facts.languages import Language
from accalmie.facts.parties import Address, EmployerId

LANGUAGES = tuple((language.value, language.value) for language in Language)


class Named(models.Model):
    """A body whose name differs by language."""

    name_fr = models.CharField(max_length=120)
    name_nl = models.CharField(max_length=120)
    name_de = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)

    class Meta:
        abstract = True

    def name(self, language: Language) -> str:
        """The name in a language."""
        return str(getattr(self, f"name_{language.value}"))


class Addressed(models.Model):
    """Something that has a postal address; ``country`` is the annex 5 code, empty for Belgium."""

    street = models.CharField(max_length=80, blank=True)
    house_number = models.CharField(max_length=10, blank=True)
    box = models.CharField(max_length=10, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    city = models.CharField(max_length=60, blank=True)
    country = models.CharField(max_length=5, blank=True)

    class Meta:
        abstract = True

    @property
    def address(self) -> Address | None:
        """The address as a fact; None where no postal code is known."""
        if not self.postal_code:
            return None
        return Address(
            street=self.street,
            house_number=self.house_number,
            box=self.box,
            postal_code=self.postal_code,
            city=self.city,
            country=self.country or None,
        )


class Office(Named, Addressed):
    """An unemployment office; ``code`` is the one of the table of offices."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    code = models.CharField(max_length=20)
    phone = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("code",), name="one_office_per_code"),)

    def __str__(self) -> str:
        return self.code


class PaymentOrganisation(Named):
    """A payment organisation; its names are data, they have changed before."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    code = models.CharField(max_length=20)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("code",), name="one_payment_organisation_per_code"),
        )

    def __str__(self) -> str:
        return self.code


class Employer(Addressed):
    """An employer, known by at least one number; its own address is the registered office."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    bce = models.CharField(max_length=10, null=True, blank=True)
    onss = models.CharField(max_length=10, null=True, blank=True)
    ppl = models.CharField(max_length=8, null=True, blank=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default=Language.FR)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("bce",), name="one_employer_per_enterprise_number"),
            models.UniqueConstraint(fields=("onss",), name="one_employer_per_onss_number"),
            models.UniqueConstraint(fields=("ppl",), name="one_employer_per_ppl_number"),
            models.CheckConstraint(
                condition=Q(bce__isnull=False) | Q(onss__isnull=False) | Q(ppl__isnull=False),
                name="an_employer_has_a_number",
            ),
        )

    def __str__(self) -> str:
        return self.name or self.bce or self.onss or self.ppl or ""

    @property
    def numbers(self) -> EmployerId:
        """The numbers as a fact."""
        return EmployerId(bce=self.bce, onss=self.onss, ppl=self.ppl)

    # The five questions of the access policy (see cases.access.relations).

    @property
    def employer_id(self) -> UUID:
        """The employer concerned: itself."""
        return self.id

    @property
    def office_id(self) -> None:
        """No office owns an employer."""

    def is_sent_by(self, sender_id: UUID) -> bool:
        """An employer is nobody's file."""
        return False

    def concerns_worker(self, worker_id: UUID) -> bool:
        """Tell whether the worker is or was employed here."""
        return self.employments.filter(worker_id=worker_id).exists()

    def concerns_payer(self, payment_organisation_id: UUID) -> bool:
        """Tell whether a member of the payment organisation is or was employed here."""
        return self.employments.filter(
            worker__payment_organisation_id=payment_organisation_id
        ).exists()


class Establishment(Addressed):
    """A seat of exploitation of an employer; ``closed_on`` is its last day, where it has one."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="establishments")
    number = models.CharField(max_length=10, null=True, blank=True)
    name = models.CharField(max_length=120, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("number",), name="one_establishment_per_unit_number"),
        )

    def __str__(self) -> str:
        return self.name or self.number or self.postal_code


class ClosedDays(models.Model):
    """The replacement and bridge days of a firm in one year, told as a complete list."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="closed_days")
    year = models.PositiveSmallIntegerField()
    days = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("employer", "year"), name="closed_days_are_told_once_a_year"
            ),
        )


class Worker(Addressed):
    """A worker; where a message brought him, only his national number is known."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    niss = models.CharField(max_length=11)
    name = models.CharField(max_length=60, blank=True)
    first_name = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default=Language.FR)
    payment_organisation = models.ForeignKey(
        PaymentOrganisation, null=True, blank=True, on_delete=models.PROTECT, related_name="members"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("niss",), name="one_worker_per_national_number"),
        )

    def __str__(self) -> str:
        return f"{self.first_name} {self.name}".strip()


class Employment(models.Model):
    """A worker's contract with an employer, from ``first_day`` on; ``last_day`` is included."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="employments")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="employments")
    establishment = models.ForeignKey(
        Establishment, null=True, blank=True, on_delete=models.PROTECT, related_name="employments"
    )
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    joint_committee = models.CharField(max_length=6, blank=True)
    is_employee = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("worker", "employer", "first_day"), name="one_employment_per_first_day"
            ),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=models.F("first_day")),
                name="an_employment_ends_after_it_begins",
            ),
        )


class Sender(models.Model):
    """Who sends files: a social secretariat or an employer with its own channel.

    ``number`` is the sender's number of six digits. ``certificate`` is the PEM certificate that
    his signatures are checked with; empty where none was deposited.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    number = models.CharField(max_length=6)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default=Language.FR)
    certificate = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("number",), name="one_sender_per_number"),)

    def __str__(self) -> str:
        return self.name or self.number
