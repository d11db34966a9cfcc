"""The office's side: orders to answer, doubts to settle, duplicates, and who holds which card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from stdnum.exceptions import ValidationError

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.card_stock import acts as stock
from accalmie.cases.card_stock import queries as stock_queries
from accalmie.cases.card_stock.models import CardOrder
from accalmie.cases.card_stock.statuses import Status as OrderStatus
from accalmie.cases.days import belgian_day
from accalmie.cases.parties.models import Employer
from accalmie.cases.validation_book import acts, queries
from accalmie.cases.validation_book.models import Entry, Question
from accalmie.cases.validation_book.statuses import Status as EntryStatus
from accalmie.facts.days import Month
from accalmie.facts.ids import bce, control_card, onss
from accalmie.law.cards.forms import may_get_duplicate
from accalmie.portal.access.gate import for_roles, may, require
from accalmie.portal.validation_book import shown
from accalmie.portal.validation_book.forms import (
    DeliveredOn,
    Duplicate,
    Grant,
    PageOfBook,
    Reason,
    Search,
)
from accalmie.portal.validation_book.orders import order_of, order_told
from accalmie.portal.validation_book.views import (
    FORM_METHODS,
    MOST_FOUND,
    entry_of,
    entry_told,
    search,
)
from accalmie.portal.validation_book.worded import doubt_text, fault_text, findings_shown

READERS = (Role.OFFICER, Role.AUDITOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """One doubt in the list of the office."""

    card_number: str
    worker: str
    employer: str
    why: str
    opened_at: datetime
    url: str


@for_roles(Role.OFFICER)
@require_safe
def office_card_orders(request: HttpRequest) -> HttpResponse:
    """Orders that wait for the office, then the doubts about cards entered."""
    orders = stock_queries.waiting_orders_of(account=request.user, on=settings.CLOCK().date())
    told = {
        "orders": [shown.order_row(one, route="office_card_order") for one in orders[:MOST_FOUND]],
        "questions": [_question_row(one) for one in queries.open_questions()[:MOST_FOUND]],
    }
    return render(request, "portal/validation_book/office.html", told)


@for_roles(Role.OFFICER)
@require_http_methods(FORM_METHODS)
def office_card_order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Answer one order: grant its numbers, refuse it, note that the cards arrived."""
    order = order_of(request, order_id, Act.ANSWER_CARD_ORDER)
    granting = Grant(initial={"first": stock_queries.next_free_number()})
    refusing = Reason(prefix="refusal")
    delivery = _delivery_form(request, order)
    status = 200
    if request.method == "POST":
        match request.POST.get("do"):
            case "grant":
                granting = Grant(request.POST)
                is_done = granting.is_valid() and _grant(request, order, granting)
            case "refuse":
                refusing = Reason(request.POST, prefix="refusal")
                is_done = refusing.is_valid() and _refuse(request, order, refusing)
            case "deliver" if delivery is not None:
                is_done = delivery.is_valid() and _deliver(request, order, delivery)
            case _:
                raise Http404
        if is_done:
            return redirect("portal:office_card_order", order_id=order.id)
        status = 422
    waits = order.status in (OrderStatus.TO_EXAMINE, OrderStatus.TO_GRANT)
    told = {
        **order_told(order),
        "granting": granting if waits else None,
        "refusing": refusing if waits else None,
        "delivery": delivery,
    }
    return render(request, "portal/validation_book/office_order.html", told, status=status)


@for_roles(Role.OFFICER)
@require_POST
def book_question_close(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Close a doubt with what was found."""
    question = get_object_or_404(Question.objects.select_related("entry"), id=question_id)
    require(request, act=Act.CLOSE_BOOK_QUESTION, target=question.entry)
    try:
        acts.close_question(
            question=question,
            answer=request.POST.get("answer", "")[:500],
            by=request.user,
            at=settings.CLOCK(),
        )
    except acts.NoAnswer:
        messages.error(request, _("Write what you found before you close the question."))
    else:
        messages.success(request, _("The question is closed."))
    return redirect("portal:book_consult_entry", entry_id=question.entry_id)


@for_roles(*READERS)
@require_http_methods(FORM_METHODS)
def book_consult(request: HttpRequest) -> HttpResponse:
    """Who holds which card: by number, by worker, by employer and month."""
    today = settings.CLOCK().date()
    by = request.POST.get("by") if request.method == "POST" else ""
    asked = Search(request.POST if by == "card" else None)
    page = PageOfBook(request.POST if by == "month" else None, today=today)
    told: dict[str, object] = {"search": asked, "page_of_book": page}
    if by == "card" and asked.is_valid():
        told["rows"] = search(request, asked, route="book_consult_entry")
    elif by == "month" and page.is_valid():
        told["rows"] = _page_of_book(request, page.cleaned_data["number"], page.month)
    is_answered = "rows" in told or request.method != "POST"
    return render(
        request,
        "portal/validation_book/consult.html",
        told,
        status=200 if is_answered else 422,
    )


@for_roles(*READERS)
@require_safe
def book_consult_entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One entry with its versions; an officer settles its doubts and enters a duplicate."""
    entry = entry_of(request, entry_id, Act.CONSULT_BOOK)
    shown.record_looks(request, [entry])
    return _consulted(request, entry, Duplicate(), status=200)


@for_roles(Role.OFFICER)
@require_POST
def book_replace(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Enter the duplicate of a lost card."""
    entry = entry_of(request, entry_id, Act.REPLACE_CARD)
    form = Duplicate(request.POST)
    if not form.is_valid():
        return _consulted(request, entry, form, status=422)
    try:
        made = acts.replace_card(
            entry=entry,
            card_number=form.cleaned_data["card_number"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=settings.CLOCK(),
        )
    except acts.NotEnterable as refused:
        form.add_error("card_number", fault_text(refused.examined[0].fault))
    except acts.NotPossibleNow:
        form.add_error(None, _("This card was replaced or cancelled meanwhile."))
    else:
        messages.success(request, _("The duplicate is entered; the lost number stays used."))
        return redirect("portal:book_consult_entry", entry_id=made.id)
    return _consulted(request, entry, form, status=422)


def _consulted(request: HttpRequest, entry: Entry, form: Duplicate, *, status: int) -> HttpResponse:
    told = entry_told(entry)
    if entry.status == EntryStatus.STANDING and may(request, act=Act.REPLACE_CARD, target=entry):
        finding = may_get_duplicate(
            asked_on=settings.CLOCK().date(),
            earlier_duplicate_on=queries.earlier_duplicate_of(entry=entry),
        )
        told |= {"duplicate": form, "findings": findings_shown((finding,))}
    if may(request, act=Act.CLOSE_BOOK_QUESTION, target=entry):
        open_ = entry.questions.filter(closed_at__isnull=True).order_by("opened_at", "id")
        told["questions"] = [(one.id, doubt_text(one.doubt)) for one in open_]
    return render(request, "portal/validation_book/consult_entry.html", told, status=status)


def _page_of_book(request: HttpRequest, number: str, month: Month) -> list[shown.EntryRow]:
    field = "bce" if bce.is_valid(number) else "onss" if onss.is_valid(number) else "ppl"
    employer = Employer.objects.filter(**{field: number}).first()
    if employer is None:
        return []
    found = queries.entries_by_month(
        account=request.user, on=settings.CLOCK().date(), month=month, employer=employer
    )
    entries = list(found)
    shown.record_looks(request, entries)
    return [shown.entry_row(entry, route="book_consult_entry") for entry in entries]


def _grant(request: HttpRequest, order: CardOrder, form: Grant) -> bool:
    try:
        granted = stock.grant_cards(
            order=order,
            first=form.cleaned_data["first"],
            by=request.user,
            at=settings.CLOCK(),
        )
    except stock.WrongLetters:
        form.add_error(
            "first", _("Numbers that the office grants to an employer begin with N or F.")
        )
    except stock.NumbersTaken:
        form.add_error("first", _("Some of these numbers were granted before. Look at the packet."))
    except stock.NotPossibleNow:
        form.add_error(None, _("This order was answered meanwhile."))
    except (ValidationError, ValueError):
        form.add_error("first", _("There are not enough numbers after this one."))
    else:
        told = {
            "first": control_card.format(granted.first),
            "last": control_card.format(granted.last),
        }
        messages.success(request, _("Granted: %(first)s to %(last)s.") % told)
        return True
    return False


def _refuse(request: HttpRequest, order: CardOrder, form: Reason) -> bool:
    try:
        stock.refuse_order(
            order=order,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=settings.CLOCK(),
        )
    except stock.NotPossibleNow:
        form.add_error(None, _("This order was answered meanwhile."))
        return False
    messages.success(request, _("The order is refused; its holder reads your reason."))
    return True


def _deliver(request: HttpRequest, order: CardOrder, form: DeliveredOn) -> bool:
    stock.note_delivery(
        order=order,
        delivered_on=form.cleaned_data["delivered_on"],
        by=request.user,
        at=settings.CLOCK(),
    )
    messages.success(request, _("The delivery is noted."))
    return True


def _delivery_form(request: HttpRequest, order: CardOrder) -> DeliveredOn | None:
    if order.status != OrderStatus.GRANTED:
        return None
    is_sent = request.method == "POST" and request.POST.get("do") == "deliver"
    return DeliveredOn(
        request.POST if is_sent else None,
        since=belgian_day(order.granted.granted_at),
        today=settings.CLOCK().date(),
    )


def _question_row(question: Question) -> QuestionRow:
    entry = question.entry
    return QuestionRow(
        card_number=control_card.format(entry.card_number),
        worker=shown.name_of(entry),
        employer=str(entry.employer),
        why=doubt_text(question.doubt),
        opened_at=question.opened_at,
        url=reverse("portal:book_consult_entry", args=[entry.id]),
    )
