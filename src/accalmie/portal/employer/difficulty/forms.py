"""The form of the C106A. Typing mistakes stop it; whether the proof is enough, the office says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar, assert_never

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.facts.days import Period
from accalmie.facts.difficulty import (
    ByMinister,
    Criterion,
    DifficultyNotice,
    Fall,
    Instrument,
    InstrumentSort,
    Measure,
    Unemployment,
    Unit,
)
from accalmie.law import words
from accalmie.law.kinds.economic_employee.agreements import (
    NationalAgreement,
    national_agreement_on,
    national_agreements,
)
from accalmie.portal.difficulty_shown import (
    criterion_words,
    instrument_words,
    measure_words,
    unit_words,
)
from accalmie.portal.employer.difficulty.figures import AmountField, QuarterField
from accalmie.portal.employer.lodging.boxes import DayField
from accalmie.portal.employer.lodging.fields import PageForm, area, choice, text
from accalmie.portal.languages import current_language

_OF_FALL = ("measure", "earlier_quarter", "earlier", "later_quarter", "later", "vat")
_OF_UNEMPLOYMENT = ("quarter", "unemployed_days", "other_days")
_OF_MINISTER = ("minister_on", "minister_until")
_OF_OWN_INSTRUMENT = ("number", "concluded_on", "valid_from", "valid_to", "earlier_agreements")


def _weeks(label: object) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=53,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("Write the number of weeks in digits."),
            "max_value": gettext_lazy("A year has no more than 53 weeks."),
            "min_value": gettext_lazy("Write the number of weeks in digits."),
        },
    )


class Difficulty(PageForm):
    """Everything that a C106A tells."""

    criterion = choice(
        gettext_lazy("How do you prove that the firm is in difficulty?"),
        gettext_lazy("Choose the criterion."),
    )
    measure = choice(gettext_lazy("What fell?"))
    earlier_quarter = QuarterField(
        label=gettext_lazy("Earlier quarter"),
        help_text=gettext_lazy("The same quarter of one of the two years before, such as 3/2025."),
        required=False,
        max_length=10,
    )
    earlier = AmountField(
        label=gettext_lazy("Figure of the earlier quarter"), required=False, max_length=19
    )
    later_quarter = QuarterField(
        label=gettext_lazy("Quarter to compare"),
        help_text=gettext_lazy("One of the four quarters before the suspension, such as 3/2026."),
        required=False,
        max_length=10,
    )
    later = AmountField(label=gettext_lazy("Figure of that quarter"), required=False, max_length=19)
    vat = choice(gettext_lazy("Where do the figures come from?"))
    quarter = QuarterField(
        label=gettext_lazy("Quarter"),
        help_text=gettext_lazy("The one before the quarter in which you announce it: 3/2026."),
        required=False,
        max_length=10,
    )
    unemployed_days = AmountField(
        label=gettext_lazy("Days of economic unemployment in that quarter"),
        required=False,
        max_length=15,
    )
    other_days = AmountField(
        label=gettext_lazy("Other days declared for that quarter"), required=False, max_length=15
    )
    minister_on = DayField(label=gettext_lazy("Day of the minister’s decision"), required=False)
    minister_until = DayField(label=gettext_lazy("Recognised until"), required=False)
    unit = choice(gettext_lazy("For which part of the firm?"), gettext_lazy("Choose the part."))
    instrument = choice(
        gettext_lazy("Which agreement or plan allows the suspension?"),
        gettext_lazy("Choose the agreement or plan."),
    )
    number = text(gettext_lazy("Number of its registration or approval (optional)"), max_length=40)
    concluded_on = DayField(
        label=gettext_lazy("Day on which it was concluded or approved"), required=False
    )
    valid_from = DayField(label=gettext_lazy("Valid from"), required=False)
    valid_to = DayField(label=gettext_lazy("Valid to"), required=False)
    earlier_agreements = area(
        gettext_lazy("Agreements that it prolongs or supplements (optional)"),
        help_text=gettext_lazy("One a line, the oldest first."),
        rows=3,
    )
    max_full_weeks = _weeks(gettext_lazy("Weeks of full suspension a year (optional)"))
    max_reduced_weeks = _weeks(gettext_lazy("Weeks of reduced work a year (optional)"))
    employees = forms.IntegerField(
        label=gettext_lazy("How many employees may be concerned?"),
        min_value=1,
        max_value=99999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("Enter how many employees may be concerned."),
            "invalid": gettext_lazy("Write the number of employees in digits."),
            "min_value": gettext_lazy("Write the number of employees in digits."),
            "max_value": gettext_lazy("Write the number of employees in digits."),
        },
    )
    remark = area(gettext_lazy("Remark to the office (optional)"), rows=3)

    ONLY_IF: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(_OF_FALL, "fall"),
        **dict.fromkeys(_OF_UNEMPLOYMENT, "unemployment"),
        **dict.fromkeys(_OF_MINISTER, "minister"),
        **dict.fromkeys(_OF_OWN_INSTRUMENT, "instrument"),
    }

    def prepare(self) -> None:
        """The choices, with the percentage and the agreement of today."""
        self.fields["criterion"].choices = [
            (one.value, criterion_words(one, on=self.on)) for one in Criterion
        ]
        self.fields["measure"].choices = [(one.value, measure_words(one)) for one in Measure]
        self.fields["vat"].choices = [
            ("yes", _("The VAT returns (form C106A)")),
            ("no", _("Other proofs, for a firm outside VAT (form C106A-NTVA)")),
        ]
        self.fields["unit"].choices = [(one.value, unit_words(one)) for one in Unit]
        self.fields["instrument"].choices = list(self._instruments())
        hint = _("Only where the agreement or plan allows fewer than the law.")
        self.fields["max_full_weeks"].help_text = hint
        self.fields["max_reduced_weeks"].help_text = hint

    def _instruments(self) -> Iterator[tuple[str, str]]:
        for one in InstrumentSort:
            words_of_it = instrument_words(one)
            if one is not InstrumentSort.NATIONAL_AGREEMENT:
                yield one.value, words_of_it
            elif agreement := national_agreement_on(day=self.on):
                span = words.span(agreement.valid, current_language(), with_year=True)
                yield (
                    one.value,
                    _("%(what)s no. %(number)s, %(span)s")
                    % {
                        "what": words_of_it,
                        "number": agreement.number,
                        "span": span,
                    },
                )

    def clean(self) -> dict[str, Any]:
        """What the chosen criterion and instrument ask for stands there."""
        given = super().clean()
        match given.get("criterion"):
            case Criterion.FALL.value:
                self._need(given, _OF_FALL)
            case Criterion.UNEMPLOYMENT.value:
                self._need(given, _OF_UNEMPLOYMENT)
            case Criterion.MINISTER.value:
                self._need(given, _OF_MINISTER)
                self._in_order(given, "minister_on", "minister_until")
        if given.get("instrument") not in (None, InstrumentSort.NATIONAL_AGREEMENT.value):
            self._need(given, ("concluded_on", "valid_from", "valid_to"))
            self._in_order(given, "valid_from", "valid_to")
        for name in ("earlier", "other_days"):
            if name in given and given[name] == 0:
                self.add_error(name, _("This figure may not be 0: there is nothing to compare."))
        return given

    def _need(self, given: Mapping[str, Any], names: tuple[str, ...]) -> None:
        for name in names:
            if given.get(name) in (None, "") and name not in self.errors:
                told = {"label": self.fields[name].label}
                self.add_error(name, _("Fill in: %(label)s") % told)

    def _in_order(self, given: Mapping[str, Any], first: str, last: str) -> None:
        if given.get(first) and given.get(last) and given[last] < given[first]:
            self.add_error(last, _("The last day lies before the first. Check both."))

    @property
    def content(self) -> DifficultyNotice:
        """What is told, of a form without mistakes."""
        given = self.cleaned_data
        return DifficultyNotice(
            criterion=Criterion(given["criterion"]),
            unit=Unit(given["unit"]),
            proof=_proof(given),
            instrument=_instrument(given, self.on),
            employees=given["employees"],
            remark=given["remark"],
        )


def _proof(given: Mapping[str, Any]) -> Fall | Unemployment | ByMinister:
    criterion = Criterion(given["criterion"])
    match criterion:
        case Criterion.FALL:
            return Fall(
                measure=Measure(given["measure"]),
                earlier_quarter=given["earlier_quarter"],
                earlier=given["earlier"],
                later_quarter=given["later_quarter"],
                later=given["later"],
                is_from_vat_returns=given["vat"] == "yes",
            )
        case Criterion.UNEMPLOYMENT:
            return Unemployment(
                quarter=given["quarter"],
                unemployed_days=given["unemployed_days"],
                other_days=given["other_days"],
            )
        case Criterion.MINISTER:
            return ByMinister(decided_on=given["minister_on"], until=given["minister_until"])
        case _:
            assert_never(criterion)


def _instrument(given: Mapping[str, Any], on: date) -> Instrument:
    sort = InstrumentSort(given["instrument"])
    weeks = {name: given[name] for name in ("max_full_weeks", "max_reduced_weeks")}
    if sort is InstrumentSort.NATIONAL_AGREEMENT:
        agreement = national_agreement_on(day=on)
        assert agreement is not None, "offered only where there is one"
        return Instrument(
            sort=sort,
            number=agreement.number,
            concluded_on=None,
            valid=agreement.valid,
            earlier=_before(agreement),
            **weeks,
        )
    lines = (line.strip() for line in given["earlier_agreements"].splitlines())
    return Instrument(
        sort=sort,
        number=given["number"],
        concluded_on=given["concluded_on"],
        valid=Period(given["valid_from"], given["valid_to"]),
        earlier=tuple(line for line in lines if line),
        **weeks,
    )


def _before(agreement: NationalAgreement) -> tuple[str, ...]:
    """The agreements that this one follows."""
    return tuple(
        one.number
        for one in national_agreements()
        if one.valid.last_day < agreement.valid.first_day
    )
