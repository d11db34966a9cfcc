"""Writing, checking and sending a C106A, its registered letter, and what became of it.

An officer types a C106A that came by letter in on the same pages (see portal.office.letters).
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.conditions import acts, posting
from accalmie.cases.conditions.models import Notice
from accalmie.cases.conditions.queries import notices_visible_to
from accalmie.cases.drafts import acts as drafts
from accalmie.cases.drafts.models import Draft
from accalmie.portal import difficulty_paper, difficulty_shown
from accalmie.portal.access.gate import for_roles, may, may_somewhere, require
from accalmie.portal.employer.difficulty.forms import Difficulty
from accalmie.portal.employer.difficulty.posting import Posting
from accalmie.portal.employer.lodging.sorts import DIFFICULTY

EMPLOYER_ROLES = (Role.EMPLOYER, Role.SECRETARIAT)
WRITING_ROLES = (*EMPLOYER_ROLES, Role.OFFICER)
NOT_ACCEPTABLE, MEANWHILE = 422, 409


@for_roles(*EMPLOYER_ROLES)
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The notices that were sent, the newest first."""
    found = notices_visible_to(account=request.user, on=settings.CLOCK().date())
    rows = [
        {"notice": notice, "status": difficulty_shown.status_of(notice)} for notice in found[:100]
    ]
    shown = {"rows": rows, "may_lodge": may_somewhere(request, act=Act.LODGE)}
    return render(request, "portal/employer/difficulty/notices.html", shown)


@for_roles(*EMPLOYER_ROLES)
@require_safe
def notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """One notice: where it stands, what comes next, what was told."""
    form = Posting(None, on=settings.CLOCK().date())
    return _render_notice(request, _notice(request, notice_id), form, 200)


@for_roles(*EMPLOYER_ROLES)
@require_safe
def receipt(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """The receipt of a notice as PDF."""
    found = _notice(request, notice_id)
    return difficulty_paper.as_pdf(difficulty_paper.receipt_of(found, at=settings.CLOCK()))


@for_roles(*EMPLOYER_ROLES)
@require_safe
def answer(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """The office's answer as PDF."""
    found = _notice(request, notice_id)
    if getattr(found, "answer", None) is None:
        raise Http404
    return difficulty_paper.as_pdf(difficulty_paper.answer_of(found, at=settings.CLOCK()))


@for_roles(*EMPLOYER_ROLES)
@require_safe
def paper_form(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """The form to print, to sign and to post."""
    return difficulty_paper.form_of(_notice(request, notice_id))


@for_roles(*EMPLOYER_ROLES)
@require_POST
def tell_posting(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Tell on which day the registered letter was sent."""
    found, at = _notice(request, notice_id), settings.CLOCK()
    require(request, act=Act.LODGE, target=found)
    form = Posting(request.POST, on=at.date())
    if not form.is_valid():
        return _render_notice(request, found, form, NOT_ACCEPTABLE)
    try:
        posting.tell_posting(
            notice=found, posted_on=form.cleaned_data["posted_on"], by=request.user, at=at
        )
    except posting.AlreadyTold:
        messages.info(request, _("The registered letter is known already."))
    else:
        messages.success(request, _("The day of posting is recorded."))
    return redirect("portal:difficulty_notice", found.id)


@for_roles(*WRITING_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The form; it is saved as it was typed."""
    found = _draft(request, draft_id)
    if found.sent_at is not None:
        return _to_notice(found)
    if request.method == "POST":
        return _save(request, found)
    return _render_form(request, found, _kept_form(found), 200)


@for_roles(*WRITING_ROLES)
@require_safe
def check(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Everything that will be sent."""
    found = _draft(request, draft_id)
    if found.sent_at is not None:
        return _to_notice(found)
    form = _checked_form(found)
    if not form.is_valid():
        return redirect("portal:difficulty_write", found.id)
    return _render_check(request, found, form, 200)


@for_roles(*WRITING_ROLES)
@require_POST
def send(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Send it; pressed twice, it is sent once."""
    found, at = _draft(request, draft_id), settings.CLOCK()
    if found.sent_at is not None:
        return _to_notice(found)
    form = _checked_form(found)
    if not form.is_valid():
        return _render_form(request, found, form, NOT_ACCEPTABLE)
    if str(found.revision) != request.POST.get("revision"):
        messages.warning(request, _("This draft was saved meanwhile. Check it once more."))
        return _render_check(request, found, form, MEANWHILE)
    content = form.content
    with translation.override(found.employer.language):
        instrument = difficulty_shown.instrument_named(content.instrument)
    try:
        sent = acts.send_notice(
            draft=found, content=content, instrument=instrument, by=request.user, at=at
        )
    except drafts.ChangedMeanwhile:
        messages.warning(request, _("This draft was saved meanwhile. Check it once more."))
        return _render_check(request, found, form, MEANWHILE)
    except acts.SentToday:
        messages.warning(
            request,
            _("A notice on this criterion was sent today already. Correct it tomorrow if needed."),
        )
        return _render_check(request, found, form, MEANWHILE)
    difficulty_paper.receipt_of(sent, at=at)
    return _to_notice(found)


def begin(*, request: HttpRequest, employer: object) -> HttpResponse:
    """Begin a draft and go to its form."""
    draft = drafts.begin(
        employer=employer, form=acts.FORM, data={}, by=request.user, at=settings.CLOCK()
    )
    return redirect("portal:difficulty_write", draft.id)


def _save(request: HttpRequest, found: Draft) -> HttpResponse:
    form = _kept_form(found)
    typed = form.typed_in(request.POST)
    given = request.POST.get("revision", "")
    try:
        found = drafts.save(
            draft=found,
            page=acts.FORM,
            typed=typed,
            revision=int(given) if given.isdecimal() else 0,
            by=request.user,
            at=settings.CLOCK(),
        )
    except drafts.AlreadySent:
        return _to_notice(found)
    except drafts.ChangedMeanwhile as told:
        messages.warning(
            request,
            _(
                "This draft was saved elsewhere meanwhile, by %(name)s. What you typed stands"
                " below and is not saved: press again to keep yours, or reload the page to see"
                " the other."
            )
            % {"name": told.draft.saved_by.display_name},
        )
        told.draft.data = {acts.FORM: typed}
        return _render_form(request, told.draft, _kept_form(told.draft), MEANWHILE)
    if request.POST.get("do") == "later":
        messages.success(request, _("The draft is saved."))
        return redirect("portal:letters" if found.typed_letter else "portal:lodging_new")
    bound = _checked_form(found)
    if not bound.is_valid():
        return _render_form(request, found, bound, NOT_ACCEPTABLE)
    return redirect("portal:difficulty_check", found.id)


def _kept_form(draft: Draft) -> Difficulty:
    """The form as one comes back to it, without a word about mistakes."""
    return Difficulty(
        None,
        sort=DIFFICULTY,
        employer=draft.employer,
        on=settings.CLOCK().date(),
        initial=draft.page(acts.FORM),
    )


def _checked_form(draft: Draft) -> Difficulty:
    """The form with its mistakes."""
    return Difficulty(
        draft.page(acts.FORM),
        sort=DIFFICULTY,
        employer=draft.employer,
        on=settings.CLOCK().date(),
    )


def _render_form(request: HttpRequest, draft: Draft, form: Difficulty, status: int) -> HttpResponse:
    shown = {"draft": draft, "form": form}
    return render(request, "portal/employer/difficulty/write.html", shown, status=status)


def _render_check(
    request: HttpRequest, draft: Draft, form: Difficulty, status: int
) -> HttpResponse:
    on = settings.CLOCK().date()
    shown = {
        "draft": draft,
        "rows": difficulty_shown.rows_of(form.content, on=on),
        "remarks": difficulty_shown.remarks_of(form.content, on=on),
    }
    return render(request, "portal/employer/difficulty/check.html", shown, status=status)


def _to_notice(draft: Draft) -> HttpResponse:
    """To the page of what was sent: the office has its own."""
    notice_id = Notice.objects.values_list("id", flat=True).get(draft=draft)
    page = "portal:office_notice" if draft.typed_letter else "portal:difficulty_notice"
    return redirect(page, notice_id)


def _notice(request: HttpRequest, notice_id: UUID) -> Notice:
    on = settings.CLOCK().date()
    return get_object_or_404(notices_visible_to(account=request.user, on=on), id=notice_id)


def _render_notice(request: HttpRequest, found: Notice, form: Posting, status: int) -> HttpResponse:
    is_told = found.postings.exists()
    shown = {
        "notice": found,
        "status": difficulty_shown.status_of(found),
        "first_communication_on": difficulty_shown.first_communication_on(found),
        "waiting_days": difficulty_shown.waiting_days_of(found),
        "rows": (
            *difficulty_shown.rows_of(found.content, on=found.condition.sent_on),
            *difficulty_shown.letter_rows(found),
        ),
        "answer": getattr(found, "answer", None),
        "may_lodge": may_somewhere(request, act=Act.LODGE),
        "form": None if is_told or not may(request, act=Act.LODGE, target=found) else form,
    }
    return render(request, "portal/employer/difficulty/notice.html", shown, status=status)


def _draft(request: HttpRequest, draft_id: UUID) -> Draft:
    found = get_object_or_404(
        Draft.objects.select_related("employer", "saved_by", "letter"),
        id=draft_id,
        form=acts.FORM,
    )
    require(request, act=Act.LODGE, target=found.desk)
    return found
