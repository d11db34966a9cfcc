"""The forms of a payment organisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum.exceptions import ValidationError

from accalmie.cases.claims.submitting import WrongAccount, check_account
from accalmie.facts.cards import Mark
from accalmie.facts.claim_forms import C1, Activity, C1Reason, C32Worker, ClaimFile, Income
from accalmie.facts.claims import Form
from accalmie.facts.days import Month
from accalmie.facts.ids import control_card
from accalmie.law import words
from accalmie.law.benefits_wording import term
from accalmie.law.claims.changes import changed_situation, reason_of
from accalmie.law.unusable import UnusableInput
from accalmie.portal.languages import current_language
from accalmie.portal.worker.claim_fields import checked_bic
from accalmie.portal.worker.claim_forms import Activities, Incomes
from accalmie.portal.worker.claim_part import NONE

DAY = {"type": "date", "class": "govuk-input govuk-input--width-10"}


class Execution(forms.Form):
    """On which day the bank pays; the total is the one that was looked at."""

    execution_on = forms.DateField(widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    total_cents = forms.IntegerField(min_value=0, required=False)


class PaidOn(forms.Form):
    """On which day the bank paid."""

    paid_on = forms.DateField(widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))


class Returned(forms.Form):
    """Why the bank sent a payment back: four signs of ISO 20022."""

    code = forms.RegexField(regex=r"^[A-Z]{2}[0-9A-Z]{2}$", strip=True)


class Papers(forms.Form):
    """The papers of a claim as the payment organisation completes them."""

    claimed_from = forms.DateField(
        required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    iban = forms.CharField(required=False, max_length=42)
    bic = forms.CharField(required=False, max_length=11)
    account_holder = forms.CharField(required=False, max_length=70)
    is_sincere = forms.BooleanField(required=False)

    def __init__(
        self, *args: Any, file: ClaimFile, first_day: date, forms: Sequence[Form], **rest: Any
    ) -> None:
        self._file, self._first_day, self._forms = file, first_day, forms
        c32, c1 = file.c32, file.c1
        initial = {
            "claimed_from": c32.claimed_from if c32 else first_day,
            "iban": (c1.iban or "") if c1 else "",
            "bic": c1.bic if c1 else "",
            "account_holder": c1.account_holder if c1 else "",
            "is_sincere": bool((c32 or c1) and (c32 or c1).is_sincere),
        }
        super().__init__(*args, initial=initial, **rest)

    def clean_iban(self) -> str:
        """An account number that can be; empty means a cheque."""
        return account_number(self.cleaned_data["iban"])

    def clean_bic(self) -> str:
        """The code of a bank that can be, where one is given."""
        return bank_code(self.cleaned_data["bic"])

    def file(self) -> ClaimFile:
        """The papers as they stand now: what the form does not show is kept."""
        told = self.cleaned_data
        before = self._file
        c32 = before.c32 or C32Worker(claimed_from=self._first_day)
        has_c32 = before.c32 is not None or Form.C32_WORKER in self._forms
        c1 = before.c1 or C1(reason=C1Reason.FIRST_CLAIM)
        is_sincere = told["is_sincere"]
        return ClaimFile(
            c32=C32Worker(
                claimed_from=told["claimed_from"] or c32.claimed_from,
                is_apprentice=c32.is_apprentice,
                is_sincere=is_sincere,
                signed_on=c32.signed_on,
            )
            if has_c32
            else None,
            c1=C1(
                reason=c1.reason,
                iban=told["iban"] or None,
                bic=told["bic"],
                account_is_own=c1.account_is_own,
                account_holder=told["account_holder"].strip(),
                address=c1.address,
                email=c1.email,
                phone=c1.phone,
                activities=c1.activities,
                incomes=c1.incomes,
                pays_union_fee=c1.pays_union_fee,
                has_permanent_incapacity=c1.has_permanent_incapacity,
                is_on_unpaid_leave=c1.is_on_unpaid_leave,
                is_sincere=is_sincere,
                signed_on=c1.signed_on,
            ),
            other_forms=before.other_forms,
            answered=before.answered,
        )


class FormC1(forms.Form):
    """A C1 that the worker gave on paper: from when, where to pay, what he does and receives."""

    since = forms.DateField(
        label=gettext_lazy("Holds from"),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Say from which day it holds."),
            "invalid": gettext_lazy("This day does not exist."),
        },
    )
    iban = forms.CharField(
        label=gettext_lazy("Account number (IBAN)"),
        help_text=gettext_lazy("Empty for a circular cheque."),
        required=False,
        max_length=42,
    )
    bic = forms.CharField(
        label=gettext_lazy("Bank (BIC), if it is abroad"), required=False, max_length=15
    )
    account_holder = forms.CharField(
        label=gettext_lazy("Account holder, if another"), required=False, max_length=70
    )
    activities = forms.MultipleChoiceField(
        label=gettext_lazy("Activities declared"),
        choices=[
            choice for choice in Activities.base_fields["chosen"].choices if choice[0] != NONE
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    incomes = forms.MultipleChoiceField(
        label=gettext_lazy("Incomes declared"),
        choices=[choice for choice in Incomes.base_fields["chosen"].choices if choice[0] != NONE],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_sincere = forms.BooleanField(
        label=gettext_lazy("The worker signed form C1"),
        error_messages={"required": gettext_lazy("Without his signature it is no form C1.")},
    )

    def __init__(
        self, *args: Any, before: C1 | None, since: date, today: date, **rest: Any
    ) -> None:
        self._before, self._today = before, today
        initial: dict[str, Any] = {"since": since}
        if before is not None:
            initial |= {
                "iban": before.iban or "",
                "bic": before.bic,
                "account_holder": before.account_holder,
                "activities": [one.value for one in before.activities],
                "incomes": [one.value for one in before.incomes],
            }
        super().__init__(*args, initial=initial, **rest)

    def clean_since(self) -> date:
        """A change is told once it happened, and within what the law covers."""
        day: date = self.cleaned_data["since"]
        if day > self._today:
            raise forms.ValidationError(_("This day lies in the future."))
        try:
            changed_situation(event_on=day)
        except UnusableInput as error:
            raise forms.ValidationError(_("This day lies too far back.")) from error
        return day

    def clean_iban(self) -> str:
        """An account number that can be; empty means a cheque."""
        return account_number(self.cleaned_data["iban"])

    def clean_bic(self) -> str:
        """The code of a bank that can be, where one is given."""
        return bank_code(self.cleaned_data["bic"])

    def c1(self) -> C1:
        """The form as a fact; what is not asked here stays as it was told before."""
        told = self.cleaned_data
        before = self._before or C1(reason=C1Reason.CHANGE_OF_SITUATION)
        after = replace(
            before,
            iban=told["iban"] or None,
            bic=told["bic"],
            account_holder=told["account_holder"].strip(),
            account_is_own=not told["account_holder"].strip(),
            activities=tuple(Activity(one) for one in told["activities"]),
            incomes=tuple(Income(one) for one in told["incomes"]),
            is_sincere=True,
            signed_on=self._today,
        )
        return replace(after, reason=reason_of(before=self._before, after=after))


def account_number(written: str) -> str:
    """An account number without blanks, checked; empty for a cheque."""
    number = "".join(written.split()).upper()
    try:
        check_account(C1(reason=C1Reason.FIRST_CLAIM, iban=number or None))
    except WrongAccount as error:
        raise forms.ValidationError(
            _("This account number does not pass its check. Copy it again from the papers.")
        ) from error
    return number


def bank_code(written: str) -> str:
    """The code of a bank without blanks, checked; empty where none is given.

    A wrong one would stop the file of a whole run at the bank.
    """
    return checked_bic(written) if written.strip() else ""


class PaperCard(forms.Form):
    """A paper card typed in: its number, the day of its receipt, one mark a day."""

    number = forms.CharField(max_length=12)
    received_on = forms.DateField(widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))

    def __init__(self, *args: Any, month: Month, today: date, **rest: Any) -> None:
        super().__init__(*args, initial={"received_on": today}, **rest)
        self._month, self._today = month, today
        offered = [("", term("mark", Mark.UNEMPLOYED.value, current_language()))]
        offered += [
            (mark.value, term("mark", mark.value, current_language()))
            for mark in Mark
            if mark is not Mark.UNEMPLOYED
        ]
        for day in month.period:
            self.fields[f"day-{day.day}"] = forms.ChoiceField(
                choices=offered,
                required=False,
                label=words.short_day(day, current_language()),
            )

    def clean_number(self) -> str:
        """The number printed on the card, with its check."""
        try:
            return str(control_card.validate(self.cleaned_data["number"]))
        except ValidationError as error:
            raise forms.ValidationError(
                _("This is no number of a control card. Copy it again from the card.")
            ) from error

    def clean_received_on(self) -> date:
        """A card arrives within or after its month, not in the future."""
        day: date = self.cleaned_data["received_on"]
        if not self._month.first_day <= day <= self._today:
            raise forms.ValidationError(
                _("The day of receipt lies between the first day of the month and today.")
            )
        return day

    @property
    def day_fields(self) -> list[forms.BoundField]:
        """The fields of the days, in order."""
        return [self[f"day-{day.day}"] for day in self._month.period]

    def marks(self) -> list[tuple[date, Mark]]:
        """The days that are not blank."""
        return [
            (day, Mark(told))
            for day in self._month.period
            if (told := self.cleaned_data.get(f"day-{day.day}"))
        ]
