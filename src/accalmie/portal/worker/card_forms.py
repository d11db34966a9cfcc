"""The forms of the card: a day, a change told after sending."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.portal.worker.marks import Choice, Key, buttons

BRUSSELS = ZoneInfo("Europe/Brussels")


class Day(forms.Form):
    """What happened on a day. ``key`` makes the same press twice one entry.

    A correction says why; ``replaces`` is the entry that was on the page when it was filled in.
    """

    key = forms.UUIDField()
    mark = forms.ChoiceField(
        error_messages={
            "required": gettext_lazy("Choose what to enter for this day."),
            "invalid_choice": gettext_lazy("Choose what to enter for this day."),
        },
    )
    starts = forms.TimeField(
        required=False,
        input_formats=["%H:%M", "%H:%M:%S"],
        error_messages={
            "invalid": gettext_lazy("Write the start of the work as hours and minutes: 07:30.")
        },
    )
    replaces = forms.UUIDField(required=False)
    reason = forms.CharField(max_length=200, required=False, strip=True)

    def __init__(
        self, *args: object, day: date, is_second_job_offered: bool, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        self.buttons: tuple[Key, ...] = buttons(is_second_job_offered=is_second_job_offered)
        self.fields["mark"].choices = [(choice.value, choice.value) for choice in Choice]

    @property
    def choice(self) -> Choice:
        """What was pressed."""
        return Choice(self.cleaned_data["mark"])

    @property
    def starts_at(self) -> datetime | None:
        """When the work begins, in Brussels."""
        hour: time | None = self.cleaned_data["starts"]
        return datetime.combine(self.day, hour, BRUSSELS) if hour else None

    @property
    def replaced(self) -> UUID | None:
        """The entry that is corrected."""
        return self.cleaned_data["replaces"]

    def ask_why(self) -> None:
        """A correction without a reason comes back."""
        self.add_error("reason", _("Say why you correct, for example: called to work at noon."))


class Report(Day):
    """A change after the card was sent; office and payment organisation read it."""

    reason = forms.CharField(max_length=500, required=False, strip=True)
