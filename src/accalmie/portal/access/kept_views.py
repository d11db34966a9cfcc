"""What was typed when the session had ended, offered back once."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from accalmie.cases.access.roles import ACCOUNT_ROLES
from accalmie.cases.days import BRUSSELS
from accalmie.cases.factors import kept_forms
from accalmie.cases.factors.models import KeptForm
from accalmie.law import words
from accalmie.portal.access import kept
from accalmie.portal.access.entering import inside
from accalmie.portal.access.gate import for_roles
from accalmie.portal.access.seals import seals
from accalmie.portal.sections import first_page_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One form that waits: where it goes, its fields, and what of them a person reads."""

    key: UUID
    path: str
    time: str
    fields: tuple[tuple[str, str], ...]
    typed: tuple[str, ...]


@for_roles(*ACCOUNT_ROLES)
@require_safe
def kept_forms_page(request: HttpRequest) -> HttpResponse:
    """Show what waits; each form can be sent once or dropped."""
    found = kept.forms_for(request=request, account=request.user, at=settings.CLOCK())
    context = {"forms": [_shown(one) for one in found], "onward": _onward(request)}
    return render(request, "portal/access/kept_forms.html", context)


@for_roles(*ACCOUNT_ROLES)
@require_POST
def drop_kept_form(request: HttpRequest) -> HttpResponse:
    """Forget what was typed."""
    found = kept.forms_for(request=request, account=request.user, at=settings.CLOCK())
    form = next((one for one in found if str(one.id) == request.POST.get("form")), None)
    if form is None:
        raise Http404
    kept_forms.drop(form_id=form.id)
    onward = _onward(request)
    if found.all().exists():
        return redirect(f"{reverse('portal:kept_forms')}?{urlencode({'next': onward})}")
    return redirect(onward)


def _onward(request: HttpRequest) -> str:
    asked = request.POST.get("next") or request.GET.get("next", "")
    return inside(request, asked) or first_page_of(request.user)


def _shown(form: KeptForm) -> Shown:
    fields = kept_forms.fields_of(kept=form, seals=seals())
    pairs = tuple((name, value) for name, values in fields.items() for value in values)
    return Shown(
        key=form.id,
        path=form.path,
        time=words.clock(form.kept_at.astimezone(BRUSSELS)),
        fields=pairs,
        typed=tuple(value for _name, value in pairs if value.strip()),
    )
