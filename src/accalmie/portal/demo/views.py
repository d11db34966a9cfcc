"""The buttons that move the day of the demonstration."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accalmie.portal.demo import playing
from accalmie.portal.demo.data import WHOLE
from accalmie.portal.demo.loading import PAYMENT_DAY

STEPS = {"1": 1, "7": 7}
TO_PAYMENT_DAY = "payment"


@require_POST
def move_clock(request: HttpRequest) -> HttpResponse:
    """Go to the next day, seven days on, or to the payment day; every day between is played."""
    if not settings.DEMO:
        raise Http404
    happenings = playing.happenings(chapters=WHOLE)
    for _day in range(_days(request.POST.get("days", ""))):
        # The clock moves last: a day that was interrupted is played again, and adds nothing twice.
        playing.play_day(happenings=happenings, day=settings.CLOCK().date())
        settings.CLOCK.move(days=1)
    asked = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return redirect(asked if asked and is_ours else reverse("portal:home"))


def _days(asked: str) -> int:
    """How many days to move; none for what no button asks."""
    if asked == TO_PAYMENT_DAY:
        return max(0, (PAYMENT_DAY - settings.CLOCK().date()).days)
    return STEPS.get(asked, 0)
