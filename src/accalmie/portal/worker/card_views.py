"""The control card: a month, a day, sending, the other months."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.cards import acts
from accalmie.cases.cards.models import Card
from accalmie.cases.cards.queries import cards_visible_to, entries_of
from accalmie.cases.keys import new_key
from accalmie.cases.parties.models import Employer
from accalmie.facts.cards import Entry, Mark
from accalmie.facts.days import Month
from accalmie.law import benefits_wording, words
from accalmie.law.cards.marks import marked_before_work
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.languages import current_language
from accalmie.portal.worker import card_days, card_page, employments
from accalmie.portal.worker.card_forms import BRUSSELS, Day, Report
from accalmie.portal.worker.card_page import CardPage
from accalmie.portal.worker.marks import WORK, Choice, choice_of, mark_of, words_of

_MONTHS_BACK, _MONTHS_AHEAD = 12, 1


@for_roles(Role.WORKER)
@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """Today's month, with the first employer."""
    month = Month.of(settings.CLOCK().date())
    firms = employments.employers_of(employments.employments_in(account=request.user, month=month))
    if not firms:
        return render(request, "portal/worker/no_card.html")
    return _month(request, firms[0].id, month)


@for_roles(Role.WORKER)
@require_safe
def card_month(request: HttpRequest, employer_id: UUID, year: int, month: int) -> HttpResponse:
    """One card."""
    return _month(request, employer_id, _month_named(year, month))


@for_roles(Role.WORKER)
@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """The other months, with each employer: the last year and the next month."""
    this = Month.of(settings.CLOCK().date())
    sent = {(one.employer_id, one.month): one for one in cards_visible_to(account=request.user)}
    months = []
    for back in range(-_MONTHS_AHEAD, _MONTHS_BACK + 1):
        month = this.plus(-back)
        firms = employments.employers_of(
            employments.employments_in(account=request.user, month=month)
        )
        months += [
            {
                "name": words.month_name(month, current_language()),
                "employer": str(firm),
                "url": card_page.month_url(employer_id=firm.id, month=month),
                "card": sent.get((firm.id, month)),
                "is_now": month == this,
            }
            for firm in firms
        ]
    return render(request, "portal/worker/cards.html", {"months": months})


@for_roles(Role.WORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def card_day(
    request: HttpRequest, employer_id: UUID, year: int, month: int, day: int
) -> HttpResponse:
    """One day: enter, correct, or tell what happened after sending."""
    chosen = _day_named(year, month, day)
    employer = get_object_or_404(Employer, id=employer_id)
    page = _page(request, employer, Month.of(chosen), chosen)
    if not any(box and box.day == chosen and box.url for week in page.weeks for box in week.boxes):
        raise Http404
    kind = Report if page.is_sent else Day
    form = kind(
        request.POST if request.method == "POST" else None,
        day=chosen,
        is_second_job_offered=len(page.employers) > 1,
    )
    if request.method == "POST":
        form.full_clean()
        if request.POST.get("sheet") != kind.__name__:
            form.add_error(None, _("The card was sent meanwhile. From now on, changes are told."))
        if not form.errors:
            done = _tell(request, page, form) if page.is_sent else _enter(request, page, form)
            if done is not None:
                return done
    status = 422 if request.method == "POST" else 200
    return _sheet(request, page, form, status)


@for_roles(Role.WORKER)
@require_http_methods(["GET", "HEAD", "POST"])
def card_send(request: HttpRequest, employer_id: UUID, year: int, month: int) -> HttpResponse:
    """Look once more and send; a card leaves at the earliest on the penultimate working day."""
    employer = get_object_or_404(Employer, id=employer_id)
    named = _month_named(year, month)
    page = _page(request, employer, named, None)
    at = settings.CLOCK()
    status, too_early = 200, None
    if request.method == "POST":
        try:
            acts.send(card=_open(request, page, at), device_at=at, by=request.user, at=at)
        except acts.TooEarly as error:
            status, too_early = 422, error.sendable_from
        else:
            messages.info(request, _("The card is sent. Your payment organisation has it."))
            return redirect(card_page.month_url(employer_id=employer.id, month=named))
    counted: dict[Choice, int] = {}
    for entries in card_days.standing(entries_of(card=page.card) if page.card else ()).values():
        for entry in entries:
            choice = choice_of(Mark(entry.mark))
            counted[choice] = counted.get(choice, 0) + 1
    context = {
        "shown": page,
        "too_early": too_early,
        "counted": [
            (words_of([mark_of(choice, is_inactive_day=False)]), counted[choice])
            for choice in Choice
            if choice in counted
        ],
    }
    return render(request, "portal/worker/send.html", context, status=status)


def _month(request: HttpRequest, employer_id: UUID, month: Month) -> HttpResponse:
    employer = get_object_or_404(Employer, id=employer_id)
    return render(
        request, "portal/worker/card.html", {"shown": _page(request, employer, month, None)}
    )


def _page(request: HttpRequest, employer: Employer, month: Month, chosen: date | None) -> CardPage:
    """The page of a card; 404 where the worker has none with this employer."""
    page = card_page.page_of(
        account=request.user,
        employer=employer,
        month=month,
        today=settings.CLOCK().date(),
        chosen=chosen,
    )
    if page is None:
        raise Http404
    if page.card is not None:
        require(request, act=Act.CONSULT_CARD, target=page.card)
    return page


def _sheet(request: HttpRequest, page: CardPage, form: Day, status: int) -> HttpResponse:
    """The month with the sheet of a day open; every sheet shown gets its own key."""
    at = settings.CLOCK()
    entries = list(entries_of(card=page.card)) if page.card else []
    reports = list(page.card.late_reports.order_by("reported_at", "id")) if page.card else []
    standing = card_days.standing(entries).get(form.day, [])
    replaced = _main(standing)
    context = {
        "shown": page,
        "form": form,
        "day": form.day,
        "day_title": words.long_day(form.day, current_language()).rsplit(" ", 1)[0],
        "now": at,
        "key": new_key(),
        "chosen": form.data.get("mark") or _now_standing(standing),
        "replaces": replaced.id if replaced else "",
        "history": card_days.made(entries=entries, reports=reports, day=form.day),
    }
    return render(request, "portal/worker/card.html", context, status=status)


def _enter(request: HttpRequest, page: CardPage, form: Day) -> HttpResponse | None:
    """Mark or correct; None where the sheet must be shown again."""
    at = settings.CLOCK()
    opened = _open(request, page, at)
    inactive = card_page.inactive_days(card=opened, month=page.month)
    mark = mark_of(form.choice, is_inactive_day=form.day in inactive)
    made = {
        "key": form.cleaned_data["key"],
        "card": opened,
        "mark": mark,
        "device_at": at,
        "work_starts_at": form.starts_at if mark in WORK else None,
        "by": request.user,
        "at": at,
    }
    standing = card_days.standing(entries_of(card=opened)).get(form.day, [])
    is_known = opened.entries.filter(id=made["key"]).exists()
    if not is_known and [Mark(one.mark) for one in standing] == [mark]:
        messages.info(request, _("Nothing changed: this was entered already."))
        return _to_month(page)
    try:
        if _is_correction(standing, mark, form):
            if not form.cleaned_data["reason"]:
                form.ask_why()
                return None
            entry = acts.correct(corrects=form.replaced, reason=form.cleaned_data["reason"], **made)
        else:
            entry = acts.mark(day=form.day, **made)
    except (acts.MarkStands, acts.KeyTaken, opened.entries.model.DoesNotExist):
        form.add_error(
            None, _("Something was entered for this day meanwhile. Look at it and choose again.")
        )
        return None
    _say_saved(request, form.day, mark, entry.received_at)
    _warn_if_late(request, form, mark, entry.received_at)
    return _to_month(page)


def _tell(request: HttpRequest, page: CardPage, form: Day) -> HttpResponse | None:
    """Tell office and payment organisation what happened after sending."""
    at = settings.CLOCK()
    inactive = card_page.inactive_days(card=page.card, month=page.month)
    try:
        acts.report_late_event(
            key=form.cleaned_data["key"],
            card=page.card,
            day=form.day,
            mark=mark_of(form.choice, is_inactive_day=form.day in inactive),
            text=form.cleaned_data["reason"],
            device_at=at,
            by=request.user,
            at=at,
        )
    except acts.KeyTaken:
        form.add_error(None, _("This sheet was used already. Look at the day and choose again."))
        return None
    messages.info(
        request,
        _("Told at %(hour)s to the office and to your payment organisation.")
        % {"hour": words.clock(at.astimezone(BRUSSELS))},
    )
    return _to_month(page)


def _open(request: HttpRequest, page: CardPage, at: datetime) -> Card:
    return acts.open_card(
        worker=request.user.worker,
        employer=page.employer,
        month=page.month,
        by=request.user,
        at=at,
        inactive_days=sorted(card_page.inactive_days(card=None, month=page.month)),
    )


def _is_correction(standing: list, mark: Mark, form: Day) -> bool:
    """A second lasting job may stand beside another mark; everything else replaces what stands."""
    if not standing or form.replaced is None:
        return False
    marks = {Mark(one.mark) for one in standing}
    is_beside = (mark is Mark.OTHER_REGULAR_EMPLOYER) != (Mark.OTHER_REGULAR_EMPLOYER in marks)
    is_beside = is_beside and len(marks) == 1 and Mark.UNEMPLOYED not in {*marks, mark}
    return not is_beside


def _main(standing: list):
    """The entry that a correction replaces: of two, not the one of the other regular employer."""
    others = [one for one in standing if one.mark != Mark.OTHER_REGULAR_EMPLOYER]
    return (others or standing or [None])[0]


def _now_standing(standing: list) -> str:
    """The button that says what counts now; a blank day is a day of unemployment."""
    found = _main(standing)
    return choice_of(Mark(found.mark)).value if found else Choice.UNEMPLOYED.value


def _say_saved(request: HttpRequest, day: date, mark: Mark, received_at: datetime) -> None:
    messages.info(
        request,
        _("Entered: %(day)s, %(mark)s. Received at %(hour)s.")
        % {
            "day": words.short_day(day, current_language()),
            "mark": words_of([mark]),
            "hour": words.clock(received_at.astimezone(BRUSSELS)),
        },
    )


def _warn_if_late(request: HttpRequest, form: Day, mark: Mark, received_at: datetime) -> None:
    """Work entered after it began is kept, and the law says what that may mean."""
    if mark not in WORK:
        return
    entry = Entry(
        day=form.day,
        mark=mark,
        marked_at=received_at.astimezone(BRUSSELS),
        work_starts_at=form.starts_at,
    )
    finding = marked_before_work(entry=entry)
    if finding.met is not False and form.day >= received_at.astimezone(BRUSSELS).date():
        return
    text = benefits_wording.finding_text(finding, language=current_language())
    messages.warning(request, " ".join((text.rule, text.because, *text.remedies)))


def _to_month(page: CardPage) -> HttpResponse:
    return redirect(card_page.month_url(employer_id=page.employer.id, month=page.month))


def _month_named(year: int, month: int) -> Month:
    try:
        return Month(year, month)
    except (ValueError, OverflowError) as error:
        raise Http404 from error


def _day_named(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
