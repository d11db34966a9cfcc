"""The decision on a claim: answers, what the right rests on, the result. Nothing is preselected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.facts.claims import Form
from accalmie.facts.decisions import Result
from accalmie.facts.declarations import ConstatDeclaration
from accalmie.facts.entitlements import Basis, EntitlementAnswer
from accalmie.facts.findings import Finding
from accalmie.facts.payments import Status, TimeUnit, Wage
from accalmie.law.benefits_wording import finding_text, term
from accalmie.law.dated import NotInForceError
from accalmie.law.loading import common_values
from accalmie.portal.employer.declarations.fields import UNITS, Figure
from accalmie.portal.languages import current_language
from accalmie.portal.office.forms import Answers, required_choice

INCOMPLETE = "incomplete"
"""The third result: the papers go back to the payment organisation (C51)."""

BASIS = (
    "capacity",
    "q",
    "s",
    "wage_amount",
    "wage_unit",
    "reference_wage",
    "agr_reference_allowance",
    "apprentice_code",
)


class DecideClaim(Answers):
    """What an officer tells to decide a claim; ``as_computed`` tells that the law gave a basis."""

    capacity = forms.ChoiceField(label=gettext_lazy("Capacity"), required=False)
    q = Figure(label=gettext_lazy("Hours a week of the worker (Q)"), decimals=2, required=False)
    s = Figure(label=gettext_lazy("Hours a week of a full-timer (S)"), decimals=2, required=False)
    wage_amount = Figure(label=gettext_lazy("Gross wage in euro"), decimals=4, required=False)
    wage_unit = forms.ChoiceField(label=gettext_lazy("Wage for"), choices=UNITS, required=False)
    reference_wage = Figure(
        label=gettext_lazy("Better earlier wage of a part-timer who kept his rights, an hour"),
        decimals=4,
        required=False,
    )
    agr_reference_allowance = Figure(
        label=gettext_lazy("Reference allowance of the guaranteed income (AGR), a month in euro"),
        decimals=2,
        required=False,
    )
    apprentice_code = forms.ChoiceField(label=gettext_lazy("Code of an apprentice"), required=False)
    missing = forms.MultipleChoiceField(
        label=gettext_lazy("Papers to ask for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    message = forms.CharField(max_length=2000, required=False, strip=True)

    def __init__(
        self,
        *args: object,
        answer: EntitlementAnswer,
        findings: Iterable[Finding],
        constat: ConstatDeclaration | None,
        papers: Iterable[Form],
        first_day: date,
        **kwargs: object,
    ) -> None:
        language = current_language()
        asked = tuple(findings)
        texts = {f.rule: finding_text(f, language=language).rule for f in asked}
        super().__init__(
            *args, findings=asked, texts=texts, initial=_initial(answer, constat), **kwargs
        )
        self._first_day, self._constat = first_day, constat
        self.as_computed = answer.basis is not None
        self.fields["capacity"].choices = [
            ("", _("as computed") if self.as_computed else "–"),
            *((one.value, term("status", one.value, language)) for one in Status),
        ]
        self.fields["apprentice_code"].choices = [("", "–"), *_apprentice_codes(first_day)]
        self.fields["missing"].choices = [(form.value, paper_name(form)) for form in papers]
        self.fields["result"] = required_choice(
            label=_("Result"),
            choices=(
                (Result.ACCEPTED.value, _("Grant the right")),
                (Result.REFUSED.value, _("Refuse the right")),
                (INCOMPLETE, _("Send back: papers are missing")),
            ),
            missing=_("Choose the result."),
        )

    @property
    def plain_fields(self) -> frozenset[str]:
        """The fields that have one box to go to."""
        return frozenset({*BASIS, "message"})

    @property
    def basis(self) -> Basis | None:
        """What the officer wants the right to rest on; None to leave it as computed."""
        told = getattr(self, "cleaned_data", {})
        if not told.get("capacity") or any(name in self.errors for name in BASIS):
            return None
        before = told.get("reference_wage")
        return Basis(
            status=Status(told["capacity"]),
            q=told["q"],
            s=told["s"],
            wage=self._wage(told),
            wage_fixed_on=self._first_day,
            reference_wage=Wage(amount=before, unit=TimeUnit.HOUR) if before else None,
            agr_reference_allowance=told.get("agr_reference_allowance") or None,
            apprentice_code=told.get("apprentice_code") or None,
        )

    def clean(self) -> dict[str, object]:
        """A capacity needs hours and a wage; sending back needs the papers that are missing.

        For who sends back, the open rules need no answer.
        """
        told = super().clean()
        if told.get("capacity"):
            for name in ("q", "s"):
                if name not in self.errors and told.get(name) is None:
                    self.add_error(name, _("Enter the hours a week."))
            self._check_amount(told)
        if told.get("result") == INCOMPLETE:
            for name in [name for name in self.errors if name.startswith("answer-")]:
                del self.errors[name]
            if not told.get("missing"):
                self.add_error("missing", _("Choose the papers that are missing."))
        return told

    def _check_amount(self, told: dict[str, object]) -> None:
        """What the daily amount of the capacity follows from: a code, an allowance, or a wage."""
        match told["capacity"]:
            case Status.APPRENTICE:
                name, missing = "apprentice_code", _("Choose the code of the apprentice.")
            case Status.PART_TIME_RIGHTS_AGR:
                name, missing = "agr_reference_allowance", _("Enter the reference allowance.")
            case _:
                name, missing = "wage_amount", _("Enter the wage that the right rests on.")
        if name not in self.errors and not told.get(name):
            self.add_error(name, missing)

    def keep_errors_of_basis(self) -> None:
        """Who only wants to see the amount need not answer the rest."""
        for name in [name for name in self.errors if name not in BASIS]:
            del self.errors[name]

    def _wage(self, told: dict[str, object]) -> Wage | None:
        """The wage told; the one declared keeps its premium and its cycle."""
        amount = told.get("wage_amount")
        if amount is None:
            return None
        declared = self._constat.wage if self._constat else None
        unit = TimeUnit(told["wage_unit"] or TimeUnit.HOUR.value)
        if declared is not None and (declared.amount, declared.unit) == (amount, unit):
            return declared
        return Wage(amount=amount, unit=unit)


def paper_name(form: Form) -> str:
    """A paper of a claim in words."""
    if form is Form.SCENARIO_2:
        return _("Declaration 2 of the employer")
    return _("Form %(name)s, signed") % {"name": form.value.replace("travailleur", _("worker"))}


def _initial(answer: EntitlementAnswer, constat: ConstatDeclaration | None) -> dict[str, object]:
    """The facts declared: hours and wage; never the capacity, which is the decision."""
    basis = answer.basis
    occupation = constat.occupation if constat else None
    wage = (basis.wage if basis else None) or (constat.wage if constat else None)
    found: dict[str, object] = {"wage_unit": TimeUnit.HOUR.value}
    if basis is not None:
        found |= {"q": basis.q, "s": basis.s}
    elif occupation is not None:
        found |= {"q": occupation.q, "s": occupation.s}
    if wage is not None and wage.unit.value in dict(UNITS):
        found |= {"wage_amount": wage.amount, "wage_unit": wage.unit.value}
    return found


def _apprentice_codes(on: date) -> list[tuple[str, str]]:
    try:
        row = common_values("limits").apprentice_daily_amount.on(on)
    except NotInForceError:
        return []
    return [(code, code) for code in row.value]
