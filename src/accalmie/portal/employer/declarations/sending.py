"""From an empty form to a ticket: fill in, check, send. Everything travels in the form itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accalmie.cases.declarations import acts
from accalmie.cases.declarations.models import Declaration, DeclarationVersion
from accalmie.cases.declarations.statuses import Scenario
from accalmie.cases.declarations.statuses import Status as DeclarationStatus
from accalmie.facts.communications import Channel
from accalmie.facts.declarations import ConstatDeclaration, HoursDeclaration
from accalmie.law import words
from accalmie.portal.employer.declarations import checks, shown
from accalmie.portal.employer.declarations.announced import Announced, announced_of
from accalmie.portal.employer.declarations.hours_form import Hours, filled_in, initial_hours
from accalmie.portal.employer.declarations.hours_form import answers_of as hours_answers
from accalmie.portal.employer.declarations.right_form import Right, initial_right
from accalmie.portal.employer.declarations.right_form import answers_of as right_answers
from accalmie.portal.employer.declarations.subject import Earlier, Known, earlier_of
from accalmie.portal.languages import current_language

CHECK, SEND, EDIT, FILL = "check", "send", "edit", "fill"
_STEPS = (CHECK, SEND, EDIT, FILL)

_OCCUPATION = frozenset(
    {
        "occupation_first_day",
        "occupation_last_day",
        "joint_committee",
        "q",
        "s",
        "days_per_week",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is filled in: which declaration, of whom, and the one that it changes.

    ``carried`` are answers of an earlier page that travel along.
    """

    scenario: Scenario
    known: Known
    before: Declaration | None = None
    carried: Mapping[str, str] = field(default_factory=dict)


Fact = ConstatDeclaration | HoursDeclaration
Form = Hours | Right


def answer(request: HttpRequest, entry: Entry) -> HttpResponse:
    """The page that follows: the form, the form with its mistakes, the check, or the receipt."""
    announced = announced_of(known=entry.known)
    step = request.POST.get("step", "")
    if step not in _STEPS:
        return _form_page(request, entry, _fresh(entry, announced), 200)
    form = _bound(request, entry, announced)
    is_valid = form.is_valid()
    if step == FILL and isinstance(form, Hours):
        return _form_page(request, entry, _filled(request, entry, form, announced), 200)
    if not is_valid:
        return _form_page(request, entry, form, 422)
    if step == EDIT:
        return _form_page(request, entry, form, 200)
    fact = _fact(entry, form)
    doubts = tuple(checks.doubts_about(fact=fact, known=entry.known))
    if isinstance(fact, HoursDeclaration) and isinstance(form, Hours):
        findings = checks.findings_of(fact=fact, known=entry.known, announced=announced)
        mistakes = checks.mistakes_in(findings)
        if mistakes:
            form.blame(mistakes, checks.texts_of(mistakes))
            return _form_page(request, entry, form, 422)
        doubts = checks.doubts_about_hours(
            fact=fact, known=entry.known, announced=announced, findings=findings
        )
    if step == SEND:
        return _send(request, entry, form, fact)
    return _check_page(request, entry, fact, doubts)


def _fresh(entry: Entry, announced: Announced) -> Form:
    earlier = earlier_of(known=entry.known)
    before = entry.before.latest.fact if entry.before else None
    if before is not None:
        earlier = Earlier(occupation=before.occupation, wage=before.wage)
    if entry.scenario is Scenario.HOURS:
        initial = initial_hours(known=entry.known, announced=announced, earlier=earlier)
        if isinstance(before, HoursDeclaration):
            kept = {name: value for name, value in initial.items() if not _is_of_a_day(name)}
            initial = kept | hours_answers(before)
        return Hours(initial=initial, known=entry.known, announced=announced)
    initial = initial_right(known=entry.known, earlier=earlier)
    if isinstance(before, ConstatDeclaration):
        initial |= right_answers(before)
    return Right(initial=initial, known=entry.known)


def _is_of_a_day(name: str) -> bool:
    return name.startswith(("hours_", "code_", "section_"))


def _bound(request: HttpRequest, entry: Entry, announced: Announced) -> Form:
    if entry.scenario is Scenario.HOURS:
        return Hours(request.POST, known=entry.known, announced=announced)
    return Right(request.POST, known=entry.known)


def _filled(request: HttpRequest, entry: Entry, form: Hours, announced: Announced) -> Hours:
    """The form as it was typed, with the announced days filled in where Q can be read."""
    is_told = set(form.cleaned_data) >= _OCCUPATION
    answers = filled_in(
        answers=request.POST.dict(),
        announced=announced,
        occupation=form.occupation(None) if is_told else None,
    )
    return Hours(initial=answers, known=entry.known, announced=announced)


def _fact(entry: Entry, form: Form) -> Fact:
    before, ticket = None, ""
    if entry.before is not None:
        before, ticket = entry.before.latest.fact, entry.before.latest.ticket
    return form.declaration(before=before, ticket=ticket)


def _send(request: HttpRequest, entry: Entry, form: Form, fact: Fact) -> HttpResponse:
    act = acts.lodge if entry.before is None else acts.amend
    try:
        version = act(
            declaration=fact, by=request.user, at=settings.CLOCK(), channel=Channel.PORTAL
        )
    except acts.UnusableDeclaration as fault:
        if isinstance(form, Hours):
            form.blame(fault.findings, checks.texts_of(fault.findings))
        return _form_page(request, entry, form, 422)
    if isinstance(version, acts.Refused):
        messages.error(request, _("It was changed in the meantime. Look at it again."))
        assert entry.before is not None, "only a change can be refused"
        return redirect("portal:declaration", declaration_id=entry.before.id)
    messages.success(request, _receipt(version))
    return redirect("portal:declaration", declaration_id=version.declaration_id)


def _receipt(version: DeclarationVersion) -> str:
    told = {"ticket": version.ticket}
    if version.declaration.status == DeclarationStatus.HELD:
        return _("Received under ticket %(ticket)s. It is kept until the worker asks.") % told
    return _("Received under ticket %(ticket)s. Give the worker a print.") % told


def _form_page(request: HttpRequest, entry: Entry, form: Form, status: int) -> HttpResponse:
    is_hours = entry.scenario is Scenario.HOURS
    template = "declare_hours.html" if is_hours else "declare_right.html"
    told = {"form": form, **_head(entry)}
    if isinstance(form, Hours):
        told["needs_q"] = form.has_empty_announced_days
    return render(request, f"portal/employer/{template}", told, status=status)


def _check_page(
    request: HttpRequest, entry: Entry, fact: Fact, doubts: tuple[str, ...]
) -> HttpResponse:
    hidden = [
        (name, value)
        for name, value in request.POST.items()
        if name not in ("csrfmiddlewaretoken", "step", *entry.carried) and value
    ]
    told = {
        **_head(entry),
        "rows": shown.rows_of(fact),
        "days": shown.days_of(fact),
        "doubts": doubts,
        "hidden": hidden,
    }
    return render(request, "portal/employer/declare_check.html", told)


def _head(entry: Entry) -> dict[str, object]:
    return {
        "name": shown.name_of(entry.scenario),
        "employer": str(entry.known.employer),
        "worker": entry.known.name or _("Worker not known here"),
        "month": words.month_name(entry.known.month, current_language()),
        "is_change": entry.before is not None,
        "ticket": entry.before.latest.ticket if entry.before else "",
        "carried": list(entry.carried.items()),
    }
