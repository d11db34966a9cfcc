"""Round every page: when a session was used last, and forms that meet the sign-in page."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from accalmie.cases.factors import kept_forms
from accalmie.portal.access import entering, kept

Next = Callable[[HttpRequest], HttpResponse]

SECONDS_BETWEEN_NOTES = 5 * 60
SERVER_FAULT = 500
"""From this status on a form was not worked on, and is given back."""


class FollowSessions:
    """Writes when a session was used last, at most every few minutes."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and write it."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            followed, at = request.session.get(entering.FOLLOWED), settings.CLOCK()
            is_due = followed and at.timestamp() - followed["at"] >= SECONDS_BETWEEN_NOTES
            if is_due and request.user.is_authenticated:
                entering.follow(request=request, at=at)
        return self.get_response(request)


class KeepForms:
    """Keeps what was typed when its session had ended; sends it once when it is offered back.

    It stands behind the check of forged requests, so that only this site's own forms are kept.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; then keep, drop or give back."""
        answer = self.get_response(request)
        claimed: UUID | None = getattr(request, "claimed_form", None)
        if claimed is not None:
            over = kept_forms.release if answer.status_code >= SERVER_FAULT else kept_forms.drop
            over(form_id=claimed)
        elif _met_sign_in(request, answer):
            kept.keep(request=request, at=settings.CLOCK())
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            kept.mark(request=request, answer=answer)
        return answer

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Let a form that is offered back through once."""
        if request.method != "POST" or not _names_kept(request):
            return None
        at = settings.CLOCK()
        found = kept.forms_for(request=request, account=request.user, at=at)
        form_id = _key(request.POST[kept.FIELD])
        if form_id is not None and kept_forms.claim(form_id=form_id, found=found, at=at):
            request.claimed_form = form_id
            _forget_the_field(request)
            return None
        messages.info(request, _("This form was sent or dropped before; nothing was done twice."))
        return redirect("portal:kept_forms")


def _forget_the_field(request: HttpRequest) -> None:
    """Let the page see what was typed and nothing else: some carry every field further."""
    typed = request.POST.copy()
    del typed[kept.FIELD]
    request.POST = typed


def _names_kept(request: HttpRequest) -> bool:
    return request.user.is_authenticated and kept.FIELD in request.POST


def _met_sign_in(request: HttpRequest, answer: HttpResponse) -> bool:
    """Whether a form, sent as a page and not by a script, was led to the sign-in page."""
    is_led_away = answer.status_code == 302 and not request.user.is_authenticated
    return (
        request.method == "POST"
        and is_led_away
        and answer.headers["Location"].split("?")[0] == resolve_url(settings.LOGIN_URL)
        and "next=" in answer.headers["Location"]
        and request.headers.get("Sec-Fetch-Dest", "document") == "document"
    )


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
