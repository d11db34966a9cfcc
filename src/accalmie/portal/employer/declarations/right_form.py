"""The form of scenario 2: from which day, for which reason, with which occupation and wage."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.facts.communications import Version
from accalmie.facts.days import Month
from accalmie.facts.declarations import ConstatDeclaration
from accalmie.facts.languages import Language
from accalmie.law import words
from accalmie.portal.employer.declarations.fields import (
    OccupationForm,
    day_field,
    initial_of,
    kind_choices,
)
from accalmie.portal.employer.declarations.subject import Earlier, Known
from accalmie.portal.languages import current_language


class Right(OccupationForm):
    """The finding of the right; ``known`` says whose it is."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Reason of the unemployment"),
        error_messages={"required": gettext_lazy("Choose the reason.")},
    )
    first_day = day_field(gettext_lazy("First day of unemployment"))

    def __init__(self, *args: object, known: Known, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._known = known
        self.fields["kind"].choices = kind_choices()

    def clean(self) -> dict[str, object]:
        """The first day lies in the month and in the occupation."""
        told = super().clean()
        day, begins = told.get("first_day"), told.get("occupation_first_day")
        language = current_language()
        if day and Month.of(day) != self._known.month:
            self.add_error(
                "first_day",
                _("%(day)s does not lie in %(month)s.")
                % {
                    "day": words.short_day(day, language, with_year=True),
                    "month": words.month_name(self._known.month, language),
                },
            )
        if day and begins and day < begins:
            self.add_error(
                "first_day",
                _("The occupation begins on %(day)s, after the first day of unemployment.")
                % {"day": words.short_day(begins, language, with_year=True)},
            )
        return told

    def declaration(self, *, before: ConstatDeclaration | None, ticket: str) -> ConstatDeclaration:
        """The declaration as answered: a new one, or the change of the one before."""
        told, known = self.cleaned_data, self._known
        language = Language(known.worker.language if known.worker else known.employer.language)
        answered = ConstatDeclaration(
            version=Version.ORIGINAL,
            employer=known.employer.numbers,
            niss=known.niss,
            kind=told["kind"],
            occupation=self.occupation(before.occupation if before else None),
            first_day=told["first_day"],
            wage=self.wage(),
            reason=told["reason"],
            user_company=told["user_company"] or None,
            language=Language.FR if language is Language.EN else language,
            remark=told["remark"],
        )
        if before is None:
            return answered
        return replace(
            answered,
            version=Version.CHANGE,
            replaces=ticket,
            employer=before.employer,
            contact=before.contact,
        )


def initial_right(*, known: Known, earlier: Earlier) -> dict[str, object]:
    """What is known before: reason and first day from the communications."""
    return initial_of(known=known, earlier=earlier) | {
        "kind": known.kind,
        "first_day": known.first_day,
    }


def answers_of(fact: ConstatDeclaration) -> dict[str, object]:
    """The answers of a declaration that stands, to be changed."""
    return {
        "kind": fact.kind,
        "first_day": fact.first_day,
        "reason": fact.reason,
        "user_company": fact.user_company or "",
        "remark": fact.remark,
    }
