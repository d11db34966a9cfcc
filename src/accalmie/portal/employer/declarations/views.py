"""The employer's declarations: list, form, one declaration, change, cancellation."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.board.models import BoardRow
from accalmie.cases.communications.queries import employers_of
from accalmie.cases.declarations import acts
from accalmie.cases.declarations.models import Declaration
from accalmie.cases.declarations.statuses import Scenario
from accalmie.cases.declarations.statuses import Status as DeclarationStatus
from accalmie.cases.parties.places import Somewhere
from accalmie.facts.communications import Channel, Version
from accalmie.facts.days import Month
from accalmie.facts.ids import niss
from accalmie.law import words
from accalmie.portal import looks
from accalmie.portal.access.gate import for_roles, may, may_somewhere, require
from accalmie.portal.documents import pdf_named
from accalmie.portal.employer.declarations import lists, shown
from accalmie.portal.employer.declarations.sending import Entry, answer
from accalmie.portal.employer.declarations.subject import known_by_row, known_of
from accalmie.portal.languages import current_language
from accalmie.portal.mandates.acting import acts_for_several
from accalmie.portal.payer.papers import print_of

EMPLOYER_ROLES = (Role.EMPLOYER, Role.SECRETARIAT)
FORM_METHODS = ("GET", "HEAD", "POST")
_MONTHS_SHOWN = 14


class Begin(forms.Form):
    """Which declaration, of whom, for which month; the number travels in the form only."""

    scenario = forms.ChoiceField(label=gettext_lazy("Declaration"))
    employer = forms.ChoiceField(label=gettext_lazy("Employer"))
    niss = forms.CharField(
        label=gettext_lazy("National number of the worker"),
        max_length=20,
        error_messages={"required": gettext_lazy("Enter the national number of the worker.")},
    )
    month = forms.ChoiceField(label=gettext_lazy("Month"))

    def __init__(self, *args: object, employers: list, months: list[Month], **kwargs: object):
        super().__init__(*args, **kwargs)
        language = current_language()
        self.fields["scenario"].choices = [
            (one.value, shown.name_of(one)) for one in (Scenario.HOURS, Scenario.CONSTAT)
        ]
        self.fields["employer"].choices = [(str(one.id), str(one)) for one in employers]
        self.fields["month"].choices = [
            (str(month), words.month_name(month, language)) for month in months
        ]

    def clean_niss(self) -> str:
        """Digits only, with the right check digits."""
        written = "".join(char for char in self.cleaned_data["niss"] if char.isdigit())
        if not niss.is_valid(written):
            raise forms.ValidationError(
                _("This is no national number: eleven digits, the last two check the others.")
            )
        return written


@for_roles(*EMPLOYER_ROLES)
@require_safe
def declarations(request: HttpRequest) -> HttpResponse:
    """What is to be declared, then everything that was declared."""
    today = settings.CLOCK().date()
    shown_here = lists.list_page(request=request, today=today)
    shown_here["has_many_firms"] = acts_for_several(request.user)
    shown_here["may_declare"] = may_somewhere(request, act=Act.LODGE_DECLARATION)
    return render(request, "portal/employer/declarations.html", shown_here)


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(FORM_METHODS)
def declare_hours(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Scenario 5 of a worker's month."""
    return _of_row(request, row_id, Scenario.HOURS)


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(FORM_METHODS)
def declare_right(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Scenario 2 of a worker's month."""
    return _of_row(request, row_id, Scenario.CONSTAT)


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(FORM_METHODS)
def new_declaration(request: HttpRequest) -> HttpResponse:
    """A declaration for a worker of whom nothing was announced, even for one nobody knows."""
    today = settings.CLOCK().date()
    employers = list(employers_of(account=request.user, on=today))
    months = [Month.of(today).plus(-n) for n in range(_MONTHS_SHOWN)]
    is_begun = request.method == "POST"
    form = Begin(request.POST if is_begun else None, employers=employers, months=months)
    if not is_begun or not form.is_valid():
        status = 422 if is_begun else 200
        return render(request, "portal/employer/declare_new.html", {"form": form}, status=status)
    told = form.cleaned_data
    employer = next(one for one in employers if str(one.id) == told["employer"])
    require(request, act=Act.LODGE_DECLARATION, target=Somewhere(employer))
    known = known_of(employer=employer, niss=told["niss"], month=Month.parse(told["month"]))
    entry = Entry(
        scenario=Scenario(told["scenario"]),
        known=known,
        carried={name: told[name] for name in ("scenario", "employer", "niss", "month")},
    )
    return answer(request, entry)


@for_roles(*EMPLOYER_ROLES)
@require_safe
def declaration(request: HttpRequest, declaration_id: UUID) -> HttpResponse:
    """One declaration: its ticket, what was declared, what the law says, its versions."""
    found = _declaration(request, declaration_id, Act.CONSULT_DECLARATION)
    latest = found.latest
    read = _last_with_answers(found)
    is_cancelled = found.status == DeclarationStatus.CANCELLED
    return render(
        request,
        "portal/employer/declaration.html",
        {
            "declaration": found,
            "name": shown.name_of(Scenario(found.scenario)),
            "month": words.month_name(found.month, current_language()),
            "worker": str(found.worker),
            "status": shown.status_of(found),
            "ticket": latest.ticket,
            "rows": shown.rows_of(read.fact),
            "days": shown.days_of(read.fact),
            "findings": shown.findings_of(read.found),
            "versions": shown.versions_shown(found),
            "may_change": not is_cancelled,
            "print_url": ""
            if is_cancelled
            else reverse("portal:print_declaration", args=[found.id]),
            "month_url": _month_url(request, found),
        },
    )


def _month_url(request: HttpRequest, found: Declaration) -> str:
    """The month of the worker, for who may see it: a secretariat only while its mandate lasts."""
    row = BoardRow.objects.filter(
        worker_id=found.worker_id, employer_id=found.employer_id, month=found.month
    ).first()
    if row is None or not may(request, act=Act.CONSULT_BOARD, target=row):
        return ""
    return reverse("portal:month", args=[row.id])


@for_roles(*EMPLOYER_ROLES)
@require_safe
def print_declaration(request: HttpRequest, declaration_id: UUID) -> HttpResponse:
    """The print that the employer gives to the worker, as PDF; what is cancelled has none."""
    found = _declaration(request, declaration_id, Act.CONSULT_DECLARATION)
    if found.status == DeclarationStatus.CANCELLED:
        raise Http404
    return pdf_named(found.latest.ticket, content=print_of(found))


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(FORM_METHODS)
def change_declaration(request: HttpRequest, declaration_id: UUID) -> HttpResponse:
    """The same form, filled in with what was declared; what is sent becomes the next version."""
    found = _declaration(request, declaration_id, Act.AMEND_DECLARATION)
    if found.status == DeclarationStatus.CANCELLED:
        raise Http404
    known = known_of(employer=found.employer, niss=found.worker.niss, month=found.month)
    entry = Entry(scenario=Scenario(found.scenario), known=known, before=found, carried={})
    return answer(request, entry)


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(FORM_METHODS)
def cancel_declaration(request: HttpRequest, declaration_id: UUID) -> HttpResponse:
    """Cancelling asks once more, then is the last version."""
    found = _declaration(request, declaration_id, Act.CANCEL_DECLARATION)
    if found.status == DeclarationStatus.CANCELLED:
        raise Http404
    if request.method != "POST":
        told = {
            "declaration": found,
            "name": shown.name_of(Scenario(found.scenario)),
            "month": words.month_name(found.month, current_language()),
            "worker": str(found.worker),
            "ticket": found.latest.ticket,
        }
        return render(request, "portal/employer/declaration_cancel.html", told)
    fact = replace(found.latest.fact, version=Version.CANCELLATION, replaces=found.latest.ticket)
    version = acts.cancel(
        declaration=fact, by=request.user, at=settings.CLOCK(), channel=Channel.PORTAL
    )
    if isinstance(version, acts.Refused):
        messages.error(request, _("It was changed in the meantime. Look at it again."))
    else:
        messages.success(
            request, _("Cancelled. The ticket is %(ticket)s.") % {"ticket": version.ticket}
        )
    return redirect("portal:declaration", declaration_id=found.id)


def _of_row(request: HttpRequest, row_id: UUID, scenario: Scenario) -> HttpResponse:
    row = get_object_or_404(BoardRow.objects.select_related("worker", "employer"), id=row_id)
    require(request, act=Act.LODGE_DECLARATION, target=row)
    return answer(request, Entry(scenario=scenario, known=known_by_row(row=row), carried={}))


def _declaration(request: HttpRequest, declaration_id: UUID, act: Act) -> Declaration:
    found = get_object_or_404(
        Declaration.objects.select_related("worker", "employer", "latest__declaration"),
        id=declaration_id,
    )
    require(request, act=act, target=found)
    looks.record_subject(
        request,
        subject_kind="declaration",
        subject=found.id,
        ticket=found.latest.ticket,
        niss=(found.worker.niss,),
    )
    return found


def _last_with_answers(found: Declaration):
    """The version whose answers are shown: a cancellation of a file repeats none."""
    versions = found.versions.select_related("declaration").order_by("-number")
    told = versions.exclude(kind=Version.CANCELLATION).first()
    return told or found.latest
