"""The two forms of a transfer: the new payment organisation asks, the old one answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.cases.claims.models import Transfer
from accalmie.facts.days import Month
from accalmie.law import words
from accalmie.law.claims.transfers import transfer_is_free_of_debt
from accalmie.portal.employer.declarations.fields import Figure
from accalmie.portal.languages import current_language
from accalmie.portal.validation_book.forms import niss_of

AGREE, OPPOSE = "agree", "oppose"
MOST_DEBT = Decimal(1_000_000)
"""Euro; beyond it somebody mistyped."""


class AskForTransfer(forms.Form):
    """Which worker comes; his number is typed, for he is not among the own members yet."""

    niss = forms.CharField(
        label=gettext_lazy("National number of the worker"),
        max_length=20,
        error_messages={"required": gettext_lazy("Enter the national number.")},
    )
    is_signed = forms.BooleanField(
        label=gettext_lazy("The worker signed form C1 and wants to change"),
        error_messages={"required": gettext_lazy("Without his signature nothing can be asked.")},
    )

    def clean_niss(self) -> str:
        """The eleven digits."""
        return niss_of(self.cleaned_data["niss"])


class AnswerTransfer(forms.Form):
    """The answer of the old payment organisation: which month it paid last, agree or oppose."""

    last_paid = forms.ChoiceField(
        label=gettext_lazy("Last month that you paid, if any"),
        required=False,
        error_messages={
            "required": gettext_lazy("Choose the month."),
            "invalid_choice": gettext_lazy("Choose one of the list."),
        },
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        error_messages={
            "required": gettext_lazy("Choose an answer."),
            "invalid_choice": gettext_lazy("Choose one of the list."),
        },
    )
    debt = Figure(
        label=gettext_lazy("Debt of the worker in euro, if you oppose"), decimals=2, required=False
    )

    def __init__(
        self,
        *args: Any,
        transfer: Transfer,
        known: Month | None,
        today: date,
        **rest: Any,
    ) -> None:
        self._today = today
        asked = Month.of(transfer.asked_on)
        offered = [asked]
        while offered[-1] < Month.of(today):
            offered.append(offered[-1].plus(1))
        initial = {"last_paid": str(known) if known in offered else ""}
        super().__init__(*args, initial=initial, **rest)
        language = current_language()
        first = words.month_name(asked, language)
        choices = [(str(month), words.month_name(month, language)) for month in offered]
        if known in offered:
            # What was paid through these pages cannot be taken back by an answer.
            choices = choices[offered.index(known) :]
        else:
            choices = [("", _("before %(month)s") % {"month": first}), *choices]
        self.fields["last_paid"].choices = choices
        self.fields["last_paid"].required = known in offered
        self.fields["answer"].choices = [
            (AGREE, _("Agree")),
            (OPPOSE, _("Oppose: a debt is open")),
        ]

    @property
    def is_agreed(self) -> bool:
        """Tell whether the worker may go."""
        return self.cleaned_data["answer"] == AGREE

    @property
    def last_paid_month(self) -> Month | None:
        """The last month paid, None where it lies before the request."""
        told = self.cleaned_data["last_paid"]
        return Month.parse(told) if told else None

    def clean_debt(self) -> Decimal:
        """The debt, nothing where none is told."""
        debt = self.cleaned_data["debt"] or Decimal(0)
        if debt > MOST_DEBT:
            raise forms.ValidationError(_("This amount cannot be. Type it again."))
        return debt

    def clean(self) -> dict[str, Any]:
        """Only a debt that the law counts blocks; whoever agrees holds none against the worker."""
        told = super().clean()
        if "answer" not in told or "debt" not in told:
            return told
        found = transfer_is_free_of_debt(debt=told["debt"], on=self._today)
        about = {
            "limit": words.amount(found.because["limit"], current_language()),
            "source": found.source,
        }
        if told["answer"] == OPPOSE and found.met:
            self.add_error(
                "debt",
                _("A debt below %(limit)s blocks no transfer (%(source)s).") % about,
            )
        if told["answer"] == AGREE and not found.met:
            self.add_error(
                "debt",
                _("From %(limit)s on a debt is a reason to oppose. Empty this box to agree.")
                % about,
            )
        return told
