"""What the law asks beside the communications: conditions and dispensations of an employer."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Min, Q
from django.db.models.functions import Coalesce

from accalmie.cases.keys import new_key
from accalmie.cases.parties.models import Employer


class PreliminaryConditions(models.QuerySet):
    """Named questions about preliminary conditions."""

    def with_letters(self) -> models.QuerySet:
        """Beside each, ``posted_on`` of its registered letter, and whether the office recorded it.

        A firm's notice and the letters of it stand in the app ``conditions``. What the office read
        on a letter that arrived stands before what the firm told. Without a notice it is the office
        that recorded the condition, from the letter (``is_recorded_without_notice``).
        """
        posted = "notice__postings__posted_on"
        arrived = Q(notice__postings__arrived_on__isnull=False)
        return self.annotate(
            posted_on=Coalesce(Min(posted, filter=arrived), Min(posted)),
            is_recorded_without_notice=Q(notice__isnull=True),
        )


class PreliminaryCondition(models.Model):
    """A C106A of an employer: the proof that he may suspend his employees (sheet E54)."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, related_name="preliminary_conditions"
    )
    sent_on = models.DateField()
    criterion = models.CharField(max_length=1)
    instrument = models.CharField(max_length=200)
    first_day = models.DateField()
    last_day = models.DateField()
    is_recognised = models.BooleanField(null=True)
    max_full_weeks = models.PositiveSmallIntegerField(null=True)
    max_reduced_weeks = models.PositiveSmallIntegerField(null=True)

    objects = PreliminaryConditions.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("employer", "sent_on", "criterion"),
                name="one_preliminary_condition_per_day_and_criterion",
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="a_preliminary_condition_ends_after_it_begins",
            ),
        )


class Dispensation(models.Model):
    """The office frees an employer from the electronic way, both days included."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="dispensations")
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("employer", "first_day"), name="one_dispensation_per_first_day"
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="a_dispensation_ends_after_it_begins",
            ),
        )
