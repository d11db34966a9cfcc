"""Until when must I: the claim, the declaration, the first effective day, the card."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from accalmie.facts.claims import Track
from accalmie.facts.days import Period
from accalmie.law import words
from accalmie.law.benefits_wording import finding_text
from accalmie.law.benefits_wording import step_text as worker_step_text
from accalmie.law.cards.sending import sendable_from
from accalmie.law.claims import claim_deadline
from accalmie.law.declarations.due import hours_due
from accalmie.law.drawings_of_answers import ruler_of_window
from accalmie.law.first_day import window_of
from accalmie.law.kinds import kind_of
from accalmie.law.steps_wording import step_text
from accalmie.portal import drawings
from accalmie.portal.languages import current_language
from accalmie.portal.law.calculators import answer
from accalmie.portal.law.calculators.answer import Answer, Line
from accalmie.portal.law.calculators.forms import Card, Claim, Declaration, FirstDay


def claim(form: Claim, today: date) -> Answer:
    """Until when a claim reaches the office."""
    deadline, trace = claim_deadline(
        first_day=form.cleaned_data["first_day"], track=Track(form.cleaned_data["track"])
    )
    return Answer(
        figure=words.plain_day(deadline, current_language()),
        about=_("at the office at the latest"),
        sentence=_over(deadline, today),
        steps=answer.steps(trace, worker_step_text),
        readings=answer.readings(trace),
    )


def declaration(form: Declaration, today: date) -> Answer:
    """From when the hours of a month are declared; no text sets a last day."""
    del today
    language = current_language()
    month = form.cleaned_data["month"]
    due = hours_due(month=month, kind=form.cleaned_data["kind"], is_asked_by_worker=None)
    return Answer(
        figure=words.plain_day(due.sendable_from, language),
        about=_("from this day on, as soon as possible"),
        lines=(
            Line(name=_("Is it due?"), value=_due(due.due)),
            Line(name=_("Last day"), value=_("no source states one")),
        ),
        steps=answer.steps(due.trace, worker_step_text),
        look=tuple(
            finding_text(finding, language=language)
            for finding in due.findings
            if finding.met is None
        ),
        readings=answer.readings(due.trace, due.findings),
    )


def first_day(form: FirstDay, today: date) -> Answer:
    """When a first effective day is communicated, cancelled and sent."""
    language = current_language()
    kind = kind_of(form.cleaned_data["kind"])
    window = window_of(
        kind=kind,
        first_day=form.cleaned_data["first_day"],
        closed_days=form.cleaned_data["closed_days"] or None,
    )
    ruler = ruler_of_window(window=window, language=language, today=today)
    sendable = Period(window.sendable_from, window.sendable_until)
    is_known = window.until is not None
    return Answer(
        figure=words.plain_day(window.until, language) if window.until else "–",
        about=_("to communicate at the latest") if is_known else _("no source states a last day"),
        sentence=_over(window.until, today) if window.until else "",
        lines=(
            Line(name=_("To communicate from"), value=answer.day(window.from_day)),
            Line(name=_("To communicate at the latest"), value=answer.day(window.until)),
            Line(name=_("To cancel at the latest"), value=answer.day(window.cancel_until)),
            Line(
                name=_("The message accepts it"),
                value=words.span(sendable, language, with_year=True),
            ),
        ),
        drawing=drawings.beside_a_panel(ruler),
        steps=answer.steps(window.trace, step_text),
        readings=answer.readings(window.trace),
    )


def card(form: Card, today: date) -> Answer:
    """From when a control card may be sent."""
    del today
    language = current_language()
    day, trace = sendable_from(
        month=form.cleaned_data["month"],
        replacement_days=form.cleaned_data["replacement_days"] or None,
    )
    return Answer(
        figure=words.plain_day(day, language),
        about=_("the card may be sent from this day on"),
        steps=answer.steps(trace, worker_step_text),
        readings=answer.readings(trace),
    )


def _over(last_day: date, today: date) -> str:
    """How far the last day lies from today."""
    language = current_language()
    days = (last_day - today).days
    if days < 0:
        return _("This day was %(days)s ago.") % {"days": words.count_days(-days, language)}
    if days == 0:
        return _("This is today.")
    return _("%(days)s are left.") % {"days": words.count_days(days, language)}


def _due(due: bool | None) -> str:
    if due is None:
        return _("if the worker asks for it")
    return _("yes") if due else _("no")
