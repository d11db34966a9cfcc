"""The reader of the demonstration: choose a card; and the authority that answers for it."""

from __future__ import annotations

from cryptography.x509 import ocsp
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accalmie.portal.identity.test_provider import cards, persons

MOST_BYTES = 4096


@never_cache
@require_POST
def card(request: HttpRequest) -> HttpResponse:
    """Choose whose card lies in the reader; then the token goes back by the person's own button."""
    asked = {name: request.POST.get(name, "") for name in ("question", "origin")}
    person = persons.person_of(request.POST.get("person", ""))
    context = {"asked": asked, "groups": persons.groups(), "person": person}
    if person is not None:
        context["token"] = cards.token_of(
            person=person,
            issuer=cards.authority(settings.CARD_AUTHORITIES, at=settings.CLOCK()),
            ask_at=request.build_absolute_uri(reverse("test_identity:responder")),
            at=settings.CLOCK(),
            **asked,
        )
    return render(request, "portal/identity/test_card.html", context)


@csrf_exempt
@require_POST
def responder(request: HttpRequest) -> HttpResponse:
    """Answer that a card is good (OCSP); a question that cannot be read is turned away."""
    try:
        asked = ocsp.load_der_ocsp_request(request.read(MOST_BYTES))
    except ValueError:
        return HttpResponse("No question.", status=400)
    at = settings.CLOCK()
    answer = cards.authority(settings.CARD_AUTHORITIES, at=at).answer(asked, at=at)
    return HttpResponse(answer, content_type="application/ocsp-response")
