"""A change or a cancellation that came on paper: begun on the page of the case it concerns.

What follows are the employer's own pages (see portal.employer.lodging), as for any other letter.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accalmie.cases.access import policy
from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.communications.models import Case
from accalmie.cases.days import belgian_day
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.documents import Link
from accalmie.portal.employer.lodging import starting
from accalmie.portal.employer.lodging.sorts import CANCELLATION, Page
from accalmie.portal.employer.lodging.starting import Way
from accalmie.portal.office.letters import NOT_ACCEPTABLE, Paper


def links_of(*, case: Case, reader: Account, on: date) -> tuple[Link, ...]:
    """Where to begin what came on paper about a case; nothing where one may only look."""
    if not policy.is_allowed(by=reader, act=Act.LODGE, target=case, on=on):
        return ()
    return tuple(
        Link(
            name=_words(way),
            url=reverse("portal:case_letter", args=[case.id, way.value]),
            about="",
        )
        for way in _ways_of(case)
    )


@for_roles(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def case_letter(request: HttpRequest, case_id: UUID, way: str) -> HttpResponse:
    """Tell how it came, then type it in."""
    case = get_object_or_404(
        Case.objects.select_related("employer", "office", "latest"), id=case_id
    )
    require(request, act=Act.LODGE, target=case)
    at = settings.CLOCK()
    asked = next((one for one in _ways_of(case) if one.value == way), None)
    if asked is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = Paper(posted, on=belgian_day(at))
    if form.is_valid():
        draft = starting.begin_from_letter(
            case=case, way=asked, came=form.came(), by=request.user, at=at
        )
        if draft.form == CANCELLATION:
            return redirect("portal:lodging_check", draft.id)
        return redirect("portal:lodging_page", draft.id, Page.DATES.value)
    shown = {"form": form, "case": case, "title": _words(asked)}
    status = NOT_ACCEPTABLE if form.is_bound else 200
    return render(request, "portal/office/case_letter.html", shown, status=status)


def _ways_of(case: Case) -> tuple[Way, ...]:
    """A change and a cancellation, unless the case is cancelled or was not written on pages."""
    return tuple(way for way in starting.ways_of(case) if way in (Way.CHANGE, Way.CANCEL))


def _words(way: Way) -> str:
    return _("A change came by letter") if way is Way.CHANGE else _("A cancellation came by letter")
