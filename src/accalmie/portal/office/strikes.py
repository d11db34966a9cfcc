"""What the management committee decided on strikes: recorded by an office, read by every case."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from accalmie.cases.access.roles import Role
from accalmie.cases.communications.models import Case
from accalmie.cases.parties.models import Employer
from accalmie.cases.strikes.acts import AlreadyRecorded
from accalmie.cases.strikes.models import CommitteeDecision
from accalmie.cases.strikes.queries import decisions_recorded
from accalmie.exchange.strikes import record_committee_decision
from accalmie.facts.days import Period
from accalmie.facts.findings import CommitteeDecision as CommitteeDecisionFact
from accalmie.law import words
from accalmie.portal.access.gate import for_roles
from accalmie.portal.employer.lodging.boxes import DayField, typed_day
from accalmie.portal.employer.lodging.fields import PageForm, area, choice, required, text
from accalmie.portal.employer.lodging.sorts import DIFFICULTY
from accalmie.portal.languages import current_language
from accalmie.portal.office.letters import employer_numbered
from accalmie.portal.statuses import Shape, Status

NOT_ACCEPTABLE = 422
SHOWN_AT_MOST = 100
GRANTED, REFUSED = "granted", "refused"


class Decided(PageForm):
    """A decision of the committee, and for whose strike it holds."""

    numbers = forms.CharField(
        label=gettext_lazy("Numbers of the employers"),
        help_text=gettext_lazy(
            "One a line: the firm on strike, or every firm of the group. Enterprise, ONSS or PPL"
            " number, with or without dots."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=required(gettext_lazy("Type the number of an employer.")),
    )
    first_day = DayField(
        label=gettext_lazy("First day of the strike"),
        error_messages=required(gettext_lazy("Type the first day of the strike.")),
    )
    last_day = DayField(
        label=gettext_lazy("Last day of the strike"),
        help_text=gettext_lazy("The director decides on the days after it."),
        error_messages=required(gettext_lazy("Type the last day of the strike.")),
    )
    decided_on = DayField(
        label=gettext_lazy("Day of the decision"),
        error_messages=required(gettext_lazy("Type the day of the decision.")),
    )
    reference = text(
        gettext_lazy("Reference"),
        gettext_lazy("Type the reference of the decision."),
        max_length=40,
    )
    result = choice(
        gettext_lazy("What did the committee decide?"),
        gettext_lazy("Choose what the committee decided."),
    )
    text = area(
        gettext_lazy("The decision in words"),
        gettext_lazy("Type what the committee decided, and for whom."),
        help_text=gettext_lazy("The employers read it in their decisions: name no person."),
    )

    def __init__(self, typed: Any, *, on: date, initial: dict[str, Any] | None = None) -> None:
        super().__init__(typed, sort=DIFFICULTY, employer=Employer(), on=on, initial=initial)

    def prepare(self) -> None:
        """The choices, in the language of the page."""
        self.fields["result"].choices = [
            (GRANTED, _("It authorises the allowances")),
            (REFUSED, _("It does not authorise them")),
        ]

    def clean_numbers(self) -> list[Employer]:
        """The employers of the register; each must be found."""
        found = []
        for line in filter(str.strip, self.cleaned_data["numbers"].splitlines()):
            employer = employer_numbered(line)
            if employer is None:
                raise forms.ValidationError(
                    _("The register knows no employer of the number “%(number)s”.")
                    % {"number": line.strip()}
                )
            found.append(employer)
        return found

    def clean_decided_on(self) -> date:
        """Nobody records a decision of tomorrow."""
        day = self.cleaned_data["decided_on"]
        if day > self.on:
            raise forms.ValidationError(_("The day of the decision lies ahead."))
        return day

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        given = super().clean()
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first. Check both."))
        return given

    @property
    def decision(self) -> CommitteeDecisionFact:
        """What was decided, of a form without mistakes."""
        given = self.cleaned_data
        return CommitteeDecisionFact(
            reference=given["reference"],
            decided_on=given["decided_on"],
            is_granted=given["result"] == GRANTED,
            period=Period(given["first_day"], given["last_day"]),
            text=given["text"],
        )


@for_roles(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def strikes(request: HttpRequest) -> HttpResponse:
    """The decisions so far, and a new one to record; a case may fill in whose strike it is."""
    on = settings.CLOCK().date()
    if request.method != "POST":
        form = Decided(None, on=on, initial=_of_case(request.GET.get("case", "")))
        return _page(request, form, 200)
    form = Decided(request.POST, on=on)
    if not form.is_valid():
        return _page(request, form, NOT_ACCEPTABLE)
    try:
        followed = record_committee_decision(
            decision=form.decision,
            employers=form.cleaned_data["numbers"],
            by=request.user,
            at=settings.CLOCK(),
        )
    except AlreadyRecorded:
        form.add_error("reference", _("A decision of this reference is recorded already."))
        return _page(request, form, NOT_ACCEPTABLE)
    waiting = followed.examined + followed.claims
    messages.success(request, _("The decision is recorded."))
    if waiting:
        messages.success(
            request,
            ngettext(
                "%(number)s file that waited for it is examined again.",
                "%(number)s files that waited for it are examined again.",
                waiting,
            )
            % {"number": waiting},
        )
    return redirect("portal:strikes")


def _of_case(key: str) -> dict[str, Any]:
    """The employer and the first day of a communication, as if they had been typed."""
    try:
        case = Case.objects.select_related("employer").filter(id=UUID(key)).first()
    except ValueError:
        return {}
    if case is None:
        return {}
    numbers = case.employer.numbers
    return {
        "numbers": numbers.bce or numbers.onss or numbers.ppl or "",
        **typed_day("first_day", case.first_day),
    }


def _page(request: HttpRequest, form: Decided, status: int) -> HttpResponse:
    rows = [_row(one) for one in decisions_recorded()[:SHOWN_AT_MOST]]
    shown = {"form": form, "rows": rows}
    return render(request, "portal/office/strikes.html", shown, status=status)


def _row(one: CommitteeDecision) -> dict[str, Any]:
    granted = Status(shape=Shape.OK, word=_("Authorised"))
    refused = Status(shape=Shape.STOP, word=_("Not authorised"))
    span = words.span(one.fact.period, current_language(), with_year=True)
    return {
        "decision": one,
        "status": granted if one.is_granted else refused,
        "employers": [str(striking.employer) for striking in one.strikings.all()],
        "period": span,
    }
