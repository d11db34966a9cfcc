"""The establishments of an employer and their sections."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.parties.models import Employer, Establishment
from accalmie.cases.staff import establishments
from accalmie.cases.staff.models import Section
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.paging import slice_of
from accalmie.portal.people import listing
from accalmie.portal.people.forms import LastDay, Place, SectionName
from accalmie.portal.people.views import EMPLOYER_ROLES, METHODS, NOT_ACCEPTABLE, employer_of


@for_roles(*EMPLOYER_ROLES)
@require_safe
def places(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """The establishments, each with its sections and how many work there."""
    employer = employer_of(request, employer_id)
    on = settings.CLOCK().date()
    asked = request.GET.get("q", "")[:60].strip()
    running = Q(employments__last_day__isnull=True) | Q(employments__last_day__gte=on)
    found = employer.establishments.annotate(
        employed=Count("employments", filter=running, distinct=True)
    ).prefetch_related("sections")
    if asked:
        fits = (
            Q(name__icontains=asked) | Q(city__icontains=asked) | Q(sections__name__icontains=asked)
        )
        found = found.filter(fits | Q(number=asked.replace(".", ""))).distinct()
    shown = {
        "employer": employer,
        "text": asked,
        "slice": slice_of(
            request=request, found=found.order_by("closed_on", "name", "id"), shown=_line
        ),
    }
    return render(request, "portal/people/places.html", shown)


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(METHODS)
def place_new(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """Add an establishment."""
    employer = employer_of(request, employer_id)
    form = Place(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = _kept(request, employer, form, None)
        if made is not None:
            messages.success(request, _("The establishment is added."))
            return redirect("portal:staff_place", made.id)
    status = NOT_ACCEPTABLE if form.is_bound else 200
    shown = {"employer": employer, "form": form}
    return render(request, "portal/people/place_new.html", shown, status=status)


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(METHODS)
def place(request: HttpRequest, place_id: UUID) -> HttpResponse:
    """One establishment: its address, its sections, its end."""
    found = get_object_or_404(Establishment.objects.select_related("employer"), id=place_id)
    require(request, act=Act.KEEP_ESTABLISHMENTS, target=found.employer)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    form = Place(request.POST if do == "change" else None, initial=_initial(found))
    adding = SectionName(request.POST if do == "section" else None)
    closing = LastDay(
        request.POST if do == "close" else None,
        auto_id="close_%s",
        initial={"last_day": found.closed_on},
    )
    told = ""
    if form.is_valid() and _kept(request, found.employer, form, found):
        told = _("The change is kept.")
    elif adding.is_valid() and _is_added(request, found, adding):
        told = _("The section is added.")
    elif closing.is_valid() or do == "open":
        day = closing.cleaned_data["last_day"] if do == "close" else None
        establishments.close_establishment(
            establishment=found, last_day=day, by=request.user, at=settings.CLOCK()
        )
        told = _("The change is kept.")
    if told:
        messages.success(request, told)
        return redirect("portal:staff_place", found.id)
    bound = next((one for one in (form, adding, closing) if one.is_bound), None)
    shown = {
        "employer": found.employer,
        "place": found,
        "form": form,
        "adding": adding,
        "closing": closing,
        "bound": bound or form,
        "sections": _sections(found),
    }
    status = NOT_ACCEPTABLE if bound else 200
    return render(request, "portal/people/place.html", shown, status=status)


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(METHODS)
def section(request: HttpRequest, section_id: UUID) -> HttpResponse:
    """One section: its name, who belongs to it, its end."""
    found = get_object_or_404(
        Section.objects.select_related("establishment__employer"), id=section_id
    )
    employer = found.establishment.employer
    require(request, act=Act.KEEP_ESTABLISHMENTS, target=employer)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    form = SectionName(request.POST if do == "rename" else None, initial={"section": found.name})
    ending = LastDay(
        request.POST if do == "end" else None,
        auto_id="end_%s",
        initial={"last_day": found.last_day},
    )
    told = ""
    if form.is_valid() and _is_renamed(request, found, form):
        told = _("The change is kept.")
    elif ending.is_valid() or do == "open":
        day = ending.cleaned_data["last_day"] if do == "end" else None
        establishments.end_section(
            section=found, last_day=day, by=request.user, at=settings.CLOCK()
        )
        told = _("The change is kept.")
    if told:
        messages.success(request, told)
        return redirect("portal:staff_section", found.id)
    bound = next((one for one in (form, ending) if one.is_bound), None)
    members = listing.found(
        employer=employer,
        text="",
        chosen={"place": str(found.id), "when": "all"},
        on=settings.CLOCK().date(),
    )
    shown = {
        "employer": employer,
        "section": found,
        "form": form,
        "ending": ending,
        "bound": bound or form,
        "slice": slice_of(request=request, found=members, shown=listing.row_of),
    }
    return render(
        request, "portal/people/section.html", shown, status=NOT_ACCEPTABLE if bound else 200
    )


def _line(found: Establishment) -> dict[str, object]:
    return {
        "place": found,
        "sections": [one for one in _ordered(found) if one.last_day is None],
        "employed": found.employed,
    }


def _ordered(found: Establishment) -> list[Section]:
    return sorted(found.sections.all(), key=lambda one: (one.last_day is not None, one.name))


def _sections(found: Establishment) -> list[Section]:
    standing = Count("members", filter=Q(members__last_day__isnull=True))
    return list(found.sections.annotate(people=standing).order_by("last_day", "name", "id"))


def _initial(found: Establishment) -> dict[str, object]:
    fields = ("name", "number", "street", "house_number", "postal_code", "city")
    return {field: getattr(found, field) for field in fields}


def _kept(
    request: HttpRequest, employer: Employer, form: Place, found: Establishment | None
) -> Establishment | None:
    told = {
        "number": form.cleaned_data["number"] or None,
        "name": form.cleaned_data["name"],
        "address": form.address,
        "by": request.user,
        "at": settings.CLOCK(),
    }
    try:
        if found is None:
            return establishments.add_establishment(employer=employer, **told)
        return establishments.change_establishment(establishment=found, **told)
    except establishments.NumberTaken:
        form.add_error("number", _("Another establishment bears this unit number. Compare it."))
        return None


def _is_added(request: HttpRequest, found: Establishment, form: SectionName) -> bool:
    try:
        establishments.add_section(
            establishment=found,
            name=form.cleaned_data["section"],
            by=request.user,
            at=settings.CLOCK(),
        )
    except establishments.NameTaken:
        form.add_error("section", _("This establishment has a section of this name already."))
        return False
    return True


def _is_renamed(request: HttpRequest, found: Section, form: SectionName) -> bool:
    try:
        establishments.rename_section(
            section=found,
            name=form.cleaned_data["section"],
            by=request.user,
            at=settings.CLOCK(),
        )
    except establishments.NameTaken:
        form.add_error("section", _("This establishment has a section of this name already."))
        return False
    return True
