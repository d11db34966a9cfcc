"""What the law says of declarations as they come in, and what nobody could work with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from accalmie.cases.communications.models import Case
from accalmie.cases.communications.statuses import Status as CaseStatus
from accalmie.cases.declarations.refusals import DeclarationFact
from accalmie.facts.communications import Subject
from accalmie.facts.days import Month
from accalmie.facts.declarations import HoursDeclaration
from accalmie.facts.findings import Finding
from accalmie.law.declarations import examine_hours

MISTAKES = frozenset(
    {"days_in_month", "hours_per_day", "codes_per_day", "codes_match_kinds", "weekly_hours"}
)
"""Rules whose breach makes a declaration unusable: its numbers cannot be counted with."""


class UnusableDeclaration(ValueError):
    """A declaration that no one could work with: what in it cannot be (hours, days, numbers)."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__(f"not usable: {', '.join(finding.rule for finding in findings)}")


def examined(
    *,
    declarations: Sequence[DeclarationFact],
    employers: Sequence[UUID],
    asked: Sequence[bool | None],
) -> list[tuple[Finding, ...]]:
    """What the law says of each declaration, in the order given.

    ``employers`` are their keys, ``asked`` tells whether the worker asked for it. Raises
    ``UnusableDeclaration`` for the first that has a mistake in it.
    """
    hours = [(fact, key) for fact, key in zip(declarations, employers, strict=True) if _has(fact)]
    sections = _named_sections_only((key, fact.month) for fact, key in hours)
    return [
        _one(fact, sections.get((key, getattr(fact, "month", None))), is_asked)
        for fact, key, is_asked in zip(declarations, employers, asked, strict=True)
    ]


def _one(
    fact: DeclarationFact, names_section_only: bool | None, is_asked: bool | None
) -> tuple[Finding, ...]:
    if not isinstance(fact, HoursDeclaration):
        return ()
    findings = examine_hours(
        declaration=fact, names_section_only=names_section_only, is_asked_by_worker=is_asked
    )
    mistakes = tuple(f for f in findings if f.rule in MISTAKES and f.met is False)
    if mistakes:
        raise UnusableDeclaration(mistakes)
    return findings


def _has(fact: DeclarationFact) -> bool:
    return isinstance(fact, HoursDeclaration)


def _named_sections_only(
    wanted: Iterable[tuple[UUID, Month]],
) -> dict[tuple[UUID, Month | None], bool]:
    """Whether the planned suspensions of an employer in a month named sections and no worker."""
    found: dict[tuple[UUID, Month | None], bool] = {}
    for employer_id, month in dict.fromkeys(wanted):
        counts = list(
            Case.objects.filter(
                employer_id=employer_id,
                subject=Subject.PLANNED_SUSPENSION,
                first_day__lte=month.last_day,
                last_day__gte=month.first_day,
            )
            .exclude(status=CaseStatus.CANCELLED)
            .values_list("worker_count", flat=True)
        )
        if counts:
            found[(employer_id, month)] = not any(counts)
    return found
