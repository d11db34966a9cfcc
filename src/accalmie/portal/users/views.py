"""Users: adding one, what he may, closing him, and his first codes, shown once."""

from __future__ import annotations

import logging
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accalmie.cases.access import users
from accalmie.cases.access.acts import NoCodesByPost
from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.access.users import LastAccessManager
from accalmie.facts.languages import Language
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.users import lists
from accalmie.portal.users.forms import NewUser, Rights

log = logging.getLogger(__name__)

BOTH_SIDES = (Role.EMPLOYER, Role.SECRETARIAT)
FORM_METHODS = ("GET", "HEAD", "POST")


@for_roles(*BOTH_SIDES)
@require_http_methods(FORM_METHODS)
def new_user(request: HttpRequest) -> HttpResponse:
    """Add a user with his rights; his codes come on the next page."""
    require(request, act=Act.MANAGE_USERS, target=request.user)
    form = NewUser(request.POST if request.method == "POST" else None, manager=request.user)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        # The codes drawn here are shown to nobody: the next page draws those that are.
        made, _unseen = users.create_user(
            user=users.NewUser(
                display_name=told["display_name"],
                email=told["email"],
                language=Language(told["language"]),
            ),
            grants=form.grants,
            by=request.user,
            at=settings.CLOCK(),
        )
        return redirect("portal:first_codes", made.id)
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/users/new.html", {"form": form}, status=status)


@for_roles(*BOTH_SIDES)
@require_http_methods(FORM_METHODS)
def user(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """What a user may do; changing it, closing him."""
    found = _user(request, user_id)
    granted = lists.grants_of(account=found)
    form = Rights(None, manager=request.user, granted=granted)
    if request.method == "POST":
        asked = request.POST.get("do", "")
        form = Rights(request.POST, manager=request.user)
        if asked not in ("rights", "every", "close"):
            raise Http404
        if asked != "rights" or form.is_valid():
            _do(request, found, asked, form)
            is_gone = asked == "close" or found.pk == request.user.pk
            return redirect("portal:access_home") if is_gone else redirect("portal:user", found.id)
    at = settings.CLOCK()
    context = {
        "shown": found,
        "status": lists.status_of(account=found, at=at),
        "form": form,
        "is_self": found.pk == request.user.pk,
        "may_draw_codes": found.has_posted_codes and found.is_active,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/users/user.html", context, status=status)


@for_roles(*BOTH_SIDES)
@require_http_methods(FORM_METHODS)
def first_codes(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Draw the first codes of a user and show them, once; asking again draws others."""
    found = _user(request, user_id)
    if not (found.has_posted_codes and found.is_active):
        return redirect("portal:user", found.id)
    codes = None
    if request.method == "POST":
        try:
            codes = users.renew_codes(account=found, by=request.user, at=settings.CLOCK())
        except NoCodesByPost:
            return redirect("portal:user", found.id)
        log.info("first codes shown", extra={"account": str(found.id)})
    return render(request, "portal/users/first_codes.html", {"shown": found, "codes": codes})


def _do(request: HttpRequest, found: Account, asked: str, form: Rights) -> None:
    told = {"account": found, "by": request.user, "at": settings.CLOCK()}
    try:
        match asked:
            case "rights":
                users.change_rights(**told, grants=form.grants)
                said = _("The rights are changed.")
            case "every":
                users.give_every_right(**told)
                said = _("The user has every right.")
            case _:
                users.close_user(**told)
                said = _("The account is closed.")
    except LastAccessManager:
        messages.error(
            request,
            _(
                "Nobody would be left to manage access. Give that right to somebody else first, who"
                " has connected already."
            ),
        )
        return
    messages.success(request, said)


def _user(request: HttpRequest, user_id: UUID) -> Account:
    found = get_object_or_404(Account.objects.select_related("employer", "sender"), id=user_id)
    require(request, act=Act.MANAGE_USERS, target=found)
    return found
