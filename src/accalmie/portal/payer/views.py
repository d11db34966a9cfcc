"""What a payment organisation sees: the accepted communications that concern its members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.communications import queries
from accalmie.cases.communications.models import Naming, PayerRecord
from accalmie.facts.communications import Channel, Subject
from accalmie.facts.days import Period
from accalmie.law import words
from accalmie.portal import facts_shown, filters, looks, titles
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.dossier import BRUSSELS
from accalmie.portal.employer.lists import kind_choice
from accalmie.portal.filters import Filter
from accalmie.portal.languages import current_language
from accalmie.portal.paging import slice_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One accepted communication."""

    title: str
    kind: str
    ticket: str
    employer: str
    whom: str
    period: str
    published_on: date
    url: str


@for_roles(Role.PAYER)
@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """The accepted communications, the last published first."""
    mine = queries.payer_records_visible_to(account=request.user)
    chosen = Filter(
        search_label=_("Ticket, firm or enterprise number"),
        text=filters.text_asked(request.GET),
        choices=(kind_choice(request),),
    )
    number = mine.count()
    return render(
        request,
        "portal/payer/records.html",
        {
            "lead": ngettext(
                "%(number)s communication concerns your members.",
                "%(number)s communications concern your members.",
                number,
            )
            % {"number": words.number(number, current_language())},
            "filter": chosen,
            "slice": slice_of(request=request, found=_found(mine, chosen), shown=_row),
        },
    )


@for_roles(Role.PAYER)
@require_safe
def record(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """One accepted communication with its facts; of the workers, the own members only."""
    found = get_object_or_404(
        PayerRecord.objects.select_related("case__employer", "case__latest", "version"),
        id=record_id,
        withdrawn_at__isnull=True,
    )
    require(request, act=Act.CONSULT_PAYER_RECORD, target=found)
    looks.record_of(
        request, case=found.case, niss=[naming.worker.niss for naming in _members(request, found)]
    )
    communication = found.version.communication
    row = _row(found)
    employer = found.case.employer
    return render(
        request,
        "portal/payer/record.html",
        {
            "row": row,
            "caption": titles.caption(communication),
            "rows": (
                facts_shown.Row(
                    name=_("Employer"),
                    lines=facts_shown.employer_lines(name=employer.name, numbers=employer.numbers),
                ),
                *facts_shown.rows_of(
                    communication=communication,
                    received_at=found.version.received_at.astimezone(BRUSSELS),
                    channel=Channel(found.version.channel),
                    workers=facts_shown.named_all(
                        str(naming.worker) for naming in _members(request, found)
                    ),
                ),
            ),
        },
    )


def _members(request: HttpRequest, found: PayerRecord) -> QuerySet[Naming]:
    """The workers named who are members of the organisation that looks."""
    return (
        found.version.namings.filter(
            worker__payment_organisation_id=request.user.payment_organisation_id
        )
        .select_related("worker")
        .order_by("worker__name", "id")
    )


def _found(mine: QuerySet[PayerRecord], chosen: Filter) -> QuerySet[PayerRecord]:
    found = mine
    if kind := chosen.value("kind"):
        found = found.filter(case__kind=kind)
    if chosen.text:
        digits = "".join(sign for sign in chosen.text if sign.isdigit())
        number = Q(case__employer__bce=digits) | Q(case__employer__onss=digits) if digits else Q()
        found = found.filter(
            Q(version__ticket__iexact=chosen.text)
            | Q(case__employer__name__icontains=chosen.text)
            | number
        )
    return found


def _row(found: PayerRecord) -> Row:
    case, version = found.case, found.version
    language = current_language()
    period = ""
    if version.first_day and version.last_day and version.first_day <= version.last_day:
        period = words.span(Period(version.first_day, version.last_day), language, with_year=True)
    elif version.first_day:
        period = words.short_day(version.first_day, language, with_year=True)
    return Row(
        title=titles.what(
            subject=Subject(case.subject),
            first_day=version.first_day,
            last_day=version.last_day,
        ),
        kind=titles.kind_short_name(case.kind),
        ticket=version.ticket,
        employer=str(case.employer),
        whom=titles.for_whom(
            worker_count=len(version.facts.get("workers", ())),
            section=version.facts.get("section"),
        ),
        period=period,
        published_on=found.published_at.astimezone(BRUSSELS).date(),
        url=reverse("portal:record", args=[found.id]),
    )
