"""Payment runs: looked at before, prepared by one person, signed by another, told to the bank."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.payments import acts, queries
from accalmie.cases.payments.models import Computation, Payment, PaymentRun
from accalmie.cases.payments.statuses import PaymentStatus, RunStatus
from accalmie.exchange import credit_transfers
from accalmie.facts.days import Month
from accalmie.law import words
from accalmie.law.calendar import is_working_day
from accalmie.law.claims.changes import codes_about_account
from accalmie.portal import money
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.languages import current_language
from accalmie.portal.paging import slice_of
from accalmie.portal.payer import history
from accalmie.portal.payer.forms import Execution, PaidOn, Returned
from accalmie.portal.statuses import Shape, Status

PROVISIONAL = "provisional"
MOST = 5_000
"""Payments of one run; what is beyond goes into the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One run in the list."""

    title: str
    status: Status
    count: str
    total: str
    execution_on: date
    who: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPayRow:
    """One month as a run would pay it."""

    worker: str
    employer: str
    month: str
    due: str
    account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """One payment of a run."""

    id: UUID
    worker: str
    month: str
    amount: str
    account: str
    status: Status
    statement: str
    statement_url: str
    may_return: bool


@for_roles(Role.PAYER)
@require_safe
def payer_runs(request: HttpRequest) -> HttpResponse:
    """The runs, the newest first, and what could be paid now."""
    payable = queries.payable_by(account=request.user, month=None)
    return render(
        request,
        "portal/payer/runs.html",
        {
            "payable": payable.count(),
            "payable_number": words.number(payable.count(), current_language()),
            "to_sign": queries.runs_to_sign(account=request.user).count(),
            "slice": slice_of(
                request=request, found=queries.runs_of(account=request.user), shown=_run_row
            ),
        },
    )


@for_roles(Role.PAYER)
@require_safe
def run_preview(request: HttpRequest) -> HttpResponse:
    """What a run would pay, before anything is written."""
    return _preview(request, Execution(initial={"execution_on": _next_day(request)}))


@for_roles(Role.PAYER)
@require_POST
def run_prepare(request: HttpRequest) -> HttpResponse:
    """Prepare the run that was looked at; what changed meanwhile is shown again first."""
    form = Execution(request.POST)
    if not form.is_valid():
        return _preview(request, form, status=422)
    lines = _lines(request, _which(request))
    if sum(line.due_cents for line in lines) != form.cleaned_data["total_cents"]:
        messages.info(request, _("Something changed meanwhile. Look at the amounts again."))
        return redirect(f"{reverse('portal:run_preview')}?{request.GET.urlencode()}")
    try:
        run = acts.prepare_run(
            computations=[line.computation for line in lines],
            execution_on=form.cleaned_data["execution_on"],
            by=request.user,
            at=settings.CLOCK(),
        )
    except acts.NothingToPay:
        messages.info(request, _("There is nothing to pay."))
        return redirect("portal:payer_runs")
    except (acts.Held, acts.Outdated, acts.NoAccount, IntegrityError):
        messages.info(request, _("A month changed meanwhile. Look at the amounts again."))
        return redirect("portal:run_preview")
    messages.info(request, _("Prepared. Another person signs it now."))
    return redirect("portal:payer_run", run.id)


@for_roles(Role.PAYER)
@require_safe
def payer_run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """One run with its payments."""
    return _run_page(request, _run(request, run_id, Act.CONSULT_PAYMENT))


@for_roles(Role.PAYER)
@require_POST
def run_sign(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Sign a run that somebody else prepared."""
    run = _run(request, run_id, Act.SIGN_RUN)
    try:
        acts.sign_run(run=run, by=request.user, at=settings.CLOCK())
        messages.info(request, _("Signed. The file for the bank is ready."))
    except acts.SamePerson:
        messages.info(request, _("You prepared this run: another person signs it."))
    except (acts.Outdated, acts.Held):
        messages.info(request, _("A month changed since: withdraw the run and prepare it anew."))
    except acts.NotPossibleNow:
        messages.info(request, _("This run no longer waits for a signature."))
    return redirect("portal:payer_run", run.id)


@for_roles(Role.PAYER)
@require_POST
def run_withdraw(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Take a run back that nobody signed."""
    run = _run(request, run_id, Act.PREPARE_RUN)
    try:
        acts.withdraw_run(run=run, by=request.user, at=settings.CLOCK())
        messages.info(request, _("Withdrawn. Its months can be paid by another run."))
    except acts.NotPossibleNow:
        messages.info(request, _("This run no longer waits for a signature."))
    return redirect("portal:payer_run", run.id)


@for_roles(Role.PAYER)
@require_safe
def run_file(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """The credit transfers of a signed run as a file for the bank."""
    run = _run(request, run_id, Act.CONSULT_PAYMENT)
    try:
        account = credit_transfers.account_of(payer=run.payment_organisation)
        content = credit_transfers.file_of(run=run, account=account)
    except credit_transfers.NotSigned as error:
        raise Http404 from error
    except credit_transfers.NoPayerAccount:
        messages.info(request, _("Nobody told this program from which account you pay."))
        return redirect("portal:payer_run", run.id)
    answer = HttpResponse(content, content_type="application/xml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="run-{run.id}.xml"'
    return answer


@for_roles(Role.PAYER)
@require_POST
def run_paid(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """The bank carried the run out."""
    run = _run(request, run_id, Act.RECORD_PAYMENT)
    form = PaidOn(request.POST)
    if not form.is_valid():
        return _run_page(request, run, paid=form, status=422)
    try:
        acts.record_paid(
            run=run,
            paid_on=form.cleaned_data["paid_on"],
            by=request.user,
            at=settings.CLOCK(),
        )
        messages.info(request, _("Recorded as paid."))
    except acts.NotPossibleNow:
        messages.info(request, _("A run is signed first, then paid."))
    return redirect("portal:payer_run", run.id)


@for_roles(Role.PAYER)
@require_POST
def payment_returned(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """The bank returned one payment; the month can be paid again."""
    payment = get_object_or_404(Payment.objects.select_related("run"), id=payment_id)
    require(request, act=Act.RECORD_PAYMENT, target=payment)
    form = Returned(request.POST)
    if not form.is_valid():
        messages.error(request, _("The reason of the bank has four characters, such as AC04."))
        return redirect("portal:payer_run", payment.run_id)
    try:
        code = form.cleaned_data["code"]
        acts.record_return(payment=payment, code=code, by=request.user, at=settings.CLOCK())
        if code in codes_about_account():
            told = _("Recorded as returned. The month waits for a form C1 that says where to pay.")
        else:
            told = _("Recorded as returned. The month can be paid again.")
        messages.info(request, told)
    except acts.NotPossibleNow:
        messages.info(request, _("Only what was ordered can come back."))
    return redirect("portal:payer_run", payment.run_id)


def _run(request: HttpRequest, run_id: UUID, act: Act) -> PaymentRun:
    run = get_object_or_404(
        PaymentRun.objects.select_related("prepared_by", "signed_by", "payment_organisation"),
        id=run_id,
    )
    require(request, act=act, target=run)
    return run


def _which(request: HttpRequest) -> QuerySet[Computation]:
    if request.GET.get("which") == PROVISIONAL:
        return queries.payable_provisionally_by(account=request.user)
    return queries.payable_by(account=request.user, month=_month(request))


def _month(request: HttpRequest) -> Month | None:
    try:
        return Month.parse(request.GET.get("month", ""))
    except ValueError:
        return None


def _lines(request: HttpRequest, found: QuerySet[Computation]) -> list[acts.ToPay]:
    """What a run over these months pays: nothing without an account or without an amount due."""
    return [
        line
        for line in acts.preview(computations=list(found[:MOST]))
        if line.due_cents > 0 and line.account is not None and line.account.iban
    ]


def _preview(request: HttpRequest, form: Execution, status: int = 200) -> HttpResponse:
    every = acts.preview(computations=list(_which(request)[:MOST]))
    due = [line for line in every if line.due_cents > 0]
    lines = [line for line in due if line.account is not None and line.account.iban]
    total = sum(line.due_cents for line in lines)
    return render(
        request,
        "portal/payer/run_preview.html",
        {
            "form": form,
            "rows": tuple(_to_pay_row(line) for line in lines),
            "by_cheque": tuple(_to_pay_row(line) for line in due if line not in lines),
            "total_cents": total,
            "lead": ngettext(
                "%(count)s payment, %(total)s in all.",
                "%(count)s payments, %(total)s in all.",
                len(lines),
            )
            % {
                "count": words.number(len(lines), current_language()),
                "total": money.euros(total),
            },
            "is_provisional": request.GET.get("which") == PROVISIONAL,
            "asked": request.GET.urlencode(),
        },
        status=status,
    )


def _to_pay_row(line: acts.ToPay) -> ToPayRow:
    file = line.computation.month_file
    return ToPayRow(
        worker=str(file.worker),
        employer=str(line.computation.employer),
        month=words.month_name(file.month, current_language()),
        due=money.euros(line.due_cents),
        account=money.iban(line.account.iban) if line.account and line.account.iban else "",
    )


def _next_day(request: HttpRequest) -> date:
    day = settings.CLOCK().date() + timedelta(days=1)
    while not is_working_day(day, closed_days=()):
        day += timedelta(days=1)
    return day


def _run_page(
    request: HttpRequest, run: PaymentRun, *, paid: PaidOn | None = None, status: int = 200
) -> HttpResponse:
    payments = run.payments.select_related("worker", "month_file").order_by("worker__name", "id")
    waits = run.status == RunStatus.PREPARED
    is_ordered = run.status == RunStatus.ORDERED
    return render(
        request,
        "portal/payer/run.html",
        {
            "run": run,
            "status": run_status(run),
            "total": money.euros(run.total_cents),
            "count": words.number(run.payment_count, current_language()),
            "slice": slice_of(request=request, found=payments, shown=_payment_row),
            "may_sign": waits and run.prepared_by_id != request.user.id,
            "waits_for_another": waits and run.prepared_by_id == request.user.id,
            "may_withdraw": waits,
            "is_ordered": is_ordered,
            "paid_form": (paid or PaidOn(initial={"paid_on": run.execution_on}))
            if is_ordered and run.payments.filter(status=PaymentStatus.ORDERED).exists()
            else None,
        },
        status=status,
    )


def run_status(run: PaymentRun) -> Status:
    """Where a run stands."""
    match RunStatus(run.status):
        case RunStatus.PREPARED:
            return Status(shape=Shape.WAIT, word=_("Waits for a signature"))
        case RunStatus.WITHDRAWN:
            return Status(shape=Shape.NONE, word=_("Withdrawn"))
        case RunStatus.ORDERED:
            if run.payments.filter(status=PaymentStatus.ORDERED).exists():
                return Status(shape=Shape.WAIT, word=_("Ordered from the bank"))
            return Status(shape=Shape.OK, word=_("Carried out"))


def _run_row(run: PaymentRun) -> RunRow:
    who = _("prepared by %(name)s") % {"name": run.prepared_by.display_name}
    if run.signed_by is not None:
        who = _("%(prepared)s, signed by %(name)s") % {
            "prepared": who,
            "name": run.signed_by.display_name,
        }
    day = words.short_day(run.execution_on, current_language(), with_year=True)
    return RunRow(
        title=_("Run for %(day)s") % {"day": day},
        status=run_status(run),
        count=words.number(run.payment_count, current_language()),
        total=money.euros(run.total_cents),
        execution_on=run.execution_on,
        who=who,
        url=reverse("portal:payer_run", args=[run.id]),
    )


def _payment_row(payment: Payment) -> PaymentRow:
    return PaymentRow(
        id=payment.id,
        worker=str(payment.worker),
        month=words.month_name(payment.month_file.month, current_language()),
        amount=money.euros(payment.amount_cents),
        account=money.iban(payment.iban),
        status=history.payment_status(payment),
        statement=payment.statement,
        statement_url=reverse("portal:statement", args=[payment.id]),
        may_return=payment.status in (PaymentStatus.ORDERED, PaymentStatus.PAID),
    )
