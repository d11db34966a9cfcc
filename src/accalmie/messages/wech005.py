"""WECH005, scenario 5: the hours of unemployment of one worker in one month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from accalmie.facts.days import Month, Period
from accalmie.facts.declarations import (
    DayOfUnemployment,
    HoursDeclaration,
    ReplacedHoliday,
    Section,
)
from accalmie.messages import scenario
from accalmie.messages.checks import Checks
from accalmie.messages.common_controls import day_of
from accalmie.messages.door import LIMITS, Limits
from accalmie.messages.forms import Group
from accalmie.messages.layout import Layout, instant_of
from accalmie.messages.parties import (
    code_of,
    contact_of,
    employer_of,
    iso,
    number_of,
    put_contact,
    put_employer,
)
from accalmie.messages.reading import Controls, FormRead, read_message
from accalmie.messages.register import CheckDigitPolicy
from accalmie.messages.scenario_controls import wech005_controls as controls
from accalmie.messages.specification import load
from accalmie.messages.writing import write_forms

DECLARATION = f"{scenario.OCCUPATION}/MonthlyDclTempUnemploymentHours"
_PERIOD = f"{DECLARATION}/ReferencePeriod"


def read(
    source: Path | BinaryIO,
    *,
    check_digits: CheckDigitPolicy = CheckDigitPolicy.BLOCKING,
    limits: Limits = LIMITS,
) -> Iterator[FormRead[HoursDeclaration]]:
    """Read a file of declarations; raises ``intake.UnusableFile``."""
    return read_message(
        source,
        controls=controls,
        build=facts_of,
        severities={"004": check_digits.value},
        limits=limits,
    )


def write(declarations: Iterable[HoursDeclaration]) -> bytes:
    """Write declarations as one file; raises ``ValueError`` for what the message cannot say."""
    return write_forms(load("WECH005"), map(group_of, declarations))


def controls_of(checks: Checks) -> Controls:
    """The controls of this message; none of them depends on what else is known."""
    del checks
    return controls


def facts_of(form: Group) -> HoursDeclaration:
    """Read one form; raises ``ValueError`` or ``KeyError`` on a faulty one.

    A cancellation names no month; that of its creation stands in its place until the declaration
    that it cancels is looked up by its ticket.
    """
    own_reference, replaces = scenario.reference_numbers(form)
    created_at = instant_of(form)
    first = form.get(f"{_PERIOD}/RefStartingDate")
    month = Month.of(day_of(first) if first is not None else created_at.date())
    return HoursDeclaration(
        version=scenario.version_of(form),
        employer=employer_of(form),
        niss=form.values[f"{scenario.WORKER}/INSS"] or "",
        month=month,
        kinds=tuple(
            scenario.kind_of_risk(risk.values["IdentificationOfRisk"] or "")
            for risk in form.each("RiskIdentification")
        ),
        occupation=scenario.occupation_of(form),
        days=tuple(_day(found, month) for found in form.each(f"{_PERIOD}/NatureOfDay")),
        wage=scenario.wage_of(form, f"{DECLARATION}/CalculationBaseAllowance"),
        holidays=tuple(
            ReplacedHoliday(
                holiday=day_of(found.values["PublicHolidayIndicator"] or ""),
                replaced_on=day_of(found.values["PublicHolidayReplacementDay"] or ""),
            )
            for found in form.each(f"{DECLARATION}/DayNotEntitledToCompensation")
        ),
        sections=tuple(
            Section(
                name=found.values["DepartmentName"] or "",
                ticket=found.values["DepartmentReceptionNbr"] or "",
            )
            for found in form.each(f"{DECLARATION}/Department")
        ),
        closures=_periods(form, "ClosingPeriod"),
        winter_training=_periods(form, "WinterFormation"),
        reason=form.get(f"{DECLARATION}/MajorForceReason") or "",
        user_company=number_of(form.get(f"{DECLARATION}/UsingEmployerCompanyID"), 10),
        contact=contact_of(form, "CoordinatesContactPerson"),
        language=scenario.LANGUAGE[form.values["DclInformation/LanguageCodePdf"] or ""],
        replaces=replaces,
        remark=form.get(f"{DECLARATION}/CommentDeclaration/CommentOfDeclaration") or "",
        created_at=created_at,
        own_reference=own_reference,
    )


def _day(found: Group, month: Month) -> DayOfUnemployment:
    written = found.values["DayIndicator"] or ""
    return DayOfUnemployment(
        day=date(month.year, int(written[2:4]), int(written[5:7])),
        code=found.values["DayNatureCode"] or "",
        hours=scenario.hundredths(found.values["HoursNumber"] or ""),
    )


_ENDS = {
    "ClosingPeriod": ("ClosingPeriodStartingDate", "ClosingPeriodEndingDate"),
    "WinterFormation": ("FormationStartingDate", "FormationEndingDate"),
}


def _periods(form: Group, name: str) -> tuple[Period, ...]:
    first, last = _ENDS[name]
    return tuple(
        Period(day_of(found.values[first] or ""), day_of(found.values[last] or ""))
        for found in form.each(f"{DECLARATION}/{name}")
    )


def group_of(declaration: HoursDeclaration) -> Group:
    """Lay a declaration out as a form; raises ``ValueError`` for what the message cannot say."""
    form, d = Layout(), declaration
    if d.created_at is None:
        raise ValueError("a message needs the instant at which it was made")
    form.put_head(
        identification="WECH005",
        created_at=d.created_at,
        status=scenario.status_of(d.version, d.replaces),
        type_form="SU",
    )
    put_contact(form, "CoordinatesContactPerson", d.contact)
    form.put("DclInformation/LanguageCodePdf", code_of(scenario.LANGUAGE, d.language))
    form.lists["RiskIdentification"] = [
        Group({"IdentificationOfRisk": scenario.risk_of_kind(kind)}) for kind in d.kinds
    ]
    scenario.put_references(form, d.own_reference, d.replaces)
    put_employer(form, d.employer)
    form.put(f"{scenario.WORKER}/NaturalPersonSequenceNbr", "1")
    form.put(f"{scenario.WORKER}/INSS", d.niss)
    if d.occupation is not None:
        scenario.put_occupation(form, d.occupation)
        _put_month(form, d)
    return form.group()


def _put_month(form: Layout, d: HoursDeclaration) -> None:
    form.put(f"{DECLARATION}/MajorForceReason", d.reason or None)
    form.put(f"{DECLARATION}/UsingEmployerCompanyID", d.user_company)
    form.lists[f"{DECLARATION}/DayNotEntitledToCompensation"] = [
        Group(
            {
                "PublicHolidayIndicator": iso(found.holiday),
                "PublicHolidayReplacementDay": iso(found.replaced_on),
            }
        )
        for found in d.holidays
    ]
    scenario.put_wage(form, f"{DECLARATION}/CalculationBaseAllowance", d.wage)
    form.put(f"{_PERIOD}/RefStartingDate", iso(d.month.first_day))
    form.put(f"{_PERIOD}/RefEndingDate", iso(d.month.last_day))
    form.lists[f"{_PERIOD}/NatureOfDay"] = [
        Group(
            {
                "DayIndicator": f"--{found.day:%m-%d}",
                "DayNatureCode": found.code,
                "HoursNumber": scenario.in_hundredths(found.hours),
            }
        )
        for found in d.days
    ]
    for name, periods in (("ClosingPeriod", d.closures), ("WinterFormation", d.winter_training)):
        first, last = _ENDS[name]
        form.lists[f"{DECLARATION}/{name}"] = [
            Group({first: iso(period.first_day), last: iso(period.last_day)}) for period in periods
        ]
    form.lists[f"{DECLARATION}/Department"] = [
        Group({"DepartmentName": section.name, "DepartmentReceptionNbr": section.ticket})
        for section in d.sections
    ]
    form.put(f"{DECLARATION}/CommentDeclaration/CommentOfDeclaration", d.remark or None)
