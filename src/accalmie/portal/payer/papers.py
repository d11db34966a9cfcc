"""Papers for the worker: statement of a payment, decision on his right, his declarations."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db.models import Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.views.decorators.http import require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.days import BRUSSELS
from accalmie.cases.declarations.models import Declaration
from accalmie.cases.payments.models import Payment
from accalmie.cases.payments.statuses import STANDING
from accalmie.exchange.papers import letter_language
from accalmie.facts.languages import Language
from accalmie.letters import hours_declaration
from accalmie.letters import statement as statement_paper
from accalmie.letters.correspondents import Addressee
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.documents import pdf_named
from accalmie.portal.payer.month import hours_line

_CENTS = Decimal(100)


@for_roles(Role.PAYER)
@require_safe
def statement(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """The statement of one payment, in the worker's language."""
    payment = get_object_or_404(
        Payment.objects.select_related(
            "worker", "run", "payment_organisation", "computation__employer", "month_file"
        ),
        id=payment_id,
    )
    require(request, act=Act.CONSULT_PAYMENT, target=payment)
    return pdf_named(f"statement-{payment.id}", content=statement_of(payment))


@for_roles(Role.PAYER)
@require_safe
def declaration_print(request: HttpRequest, declaration_id: UUID) -> HttpResponse:
    """A declaration of the employer as the worker gets it."""
    found = get_object_or_404(
        Declaration.objects.select_related("worker", "employer", "latest"), id=declaration_id
    )
    require(request, act=Act.CONSULT_DECLARATION, target=found)
    return pdf_named(found.latest.ticket, content=print_of(found))


def statement_of(payment: Payment) -> bytes:
    """The statement of a payment as PDF; ``Http404`` where its month was never computed."""
    computation = payment.computation
    result = computation.month_result
    if result is None:
        raise Http404
    worker = payment.worker
    language = letter_language(Language(worker.language))
    with translation.override(language.value):
        hours = hours_line(computation)
    return statement_paper.render(
        statement_paper.StatementContent(
            payer=payment.payment_organisation.name(language),
            worker=str(worker),
            address=worker.address,
            employer=str(computation.employer),
            result=result,
            given=statement_paper.Given(payment.status),
            amount=Decimal(payment.amount_cents) / _CENTS,
            given_before=_given_before(payment),
            on=payment.paid_on or payment.run.execution_on,
            account=payment.iban,
            is_provisional=computation.is_provisional,
            law_version=computation.law_version,
            made_at=payment.changed_at.astimezone(BRUSSELS),
            language=language,
            hours_line=hours,
        )
    )


def print_of(found: Declaration) -> bytes:
    """The print of a declaration, in the language of the employer's seat."""
    version = found.latest
    version.declaration = found
    fact = version.fact
    return hours_declaration.render(
        hours_declaration.PrintContent(
            declaration=fact,
            ticket=version.ticket,
            received_at=version.received_at.astimezone(BRUSSELS),
            month=found.month,
            employer=Addressee(name=str(found.employer), address=found.employer.address),
            worker=str(found.worker),
            worker_address=found.worker.address,
            language=letter_language(Language(found.employer.language)),
        )
    )


def _given_before(payment: Payment) -> Decimal:
    """What the month with this employer had given before this payment."""
    before = (
        Payment.objects.filter(
            Q(run__prepared_at__lt=payment.run.prepared_at),
            month_file_id=payment.month_file_id,
            computation__employer_id=payment.computation.employer_id,
            status__in=[status.value for status in STANDING],
        )
        .exclude(pk=payment.pk)
        .aggregate(total=Sum("amount_cents"))["total"]
    )
    return Decimal(before or 0) / _CENTS
