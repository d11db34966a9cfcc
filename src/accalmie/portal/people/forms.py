"""The forms of the staff."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accalmie.cases.parties.models import Employer, Establishment
from accalmie.cases.staff.employments import Post
from accalmie.cases.staff.models import Section
from accalmie.facts.languages import Language
from accalmie.facts.parties import Address
from accalmie.portal.people.fields import (
    Committee,
    NationalNumber,
    UnitNumber,
    WrittenDay,
    box,
)

_STATUS = (("manual", gettext_lazy("Manual worker")), ("employee", gettext_lazy("Employee")))
_LANGUAGES = (("fr", "Français"), ("nl", "Nederlands"), ("de", "Deutsch"), ("en", "English"))


class Worker(forms.Form):
    """A worker of the firm; who is known already is not asked for number, name and language."""

    niss = NationalNumber(
        label=gettext_lazy("National number"),
        max_length=20,
        widget=box("govuk-input--width-20"),
        error_messages={"required": gettext_lazy("Enter the national number: eleven digits.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=60,
        error_messages={"required": gettext_lazy("Enter the name of the worker.")},
    )
    first_name = forms.CharField(
        label=gettext_lazy("First name"),
        max_length=60,
        error_messages={"required": gettext_lazy("Enter the first name of the worker.")},
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=_LANGUAGES)
    status = forms.ChoiceField(label=pgettext_lazy("of a worker", "Status"), choices=_STATUS)
    joint_committee = Committee(
        label=gettext_lazy("Joint committee"),
        max_length=9,
        required=False,
        widget=box("govuk-input--width-10"),
    )
    place = forms.ChoiceField(label=gettext_lazy("Establishment and section"), required=False)
    first_day = WrittenDay(
        label=gettext_lazy("Employed since"),
        error_messages={
            "required": gettext_lazy("Enter the day since when the worker is employed.")
        },
    )
    last_day = WrittenDay(label=gettext_lazy("Until (empty while employed)"), required=False)

    def __init__(self, *args: Any, employer: Employer, is_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_known:
            for name in ("niss", "name", "first_name", "language"):
                del self.fields[name]
        self._places = {key: pair for key, _name, pair in places_of(employer)}
        choices = [(key, name) for key, name, _pair in places_of(employer)]
        self.fields["place"].choices = [("", "–"), *choices]

    def clean(self) -> dict[str, Any]:
        """The last day does not lie before the first."""
        told = super().clean()
        first, last = told.get("first_day"), told.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first day. Compare both."))
        return told

    @property
    def post(self) -> Post:
        """The employment as answered."""
        told = self.cleaned_data
        return Post(
            joint_committee=told["joint_committee"],
            is_employee=told["status"] == "employee",
            establishment=self._places.get(told["place"], (None, None))[0],
            first_day=told["first_day"],
            last_day=told["last_day"],
        )

    @property
    def section(self) -> Section | None:
        """The section as answered."""
        return self._places.get(self.cleaned_data["place"], (None, None))[1]

    @property
    def language_of_worker(self) -> Language:
        """The language as answered."""
        return Language(self.cleaned_data["language"])


def places_of(employer: Employer) -> list[tuple[str, str, tuple[Establishment, Section | None]]]:
    """The establishments, each with its sections below it: key, name, what it stands for."""
    found: list[tuple[str, str, tuple[Establishment, Section | None]]] = []
    standing = employer.establishments.filter(closed_on__isnull=True)
    for place in standing.prefetch_related("sections").order_by("name", "id"):
        found.append((str(place.id), str(place), (place, None)))
        for section in sorted(place.sections.all(), key=lambda one: one.name):
            if section.last_day is None:
                name = f"{place} · {section.name}"
                found.append((str(section.id), name, (place, section)))
    return found


class Place(forms.Form):
    """An establishment and its address."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        error_messages={"required": gettext_lazy("Give the establishment a name.")},
    )
    number = UnitNumber(
        label=gettext_lazy("Unit number (ten digits)"),
        max_length=14,
        required=False,
        widget=box("govuk-input--width-10"),
    )
    street = forms.CharField(label=gettext_lazy("Street"), max_length=80, required=False)
    house_number = forms.CharField(
        label=gettext_lazy("Number in the street"),
        max_length=10,
        required=False,
        widget=box("govuk-input--width-5"),
    )
    postal_code = forms.RegexField(
        r"^\s*[1-9][0-9]{3}\s*$",
        label=gettext_lazy("Postal code"),
        max_length=6,
        widget=box("govuk-input--width-5"),
        error_messages={
            "required": gettext_lazy("Write the postal code with four digits."),
            "invalid": gettext_lazy("Write the postal code with four digits."),
        },
    )
    city = forms.CharField(
        label=gettext_lazy("Town"),
        max_length=60,
        error_messages={"required": gettext_lazy("Enter the town.")},
    )

    @property
    def address(self) -> Address:
        """The address as answered."""
        told = self.cleaned_data
        return Address(
            street=told["street"],
            house_number=told["house_number"],
            postal_code=told["postal_code"].strip(),
            city=told["city"],
        )


class SectionName(forms.Form):
    """The name of a section, as communications will carry it."""

    section = forms.CharField(
        label=gettext_lazy("Name of the section"),
        max_length=60,
        error_messages={"required": gettext_lazy("Give the section a name.")},
    )


class LastDay(forms.Form):
    """The last day of something that ends."""

    last_day = WrittenDay(
        label=gettext_lazy("Last day"),
        error_messages={"required": gettext_lazy("Enter the last day.")},
    )


class Upload(forms.Form):
    """A file or pasted lines."""

    file = forms.FileField(
        label=gettext_lazy("File (XLSX or CSV)"), required=False, allow_empty_file=True
    )
    pasted = forms.CharField(
        label=gettext_lazy("Or paste the lines"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        strip=False,
    )
