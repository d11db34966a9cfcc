"""The pages of the calculators. Everything stands in the address; nothing is kept."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accalmie.law import words
from accalmie.law.dated import NotInForceError
from accalmie.law.unusable import UnusableInput
from accalmie.portal.languages import current_language
from accalmie.portal.law.calculators.answer import Answer
from accalmie.portal.law.calculators.forms import Calculation
from accalmie.portal.law.calculators.registry import Calculator, calculators


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The questions that can be asked."""
    return render(request, "portal/law/calculators.html", {"calculators": calculators()})


@require_safe
def calculator(request: HttpRequest, name: str) -> HttpResponse:
    """One question; with an answer where the address tells enough."""
    asked = next((one for one in calculators() if one.name == name), None)
    if asked is None:
        raise Http404
    form = asked.form(request.GET)
    answer = _answer(asked, form, settings.CLOCK().date()) if form.is_valid() else None
    form.describe()
    context = {
        "calculator": asked,
        "form": form,
        "main": getattr(form, "main", list(form)),
        "rest": getattr(form, "rest", []),
        "answer": answer,
    }
    return render(request, "portal/law/calculator.html", context)


def _answer(asked: Calculator, form: Calculation, today: date) -> Answer | None:
    """The answer; None where the law cannot answer, with the reason beside its field."""
    try:
        return asked.answer(form, today)
    except UnusableInput as fault:
        field = fault.field.partition(".")[0]
        form.add_error(field if field in form.fields else None, fault.sentence(current_language()))
    except NotInForceError as fault:
        day_fields = [name for name in ("first_day", "notified_on", "month") if name in form.fields]
        form.add_error(
            day_fields[0] if day_fields else None,
            _("Nothing is known here on %(day)s: the first covered day is %(first_day)s.")
            % {
                "day": words.bare_day(fault.day, with_year=True),
                "first_day": words.bare_day(fault.first_covered_day, with_year=True),
            },
        )
    return None
