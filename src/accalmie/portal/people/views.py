"""The workers of an employer: list, one worker, adding, changing, ending, putting into sections."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.communications.queries import employers_of
from accalmie.cases.parties.models import Employer, Employment
from accalmie.cases.staff import employments
from accalmie.cases.staff.establishments import put_into_section
from accalmie.law import words
from accalmie.portal import looks
from accalmie.portal.access.gate import for_roles, may, require
from accalmie.portal.languages import current_language
from accalmie.portal.paging import ROWS, slice_of
from accalmie.portal.people import listing
from accalmie.portal.people.forms import LastDay, Worker, places_of

EMPLOYER_ROLES = (Role.EMPLOYER, Role.SECRETARIAT)
METHODS = ("GET", "HEAD", "POST")
NOT_ACCEPTABLE = 422


@for_roles(*EMPLOYER_ROLES)
@require_safe
def staff(request: HttpRequest) -> HttpResponse:
    """The workers of the only employer, or the employers to choose from."""
    acting_for = employers_of(account=request.user, on=settings.CLOCK().date())
    found = [one for one in acting_for if may(request, act=Act.KEEP_WORKERS, target=one)]
    if len(found) == 1:
        return redirect("portal:staff_workers", found[0].id)
    return render(request, "portal/people/employers.html", {"employers": found})


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(METHODS)
def workers(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """The list of workers; a search or a move of those ticked comes back to it."""
    employer = employer_of(request, employer_id)
    if request.method == "POST":
        return _posted(request, employer)
    text = listing.searched(request, employer=employer)
    choices = listing.choices_of(request, employer=employer)
    on = settings.CLOCK().date()
    found = listing.found(employer=employer, text=text, chosen=listing.chosen_from(choices), on=on)
    shown = {
        "employer": employer,
        "choices": choices,
        "text": text,
        "slice": slice_of(request=request, found=found, shown=listing.row_of),
        "places": [(key, name) for key, name, pair in places_of(employer) if pair[1] is not None],
    }
    return render(request, "portal/people/workers.html", shown)


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(METHODS)
def worker_new(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """Take a worker into the staff."""
    employer = employer_of(request, employer_id)
    form = Worker(
        request.POST if request.method == "POST" else None,
        employer=employer,
        is_known=False,
        initial={"language": employer.language, "first_day": settings.CLOCK().date()},
    )
    if form.is_valid():
        told = form.cleaned_data
        try:
            made = employments.add_employment(
                employer=employer,
                niss=told["niss"],
                name=told["name"],
                first_name=told["first_name"],
                language=form.language_of_worker,
                post=form.post,
                section=form.section,
                by=request.user,
                at=settings.CLOCK(),
            )
        except employments.AlreadyEmployed as error:
            form.add_error("niss", _employed_words(error))
        else:
            messages.success(request, _("The worker is in your staff."))
            return redirect("portal:staff_worker", made.id)
    status = NOT_ACCEPTABLE if form.is_bound else 200
    shown = {"employer": employer, "form": form, "title": _("Add a worker")}
    return render(request, "portal/people/worker_new.html", shown, status=status)


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(METHODS)
def worker(request: HttpRequest, employment_id: UUID) -> HttpResponse:
    """One worker of the staff: what is known, changing it, ending it."""
    employment = get_object_or_404(
        Employment.objects.select_related("worker", "employer", "establishment"), id=employment_id
    )
    require(request, act=Act.KEEP_WORKERS, target=employment.employer)
    looks.record_subject(
        request,
        subject_kind="employment",
        subject=employment.id,
        ticket="",
        niss=(employment.worker.niss,),
    )
    is_end = request.POST.get("do") == "end"
    form = Worker(
        request.POST if request.method == "POST" and not is_end else None,
        employer=employment.employer,
        is_known=True,
        initial=_initial(employment),
    )
    ending = LastDay(request.POST if is_end else None, auto_id="end_%s")
    if ending.is_valid() and _is_ended(request, employment, ending):
        return redirect("portal:staff_worker", employment.id)
    if form.is_valid() and _is_changed(request, employment, form):
        return redirect("portal:staff_worker", employment.id)
    status = NOT_ACCEPTABLE if form.is_bound or ending.is_bound else 200
    shown = {
        "employment": employment,
        "employer": employment.employer,
        "row": listing.row_of(employment),
        "history": _history(employment),
        "form": form,
        "ending": ending,
    }
    return render(request, "portal/people/worker.html", shown, status=status)


def employer_of(request: HttpRequest, employer_id: UUID) -> Employer:
    """The employer of an address, where the policy lets its staff be kept."""
    employer = get_object_or_404(Employer, id=employer_id)
    require(request, act=Act.KEEP_WORKERS, target=employer)
    return employer


def _posted(request: HttpRequest, employer: Employer) -> HttpResponse:
    address = reverse("portal:staff_workers", args=[employer.id])
    asked = request.GET.copy()
    asked.pop("page", None)
    if request.POST.get("do") == "search":
        listing.keep_search(request, employer=employer)
        asked["searched"] = "1"
        return redirect(f"{address}?{asked.urlencode()}")
    section = next(
        (pair[1] for key, _n, pair in places_of(employer) if key == request.POST.get("to")), None
    )
    if section is None and request.POST.get("to") != "none":
        raise Http404
    keys = [key for key in request.POST.getlist("ticked")[:ROWS] if _is_key(key)]
    ticked = Employment.objects.filter(employer=employer, id__in=keys).order_by("id")
    number = put_into_section(
        section=section,
        employments=ticked,
        first_day=settings.CLOCK().date(),
        by=request.user,
        at=settings.CLOCK(),
    )
    told = ngettext("%(number)s worker moved.", "%(number)s workers moved.", number)
    messages.success(request, told % {"number": number})
    return redirect(f"{address}?{request.GET.urlencode()}")


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _initial(employment: Employment) -> dict[str, object]:
    member = employment.sections.filter(last_day__isnull=True).first()
    place = member.section_id if member else employment.establishment_id
    return {
        "status": "employee" if employment.is_employee else "manual",
        "joint_committee": employment.joint_committee,
        "place": str(place or ""),
        "first_day": employment.first_day,
        "last_day": employment.last_day,
    }


def _is_changed(request: HttpRequest, employment: Employment, form: Worker) -> bool:
    try:
        employments.change_employment(
            employment=employment,
            post=form.post,
            section=form.section,
            by=request.user,
            at=settings.CLOCK(),
        )
    except employments.AlreadyEmployed as error:
        form.add_error("first_day", _employed_words(error))
        return False
    messages.success(request, _("The change is kept."))
    return True


def _is_ended(request: HttpRequest, employment: Employment, ending: LastDay) -> bool:
    day = ending.cleaned_data["last_day"]
    if day < employment.first_day:
        ending.add_error("last_day", _("The last day lies before the first day. Compare both."))
        return False
    employments.end_employment(
        employment=employment, last_day=day, by=request.user, at=settings.CLOCK()
    )
    messages.success(request, _("The employment ends on that day."))
    return True


def _employed_words(error: employments.AlreadyEmployed) -> str:
    since = words.bare_day(error.employment.first_day, with_year=True)
    return _(
        "This worker is employed with you since %(day)s already. End that employment first."
    ) % {"day": since}


def _history(employment: Employment) -> list[tuple[str, str]]:
    """The sections in which the worker was, the newest first."""
    language = current_language()
    members = employment.sections.select_related("section").order_by("-first_day", "-id")
    return [
        (
            member.section.name,
            " – ".join(
                words.short_day(day, language, with_year=True)
                for day in (member.first_day, member.last_day)
                if day
            ),
        )
        for member in members
    ]
