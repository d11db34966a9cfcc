"""The forms of mandates: proposing one, ending one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.cases.access.functions import MANDATED_FUNCTIONS
from accalmie.cases.parties.models import Employer, Sender
from accalmie.portal.employer.lodging.boxes import DayField
from accalmie.portal.employer.lodging.fields import PageForm
from accalmie.portal.functions_named import function_about


class Dressed(PageForm):
    """A form that looks like the pages of a communication, without being one of them."""

    def __init__(self, posted: Any, *, initial: dict[str, Any] | None = None) -> None:
        forms.Form.__init__(self, posted, auto_id="id_%s", initial=initial)
        self.prepare()
        for name, field in self.fields.items():
            self._dress(name, field)


class Propose(Dressed):
    """With whom, for what, from when until when."""

    number = forms.CharField(
        max_length=20, error_messages={"required": gettext_lazy("Enter the number.")}
    )
    functions = forms.MultipleChoiceField(
        label=gettext_lazy("For what?"),
        error_messages={"required": gettext_lazy("Choose at least one function.")},
    )
    first_day = DayField(
        label=gettext_lazy("First day"),
        error_messages={"required": gettext_lazy("Enter the first day.")},
    )
    last_day = DayField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Leave it empty for a mandate without end; either side may end it."),
        required=False,
    )

    def prepare(self) -> None:
        """The functions in the language of the page."""
        self.fields["functions"].choices = [
            (function.value, function_about(function)) for function in MANDATED_FUNCTIONS
        ]

    def _digits(self) -> str:
        return "".join(sign for sign in self.cleaned_data["number"] if sign.isdigit())


class ProposeToSender(Propose):
    """An employer chooses a secretariat by its number."""

    def prepare(self) -> None:
        """Ask for the number of a sender."""
        super().prepare()
        self.fields["number"].label = _("Number of the secretariat")
        self.fields["number"].help_text = _("Six digits; the secretariat knows it.")

    def clean_number(self) -> Sender:
        """The secretariat with this number."""
        found = Sender.objects.filter(number=self._digits()).first()
        if found is None:
            raise forms.ValidationError(_("No secretariat has this number. It has six digits."))
        return found


class ProposeToEmployer(Propose):
    """A secretariat chooses an employer by one of his numbers."""

    def prepare(self) -> None:
        """Ask for the number of an employer."""
        super().prepare()
        self.fields["number"].label = _("Number of the employer")
        self.fields["number"].help_text = _("Enterprise number or ONSS number, ten digits.")

    def clean_number(self) -> Employer:
        """The employer with this enterprise number, or else this ONSS number."""
        digits = self._digits()
        for field in ("bce", "onss"):
            found = Employer.objects.filter(**{field: digits}).first() if digits else None
            if found is not None:
                return found
        raise forms.ValidationError(
            _("No employer has this number. Check the ten digits, the leading zero included.")
        )


class Revoke(Dressed):
    """The last day in force."""

    revoked_last_day = DayField(
        label=gettext_lazy("Last day in force"),
        error_messages={"required": gettext_lazy("Enter the last day.")},
    )
