"""Named questions about declarations; every order is explicit and unique."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from django.db.models import Q, QuerySet

from accalmie.cases.access.clients import client_keys, narrowed
from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, functions_of
from accalmie.cases.access.reach import reach_of
from accalmie.cases.access.roles import Role
from accalmie.cases.declarations.models import Declaration, DeclarationVersion, Delivery, Request
from accalmie.cases.parties.places import worked_in


def declarations_visible_to(*, account: Account, on: date) -> QuerySet[Declaration]:
    """The declarations that an account may consult on a day, the newest receipt first."""
    return (
        Declaration.objects.filter(_visible(account, on))
        .select_related("worker", "employer", "latest")
        .order_by("-received_at", "-id")
    )


def versions_of(*, declaration: Declaration) -> QuerySet[DeclarationVersion]:
    """The versions of a declaration, the newest first."""
    return declaration.versions.select_related("by", "received_from", "declaration").order_by(
        "-number"
    )


def deliveries_to(*, account: Account) -> QuerySet[Delivery]:
    """What the account's payment organisation was given or fetched, the newest first."""
    return (
        Delivery.objects.filter(payment_organisation_id=account.payment_organisation_id)
        .exclude(payment_organisation__isnull=True)
        .select_related("version__declaration__worker", "version__declaration__employer")
        .order_by("-delivered_at", "-id")
    )


def requests_visible_to(*, account: Account, on: date) -> QuerySet[Request]:
    """What workers asked their employers for, the unanswered first, then the oldest."""
    return (
        Request.objects.filter(_of_parties(account, on))
        .select_related("worker", "employer", "answered_by")
        .order_by("answered_by", "asked_at", "id")
    )


def _visible(account: Account, on: date) -> Q:
    opened_by = functions_of(act=Act.CONSULT_DECLARATION)
    is_anywhere = not reach_of(by=account, functions=opened_by).is_nowhere
    if Role(account.role) is Role.SECRETARIAT and is_anywhere:
        sent = DeclarationVersion.objects.filter(
            Q(received_from_id=account.sender_id) | Q(by__sender_id=account.sender_id)
        )
        seen = _of_parties(account, on) | Q(pk__in=sent.values("declaration_id"))
        return seen & narrowed(account=account)
    return _of_parties(account, on)


def _of_parties(account: Account, on: date) -> Q:
    nothing = Q(pk__in=[])
    opened_by = functions_of(act=Act.CONSULT_DECLARATION)
    match Role(account.role):
        case Role.EMPLOYER:
            reach = reach_of(by=account, functions=opened_by)
            own = Q(employer_id=account.employer_id)
            return own if reach.is_whole else own & worked_in(reach.establishments)
        case Role.SECRETARIAT:
            return Q(employer_id__in=client_keys(account=account, on=on, functions=opened_by))
        case Role.WORKER:
            return Q(worker_id=account.worker_id)
        case Role.PAYER:
            return Q(payment_organisation_id=account.payment_organisation_id)
        case Role.OFFICER:
            return Q()
        case Role.ADMIN | Role.AUDITOR | Role.BATCH_SENDER | Role.SYSTEM:
            return nothing
        case role:
            assert_never(role)
