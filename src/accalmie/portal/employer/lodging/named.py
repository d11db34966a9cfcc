"""Everybody whom a communication or a draft names, by pages, with a search.

What is searched never stands in an address: it is kept with the session, as in the list of staff.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.communications.models import Case
from accalmie.cases.parties.models import Employer, Worker
from accalmie.facts.ids import niss
from accalmie.portal import looks, titles
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.employer.lodging import composing, views
from accalmie.portal.employer.lodging.sorts import CANCELLATION, SORTS
from accalmie.portal.employer.lodging.starting import content_of
from accalmie.portal.paging import part_of
from accalmie.portal.people import listing

METHODS = ("GET", "HEAD", "POST")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One line of the list; ``own_day`` is his own day where he has one."""

    niss: str
    name: str
    own_day: date | None

    @property
    def who(self) -> str:
        """His name as he is called."""
        return self.name or _("Name not known")

    @property
    def number(self) -> str:
        """His number as numbers are written."""
        return niss.format(self.niss)


@for_roles(*views.WRITING_ROLES)
@require_http_methods(METHODS)
def of_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The workers of a communication; who looks is noted for those on the page."""
    case = get_object_or_404(Case.objects.select_related("employer", "latest"), id=case_id)
    require(request, act=Act.CONSULT, target=case)
    version = content_of(case)
    if version is None:
        raise Http404
    if request.method == "POST":
        return _searched(request, employer=case.employer)
    told = version.namings.order_by("id").values_list("worker__niss", "last_day")
    page = "portal:case" if request.user.role == Role.OFFICER else "portal:communication"
    shown = _shown(request, employer=case.employer, told=told) | {
        "back_url": reverse(page, args=[case.id]),
        "caption": f"{titles.kind_name(case.kind)} · {case.latest.ticket}",
    }
    looks.record_of(request, case=case, niss=[one.niss for one in shown["slice"].rows])
    return render(request, "portal/employer/lodging/named.html", shown)


@for_roles(*views.WRITING_ROLES)
@require_http_methods(METHODS)
def of_draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The workers of a draft, as they stand now."""
    draft = views.draft_asked(request, draft_id)
    if draft.sent_at is not None:
        return redirect("portal:lodging_sent", draft.id)
    if draft.form == CANCELLATION:
        raise Http404
    if request.method == "POST":
        return _searched(request, employer=draft.employer)
    forms = composing.forms_of(draft, on=settings.CLOCK().date())
    persons = composing.given_in(forms).get("persons", ())
    told = ((person.niss, person.own_day) for person in persons)
    shown = _shown(request, employer=draft.employer, told=told) | {
        "back_url": reverse("portal:lodging_check", args=[draft.id]),
        "caption": SORTS[draft.form].title,
    }
    return render(request, "portal/employer/lodging/named.html", shown)


def _searched(request: HttpRequest, *, employer: Employer) -> HttpResponse:
    listing.keep_search(request, employer=employer)
    return redirect(f"{request.path}?searched=1")


def _shown(
    request: HttpRequest, *, employer: Employer, told: Iterable[tuple[str, date | None]]
) -> dict[str, object]:
    text = listing.searched(request, employer=employer)
    found = [person for person in _by_name(told) if _fits(person, text)]
    return {
        "text": text,
        "slice": part_of(request=request, found=found, shown=lambda person: person),
    }


def _by_name(told: Iterable[tuple[str, date | None]]) -> list[Person]:
    days = dict(told)
    known = Worker.objects.filter(niss__in=days).values_list("niss", "name", "first_name")
    names = {number: (name, first_name) for number, name, first_name in known}
    in_order = sorted(days, key=lambda number: (names.get(number, ("", "")), number))
    return [
        Person(
            niss=number,
            name=" ".join(part for part in reversed(names.get(number, ())) if part),
            own_day=days[number],
        )
        for number in in_order
    ]


def _fits(person: Person, text: str) -> bool:
    """As in the list of the staff: the beginning of a number, or a part of a name."""
    digits = re.sub(r"[ .\-]", "", text)
    if digits.isascii() and digits.isdigit():
        return person.niss.startswith(digits)
    wanted = text.casefold().split()
    return all(part in person.name.casefold() for part in wanted)
