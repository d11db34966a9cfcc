"""The parts of a claim as forms, each with only the questions that apply to temporary unemployment.

Nothing is preselected: who has no activity and no income says so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.cases.parties.models import PaymentOrganisation, Worker
from accalmie.facts.claim_forms import (
    Activity,
    C32Worker,
    ClaimFile,
    Income,
)
from accalmie.facts.parties import Address
from accalmie.portal.languages import current_language
from accalmie.portal.worker.claim_fields import BELGIUM, Day, checked_bic, checked_iban
from accalmie.portal.worker.claim_part import (
    NO,
    NONE,
    YES,
    Part,
    Several,
    c1_of,
    several,
    yes_or_no,
)

OWN, OTHER, CHEQUE = "own", "other", "cheque"
AS_IT_IS, DEDUCT, STOP = "as_it_is", "deduct", "stop"


class Benefit(Part):
    """C3.2-worker: from which day, in which capacity; the payment organisation of who has none."""

    name = "benefit"
    title = gettext_lazy("From when")
    claimed_from = Day(
        label=gettext_lazy("From which day do you claim benefit?"),
        help_text=gettext_lazy("Your first day of unemployment with this employer."),
        error_messages={"required": gettext_lazy("Say from which day you claim.")},
    )
    is_apprentice = yes_or_no(gettext_lazy("Are you an apprentice in alternating training?"))

    def __init__(self, *args: object, asks_payer: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if asks_payer:
            payers = PaymentOrganisation.objects.order_by("code")
            self.fields["payer"] = forms.ModelChoiceField(
                payers,
                label=_("Which payment organisation pays you?"),
                widget=forms.RadioSelect,
                empty_label=None,
                error_messages={"required": _("Choose a payment organisation.")},
            )
            self.fields["payer"].label_from_instance = lambda one: one.name(current_language())

    @classmethod
    def first(cls, file: ClaimFile, worker: Worker, first_day: date) -> dict[str, Any]:
        """The day of the communication, until another one is given."""
        if file.c32 is None:
            return {"claimed_from": first_day}
        return {
            "claimed_from": file.c32.claimed_from,
            "is_apprentice": YES if file.c32.is_apprentice else NO,
        }

    def put(self, file: ClaimFile, event: str) -> ClaimFile:
        """The C3.2-worker."""
        told = C32Worker(
            claimed_from=self.cleaned_data["claimed_from"],
            is_apprentice=self.cleaned_data["is_apprentice"] == YES,
        )
        return self.answered(file, c32=told)


class Home(Part):
    """C1, section 1: where you live, how you can be reached."""

    name = "home"
    title = gettext_lazy("Address")
    street = forms.CharField(label=gettext_lazy("Street"), max_length=80)
    house_number = forms.CharField(label=gettext_lazy("Number"), max_length=10)
    box = forms.CharField(label=gettext_lazy("Box (optional)"), max_length=10, required=False)
    postal_code = forms.CharField(label=gettext_lazy("Postal code"), max_length=12)
    city = forms.CharField(label=gettext_lazy("Town"), max_length=60)
    email = forms.EmailField(
        label=gettext_lazy("E-mail (optional)"),
        required=False,
        error_messages={
            "invalid": gettext_lazy("Write the address as name@example.org, or leave it out.")
        },
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone (optional)"), max_length=30, required=False
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = _("Fill in: %(field)s") % {"field": field.label}

    @classmethod
    def first(cls, file: ClaimFile, worker: Worker, first_day: date) -> dict[str, Any]:
        """The address of the register, until another one is given."""
        told = (file.c1.address if file.c1 else None) or worker.address
        shown = {}
        if told is not None:
            names = ("street", "house_number", "box", "postal_code", "city")
            shown = {name: getattr(told, name) for name in names}
        if file.c1 is not None:
            shown |= {"email": file.c1.email, "phone": file.c1.phone}
        return shown

    def put(self, file: ClaimFile, event: str) -> ClaimFile:
        """The C1 begins here."""
        given = self.cleaned_data
        names = ("street", "house_number", "box", "postal_code", "city")
        return self.answered(
            file,
            c1=replace(
                c1_of(file, event),
                address=Address(**{name: given[name] for name in names}),
                email=given["email"],
                phone=given["phone"],
            ),
        )


class Activities(Several):
    """C1, section 4."""

    name = "activities"
    title = gettext_lazy("Activities")
    chosen = several(
        gettext_lazy("Which of these do you do?"),
        (
            (Activity.FULL_TIME_STUDIES.value, gettext_lazy("Full-time studies")),
            (Activity.APPRENTICESHIP.value, gettext_lazy("Apprenticeship, alternating training")),
            (Activity.TRAINING_STAGE.value, gettext_lazy("A training stage")),
            (Activity.CULTURAL_MANDATE.value, gettext_lazy("A cultural mandate (form C46)")),
            (Activity.POLITICAL_MANDATE.value, gettext_lazy("A political mandate (form C1A)")),
            (Activity.ARTS.value, gettext_lazy("Work in the arts")),
            (
                Activity.STEPPING_STONE.value,
                gettext_lazy("Self-employed on the stepping stone (Tremplin, form C1C)"),
            ),
            (
                Activity.SIDE_ACTIVITY.value,
                gettext_lazy(
                    "Side activity, helper of a self-employed person, director of a company"
                    " (form C1A)"
                ),
            ),
        ),
    )

    @classmethod
    def first(cls, file: ClaimFile, worker: Worker, first_day: date) -> dict[str, Any]:
        """Nothing is chosen before somebody answered."""
        if cls.name not in file.answered or file.c1 is None:
            return {}
        return {"chosen": [one.value for one in file.c1.activities] or [NONE]}

    def put(self, file: ClaimFile, event: str) -> ClaimFile:
        """The activities of the C1."""
        told = tuple(Activity(one) for one in self.cleaned_data["chosen"])
        return self.answered(file, c1=replace(c1_of(file, event), activities=told))


class Incomes(Several):
    """C1, section 5."""

    name = "incomes"
    title = gettext_lazy("Income")
    chosen = several(
        gettext_lazy("Which of these do you receive?"),
        (
            (
                Income.PENSION.value,
                gettext_lazy("A retirement or survivor’s pension (form C1B)"),
            ),
            (Income.SICKNESS.value, gettext_lazy("A benefit for sickness or invalidity")),
            (
                Income.WORK_ACCIDENT.value,
                gettext_lazy("A benefit for a work accident or an occupational disease"),
            ),
            (Income.TRAINING.value, gettext_lazy("An advantage from training")),
        ),
    )

    @classmethod
    def first(cls, file: ClaimFile, worker: Worker, first_day: date) -> dict[str, Any]:
        """Nothing is chosen before somebody answered."""
        if cls.name not in file.answered or file.c1 is None:
            return {}
        return {"chosen": [one.value for one in file.c1.incomes] or [NONE]}

    def put(self, file: ClaimFile, event: str) -> ClaimFile:
        """The incomes of the C1."""
        told = tuple(Income(one) for one in self.cleaned_data["chosen"])
        return self.answered(file, c1=replace(c1_of(file, event), incomes=told))


class Payment(Part):
    """C1, section 6: the account, or a circular cheque."""

    name = "payment"
    title = gettext_lazy("Payment")
    way = forms.ChoiceField(
        label=gettext_lazy("How do you want to be paid?"),
        choices=(
            (OWN, gettext_lazy("On my own account")),
            (OTHER, gettext_lazy("On somebody else’s account")),
            (CHEQUE, gettext_lazy("By circular cheque")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how you want to be paid.")},
    )
    iban = forms.CharField(
        label=gettext_lazy("Account number (IBAN)"),
        help_text=gettext_lazy("For example BE68 5390 0754 7034."),
        max_length=42,
        required=False,
    )
    bic = forms.CharField(
        label=gettext_lazy("Code of the bank (BIC), for an account outside Belgium"),
        max_length=15,
        required=False,
    )
    holder = forms.CharField(
        label=gettext_lazy("Name of the holder, for somebody else’s account"),
        max_length=140,
        required=False,
    )

    @classmethod
    def first(cls, file: ClaimFile, worker: Worker, first_day: date) -> dict[str, Any]:
        """The account of the draft."""
        if cls.name not in file.answered or file.c1 is None:
            return {}
        way = OWN if file.c1.account_is_own else OTHER
        return {
            "way": way if file.c1.iban else CHEQUE,
            "iban": file.c1.iban or "",
            "bic": file.c1.bic,
            "holder": file.c1.account_holder,
        }

    def clean(self) -> dict[str, Any]:
        """An account needs its number; a foreign one its bank, another's one its holder."""
        given = super().clean()
        if given.get("way") in (None, CHEQUE):
            return given
        if not given.get("iban"):
            self.add_error("iban", _("Fill in the account number."))
            return given
        for field, check in (("iban", checked_iban), ("bic", checked_bic)):
            if given.get(field):
                try:
                    given[field] = check(given[field])
                except forms.ValidationError as error:
                    self.add_error(field, error)
        number = given.get("iban", "")
        if number and not number.startswith(BELGIUM) and not given.get("bic"):
            self.add_error("bic", _("For an account outside Belgium, fill in the BIC too."))
        if given.get("way") == OTHER and not given.get("holder"):
            self.add_error("holder", _("Fill in the name of the holder of the account."))
        return given

    def put(self, file: ClaimFile, event: str) -> ClaimFile:
        """The account of the C1; none means a cheque."""
        given = self.cleaned_data
        is_cheque, is_own = given["way"] == CHEQUE, given["way"] != OTHER
        return self.answered(
            file,
            c1=replace(
                c1_of(file, event),
                iban=None if is_cheque else given["iban"],
                bic="" if is_cheque else given["bic"],
                account_is_own=is_own,
                account_holder="" if is_own else given["holder"],
            ),
        )


class Rest(Part):
    """C1, sections 7 and 8: what is left."""

    name = "rest"
    title = gettext_lazy("Last questions")
    union_fee = forms.ChoiceField(
        label=gettext_lazy("Your union fee"),
        choices=(
            (AS_IT_IS, gettext_lazy("Leave it as it is, or I am no member of a union")),
            (DEDUCT, gettext_lazy("Deduct it from my benefit")),
            (STOP, gettext_lazy("Stop deducting it")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what happens with the union fee.")},
    )
    has_permanent_incapacity = yes_or_no(
        gettext_lazy("Do you have a permanent incapacity for work of 33 % or more?")
    )
    is_on_unpaid_leave = yes_or_no(gettext_lazy("Are you on unpaid leave?"))

    @classmethod
    def first(cls, file: ClaimFile, worker: Worker, first_day: date) -> dict[str, Any]:
        """The answers of the draft."""
        if cls.name not in file.answered or file.c1 is None:
            return {}
        fee = {None: AS_IT_IS, True: DEDUCT, False: STOP}[file.c1.pays_union_fee]
        return {
            "union_fee": fee,
            "has_permanent_incapacity": YES if file.c1.has_permanent_incapacity else NO,
            "is_on_unpaid_leave": YES if file.c1.is_on_unpaid_leave else NO,
        }

    def put(self, file: ClaimFile, event: str) -> ClaimFile:
        """The rest of the C1."""
        given = self.cleaned_data
        fee = {AS_IT_IS: None, DEDUCT: True, STOP: False}[given["union_fee"]]
        return self.answered(
            file,
            c1=replace(
                c1_of(file, event),
                pays_union_fee=fee,
                has_permanent_incapacity=given["has_permanent_incapacity"] == YES,
                is_on_unpaid_leave=given["is_on_unpaid_leave"] == YES,
            ),
        )


class Sincerity(forms.Form):
    """The declaration under both forms."""

    is_sincere = forms.BooleanField(
        label=gettext_lazy(
            "I declare that everything is true and complete, and that I tell every change."
        ),
        error_messages={
            "required": gettext_lazy("Confirm that what you declare is true and complete.")
        },
    )


PARTS: tuple[type[Part], ...] = (Benefit, Home, Activities, Incomes, Payment, Rest)


def part_named(name: str) -> type[Part] | None:
    """The part with this name in the address."""
    return next((part for part in PARTS if part.name == name), None)


def next_part(file: ClaimFile) -> type[Part] | None:
    """The first part that was not filled in; None when all were."""
    return next((part for part in PARTS if part.name not in file.answered), None)
