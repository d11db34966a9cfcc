"""Sign-in and sign-out."""

from __future__ import annotations

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accalmie.cases.factors import sessions
from accalmie.cases.factors.models import OpenSession
from accalmie.portal.access import entering, first_connection, forgotten_views
from accalmie.portal.access.forms import SignIn
from accalmie.portal.identity.card.offer import is_offered
from accalmie.portal.identity.relying_party import issuer_for
from accalmie.portal.sections import first_page_of


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for user name and password; the session gets a new key when they fit.

    Codes that came by post sign nobody in: they open the choice of one's own.
    """
    if request.user.is_authenticated:
        return redirect(first_page_of(request.user))
    asked = request.POST.get("next") or request.GET.get("next", "")
    form = SignIn(request.POST or None, at=settings.CLOCK())
    if request.method == "POST" and form.is_valid():
        if form.reset is not None:
            forgotten_views.begin(request=request, reset=form.reset)
            return redirect("portal:new_password")
        if form.account.has_posted_codes:
            first_connection.begin(request=request, account=form.account)
            return redirect("portal:first_connection")
        return entering.after_password(
            request=request,
            account=form.account,
            go_to=entering.inside(request, asked),
            at=settings.CLOCK(),
        )
    status = 200 if request.method in ("GET", "HEAD") else 422
    context = {
        "form": form,
        "next": entering.inside(request, asked),
        "has_identity": bool(issuer_for(request)),
        "has_card": is_offered(request=request),
    }
    return render(request, "portal/access/sign_in.html", context, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if request.user.is_authenticated:
        mine = OpenSession.objects.filter(session_key=request.session.session_key)
        sessions.end_sessions(account=request.user, found=mine, at=settings.CLOCK())
    auth.logout(request)
    return redirect("portal:home")
