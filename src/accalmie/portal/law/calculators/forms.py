"""The forms of the calculators: days, kinds, hours and wages, never a person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.facts.claims import Track
from accalmie.facts.communications import Regime, Subject
from accalmie.facts.payments import Status, TimeUnit
from accalmie.law.benefits_wording import term as worker_term
from accalmie.law.kinds import REGISTRY, Kind
from accalmie.law.possible_start import kinds_with_notice
from accalmie.law.wording import term
from accalmie.portal.languages import current_language
from accalmie.portal.law.days import DayField, DaysField, MonthField

_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+")
_STATUSES = (
    Status.FULL_TIME,
    Status.VOLUNTARY_PART_TIME,
    Status.PART_TIME_RIGHTS,
    Status.PART_TIME_RIGHTS_AGR,
)


class Calculation(forms.Form):
    """A form of a calculator; it is filled in when the address holds one of its fields."""

    def __init__(self, asked: QueryDict) -> None:
        names = set(self.base_fields)
        super().__init__(asked if names & set(asked) else None)
        for name, choices in self.choices().items():
            self.fields[name].choices = choices
        self.describe()

    def describe(self) -> None:
        """Tell each field how it looks; again once errors were added."""
        for name, field in self.fields.items():
            field.widget.attrs |= self.attributes(name, field)

    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """What can be chosen, by field, in the language of the page."""
        return {}

    def attributes(self, name: str, field: forms.Field) -> dict[str, str]:
        """How a field looks, and which hint and error describe it."""
        is_select = isinstance(field.widget, forms.Select)
        style = "govuk-select" if is_select else "govuk-input govuk-input--width-10"
        described = [f"{name}-hint"] if field.help_text else []
        if self.is_bound and self.errors.get(name):
            described.append(f"{name}-error")
            style += " govuk-select--error" if is_select else " govuk-input--error"
        attributes = {"class": style, "autocomplete": "off"}
        if described:
            attributes["aria-describedby"] = " ".join(described)
        return attributes


class DecimalField(forms.CharField):
    """A number as people of four languages type it: 17,25 or 17.25, 1.234,56 or 1 234,56."""

    def __init__(self, **options: object) -> None:
        super().__init__(max_length=15, **options)

    def clean(self, value: object) -> Decimal | None:
        """The number, or a sentence that shows how to write one."""
        text = super().clean(value)
        if not text:
            return None
        plain = re.sub(r"[\s\u00a0\u202f]", "", text)
        if _GROUPED.fullmatch(plain):
            plain = plain.replace(".", "")
        plain = plain.replace(",", ".")
        if not plain.replace(".", "", 1).isdecimal() or not plain.isascii():
            raise forms.ValidationError(
                _("“%(text)s” is no number. Write it such as 17,25.") % {"text": text}
            )
        return Decimal(plain)


def _required(sentence: str) -> dict[str, str]:
    return {"required": sentence, "invalid_choice": sentence}


class Claim(Calculation):
    """Until when a claim reaches the office."""

    first_day = DayField(
        label=gettext_lazy("First day of unemployment"),
        help_text=gettext_lazy("Such as 21.11.2026"),
        error_messages=_required(gettext_lazy("Enter the first day of unemployment.")),
    )
    track = forms.ChoiceField(
        label=gettext_lazy("Sort of claim"),
        error_messages=_required(gettext_lazy("Choose the sort of claim.")),
    )

    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """The sorts of claim."""
        return {
            "track": [
                (Track.ORDINARY.value, _("by the worker")),
                (Track.STRIKE.value, _("by the worker, strike or lock-out")),
                (Track.PAYMENT_ORGANISATION.value, _("by the payment organisation alone")),
            ]
        }


class Declaration(Calculation):
    """When the monthly declaration of hours is due."""

    month = MonthField(
        label=gettext_lazy("Month of unemployment"),
        help_text=gettext_lazy("Such as 11.2026"),
        error_messages=_required(gettext_lazy("Enter the month of unemployment.")),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Cause"), error_messages=_required(gettext_lazy("Choose a cause."))
    )

    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """Every kind."""
        return {"kind": _kinds(REGISTRY.values())}


class FirstDay(Calculation):
    """When the first effective day of a month is to be communicated."""

    first_day = DayField(
        label=gettext_lazy("First effective day of the month"),
        help_text=gettext_lazy("Such as 21.11.2026"),
        error_messages=_required(gettext_lazy("Enter the first effective day.")),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Cause"), error_messages=_required(gettext_lazy("Choose a cause."))
    )
    closed_days = DaysField(
        label=gettext_lazy("Replacement and bridge days of the firm"),
        help_text=gettext_lazy(
            "Separated by commas. Empty: a public holiday on a weekend moves to the Monday."
        ),
        required=False,
    )

    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """The kinds with a first effective day."""
        with_first_day = (
            kind for kind in REGISTRY.values() if Subject.FIRST_EFFECTIVE_DAY in kind.communications
        )
        return {"kind": _kinds(with_first_day)}


class Card(Calculation):
    """From when a control card may be sent."""

    month = MonthField(
        label=gettext_lazy("Month of the card"),
        help_text=gettext_lazy("Such as 11.2026"),
        error_messages=_required(gettext_lazy("Enter the month of the card.")),
    )
    replacement_days = DaysField(
        label=gettext_lazy("Days that replace a public holiday"),
        help_text=gettext_lazy(
            "Separated by commas. Empty: a public holiday on a weekend moves to the Monday."
        ),
        required=False,
    )


class Start(Calculation):
    """When a suspension may begin and how long it may last."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Cause"), error_messages=_required(gettext_lazy("Choose a cause."))
    )
    notified_on = DayField(
        label=gettext_lazy("Day on which the workers are told"),
        help_text=gettext_lazy("Such as 21.11.2026"),
        error_messages=_required(gettext_lazy("Enter the day on which the workers are told.")),
    )
    regime = forms.ChoiceField(
        label=gettext_lazy("Regime"),
        error_messages=_required(gettext_lazy("Choose a regime.")),
    )
    joint_committee = forms.RegexField(
        r"^[0-9]{3}([.][0-9]{2})?$",
        label=gettext_lazy("Joint committee"),
        help_text=gettext_lazy("Three digits, such as 124, or 149.01. Some sectors derogate."),
        required=False,
        error_messages={
            "invalid": gettext_lazy("Write the joint committee with three digits, such as 124.")
        },
    )
    level = forms.RegexField(
        r"^[0-9]{1,3}$",
        label=gettext_lazy("Level inside the committee"),
        required=False,
        error_messages={"invalid": gettext_lazy("Write the level with at most three digits.")},
    )
    postal_code = forms.RegexField(
        r"^[0-9]{4}$",
        label=gettext_lazy("Postal code of the seat of exploitation"),
        help_text=gettext_lazy("Some decrees hold for one place only."),
        required=False,
        error_messages={"invalid": gettext_lazy("Write the postal code with four digits.")},
    )

    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """The kinds that are announced ahead, and the regimes."""
        language = current_language()
        return {
            "kind": _kinds(kinds_with_notice()),
            "regime": [(regime.value, term("regime", regime.value, language)) for regime in Regime],
        }


class Benefit(Calculation):
    """What a month of unemployment pays."""

    month = MonthField(
        label=gettext_lazy("Month of unemployment"),
        help_text=gettext_lazy("Such as 09.2026"),
        error_messages=_required(gettext_lazy("Enter the month of unemployment.")),
    )
    code = forms.ChoiceField(
        label=gettext_lazy("Cause"), error_messages=_required(gettext_lazy("Choose a cause."))
    )
    hours = DecimalField(
        label=gettext_lazy("Hours of unemployment in the month"),
        help_text=gettext_lazy("In hundredths: 7 h 30 is 7,50"),
        error_messages=_required(gettext_lazy("Enter the hours of unemployment.")),
    )
    status = forms.ChoiceField(
        label=gettext_lazy("Working time"),
        error_messages=_required(gettext_lazy("Choose the working time.")),
    )
    q = DecimalField(
        label=gettext_lazy("Hours a week of the worker (Q)"),
        error_messages=_required(gettext_lazy("Enter the hours a week of the worker.")),
    )
    s = DecimalField(
        label=gettext_lazy("Hours a week of a full-timer (S)"),
        error_messages=_required(gettext_lazy("Enter the hours a week of a full-timer.")),
    )
    wage = DecimalField(
        label=gettext_lazy("Gross wage, in euros"),
        required=False,
    )
    wage_unit = forms.ChoiceField(
        label=gettext_lazy("The wage is paid"),
        error_messages=_required(gettext_lazy("Choose what the wage is paid for.")),
    )
    paid_on = DayField(
        label=gettext_lazy("Day of payment"),
        help_text=gettext_lazy("Empty: today, or the day after the month."),
        required=False,
    )
    wage_fixed_on = DayField(
        label=gettext_lazy("Day on which the wage was fixed"),
        help_text=gettext_lazy("Empty: the first day of the month."),
        required=False,
    )
    units_to_subtract = forms.IntegerField(
        label=gettext_lazy("Allowances to take off (days of activity)"),
        required=False,
        min_value=0,
        max_value=31,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("Write a whole number."),
            "min_value": gettext_lazy("Write a whole number."),
            "max_value": gettext_lazy("A month has at most 31 days."),
        },
    )
    reference_wage = DecimalField(
        label=gettext_lazy("Reference wage, same unit (part-time with maintained rights)"),
        required=False,
    )
    agr_reference_allowance = DecimalField(
        label=gettext_lazy("Reference allowance of a month (guaranteed income)"),
        required=False,
    )

    MAIN = ("month", "code", "hours", "status", "q", "s", "wage", "wage_unit")
    REST = (
        "paid_on",
        "wage_fixed_on",
        "units_to_subtract",
        "reference_wage",
        "agr_reference_allowance",
    )

    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """Kinds by day code, statuses, and what a wage is paid for."""
        language = current_language()
        paid_for = {
            TimeUnit.HOUR: _("by the hour"),
            TimeUnit.WEEK: _("by the week"),
            TimeUnit.MONTH: _("by the month"),
        }
        return {
            "code": [(kind.day_code, kind.names[language]) for kind in REGISTRY.values()],
            "status": [
                (status.value, worker_term("status", status.value, language))
                for status in _STATUSES
            ],
            "wage_unit": [(unit.value, word) for unit, word in paid_for.items()],
        }

    @property
    def main(self) -> list[forms.BoundField]:
        """What everybody fills in."""
        return [self[name] for name in self.MAIN]

    @property
    def rest(self) -> list[forms.BoundField]:
        """What some fill in."""
        return [self[name] for name in self.REST]


def _kinds(kinds: Iterable[Kind]) -> list[tuple[str, str]]:
    return [(kind.code, kind.names[current_language()]) for kind in kinds]
