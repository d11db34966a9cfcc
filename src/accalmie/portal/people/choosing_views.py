"""Choosing the workers of a communication: from the list, all that fit, or from a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accalmie.cases.access.policy import Act
from accalmie.cases.drafts import acts
from accalmie.cases.drafts.models import Draft
from accalmie.cases.staff import lists
from accalmie.facts.staff import ListedWorker
from accalmie.law import words
from accalmie.portal.access.gate import for_roles, may, require
from accalmie.portal.employer.lodging.sorts import SORTS, Page
from accalmie.portal.languages import current_language
from accalmie.portal.paging import ROWS, part_of, slice_of
from accalmie.portal.people import choosing, listing, wording
from accalmie.portal.people.forms import Upload
from accalmie.portal.people.imports_views import field_given, table_given
from accalmie.portal.people.views import EMPLOYER_ROLES, METHODS, NOT_ACCEPTABLE
from accalmie.portal.tables.refusals import Refusal
from accalmie.portal.tables.workers import Mistake, read_workers

MEANWHILE = 409
_FAULTS_SHOWN = 50


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(METHODS)
def choose(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The staff with a tick for each worker, page by page; everything is kept in the draft."""
    draft = get_object_or_404(
        Draft.objects.select_related("employer", "saved_by"), id=draft_id, sent_at__isnull=True
    )
    require(request, act=Act.LODGE, target=draft)
    if draft.form not in SORTS or Page.WORKERS not in SORTS[draft.form].pages:
        raise Http404
    if request.method != "POST":
        return _page(request, draft, Upload(), (), 200)
    match request.POST.get("do", ""):
        case "search":
            listing.keep_search(request, employer=draft.employer)
            asked = request.GET.copy()
            asked.pop("page", None)
            asked["searched"] = "1"
            return redirect(f"{_address(draft)}?{asked.urlencode()}")
        case "ticks":
            return _kept(request, draft, _with_ticks(request, draft))
        case "all":
            numbers = _found(request, draft).values_list("worker__niss", flat=True)
            return _kept(request, draft, _with(draft, add=numbers))
        case "none":
            empty = {**draft.page("workers"), "who": "names", "known": [], "listed": ""}
            return _kept(request, draft, empty)
        case "once":
            return _kept(request, draft, choosing.without_doubles(draft.page("workers")))
        case "register":
            return _registered(request, draft)
        case "read":
            return _read(request, draft)
    raise Http404


def _page(
    request: HttpRequest, draft: Draft, form: Upload, mistakes: tuple[Mistake, ...], status: int
) -> HttpResponse:
    employer, on = draft.employer, settings.CLOCK().date()
    chosen = choosing.chosen_in(
        typed=draft.page("workers"),
        employer=employer,
        ticked=choosing.ticked_in(draft).values(),
        on=on,
    )
    standing = set(chosen.numbers)

    def tickable(employment: Any) -> dict[str, object]:
        return {
            "row": listing.row_of(employment),
            "is_chosen": employment.worker.niss in standing,
        }

    shown = {
        "draft": draft,
        "employer": employer,
        "form": form,
        "chosen": chosen,
        "count": words.number(len(chosen.numbers), current_language()),
        "choices": _choices(request, draft),
        "text": listing.searched(request, employer=employer),
        "slice": slice_of(request=request, found=_found(request, draft), shown=tickable),
        "faults": part_of(request=request, found=mistakes[:_FAULTS_SHOWN], shown=wording.worded),
        "more_faults": max(0, len(mistakes) - _FAULTS_SHOWN),
        "may_register": may(request, act=Act.KEEP_WORKERS, target=employer),
        "most": words.number(settings.IMPORT_MAX_WORKERS, current_language()),
    }
    return render(request, "portal/people/choose.html", shown, status=status)


def _address(draft: Draft) -> str:
    return reverse("portal:lodging_people", args=[draft.id])


def _choices(request: HttpRequest, draft: Draft) -> tuple[listing.Choice, ...]:
    """The choices of the list; at first only those whom this sort of communication is for."""
    choices = listing.choices_of(request, employer=draft.employer)
    offered = [choice for choice in choices if choice.name != "when"]
    is_employee = SORTS[draft.form].is_for_employees
    return tuple(one for one in offered if one.name != "status" or is_employee is None)


def _found(request: HttpRequest, draft: Draft) -> Any:
    is_employee = SORTS[draft.form].is_for_employees
    chosen = listing.chosen_from(_choices(request, draft))
    if is_employee is not None:
        chosen["status"] = "employee" if is_employee else "manual"
    text = listing.searched(request, employer=draft.employer)
    on = settings.CLOCK().date()
    found = listing.found(employer=draft.employer, text=text, chosen=chosen, on=on)
    return found.filter(first_day__lte=on)


def _with(draft: Draft, *, add: Any = (), remove: Any = ()) -> dict[str, Any]:
    return choosing.with_workers(
        draft.page("workers"), add=add, remove=remove, keys=choosing.ticked_in(draft)
    )


def _with_ticks(request: HttpRequest, draft: Draft) -> dict[str, Any]:
    """The page as it was ticked: who stood on it and is not ticked any more leaves."""
    ticked = set(request.POST.getlist("ticked")[:ROWS])
    shown = request.POST.getlist("shown")[:ROWS]
    on_page = {
        str(employment.id): employment.worker.niss
        for employment in draft.employer.employments.filter(
            id__in=[key for key in shown if _is_key(key)]
        ).select_related("worker")
    }
    add = [number for key, number in on_page.items() if key in ticked]
    remove = [number for key, number in on_page.items() if key not in ticked]
    return _with(draft, add=add, remove=set(remove) - set(add))


def _kept(request: HttpRequest, draft: Draft, typed: Mapping[str, Any]) -> HttpResponse:
    """Keep the choice and come back to the list."""
    _is_saved(request, draft, typed)
    return redirect(f"{_address(draft)}?{request.GET.urlencode()}")


def _is_saved(request: HttpRequest, draft: Draft, typed: Mapping[str, Any]) -> bool:
    """Keep the choice in the draft; what stands against it is told."""
    if len(str(typed.get("listed", "")).splitlines()) > settings.IMPORT_MAX_WORKERS:
        most = words.number(settings.IMPORT_MAX_WORKERS, current_language())
        told = _("A communication holds at most %(most)s workers. Send it in parts.")
        messages.warning(request, told % {"most": most})
        return False
    try:
        revision = int(request.POST.get("revision", ""))
    except ValueError:
        revision = 0
    try:
        acts.save(
            draft=draft,
            page=Page.WORKERS.value,
            typed=typed,
            revision=revision,
            by=request.user,
            at=settings.CLOCK(),
        )
    except (acts.ChangedMeanwhile, acts.AlreadySent):
        messages.warning(
            request, _("This draft was saved meanwhile. Look at the choice and press again.")
        )
        return False
    return True


def _read(request: HttpRequest, draft: Draft) -> HttpResponse:
    form = Upload(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, draft, form, (), NOT_ACCEPTABLE)
    table = table_given(form, most=settings.IMPORT_MAX_WORKERS)
    read = table if isinstance(table, Refusal) else read_workers(table)
    if isinstance(read, Refusal):
        form.add_error(field_given(form), wording.refusal_words(read))
        return _page(request, draft, form, (), NOT_ACCEPTABLE)
    before = len(draft.page("workers").get("listed", "").splitlines())
    typed = _with(draft, add=[row.niss for row in read.rows])
    if not _is_saved(request, draft, typed):
        return redirect(f"{_address(draft)}?{request.GET.urlencode()}")
    added = len(typed["listed"].splitlines()) - before
    told = ngettext(
        "%(number)s worker of the list is chosen now.",
        "%(number)s workers of the list are chosen now.",
        added,
    )
    messages.success(request, told % {"number": words.number(added, current_language())})
    if not read.mistakes:
        return redirect(f"{_address(draft)}?{request.GET.urlencode()}")
    draft.refresh_from_db()
    return _page(request, draft, Upload(), read.mistakes, 200)


def _registered(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Read those who are not in the staff into a list that asks for a yes of its own."""
    require(request, act=Act.KEEP_WORKERS, target=draft.employer)
    on = settings.CLOCK().date()
    chosen = choosing.chosen_in(
        typed=draft.page("workers"),
        employer=draft.employer,
        ticked=choosing.ticked_in(draft).values(),
        on=on,
    )
    rows = tuple(
        ListedWorker(row=n, niss=number, is_employee=bool(SORTS[draft.form].is_for_employees))
        for n, number in enumerate(chosen.unknown, start=1)
    )
    kept = lists.keep_list(
        employer=draft.employer,
        rows=rows,
        since=on,
        rest={"mistakes": [], "unused": []},
        by=request.user,
        at=settings.CLOCK(),
    )
    return redirect("portal:staff_list", kept.id)


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
