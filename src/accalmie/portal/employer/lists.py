"""The list of an employer's communications, and what he should do first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import assert_never

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accalmie.cases.communications import queries
from accalmie.cases.communications.models import Case, Version
from accalmie.cases.communications.statuses import Status as CaseStatus
from accalmie.facts.communications import Subject
from accalmie.law import words
from accalmie.law.kinds import REGISTRY
from accalmie.law.wording import FindingText
from accalmie.portal import dossier, filters, findings, statuses, titles
from accalmie.portal.dossier import BRUSSELS
from accalmie.portal.filters import Filter
from accalmie.portal.languages import current_language
from accalmie.portal.mandates.acting import acts_for_several
from accalmie.portal.paging import slice_of
from accalmie.portal.statuses import Status

DUES_SHOWN = 5
DUE_FOR = timedelta(days=62)
"""A refusal older than this is history, no longer something to do."""

STATUS_GROUPS = {
    "at_the_office": (
        CaseStatus.RECEIVED,
        CaseStatus.TO_EXAMINE,
        CaseStatus.REFUSAL_PROPOSED,
        CaseStatus.DECIDED,
    ),
    "in_order": (CaseStatus.ACCEPTED,),
    "not_in_order": (CaseStatus.REFUSED,),
    "cancelled": (CaseStatus.CANCELLED,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One communication in the list."""

    status: Status
    title: str
    kind: str
    ticket: str
    whom: str
    received_at: datetime
    now: str
    url: str
    firm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something the employer should do."""

    status: Status
    since: date
    when: str
    title: str
    why: str
    ticket: str
    url: str
    firm: str


def list_page(*, request: HttpRequest, today: date) -> dict[str, object]:
    """Everything on the page of the list."""
    mine = queries.cases_visible_to(account=request.user, on=today)
    chosen = _filter(request)
    found = _found(mine, chosen)
    is_first = not request.GET
    dues = refused_dues(mine=mine, today=today) if is_first else ()
    lead, lead_rest = _lead(mine, dues) if is_first else (_("The communications that fit."), "")
    return {
        "lead": lead,
        "lead_rest": lead_rest,
        "dues": dues,
        "has_many_firms": acts_for_several(request.user),
        "filter": chosen,
        "slice": slice_of(request=request, found=found, shown=_row),
    }


def _filter(request: HttpRequest) -> Filter:
    asked = request.GET
    return Filter(
        search_label=_("Ticket or own reference"),
        text=filters.text_asked(asked),
        choices=(
            filters.choice(
                name="status",
                label=_("Status"),
                options=(
                    ("", _("all")),
                    ("at_the_office", _("At the office")),
                    ("in_order", _("In order")),
                    ("not_in_order", _("Not in order")),
                    ("cancelled", _("Cancelled")),
                ),
                asked=asked,
            ),
            kind_choice(request),
        ),
    )


def kind_choice(request: HttpRequest) -> filters.Choice:
    """The choice of a kind, in the official order."""
    kinds = tuple((code, kind.names[current_language()]) for code, kind in REGISTRY.items())
    return filters.choice(
        name="kind", label=_("Kind"), options=(("", _("all")), *kinds), asked=request.GET
    )


def _found(mine: QuerySet[Case], chosen: Filter) -> QuerySet[Case]:
    found = mine
    if status := chosen.value("status"):
        found = found.filter(status__in=STATUS_GROUPS[status])
    if kind := chosen.value("kind"):
        found = found.filter(kind=kind)
    if chosen.text:
        named = Version.objects.filter(
            Q(ticket=chosen.text.upper()) | Q(own_reference__iexact=chosen.text)
        )
        found = found.filter(id__in=named.values("case_id"))
    return found


def _row(case: Case) -> Row:
    status = CaseStatus(case.status)
    return Row(
        status=statuses.of_case_for_employer(status),
        title=titles.what(
            subject=Subject(case.subject), first_day=case.first_day, last_day=case.last_day
        ),
        kind=titles.kind_short_name(case.kind),
        ticket=case.latest.ticket,
        whom=titles.for_whom(
            worker_count=case.worker_count, section=case.latest.facts.get("section")
        ),
        received_at=case.received_at,
        now=_now(status),
        url=reverse("portal:communication", args=[case.id]),
        firm=str(case.employer),
    )


def _now(status: CaseStatus) -> str:
    match status:
        case (
            CaseStatus.RECEIVED
            | CaseStatus.TO_EXAMINE
            | CaseStatus.REFUSAL_PROPOSED
            | CaseStatus.DECIDED
        ):
            return _("The office decides")
        case CaseStatus.ACCEPTED:
            return _("Nothing to do")
        case CaseStatus.REFUSED:
            return _("Put it right")
        case CaseStatus.CANCELLED:
            return _("Nothing to do")
        case _unknown:
            assert_never(_unknown)


def refused_dues(*, mine: QuerySet[Case], today: date) -> tuple[Due, ...]:
    """The refusals of the last weeks that ask for something."""
    refused = mine.filter(status=CaseStatus.REFUSED)
    since = datetime.combine(today - DUE_FOR, time(), BRUSSELS)
    cases = refused.filter(received_at__gte=since)[:DUES_SHOWN]
    return tuple(_due(case, today) for case in cases)


def _why(broken: tuple[FindingText, ...]) -> str:
    """The rules that are not met; of a single one the days and numbers too."""
    if not broken:
        return _("The office gave its reasons in the decision.")
    rules = words.enumeration([text.short for text in broken], current_language())
    named = _("Not met: %(rules)s.") % {"rules": rules}
    return f"{named} {broken[0].because}" if len(broken) == 1 else named


def _due(case: Case, today: date) -> Due:
    read = dossier.read(case=case)
    decision = read.published_on_content
    published_on = decision.publications.all()[0].published_on if decision else today
    broken = (
        findings.texts(assessment=decision.fact.assessment, kind=case.kind, met=False)
        if decision
        else ()
    )
    row = _row(case)
    return Due(
        status=row.status,
        since=published_on,
        when=_("since %(day)s") % {"day": words.short_day(published_on, current_language())},
        title=f"{row.title}, {row.whom}" if row.whom else row.title,
        why=_why(broken),
        ticket=row.ticket,
        url=row.url,
        firm=str(case.employer),
    )


def _lead(mine: QuerySet[Case], dues: tuple[Due, ...]) -> tuple[str, str]:
    waiting = mine.filter(status__in=STATUS_GROUPS["at_the_office"]).count()
    rest = (
        ngettext(
            "%(number)s communication is at the office.",
            "%(number)s communications are at the office.",
            waiting,
        )
        % {"number": waiting}
        if waiting
        else ""
    )
    if not dues:
        return _("Nothing asks for you today."), rest
    number = len(dues)
    return (
        ngettext(
            "%(number)s communication asks for you.",
            "%(number)s communications ask for you.",
            number,
        )
        % {"number": number},
        rest,
    )
