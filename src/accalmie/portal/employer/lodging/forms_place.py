"""Where the work is done, and whom the communication concerns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.cases.parties.models import Employer, Establishment
from accalmie.facts.communications import Subject
from accalmie.facts.ids import ValidationError, bce
from accalmie.portal.employer.lodging import committees, people
from accalmie.portal.employer.lodging.fields import PLANNED, PageForm, area, choice, text
from accalmie.portal.employer.lodging.sorts import Sort

OTHER_PLACE = "other"
OWN_PLACE = "own"
"""Each worker at the establishment that the register knows: one communication each."""


WITH_COMMITTEE = (
    Subject.PLANNED_SUSPENSION.value,
    Subject.FIRST_EFFECTIVE_DAY.value,
    Subject.SOCIAL_ACTION.value,
)


class Seat(PageForm):
    """The seat of exploitation, the joint committee, agency workers, who may be called."""

    FIELDS: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "joint_committee": WITH_COMMITTEE,
        "level": PLANNED,
        "agency": PLANNED,
        "agency_name": PLANNED,
        "agency_bce": PLANNED,
        "user_name": PLANNED,
        "user_bce": PLANNED,
    }

    establishment = choice(
        gettext_lazy("Seat of exploitation"), gettext_lazy("Choose the seat of exploitation.")
    )
    street = text(gettext_lazy("Street"))
    house_number = text(gettext_lazy("Number"), max_length=10)
    postal_code = text(gettext_lazy("Postal code"), max_length=12)
    city = text(gettext_lazy("Town"), max_length=60)
    joint_committee = forms.RegexField(
        r"^\s*[1-9][0-9]{2}([.][0-9]{2}){0,2}\s*$",
        label=gettext_lazy("Joint committee"),
        help_text=gettext_lazy("Three digits, such as 124, or 149.01. 999 where there is none."),
        max_length=9,
        error_messages={
            "required": gettext_lazy("Enter the joint committee: three digits, 999 for none."),
            "invalid": gettext_lazy("Write the joint committee with three digits, such as 124."),
        },
    )
    level = forms.RegexField(
        r"^\s*[0-9]{1,3}\s*$",
        label=gettext_lazy("Level inside the committee"),
        help_text=gettext_lazy("Only where your committee has several regimes."),
        required=False,
        max_length=3,
        error_messages={"invalid": gettext_lazy("Write the level with at most three digits.")},
    )
    agency = choice(
        gettext_lazy("Agency workers"), gettext_lazy("State whether agency workers are concerned.")
    )
    agency_name = text(gettext_lazy("Name of the agency"), max_length=48)
    agency_bce = text(gettext_lazy("Enterprise number of the agency"), max_length=14)
    user_name = text(gettext_lazy("Name of the firm where they work"), max_length=48)
    user_bce = text(gettext_lazy("Enterprise number of that firm"), max_length=14)
    own_reference = text(gettext_lazy("Your own reference (optional)"), max_length=20)
    contact = text(gettext_lazy("Whom may the office call? (optional)"), max_length=48)
    phone = text(gettext_lazy("Telephone (optional)"), max_length=19)

    ONLY_IF: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("street", "house_number", "postal_code", "city"), "other"),
        **dict.fromkeys(("agency_name", "agency_bce"), "user"),
        **dict.fromkeys(("user_name", "user_bce"), "agency"),
    }

    def prepare(self) -> None:
        """The establishments of the employer; a committee is asked for where the kind needs one."""
        places = list(self.employer.establishments.order_by("closed_on", "name", "id"))
        self.fields["establishment"].choices = [
            *((str(place.id), _place_line(place)) for place in places),
            *self._own_places(len(places)),
            (OTHER_PLACE, _("Another address")),
        ]
        if not self.sort.asks_committee:
            self.fields.pop("joint_committee", None)
        if "joint_committee" in self.fields:
            self.fields["joint_committee"].suggestions = committees.suggested(
                own=committees_of(self.employer), on=self.on
            )
            self.fields["joint_committee"].widget.attrs["list"] = "committees"
            self.fields["joint_committee"].required = self.sort.is_planned
        if "agency" in self.fields:
            self.fields["agency"].choices = _agency_choices(self.sort)

    def _own_places(self, number: int) -> list[tuple[str, str]]:
        if number < 2 or not self.sort.is_first_day or self.is_change:
            return []
        return [(OWN_PLACE, _("Each worker’s own establishment (one communication each)"))]

    def clean_joint_committee(self) -> str:
        """A number of the official list, or of none; another one is a typing mistake."""
        number = str(self.cleaned_data["joint_committee"]).strip()
        if number and not committees.is_known(number):
            raise forms.ValidationError(
                _("Joint committee %(number)s is not in the official list. Check its digits.")
                % {"number": number}
            )
        return number

    def clean(self) -> dict[str, Any]:
        """Another address has a postal code and a town; the user of agency workers names them."""
        given = super().clean()
        if given.get("establishment") == OTHER_PLACE:
            if not re.fullmatch(r"[1-9][0-9]{3}", given.get("postal_code", "")):
                self.add_error("postal_code", _("Write the postal code with four digits."))
            if not given.get("city"):
                self.add_error("city", _("Enter the town of the seat of exploitation."))
        if given.get("agency") == "user":
            if not given.get("agency_name"):
                self.add_error("agency_name", _("Enter the name of the agency."))
            self._check_number("agency_bce")
        if given.get("agency") == "agency":
            if not given.get("user_name"):
                self.add_error("user_name", _("Enter the name of the firm where they work."))
            self._check_number("user_bce")
        return given

    def _check_number(self, name: str) -> None:
        # Without number it may be sent: the rule says then what is missing.
        written = self.cleaned_data.get(name, "")
        if not written:
            return
        try:
            self.cleaned_data[name] = bce.validate(written)
        except ValidationError:
            self.add_error(
                name,
                _("“%(text)s” is no enterprise number: ten digits, check them.")
                % {"text": written},
            )


def _place_line(place: Establishment) -> str:
    parts = [place.name, f"{place.street} {place.house_number}".strip()]
    parts.append(f"{place.postal_code} {place.city}".strip())
    if place.closed_on is not None:
        parts.append(_("closed"))
    return ", ".join(part for part in parts if part)


def _agency_choices(sort: Sort) -> list[tuple[str, str]]:
    works_here = _("Yes, they work here and an agency employs them")
    if sort.is_for_employees:
        works_here = _("Yes, they work here; of employees, the agency has to send it")
    return [
        ("own", _("No, our own staff only")),
        ("user", works_here),
        ("agency", _("Yes, we are the agency that employs them")),
    ]


LONGEST_SECTION = 60
"""What the messages can carry."""


def committees_of(employer: Employer) -> tuple[str, ...]:
    """The joint committees that the register knows of an employer."""
    known = employer.employments.exclude(joint_committee="").order_by("joint_committee")
    return tuple(known.values_list("joint_committee", flat=True).distinct())


class Workers(PageForm):
    """Workers ticked or listed, or a section instead of names where the law allows one."""

    FIELDS: ClassVar[Mapping[str, tuple[str, ...]]] = {"who": PLANNED, "section": PLANNED}

    who = choice(gettext_lazy("Whom does it concern?"), gettext_lazy("Choose names or a section."))
    section = area(
        gettext_lazy("Section"),
        help_text=gettext_lazy(
            "The monthly declarations then carry this name and the ticket. Several sections: one a"
            " line, each becomes a communication of its own."
        ),
        rows=2,
    )
    known = forms.MultipleChoiceField(
        label=gettext_lazy("Workers in the register"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    listed = forms.CharField(
        label=gettext_lazy("Other workers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    ONLY_IF: ClassVar[Mapping[str, str]] = {
        "section": "section",
        "known": "names",
        "listed": "names",
    }

    def prepare(self) -> None:
        """The people of the register, where they are few enough to tick."""
        if self.sort.code == "planned_employee":
            self.fields.pop("who")
            self.fields.pop("section")
        if "who" in self.fields:
            self.fields["who"].choices = [
                ("names", _("Workers, by name")),
                ("section", _("A whole section, without names")),
            ]
        employed = people.employed_at(
            employer=self.employer, on=self.on, is_employee=self.sort.is_for_employees
        )
        if employed and len(employed) <= people.SHOWN_AT_MOST:
            self.fields["known"].choices = [(str(worker.id), str(worker)) for worker in employed]
        else:
            self.fields.pop("known")
            self.fields["listed"].label = _("Workers")
        if "section" in self.fields:
            self.fields["section"].suggestions = people.sections_of(self.employer)
            self.fields["section"].widget.attrs["list"] = "committees"
        self.fields["listed"].help_text = self._list_hint()
        self.employed = {str(worker.id): worker.niss for worker in employed}

    def _list_hint(self) -> str:
        hint = _("One a line: the national number; you may paste a list, names are ignored.")
        own_day = ""
        if self.sort.is_first_day:
            own_day = _("A date beside a number is that worker’s own first day.")
        elif self.sort.is_planned:
            own_day = _("A date beside a number is that worker’s own last day.")
        return f"{hint} {own_day}".strip()

    def clean_listed(self) -> tuple[people.Person, ...]:
        """The persons of the list."""
        try:
            return people.read_lines(self.cleaned_data["listed"])
        except people.Unreadable as error:
            raise forms.ValidationError(error.complaints) from error

    def clean(self) -> dict[str, Any]:
        """A section has a name; everything else names somebody."""
        given = super().clean()
        if given.get("who") == "section":
            given["sections"] = self._sections(given.get("section", ""))
            given["persons"] = ()
            return given
        given["persons"] = self._persons(given.get("known", ()), given.get("listed", ()))
        is_asked = "who" not in self.fields or given.get("who") == "names"
        if is_asked and not given["persons"] and "listed" not in self.errors:
            field = "known" if "known" in self.fields else "listed"
            self.add_error(field, _("Name at least one worker: tick one, or write a number."))
        return given

    def _sections(self, written: str) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(line.strip() for line in written.splitlines() if line.strip()))
        if not names:
            self.add_error("section", _("Enter the name of the section."))
        elif any(len(name) > LONGEST_SECTION for name in names):
            self.add_error("section", _("A section’s name has at most 60 characters."))
        elif self.is_change and len(names) > 1:
            self.add_error("section", _("A change keeps to one section."))
        return names

    def _persons(
        self, ticked: Iterable[str], listed: Iterable[people.Person]
    ) -> tuple[people.Person, ...]:
        found = {self.employed[key]: people.Person(niss=self.employed[key]) for key in ticked}
        found |= {person.niss: person for person in listed}
        return tuple(found.values())
