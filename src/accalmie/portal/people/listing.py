"""The workers of an employer as a list: whom one searches, in which place, employed now or not.

A name or a number that is searched never stands in an address: it is kept with the session.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p

from accalmie.cases.parties.models import Employer, Employment
from accalmie.cases.staff.models import SectionMember
from accalmie.facts.ids import niss
from accalmie.portal import filters
from accalmie.portal.filters import Choice
from accalmie.portal.people.forms import places_of

_SEARCHED = "people_searched"
_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One worker in the list."""

    id: str
    who: str
    number: str
    what: str
    where: str
    since: date
    until: date | None
    url: str


def keep_search(request: HttpRequest, *, employer: Employer) -> None:
    """Keep what is searched until the session ends or something else is searched."""
    text = request.POST.get("q", "")[:_LONGEST].strip()
    request.session[_SEARCHED] = {"employer": str(employer.id), "text": text}


def searched(request: HttpRequest, *, employer: Employer) -> str:
    """What is searched, where the address says that something is."""
    kept = request.session.get(_SEARCHED, {})
    is_asked = request.GET.get("searched") and kept.get("employer") == str(employer.id)
    return kept.get("text", "") if is_asked else ""


def choices_of(request: HttpRequest, *, employer: Employer) -> tuple[Choice, ...]:
    """The choices above the list."""
    places = [(key, name) for key, name, _pair in places_of(employer)]
    committees = employer.employments.exclude(joint_committee="").order_by("joint_committee")
    known = [(one, one) for one in committees.values_list("joint_committee", flat=True).distinct()]
    asked = request.GET
    everything = ("", _("all"))
    offered = (
        ("place", _("Establishment or section"), (everything, *places)),
        ("committee", _("Joint committee"), (everything, *known)),
        (
            "status",
            _p("of a worker", "Status"),
            (everything, ("manual", _("Manual workers")), ("employee", _("Employees"))),
        ),
        (
            "when",
            _("Employed"),
            (("now", _("now")), ("past", _("no longer")), ("all", _("ever"))),
        ),
    )
    return tuple(
        filters.choice(name=name, label=label, options=options, asked=asked)
        for name, label, options in offered
    )


def chosen_from(choices: tuple[Choice, ...]) -> dict[str, str]:
    """What is chosen, by name."""
    return {choice.name: choice.value for choice in choices}


def found(
    *, employer: Employer, text: str, chosen: dict[str, str], on: date
) -> QuerySet[Employment]:
    """The employments that fit, by name."""
    fitting = Employment.objects.filter(employer=employer).filter(_when(chosen, on))
    if committee := chosen.get("committee"):
        fitting = fitting.filter(joint_committee=committee)
    if status := chosen.get("status"):
        fitting = fitting.filter(is_employee=status == "employee")
    if place := chosen.get("place"):
        members = SectionMember.objects.filter(section_id=UUID(place), last_day__isnull=True)
        fitting = fitting.filter(
            Q(establishment_id=UUID(place)) | Q(id__in=members.values("employment_id"))
        )
    if text:
        fitting = _searched(fitting, text)
    return (
        fitting.select_related("worker", "establishment")
        .prefetch_related(
            Prefetch(
                "sections",
                SectionMember.objects.filter(last_day__isnull=True).select_related("section"),
            )
        )
        .order_by("worker__name", "worker__first_name", "first_day", "id")
    )


def _when(chosen: dict[str, str], on: date) -> Q:
    now = Q(last_day__isnull=True) | Q(last_day__gte=on)
    asked = {"past": Q(last_day__lt=on), "all": Q()}
    return asked.get(chosen.get("when", "now"), now)


def _searched(fitting: QuerySet[Employment], text: str) -> QuerySet[Employment]:
    digits = re.sub(r"[ .\-]", "", text)
    if digits.isascii() and digits.isdigit():
        return fitting.filter(worker__niss__startswith=digits)
    full = fitting.annotate(
        forwards=Concat(F("worker__first_name"), Value(" "), F("worker__name")),
        backwards=Concat(F("worker__name"), Value(" "), F("worker__first_name")),
    )
    return full.filter(Q(forwards__icontains=text) | Q(backwards__icontains=text))


def row_of(employment: Employment) -> Row:
    """One line of the list."""
    sections = [member.section.name for member in employment.sections.all()]
    place = str(employment.establishment) if employment.establishment else ""
    status = _("Employee") if employment.is_employee else _("Manual worker")
    return Row(
        id=str(employment.id),
        who=str(employment.worker) or _("Name not known"),
        number=niss.format(employment.worker.niss),
        what=" · ".join(part for part in (status, employment.joint_committee) if part),
        where=" · ".join(part for part in (place, *sections) if part),
        since=employment.first_day,
        until=employment.last_day,
        url=reverse("portal:staff_worker", args=[employment.id]),
    )
