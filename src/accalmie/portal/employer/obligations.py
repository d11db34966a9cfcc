"""The employer's first page: what he must do, for whom, by when; and what lies with others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accalmie.cases.access.roles import Role
from accalmie.cases.reminders.dues import board_rows
from accalmie.law import words
from accalmie.portal.access.gate import for_roles
from accalmie.portal.employer import obligations_drawing as drawing
from accalmie.portal.employer.obligations_counters import year_on_first_page
from accalmie.portal.employer.obligations_due import Obligation, obligations_of
from accalmie.portal.employer.obligations_elsewhere import elsewhere
from accalmie.portal.languages import current_language
from accalmie.portal.mandates.acting import acts_for_several

DUES_SHOWN = 100
"""Beyond this a secretariat works client by client."""


@for_roles(Role.EMPLOYER, Role.SECRETARIAT)
@require_safe
def obligations(request: HttpRequest) -> HttpResponse:
    """What to do, by urgency; five weeks drawn; what lies with others."""
    today = settings.CLOCK().date()
    rows = board_rows(account=request.user, today=today)
    due = obligations_of(request=request, rows=rows, today=today)
    shown = {
        "today": today,
        "leads": _leads(due, today),
        "due": due[:DUES_SHOWN],
        "more": len(due[DUES_SHOWN:]),
        "has_many_firms": acts_for_several(request.user),
        "wide": drawing.wide(due=due, today=today),
        "narrow": drawing.narrow(due=due, today=today),
        "others": elsewhere(request=request, rows=rows, today=today),
        "year": year_on_first_page(request=request, today=today),
    }
    return render(request, "portal/employer/obligations.html", shown)


def _leads(due: Sequence[Obligation], today: date) -> tuple[str, ...]:
    """Whole sentences: for today, for tomorrow, the rest."""
    if not due:
        return (_("Nothing asks for you today."),)
    language = current_language()
    now = sum(one.is_main and one.day == today for one in due)
    tomorrow = sum(one.day == today + timedelta(days=1) for one in due)
    later = [one.day for one in due if one.day > today + timedelta(days=1)]
    found = []
    if now:
        found.append(
            ngettext("%(number)s thing is for today.", "%(number)s things are for today.", now)
            % {"number": words.number(now, language)}
        )
    else:
        found.append(_("Nothing is for today."))
    if tomorrow:
        found.append(
            ngettext(
                "%(number)s thing is for tomorrow.", "%(number)s things are for tomorrow.", tomorrow
            )
            % {"number": words.number(tomorrow, language)}
        )
    if later:
        found.append(
            _("The rest can wait until %(day)s.") % {"day": words.short_day(min(later), language)}
        )
    return tuple(found)
