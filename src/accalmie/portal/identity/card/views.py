"""The page that asks for the card, and the token that comes back."""

from __future__ import annotations

import logging

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accalmie.cases.factors import challenges
from accalmie.cases.factors.models import Way
from accalmie.portal.access.entering import inside
from accalmie.portal.access.seals import seals
from accalmie.portal.identity import views as identity
from accalmie.portal.identity.card.certificates import Authorities
from accalmie.portal.identity.card.offer import is_offered
from accalmie.portal.identity.card.validation import holder_of
from accalmie.portal.identity.tokens import NotGenuine
from accalmie.portal.identity.transport import Unreachable

log = logging.getLogger(__name__)

_KEY = "card_question"


@never_cache
@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the card; the question is for this session, once, for five minutes."""
    if not is_offered(request=request):
        raise Http404
    question = challenges.ask(seals=seals(), at=settings.CLOCK())
    go_to = inside(request, request.GET.get("next", ""))
    request.session[_KEY] = {"question": question, "go_to": go_to}
    shown = {"question": question, "origin": _origin(request), "is_demo": settings.DEMO}
    return render(request, "portal/identity/card.html", shown)


@sensitive_post_parameters("token")
@never_cache
@require_POST
def back(request: HttpRequest) -> HttpResponse:
    """Verify what the card signed; the account is found by a keyed digest."""
    if not is_offered(request=request):
        raise Http404
    at = settings.CLOCK()
    asked = request.session.pop(_KEY, None)
    try:
        if not asked or not challenges.take(question=asked["question"], seals=seals(), at=at):
            raise NotGenuine("this browser did not ask, or too long ago")
        number = holder_of(
            token=request.POST.get("token", ""),
            challenge=asked["question"],
            origin=_origin(request),
            authorities=Authorities.load(settings.CARD_AUTHORITIES),
            refused_policies=settings.CARD_POLICIES_REFUSED,
            at=at,
        )
    except (NotGenuine, Unreachable) as error:
        log.warning("sign-in by card refused", extra={"reason": str(error)})
        status = 502 if isinstance(error, Unreachable) else 400
        return render(request, "portal/identity/card_refused.html", status=status)
    return identity.open_for(
        request=request, niss=number, go_to=asked["go_to"], way=Way.CARD, at=at
    )


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
