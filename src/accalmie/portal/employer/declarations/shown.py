"""A declaration as people read it: its answers, its days, its findings, its versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import assert_never

from django.utils.translation import gettext as _

from accalmie.cases.declarations.models import Declaration
from accalmie.cases.declarations.queries import versions_of
from accalmie.cases.declarations.statuses import Scenario
from accalmie.cases.declarations.statuses import Status as DeclarationStatus
from accalmie.facts.communications import Version
from accalmie.facts.declarations import ConstatDeclaration, HoursDeclaration
from accalmie.facts.findings import Finding
from accalmie.law import words
from accalmie.law.wording import FindingText
from accalmie.portal import statuses, titles
from accalmie.portal.employer.declarations.checks import worded
from accalmie.portal.employer.declarations.fields import UNITS, kind_of_code
from accalmie.portal.employer.declarations.hours_form import total_of
from accalmie.portal.facts_shown import Row
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Shape, Status

Fact = ConstatDeclaration | HoursDeclaration


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDay:
    """One day of unemployment in a table."""

    day: date
    kind: str
    hours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFinding:
    """A rule with its answer, as the list of findings takes it."""

    rule: str
    text: FindingText
    status: Status
    confidence: object
    answered: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVersion:
    """One version with its ticket."""

    number: int
    ticket: str
    at: datetime
    what: str
    is_latest: bool


def name_of(scenario: Scenario) -> str:
    """The declaration by its name."""
    match scenario:
        case Scenario.CONSTAT:
            return _("Finding of the right (scenario 2)")
        case Scenario.HOURS:
            return _("Hours of the month (scenario 5)")
        case _unknown:
            assert_never(_unknown)


def status_of(declaration: Declaration) -> Status:
    """Where a declaration stands."""
    match DeclarationStatus(declaration.status):
        case DeclarationStatus.STANDING:
            return Status(shape=Shape.OK, word=_("Lodged"))
        case DeclarationStatus.HELD:
            return Status(shape=Shape.WAIT, word=_("Waits for the worker’s request"))
        case DeclarationStatus.SET_ASIDE:
            return Status(shape=Shape.LOOK, word=_("Second one, a person chooses"))
        case DeclarationStatus.CANCELLED:
            return Status(shape=Shape.NONE, word=_("Cancelled"))
        case _unknown:
            assert_never(_unknown)


def rows_of(fact: Fact) -> list[Row]:
    """The answers of a declaration, without its days."""
    language = current_language()
    rows: list[tuple[str, str]] = []
    if isinstance(fact, HoursDeclaration):
        kinds = tuple(titles.kind_name(kind) for kind in fact.kinds)
        rows.append((_("Month"), words.month_name(fact.month, language)))
        rows.append((_("Reason"), words.enumeration(kinds, language)))
        rows.append((_("Hours in all"), words.number(total_of(fact), language)))
    else:
        rows.append((_("Reason"), titles.kind_name(fact.kind)))
        if fact.first_day:
            rows.append((_("First day of unemployment"), words.long_day(fact.first_day, language)))
    rows += _occupation_rows(fact)
    if fact.wage is not None:
        rows.append((_("Gross wage"), _wage(fact)))
    for section in fact.sections if isinstance(fact, HoursDeclaration) else ():
        rows.append((_("Section"), f"{section.name} ({section.ticket})"))
    for closure in fact.closures if isinstance(fact, HoursDeclaration) else ():
        rows.append((_("Closure"), words.span(closure, language, with_year=True)))
    told = ((_("Reason of the force majeure"), fact.reason), (_("Remark"), fact.remark))
    rows += [(name, value) for name, value in told if value]
    return [Row(name=name, lines=(value,)) for name, value in rows]


def _occupation_rows(fact: Fact) -> list[tuple[str, str]]:
    occupation, language = fact.occupation, current_language()
    if occupation is None:
        return []
    figures = {"q": words.number(occupation.q, language), "s": words.number(occupation.s, language)}
    return [
        (_("Occupation since"), words.plain_day(occupation.first_day, language)),
        (_("Joint committee"), occupation.joint_committee),
        (_("Q and S"), _("%(q)s of %(s)s hours a week") % figures),
    ]


def _wage(fact: Fact) -> str:
    assert fact.wage is not None
    amount = words.amount(fact.wage.amount, current_language())
    return f"{amount} {dict(UNITS).get(fact.wage.unit.value, '')}".strip()


def days_of(fact: Fact) -> list[ShownDay]:
    """The days of unemployment, none in scenario 2."""
    if not isinstance(fact, HoursDeclaration):
        return []
    return [
        ShownDay(
            day=day.day,
            kind=f"{day.code} {titles.kind_short_name(kind_of_code(day.code))}",
            hours=words.number(round(day.hours, 2), current_language()),
        )
        for day in fact.days
    ]


def findings_of(found: tuple[Finding, ...]) -> list[ShownFinding]:
    """What the law says of it, what needs a look first."""
    order = {None: 0, False: 1, True: 2}
    return [
        ShownFinding(
            rule=one.rule,
            text=worded(one),
            status=statuses.of_finding(met=one.met),
            confidence=one.confidence,
        )
        for one in sorted(found, key=lambda one: order[one.met])
    ]


def versions_shown(declaration: Declaration) -> list[ShownVersion]:
    """The versions, the newest first."""
    return [
        ShownVersion(
            number=version.number,
            ticket=version.ticket,
            at=version.received_at,
            what=_kind(Version(version.kind)),
            is_latest=version.id == declaration.latest_id,
        )
        for version in versions_of(declaration=declaration)
    ]


def _kind(kind: Version) -> str:
    match kind:
        case Version.ORIGINAL:
            return _("First declaration")
        case Version.CHANGE:
            return _("Change")
        case Version.CANCELLATION:
            return _("Cancellation")
        case _unknown:
            assert_never(_unknown)
