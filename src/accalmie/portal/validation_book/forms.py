"""The forms of the validation book and of the orders of paper cards."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum.exceptions import ValidationError

from accalmie.cases.parties.models import Employer, Worker
from accalmie.cases.validation_book.models import Entry
from accalmie.facts.days import Month
from accalmie.facts.ids import bce, control_card, niss, onss, ppl
from accalmie.facts.validationbook import OrderedCard
from accalmie.law import words
from accalmie.portal.languages import current_language
from accalmie.portal.people.fields import Committee, WrittenDay
from accalmie.portal.validation_book.worded import card_name

MOST_WORKERS_LISTED = 100
"""Above that, a list is no help: the number is typed."""
MOST_CARDS = 10_000
_MONTHS_BACK, _MONTHS_AHEAD, _MONTHS_READ = 13, 13, 60


def months_around(*, today: date) -> list[Month]:
    """The months for which a card may be entered, the present one in the middle."""
    here = Month.of(today)
    return [here.plus(n) for n in range(_MONTHS_AHEAD, -_MONTHS_BACK - 1, -1)]


def month_choices(months: list[Month]) -> list[tuple[str, str]]:
    """Months with their names."""
    return [(str(month), words.month_name(month, current_language())) for month in months]


def card_number_of(written: str) -> str:
    """The number as the book keeps it; raises the ``ValidationError`` of forms."""
    try:
        return str(control_card.validate(written))
    except ValidationError as error:
        raise forms.ValidationError(
            _("A card number is two letters and seven digits, for example FA1000101.")
        ) from error


def niss_of(written: str) -> str:
    """The eleven digits; raises the ``ValidationError`` of forms."""
    digits = "".join(character for character in written if character.isdigit())
    if not niss.is_valid(digits):
        raise forms.ValidationError(
            _("This is no national number: eleven digits, the last two check the others.")
        )
    return digits


class Card(forms.Form):
    """One card: whose, for which month, which number."""

    worker = forms.ChoiceField(label=gettext_lazy("Worker"), required=False)
    niss = forms.CharField(
        label=gettext_lazy("National number of another worker"), max_length=20, required=False
    )
    month = forms.ChoiceField(label=gettext_lazy("Month"))
    card_number = forms.CharField(
        label=gettext_lazy("Number on the card"),
        max_length=12,
        error_messages={"required": gettext_lazy("Enter the number on the card.")},
    )

    def __init__(self, *args: Any, employer: Employer, today: date, **rest: Any) -> None:
        super().__init__(*args, **rest)
        known = Worker.objects.filter(employments__employer=employer).distinct()
        listed = list(known.order_by("name", "first_name", "id")[: MOST_WORKERS_LISTED + 1])
        self._workers = {} if len(listed) > MOST_WORKERS_LISTED else {str(w.id): w for w in listed}
        if self._workers:
            named = [(key, str(worker)) for key, worker in self._workers.items()]
            self.fields["worker"].choices = [("", _("another one")), *named]
        else:
            del self.fields["worker"]
            self.fields["niss"].label = _("National number of the worker")
        self.fields["month"].choices = month_choices(months_around(today=today))
        self.fields["month"].initial = str(Month.of(today))

    def clean_card_number(self) -> str:
        """The number as the book keeps it."""
        return card_number_of(self.cleaned_data["card_number"])

    def clean_niss(self) -> str:
        """The number of the worker chosen, or the one typed."""
        chosen = self._workers.get(self.cleaned_data.get("worker", ""))
        if chosen is not None:
            return str(chosen.niss)
        written = self.cleaned_data["niss"]
        if not written.strip():
            raise forms.ValidationError(_("Choose a worker, or give a national number."))
        return niss_of(written)

    def clean_month(self) -> Month:
        """The month."""
        return Month.parse(self.cleaned_data["month"])


class Correction(Card):
    """The same, with the reason."""

    reason = forms.CharField(
        label=gettext_lazy("Reason of the correction"),
        max_length=200,
        error_messages={"required": gettext_lazy("Say why it is corrected.")},
    )

    def __init__(self, *args: Any, entry: Entry, today: date, **rest: Any) -> None:
        told = {"month": str(entry.month), "card_number": entry.card_number}
        super().__init__(*args, employer=entry.employer, today=today, initial=told, **rest)
        is_listed = str(entry.worker_id) in self._workers
        place = ("worker", str(entry.worker_id)) if is_listed else ("niss", entry.worker.niss)
        self.initial[place[0]] = place[1]
        offered = dict(self.fields["month"].choices)
        if str(entry.month) not in offered:
            self.fields["month"].choices += month_choices([entry.month])


class Reason(forms.Form):
    """Why something is cancelled, refused or answered."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter the reason.")},
    )


class Duplicate(Reason):
    """The card that replaces a lost one."""

    card_number = forms.CharField(
        label=gettext_lazy("Number of the duplicate"),
        max_length=12,
        error_messages={"required": gettext_lazy("Enter the number of the duplicate.")},
    )

    def clean_card_number(self) -> str:
        """The number as the book keeps it."""
        return card_number_of(self.cleaned_data["card_number"])


class Search(forms.Form):
    """A card number or a national number; whichever it is shows by itself."""

    asked = forms.CharField(
        label=gettext_lazy("Card number or national number"),
        max_length=20,
        error_messages={"required": gettext_lazy("Give a card number or a national number.")},
    )

    def clean(self) -> dict[str, Any]:
        """What was asked for, as ``card_number`` or as ``niss``."""
        told = super().clean() or {}
        written = told.get("asked", "")
        if not written:
            return told
        if control_card.is_valid(written):
            return {**told, "card_number": control_card.validate(written), "niss": ""}
        try:
            return {**told, "card_number": "", "niss": niss_of(written)}
        except forms.ValidationError:
            self.add_error(
                "asked",
                _("This is neither a card number (FA1000101) nor a national number."),
            )
            return told


class Count(forms.IntegerField):
    """A whole number; dots and blanks between thousands are left out."""

    def to_python(self, value: object) -> int | None:
        """1 000, 1.000 and 1000 are the same."""
        if isinstance(value, str):
            value = re.sub(r"(?<=\d)[.\s'](?=\d{3}(?!\d))", "", value)
        return super().to_python(value)


class Order(forms.Form):
    """Paper cards wanted. The key makes of an order sent twice one order."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    holder = forms.ChoiceField(label=gettext_lazy("For whom"))
    cards = forms.ChoiceField(
        label=gettext_lazy("Which cards"),
        error_messages={"required": gettext_lazy("Choose which cards you need.")},
    )
    count = Count(
        label=gettext_lazy("How many"),
        min_value=1,
        max_value=MOST_CARDS,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("Say how many cards you need."),
            "invalid": gettext_lazy("Write the number of cards in digits, such as 100."),
        },
    )
    joint_committee = Committee(label=gettext_lazy("Joint committee"), max_length=9, required=False)
    needed_from = WrittenDay(
        label=gettext_lazy("Needed from"),
        error_messages={"required": gettext_lazy("Say from which day you need them.")},
    )
    remark = forms.CharField(
        label=gettext_lazy("Remark (optional)"), max_length=500, required=False
    )

    def __init__(self, *args: Any, holders: list[tuple[str, str]], today: date, **rest: Any):
        super().__init__(*args, **rest)
        self.fields["holder"].choices = holders
        self.fields["cards"].choices = [(one.value, card_name(one)) for one in OrderedCard]
        self.initial = {"key": uuid4(), "needed_from": today, "cards": "", **self.initial}

    @property
    def sort(self) -> OrderedCard:
        """The cards as the law knows them."""
        return OrderedCard(self.cleaned_data["cards"])

    @property
    def token(self) -> UUID:
        """The key of the order."""
        return self.cleaned_data["key"]


class Grant(forms.Form):
    """The first number on the packet that the office sends."""

    first = forms.CharField(
        label=gettext_lazy("First number of the packet"),
        max_length=12,
        error_messages={"required": gettext_lazy("Enter the first number of the packet.")},
    )

    def clean_first(self) -> str:
        """The number as the book keeps it."""
        return card_number_of(self.cleaned_data["first"])


class DeliveredOn(forms.Form):
    """On which day the cards arrived."""

    delivered_on = WrittenDay(
        label=gettext_lazy("Delivered on"),
        error_messages={"required": gettext_lazy("Say on which day the cards arrived.")},
    )

    def __init__(self, *args: Any, since: date, today: date, **rest: Any) -> None:
        super().__init__(*args, initial={"delivered_on": today}, **rest)
        self._since, self._today = since, today

    def clean_delivered_on(self) -> date:
        """Between the grant and today."""
        day: date = self.cleaned_data["delivered_on"]
        if not self._since <= day <= self._today:
            raise forms.ValidationError(
                _("The delivery lies between the day of the grant and today.")
            )
        return day


class PageOfBook(forms.Form):
    """The book of an employer for one month, for the office and the inspection."""

    number = forms.CharField(
        label=gettext_lazy("Enterprise or ONSS number of the employer"),
        max_length=20,
        error_messages={"required": gettext_lazy("Enter the number of the employer.")},
    )
    book_month = forms.ChoiceField(label=gettext_lazy("Month"))

    def __init__(self, *args: Any, today: date, **rest: Any) -> None:
        super().__init__(*args, **rest)
        here = Month.of(today)
        months = [here.plus(n) for n in range(_MONTHS_AHEAD, -_MONTHS_READ - 1, -1)]
        self.fields["book_month"].choices = month_choices(months)
        self.fields["book_month"].initial = str(here)

    def clean_number(self) -> str:
        """The digits of the employer's number, one of the three kinds."""
        written = self.cleaned_data["number"]
        for kind in (bce, onss, ppl):
            if kind.is_valid(written):
                return str(kind.validate(written))
        raise forms.ValidationError(_("This is no number of an employer."))

    @property
    def month(self) -> Month:
        """The month asked for."""
        return Month.parse(self.cleaned_data["book_month"])
