"""The form of the sign-in page."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.contrib.auth.hashers import check_password, make_password
from django.utils.translation import gettext_lazy as _

from accalmie.cases.access.models import Account
from accalmie.cases.factors import resets
from accalmie.cases.factors.models import Reset
from accalmie.portal.access import attempts
from accalmie.portal.access.seals import seals


class SignIn(forms.Form):
    """User name and password.

    The answer is the same, and takes as long, whether the name is unknown, the password wrong, the
    account closed or no longer in use, the codes of the letter too old. ``reset`` is what a
    one-time password of a later letter opens: the choice of a new one.
    """

    username = forms.CharField(
        max_length=150, error_messages={"required": _("Type your user name.")}
    )
    password = forms.CharField(
        max_length=1000, strip=False, error_messages={"required": _("Type your password.")}
    )

    def __init__(self, *args: object, at: datetime, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.account: Account | None = None
        self.reset: Reset | None = None

    def clean(self) -> dict[str, object]:
        """Find the account; say nothing about why there is none."""
        given = super().clean()
        if self.errors:
            return given
        found = Account.objects.filter(username=given["username"]).first()
        if not self._opens(found, given["password"]):
            raise forms.ValidationError(
                _(
                    "User name and password do not fit. Check both and try again; after several"
                    " wrong passwords an account is closed for 15 minutes."
                )
            )
        self.account = found
        return given

    def _opens(self, account: Account | None, password: str) -> bool:
        if account is None:
            # Hash once, as for a known name, so that the time says nothing either.
            make_password(password)
            return False
        is_right = check_password(password, account.password)
        if attempts.is_locked(account=account, at=self.at) or not account.is_active:
            return False
        if account.has_dead_codes(at=self.at):
            return False
        if is_right:
            return True
        self.reset = resets.reset_of_letter(
            account=account, password=password, seals=seals(), at=self.at
        )
        if self.reset is None:
            attempts.count_failure(account=account, at=self.at)
        return self.reset is not None
