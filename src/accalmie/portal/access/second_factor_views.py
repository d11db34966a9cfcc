"""After the password: the code of an application, a code on paper, or a passkey."""

from __future__ import annotations

import logging

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accalmie.cases.access.models import Account
from accalmie.cases.factors import authenticators
from accalmie.cases.factors.models import Way
from accalmie.portal.access import attempts, ceremonies, entering, pending
from accalmie.portal.access.seals import seals

log = logging.getLogger(__name__)


class SecondFactor(forms.Form):
    """A code, or what a device signed."""

    code = forms.CharField(max_length=40, required=False)
    credential = forms.CharField(max_length=20_000, required=False)

    def __init__(
        self, *args: object, request: HttpRequest, account: Account, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.account = request, account

    def clean(self) -> dict[str, object]:
        """Ask whether it opens; a wrong answer counts like a wrong password."""
        given, at = super().clean(), settings.CLOCK()
        if self.errors:
            return given
        self.account.refresh_from_db()
        is_locked = attempts.is_locked(account=self.account, at=at)
        if not is_locked and self._opens(given):
            return given
        if not is_locked:
            attempts.count_failure(account=self.account, at=at)
        self.add_error(
            "code",
            _(
                "This does not open your account. A code is valid for half a minute and works"
                " once; after several wrong tries an account is closed for 15 minutes."
            ),
        )
        return given

    def _opens(self, given: dict[str, str]) -> bool:
        at = settings.CLOCK()
        if given["credential"]:
            return ceremonies.accepts(
                request=self.request, account=self.account, credential=given["credential"], at=at
            )
        code = given["code"]
        return bool(code) and authenticators.accepts(
            account=self.account, code=code, seals=seals(), at=at
        )


@sensitive_post_parameters("code", "credential")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask whoever gave the right password for his second factor."""
    account = pending.account_of(request=request)
    if account is None:
        return redirect("portal:sign_in")
    at = settings.CLOCK()
    typed = request.POST if request.method == "POST" else None
    form = SecondFactor(typed, request=request, account=account)
    if typed is not None and form.is_valid():
        go_to = pending.end(request=request)
        return entering.enter(
            request=request, account=account, go_to=go_to, way=Way.SECOND_FACTOR, at=at
        )
    context = {
        "form": form,
        "has_codes": account.authenticators.filter(confirmed_at__isnull=False).exists(),
        "options": ceremonies.options_to_sign_in(request=request, account=account, at=at),
    }
    status = 422 if typed is not None else 200
    return render(request, "portal/access/second_factor.html", context, status=status)
