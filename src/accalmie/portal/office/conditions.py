"""The firms that say they are in difficulty (C106A): read, and recognised or not."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.conditions import acts, posting
from accalmie.cases.conditions.models import Notice
from accalmie.cases.conditions.queries import notices_of_office
from accalmie.portal import difficulty_paper, difficulty_shown
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.employer.difficulty.posting import Arrival

YES, NO = "yes", "no"
SHOWN_AT_MOST = 200
NOT_ACCEPTABLE = 422


class Recognition(forms.Form):
    """The answer, and why not. Nothing is preselected."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Is the firm in difficulty, and is there an agreement or plan?"),
        choices=(
            (YES, gettext_lazy("Recognised")),
            (NO, gettext_lazy("Not recognised")),
        ),
        error_messages={"required": gettext_lazy("Choose an answer.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why not? The employer reads it."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "govuk-textarea"}),
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args, auto_id="id_%s")

    def clean(self) -> dict[str, Any]:
        """Who is not recognised is told why."""
        given = super().clean()
        if given.get("answer") == NO and not given.get("reason"):
            self.add_error("reason", _("State why the firm is not recognised."))
        return given


@for_roles(Role.OFFICER)
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The notices of the office: those that wait first, the oldest before the others."""
    found = notices_of_office(account=request.user)
    rows = [
        {"notice": notice, "status": difficulty_shown.status_of(notice)}
        for notice in found[:SHOWN_AT_MOST]
    ]
    return render(request, "portal/office/notices.html", {"rows": rows})


@for_roles(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """One notice with what the law compares, and the answer to give."""
    found, at = _notice(request, notice_id), settings.CLOCK()
    arrival = Arrival(None, on=at.date())
    if request.method != "POST":
        return _page(request, found, Recognition(), arrival, 200)
    form = Recognition(request.POST)
    if not form.is_valid():
        return _page(request, found, form, arrival, NOT_ACCEPTABLE)
    try:
        acts.answer_notice(
            notice=found,
            is_recognised=form.cleaned_data["answer"] == YES,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=at,
        )
    except acts.AlreadyAnswered:
        messages.info(request, _("Somebody answered this notice meanwhile."))
    else:
        difficulty_paper.answer_of(_notice(request, notice_id), at=at)
        messages.success(request, _("Answer recorded. The employer sees it at once."))
    return redirect("portal:office_notice", found.id)


@for_roles(Role.OFFICER)
@require_POST
def arrival(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Record the registered letter that came."""
    found, at = _notice(request, notice_id), settings.CLOCK()
    form = Arrival(request.POST, on=at.date())
    if not form.is_valid():
        return _page(request, found, Recognition(), form, NOT_ACCEPTABLE)
    try:
        posting.record_arrival(
            notice=found,
            posted_on=form.cleaned_data["posted_on"],
            arrived_on=form.cleaned_data["arrived_on"],
            by=request.user,
            at=at,
        )
    except posting.AlreadyTold:
        messages.info(request, _("The arrival of this letter is recorded already."))
    else:
        messages.success(request, _("The registered letter is recorded."))
    return redirect("portal:office_notice", found.id)


@for_roles(Role.OFFICER)
@require_safe
def receipt(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """The receipt that the employer has, as PDF."""
    found = _notice(request, notice_id)
    return difficulty_paper.as_pdf(difficulty_paper.receipt_of(found, at=settings.CLOCK()))


@for_roles(Role.OFFICER)
@require_safe
def answer(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """The letter of the answer, as the employer has it."""
    found = _notice(request, notice_id)
    if getattr(found, "answer", None) is None:
        raise Http404
    return difficulty_paper.as_pdf(difficulty_paper.answer_of(found, at=settings.CLOCK()))


def _notice(request: HttpRequest, notice_id: UUID) -> Notice:
    found = get_object_or_404(
        Notice.objects.select_related(
            "employer", "office", "condition", "sent_by", "answer__answered_by", "draft__letter"
        ),
        id=notice_id,
    )
    require(request, act=Act.RECOGNISE_CONDITION, target=found)
    return found


def _page(
    request: HttpRequest, found: Notice, form: Recognition, arrival_form: Arrival, status: int
) -> HttpResponse:
    on = found.condition.sent_on
    has_come = found.postings.filter(arrived_on__isnull=False).exists()
    shown = {
        "notice": found,
        "status": difficulty_shown.status_of(found),
        "rows": difficulty_shown.rows_of(found.content, on=on),
        "letter_rows": difficulty_shown.letter_rows(found),
        "first_communication_on": difficulty_shown.first_communication_on(found),
        "remarks": difficulty_shown.remarks_of(found.content, on=on),
        "answer": getattr(found, "answer", None),
        "form": form,
        "arrival": None if has_come else arrival_form,
        "failing": arrival_form if arrival_form.errors else form,
    }
    return render(request, "portal/office/notice.html", shown, status=status)
