"""Claims of the own members: checked, completed, handed to the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.claims import acts, queries
from accalmie.cases.claims.models import Claim
from accalmie.cases.claims.statuses import AT_PAYER
from accalmie.cases.claims.statuses import Status as ClaimStatus
from accalmie.cases.declarations.models import Declaration
from accalmie.cases.declarations.statuses import Scenario
from accalmie.cases.declarations.statuses import Status as DeclarationStatus
from accalmie.facts.claim_forms import ClaimFile
from accalmie.facts.claims import Claimant, ClaimEvent, ClaimSituation, Form
from accalmie.law import words
from accalmie.law.benefits_wording import term
from accalmie.law.claims.papers import papers_of
from accalmie.portal import filters, money
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.filters import Filter
from accalmie.portal.languages import current_language
from accalmie.portal.paging import slice_of
from accalmie.portal.payer.forms import Papers
from accalmie.portal.statuses import Shape, Status

ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One claim in the list."""

    title: str
    worker: str
    employer: str
    status: Status
    first_day: date
    until: date | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that a complete claim has."""

    name: str
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A fact of the papers."""

    name: str
    lines: tuple[str, ...]


@for_roles(Role.PAYER)
@require_safe
def payer_claims(request: HttpRequest) -> HttpResponse:
    """What waits for the payment organisation, the earliest time limit first; or everything."""
    chosen = Filter(
        search_label="",
        text="",
        choices=(
            filters.choice(
                name="which",
                label=_("Which"),
                options=(("", _("those that wait for you")), (ALL, _("all"))),
                asked=request.GET,
            ),
        ),
    )
    if chosen.value("which") == ALL:
        found = queries.claims_visible_to(account=request.user).exclude(status=ClaimStatus.DRAFT)
    else:
        found = queries.claims_at_payer(account=request.user)
    return render(
        request,
        "portal/payer/claims.html",
        {"filter": chosen, "slice": slice_of(request=request, found=found, shown=_row)},
    )


@for_roles(Role.PAYER)
@require_http_methods(["GET", "HEAD", "POST"])
def payer_claim(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """One claim: what it has, what it lacks; the papers can be completed while it is here."""
    is_post = request.method == "POST"
    claim = _claim(request, claim_id, Act.LODGE_CLAIM if is_post else Act.CONSULT_CLAIM)
    file = _file(claim)
    form = Papers(
        request.POST if is_post else None,
        file=file,
        first_day=claim.first_day,
        forms=_needed(claim, file),
    )
    if is_post and form.is_valid():
        try:
            acts.complete_claim(claim=claim, file=form.file(), by=request.user, at=settings.CLOCK())
            messages.info(request, _("Papers kept."))
        except acts.NotPossibleNow:
            messages.info(request, _("This claim is no longer with you."))
        return redirect("portal:payer_claim", claim.id)
    return render(
        request,
        "portal/payer/claim.html",
        {
            "claim": claim,
            "title": title_of(claim),
            "status": status_of(claim),
            "checks": tuple(_checks(claim, file)),
            "facts": tuple(_facts(claim, file)),
            "form": form,
            "is_here": claim.status in AT_PAYER,
            "returns": tuple(queries.returns_of(claim=claim)),
            "entitlement": getattr(claim, "entitlement", None),
        },
        status=422 if is_post else 200,
    )


@for_roles(Role.PAYER)
@require_POST
def claim_lodge(request: HttpRequest, claim_id: UUID) -> HttpResponse:
    """Hand a claim to the office."""
    claim = _claim(request, claim_id, Act.LODGE_CLAIM)
    try:
        acts.lodge_claim(claim=claim, by=request.user, at=settings.CLOCK())
        messages.info(request, _("Handed to the office; the day of receipt is kept."))
    except acts.NotPossibleNow:
        messages.info(request, _("This claim is no longer with you."))
    return redirect("portal:payer_claim", claim.id)


def title_of(claim: Claim) -> str:
    """The event of a claim, as it begins a line."""
    text = term("event", claim.event, current_language())
    return text[:1].upper() + text[1:]


def status_of(claim: Claim) -> Status:
    """Where a claim stands, as the payment organisation reads it."""
    match ClaimStatus(claim.status):
        case ClaimStatus.DRAFT:
            return Status(shape=Shape.TODO, word=_("Not handed in yet"))
        case ClaimStatus.SUBMITTED:
            return Status(shape=Shape.DUE, word=_("To check and hand to the office"))
        case ClaimStatus.RETURNED:
            return Status(shape=Shape.STOP, word=_("Sent back: papers are missing"))
        case ClaimStatus.LODGED:
            return Status(shape=Shape.WAIT, word=_("At the office"))
        case ClaimStatus.TO_DECIDE | ClaimStatus.REFUSAL_PROPOSED:
            return Status(shape=Shape.LOOK, word=_("At the office: a person looks at it"))
        case ClaimStatus.ACCEPTED:
            return Status(shape=Shape.OK, word=_("Right decided"))
        case ClaimStatus.REFUSED:
            return Status(shape=Shape.STOP, word=_("Refused"))
        case ClaimStatus.WITHDRAWN:
            return Status(shape=Shape.NONE, word=_("Withdrawn"))


def _row(claim: Claim) -> Row:
    return Row(
        title=title_of(claim),
        worker=str(claim.worker),
        employer=str(claim.employer),
        status=status_of(claim),
        first_day=claim.first_day,
        until=claim.return_until or claim.until,
        url=reverse("portal:payer_claim", args=[claim.id]),
    )


def _claim(request: HttpRequest, claim_id: UUID, act: Act) -> Claim:
    claim = get_object_or_404(
        Claim.objects.select_related(
            "worker", "employer", "office", "payment_organisation", "entitlement"
        ).exclude(status=ClaimStatus.DRAFT),
        id=claim_id,
    )
    require(request, act=act, target=claim)
    return claim


def _file(claim: Claim) -> ClaimFile:
    version = queries.versions_of(claim=claim).first()
    return version.file if version else ClaimFile()


def _checks(claim: Claim, file: ClaimFile) -> list[Check]:
    there = {
        Form.C32_WORKER: file.c32 is not None and file.c32.is_sincere,
        Form.C1: file.c1 is not None and file.c1.is_sincere,
        Form.SCENARIO_2: Declaration.objects.filter(
            worker_id=claim.worker_id,
            employer_id=claim.employer_id,
            scenario=Scenario.CONSTAT,
            status=DeclarationStatus.STANDING,
        ).exists(),
    }
    checks = [
        _check(_form_name(form), there.get(form, form.value in file.other_forms))
        for form in _needed(claim, file)
    ]
    has_account = file.c1 is not None and bool(file.c1.iban)
    word = _("there") if has_account else _("none: paid by cheque")
    shape = Shape.OK if has_account else Shape.LOOK
    return [*checks, Check(name=_("Account number"), status=Status(shape=shape, word=word))]


def _needed(claim: Claim, file: ClaimFile) -> tuple[Form, ...]:
    """The forms of a claim."""
    return papers_of(
        event=ClaimEvent(claim.event),
        by=Claimant(claim.claimant),
        situation=ClaimSituation(
            first_day=claim.first_day,
            kind=claim.kind,
            has_permanent_incapacity=bool(file.c1 and file.c1.has_permanent_incapacity),
        ),
    )


def _check(name: str, is_there: bool) -> Check:
    if is_there:
        return Check(name=name, status=Status(shape=Shape.OK, word=_("there")))
    return Check(name=name, status=Status(shape=Shape.STOP, word=_("missing")))


def _form_name(form: Form) -> str:
    if form is Form.SCENARIO_2:
        return _("Declaration 2 of the employer")
    return _("Form %(name)s, signed") % {"name": form.value.replace("travailleur", _("worker"))}


def _facts(claim: Claim, file: ClaimFile) -> list[Line]:
    language = current_language()
    facts = [
        Line(name=_("Worker"), lines=(str(claim.worker),)),
        Line(name=_("Employer"), lines=(str(claim.employer),)),
        Line(
            name=_("First day of unemployment"),
            lines=(words.long_day(claim.first_day, language),),
        ),
        Line(name=_("Benefit asked from"), lines=(words.long_day(claim.claimed_from, language),)),
    ]
    if claim.until:
        facts.append(
            Line(name=_("At the office by"), lines=(words.long_day(claim.until, language),))
        )
    if claim.lodged_at:
        day = words.long_day(claim.lodged_at.date(), language)
        facts.append(Line(name=_("Received by the office"), lines=(day,)))
    if claim.office is not None:
        facts.append(Line(name=_("Office"), lines=(claim.office.name(language),)))
    if file.c1 is not None and file.c1.iban:
        facts.append(Line(name=_("Account"), lines=(money.iban(file.c1.iban),)))
    return facts
