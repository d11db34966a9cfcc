"""One line of a list of hours, looked at by the rules of the form that one fills in by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from accalmie.cases.staff.models import HoursLine
from accalmie.facts.days import Month
from accalmie.facts.declarations import HoursDeclaration
from accalmie.facts.ids import niss
from accalmie.law.kinds import REGISTRY
from accalmie.portal.employer.declarations import checks
from accalmie.portal.employer.declarations.announced import Announced, announced_of
from accalmie.portal.employer.declarations.fields import initial_of
from accalmie.portal.employer.declarations.hours_form import SECOND_REASONS, Hours
from accalmie.portal.employer.declarations.subject import Known, earlier_of, known_of
from accalmie.portal.people import wording
from accalmie.portal.people.imports_views import mistakes_in
from accalmie.portal.tables.columns import Column
from accalmie.portal.tables.hours import WorkerHours

_FIELDS = {
    Column.Q: "q",
    Column.S: "s",
    Column.DAYS_PER_WEEK: "days_per_week",
    Column.COMMITTEE: "joint_committee",
    Column.SINCE: "occupation_first_day",
}
"""The field of the form that a column of the list fills in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A line and what was found: ``fact`` is None where it cannot be lodged."""

    who: str
    total: Decimal
    fact: HoursDeclaration | None
    faults: tuple[str, ...]
    doubts: tuple[str, ...]


def codes() -> frozenset[str]:
    """The codes of a day that a declaration may carry."""
    return frozenset(k.day_code for k in REGISTRY.values() if k.wech_risk is not None)


def told_of(read: WorkerHours) -> dict[str, Any]:
    """A worker's rows as a line keeps them."""
    return {
        "niss": read.niss,
        "row": read.row,
        "days": [[one.day.isoformat(), str(one.hours), one.code] for one in read.days],
        "told": read.told,
        "mistakes": [asdict(one) for one in read.mistakes],
    }


def look_at(line: HoursLine) -> Looked:
    """What the form says of a line, with the same rules, and what a person will look at."""
    told = line.told
    days = [(date.fromisoformat(day), Decimal(hours), code) for day, hours, code in told["days"]]
    total = sum((hours for _day, hours, _code in days), Decimal(0))
    mistakes = [wording.worded(one) for one in mistakes_in(told["mistakes"])]
    if mistakes:
        worded = tuple(
            _("Row %(row)s, %(column)s: %(text)s")
            % {"row": one.row, "column": one.column, "text": one.text}
            for one in mistakes
        )
        who = niss.format(told["niss"]) if niss.is_valid(told["niss"]) else told["niss"]
        return Looked(who=who, total=total, fact=None, faults=worded, doubts=())
    known = known_of(employer=line.list.employer, niss=told["niss"], month=line.list.month)
    who = known.name or niss.format(told["niss"])
    announced = announced_of(known=known)
    answers, left = _answers(days, told["told"], known, announced)
    form = Hours(answers, known=known, announced=announced)
    faults = [
        _("%(day)s has more reasons than the form holds: declare this worker by the form.")
        % {"day": day.strftime("%d.%m.%Y")}
        for day in left
    ]
    if not form.is_valid():
        faults += _faults_of(form)
    if faults:
        return Looked(who=who, total=total, fact=None, faults=tuple(faults), doubts=())
    fact = form.declaration(before=None, ticket="")
    findings = checks.findings_of(fact=fact, known=known, announced=announced)
    wrong = checks.texts_of(checks.mistakes_in(findings))
    if wrong:
        return Looked(who=who, total=total, fact=None, faults=tuple(wrong.values()), doubts=())
    doubts = checks.doubts_about_hours(
        fact=fact, known=known, announced=announced, findings=findings
    )
    return Looked(who=who, total=total, fact=fact, faults=(), doubts=doubts)


def _answers(
    days: list[tuple[date, Decimal, str]],
    told: Mapping[str, str],
    known: Known,
    announced: Announced,
) -> tuple[dict[str, str], list[date]]:
    """What one would have typed, and the days that found no field."""
    answers = {
        name: _typed(value)
        for name, value in initial_of(known=known, earlier=earlier_of(known=known)).items()
        if value is not None
    }
    answers |= {_FIELDS[Column(column)]: value for column, value in told.items()}
    if announced.sections:
        answers["section_name"] = announced.sections[0].name
        answers["section_ticket"] = announced.sections[0].ticket
    seconds, left = 0, []
    for day, hours, written in days:
        code = written or _announced_code(announced, day)
        if f"hours_{day.day}" not in answers:
            answers |= {f"hours_{day.day}": str(hours), f"code_{day.day}": code}
            continue
        seconds += 1
        if seconds > SECOND_REASONS:
            left.append(day)
            continue
        answers |= {
            f"second_day_{seconds}": day.isoformat(),
            f"second_code_{seconds}": code,
            f"second_hours_{seconds}": str(hours),
        }
    return answers, left


def _announced_code(announced: Announced, day: date) -> str:
    """The only reason that the communications give for a day; empty where there is none or two."""
    codes_of_day = announced.days[day].codes
    return codes_of_day[0] if len(codes_of_day) == 1 else ""


def _typed(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _faults_of(form: Hours) -> list[str]:
    labels = {name: str(field.label) for name, field in form.fields.items()}
    return [
        f"{labels.get(name, '')}: {text}" if labels.get(name) else str(text)
        for name, texts in form.errors.items()
        for text in texts
    ]


def months_offered(today: date, number: int) -> list[Month]:
    """The months for which hours are declared, the newest first."""
    return [Month.of(today).plus(-n) for n in range(number)]
