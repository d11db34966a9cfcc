"""The employer's book: a month, one card, entering, correcting, cancelling, searching, printing."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.communications.queries import employers_of
from accalmie.cases.parties.models import Employer
from accalmie.cases.validation_book import acts, queries
from accalmie.cases.validation_book.models import Entry
from accalmie.cases.validation_book.statuses import Status as EntryStatus
from accalmie.facts.communications import Channel
from accalmie.facts.days import Month
from accalmie.facts.ids import control_card, niss
from accalmie.law import words
from accalmie.portal import filters
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.languages import current_language
from accalmie.portal.paging import slice_of
from accalmie.portal.validation_book import shown
from accalmie.portal.validation_book.forms import (
    Card,
    Correction,
    Reason,
    Search,
    month_choices,
    months_around,
)
from accalmie.portal.validation_book.worded import doubt_text, entry_status, fault_text

EMPLOYER_ROLES = (Role.EMPLOYER, Role.SECRETARIAT)
FORM_METHODS = ("GET", "HEAD", "POST")
MOST_FOUND = 50


@for_roles(*EMPLOYER_ROLES)
@require_safe
def book(request: HttpRequest) -> HttpResponse:
    """One month of one employer's book."""
    today = settings.CLOCK().date()
    employers = list(employers_of(account=request.user, on=today))
    chosen = _month_filter(request, employers, today)
    employer = chosen_employer(request, employers)
    slice_ = None
    if employer is not None:
        require(request, act=Act.CONSULT_BOOK, target=employer)
        found = queries.entries_by_month(
            account=request.user,
            on=today,
            month=Month.parse(_value(chosen, "month")),
            employer=employer,
        )
        slice_ = slice_of(
            request=request, found=found, shown=lambda e: shown.entry_row(e, route="book_entry")
        )
    told = {
        "choices": chosen,
        "employer": employer,
        "month": _value(chosen, "month"),
        "slice": slice_,
        "search": Search(),
    }
    return render(request, "portal/validation_book/book.html", told)


@for_roles(*EMPLOYER_ROLES)
@require_POST
def book_search(request: HttpRequest) -> HttpResponse:
    """Who holds a card, or which cards a worker holds; what is asked stands in no address."""
    form = Search(request.POST)
    if not form.is_valid():
        return render(request, "portal/validation_book/found.html", {"search": form}, status=422)
    rows = search(request, form, route="book_entry")
    told = {"search": form, "rows": rows, "back_url": reverse("portal:book")}
    return render(request, "portal/validation_book/found.html", told)


@for_roles(*EMPLOYER_ROLES)
@require_safe
def book_print(request: HttpRequest) -> HttpResponse:
    """The whole page of a month, to be printed."""
    today = settings.CLOCK().date()
    employer = chosen_employer(request, list(employers_of(account=request.user, on=today)))
    if employer is None:
        raise Http404
    require(request, act=Act.CONSULT_BOOK, target=employer)
    month = _month_of(request, today)
    found = queries.entries_by_month(
        account=request.user, on=today, month=month, employer=employer
    ).exclude(status=EntryStatus.CANCELLED)
    entries = list(found)
    shown.record_looks(request, entries)
    told = {
        "employer": employer,
        "number": employer.bce or employer.onss or employer.ppl,
        "month": words.month_name(month, current_language()),
        "rows": [
            (shown.entry_row(one, route="book_entry"), niss.format(one.worker.niss))
            for one in entries
        ],
        "printed_on": today,
        "back_url": f"{reverse('portal:book')}?employer={employer.id}&month={month}",
    }
    return render(request, "portal/validation_book/print.html", told)


@for_roles(*EMPLOYER_ROLES)
@require_safe
def book_entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One card through its versions."""
    entry = entry_of(request, entry_id, Act.CONSULT_BOOK)
    shown.record_looks(request, [entry])
    return render(
        request,
        "portal/validation_book/entry.html",
        {**entry_told(entry), "may_correct": entry.status == EntryStatus.STANDING},
    )


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(FORM_METHODS)
def book_enter(request: HttpRequest) -> HttpResponse:
    """Enter one card."""
    now = settings.CLOCK()
    employer = employer_asked(request, Act.ENTER_CARD)
    form = Card(request.POST or None, employer=employer, today=now.date())
    if request.method == "POST" and form.is_valid():
        card = acts.Wanted(
            employer=employer,
            niss=form.cleaned_data["niss"],
            month=form.cleaned_data["month"],
            card_number=form.cleaned_data["card_number"],
        )
        try:
            made = acts.enter_cards(cards=[card], by=request.user, at=now, channel=Channel.PORTAL)
        except acts.NotEnterable as refused:
            form.add_error("card_number", _fault_of(refused))
        else:
            messages.success(request, _entered(made, card.card_number))
            return redirect(_address(employer, card.month))
    told = {"form": form, "employer": employer, "back_url": _address(employer, None)}
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/validation_book/enter.html", told, status=status)


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(FORM_METHODS)
def book_correct(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Correct an entry; what stood there stays readable."""
    now = settings.CLOCK()
    entry = _open_entry(request, entry_id)
    form = Correction(request.POST or None, entry=entry, today=now.date())
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("niss", "month", "card_number")}
        try:
            acts.correct_entry(
                entry=entry, **told, reason=form.cleaned_data["reason"], by=request.user, at=now
            )
        except acts.NotEnterable as refused:
            form.add_error("card_number", _fault_of(refused))
        except acts.NothingChanged:
            form.add_error(None, _("Nothing is changed: this is what stands in the book."))
        else:
            messages.success(request, _("Corrected. What stood there before stays readable."))
            return redirect("portal:book_entry", entry_id=entry.id)
    told = {"form": form, "entry": entry, **entry_told(entry)}
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/validation_book/correct.html", told, status=status)


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(FORM_METHODS)
def book_cancel(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Cancel an entry, for a card that was not handed over."""
    entry = _open_entry(request, entry_id)
    form = Reason(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts.cancel_entry(
            entry=entry,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=settings.CLOCK(),
        )
        messages.success(request, _("Cancelled. The number is free again."))
        return redirect("portal:book_entry", entry_id=entry.id)
    told = {"form": form, "entry": entry, **entry_told(entry)}
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/validation_book/cancel.html", told, status=status)


def search(request: HttpRequest, form: Search, *, route: str) -> list[shown.EntryRow]:
    """The entries that a valid search finds; each of them is written down as looked at."""
    told = {"account": request.user, "on": settings.CLOCK().date()}
    number, worker = form.cleaned_data["card_number"], form.cleaned_data["niss"]
    found = (
        queries.entries_by_number(**told, card_number=number)
        if number
        else queries.entries_by_worker(**told, niss=worker)
    )
    entries = list(found[:MOST_FOUND])
    shown.record_looks(request, entries)
    return [shown.entry_row(entry, route=route) for entry in entries]


def entry_of(request: HttpRequest, entry_id: UUID, act: Act) -> Entry:
    """An entry that the policy opens."""
    found = Entry.objects.select_related("worker", "employer", "latest", "replaces").annotate(
        open_questions=Count("questions", filter=Q(questions__closed_at__isnull=True))
    )
    entry = get_object_or_404(found, id=entry_id)
    require(request, act=act, target=entry)
    return entry


def entry_told(entry: Entry) -> dict[str, object]:
    """What every page about one entry shows."""
    open_ = entry.questions.filter(closed_at__isnull=True).order_by("opened_at", "id")
    return {
        "entry": entry,
        "number": control_card.format(entry.card_number),
        "worker": shown.name_of(entry),
        "month": words.month_name(entry.month, current_language()),
        "status": entry_status(EntryStatus(entry.status), open_questions=entry.open_questions),
        "doubts": [doubt_text(question.doubt) for question in open_],
        "versions": shown.shown_versions(entry),
        "replaced_number": control_card.format(entry.replaces.card_number)
        if entry.replaces
        else "",
    }


def chosen_employer(request: HttpRequest, employers: list[Employer]) -> Employer | None:
    """The employer that the address names, else the first; None where there is none."""
    asked = request.GET.get("employer", "") or request.POST.get("employer", "")
    named = [one for one in employers if str(one.id) == asked]
    if asked and not named:
        raise Http404
    return (named or employers or [None])[0]


def employer_asked(request: HttpRequest, act: Act) -> Employer:
    """The employer for whom something is entered; raises ``Http404`` where there is none."""
    today = settings.CLOCK().date()
    employer = chosen_employer(request, list(employers_of(account=request.user, on=today)))
    if employer is None:
        raise Http404
    require(request, act=act, target=employer)
    return employer


def _open_entry(request: HttpRequest, entry_id: UUID) -> Entry:
    entry = entry_of(request, entry_id, Act.CORRECT_ENTRY)
    if entry.status != EntryStatus.STANDING:
        raise Http404
    return entry


def _month_filter(
    request: HttpRequest, employers: list[Employer], today: date
) -> list[filters.Choice]:
    months = month_choices(months_around(today=today))
    asked = request.GET.copy()
    if asked.get("month", "") not in dict(months):
        asked["month"] = str(Month.of(today))
    chosen = [filters.choice(name="month", label=_("Month"), options=months, asked=asked)]
    if len(employers) > 1:
        named = [(str(one.id), str(one)) for one in employers]
        chosen.insert(
            0, filters.choice(name="employer", label=_("Employer"), options=named, asked=asked)
        )
    return chosen


def _value(chosen: list[filters.Choice], name: str) -> str:
    return next(one.value for one in chosen if one.name == name)


def _month_of(request: HttpRequest, today: date) -> Month:
    try:
        return Month.parse(request.GET.get("month", ""))
    except ValueError:
        return Month.of(today)


def _address(employer: Employer, month: Month | None) -> str:
    asked = f"?employer={employer.id}" + (f"&month={month}" if month else "")
    return f"{reverse('portal:book')}{asked}"


def _fault_of(refused: acts.NotEnterable) -> str:
    return next(fault_text(one.fault) for one in refused.examined if one.fault)


def _entered(made: list[Entry], number: str) -> str:
    number = control_card.format(number)
    if not made:
        return _("Card %(number)s stands in the book already.") % {"number": number}
    if made[0].questions.exists():
        return _("Card %(number)s is entered. An officer looks at it.") % {"number": number}
    return _("Card %(number)s is entered.") % {"number": number}
