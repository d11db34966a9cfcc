"""One part of a claim: a form that is filled from the papers and puts its answers into them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.cases.parties.models import Worker
from accalmie.facts.claim_forms import C1, C1Reason, ClaimFile
from accalmie.facts.claims import ClaimEvent

NONE = "none"
YES, NO = "yes", "no"

_REASONS: Mapping[str, C1Reason] = {
    ClaimEvent.FIRST_WITH_EMPLOYER: C1Reason.FIRST_CLAIM,
    ClaimEvent.LONG_INTERRUPTION: C1Reason.AFTER_INTERRUPTION,
    ClaimEvent.CHANGE_OF_PAYER: C1Reason.CHANGE_OF_PAYER,
}


class Part(forms.Form):
    """One page of the claim.

    ``first`` turns the papers into what the form shows at the beginning, ``put`` puts the answers
    into the papers.
    """

    name: ClassVar[str]
    title: ClassVar[Any]

    @classmethod
    def first(cls, file: ClaimFile, worker: Worker, first_day: date) -> dict[str, Any]:
        """What is known already."""
        raise NotImplementedError

    def put(self, file: ClaimFile, event: str) -> ClaimFile:
        """The papers with these answers."""
        raise NotImplementedError

    def answered(self, file: ClaimFile, **changed: Any) -> ClaimFile:
        """The papers with this part marked as filled in."""
        names = tuple(dict.fromkeys((*file.answered, self.name)))
        return replace(file, answered=names, **changed)


def yes_or_no(label: str) -> forms.ChoiceField:
    """A question that must be answered."""
    return forms.ChoiceField(
        label=label,
        choices=((YES, gettext_lazy("Yes")), (NO, gettext_lazy("No"))),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Answer yes or no.")},
    )


class Several(Part):
    """A question with several answers, or none of them."""

    def clean_chosen(self) -> list[str]:
        """None of them excludes the others."""
        chosen = self.cleaned_data["chosen"]
        if NONE in chosen and len(chosen) > 1:
            raise forms.ValidationError(_("Choose “none of these”, or what applies, not both."))
        return [one for one in chosen if one != NONE]


def several(label: str, choices: tuple[tuple[str, Any], ...]) -> forms.MultipleChoiceField:
    """A question with several answers, one of them being none."""
    return forms.MultipleChoiceField(
        label=label,
        choices=(*choices, (NONE, gettext_lazy("None of these"))),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose what applies, or “none of these”."),
        },
    )


def c1_of(file: ClaimFile, event: str) -> C1:
    """The C1 as it stands; a new one says why it is made."""
    reason = _REASONS.get(event, C1Reason.CHANGE_OF_SITUATION)
    return file.c1 or C1(reason=reason)
