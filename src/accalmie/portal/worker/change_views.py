"""Form C1 on its own: the worker tells a new address, account, activity or income."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.claims import acts, queries
from accalmie.cases.claims.models import Claim
from accalmie.facts.claim_forms import C1, C1Reason, ClaimFile
from accalmie.facts.claims import ClaimEvent
from accalmie.law.claims.changes import changed_situation, reason_of
from accalmie.law.unusable import UnusableInput
from accalmie.portal.access.gate import for_roles
from accalmie.portal.worker import claim_forms, claim_shown
from accalmie.portal.worker.claim_fields import Day
from accalmie.portal.worker.claim_forms import Part

PARTS = tuple(part for part in claim_forms.PARTS if part is not claim_forms.Benefit)


class Since(claim_forms.Sincerity):
    """From which day the new situation holds, and the declaration under the form."""

    since = Day(
        label=gettext_lazy("From which day does it hold?"),
        help_text=gettext_lazy("Today or an earlier day."),
        error_messages={"required": gettext_lazy("Say from which day it holds.")},
    )
    field_order = ("since", "is_sincere")

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, initial={"since": today}, **kwargs)
        self._today = today

    def clean_since(self) -> date:
        """A change is told once it happened, and within what the law covers."""
        day: date = self.cleaned_data["since"]
        if day > self._today:
            raise forms.ValidationError(_("This day lies in the future. Report the change then."))
        try:
            changed_situation(event_on=day)
        except UnusableInput as error:
            raise forms.ValidationError(_("This day lies too far back.")) from error
        return day


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The form as far as it is: ``claim`` and ``last`` are what was handed in last."""

    claim: Claim
    draft: Claim | None
    file: ClaimFile
    last: C1 | None

    @property
    def unanswered(self) -> tuple[type[Part], ...]:
        """The parts that were never filled in."""
        return tuple(part for part in PARTS if part.name not in self.file.answered)


@for_roles(Role.WORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def change_situation(request: HttpRequest) -> HttpResponse:
    """The answers as they stand, each to be changed; then from when, the declaration, sending."""
    opened = _opened(request.user)
    if opened is None:
        messages.info(request, _("Form C1 goes with your claim. It begins on the page of a month."))
        return redirect("portal:my_file")
    at = settings.CLOCK()
    form = Since(request.POST if request.method == "POST" else None, today=at.date())
    is_ready = not opened.unanswered
    if form.is_bound and form.is_valid() and is_ready:
        sent = _sent(request, opened, form.cleaned_data["since"])
        messages.info(request, _("Your form C1 is sent. This page is your receipt."))
        return redirect("portal:claim", sent.id)
    context = {
        "form": form,
        "answers": claim_shown.answers_of(opened.file),
        "further": claim_shown.further_forms(opened.file),
        "unanswered": opened.unanswered,
    }
    status = 422 if form.is_bound else 200
    return render(request, "portal/worker/change.html", context, status=status)


@for_roles(Role.WORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def change_step(request: HttpRequest, step: str) -> HttpResponse:
    """One part of the form; what is saved stays a draft."""
    part = next((one for one in PARTS if one.name == step), None)
    opened = _opened(request.user)
    if part is None or opened is None:
        raise Http404
    worker, today = request.user.worker, settings.CLOCK().date()
    first = part.first(opened.file, worker, today)
    form = part(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        file = form.put(opened.file, "")
        _draft(request, opened, file, opened.draft.first_day if opened.draft else today)
        return redirect("portal:change_situation")
    context = {"form": form, "part": part}
    status = 422 if form.is_bound else 200
    return render(request, "portal/worker/change_part.html", context, status=status)


def _opened(account: Account) -> Opened | None:
    """The draft, else what was handed in last; None for who never claimed anything."""
    last_claim = queries.last_handed_in(worker_id=account.worker_id)
    if last_claim is None:
        return None
    last = queries.papers_of(claim=last_claim).c1
    draft = queries.drafted_change(worker_id=account.worker_id)
    if draft is not None:
        file = queries.papers_of(claim=draft)
    else:
        blank = C1(reason=C1Reason.CHANGE_OF_SITUATION)
        unsigned = replace(last or blank, is_sincere=False, signed_on=None)
        file = ClaimFile(c1=unsigned, answered=_answered(last))
    return Opened(claim=last_claim, draft=draft, file=file, last=last)


def _answered(last: C1 | None) -> tuple[str, ...]:
    """What the last form told; papers typed in at a counter hold no address, it is asked here."""
    if last is None:
        return ()
    told = PARTS if last.address else [part for part in PARTS if part is not claim_forms.Home]
    return tuple(part.name for part in told)


def _sent(request: HttpRequest, opened: Opened, since: date) -> Claim:
    assert opened.file.c1 is not None, "every part was answered"
    today = settings.CLOCK().date()
    if opened.draft is None and opened.claim.event == ClaimEvent.CHANGED_SITUATION:
        is_same = opened.last is not None and opened.last.signed_on == today
        if is_same and opened.claim.first_day == since:
            return opened.claim
    signed = replace(
        opened.file.c1,
        reason=reason_of(before=opened.last, after=opened.file.c1),
        is_sincere=True,
        signed_on=today,
    )
    draft = _draft(request, opened, replace(opened.file, c1=signed), since)
    return acts.submit_claim(claim=draft, by=request.user, at=settings.CLOCK())


def _draft(request: HttpRequest, opened: Opened, file: ClaimFile, since: date) -> Claim:
    return acts.draft_claim(
        worker=request.user.worker,
        employer=opened.claim.employer,
        kind=opened.claim.kind,
        first_day=since,
        needed=changed_situation(event_on=since),
        file=file,
        by=request.user,
        at=settings.CLOCK(),
    )
