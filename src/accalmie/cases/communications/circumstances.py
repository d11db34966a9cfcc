"""What the law needs to know beside a communication, read from the tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from accalmie.cases.communications.bearing import LONG, cases_bearing_on
from accalmie.cases.communications.models import (
    Case,
    Decision,
    Dispensation,
    PreliminaryCondition,
    Version,
)
from accalmie.cases.days import belgian_day
from accalmie.cases.parties.models import ClosedDays
from accalmie.cases.strikes.queries import decisions_by_employer
from accalmie.facts import codec
from accalmie.facts.communications import Channel, Communication
from accalmie.facts.communications import Version as VersionKind
from accalmie.facts.days import Period
from accalmie.facts.decisions import Result
from accalmie.facts.findings import Circumstances, CommitteeDecision, Lodged, Outcome
from accalmie.facts.findings import PreliminaryCondition as PreliminaryConditionFact

_BY_LETTER = (Channel.REGISTERED_LETTER, Channel.FAX)
_OUTCOMES = {Result.ACCEPTED: Outcome.IN_ORDER, Result.REFUSED: Outcome.NOT_IN_ORDER}


Place = tuple[datetime, UUID]
"""A place in the order of receipt: the instant, and the key where instants are equal."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A version received, and when it was cancelled, if it was."""

    received_at: Place
    cancelled_at: Place | None
    lodged: Lodged


_VERSION_COLUMNS = (
    "id",
    "case__employer_id",
    "ticket",
    "received_at",
    "facts",
    "kind",
    "replaces_id",
    "channel",
)


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the tables hold about one employer: versions and conditions oldest first."""

    versions: list[Any] = field(default_factory=list)
    results: dict[UUID, str] = field(default_factory=dict)
    closed: dict[int, list[str]] = field(default_factory=dict)
    conditions: list[PreliminaryConditionFact] = field(default_factory=list)
    dispensations: list[Period] = field(default_factory=list)
    strikes: list[CommitteeDecision] = field(default_factory=list)


class Surroundings:
    """What is known of an employer, read once, for one or many of his communications."""

    def __init__(self, rows: _Rows) -> None:
        self._versions, self._results = rows.versions, rows.results
        self._closed, self._conditions = rows.closed, tuple(rows.conditions)
        self._dispensations, self._strikes = rows.dispensations, tuple(rows.strikes)
        self._history = self._known()
        self._communications = {
            known.received_at[1]: known.lodged.communication for known in self._history
        }

    def communication_of(self, *, version: Version) -> Communication:
        """The communication of a version, read already where it is part of the history."""
        return self._communications.get(version.id) or version.communication

    def of(self, *, version: Version) -> Circumstances:
        """The circumstances of one version: what was there when it was received."""
        received_on = belgian_day(version.received_at)
        communication = self.communication_of(version=version)
        proof = version.proof_of_technical_problem
        return Circumstances(
            received_on=received_on,
            channel=Channel(version.channel),
            history=self._before((version.received_at, version.id)),
            closed_days=self._closed_days(communication, received_on),
            preliminary_conditions=self._conditions,
            has_dispensation=self._has_dispensation(received_on),
            has_technical_problem=proof is not None,
            has_proof_of_technical_problem=proof is True,
            committee_decisions=self._strikes,
        )

    def as_it_stands(self) -> tuple[Lodged, ...]:
        """Everything received, as it stands now."""
        return tuple(
            replace(known.lodged, is_cancelled=True)
            if known.cancelled_at is not None
            else known.lodged
            for known in self._history
        )

    def _before(self, place: Place) -> tuple[Lodged, ...]:
        """What was received before a place in time, as it stood then."""
        return tuple(
            replace(known.lodged, is_cancelled=True)
            if known.cancelled_at is not None and known.cancelled_at < place
            else known.lodged
            for known in self._history
            if known.received_at < place
        )

    def _known(self) -> list[_Known]:
        """Every version but the refused changes: these leave the earlier version standing."""
        kept = [row for row in self._versions if not self._is_refused_change(row)]
        cancelled_at = {
            row.replaces_id: (row.received_at, row.id)
            for row in kept
            if row.kind == VersionKind.CANCELLATION
        }
        return [
            _Known(
                received_at=(row.received_at, row.id),
                cancelled_at=cancelled_at.get(row.id),
                lodged=Lodged(
                    ticket=row.ticket,
                    received_on=belgian_day(row.received_at),
                    communication=codec.from_json(Communication, row.facts),
                    outcome=_outcome(self._results.get(row.id)),
                    is_under_dispensation=row.channel in _BY_LETTER
                    and self._has_dispensation(belgian_day(row.received_at)),
                ),
            )
            for row in kept
        ]

    def _is_refused_change(self, row: Any) -> bool:
        return row.kind != VersionKind.ORIGINAL and self._results.get(row.id) == Result.REFUSED

    def _has_dispensation(self, day: date) -> bool:
        return any(day in period for period in self._dispensations)

    def _closed_days(self, communication: Communication, received_on: date):
        """The days of every year that the communication touches; None unless all were told."""
        first = communication.first_day or received_on
        last = communication.last_day or first
        years = range(min(first, received_on).year, max(first, last, received_on).year + 1)
        if any(year not in self._closed for year in years):
            return None
        return tuple(sorted(_days(day for year in years for day in self._closed[year])))


def circumstances_of(*, version: Version) -> Circumstances:
    """The circumstances of one version."""
    return surroundings_for(versions=[version])[version.case.employer_id].of(version=version)


def surroundings_for(*, versions: Sequence[Version]) -> dict[UUID, Surroundings]:
    """What bears on some versions, by employer: of a long history only what can count."""
    of_employer: dict[UUID, list[Version]] = {}
    for version in versions:
        of_employer.setdefault(version.case.employer_id, []).append(version)
    with_long_history = _with_long_history(of_employer)
    found = surroundings_of(employer_ids=of_employer.keys() - with_long_history)
    for employer_id in with_long_history:
        cases = cases_bearing_on(employer_id=employer_id, versions=of_employer[employer_id])
        found[employer_id] = surroundings_within(employer_id=employer_id, cases=cases)
    return found


def cases_to_read(*, version: Version) -> frozenset[UUID] | None:
    """The cases that must be read to know what bears on a version; None: all of its employer."""
    employer_id = version.case.employer_id
    if not _with_long_history([employer_id]):
        return None
    return cases_bearing_on(employer_id=employer_id, versions=[version])


def surroundings_of(*, employer_ids: Iterable[UUID]) -> dict[UUID, Surroundings]:
    """All that is known of some employers, with the same few questions for one as for hundreds."""
    wanted = list(set(employer_ids))
    return _read(
        wanted,
        Version.objects.filter(case__employer__in=wanted),
        Decision.objects.filter(version__case__employer__in=wanted),
    )


def surroundings_within(*, employer_id: UUID, cases: Iterable[UUID] | None) -> Surroundings:
    """What is known of an employer, with some of his cases as if they were all; None: all."""
    if cases is None:
        return surroundings_of(employer_ids=[employer_id])[employer_id]
    keys = list(cases)
    return _read(
        [employer_id],
        Version.objects.filter(case__in=keys),
        Decision.objects.filter(version__case__in=keys),
    )[employer_id]


def _with_long_history(employer_ids: Iterable[UUID]) -> set[UUID]:
    counted = Case.objects.filter(employer__in=list(employer_ids)).order_by("employer_id")
    numbers = counted.values_list("employer_id").annotate(number=Count("id"))
    return {employer_id for employer_id, number in numbers if number > LONG}


def _read(
    wanted: Sequence[UUID], versions: QuerySet[Version], decisions: QuerySet[Decision]
) -> dict[UUID, Surroundings]:
    rows: dict[UUID, _Rows] = {employer_id: _Rows() for employer_id in wanted}
    oldest_first = versions.order_by("received_at", "id")
    for version in oldest_first.values_list(*_VERSION_COLUMNS, named=True):
        rows[version.case__employer_id].versions.append(version)
    for employer_id, version_id, result in decisions.order_by("decided_at", "id").values_list(
        "version__case__employer_id", "version_id", "result"
    ):
        rows[employer_id].results[version_id] = result
    for told in ClosedDays.objects.filter(employer__in=wanted):
        rows[told.employer_id].closed[told.year] = told.days
    conditions = PreliminaryCondition.objects.filter(employer__in=wanted)
    for condition in conditions.with_letters().order_by("sent_on", "id"):
        rows[condition.employer_id].conditions.append(_condition(condition))
    for granted in Dispensation.objects.filter(employer__in=wanted).order_by("first_day", "id"):
        rows[granted.employer_id].dispensations.append(Period(granted.first_day, granted.last_day))
    for employer_id, decided in decisions_by_employer(employer_ids=wanted).items():
        rows[employer_id].strikes.extend(decided)
    return {employer_id: Surroundings(found) for employer_id, found in rows.items()}


def history_of(*, cases: QuerySet[Case]) -> tuple[Lodged, ...]:
    """The communications of some cases, as they stand now, oldest first."""
    rows = _Rows()
    versions = Version.objects.filter(case__in=cases).order_by("received_at", "id")
    rows.versions.extend(versions.values_list(*_VERSION_COLUMNS, named=True))
    decisions = Decision.objects.filter(version__case__in=cases).order_by("decided_at", "id")
    rows.results.update(decisions.values_list("version_id", "result"))
    return Surroundings(rows).as_it_stands()


def _days(written: Iterable[str]) -> Iterable[date]:
    return (date.fromisoformat(day) for day in written)


def _outcome(result: str | None) -> Outcome:
    return Outcome.TO_EXAMINE if result is None else _OUTCOMES[Result(result)]


def _condition(row: PreliminaryCondition) -> PreliminaryConditionFact:
    has_letter = row.posted_on is not None or row.is_recorded_without_notice
    return PreliminaryConditionFact(
        sent_on=row.posted_on or row.sent_on,
        has_registered_letter=has_letter,
        criterion=row.criterion,
        instrument=row.instrument,
        valid=Period(row.first_day, row.last_day),
        is_recognised=row.is_recognised,
        max_full_weeks=row.max_full_weeks,
        max_reduced_weeks=row.max_reduced_weeks,
    )
