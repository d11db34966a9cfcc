"""The pages on which an employer writes a communication, and the presses on them.

An officer types a letter of an employer in on the very same pages (see portal.office.letters).
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.communications.acts import NotPossibleNow, Refused
from accalmie.cases.communications.models import Case
from accalmie.cases.drafts import acts
from accalmie.cases.drafts.models import Draft
from accalmie.cases.drafts.queries import open_drafts_of
from accalmie.portal import looks, titles
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.employer.difficulty import views as difficulty
from accalmie.portal.employer.lodging import (
    boxes,
    clashes,
    composing,
    differences,
    offering,
    panel,
    prefilling,
    starting,
    writing,
)
from accalmie.portal.employer.lodging.fields import PageForm
from accalmie.portal.employer.lodging.sorts import CANCELLATION, DIFFICULTY, SORTS, Page

EMPLOYER_ROLES = (Role.EMPLOYER, Role.SECRETARIAT)
WRITING_ROLES = (*EMPLOYER_ROLES, Role.OFFICER)
NOT_ACCEPTABLE, MEANWHILE = 422, 409


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """What one wants to communicate; the drafts that wait come first."""
    at = settings.CLOCK()
    posted = request.POST if request.method == "POST" else None
    due = prefilling.due_of(
        key=(posted or request.GET).get("row", ""), account=request.user, on=at.date()
    )
    form = offering.Choice(posted, account=request.user, on=at.date(), due=due)
    if form.is_valid() and form.cleaned_data["sort"] == DIFFICULTY.code:
        return difficulty.begin(request=request, employer=form.cleaned_data["employer"])
    if form.is_valid():
        draft = starting.begin_new(
            form=form.cleaned_data["sort"],
            employer=form.cleaned_data["employer"],
            by=request.user,
            at=at,
            due=due,
        )
        return redirect(_page_url(draft, SORTS[draft.form].pages[0]))
    drafts = open_drafts_of(account=request.user, on=at.date())
    shown = {
        "form": form,
        "groups": offering.groups(),
        "due": due,
        "drafts": [offering.waiting(draft) for draft in drafts[: offering.DRAFTS_SHOWN]],
    }
    status = NOT_ACCEPTABLE if form.is_bound else 200
    return render(request, "portal/employer/lodging/new.html", shown, status=status)


@for_roles(*WRITING_ROLES)
@require_safe
def draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The tasks of a draft: what is done, what is still to do."""
    found = draft_asked(request, draft_id)
    if found.sent_at is not None:
        return redirect("portal:lodging_sent", found.id)
    if found.form == CANCELLATION:
        return redirect("portal:lodging_check", found.id)
    forms = composing.forms_of(found, on=settings.CLOCK().date())
    shown = {
        "draft": found,
        "name": SORTS[found.form].title,
        "about": SORTS[found.form].about,
        "purpose": writing.purpose_of(found),
        "steps": writing.steps_of(found, forms=forms, current=""),
    }
    return render(request, "portal/employer/lodging/draft.html", shown)


@for_roles(*WRITING_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, draft_id: UUID, page: str) -> HttpResponse:
    """One page of a draft: its fields, and beside the dates what the law says of them."""
    found, asked = draft_asked(request, draft_id), _page(page)
    if found.sent_at is not None:
        return redirect("portal:lodging_sent", found.id)
    if found.form == CANCELLATION or asked not in SORTS[found.form].pages:
        raise Http404
    at = settings.CLOCK()
    if request.method == "POST":
        return _save(request, found, asked)
    form = composing.filled_form(found, asked, on=at.date())
    return _render_page(request, found, asked, form, 200)


@for_roles(*WRITING_ROLES)
@require_POST
def findings(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What the law says of the days as they stand in the boxes now; nothing is saved."""
    found = draft_asked(request, draft_id)
    if found.sent_at is not None or found.form == CANCELLATION:
        raise Http404
    at = settings.CLOCK()
    typed = composing.filled_form(found, Page.DATES, on=at.date()).typed_in(request.POST)
    found.data = {**found.data, Page.DATES.value: typed}
    given = composing.given_in(composing.forms_of(found, on=at.date()))
    shown = {"panel": writing.panel_for(found, given=given, at=at)}
    return render(request, "portal/employer/lodging/findings.html", shown)


@for_roles(*WRITING_ROLES)
@require_safe
def check(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Everything that will be sent, before it is sent."""
    found = draft_asked(request, draft_id)
    if found.sent_at is not None:
        return redirect("portal:lodging_sent", found.id)
    return _render_check(request, found, 200)


@for_roles(*WRITING_ROLES)
@require_POST
def send(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Send a draft; pressed twice, it is sent once."""
    found, at = draft_asked(request, draft_id), settings.CLOCK()
    if found.sent_at is not None:
        return redirect("portal:lodging_sent", found.id)
    if str(found.revision) != request.POST.get("revision"):
        messages.warning(request, _("This draft was saved meanwhile. Check it once more."))
        return _render_check(request, found, MEANWHILE)
    forms = composing.forms_of(found, on=at.date())
    if composing.unfinished(forms):
        return _render_check(request, found, NOT_ACCEPTABLE)
    told = composing.communications_of(found, given=composing.given_in(forms), at=at)
    try:
        sent = acts.send(draft=found, communications=told, by=request.user, at=at)
    except (acts.ChangedMeanwhile, NotPossibleNow):
        messages.warning(request, _("This draft was saved meanwhile. Check it once more."))
        return _render_check(request, found, MEANWHILE)
    if isinstance(sent, Refused):
        messages.warning(request, offering.refusal_words(sent.reason))
        return _render_check(request, found, MEANWHILE)
    return redirect("portal:lodging_sent", found.id)


@for_roles(*WRITING_ROLES)
@require_safe
def sent(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The confirmation: the unique numbers, the receipts, what comes next."""
    found = draft_asked(request, draft_id)
    if found.sent_at is None:
        return redirect("portal:lodging_draft", found.id)
    versions = found.versions.select_related("case__office").order_by("received_at", "id")
    shown = {
        "draft": found,
        "lines": [offering.sent_line(version, by=request.user) for version in versions],
    }
    return render(request, "portal/employer/lodging/sent.html", shown)


@for_roles(*WRITING_ROLES)
@require_POST
def discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    found = draft_asked(request, draft_id)
    try:
        acts.discard(draft=found, by=request.user, at=settings.CLOCK())
    except acts.AlreadySent:
        return redirect("portal:lodging_sent", found.id)
    messages.success(request, _("The draft is thrown away."))
    return redirect(_begun_at(found))


@for_roles(*EMPLOYER_ROLES)
@require_POST
def again(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A draft made from an earlier communication: a change, a cancellation, a remedy, a copy."""
    case = _case(request, case_id)
    require(request, act=Act.LODGE, target=case)
    try:
        way = starting.Way(request.POST.get("way", ""))
        made = starting.begin_from(case=case, way=way, by=request.user, at=settings.CLOCK())
    except (ValueError, starting.NoSuchWay) as error:
        raise Http404 from error
    if made.form == CANCELLATION:
        return redirect("portal:lodging_check", made.id)
    return redirect(_page_url(made, Page.DATES))


@for_roles(*EMPLOYER_ROLES)
@require_safe
def versions(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The versions of a communication side by side."""
    case = _case(request, case_id)
    told = tuple(case.versions.order_by("number"))
    looks.record_of(request, case=case, niss=differences.persons_shown(told))
    content = starting.content_of(case)
    shown = {
        "case": case,
        "ticket": case.latest.ticket,
        "caption": titles.kind_name(case.kind),
        "title": titles.what(
            subject=content.communication.subject,
            first_day=case.first_day,
            last_day=case.last_day,
        )
        if content
        else case.latest.ticket,
        "comparisons": differences.comparisons_of(told),
    }
    return render(request, "portal/employer/lodging/versions.html", shown)


def _save(request: HttpRequest, found: Draft, asked: Page) -> HttpResponse:
    at, posted = settings.CLOCK(), request.POST
    typed = composing.filled_form(found, asked, on=at.date()).typed_in(posted)
    for name, day in panel.days_mended(posted.get("mend", "")):
        typed |= boxes.typed_day(name, day)
    try:
        revision = int(posted.get("revision", ""))
    except ValueError:
        revision = 0
    try:
        found = acts.save(
            draft=found,
            page=asked.value,
            typed=typed,
            revision=revision,
            by=request.user,
            at=at,
        )
    except acts.AlreadySent:
        return redirect("portal:lodging_sent", found.id)
    except acts.ChangedMeanwhile as told:
        return _render_meanwhile(request, told.draft, asked, typed)
    if posted.get("do") == "later":
        messages.success(request, _("The draft is saved."))
        return redirect(_begun_at(found))
    form = composing.bound_form(found, asked, on=at.date())
    if not form.is_valid():
        return _render_page(request, found, asked, form, NOT_ACCEPTABLE)
    if posted.get("do") == "continue":
        pages = SORTS[found.form].pages
        following = pages[pages.index(asked) + 1 :]
        return redirect(
            _page_url(found, following[0])
            if following
            else reverse("portal:lodging_check", args=[found.id])
        )
    return redirect(f"{_page_url(found, asked)}#answer")


def _render_meanwhile(
    request: HttpRequest, now: Draft, asked: Page, typed: dict[str, object]
) -> HttpResponse:
    """The second of two tabs: what it typed stays in its boxes and is saved by the next press."""
    messages.warning(
        request,
        _(
            "This draft was saved elsewhere meanwhile, by %(name)s. What you typed stands below and"
            " is not saved: press again to keep yours, or reload the page to see the other."
        )
        % {"name": now.saved_by.display_name},
    )
    at, saved = settings.CLOCK(), now.page(asked.value)
    now.data = {**now.data, asked.value: typed}
    form = composing.filled_form(now, asked, on=at.date())
    found = clashes.clashes_of(form=form, saved=saved, typed=typed)
    return _render_page(request, now, asked, form, MEANWHILE, found)


def _render_page(
    request: HttpRequest,
    found: Draft,
    asked: Page,
    form: PageForm,
    status: int,
    clashing: tuple[clashes.Clash, ...] = (),
) -> HttpResponse:
    page = writing.writing_page(draft=found, page=asked, form=form, at=settings.CLOCK())
    shown = {"shown": page, "form": form, "clashes": clashing, "saved_by": found.saved_by}
    return render(request, "portal/employer/lodging/page.html", shown, status=status)


def _render_check(request: HttpRequest, found: Draft, status: int) -> HttpResponse:
    shown = writing.check_page(draft=found, at=settings.CLOCK())
    return render(request, "portal/employer/lodging/check.html", {"shown": shown}, status=status)


def _begun_at(found: Draft) -> str:
    """The page on which a draft was begun, and where it waits."""
    return reverse("portal:letters" if found.typed_letter else "portal:lodging_new")


def _page_url(found: Draft, asked: Page) -> str:
    return reverse("portal:lodging_page", args=[found.id, asked.value])


def _page(name: str) -> Page:
    try:
        return Page(name)
    except ValueError as error:
        raise Http404 from error


def draft_asked(request: HttpRequest, draft_id: UUID) -> Draft:
    """The draft of an address, for who may write it."""
    found = get_object_or_404(
        Draft.objects.select_related(
            "employer", "saved_by", "letter", "replaces__case", "cancels__case"
        ),
        ~Q(form=DIFFICULTY.code),
        id=draft_id,
    )
    require(request, act=Act.LODGE, target=found.desk)
    return found


def _case(request: HttpRequest, case_id: UUID) -> Case:
    found = get_object_or_404(
        Case.objects.select_related("employer", "office", "latest"), id=case_id
    )
    require(request, act=Act.CONSULT, target=found)
    return found
