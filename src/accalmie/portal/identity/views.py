"""Sign-in with an electronic identity: out to the provider, back from it, which account."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accalmie.cases.access.models import Account
from accalmie.cases.factors.models import Way
from accalmie.cases.identities import acts
from accalmie.portal.access import entering
from accalmie.portal.identity import relying_party
from accalmie.portal.identity.tokens import NotGenuine
from accalmie.portal.identity.transport import Unreachable

log = logging.getLogger(__name__)

_CHOICE = "identity_choice"


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Go to the identity provider."""
    if not relying_party.issuer_for(request):
        raise Http404
    back_to = request.build_absolute_uri(reverse("portal:identity_back"))
    try:
        address = relying_party.begin(
            request=request,
            back_to=back_to,
            go_to=entering.inside(request, request.GET.get("next", "")),
            at=settings.CLOCK(),
        )
    except (Unreachable, NotGenuine) as error:
        return _not_now(request, error)
    return redirect(address)


@never_cache
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """Come back from the identity provider; the account is found by a keyed digest."""
    if not relying_party.issuer_for(request):
        raise Http404
    if request.GET.get("error"):
        messages.info(request, _("You stopped. Nobody was signed in."))
        return redirect("portal:sign_in")
    at = settings.CLOCK()
    try:
        niss, go_to = relying_party.finish(request=request, at=at)
    except (Unreachable, NotGenuine) as error:
        return _not_now(request, error)
    return open_for(request=request, niss=niss, go_to=go_to, way=Way.IDENTITY, at=at)


def open_for(
    *, request: HttpRequest, niss: str, go_to: str, way: Way, at: datetime
) -> HttpResponse:
    """Sign a person in whose national number is proved: with his account, or let him choose."""
    key = settings.JOURNAL_PERSON_KEY
    accounts = list(acts.accounts_opened_by(niss=niss, key=key))
    if not accounts:
        opened = acts.open_worker_account(niss=niss, key=key, at=at)
        accounts = [opened] if opened else []
    match accounts:
        case []:
            log.info("identity without account")
            return render(request, "portal/identity/nobody.html", status=403)
        case [account]:
            return entering.enter(request=request, account=account, go_to=go_to, way=way, at=at)
        case _:
            request.session[_CHOICE] = {
                "accounts": [str(one.id) for one in accounts],
                "go_to": go_to,
                "way": way.value,
            }
            return redirect("portal:identity_choose")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """One person, several accounts: with which one he works now."""
    kept = request.session.get(_CHOICE)
    if not kept:
        raise Http404
    accounts = list(
        Account.objects.filter(id__in=kept["accounts"], is_active=True).order_by("-role", "id")
    )
    if request.method == "POST":
        for account in accounts:
            if str(account.id) == request.POST.get("account"):
                del request.session[_CHOICE]
                return entering.enter(
                    request=request,
                    account=account,
                    go_to=kept["go_to"],
                    way=Way(kept["way"]),
                    at=settings.CLOCK(),
                )
    return render(request, "portal/identity/choose.html", {"accounts": accounts})


def _not_now(request: HttpRequest, error: Exception) -> HttpResponse:
    log.warning("sign-in by identity refused", extra={"reason": str(error)})
    context = {"is_unreachable": isinstance(error, Unreachable)}
    status = 502 if isinstance(error, Unreachable) else 400
    return render(request, "portal/identity/not_now.html", context, status=status)
