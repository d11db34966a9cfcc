"""The buttons that move the day of the demonstration."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accalmie.exchange import nightly

STEPS = {"1": 1, "7": 7}


@require_POST
def move_clock(request: HttpRequest) -> HttpResponse:
    """Go to the next day, or seven days on; the work of every night between is done."""
    if not settings.DEMO:
        raise Http404
    days = STEPS.get(request.POST.get("days", ""), 0)
    for _night in range(days):
        settings.CLOCK.move(days=1)
        nightly.publish(at=settings.CLOCK().replace(hour=2, minute=0, second=0, microsecond=0))
    asked = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return redirect(asked if asked and is_ours else reverse("portal:home"))
