"""Where a draft comes from: a sort chosen, or an earlier communication."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, assert_never

from accalmie.cases.access.models import Account
from accalmie.cases.communications import queries
from accalmie.cases.communications.models import Case, Version
from accalmie.cases.communications.statuses import PUBLISHED
from accalmie.cases.days import belgian_day
from accalmie.cases.drafts import acts
from accalmie.cases.drafts.models import Draft
from accalmie.cases.parties.models import Employer
from accalmie.facts.communications import Communication
from accalmie.facts.communications import Version as VersionKind
from accalmie.law import remedies
from accalmie.law.remedies import Remedy
from accalmie.portal.employer.lodging import prefilling, refilling
from accalmie.portal.employer.lodging.prefilling import Due
from accalmie.portal.employer.lodging.sorts import CANCELLATION, SORTS, Page, Sort, sort_of


class Way(StrEnum):
    """What is made of an earlier communication; the remedies bear the names the law gives them."""

    CHANGE = "change"
    CANCEL = "cancel"
    DUPLICATE = "duplicate"
    POSTPONE_START = "postpone_start"
    CANCEL_AND_RESEND = "cancel_and_resend"


class NoSuchWay(LookupError):
    """This cannot be made of that communication."""


def begin_new(
    *, form: str, employer: Employer, by: Account, at: datetime, due: Due | None
) -> Draft:
    """A draft of a sort with what needs no asking, and with what is due where it began there."""
    data = refilling.blank(sort=SORTS[form], employer=employer)
    if due is not None and (due.sort.code, due.employer) == (form, employer):
        data = prefilling.data_of(due=due, on=at.date())
    return acts.begin(employer=employer, form=form, data=data, by=by, at=at)


def ways_of(case: Case) -> tuple[Way, ...]:
    """What can be made of a case today, the remedies apart: these depend on the decision."""
    told = content_of(case)
    if told is None or sort_of(told.communication) is None:
        return ()
    if case.latest.kind == VersionKind.CANCELLATION:
        return (Way.DUPLICATE,)
    return (Way.CHANGE, Way.CANCEL, Way.DUPLICATE)


def begin_from(*, case: Case, way: Way, by: Account, at: datetime) -> Draft:
    """A draft made from an earlier communication; raises ``NoSuchWay``."""
    communication, sort = _told(case, way)
    on = at.date()
    typed = refilling.typed_from(communication, sort=sort, employer=case.employer, on=on)
    begin: dict[str, Any] = {"employer": case.employer, "by": by, "at": at, "form": sort.code}
    match way:
        case Way.CHANGE:
            return acts.begin(**begin, data=typed, replaces=case.latest)
        case Way.CANCEL:
            waiting = _waiting_cancellation(case)
            if waiting is not None:
                return waiting
            return acts.begin(**{**begin, "form": CANCELLATION}, data={}, replaces=case.latest)
        case Way.DUPLICATE:
            return acts.begin(**begin, data=_without_days(typed))
        case Way.POSTPONE_START:
            remedy = _remedy(case, communication, way, on)
            data = _with_remedy(typed, remedy)
            return acts.begin(**begin, data=data, replaces=case.latest)
        case Way.CANCEL_AND_RESEND:
            remedy = _remedy(case, communication, way, on)
            data = _with_remedy(typed, remedy)
            return acts.begin(**begin, data=data, cancels=case.latest)
        case _unknown:
            assert_never(_unknown)


def begin_from_letter(*, case: Case, way: Way, came: acts.Came, by: Account, at: datetime) -> Draft:
    """A change or a cancellation that came to the office on paper; raises ``NoSuchWay``."""
    communication, sort = _told(case, way)
    begin: dict[str, Any] = {"employer": case.employer, "came": came, "by": by, "at": at}
    if way is Way.CHANGE:
        on = belgian_day(at)
        typed = refilling.typed_from(communication, sort=sort, employer=case.employer, on=on)
        return acts.begin_letter(**begin, form=sort.code, data=typed, replaces=case.latest)
    if way is Way.CANCEL:
        return acts.begin_letter(**begin, form=CANCELLATION, data={}, replaces=case.latest)
    raise NoSuchWay(way.value)


def content_of(case: Case) -> Version | None:
    """The newest version that says something; a cancellation may carry no dates."""
    return case.versions.exclude(kind=VersionKind.CANCELLATION).order_by("-number").first()


def _told(case: Case, way: Way) -> tuple[Communication, Sort]:
    """What a way is made from; a cancelled communication may only be copied."""
    told = content_of(case)
    sort = sort_of(told.communication) if told is not None else None
    if told is None or sort is None:
        raise NoSuchWay(way.value)
    if case.latest.kind == VersionKind.CANCELLATION and way is not Way.DUPLICATE:
        raise NoSuchWay(way.value)
    return told.communication, sort


def _waiting_cancellation(case: Case) -> Draft | None:
    """The draft of whoever pressed before and thought it over: one is enough.

    A letter that the office types in is another draft, which the employer does not see.
    """
    return (
        Draft.objects.filter(
            form=CANCELLATION, replaces=case.latest, sent_at__isnull=True, letter__isnull=True
        )
        .order_by("begun_at", "id")
        .first()
    )


def _remedy(case: Case, communication: Communication, way: Way, on: date) -> Remedy:
    """The remedy as it stands today, from the decision that the employer may see."""
    decision = queries.published_decisions_of(case=case).first()
    if decision is None or case.status not in PUBLISHED:
        raise NoSuchWay(way.value)
    found = remedies.remedies_of(
        communication=communication, assessment=decision.fact.assessment, on=on
    )
    for remedy in found:
        if remedy.code == way.value:
            return remedy
    raise NoSuchWay(way.value)


def _with_remedy(typed: Mapping[str, Any], remedy: Remedy) -> dict[str, Any]:
    days = {
        "notified_on": remedy.notified_on,
        "first_day": remedy.suspension.first_day,
        "last_day": remedy.suspension.last_day,
    }
    return refilling.with_days(typed, days)


def _without_days(typed: Mapping[str, Any]) -> dict[str, Any]:
    """The days are new each time, and so is a remark."""
    names = ("notified_on", "first_day", "last_day", "accident_on", "closed_from", "closed_to")
    emptied = refilling.with_days(typed, dict.fromkeys(names))
    emptied[Page.DATES.value] = {**emptied[Page.DATES.value], "more_closed": ""}
    reasons = {**emptied[Page.REASONS.value], "remark": ""}
    return {**emptied, Page.REASONS.value: reasons}
