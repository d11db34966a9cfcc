"""On which days, and why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.facts.communications import Regime, Subject
from accalmie.facts.days import Period
from accalmie.law.dated import NotInForceError
from accalmie.law.kinds import kind_of
from accalmie.law.wording import term
from accalmie.portal.employer.lodging.boxes import DayField, periods_in
from accalmie.portal.employer.lodging.fields import PLANNED, PageForm, area, choice, required, text
from accalmie.portal.languages import current_language

_TWO_DAYS = (
    Subject.PLANNED_SUSPENSION.value,
    Subject.ACCIDENT_NATURE.value,
    Subject.FORCE_MAJEURE_NATURE.value,
    Subject.SOCIAL_ACTION.value,
)
_WITH_SITE = (Subject.FIRST_EFFECTIVE_DAY.value, Subject.SOCIAL_ACTION.value)
_ACCIDENT = (Subject.ACCIDENT_NATURE.value, Subject.ACCIDENT_WORKERS.value)


class Dates(PageForm):
    """The days."""

    FIELDS: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "notified_on": PLANNED,
        "accident_on": _ACCIDENT,
        "first_day": (*_TWO_DAYS, Subject.FIRST_EFFECTIVE_DAY.value),
        "last_day": _TWO_DAYS,
        "regime": PLANNED,
        "working_days": PLANNED,
        "closed_from": PLANNED,
        "closed_to": PLANNED,
        "more_closed": PLANNED,
        "more_periods": PLANNED,
    }

    notified_on = DayField(
        label=gettext_lazy("Day on which the notice is posted or handed over"),
        help_text=gettext_lazy("The very day of this communication."),
        error_messages=required(gettext_lazy("Enter the day of the notice to the workers.")),
    )
    accident_on = DayField(
        label=gettext_lazy("Day of the accident"),
        error_messages=required(gettext_lazy("Enter the day of the accident.")),
    )
    first_day = DayField(label=gettext_lazy("First day"))
    last_day = DayField(label=gettext_lazy("Last day"))
    regime = choice(gettext_lazy("Regime"), gettext_lazy("Choose a regime."))
    working_days = forms.RegexField(
        r"^\s*[0-7]([ ,;]+[0-7])*\s*$",
        label=gettext_lazy("Working days of each week (optional)"),
        help_text=gettext_lazy(
            "Week after week from the first day, separated by commas: 3, 2, 3, 2."
        ),
        required=False,
        max_length=120,
        error_messages={
            "invalid": gettext_lazy("Write the working days as numbers with commas: 3, 2, 3, 2.")
        },
    )
    closed_from = DayField(label=gettext_lazy("Closure inside the period, from"), required=False)
    closed_to = DayField(label=gettext_lazy("Closure inside the period, to"), required=False)

    more_closed = area(
        gettext_lazy("More closures inside the period (optional)"),
        help_text=gettext_lazy("One a line: 21.12.2026 – 03.01.2027."),
        rows=2,
    )
    more_periods = area(
        gettext_lazy("More periods of the same suspension (optional)"),
        help_text=gettext_lazy(
            "One a line: 21.12.2026 – 03.01.2027. Each becomes a communication of its own."
        ),
        rows=2,
    )

    REST = ("working_days", "closed_from", "closed_to", "more_closed", "more_periods")

    def prepare(self) -> None:
        """The words of the days and the regimes of the sort."""
        if self.is_change:
            self.fields.pop("more_periods", None)
        if "first_day" in self.fields:
            first = self.fields["first_day"]
            first.label = self._first_label()
            first.error_messages = required(_("Enter the first day."))
            first.help_text = self._notice_hint()
        if "last_day" in self.fields:
            last = self.fields["last_day"]
            last.required = self.sort.subject is not Subject.SOCIAL_ACTION
            last.label = _("Last day") if last.required else _("Last day (where it is known)")
            last.error_messages = required(_("Enter the last day."))
        if "regime" in self.fields:
            language = current_language()
            about = {
                Regime.FULL: _("no day of work"),
                Regime.LARGE: _("few days of work a week, or few weeks of work"),
                Regime.SMALL: _("more days of work a week, or more weeks of work"),
            }
            self.fields["regime"].choices = [
                (one.value, f"{_capital(term('regime', one.value, language))} ({about[one]})")
                for one in Regime
            ]

    def _first_label(self) -> str:
        return (
            _("First day without work") if self.sort.is_first_day else _("First day of suspension")
        )

    def _notice_hint(self) -> str:
        kind = kind_of(self.sort.kind)
        if not self.sort.is_planned or "notice_calendar_days" not in kind.values:
            return ""
        try:
            days = kind.values["notice_calendar_days"].on(self.on).value
        except NotInForceError:
            return ""
        return _("Count %(days)s whole days after the day of the notice.") % {"days": days}

    def clean_working_days(self) -> tuple[int, ...] | None:
        """The numbers, or None where nothing was told."""
        found = re.findall(r"[0-7]", self.cleaned_data["working_days"])
        return tuple(int(one) for one in found) or None

    def clean_more_closed(self) -> tuple[Period, ...]:
        """The closures."""
        return periods_in(self.cleaned_data["more_closed"])

    def clean_more_periods(self) -> tuple[Period, ...]:
        """The periods."""
        return periods_in(self.cleaned_data["more_periods"])

    def clean(self) -> dict[str, Any]:
        """An end lies after its beginning: the reverse is a typing mistake."""
        given = super().clean()
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first. Check both."))
        self._check_periods_apart(given)
        first, last = given.get("closed_from"), given.get("closed_to")
        if bool(first) != bool(last):
            self.add_error("closed_from", _("Enter both days of the closure, or none."))
        elif first and last and last < first:
            self.add_error("closed_to", _("The closure ends before it begins. Check both days."))
        return given

    def _check_periods_apart(self, given: Mapping[str, Any]) -> None:
        first, last = given.get("first_day"), given.get("last_day")
        if not given.get("more_periods") or not (first and last and first <= last):
            return
        told = sorted([Period(first, last), *given["more_periods"]], key=lambda one: one.first_day)
        if any(later.first_day <= earlier.last_day for earlier, later in pairwise(told)):
            self.add_error("more_periods", _("Two periods overlap. Check their days."))

    @property
    def main(self) -> list[forms.BoundField]:
        """The days themselves."""
        return [field for field in self if field.name not in (*self.REST, "regime")]

    @property
    def below(self) -> list[forms.BoundField]:
        """The regime."""
        return [field for field in self if field.name == "regime"]

    @property
    def rest(self) -> list[forms.BoundField]:
        """What few need."""
        return [field for field in self if field.name in self.REST]

    @property
    def rest_is_open(self) -> bool:
        """Whether something stands there already."""
        return any(
            "".join(value) if isinstance(value := field.value(), tuple) else value
            for field in self.rest
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class Reasons(PageForm):
    """Why, and what only this sort must tell."""

    FIELDS: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "reason": PLANNED,
        "undertakes": PLANNED,
        "nature": _ACCIDENT,
        "cause": (Subject.FORCE_MAJEURE_NATURE.value,),
        "comment": (Subject.SOCIAL_ACTION.value,),
        "details": (Subject.SOCIAL_ACTION.value,),
        "asked": (Subject.SOCIAL_ACTION.value,),
        "belongs": (Subject.SOCIAL_ACTION.value,),
        "works": (Subject.SOCIAL_ACTION.value,),
        "weather": (Subject.FIRST_EFFECTIVE_DAY.value,),
        "work_and_reason": (Subject.FIRST_EFFECTIVE_DAY.value,),
        "site_street": _WITH_SITE,
        "site_number": _WITH_SITE,
        "site_postal_code": _WITH_SITE,
        "site_city": _WITH_SITE,
    }

    reason = area(
        gettext_lazy("Why is there too little work?"),
        gettext_lazy("State why there is too little work."),
        help_text=gettext_lazy("Orders, stocks, a customer: in a few words."),
    )
    undertakes = forms.BooleanField(
        label=gettext_lazy("We do not give this work to others while our workers are suspended"),
        help_text=gettext_lazy("Undertaking not to subcontract."),
        required=False,
    )
    nature = area(
        gettext_lazy("What failed?"),
        gettext_lazy("State what failed."),
        help_text=gettext_lazy("Which installation, what happened, why the work stops."),
    )
    cause = area(
        gettext_lazy("What makes the work impossible?"),
        gettext_lazy("State what makes the work impossible."),
        help_text=gettext_lazy("What happened, when, and why nobody in the firm is at fault."),
    )
    comment = area(
        gettext_lazy("Why is there a strike or a lock-out?"),
        gettext_lazy("State the reason for the strike or the lock-out."),
    )
    details = text(
        gettext_lazy("Which employer or unit is on strike, and where?"),
        gettext_lazy("State which employer or unit is on strike, and where."),
        max_length=200,
    )
    asked = choice(gettext_lazy("Did the worker ask for this communication?"))
    belongs = choice(gettext_lazy("Does the worker belong to the unit on strike?"))
    works = choice(gettext_lazy("Does the worker work in that unit?"))
    weather = choice(gettext_lazy("Weather"), gettext_lazy("Choose the weather."))
    work_and_reason = area(
        gettext_lazy("Which work, and why can it not be done?"),
        gettext_lazy("State which work it is and why it cannot be done."),
    )
    site_street = text(
        gettext_lazy("Place of work, street"),
        help_text=gettext_lazy("Only where it is not the seat of exploitation."),
    )
    site_number = text(gettext_lazy("Place of work, number"), max_length=10)
    site_postal_code = forms.RegexField(
        r"^\s*[1-9][0-9]{3}\s*$",
        label=gettext_lazy("Place of work, postal code"),
        required=False,
        max_length=6,
        error_messages={"invalid": gettext_lazy("Write the postal code with four digits.")},
    )
    site_city = text(gettext_lazy("Place of work, town"), max_length=60)
    remark = area(
        gettext_lazy("Remark to the office (optional)"),
        help_text=gettext_lazy("Advised where the dates page showed a warning."),
        rows=3,
    )

    def prepare(self) -> None:
        """The choices; only bad weather asks for the weather."""
        if not self.sort.tells_weather:
            self.fields.pop("weather", None)
            self.fields.pop("work_and_reason", None)
        else:
            self.fields["weather"].choices = list(weathers().items())
        yes_no = [("yes", _("Yes")), ("no", _("No"))]
        for name in ("asked", "belongs", "works"):
            if name in self.fields:
                self.fields[name].choices = yes_no

    def clean(self) -> dict[str, Any]:
        """A place of work has a postal code and a town, or none of both."""
        given = super().clean()
        told = [given.get(f"site_{part}") for part in ("street", "number", "postal_code", "city")]
        if any(told) and not all(told[2:]) and "site_postal_code" not in self.errors:
            field = "site_city" if told[2] else "site_postal_code"
            self.add_error(field, _("Enter the postal code and the town of the place of work."))
        return given


def weathers() -> dict[str, str]:
    """The weather one can choose from, in the language in force."""
    return {
        "rain": _("rain"),
        "frost": _("frost"),
        "snow": _("snow or ice"),
        "wind": _("wind or storm"),
        "heat": _("heat"),
        "flood": _("flooded ground"),
    }
