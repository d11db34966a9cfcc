"""Which earlier communications can bear on one: of a long history these alone are read.

What the rules look at, ``law.reach`` tells in days. Beside them count: the case that a change or a
cancellation belongs to, the newest standing communication of the kind (a C106A asks whether one
came after it), and one at all, since none at all means a first communication. Cases are taken
whole, so that what was replaced, cancelled or refused is known. Too many are no mistake.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from accalmie.cases.communications.models import Case, Decision, Naming, Version
from accalmie.facts.communications import Channel, Communication, Subject
from accalmie.facts.communications import Version as VersionKind
from accalmie.facts.decisions import Result
from accalmie.law.reach import reach_of

LONG = 300
"""Up to so many communications it is quicker to read all than to ask which ones count."""

_PERSONS_AT_MOST = 500
"""Of a longer list of names it is not asked who is named elsewhere too."""

_ON_PAPER = (Channel.REGISTERED_LETTER, Channel.FAX)


def cases_bearing_on(*, employer_id: UUID, versions: Sequence[Version]) -> frozenset[UUID] | None:
    """The keys of the cases that can bear on versions of an employer; None: on one all may bear.

    Whether a letter may replace the electronic way depends on the last communication of all.
    """
    if any(version.channel in _ON_PAPER for version in versions):
        return None
    told = [version.communication for version in versions]
    of_employer = Version.objects.filter(case__employer=employer_id).order_by("id")
    replaced = [one.replaces for one in told if one.replaces is not None]
    found = {
        *_of_their_days(of_employer, told),
        *of_employer.filter(ticket__in=replaced).values_list("case_id", flat=True),
    }
    before = min(version.received_at for version in versions)
    for kind in {one.kind for one in told}:
        found |= set(_newest_of(employer_id, kind, before))
    oldest = Case.objects.filter(employer=employer_id).order_by("received_at", "id")
    return frozenset(found.union(oldest.values_list("id", flat=True)[:1]))


def _of_their_days(of_employer: QuerySet[Version], told: Sequence[Communication]) -> set[UUID]:
    reaches = [days for days in map(reach_of, told) if days is not None]
    if not reaches:
        return set()
    since = min(days.first_day for days in reaches)
    until = max(days.last_day for days in reaches)
    people = _sharing_people(told[0]) if len(told) == 1 else Q()
    # The days first: to ask about people is dearer.
    begun = of_employer.filter(Q(first_day__lte=until) | Q(first_day__isnull=True))
    suspensions = begun.filter(_of_kinds({one.kind for one in told}), last_day__gte=since)
    suspensions = suspensions.filter(people)
    spans = list(suspensions.values_list("case_id", "first_day"))
    # A suspension may have begun long before: the days of bad weather since then count too.
    begun_on = [first for _key, first in spans if first is not None]
    others = begun.exclude(case__subject=Subject.PLANNED_SUSPENSION)
    first_days = others.filter(first_day__gte=min([*begun_on, since])).filter(people)
    # An accident bears from its own day, which is no column, to the end of its suspension if any.
    accidents = of_employer.filter(
        Q(last_day__gte=since) | Q(last_day__isnull=True), case__subject=Subject.ACCIDENT_NATURE
    )
    return {
        *(key for key, _first in spans),
        *first_days.values_list("case_id", flat=True),
        *accidents.values_list("case_id", flat=True),
    }


def _of_kinds(kinds: set[str]) -> Q:
    """Of a kind is also what was changed: its earlier versions may have been of another."""
    return Q(case__kind__in=kinds) | Q(case__latest__number__gt=1)


def _sharing_people(communication: Communication) -> Q:
    """The versions that may concern the same people: ``law.history.share_people`` is not no."""
    named = {worker.niss for worker in communication.workers}
    of_version = Naming.objects.filter(version=OuterRef("pk"))
    if named:
        if len(named) > _PERSONS_AT_MOST:
            return Q()
        sharing = Naming.objects.filter(worker__niss__in=named).values("version_id")
        return Q(pk__in=sharing) | ~Exists(of_version)
    if communication.section:
        section = Q(facts__section=communication.section)
        return section | Q(facts__section__isnull=True)
    return Q()


def _newest_of(employer_id: UUID, kind: str, before: datetime) -> QuerySet[Case, UUID]:
    """Of a kind, the newest that surely stood before an instant, and what may have stood since."""
    of_kind = Case.objects.filter(employer=employer_id).filter(
        Q(kind=kind) | Q(latest__number__gt=1)
    )
    refused = Decision.objects.filter(version_id=OuterRef("latest_id"), result=Result.REFUSED)
    falls_away = Q(latest__kind=VersionKind.CANCELLATION) | Exists(refused)
    standing = of_kind.filter(~falls_away, kind=kind, received_at__lt=before)
    newest = standing.order_by("-received_at", "-id").first()
    if newest is not None:
        of_kind = of_kind.filter(
            Q(pk=newest.pk)
            | Q(received_at__gte=before)
            | Q(falls_away, received_at__gte=newest.received_at)
        )
    return of_kind.order_by("id").values_list("id", flat=True)
