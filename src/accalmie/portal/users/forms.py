"""The forms of users: who it is, and what he may, where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.cases.access.functions import Function
from accalmie.cases.access.models import Account
from accalmie.cases.access.users import Grant
from accalmie.facts.languages import Language
from accalmie.portal.functions_named import function_about
from accalmie.portal.mandates.forms import Dressed

WHOLE = "whole"
"""What stands for the whole firm among its establishments."""


class Rights(Dressed):
    """What a user may do; where a firm has several establishments, in which of them.

    ``manager`` is the account of whoever gives the rights.
    """

    def __init__(
        self, posted: Any, *, manager: Account, granted: Iterable[Grant] = frozenset()
    ) -> None:
        self.manager = manager
        self.places = (
            list(manager.employer.establishments.order_by("name", "id")) if manager.employer else []
        )
        super().__init__(posted, initial=self._initial(frozenset(granted)))

    def prepare(self) -> None:
        """One list of functions, or, a function, one list of places."""
        if not self._is_by_place:
            self.fields["functions"] = forms.MultipleChoiceField(
                label=_("What may this user do?"),
                choices=[(f.value, function_about(f)) for f in Function],
                required=False,
            )
            return
        for function in Function:
            places = [(WHOLE, _("In the whole firm"))]
            if function is not Function.ACCESS:
                places += [(str(place.id), str(place)) for place in self.places]
            self.fields[function.value] = forms.MultipleChoiceField(
                label=function_about(function), choices=places, required=False
            )

    def clean(self) -> dict[str, Any]:
        """A user without any right could do nothing."""
        given = super().clean()
        if not self.grants:
            first = "functions" if not self._is_by_place else Function.COMMUNICATIONS.value
            self.add_error(first, _("Choose at least one right."))
        return given

    @property
    def grants(self) -> frozenset[Grant]:
        """The rights that are ticked."""
        given = self.cleaned_data
        if not self._is_by_place:
            return frozenset(Grant(Function(value)) for value in given.get("functions", ()))
        return frozenset(
            Grant(function, None if place == WHOLE else UUID(place))
            for function in Function
            for place in given.get(function.value, ())
        )

    @property
    def _is_by_place(self) -> bool:
        return len(self.places) > 1

    def _initial(self, granted: frozenset[Grant]) -> dict[str, list[str]]:
        if not self._is_by_place:
            return {"functions": [grant.function.value for grant in granted]}
        return {
            function.value: [
                str(grant.establishment_id or WHOLE)
                for grant in granted
                if grant.function is function
            ]
            for function in Function
        }


class NewUser(Rights):
    """Who is added, with his rights."""

    display_name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        error_messages={"required": gettext_lazy("Enter the name of the user.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("It may stay empty. Codes are never sent by e-mail."),
        required=False,
        error_messages={"invalid": gettext_lazy("This is no e-mail address.")},
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=[
            (Language.FR.value, "Français"),
            (Language.NL.value, "Nederlands"),
            (Language.DE.value, "Deutsch"),
            (Language.EN.value, "English"),
        ],
        error_messages={"required": gettext_lazy("Choose the language.")},
        widget=forms.RadioSelect,
    )
