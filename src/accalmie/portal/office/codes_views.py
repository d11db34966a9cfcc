"""The pages of codes by letter: find a firm, issue, fetch the letter once."""

from __future__ import annotations

import logging
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accalmie.cases.access.acts import ACCESS_MANAGERS, NoCodesByPost
from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act
from accalmie.cases.access.relations import EVERYTHING
from accalmie.cases.access.roles import Role
from accalmie.cases.days import BRUSSELS
from accalmie.cases.factors import codes_letters
from accalmie.cases.factors.models import CodesLetter
from accalmie.cases.factors.resets import NoReset
from accalmie.cases.parties.models import Employer, Sender
from accalmie.law import words
from accalmie.portal import filters
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.access.seals import seals
from accalmie.portal.documents import pdf_named
from accalmie.portal.languages import current_language
from accalmie.portal.office import codes

log = logging.getLogger(__name__)

GONE = 410


@for_roles(Role.OFFICER)
@require_safe
def codes_by_letter(request: HttpRequest) -> HttpResponse:
    """Find a firm by number or name; beside it, who waits for a letter."""
    text, at = filters.text_asked(request.GET), settings.CLOCK()
    shown = {
        "text": text,
        "firms": codes.firms_found(text=text, at=at),
        "waiting": codes.waiting(at=at),
    }
    return render(request, "portal/office/codes.html", shown)


@for_roles(Role.OFFICER)
@require_POST
def issue_codes(request: HttpRequest) -> HttpResponse:
    """Issue codes for an account, or open the account of a firm that has none."""
    require(request, act=Act.ISSUE_CODES, target=EVERYTHING)
    at, sort, key = settings.CLOCK(), request.POST.get("sort"), _key(request)
    told = {"by": request.user, "seals": seals(), "at": at}
    try:
        match sort:
            case "account":
                managers = Account.objects.filter(role__in=ACCESS_MANAGERS, is_active=True)
                account = get_object_or_404(managers, id=key)
                letter = codes.issue_for(account=account, **told)
            case "employer":
                firm = get_object_or_404(Employer, id=key)
                letter = codes.open_and_issue(firm=firm, **told)
            case "secretariat":
                firm = get_object_or_404(Sender, id=key)
                letter = codes.open_and_issue(firm=firm, **told)
            case _:
                raise Http404
    except (NoCodesByPost, NoReset):
        messages.warning(request, _("The account changed meanwhile. Look at it once more."))
        return redirect("portal:codes_by_letter")
    log.info("codes issued", extra={"account": str(letter.account_id)})
    return redirect("portal:codes_letter", letter.id)


@for_roles(Role.OFFICER)
@require_safe
def codes_letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """The letter is ready: whoever issued it fetches it here, once."""
    letter = _letter(request, letter_id)
    shown = {
        "letter": letter,
        "firm": letter.account.employer or letter.account.sender,
        "until": words.plain_day(letter.expire_at.astimezone(BRUSSELS).date(), current_language()),
        "is_there": letter.content is not None,
    }
    return render(request, "portal/office/codes_letter.html", shown)


@for_roles(Role.OFFICER)
@require_POST
def fetch_codes_letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """The PDF; afterwards nobody can have it again."""
    letter = _letter(request, letter_id)
    try:
        pdf = codes_letters.fetch(
            letter=letter, by=request.user, seals=seals(), at=settings.CLOCK()
        )
    except codes_letters.NotToFetch:
        return render(request, "portal/office/codes_letter_gone.html", status=GONE)
    return pdf_named("codes", content=pdf)


def _letter(request: HttpRequest, letter_id: UUID) -> CodesLetter:
    mine = CodesLetter.objects.filter(issued_by=request.user)
    return get_object_or_404(
        mine.select_related("account__employer", "account__sender"), id=letter_id
    )


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError as error:
        raise Http404 from error
