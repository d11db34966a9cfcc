"""Many cards entered at once: pasted, looked at line by line, then taken all or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.utils.translation import pgettext as _p
from django.views.decorators.http import require_http_methods

from accalmie.cases.access.policy import Act
from accalmie.cases.parties.models import Employer, Worker
from accalmie.cases.validation_book import acts
from accalmie.cases.validation_book.acts import Examined, Fault
from accalmie.facts.communications import Channel
from accalmie.facts.days import Month
from accalmie.facts.ids import control_card, niss
from accalmie.law import words
from accalmie.portal.access.gate import for_roles
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Shape, Status
from accalmie.portal.validation_book import pasting
from accalmie.portal.validation_book.forms import month_choices, months_around
from accalmie.portal.validation_book.pasting import MOST_LINES, Line, Missing
from accalmie.portal.validation_book.views import EMPLOYER_ROLES, FORM_METHODS, employer_asked
from accalmie.portal.validation_book.worded import doubt_text, fault_text

_LONGEST = 300_000


class Paste(forms.Form):
    """Lines as they stand in a spreadsheet or in the earlier service."""

    month = forms.ChoiceField(label=gettext_lazy("Month of the lines that name none"))
    lines = forms.CharField(
        label=gettext_lazy("The cards, one a line"),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "class": "acc-mono"}),
        max_length=_LONGEST,
        error_messages={"required": gettext_lazy("Paste at least one line.")},
    )

    def __init__(self, *args: object, today: date, **rest: object) -> None:
        super().__init__(*args, **rest)
        self.fields["month"].choices = month_choices(months_around(today=today))
        self.fields["month"].initial = str(Month.of(today))

    def clean(self) -> dict[str, object]:
        """The lines read; those that hold no digit are headings."""
        told = super().clean() or {}
        if "lines" not in told or "month" not in told:
            return told
        try:
            read = pasting.read(text=told["lines"], month=Month.parse(told["month"]))
        except pasting.TooMany:
            self.add_error(
                "lines",
                _("At most %(most)s lines at once.")
                % {"most": words.number(MOST_LINES, current_language())},
            )
            return told
        if not read:
            self.add_error("lines", _("No line holds a card. Paste at least one line."))
        return {**told, "read": read}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One line of the preview."""

    number: int
    worker: str
    month: str
    card_number: str
    status: Status
    why: str
    is_faulty: bool


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(FORM_METHODS)
def book_enter_many(request: HttpRequest) -> HttpResponse:
    """Paste, look, enter. Whatever stands there already is left as it is."""
    now = settings.CLOCK()
    employer = employer_asked(request, Act.ENTER_CARD)
    form = Paste(request.POST or None, today=now.date())
    told = {"form": form, "employer": employer}
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "portal/validation_book/many.html", told, status=status)
    lines: list[Line] = form.cleaned_data["read"]
    cards = {line.number: _wanted(employer, line) for line in lines if not line.missing}
    is_complete = len(cards) == len(lines)
    if is_complete and request.POST.get("do") == "enter":
        try:
            made = acts.enter_cards(
                cards=list(cards.values()), by=request.user, at=now, channel=Channel.PORTAL
            )
        except acts.NotEnterable as refused:
            examined: Sequence[Examined] = refused.examined
        else:
            _tell(request, len(made), len(lines) - len(made))
            return redirect(
                f"{reverse('portal:book')}?employer={employer.id}&month={_first(lines)}"
            )
    else:
        examined = acts.look_at(cards=list(cards.values()), by=request.user, at=now)
    found = dict(zip(cards, examined, strict=True))
    names = _names(lines)
    rows = [_row(line, found.get(line.number), names) for line in lines]
    faulty = sum(row.is_faulty for row in rows)
    told |= {"rows": rows, "faulty": faulty, "good": len(rows) - faulty}
    return render(request, "portal/validation_book/many.html", told, status=422 if faulty else 200)


def _wanted(employer: Employer, line: Line) -> acts.Wanted:
    assert line.month is not None, "a line without month is not entered"
    return acts.Wanted(
        employer=employer, niss=line.niss, month=line.month, card_number=line.card_number
    )


def _first(lines: list[Line]) -> Month | None:
    return lines[0].month


def _names(lines: list[Line]) -> dict[str, str]:
    known = Worker.objects.filter(niss__in={line.niss for line in lines})
    return {worker.niss: str(worker) for worker in known}


def _row(line: Line, examined: Examined | None, names: dict[str, str]) -> LineRow:
    status, why, is_faulty = _answer(line, examined)
    return LineRow(
        number=line.number,
        worker=names.get(line.niss, "") or (niss.format(line.niss) if line.niss else ""),
        month=words.month_name(line.month, current_language()) if line.month else "",
        card_number=control_card.format(line.card_number) if line.card_number else "",
        status=status,
        why=why,
        is_faulty=is_faulty,
    )


def _answer(line: Line, examined: Examined | None) -> tuple[Status, str, bool]:
    if examined is None:
        why = " ".join(_missing_text(one) for one in line.missing)
        return Status(shape=Shape.STOP, word=_("Cannot be read")), why, True
    if examined.fault is Fault.ALREADY_ENTERED:
        return Status(shape=Shape.NONE, word=_("Entered already")), "", False
    if examined.fault is not None:
        return (
            Status(shape=Shape.STOP, word=_("Cannot be entered")),
            fault_text(examined.fault),
            True,
        )
    if examined.doubts:
        why = " ".join(doubt_text(one) for one in examined.doubts)
        return Status(shape=Shape.LOOK, word=_("Goes to an officer too")), why, False
    return Status(shape=Shape.OK, word=_p("line", "In order")), "", False


def _missing_text(missing: Missing) -> str:
    match missing:
        case Missing.WORKER:
            return _("No national number is found.")
        case Missing.CHECK_DIGITS:
            return _("The check digits of the national number are wrong.")
        case Missing.CARD:
            return _("No card number is found (two letters, seven digits).")
        case Missing.MONTH:
            return _("No month is found.")
        case _unknown:
            assert_never(_unknown)


def _tell(request: HttpRequest, made: int, known: int) -> None:
    told = ngettext("%(number)s card entered.", "%(number)s cards entered.", made) % {
        "number": words.number(made, current_language())
    }
    if known:
        told += " " + ngettext(
            "%(number)s stood in the book already.",
            "%(number)s stood in the book already.",
            known,
        ) % {"number": words.number(known, current_language())}
    messages.success(request, told)
