"""Fields that the two declarations share: figures as people write them, occupation and wage."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.facts.declarations import Occupation
from accalmie.facts.ids import ValidationError as WrongNumber
from accalmie.facts.ids import bce
from accalmie.facts.languages import Language
from accalmie.facts.payments import TimeUnit, Wage
from accalmie.law.kinds import REGISTRY
from accalmie.portal.employer.declarations.subject import Earlier, Known
from accalmie.portal.languages import current_language
from accalmie.portal.people.fields import Committee, WrittenDay

UNITS = (
    (TimeUnit.HOUR.value, gettext_lazy("an hour")),
    (TimeUnit.DAY.value, gettext_lazy("a day")),
    (TimeUnit.WEEK.value, gettext_lazy("a week")),
    (TimeUnit.MONTH.value, gettext_lazy("a month")),
)


class Figure(forms.CharField):
    """A number with a comma or a point, at most so many decimals; empty is None."""

    def __init__(self, *, decimals: int, **kwargs: object) -> None:
        self.decimals = decimals
        super().__init__(max_length=12, **kwargs)

    def prepare_value(self, value: object) -> object:
        """Show a figure that is known already as people here write it."""
        if not isinstance(value, Decimal):
            return value
        shown = str(round(value, 2) if value == round(value, 2) else value.normalize())
        return shown if current_language() is Language.EN else shown.replace(".", ",")

    def clean(self, value: str) -> Decimal | None:
        """Read the figure; say what is wrong with it."""
        written = "".join(super().clean(value).split())
        if not written:
            return None
        try:
            found = Decimal(_with_one_point(written))
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite():
            raise ValidationError(_("“%(value)s” is no number.") % {"value": value})
        if found < 0:
            raise ValidationError(_("A number below zero is not possible here."))
        if found != round(found, self.decimals):
            raise ValidationError(
                _("%(value)s has too many decimals, at most %(most)s.")
                % {"value": value, "most": self.decimals}
            )
        return found


def _with_one_point(written: str) -> str:
    """Where both signs stand, the last one begins the decimals: 3.150,40 and 3,150.40."""
    if "." in written and "," in written:
        written = written.replace(min(".,", key=written.rfind), "")
    return written.replace(",", ".")


def day_field(label: object, *, required: bool = True) -> WrittenDay:
    """A day on one line, in any of the accepted forms."""
    return WrittenDay(
        label=label,
        required=required,
        error_messages={"required": gettext_lazy("Enter the day.")},
    )


class EnterpriseNumber(forms.CharField):
    """Ten digits, with or without dots and blanks; empty where there is none."""

    def clean(self, value: str) -> str:
        """The bare digits."""
        written = super().clean(value)
        if not written:
            return ""
        try:
            return bce.validate(written)
        except WrongNumber as error:
            raise ValidationError(
                _("This is no enterprise number: ten digits, the last two check the others.")
            ) from error


class OccupationForm(forms.Form):
    """Occupation and wage, in both declarations."""

    occupation_first_day = day_field(gettext_lazy("First day of the occupation"))
    occupation_last_day = day_field(
        gettext_lazy("Last day of the occupation, if it ended"), required=False
    )
    joint_committee = Committee(
        label=gettext_lazy("Joint committee"),
        max_length=9,
        error_messages={"required": gettext_lazy("Enter the joint committee.")},
    )
    q = Figure(
        label=gettext_lazy("Hours a week of the worker (Q)"),
        decimals=2,
        error_messages={"required": gettext_lazy("Enter the hours a week (Q).")},
    )
    s = Figure(
        label=gettext_lazy("Hours a week of a full-timer (S)"),
        decimals=2,
        error_messages={"required": gettext_lazy("Enter the hours a week of a full-timer (S).")},
    )
    days_per_week = Figure(label=gettext_lazy("Working days a week"), decimals=2, required=False)
    wage_amount = Figure(label=gettext_lazy("Gross wage in euro"), decimals=4, required=False)
    wage_unit = forms.ChoiceField(label=gettext_lazy("Wage for"), choices=UNITS, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason of the force majeure"), max_length=1000, required=False
    )
    user_company = EnterpriseNumber(
        label=gettext_lazy("Enterprise number of the user (temporary work agencies)"),
        max_length=20,
        required=False,
    )
    remark = forms.CharField(
        label=gettext_lazy("Remark"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def occupation(self, before: Occupation | None) -> Occupation:
        """The occupation as answered; what the form does not ask stays as declared before."""
        told = self.cleaned_data
        answered = {
            "first_day": told["occupation_first_day"],
            "last_day": told["occupation_last_day"],
            "joint_committee": told["joint_committee"],
            "q": told["q"],
            "s": told["s"],
            "days_per_week": told["days_per_week"],
        }
        if before is None:
            return Occupation(**answered)
        return Occupation(
            **answered,
            employer_class=before.employer_class,
            worker_code=before.worker_code,
            interruption=before.interruption,
            schedule_code=before.schedule_code,
            is_apprentice=before.is_apprentice,
        )

    def wage(self) -> Wage | None:
        """The wage; None where none is told."""
        amount = self.cleaned_data["wage_amount"]
        if amount is None:
            return None
        return Wage(amount=amount, unit=TimeUnit(self.cleaned_data["wage_unit"]))


def initial_of(*, known: Known, earlier: Earlier) -> dict[str, object]:
    """The answers known already: from the last declaration, else from the register."""
    occupation, wage = earlier.occupation, earlier.wage
    found: dict[str, object] = {"wage_unit": TimeUnit.HOUR.value}
    if known.employment is not None:
        found["occupation_first_day"] = known.employment.first_day
        found["occupation_last_day"] = known.employment.last_day
        found["joint_committee"] = known.employment.joint_committee
    if occupation is not None:
        found |= {
            "occupation_first_day": occupation.first_day,
            "occupation_last_day": occupation.last_day,
            "joint_committee": occupation.joint_committee,
            "q": occupation.q,
            "s": occupation.s,
            "days_per_week": occupation.days_per_week or "",
        }
    if wage is not None and wage.unit.value in dict(UNITS):
        found |= {"wage_amount": wage.amount, "wage_unit": wage.unit.value}
    return found


def kind_choices() -> list[tuple[str, str]]:
    """The kinds of which a declaration is made, in the official order."""
    found = {
        code: kind.names[current_language()]
        for code, kind in REGISTRY.items()
        if kind.wech_risk is not None
    }
    return [("", "–"), *found.items()]


def code_choices() -> list[tuple[str, str]]:
    """The codes of a day with the short name of their kind."""
    found = {
        kind.day_code: f"{kind.day_code} {kind.short_names[current_language()]}"
        for kind in REGISTRY.values()
        if kind.wech_risk is not None
    }
    return [("", "–"), *found.items()]


def kind_of_code(code: str) -> str:
    """The kind that a day code stands for."""
    return next(name for name, kind in REGISTRY.items() if kind.day_code == code)
