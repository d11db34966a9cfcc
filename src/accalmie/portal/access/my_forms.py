"""Forms of one's own sign-in: each asks for the password again."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.contrib.auth.hashers import check_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.cases.access.models import Account
from accalmie.portal.access import attempts


class OfAccount(forms.Form):
    """A form about one account, at an instant."""

    def __init__(self, *args: object, account: Account, at: datetime, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.account, self.at = account, at


class PasswordAgain(OfAccount):
    """The password in use; wrong ones count as at signing in."""

    current = forms.CharField(max_length=1000, strip=False, required=False)

    def clean_current(self) -> str:
        """Ask for the password in use."""
        given = str(self.data.get("current", ""))
        if not given:
            raise forms.ValidationError(_("Type the password that you use now."))
        is_right = check_password(given, self.account.password)
        if attempts.is_locked(account=self.account, at=self.at) or not is_right:
            if not is_right:
                attempts.count_failure(account=self.account, at=self.at)
            raise forms.ValidationError(
                _(
                    "This is not your password. After several wrong passwords an account is closed"
                    " for 15 minutes."
                )
            )
        return self.cleaned_data["current"]


class NewPasskey(PasswordAgain):
    """What a device made, and what its owner calls it."""

    name = forms.CharField(
        max_length=60,
        error_messages={"required": gettext_lazy("Give the device a name that you recognise.")},
    )
    credential = forms.CharField(max_length=20_000, widget=forms.HiddenInput, required=False)
    field_order = ("name", "current", "credential")

    def clean_credential(self) -> str:
        """Say what is missing where the browser sent nothing."""
        if not self.cleaned_data["credential"]:
            raise forms.ValidationError(
                _(
                    "Your browser sent no passkey. Passkeys need JavaScript and a device that knows"
                    " them."
                )
            )
        return self.cleaned_data["credential"]


class NewAddress(PasswordAgain):
    """An e-mail address that is still to be confirmed."""

    email = forms.EmailField(
        max_length=254,
        error_messages={
            "required": gettext_lazy("Write the address as name@example.be."),
            "invalid": gettext_lazy("Write the address as name@example.be."),
        },
    )
    field_order = ("email", "current")


class FirstCode(forms.Form):
    """The first code that an application shows."""

    code = forms.CharField(max_length=20, required=False)
