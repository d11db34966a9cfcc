"""The last step of every way in: the session, where it stands in the list, where to go."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from accalmie.cases.access.models import Account
from accalmie.cases.factors import authenticators, kept_forms, sessions
from accalmie.cases.factors.models import Way
from accalmie.portal.access import attempts, kept, pending
from accalmie.portal.access.devices import device_of
from accalmie.portal.sections import first_page_of

log = logging.getLogger(__name__)

FOLLOWED = "followed"
"""Under this name the session knows its row in the list of sessions, and when it was used last."""


def after_password(
    *, request: HttpRequest, account: Account, go_to: str, at: datetime
) -> HttpResponse:
    """Ask for the second factor where there is one; else the password is enough."""
    if not authenticators.has_second_factor(account=account):
        return enter(request=request, account=account, go_to=go_to, way=Way.PASSWORD, at=at)
    pending.begin(request=request, account=account, go_to=go_to)
    return redirect("portal:second_factor")


def enter(
    *, request: HttpRequest, account: Account, go_to: str, way: Way, at: datetime
) -> HttpResponse:
    """Sign somebody in, and go where he wanted to, or to what he had typed before."""
    attempts.forget_failures(account=account)
    auth.login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    row = sessions.open_session(
        account=account,
        session_key=request.session.session_key,
        device=device_of(request=request),
        way=way,
        at=at,
    )
    request.session[FOLLOWED] = {"id": str(row.id), "at": at.timestamp()}
    log.info("signed in", extra={"account": str(account.id), "way": way.value})
    kept_forms.forget_old(at=at)
    onward = go_to or first_page_of(account)
    if kept.forms_for(request=request, account=account, at=at).exists():
        return redirect(f"{reverse('portal:kept_forms')}?{urlencode({'next': onward})}")
    return redirect(onward)


def follow(*, request: HttpRequest, at: datetime) -> None:
    """Write that the session goes on, perhaps under a new key."""
    followed = request.session.get(FOLLOWED)
    if not followed:
        return
    request.session.save()
    sessions.note_use(session_id=followed["id"], session_key=request.session.session_key, at=at)
    request.session[FOLLOWED] = {**followed, "at": at.timestamp()}


def inside(request: HttpRequest, url: str) -> str:
    """An address that somebody asked to go to; empty unless it lies on this host."""
    is_ours = url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure())
    return url if url and is_ours else ""
