"""Sign-in and sign-out."""

from __future__ import annotations

import logging

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accalmie.portal.access import first_connection
from accalmie.portal.access.forms import SignIn
from accalmie.portal.identity.relying_party import issuer_for
from accalmie.portal.sections import first_page_of

log = logging.getLogger(__name__)


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
        if form.account.has_posted_codes:
            first_connection.begin(request=request, account=form.account)
            return redirect("portal:first_connection")
        auth.login(request, form.account, backend=settings.AUTHENTICATION_BACKENDS[0])
        log.info("signed in", extra={"account": str(form.account.id)})
        return redirect(_safe(request, asked) or first_page_of(form.account))
    status = 200 if request.method in ("GET", "HEAD") else 422
    context = {
        "form": form,
        "next": _safe(request, asked),
        "has_identity": bool(issuer_for(request)),
    }
    return render(request, "portal/access/sign_in.html", context, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    auth.logout(request)
    return redirect("portal:home")


def _safe(request: HttpRequest, url: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure())
    return url if url and is_ours else ""
