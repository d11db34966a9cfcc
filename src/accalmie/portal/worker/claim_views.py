"""The claim: one part after the other, the check of the answers, the receipt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.board.models import BoardRow
from accalmie.cases.claims import acts
from accalmie.cases.claims.models import Claim
from accalmie.cases.claims.queries import returns_of, versions_of
from accalmie.cases.claims.statuses import Status
from accalmie.cases.memberships.queries import payer_of
from accalmie.cases.parties.models import PaymentOrganisation
from accalmie.facts.claim_forms import ClaimFile
from accalmie.facts.claims import ClaimEvent
from accalmie.facts.days import Month
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.languages import current_language
from accalmie.portal.worker import claim_forms, claim_shown
from accalmie.portal.worker.claim_forms import Benefit, Part, Sincerity, next_part
from accalmie.portal.worker.file_views import row_of
from accalmie.portal.worker.need import Need, deadline_drawn, need_of

CHECK = "check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The claim of a month as far as it is: the need that it answers, its draft, its papers."""

    row: BoardRow
    need: Need
    claim: Claim | None
    file: ClaimFile

    @property
    def event(self) -> str:
        """What made the claim necessary."""
        return self.need.own.event if self.need.own else ""


@for_roles(Role.WORKER)
@require_safe
def claim_start(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Go on where the draft stands."""
    opened = _opened(request, row_id)
    if isinstance(opened, HttpResponse):
        return opened
    part = next_part(opened.file)
    return redirect("portal:claim_step", row_id, part.name if part else CHECK)


@for_roles(Role.WORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def claim_step(request: HttpRequest, row_id: UUID, step: str) -> HttpResponse:
    """One part of the claim, or the check of all answers."""
    opened = _opened(request, row_id)
    if isinstance(opened, HttpResponse):
        return opened
    if step == CHECK:
        return _check(request, opened)
    part = claim_forms.part_named(step)
    if part is None:
        raise Http404
    form = _form(request, opened, part)
    if request.method == "POST" and form.is_valid():
        opened = _save(request, opened, form)
        following = next_part(opened.file)
        return redirect("portal:claim_step", row_id, following.name if following else CHECK)
    context = {
        "row": opened.row,
        "need": opened.need,
        "form": form,
        "part": part,
        "number": claim_forms.PARTS.index(part) + 1,
        "steps": _steps(part),
        "is_changing": next_part(opened.file) is None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/worker/claim_part.html", context, status=status)


@for_roles(Role.WORKER)
@require_safe
def claim(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """A claim after it was sent: the receipts, the last day, what comes next."""
    found = get_object_or_404(
        Claim.objects.select_related("employer", "payment_organisation", "worker"), id=claim_id
    )
    require(request, act=Act.CONSULT_CLAIM, target=found)
    version = versions_of(claim=found).first()
    context = {
        "claim": found,
        "is_change": found.event == ClaimEvent.CHANGED_SITUATION,
        "payer": found.payment_organisation.name(current_language()),
        "status": claim_shown.status_of(found),
        "answers": claim_shown.answers_of(version.file) if version else (),
        "further": claim_shown.further_forms(version.file) if version else (),
        "receipts": found.receipts.order_by("received_at", "id"),
        "returned": returns_of(claim=found).first(),
        "right": getattr(found, "entitlement", None),
    }
    return render(request, "portal/worker/claim.html", context)


def _opened(request: HttpRequest, row_id: UUID) -> Opened | HttpResponse:
    """The draft of a month; a claim sent already is shown, one not needed does not exist."""
    row = row_of(request, row_id)
    need = need_of(row=row)
    if need is None or need.own is None:
        raise Http404
    found = (
        Claim.objects.filter(
            worker_id=row.worker_id,
            employer_id=row.employer_id,
            event=need.own.event,
            first_day=need.situation.first_day,
        )
        .exclude(status__in=[Status.WITHDRAWN, Status.REFUSED])
        .select_related("worker", "payment_organisation")
        .first()
    )
    if found is not None and found.status != Status.DRAFT:
        return redirect("portal:claim", found.id)
    version = versions_of(claim=found).first() if found else None
    return Opened(row=row, need=need, claim=found, file=version.file if version else ClaimFile())


def _form(request: HttpRequest, opened: Opened, part: type[Part]) -> Part:
    first = part.first(opened.file, opened.row.worker, opened.need.situation.first_day)
    rest = {"asks_payer": _asks_payer(opened)} if part is Benefit else {}
    if rest.get("asks_payer") and opened.claim is not None:
        first["payer"] = opened.claim.payment_organisation_id
    return part(request.POST if request.method == "POST" else None, initial=first, **rest)


def _asks_payer(opened: Opened) -> bool:
    month = Month.of(opened.need.situation.first_day)
    return payer_of(worker_id=opened.row.worker_id, month=month) is None


def _save(request: HttpRequest, opened: Opened, form: Part) -> Opened:
    """Keep the draft with this part."""
    file = form.put(opened.file, opened.event)
    chosen = form.cleaned_data.get("payer")
    return replace(opened, claim=_draft(request, opened, file, chosen), file=file)


def _draft(
    request: HttpRequest, opened: Opened, file: ClaimFile, payer: PaymentOrganisation | None
) -> Claim:
    known = opened.claim.payment_organisation if opened.claim else None
    try:
        return acts.draft_claim(
            worker=opened.row.worker,
            employer=opened.row.employer,
            kind=opened.need.situation.kind,
            first_day=opened.need.situation.first_day,
            needed=opened.need.own,
            file=file,
            by=request.user,
            at=settings.CLOCK(),
            payer=payer or known,
        )
    except acts.NoPayer as error:
        raise Http404 from error


def _check(request: HttpRequest, opened: Opened) -> HttpResponse:
    """All answers once more, then the declaration and the sending."""
    part = next_part(opened.file)
    if part is not None or opened.claim is None:
        return redirect("portal:claim_step", opened.row.id, part.name if part else "benefit")
    form = Sincerity(request.POST if request.method == "POST" else None)
    at = settings.CLOCK()
    if request.method == "POST" and form.is_valid():
        signed = {"is_sincere": True, "signed_on": at.date()}
        file = replace(
            opened.file,
            c32=replace(opened.file.c32, **signed),
            c1=replace(opened.file.c1, **signed),
        )
        sent = acts.submit_claim(claim=_draft(request, opened, file, None), by=request.user, at=at)
        messages.info(request, _("Your claim is sent. This page is your receipt."))
        return redirect("portal:claim", sent.id)
    context = {
        "row": opened.row,
        "need": opened.need,
        "form": form,
        "answers": claim_shown.answers_of(opened.file),
        "further": claim_shown.further_forms(opened.file),
        "payer": opened.claim.payment_organisation.name(current_language()),
        "drawing": deadline_drawn(need=opened.need, today=at.date()),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/worker/claim_check.html", context, status=status)


def _steps(current: type[Part]) -> list[dict[str, object]]:
    place = claim_forms.PARTS.index(current)
    return [
        {"title": part.title, "is_done": number < place, "is_current": number == place}
        for number, part in enumerate(claim_forms.PARTS)
    ]
