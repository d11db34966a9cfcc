"""The claims that wait for a person of the office: why, since when, due when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accalmie.cases.access.models import Account
from accalmie.cases.claims import queries
from accalmie.cases.claims.models import Claim, ClaimExamination
from accalmie.cases.claims.statuses import UNDECIDED
from accalmie.cases.claims.statuses import Status as ClaimStatus
from accalmie.cases.days import belgian_day
from accalmie.facts.findings import Finding
from accalmie.law import words
from accalmie.law.benefits_wording import finding_text, term
from accalmie.law.claims.deadlines import decision_due_on
from accalmie.portal import filters, statuses
from accalmie.portal.filters import Filter
from accalmie.portal.languages import current_language
from accalmie.portal.office.lists import waiting_words
from accalmie.portal.paging import slice_of
from accalmie.portal.statuses import Shape, Status

WAITS_FOR_PAPERS, SECOND_READER, RETURNED, DECIDED, ALL = (
    "papers",
    "second_reader",
    "returned",
    "decided",
    "all",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One claim: ``first`` is what to look at first, ``due`` the last day to decide.

    ``waits`` is empty once it is decided: nothing waits any more.
    """

    status: Status
    worker: str
    employer: str
    title: str
    first: Status | None
    more: str
    waits: str
    since: date | None
    due: date | None
    is_late: bool
    url: str
    by: str = ""


def work_page(*, request: HttpRequest, today: date) -> dict[str, object]:
    """Everything on the page of the list."""
    chosen = _filter(request)
    waiting = queries.claims_to_decide(account=request.user)
    number = waiting.count()
    oldest = waiting.first()
    return {
        "lead": ngettext(
            "%(number)s claim waits for a decision.",
            "%(number)s claims wait for a decision.",
            number,
        )
        % {"number": number},
        "lead_rest": _("The oldest has waited since %(day)s.")
        % {"day": words.short_day(since_of(oldest), current_language())}
        if oldest
        else "",
        "filter": chosen,
        "slice": slice_of(
            request=request,
            found=_found(request.user, chosen),
            shown=lambda claim: row_of(claim, today),
        ),
        "with_status": bool(chosen.value("status")),
    }


def rereading_rows(*, account: Account, today: date) -> tuple[Row, ...]:
    """The refusals of claims that another officer proposed, the oldest first."""
    return tuple(row_of(claim, today) for claim in queries.claims_to_reread(account=account))


def row_of(claim: Claim, today: date) -> Row:
    """A claim of the list."""
    first, more = _look_at_first(claim)
    is_open = ClaimStatus(claim.status) in (ClaimStatus.LODGED, ClaimStatus.TO_DECIDE)
    since = since_of(claim)
    due = due_of(claim) if is_open else None
    return Row(
        status=status_of(claim),
        worker=str(claim.worker),
        employer=str(claim.employer),
        title=title_of(claim),
        first=first,
        more=more,
        waits=waiting_words(since=since, today=today) if claim.status in UNDECIDED else "",
        since=since,
        due=due,
        is_late=due is not None and due < today,
        url=reverse("portal:office_claim", args=[claim.id]),
        by=_proposed_by(claim),
    )


def title_of(claim: Claim) -> str:
    """The event of a claim, as it begins a line."""
    text = term("event", claim.event, current_language())
    return text[:1].upper() + text[1:]


def since_of(claim: Claim) -> date:
    """The day on which the papers were complete, or first received."""
    return belgian_day(claim.complete_at or claim.lodged_at or claim.created_at)


def due_of(claim: Claim) -> date:
    """The last day to decide (AR 25.11.1991 art. 145)."""
    due, _ = decision_due_on(complete_on=since_of(claim), hearings=0)
    return due


def status_of(claim: Claim) -> Status:
    """Where a claim stands, as the office reads it."""
    match ClaimStatus(claim.status):
        case ClaimStatus.DRAFT | ClaimStatus.SUBMITTED:
            return Status(shape=Shape.NONE, word=_("Not at the office yet"))
        case ClaimStatus.LODGED:
            return Status(shape=Shape.WAIT, word=_("Received"))
        case ClaimStatus.TO_DECIDE:
            return Status(shape=Shape.LOOK, word=_("To decide"))
        case ClaimStatus.REFUSAL_PROPOSED:
            return Status(shape=Shape.WAIT, word=_("At the second reader"))
        case ClaimStatus.RETURNED:
            return Status(shape=Shape.WAIT, word=_("Sent back, to be completed"))
        case ClaimStatus.ACCEPTED:
            return Status(shape=Shape.OK, word=_("Granted"))
        case ClaimStatus.REFUSED:
            return Status(shape=Shape.STOP, word=_("Not granted"))
        case ClaimStatus.WITHDRAWN:
            return Status(shape=Shape.NONE, word=_("Withdrawn"))
        case _unknown:
            assert_never(_unknown)


def last_examination(claim: Claim) -> ClaimExamination | None:
    """What the law said of a claim the last time it was asked."""
    return claim.examinations.select_related("declaration").order_by("-examined_at", "-id").first()


def asking(examination: ClaimExamination) -> Iterator[Finding]:
    """The rules that are not met, then those that wait for a person."""
    found = [one for one in examination.answer.findings if one.met is not True]
    yield from sorted(found, key=lambda one: one.met is None)


def _look_at_first(claim: Claim) -> tuple[Status | None, str]:
    examination = last_examination(claim)
    if examination is None or claim.status in (ClaimStatus.ACCEPTED, ClaimStatus.WITHDRAWN):
        return None, ""
    found = list(asking(examination))
    if not found:
        return None, ""
    text = finding_text(found[0], language=current_language())
    first = Status(shape=statuses.of_finding(met=found[0].met).shape, word=text.short)
    others = len(found) - 1
    more = ngettext("and %(number)s more", "and %(number)s more", others) % {"number": others}
    return first, more if others else ""


def _proposed_by(claim: Claim) -> str:
    if claim.status != ClaimStatus.REFUSAL_PROPOSED:
        return ""
    proposal = claim.proposals.select_related("proposed_by").get(closed_at__isnull=True)
    return proposal.proposed_by.display_name


def _found(account: Account, chosen: Filter) -> QuerySet[Claim]:
    match chosen.value("status"):
        case "":
            return queries.claims_to_decide(account=account)
        case "papers":
            return queries.claims_without_scenario_2(account=account)
        case "second_reader":
            return queries.claim_work_list(account=account).filter(
                status=ClaimStatus.REFUSAL_PROPOSED
            )
        case "returned":
            return _newest_first(account).filter(status=ClaimStatus.RETURNED)
        case "decided":
            return _newest_first(account).filter(
                status__in=(ClaimStatus.ACCEPTED, ClaimStatus.REFUSED)
            )
        case _:
            return _newest_first(account)


def _newest_first(account: Account) -> QuerySet[Claim]:
    return queries.claims_visible_to(account=account).order_by("-lodged_at", "-id")


def _filter(request: HttpRequest) -> Filter:
    return Filter(
        search_label="",
        text="",
        choices=(
            filters.choice(
                name="status",
                label=_("Status"),
                options=(
                    ("", _("To decide")),
                    (WAITS_FOR_PAPERS, _("Waits for declaration 2")),
                    (SECOND_READER, _("At the second reader")),
                    (RETURNED, _("Sent back")),
                    (DECIDED, _("Decided")),
                    (ALL, _("all")),
                ),
                asked=request.GET,
            ),
        ),
    )
