"""Named questions about communications; every order is explicit and unique."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from django.db.models import Exists, OuterRef, Q, QuerySet

from accalmie.cases.access.clients import client_keys, narrowed
from accalmie.cases.access.functions import Function
from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, functions_of
from accalmie.cases.access.reach import reach_of
from accalmie.cases.access.roles import Role
from accalmie.cases.communications.models import (
    Case,
    Decision,
    Document,
    Naming,
    PayerRecord,
    Proposal,
    Version,
)
from accalmie.cases.communications.statuses import WORK_LIST, Status
from accalmie.cases.parties.models import Employer
from accalmie.cases.parties.places import seated_in


def cases_visible_to(*, account: Account, on: date) -> QuerySet[Case]:
    """The cases that an account may consult on a day, newest receipt first."""
    return (
        Case.objects.filter(_visible(account, on))
        .select_related("employer", "office", "latest")
        .order_by("-received_at", "-id")
    )


def work_list(*, account: Account) -> QuerySet[Case]:
    """What waits for a person of the officer's office: earliest first day first, then receipt."""
    return (
        Case.objects.filter(
            Q(office_id=account.office_id) | Q(office__isnull=True),
            status__in=[status.value for status in WORK_LIST],
        )
        .select_related("employer", "office", "latest")
        .order_by("first_day", "received_at", "id")
    )


def second_readings(*, account: Account) -> QuerySet[Case]:
    """The refusals that wait for another officer than the one who proposed: this one."""
    return (
        work_list(account=account)
        .filter(status=Status.REFUSAL_PROPOSED)
        .exclude(
            latest__in=Proposal.objects.filter(proposed_by=account, closed_at__isnull=True).values(
                "version_id"
            )
        )
    )


def employers_of(*, account: Account, on: date) -> QuerySet[Employer]:
    """The employers for whom an account may act on a day, by name."""
    match Role(account.role):
        case Role.EMPLOYER:
            if reach_of(by=account, functions=_TO_SEND).is_nowhere:
                return Employer.objects.none()
            allowed = Q(pk=account.employer_id)
        case Role.SECRETARIAT:
            allowed = Q(pk__in=client_keys(account=account, on=on, functions=_TO_SEND))
        case Role.OFFICER:
            allowed = Q()
        case _:
            return Employer.objects.none()
    return Employer.objects.filter(allowed).order_by("name", "id")


def versions_of(*, case: Case) -> QuerySet[Version]:
    """The versions of a case, the newest first."""
    return case.versions.select_related("by", "received_from").order_by("-number")


def published_decisions_of(*, case: Case) -> QuerySet[Decision]:
    """The decisions on a case that the employer may see, the newest first."""
    return (
        Decision.objects.filter(version__case=case, publications__isnull=False)
        .select_related("version", "examination", "decided_by", "reread_by")
        .order_by("-decided_at", "-id")
    )


def decisions_of(*, case: Case) -> QuerySet[Decision]:
    """All decisions on a case, also those still to be published, the newest first."""
    return (
        Decision.objects.filter(version__case=case)
        .select_related("version", "examination", "decided_by", "reread_by")
        .order_by("-decided_at", "-id")
    )


def decisions_to_publish(*, on: date) -> QuerySet[Decision]:
    """The decisions taken before a day and not yet published, oldest first."""
    return (
        Decision.objects.filter(decided_on__lt=on, publications__isnull=True)
        .select_related("version__case__employer", "version__received_from", "examination")
        .order_by("decided_at", "id")
    )


def documents_of(*, case: Case) -> QuerySet[Document]:
    """The documents of a case without their bytes, oldest first."""
    return (
        Document.objects.filter(version__case=case)
        .select_related("version", "decision")
        .defer("content")
        .order_by("made_at", "id")
    )


def payer_records_visible_to(*, account: Account) -> QuerySet[PayerRecord]:
    """The standing records that concern a member of the account's payment organisation.

    A record that names nobody (a section, a technical accident) concerns all whom its employer
    employs.
    """
    names_somebody = Naming.objects.filter(version_id=OuterRef("version_id"))
    names_member = names_somebody.filter(
        worker__payment_organisation_id=account.payment_organisation_id
    )
    employs_member = Employer.objects.filter(
        pk=OuterRef("case__employer_id"),
        employments__worker__payment_organisation_id=account.payment_organisation_id,
    )
    return (
        PayerRecord.objects.filter(withdrawn_at__isnull=True)
        .filter(Exists(names_member) | (~Exists(names_somebody) & Exists(employs_member)))
        .select_related("case__employer", "version")
        .order_by("-published_at", "-id")
    )


def proposals_of(*, account: Account) -> QuerySet[Proposal]:
    """The refusals that an officer proposed, the newest first."""
    return (
        Proposal.objects.filter(proposed_by=account)
        .select_related("version__case")
        .order_by("-proposed_at", "-id")
    )


_TO_SEND = frozenset({Function.COMMUNICATIONS, Function.DECLARATIONS})


def _visible(account: Account, on: date) -> Q:
    nothing = Q(pk__in=[])
    opened_by = functions_of(act=Act.CONSULT)
    match Role(account.role):
        case Role.EMPLOYER:
            reach = reach_of(by=account, functions=opened_by)
            own = Q(employer_id=account.employer_id)
            return own if reach.is_whole else own & seated_in(reach.establishments)
        case Role.SECRETARIAT:
            if reach_of(by=account, functions=opened_by).is_nowhere:
                return nothing
            clients = client_keys(account=account, on=on, functions=opened_by)
            sent = Version.objects.filter(
                Q(received_from_id=account.sender_id) | Q(by__sender_id=account.sender_id)
            )
            seen = Q(employer_id__in=clients) | Q(pk__in=sent.values("case_id"))
            return seen & narrowed(account=account)
        case Role.OFFICER:
            return Q(office_id=account.office_id) | Q(office__isnull=True)
        case Role.WORKER:
            named = Naming.objects.filter(worker_id=account.worker_id)
            return Q(pk__in=named.values("version__case_id"))
        case Role.PAYER | Role.ADMIN | Role.AUDITOR | Role.BATCH_SENDER | Role.SYSTEM:
            return nothing
        case role:
            assert_never(role)
