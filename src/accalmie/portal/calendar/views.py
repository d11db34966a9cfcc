"""Where an employer chooses how he follows his deadlines, and the links of the e-mails."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accalmie.cases.access.roles import Role
from accalmie.cases.reminders import feeds, wishes
from accalmie.exchange import mails, reminders
from accalmie.portal.access.gate import for_roles

_FOLLOWERS = (Role.EMPLOYER, Role.SECRETARIAT)


class Address(forms.Form):
    """Where the reminders go."""

    email = forms.EmailField(
        max_length=254,
        label=gettext_lazy("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Write the address to which the reminders go."),
            "invalid": gettext_lazy("Write an e-mail address, like name@firm.example."),
        },
    )


@for_roles(*_FOLLOWERS)
@require_safe
def follow(request: HttpRequest) -> HttpResponse:
    """The feed and the e-mails as they stand."""
    return _page(request, Address(initial={"email": request.user.email}))


@for_roles(*_FOLLOWERS)
@require_POST
def make_feed(request: HttpRequest) -> HttpResponse:
    """Make an address, or another one; it is shown on this page and never again."""
    secret = feeds.make(account=request.user, at=settings.CLOCK())
    address = request.build_absolute_uri(reverse("portal:feed", args=[secret]))
    return _page(request, Address(initial={"email": request.user.email}), address=address)


@for_roles(*_FOLLOWERS)
@require_POST
def revoke_feed(request: HttpRequest) -> HttpResponse:
    """Kill the address."""
    feeds.revoke(account=request.user, at=settings.CLOCK())
    messages.info(request, _("The address of your calendar opens nothing any more."))
    return redirect("portal:follow")


@for_roles(*_FOLLOWERS)
@require_POST
def ask_reminders(request: HttpRequest) -> HttpResponse:
    """Ask for reminders at an address, which must confirm it."""
    form = Address(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    at = settings.CLOCK()
    reminders.ask(account=request.user, address=form.cleaned_data["email"], at=at)
    mails.deliver_at_once(at=at)
    messages.info(request, _("Open the link that we sent to this address to confirm it."))
    return redirect("portal:follow")


@for_roles(*_FOLLOWERS)
@require_POST
def end_reminders(request: HttpRequest) -> HttpResponse:
    """No more reminders, or forget a wish that nobody confirmed."""
    wish = wishes.open_wish_of(account=request.user)
    if wish is not None:
        wishes.stop(wish_id=wish.id, at=settings.CLOCK())
    messages.info(request, _("No more reminders come by e-mail."))
    return redirect("portal:follow")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """The link of the confirmation: a button, so that no program that looks at links presses it."""
    at = settings.CLOCK()
    if request.method == "POST":
        try:
            wishes.confirm(secret=secret, at=at)
        except wishes.LinkDead:
            return render(request, "portal/calendar/confirm.html", {"is_dead": True}, status=410)
        return render(request, "portal/calendar/confirm.html", {"is_done": True})
    wish = wishes.waiting_for_link(secret=secret, at=at)
    shown = {"is_dead": wish is None, "address": wish.address if wish else ""}
    return render(
        request, "portal/calendar/confirm.html", shown, status=410 if wish is None else 200
    )


@csrf_exempt  # Mail programs press the button themselves (RFC 8058); the signature is the proof.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, signature: str) -> HttpResponse:
    """The link that stops the reminders."""
    wish_id = reminders.wish_of(signature=signature)
    if wish_id is None:
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        wishes.stop(wish_id=wish_id, at=settings.CLOCK())
    return render(request, "portal/calendar/stop.html", {"is_done": is_done})


def _page(
    request: HttpRequest, form: Address, address: str = "", status: int = 200
) -> HttpResponse:
    shown = {
        "form": form,
        "address": address,
        "feed": feeds.open_feed_of(account=request.user),
        "wish": wishes.open_wish_of(account=request.user),
    }
    return render(request, "portal/calendar/follow.html", shown, status=status)
