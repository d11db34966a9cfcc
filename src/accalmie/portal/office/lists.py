"""The work list of an office, and the refusals that wait for a second reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accalmie.cases.access.models import Account
from accalmie.cases.communications import queries
from accalmie.cases.communications.models import Case, Proposal, Version
from accalmie.cases.communications.statuses import Status as CaseStatus
from accalmie.facts import codec
from accalmie.facts.communications import Subject
from accalmie.facts.findings import Finding
from accalmie.law import words
from accalmie.portal import filters, statuses, titles
from accalmie.portal.dossier import BRUSSELS
from accalmie.portal.employer.lists import kind_choice
from accalmie.portal.filters import Filter
from accalmie.portal.findings import text_of
from accalmie.portal.languages import current_language
from accalmie.portal.paging import slice_of
from accalmie.portal.statuses import Status

GROUPS = {
    "": (CaseStatus.TO_EXAMINE,),
    "second_reader": (CaseStatus.REFUSAL_PROPOSED,),
    "decided": (CaseStatus.DECIDED,),
    "published": (CaseStatus.ACCEPTED, CaseStatus.REFUSED, CaseStatus.CANCELLED),
    "all": tuple(CaseStatus),
}
TALLIED = (CaseStatus.TO_EXAMINE, CaseStatus.REFUSAL_PROPOSED, CaseStatus.DECIDED)
ORDERS = {
    "": ("received_at", "id"),
    "start": ("first_day", "received_at", "id"),
    "newest": ("-received_at", "-id"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One case of the office; ``first`` is what to look at first."""

    status: Status
    employer: str
    title: str
    kind: str
    ticket: str
    first: Status | None
    more: str
    waits: str
    since: str
    url: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many cases stand where."""

    status: Status
    number: int


def of_office(*, account: Account, on: date) -> QuerySet[Case]:
    """The cases of the officer's own office, and those that no table routes to an office."""
    return queries.cases_visible_to(account=account, on=on)


def work_page(*, request: HttpRequest, today: date) -> dict[str, object]:
    """Everything on the page of the work list."""
    mine = of_office(account=request.user, on=today)
    chosen = _filter(request)
    found = _found(mine, chosen)
    tallied = mine.filter(status__in=TALLIED).order_by()
    numbers = dict(tallied.values_list("status").annotate(number=Count("id")))
    to_decide = numbers.get(CaseStatus.TO_EXAMINE, 0)
    oldest = mine.filter(status=CaseStatus.TO_EXAMINE).order_by("received_at", "id").first()
    return {
        "lead": ngettext(
            "%(number)s communication waits for a decision.",
            "%(number)s communications wait for a decision.",
            to_decide,
        )
        % {"number": to_decide},
        "lead_rest": _("The oldest has waited since %(day)s.")
        % {"day": words.short_day(day_of(oldest), current_language())}
        if oldest
        else "",
        "tally": tuple(_tallies(numbers)),
        "filter": chosen,
        "slice": slice_of(request=request, found=found, shown=lambda case: _row(case, today)),
        "with_status": bool(chosen.value("status") or chosen.text),
    }


def rereading_rows(*, account: Account, today: date) -> tuple[Row, ...]:
    """The refusals of communications that another officer proposed, the oldest first."""
    waiting = queries.second_readings(account=account).values("latest_id")
    proposals = (
        Proposal.objects.filter(version_id__in=waiting, closed_at__isnull=True)
        .select_related("version__case__employer", "version__case__latest", "proposed_by")
        .prefetch_related("version__case__latest__examinations")
        .order_by("proposed_at", "id")
    )
    return tuple(_proposal_row(proposal, today) for proposal in proposals)


def waiting_words(*, since: date, today: date) -> str:
    """How long somebody waits, in calendar days."""
    days = (today - since).days
    if days <= 0:
        return _("since today")
    return words.count_days(days, current_language())


def _filter(request: HttpRequest) -> Filter:
    asked = request.GET
    return Filter(
        search_label=_("Ticket, firm or enterprise number"),
        text=filters.text_asked(asked),
        choices=(
            filters.choice(
                name="status",
                label=_("Status"),
                options=(
                    ("", _("To decide")),
                    ("second_reader", _("At the second reader")),
                    ("decided", _("Decided")),
                    ("published", _("Published")),
                    ("all", _("all")),
                ),
                asked=asked,
            ),
            kind_choice(request),
            filters.choice(
                name="order",
                label=_("Order"),
                options=(
                    ("", _("waits longest")),
                    ("start", _("starts soonest")),
                    ("newest", _("newest")),
                ),
                asked=asked,
            ),
        ),
    )


def _found(mine: QuerySet[Case], chosen: Filter) -> QuerySet[Case]:
    order = ORDERS[chosen.value("order")]
    found = mine.prefetch_related("latest__examinations").order_by(*order)
    if chosen.text:
        # Who searches one case finds it wherever it stands.
        digits = "".join(sign for sign in chosen.text if sign.isdigit())
        number = Q(employer__bce=digits) | Q(employer__onss=digits) if digits else Q()
        return found.filter(
            Q(id__in=Version.objects.filter(ticket=chosen.text.upper()).values("case_id"))
            | Q(employer__name__icontains=chosen.text)
            | number
        )
    found = found.filter(status__in=GROUPS[chosen.value("status")])
    if kind := chosen.value("kind"):
        found = found.filter(kind=kind)
    return found


def _tallies(numbers: dict[str, int]) -> Iterator[Tally]:
    for status in TALLIED:
        if number := numbers.get(status, 0):
            yield Tally(status=statuses.of_case_for_office(status), number=number)


def _row(case: Case, today: date) -> Row:
    first, more = _look_at_first(case)
    since = day_of(case)
    return Row(
        status=statuses.of_case_for_office(CaseStatus(case.status)),
        employer=str(case.employer),
        title=_title(case),
        kind=titles.kind_short_name(case.kind),
        ticket=case.latest.ticket,
        first=first,
        more=more,
        waits=waiting_words(since=since, today=today),
        since=words.short_day(since, current_language()),
        url=reverse("portal:case", args=[case.id]),
    )


def _proposal_row(proposal: Proposal, today: date) -> Row:
    case = proposal.version.case
    first, more = _look_at_first(case)
    since = proposal.proposed_at.astimezone(BRUSSELS).date()
    return Row(
        status=statuses.of_case_for_office(CaseStatus.REFUSAL_PROPOSED),
        employer=str(case.employer),
        title=_title(case),
        kind=titles.kind_short_name(case.kind),
        ticket=case.latest.ticket,
        first=first,
        more=more,
        waits=waiting_words(since=since, today=today),
        since=words.short_day(since, current_language()),
        url=reverse("portal:reread", args=[case.id]),
        by=proposal.proposed_by.display_name,
    )


def _look_at_first(case: Case) -> tuple[Status | None, str]:
    """The first rule that is not met or waits for a person, and how many more there are."""
    examined = sorted(case.latest.examinations.all(), key=lambda one: (one.examined_at, one.id))
    if not examined:
        return None, ""
    asking = [one for one in examined[-1].facts["findings"] if one["met"] is not True]
    asking.sort(key=lambda one: one["met"] is None)
    if not asking:
        return None, ""
    finding = codec.from_json(Finding, asking[0])
    shape = statuses.of_finding(met=finding.met).shape
    first = Status(shape=shape, word=text_of(finding, case.kind).short)
    others = len(asking) - 1
    more = ngettext("and %(number)s more", "and %(number)s more", others) % {"number": others}
    return first, more if others else ""


def _title(case: Case) -> str:
    return titles.title(
        subject=Subject(case.subject),
        first_day=case.first_day,
        last_day=case.last_day,
        worker_count=case.worker_count,
    )


def day_of(case: Case) -> date:
    return case.received_at.astimezone(BRUSSELS).date()
