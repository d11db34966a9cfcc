"""A communication that came by letter or by fax: the officer tells how, then types it in.

What follows are the employer's own pages (see portal.employer.lodging), where nothing is turned
away either: whether paper was allowed, the rule on the channel says.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accalmie.cases.access.roles import Role
from accalmie.cases.days import belgian_day
from accalmie.cases.drafts import acts
from accalmie.cases.drafts.models import Draft, Invoked
from accalmie.cases.drafts.queries import letters_typed_at
from accalmie.cases.parties.models import Employer
from accalmie.facts.communications import Channel
from accalmie.portal.access.gate import for_roles
from accalmie.portal.employer.lodging import offering, refilling
from accalmie.portal.employer.lodging.boxes import DayField, typed_day
from accalmie.portal.employer.lodging.fields import PageForm, choice, text
from accalmie.portal.employer.lodging.sorts import DIFFICULTY, OFFERED, SORTS
from accalmie.portal.letters_shown import invoked_words

NOT_ACCEPTABLE = 422
_PROOF = {"joined": True, "missing": False}


class Paper(PageForm):
    """How and when a letter or a fax came, and which exception it invokes."""

    ONLY_IF: ClassVar[Mapping[str, str]] = {"proof": "technical_problem"}

    medium = choice(gettext_lazy("How did it come?"), gettext_lazy("Choose how it came."))
    posted_on = DayField(
        label=gettext_lazy("Day of posting (optional)"),
        help_text=gettext_lazy("As on the postmark. Leave it empty where none can be read."),
        required=False,
    )
    received_on = DayField(
        label=gettext_lazy("Day of receipt"),
        error_messages={"required": gettext_lazy("Type the day on which it came to the office.")},
    )
    invoked = choice(
        gettext_lazy("Which exception to the electronic way does it invoke?"),
        gettext_lazy("Choose the exception, or that none is stated."),
    )
    proof = choice(gettext_lazy("Is the proof of the technical problem joined?"))

    def __init__(self, typed: Any, *, on: date) -> None:
        first = next(iter(SORTS.values()))
        super().__init__(
            typed, sort=first, employer=Employer(), on=on, initial=typed_day("received_on", on)
        )

    def prepare(self) -> None:
        """The choices, in the language of the page."""
        self.fields["medium"].choices = [
            (Channel.REGISTERED_LETTER.value, _("Registered letter")),
            (Channel.FAX.value, _("Fax")),
        ]
        self.fields["invoked"].choices = [(one.value, invoked_words(one)) for one in Invoked]
        self.fields["proof"].choices = [("joined", _("Yes")), ("missing", _("No"))]

    def clean_received_on(self) -> date:
        """A letter does not come from tomorrow."""
        day = self.cleaned_data["received_on"]
        if day > self.on:
            raise forms.ValidationError(
                _("The day of receipt lies ahead. Type the day on which it came to the office.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        """The days in their order, and the proof told where it matters."""
        given = super().clean()
        posted, received = given.get("posted_on"), given.get("received_on")
        if posted and received and posted > received:
            self.add_error(
                "posted_on", _("It cannot be posted after it was received. Check both days.")
            )
        if given.get("invoked") == Invoked.TECHNICAL_PROBLEM and not given.get("proof"):
            self.add_error("proof", _("State whether the proof is joined."))
        return given

    def came(self) -> acts.Came:
        """How it came, of a form without mistakes."""
        given, invoked = self.cleaned_data, Invoked(self.cleaned_data["invoked"])
        return acts.Came(
            channel=Channel(given["medium"]),
            received_on=given["received_on"],
            posted_on=given["posted_on"],
            invoked=invoked,
            has_proof=_PROOF[given["proof"]] if invoked is Invoked.TECHNICAL_PROBLEM else None,
        )


class Envelope(Paper):
    """Whose letter it is, how and when it came, and what it communicates."""

    field_order = ("number",)

    number = text(
        gettext_lazy("Number of the employer"),
        gettext_lazy("Type the number of the employer."),
        max_length=20,
        help_text=gettext_lazy("Enterprise, ONSS or PPL number, with or without dots."),
    )
    sort = choice(
        gettext_lazy("What does it communicate?"), gettext_lazy("Choose what it communicates.")
    )

    def prepare(self) -> None:
        """The choices, in the language of the page."""
        super().prepare()
        self.fields["sort"].choices = [(code, str(sort.title)) for code, sort in OFFERED.items()]

    def clean(self) -> dict[str, Any]:
        """A C106A is on paper by rule: no exception is invoked, its days count from its posting."""
        given = super().clean()
        if given.get("sort") != DIFFICULTY.code:
            return given
        self.errors.pop("invoked", None)
        given["invoked"] = Invoked.NONE_TOLD.value
        is_registered = given.get("medium") == Channel.REGISTERED_LETTER.value
        if is_registered and not given.get("posted_on") and "posted_on" not in self.errors:
            self.add_error(
                "posted_on",
                _("Type the day of posting of a C106A: the days before employees count from it."),
            )
        return given

    def clean_number(self) -> Employer:
        """The employer of the register; it must be found, so that nobody else gets the letter."""
        found = employer_numbered(self.cleaned_data["number"])
        if found is None:
            raise forms.ValidationError(
                _("The register knows no employer of this number. Compare it with the letter.")
            )
        return found


def employer_numbered(written: str) -> Employer | None:
    """The one employer of a number, written with or without dots; None where it is not clear."""
    number = "".join(sign for sign in written if sign.isdigit())
    found = Employer.objects.filter(
        Q(bce=number.zfill(10)) | Q(onss=number) | Q(ppl=number)
    ).order_by("id")
    return found[0] if number and len(found[:2]) == 1 else None


@for_roles(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest) -> HttpResponse:
    """Begin to type in a letter; those begun before and not sent yet come first."""
    at = settings.CLOCK()
    posted = request.POST if request.method == "POST" else None
    form = Envelope(posted, on=belgian_day(at))
    if form.is_valid():
        draft = _begin(request, form)
        if draft.form == DIFFICULTY.code:
            return redirect("portal:difficulty_write", draft.id)
        return redirect("portal:lodging_page", draft.id, SORTS[draft.form].pages[0].value)
    drafts = letters_typed_at(office=request.user.office)[: offering.DRAFTS_SHOWN]
    shown = {"form": form, "drafts": [offering.waiting(draft) for draft in drafts]}
    status = NOT_ACCEPTABLE if form.is_bound else 200
    return render(request, "portal/office/letters.html", shown, status=status)


def _begin(request: HttpRequest, form: Envelope) -> Draft:
    given = form.cleaned_data
    return acts.begin_letter(
        employer=given["number"],
        form=given["sort"],
        data=_blank(given["sort"], given["number"]),
        came=form.came(),
        by=request.user,
        at=settings.CLOCK(),
    )


def _blank(sort: str, employer: Employer) -> dict[str, Any]:
    """What stands on the pages beforehand."""
    if sort == DIFFICULTY.code:
        return {}
    return refilling.blank(sort=SORTS[sort], employer=employer)
