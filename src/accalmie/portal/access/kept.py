"""Which browser it is, and what it had typed when the session ended.

A signed cookie holds a random name of the browser and the account that was signed in last; it opens
nothing. With it, a form that meets the sign-in page is kept for that account in that browser.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from accalmie.cases.access.models import Account
from accalmie.cases.factors import kept_forms
from accalmie.cases.factors.models import KeptForm
from accalmie.portal.access.seals import seals

FIELD = "kept_form"
"""The hidden field that names the form that is being sent again."""

NEVER_KEPT = frozenset({"password", "again", "current", "code", "credential", "token"})
"""A form with one of these fields holds a secret; it is typed again."""

_NOT_TYPED = frozenset({"csrfmiddlewaretoken", FIELD})
_SALT = "browser"


def mark(*, request: HttpRequest, answer: HttpResponse) -> None:
    """Let the browser remember its name and who is signed in."""
    browser, account = _known(request)
    if browser and account == request.user.id:
        return
    answer.set_signed_cookie(
        settings.BROWSER_COOKIE_NAME,
        f"{browser or secrets.token_urlsafe(24)}.{request.user.id}",
        salt=_SALT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def keep(*, request: HttpRequest, at: datetime) -> bool:
    """Keep what was typed, where this browser's account is known; tell whether it is kept."""
    browser, account_id = _known(request)
    names = set(request.POST)
    if account_id is None or names & NEVER_KEPT or names <= _NOT_TYPED:
        return False
    try:
        kept_forms.keep(
            browser=browser,
            account_id=account_id,
            path=request.get_full_path(),
            fields={
                name: values for name, values in request.POST.lists() if name not in _NOT_TYPED
            },
            seals=seals(),
            at=at,
        )
    except kept_forms.TooLong:
        return False
    return True


def forms_for(*, request: HttpRequest, account: Account, at: datetime) -> QuerySet[KeptForm]:
    """What this account typed in this browser and has not sent."""
    browser, account_id = _known(request)
    if account_id != account.id:
        return KeptForm.objects.none()
    return kept_forms.kept_for(browser=browser, account=account, seals=seals(), at=at)


def _known(request: HttpRequest) -> tuple[str, UUID | None]:
    try:
        told = request.get_signed_cookie(settings.BROWSER_COOKIE_NAME, salt=_SALT)
    except (KeyError, BadSignature):
        return "", None
    browser, _dot, account = told.rpartition(".")
    return browser, UUID(account)
