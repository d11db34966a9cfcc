"""The form of scenario 5: a calendar of hours and reasons, then occupation and wage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.facts.communications import Version
from accalmie.facts.days import Month, Period
from accalmie.facts.declarations import (
    DayOfUnemployment,
    HoursDeclaration,
    Occupation,
    Section,
)
from accalmie.facts.findings import Finding
from accalmie.facts.languages import Language
from accalmie.law import words
from accalmie.portal.employer.declarations.announced import Announced, hours_a_day
from accalmie.portal.employer.declarations.fields import (
    Figure,
    OccupationForm,
    code_choices,
    day_field,
    initial_of,
    kind_of_code,
)
from accalmie.portal.employer.declarations.subject import Earlier, Known
from accalmie.portal.languages import current_language

SECOND_REASONS = 3
"""Lines for days with two reasons; the message allows two a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One day of the calendar with its two fields and what is known of it."""

    day: date
    name: str
    hours: forms.BoundField
    code: forms.BoundField
    note: str
    look: str


class Hours(OccupationForm):
    """Hours and reason of each day; ``known`` says whose month it is."""

    section_name = forms.CharField(
        label=gettext_lazy("Section named in the communication"), max_length=50, required=False
    )
    section_ticket = forms.CharField(
        label=gettext_lazy("Ticket of that communication"), max_length=13, required=False
    )
    closure_first_day = day_field(gettext_lazy("First day of the closure"), required=False)
    closure_last_day = day_field(gettext_lazy("Last day of the closure"), required=False)

    def __init__(self, *args: object, known: Known, announced: Announced, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._known, self._announced = known, announced
        codes = code_choices()
        for day in known.month.period:
            shown = words.short_day(day, current_language())
            self.fields[f"hours_{day.day}"] = Figure(label=shown, decimals=2, required=False)
            self.fields[f"code_{day.day}"] = forms.ChoiceField(
                label=_("Reason on %(day)s") % {"day": shown}, choices=codes, required=False
            )
        for n in range(1, SECOND_REASONS + 1):
            self.fields[f"second_day_{n}"] = day_field(_("Day"), required=False)
            self.fields[f"second_code_{n}"] = forms.ChoiceField(
                label=_("Second reason"), choices=codes, required=False
            )
            self.fields[f"second_hours_{n}"] = Figure(label=_("Hours"), decimals=2, required=False)

    @property
    def weeks(self) -> list[list[Cell | None]]:
        """The calendar, Monday first; days of other months are None."""
        days = list(self._known.month.period)
        cells: list[Cell | None] = [None] * days[0].weekday()
        cells += [self._cell(day) for day in days]
        cells += [None] * (-len(cells) % 7)
        return [cells[n : n + 7] for n in range(0, len(cells), 7)]

    @property
    def has_empty_announced_days(self) -> bool:
        """Tell whether announced days wait for Q."""
        return any(
            told.is_filled and not self[f"hours_{day.day}"].value()
            for day, told in self._announced.days.items()
        )

    @property
    def seconds(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The lines for a second reason."""
        return [
            (self[f"second_day_{n}"], self[f"second_code_{n}"], self[f"second_hours_{n}"])
            for n in range(1, SECOND_REASONS + 1)
        ]

    def _cell(self, day: date) -> Cell:
        told = self._announced.days[day]
        note = look = ""
        if told.is_conflict:
            look = _("two reasons announced: %(codes)s") % {"codes": ", ".join(told.codes)}
        elif told.is_holiday and told.codes:
            look = _("public holiday")
        elif told.is_holiday:
            note = _("public holiday")
        elif told.codes and not told.is_whole:
            note = _("announced in part")
        elif told.codes:
            note = _("announced")
        return Cell(
            day=day,
            name=words.short_day(day, current_language()),
            hours=self[f"hours_{day.day}"],
            code=self[f"code_{day.day}"],
            note=note,
            look=look,
        )

    def clean(self) -> dict[str, object]:
        """Hours and reason go together; a second reason has its three parts."""
        told = super().clean()
        for day in self._known.month.period:
            hours, code = told.get(f"hours_{day.day}"), told.get(f"code_{day.day}")
            shown = words.short_day(day, current_language())
            if hours and not code:
                self.add_error(
                    f"code_{day.day}", _("Enter the reason of %(day)s.") % {"day": shown}
                )
            if code and not hours and f"hours_{day.day}" not in self.errors:
                self.add_error(
                    f"hours_{day.day}", _("Enter the hours of %(day)s.") % {"day": shown}
                )
        for n in range(1, SECOND_REASONS + 1):
            self._check_second(n, told)
        if not self.errors and not self._days():
            self.add_error("hours_1", _("Fill in at least one day of unemployment."))
        if bool(told.get("section_name")) != bool(told.get("section_ticket")):
            self.add_error("section_ticket", _("A section goes with the ticket that named it."))
        first, last = told.get("closure_first_day"), told.get("closure_last_day")
        if (first is None) != (last is None) or (first and last and last < first):
            self.add_error(
                "closure_last_day", _("Enter the first and the last day of the closure.")
            )
        return told

    def _check_second(self, n: int, told: dict[str, object]) -> None:
        day = told.get(f"second_day_{n}")
        parts = (day, told.get(f"second_code_{n}"), told.get(f"second_hours_{n}"))
        if any(parts) and not all(parts) and not self.errors.get(f"second_day_{n}"):
            self.add_error(f"second_day_{n}", _("Give day, reason and hours, or none of them."))
        if isinstance(day, date) and Month.of(day) != self._known.month:
            self.add_error(
                f"second_day_{n}",
                _("%(day)s does not lie in %(month)s.")
                % {
                    "day": words.short_day(day, current_language(), with_year=True),
                    "month": words.month_name(self._known.month, current_language()),
                },
            )

    def _days(self) -> tuple[DayOfUnemployment, ...]:
        told = self.cleaned_data
        found = [
            (day, told.get(f"code_{day.day}"), told.get(f"hours_{day.day}"))
            for day in self._known.month.period
        ]
        found += [
            (
                told.get(f"second_day_{n}"),
                told.get(f"second_code_{n}"),
                told.get(f"second_hours_{n}"),
            )
            for n in range(1, SECOND_REASONS + 1)
        ]
        return tuple(
            DayOfUnemployment(day=day, code=code, hours=hours)
            for day, code, hours in sorted(found, key=lambda one: (str(one[0]), str(one[1])))
            if day and code and hours
        )

    def declaration(self, *, before: HoursDeclaration | None, ticket: str) -> HoursDeclaration:
        """The declaration as answered: a new one, or the change of the one before."""
        told, known = self.cleaned_data, self._known
        days = self._days()
        named = (told["section_name"], told["section_ticket"].upper())
        answered = HoursDeclaration(
            version=Version.ORIGINAL,
            employer=known.employer.numbers,
            niss=known.niss,
            month=known.month,
            kinds=tuple(dict.fromkeys(kind_of_code(day.code) for day in days)),
            occupation=self.occupation(before.occupation if before else None),
            days=days,
            wage=self.wage(),
            sections=(Section(name=named[0], ticket=named[1]),) if all(named) else (),
            closures=(Period(told["closure_first_day"], told["closure_last_day"]),)
            if told["closure_first_day"]
            else (),
            reason=told["reason"],
            user_company=told["user_company"] or None,
            language=_language_of_papers(known),
            remark=told["remark"],
        )
        if before is None:
            return answered
        return replace(
            answered,
            version=Version.CHANGE,
            replaces=ticket,
            employer=before.employer,
            holidays=before.holidays,
            winter_training=before.winter_training,
            contact=before.contact,
        )

    def blame(self, findings: tuple[Finding, ...], texts: dict[str, str]) -> None:
        """Put what cannot be beside the fields concerned."""
        for finding in findings:
            for field in fields_of(finding, self._known.month):
                self.add_error(field, texts[finding.rule])


def fields_of(finding: Finding, month: Month) -> list[str]:
    """The fields that a finding speaks of."""
    days = finding.because.get("days") or finding.because.get("outside") or ()
    named = [f"hours_{day.day}" for day in days if Month.of(day) == month]
    return named or [{"weekly_hours": "q"}.get(finding.rule, "hours_1")]


def initial_hours(*, known: Known, announced: Announced, earlier: Earlier) -> dict[str, object]:
    """The calendar filled in from the communications, the rest from what was declared before."""
    found = initial_of(known=known, earlier=earlier)
    usual = hours_a_day(occupation=earlier.occupation)
    for day, told in announced.days.items():
        if told.is_filled and usual is not None:
            found[f"hours_{day.day}"] = usual
        if told.is_filled and usual is not None:
            found[f"code_{day.day}"] = told.codes[0]
    if announced.sections:
        found["section_name"] = announced.sections[0].name
        found["section_ticket"] = announced.sections[0].ticket
    return found


def filled_in(
    *, answers: Mapping[str, str], announced: Announced, occupation: Occupation | None
) -> dict[str, object]:
    """The answers with the announced days that are still empty, once Q is known."""
    found: dict[str, object] = dict(answers)
    usual = hours_a_day(occupation=occupation)
    for day, told in announced.days.items():
        if told.is_filled and usual is not None and not answers.get(f"hours_{day.day}"):
            found |= {f"hours_{day.day}": usual, f"code_{day.day}": told.codes[0]}
    return found


def answers_of(fact: HoursDeclaration) -> dict[str, object]:
    """The answers of a declaration that stands, to be changed."""
    found: dict[str, object] = {}
    seconds = 0
    for one in fact.days:
        if f"hours_{one.day.day}" not in found:
            found |= {f"hours_{one.day.day}": one.hours, f"code_{one.day.day}": one.code}
            continue
        seconds += 1
        found |= {
            f"second_day_{seconds}": one.day,
            f"second_code_{seconds}": one.code,
            f"second_hours_{seconds}": one.hours,
        }
    if fact.sections:
        found |= {
            "section_name": fact.sections[0].name,
            "section_ticket": fact.sections[0].ticket,
        }
    if fact.closures:
        found |= {
            "closure_first_day": fact.closures[0].first_day,
            "closure_last_day": fact.closures[0].last_day,
        }
    return found | {
        "reason": fact.reason,
        "user_company": fact.user_company or "",
        "remark": fact.remark,
    }


def total_of(fact: HoursDeclaration) -> Decimal:
    """The hours of all days."""
    return sum((day.hours for day in fact.days), Decimal(0))


def _language_of_papers(known: Known) -> Language:
    """The official language of the worker's print, his own where it is one."""
    language = Language(known.worker.language if known.worker else known.employer.language)
    return Language.FR if language is Language.EN else language
