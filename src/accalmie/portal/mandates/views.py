"""Mandates: the list beside the users, proposing one, one with its steps; for whom one acts."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accalmie.cases.access import mandating
from accalmie.cases.access.clients import clients_of
from accalmie.cases.access.functions import Function
from accalmie.cases.access.mandating import MandateNotPossible, Terms, side_of
from accalmie.cases.access.models import Mandate, MandateState, Side
from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.portal import filters
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.mandates import acting, shown
from accalmie.portal.mandates.forms import ProposeToEmployer, ProposeToSender, Revoke
from accalmie.portal.paging import slice_of
from accalmie.portal.users.lists import users_shown

BOTH_SIDES = (Role.EMPLOYER, Role.SECRETARIAT)
FORM_METHODS = ("GET", "HEAD", "POST")
CLIENTS_SHOWN = 50


@for_roles(*BOTH_SIDES)
@require_safe
def access_home(request: HttpRequest) -> HttpResponse:
    """Who may act: the mandates, what waits for an answer first; then the users."""
    require(request, act=Act.MANAGE_MANDATES, target=request.user)
    today = settings.CLOCK().date()
    page = slice_of(
        request=request,
        found=_mandates(request),
        shown=lambda one: shown.row_of(mandate=one, account=request.user, on=today),
    )
    context = {
        "slice": page,
        "is_employer": side_of(account=request.user) is Side.EMPLOYER,
        "users": users_shown(account=request.user, at=settings.CLOCK()),
    }
    return render(request, "portal/mandates/access.html", context)


@for_roles(*BOTH_SIDES)
@require_http_methods(FORM_METHODS)
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a mandate to the other side."""
    require(request, act=Act.MANAGE_MANDATES, target=request.user)
    is_employer = side_of(account=request.user) is Side.EMPLOYER
    form_class = ProposeToSender if is_employer else ProposeToEmployer
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        terms = Terms(
            employer=request.user.employer if is_employer else told["number"],
            sender=told["number"] if is_employer else request.user.sender,
            functions=frozenset(Function(value) for value in told["functions"]),
            first_day=told["first_day"],
            last_day=told["last_day"],
        )
        try:
            made = mandating.propose(terms=terms, by=request.user, at=settings.CLOCK())
        except MandateNotPossible as fault:
            form.add_error(*_fault(fault))
        else:
            messages.success(
                request,
                _("Proposed. It opens nothing before the other side has confirmed it."),
            )
            return redirect("portal:mandate", made.id)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "is_employer": is_employer}
    return render(request, "portal/mandates/propose.html", context, status=status)


@for_roles(*BOTH_SIDES)
@require_http_methods(FORM_METHODS)
def mandate(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """One mandate: what it says, what was done with it, what can be done."""
    found = get_object_or_404(Mandate.objects.select_related("employer", "sender"), id=mandate_id)
    require(request, act=Act.MANAGE_MANDATES, target=found)
    form = Revoke(None)
    if request.method == "POST":
        form = Revoke(request.POST)
        if _is_done(request, found, form):
            return redirect("portal:mandate", found.id)
    today = settings.CLOCK().date()
    is_own = found.proposed_side == side_of(account=request.user)
    is_proposed = found.state == MandateState.PROPOSED
    end = found.ends_on
    context = {
        "mandate": found,
        "row": shown.row_of(mandate=found, account=request.user, on=today),
        "steps": shown.steps_of(mandate=found),
        "may_answer": is_proposed and not is_own,
        "may_withdraw": is_proposed and is_own,
        "may_revoke": found.state == MandateState.CONFIRMED and (end is None or end >= today),
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/mandates/mandate.html", context, status=status)


@for_roles(Role.SECRETARIAT)
@require_http_methods(FORM_METHODS)
def acting_for(request: HttpRequest) -> HttpResponse:
    """For whom one acts: one client, or all."""
    clients = clients_of(account=request.user, on=settings.CLOCK().date())
    if request.method == "POST":
        chosen = request.POST.get("client", "")
        acting.choose(request=request, client=_client(clients, chosen) if chosen else None)
        return redirect("portal:obligations" if chosen else "portal:portfolio")
    asked = filters.text_asked(request.GET)
    if asked:
        fits = Q(name__icontains=asked)
        if number := filters.number_in(asked):
            fits |= Q(bce__contains=number) | Q(onss__contains=number)
        clients = clients.filter(fits)
    context = {
        "text": asked,
        "clients": clients[:CLIENTS_SHOWN],
        "total": clients.count(),
        "shown_at_most": CLIENTS_SHOWN,
    }
    return render(request, "portal/mandates/acting_for.html", context)


def _mandates(request: HttpRequest) -> QuerySet[Mandate]:
    account, today = request.user, settings.CLOCK().date()
    is_employer = side_of(account=account) is Side.EMPLOYER
    mine = Q(employer_id=account.employer_id) if is_employer else Q(sender_id=account.sender_id)
    in_force = Mandate.objects.in_force(on=today).values("pk")
    rank = Case(
        When(state=MandateState.PROPOSED, then=Value(0)),
        When(pk__in=in_force, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return (
        Mandate.objects.filter(mine)
        .select_related("employer", "sender")
        .annotate(rank=rank)
        .order_by("rank", "-first_day", "-id")
    )


def _is_done(request: HttpRequest, found: Mandate, form: Revoke) -> bool:
    """Do what the button asks; where it cannot be done, the form or a message says why."""
    by, at = request.user, settings.CLOCK()
    answers = {
        "confirm": (mandating.confirm, _("Confirmed. The mandate is in force on the days stated.")),
        "decline": (mandating.decline, _("Declined. It opens nothing.")),
        "withdraw": (mandating.withdraw, _("Withdrawn. It opens nothing.")),
    }
    asked = request.POST.get("do", "")
    try:
        match asked:
            case "confirm" | "decline" | "withdraw":
                act, said = answers[asked]
                act(mandate=found, by=by, at=at)
            case "revoke_now":
                yesterday = at.date() - timedelta(days=1)
                mandating.revoke(mandate=found, last_day=yesterday, by=by, at=at)
                said = _("The mandate is ended.")
            case "revoke":
                if not form.is_valid():
                    return False
                last_day = form.cleaned_data["revoked_last_day"]
                mandating.revoke(mandate=found, last_day=last_day, by=by, at=at)
                said = _("The mandate ends on the day you gave.")
            case _unknown:
                raise Http404
    except MandateNotPossible as fault:
        field, text = _fault(fault)
        if field == "revoked_last_day" and asked == "revoke":
            form.add_error(field, text)
            return False
        messages.error(request, text)
        return True
    messages.success(request, said)
    return True


def _fault(fault: MandateNotPossible) -> tuple[str | None, str]:
    """Beside which field a fault stands, and what it says."""
    match fault:
        case mandating.Overlapping():
            return "first_day", _(
                "There is a mandate or a proposal between you for one of these functions on one of"
                " these days. End it first, or choose other days."
            )
        case mandating.BeginsInThePast():
            return "first_day", _("A mandate does not reach back: it begins today or later.")
        case mandating.EndsBeforeItBegins():
            return "last_day", _("The last day lies before the first.")
        case mandating.NoFunction():
            return "functions", _("Choose at least one function.")
        case mandating.NotEarlier():
            return "revoked_last_day", _("The mandate ends on that day or before it anyway.")
        case mandating.EndsInThePast():
            return "revoked_last_day", _(
                "What was done stays covered: the last day is yesterday at the earliest."
            )
        case mandating.OverAlready():
            return None, _("The time of this mandate is over.")
        case _:
            return None, _("This proposal was answered already.")


def _client(clients: QuerySet, chosen: str) -> object:
    try:
        return get_object_or_404(clients, id=UUID(chosen))
    except ValueError as error:
        raise Http404 from error
