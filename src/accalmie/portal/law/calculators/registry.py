"""The calculators: each has an address, a title, a form and a function that answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accalmie.portal.law.calculators import benefit, forms, start, time_limits
from accalmie.portal.law.calculators.answer import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculator:
    """One calculator; ``button`` says what pressing it does."""

    name: str
    question: str
    lead: str
    button: str
    form: type[forms.Calculation]
    answer: Callable[..., Answer]

    @property
    def url(self) -> str:
        """Its address."""
        return reverse("portal:law_calculator", args=[self.name])


def calculators() -> tuple[Calculator, ...]:
    """Every calculator, in the order of the pages."""
    until, days = _("Show the last day"), _("Show the days")
    return (
        Calculator(
            name="start",
            question=_("When may I start?"),
            lead=_(
                "The first possible day of a suspension after the notice, and how long it may last."
            ),
            button=days,
            form=forms.Start,
            answer=start.start,
        ),
        Calculator(
            name="first-day",
            question=_("Until when must I communicate the first effective day?"),
            lead=_("The days between which the first effective day of a month is communicated."),
            button=days,
            form=forms.FirstDay,
            answer=time_limits.first_day,
        ),
        Calculator(
            name="claim",
            question=_("Until when must I claim?"),
            lead=_("The last day on which a claim for benefit can reach the office."),
            button=until,
            form=forms.Claim,
            answer=time_limits.claim,
        ),
        Calculator(
            name="declaration",
            question=_("Until when must I declare the hours?"),
            lead=_("When the employer declares the hours of unemployment of a month (scenario 5)."),
            button=days,
            form=forms.Declaration,
            answer=time_limits.declaration,
        ),
        Calculator(
            name="card",
            question=_("From when may I send my card?"),
            lead=_("The first day on which the control card of a month can be sent."),
            button=days,
            form=forms.Card,
            answer=time_limits.card,
        ),
        Calculator(
            name="benefit",
            question=_("What will I receive?"),
            lead=_("From hours of unemployment to euros, with every step and its source."),
            button=_("Calculate"),
            form=forms.Benefit,
            answer=benefit.benefit,
        ),
    )
