"""Forgotten passwords, and the e-mail address to which the way back goes."""

from __future__ import annotations

import logging

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accalmie.cases.access import acts
from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import ACCOUNT_ROLES, Role
from accalmie.cases.factors import addresses, resets
from accalmie.cases.factors.models import Reset
from accalmie.portal.access import post
from accalmie.portal.access.first_connection_forms import NewPassword
from accalmie.portal.access.gate import for_roles
from accalmie.portal.access.my_forms import NewAddress
from accalmie.portal.access.seals import seals

log = logging.getLogger(__name__)

FORM = ["GET", "HEAD", "POST"]
_KEY = "reset"
SECONDS_TO_CHOOSE = 30 * 60


class Forgotten(forms.Form):
    """Whose password is forgotten."""

    username = forms.CharField(
        max_length=150,
        error_messages={"required": gettext_lazy("Type the user name with which you sign in.")},
    )


@never_cache
@require_http_methods(FORM)
def forgotten(request: HttpRequest) -> HttpResponse:
    """Send the way back to who has one; the answer never tells who is known here."""
    form = Forgotten(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _send_the_way_back(form.cleaned_data["username"].strip())
        return render(request, "portal/access/forgotten_sent.html")
    status = 422 if form.errors else 200
    return render(request, "portal/access/forgotten.html", {"form": form}, status=status)


@never_cache
@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Come from an e-mail; the token leaves the address, and nothing is used up by looking."""
    reset = resets.reset_of_mail(token=token, seals=seals(), at=settings.CLOCK())
    if reset is None:
        return render(request, "portal/access/link_dead.html", status=410)
    begin(request=request, reset=reset)
    return redirect("portal:new_password")


def begin(*, request: HttpRequest, reset: Reset) -> None:
    """Open the choice of a new password, in a new session that does not last long."""
    request.session.flush()
    request.session.set_expiry(SECONDS_TO_CHOOSE)
    request.session[_KEY] = str(reset.id)


@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(FORM)
def new_password(request: HttpRequest) -> HttpResponse:
    """Choose a new password without the old one; then sign in with it."""
    at = settings.CLOCK()
    kept = request.session.get(_KEY)
    reset = resets.living_reset(reset_id=kept, at=at) if kept else None
    if reset is None:
        return redirect("portal:sign_in")
    form = NewPassword(
        request.POST if request.method == "POST" else None, account=reset.account, at=at
    )
    if request.method == "POST" and form.is_valid():
        hashed = acts.hashed(form.cleaned_data["password"])
        try:
            resets.use(reset=reset, hashed_password=hashed, at=at)
        except resets.TooLate:
            return redirect("portal:sign_in")
        request.session.flush()
        log.info("password replaced", extra={"account": str(reset.account_id)})
        if address := addresses.confirmed_address(account=reset.account):
            post.send_change(account=reset.account, address=address)
        messages.success(request, _("Your new password is in force. Sign in with it."))
        return redirect("portal:sign_in")
    context = {"form": form, "account": reset.account, "by_letter": reset.way == "letter"}
    status = 422 if form.errors else 200
    return render(request, "portal/access/choose_password.html", context, status=status)


@sensitive_post_parameters("current")
@for_roles(*ACCOUNT_ROLES)
@require_http_methods(FORM)
def my_address(request: HttpRequest) -> HttpResponse:
    """Give an e-mail address; it counts once its link was opened."""
    account, at = request.user, settings.CLOCK()
    if not account.has_usable_password():
        raise Http404
    form = NewAddress(request.POST if request.method == "POST" else None, account=account, at=at)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        token = addresses.ask(account=account, address=address, seals=seals(), at=at)
        with override(account.language):
            path = reverse("portal:confirm_address", args=[token])
        post.send_confirmation(account=account, address=address, path=path)
        messages.success(request, _("Open the link that we sent to this address."))
        return redirect("portal:my_sign_in")
    status = 422 if form.errors else 200
    return render(request, "portal/access/my_address.html", {"form": form}, status=status)


@for_roles(*ACCOUNT_ROLES)
@require_http_methods(FORM)
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm the address by a button: looking at a link alone changes nothing."""
    if not request.user.has_usable_password():
        raise Http404
    if request.method == "POST":
        is_done = addresses.confirm(
            account=request.user, token=token, seals=seals(), at=settings.CLOCK()
        )
        if not is_done:
            return render(request, "portal/access/link_dead.html", status=410)
        messages.success(request, _("Your e-mail address is confirmed."))
        return redirect("portal:my_sign_in")
    return render(request, "portal/access/confirm_address.html")


def _send_the_way_back(user_name: str) -> None:
    account = Account.objects.filter(username=user_name, is_active=True).first()
    if account is None or not account.has_usable_password() or account.has_posted_codes:
        return
    at = settings.CLOCK()
    if address := addresses.confirmed_address(account=account):
        if token := resets.ask_by_mail(account=account, seals=seals(), at=at):
            with override(account.language):
                path = reverse("portal:forgotten_link", args=[token])
            post.send_reset(account=account, address=address, path=path)
    elif Role(account.role) in acts.ACCESS_MANAGERS:
        resets.ask_for_letter(account=account, at=at)
