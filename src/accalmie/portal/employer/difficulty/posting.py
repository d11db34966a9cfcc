"""The registered letter of a C106A on the pages: the firm tells it, the office records it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.cases.parties.models import Employer
from accalmie.portal.employer.lodging.boxes import DayField, typed_day
from accalmie.portal.employer.lodging.fields import PageForm
from accalmie.portal.employer.lodging.sorts import DIFFICULTY


class Posting(PageForm):
    """On which day the letter was sent."""

    posted_on = DayField(
        label=gettext_lazy("Day on which the registered letter was sent"),
        help_text=gettext_lazy("As on the proof of posting."),
        error_messages={"required": gettext_lazy("Type the day on which the letter was sent.")},
    )

    def __init__(self, typed: Any, *, on: date) -> None:
        super().__init__(
            typed, sort=DIFFICULTY, employer=Employer(), on=on, initial=self.expected(on)
        )

    def expected(self, on: date) -> dict[str, Any]:
        """What stands in the boxes beforehand: nothing, the day is on the proof of posting."""
        del on
        return {}

    def clean_posted_on(self) -> date:
        """A letter is not sent tomorrow."""
        day = self.cleaned_data["posted_on"]
        if day > self.on:
            raise forms.ValidationError(
                _("The day of posting lies ahead. Come back once the letter is sent.")
            )
        return day


class Arrival(Posting):
    """On which day the letter was sent, and on which it came to the office."""

    posted_on = DayField(
        label=gettext_lazy("Day of posting"),
        help_text=gettext_lazy("As on the postmark."),
        error_messages={"required": gettext_lazy("Type the day on the postmark.")},
    )
    arrived_on = DayField(
        label=gettext_lazy("Day of receipt"),
        error_messages={"required": gettext_lazy("Type the day on which it came to the office.")},
    )

    def expected(self, on: date) -> dict[str, Any]:
        """Letters are recorded on the day on which they come."""
        return typed_day("arrived_on", on)

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        given = super().clean()
        posted, arrived = given.get("posted_on"), given.get("arrived_on")
        if arrived and arrived > self.on:
            self.add_error(
                "arrived_on",
                _("The day of receipt lies ahead. Type the day on which it came to the office."),
            )
        elif posted and arrived and posted > arrived:
            self.add_error(
                "posted_on", _("It cannot be posted after it was received. Check both days.")
            )
        return given
