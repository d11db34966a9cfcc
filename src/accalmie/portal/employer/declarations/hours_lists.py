"""Hours of many workers at once: read in, looked at, then lodged after one yes.

Looking and lodging go in parts, one press each; a page with JavaScript presses by itself.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.communications.queries import employers_of
from accalmie.cases.declarations.acts import UnusableDeclaration
from accalmie.cases.parties.models import Employer
from accalmie.cases.staff import hours
from accalmie.cases.staff.models import HoursLine, HoursList, HoursState
from accalmie.facts.days import Month
from accalmie.law import words
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.employer.declarations import hours_lines
from accalmie.portal.languages import current_language
from accalmie.portal.paging import slice_of
from accalmie.portal.people import wording
from accalmie.portal.people.forms import Upload
from accalmie.portal.people.imports_views import as_workbook, field_given, table_given
from accalmie.portal.tables import columns
from accalmie.portal.tables.hours import read_hours
from accalmie.portal.tables.refusals import Refusal
from accalmie.portal.tables.writing import model_sheet

EMPLOYER_ROLES = (Role.EMPLOYER, Role.SECRETARIAT)
METHODS = ("GET", "HEAD", "POST")
NOT_ACCEPTABLE = 422
PART = 50
"""Workers looked at or lodged by one press: a second or two."""

_MONTHS = 14


class HoursUpload(Upload):
    """A table of hours, of which employer and which month."""

    employer = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Employer"), empty_label=None
    )
    month = forms.ChoiceField(label=gettext_lazy("Month"))
    field_order = ("employer", "month", "file", "pasted")

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = settings.CLOCK().date()
        self.fields["employer"].queryset = employers_of(account=request.user, on=today)
        self.fields["month"].choices = [
            (str(month), words.month_name(month, current_language()))
            for month in hours_lines.months_offered(today, _MONTHS)
        ]


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(METHODS)
def import_hours(request: HttpRequest) -> HttpResponse:
    """Choose month and file; what was read is shown before anything is lodged."""
    if request.method == "POST":
        form = HoursUpload(request.POST, request.FILES, request=request)
    else:
        last_month = Month.of(settings.CLOCK().date()).plus(-1)
        form = HoursUpload(request=request, initial={"month": str(last_month)})
    if form.is_valid():
        employer: Employer = form.cleaned_data["employer"]
        require(request, act=Act.LODGE_DECLARATION, target=employer)
        month = Month.parse(form.cleaned_data["month"])
        table = table_given(form, most=settings.IMPORT_MAX_HOURS)
        codes = hours_lines.codes()
        read = table if isinstance(table, Refusal) else read_hours(table, month=month, codes=codes)
        if not isinstance(read, Refusal):
            kept = hours.keep_hours(
                employer=employer,
                month=month,
                lines=[hours_lines.told_of(one) for one in read],
                by=request.user,
                at=settings.CLOCK(),
            )
            return redirect("portal:hours_list", kept.id)
        form.add_error(field_given(form), wording.refusal_words(read))
    status = NOT_ACCEPTABLE if form.is_bound else 200
    most = words.number(settings.IMPORT_MAX_HOURS, current_language())
    shown = {"form": form, "most": most}
    return render(request, "portal/employer/hours_import.html", shown, status=status)


@for_roles(*EMPLOYER_ROLES)
@require_safe
def hours_model(request: HttpRequest) -> HttpResponse:
    """The model sheet with the headings in the language of the page."""
    content = model_sheet(columns=columns.HOURS, language=current_language(), rows=())
    return as_workbook(content, name="accalmie-hours.xlsx")


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(METHODS)
def hours_list(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """A list on its way: looked at, shown, lodged."""
    kept = get_object_or_404(HoursList.objects.select_related("employer"), id=list_id)
    require(request, act=Act.LODGE_DECLARATION, target=kept)
    if request.method == "POST":
        return _pressed(request, kept)
    states = Counter(kept.lines.values_list("state", flat=True))
    told = {
        "kept": kept,
        "month": words.month_name(kept.month, current_language()),
        "total": sum(states.values()),
        "states": {state.value: states[state] for state in HoursState},
    }
    if states[HoursState.READ]:
        told |= {"do": "look", "done": told["total"] - states[HoursState.READ]}
        return render(request, "portal/employer/hours_progress.html", told)
    if kept.confirmed_at is not None and states[HoursState.READY]:
        told |= {"do": "lodge", "done": states[HoursState.LODGED]}
        return render(request, "portal/employer/hours_progress.html", told)
    lines = kept.lines.select_related("list__employer", "version__declaration__worker")
    part = request.GET.get("part", "")
    chosen = {
        "faulty": lines.filter(state=HoursState.FAULTY),
        "doubtful": lines.filter(state=HoursState.READY, is_doubtful=True),
    }.get(part, lines)
    told |= {
        "part": part,
        "doubtful": kept.lines.filter(state=HoursState.READY, is_doubtful=True).count(),
        "slice": slice_of(request=request, found=chosen.order_by("position", "id"), shown=_shown),
    }
    return render(request, "portal/employer/hours_list.html", told)


def _pressed(request: HttpRequest, kept: HoursList) -> HttpResponse:
    match request.POST.get("do", ""):
        case "look":
            _look(request, kept)
        case "lodge":
            kept = hours.confirm_hours(kept=kept, by=request.user, at=settings.CLOCK())
            _lodge(request, kept)
        case "discard":
            hours.discard_hours(kept=kept, by=request.user, at=settings.CLOCK())
            messages.success(request, _("What was not lodged is thrown away."))
            return redirect("portal:declarations")
    return redirect("portal:hours_list", kept.id)


def _look(request: HttpRequest, kept: HoursList) -> None:
    lines = kept.lines.filter(state=HoursState.READ).select_related("list__employer")
    found = [(line, hours_lines.look_at(line)) for line in lines.order_by("position")[:PART]]
    hours.note_looked(
        looked=[
            hours.Looked(
                line=line, is_ready=looked.fact is not None, is_doubtful=bool(looked.doubts)
            )
            for line, looked in found
        ],
        by=request.user,
        at=settings.CLOCK(),
    )


def _lodge(request: HttpRequest, kept: HoursList) -> None:
    """The next part; a line that has become faulty meanwhile is set aside instead."""
    lines = kept.lines.filter(state=HoursState.READY).select_related("list__employer")
    found = [(line, hours_lines.look_at(line)) for line in lines.order_by("position")[:PART]]
    facts = {line.id: looked.fact for line, looked in found if looked.fact is not None}
    wrong = [line for line, looked in found if looked.fact is None]
    try:
        hours.lodge_lines(facts=facts, by=request.user, at=settings.CLOCK())
    except UnusableDeclaration:
        # A communication changed between looking and lodging: the part is left out and shown.
        wrong = [line for line, _looked in found]
        messages.warning(request, _("A communication changed meanwhile. Look at the list again."))
    hours.note_looked(
        looked=[hours.Looked(line=one, is_ready=False, is_doubtful=False) for one in wrong],
        by=request.user,
        at=settings.CLOCK(),
    )


def _shown(line: HoursLine) -> dict[str, object]:
    if line.version is not None:
        declaration = line.version.declaration
        return {
            "state": line.state,
            "who": str(declaration.worker),
            "ticket": line.version.ticket,
            "id": declaration.id,
        }
    looked = hours_lines.look_at(line)
    return {
        "state": HoursState.READY.value if looked.fact else HoursState.FAULTY.value,
        "who": looked.who,
        "row": line.told["row"],
        "days": len(line.told["days"]),
        "first": _first(line),
        "total": words.number(looked.total, current_language()),
        "faults": looked.faults,
        "doubts": looked.doubts,
    }


def _first(line: HoursLine) -> date | None:
    days = [date.fromisoformat(day) for day, _hours, _code in line.told["days"]]
    return min(days, default=None)
