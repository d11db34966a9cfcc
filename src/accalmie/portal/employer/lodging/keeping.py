"""Saving a draft while one types: the same saving as by a button, without leaving the page."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.drafts import acts
from accalmie.cases.drafts.models import Draft
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.employer.difficulty.forms import Difficulty
from accalmie.portal.employer.lodging.fields import PageForm
from accalmie.portal.employer.lodging.forms import FORMS
from accalmie.portal.employer.lodging.sorts import DIFFICULTY, SORTS, Page

MEANWHILE = 409


@for_roles(Role.EMPLOYER, Role.SECRETARIAT, Role.OFFICER)
@require_POST
def keep(request: HttpRequest, draft_id: UUID, page: str) -> HttpResponse:
    """Keep what stands on a page; answers the new revision, or 409 when another tab saved."""
    found = get_object_or_404(Draft.objects.select_related("employer", "letter"), id=draft_id)
    require(request, act=Act.LODGE, target=found.desk)
    form = _form(found, page)
    revision = request.POST.get("revision", "")
    try:
        kept = acts.save(
            draft=found,
            page=page,
            typed=form.typed_in(request.POST),
            revision=int(revision) if revision.isdecimal() else 0,
            by=request.user,
            at=settings.CLOCK(),
        )
    except (acts.ChangedMeanwhile, acts.AlreadySent):
        return JsonResponse({}, status=MEANWHILE)
    return JsonResponse({"revision": kept.revision})


def _form(draft: Draft, page: str) -> PageForm:
    about = {"employer": draft.employer, "on": settings.CLOCK().date()}
    if draft.form == page == DIFFICULTY.code:
        return Difficulty(None, sort=DIFFICULTY, **about)
    sort = SORTS.get(draft.form)
    if sort is None or page not in sort.pages:
        raise Http404
    return FORMS[Page(page)](None, sort=sort, **about)
