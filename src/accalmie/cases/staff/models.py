"""Sections and who belongs to them; lists of people and of hours that wait for a yes."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from accalmie.cases.access.models import Account
from accalmie.cases.declarations.models import DeclarationVersion
from accalmie.cases.keys import new_key
from accalmie.cases.months import MonthField
from accalmie.cases.parties.models import Employer, Employment, Establishment


class Section(models.Model):
    """A part of an establishment that a communication may name instead of its workers.

    ``name`` is what communications and declarations carry. ``last_day`` is included.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    establishment = models.ForeignKey(
        Establishment, on_delete=models.PROTECT, related_name="sections"
    )
    name = models.CharField(max_length=60)
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("establishment", "name"), name="one_section_per_name_and_establishment"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="a_section_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class SectionMember(models.Model):
    """A worker belongs to a section from ``first_day`` on; ``last_day`` is included."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="members")
    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="sections")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("employment",),
                condition=Q(last_day__isnull=True),
                name="a_worker_is_in_one_section_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=models.F("first_day")),
                name="a_membership_of_a_section_ends_after_it_begins",
            ),
        )


class _OfEmployer(models.Model):
    """The answers to the access policy of what an employer prepares (cases.access.relations)."""

    class Meta:
        abstract = True

    @property
    def office_id(self) -> None:
        """No office sees what was not sent."""

    def is_sent_by(self, sender_id: UUID) -> bool:
        """It is nobody's message."""
        return False

    def concerns_worker(self, worker_id: UUID) -> bool:
        """It concerns nobody before it is taken."""
        return False

    def concerns_payer(self, payment_organisation_id: UUID) -> bool:
        """It concerns nobody before it is taken."""
        return False


class WorkerList(_OfEmployer):
    """A list of workers that was read, until it is taken into the register or thrown away.

    ``told`` is what was read (rows, mistakes, unused columns); it is emptied once taken, when the
    register tells it. ``outcome`` counts then what was done.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="worker_lists")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    told = models.JSONField(default=dict, blank=True)
    taken_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True) | Q(told={}),
                name="a_list_that_was_taken_stands_in_the_register_only",
            ),
        )
        indexes = (
            models.Index(fields=("employer", "read_at"), name="worker_lists_of_an_employer"),
        )


class HoursList(_OfEmployer):
    """Hours of many workers in one month, on their way to declarations of scenario 5.

    ``confirmed_at``: somebody said yes to the lines that are in order.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="hours_lists")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    month = MonthField()
    read_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)


class HoursState(models.TextChoices):
    """How far the line of a worker is."""

    READ = "read"
    FAULTY = "faulty"
    READY = "ready"
    LODGED = "lodged"


class HoursLine(models.Model):
    """The month of one worker in a list of hours.

    ``told`` is what the rows say of him; it is emptied once his declaration is lodged.
    ``is_doubtful``: it can be lodged, and a person will look at it.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    list = models.ForeignKey(HoursList, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    told = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        max_length=10, choices=HoursState.choices, default=HoursState.READ.value
    )
    is_doubtful = models.BooleanField(default=False)
    version = models.ForeignKey(
        DeclarationVersion, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("list", "position"), name="lines_of_a_list_of_hours_are_counted"
            ),
            models.CheckConstraint(
                condition=Q(state=HoursState.LODGED.value, version__isnull=False, told={})
                | (~Q(state=HoursState.LODGED.value) & Q(version__isnull=True)),
                name="a_lodged_line_of_hours_has_its_declaration",
            ),
        )
        indexes = (models.Index(fields=("list", "state", "position"), name="hours_lines_by_state"),)
