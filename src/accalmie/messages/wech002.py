"""WECH002, scenario 2: the finding of the right to temporary unemployment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from accalmie.facts.declarations import ConstatDeclaration
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
from accalmie.messages.scenario_controls import wech002_controls as controls
from accalmie.messages.specification import load
from accalmie.messages.writing import write_forms

DECLARATION = f"{scenario.OCCUPATION}/AnnualDclTempUnemployment"
_RISK = "RiskIdentification/IdentificationOfRisk"


def read(
    source: Path | BinaryIO,
    *,
    check_digits: CheckDigitPolicy = CheckDigitPolicy.BLOCKING,
    limits: Limits = LIMITS,
) -> Iterator[FormRead[ConstatDeclaration]]:
    """Read a file of declarations; raises ``intake.UnusableFile``."""
    return read_message(
        source,
        controls=controls,
        build=facts_of,
        severities={"004": check_digits.value},
        limits=limits,
    )


def write(declarations: Iterable[ConstatDeclaration]) -> bytes:
    """Write declarations as one file; raises ``ValueError`` for what the message cannot say."""
    return write_forms(load("WECH002"), map(group_of, declarations))


def controls_of(checks: Checks) -> Controls:
    """The controls of this message; none of them depends on what else is known."""
    del checks
    return controls


def facts_of(form: Group) -> ConstatDeclaration:
    """Read one form; raises ``ValueError`` or ``KeyError`` on a faulty one."""
    own_reference, replaces = scenario.reference_numbers(form)
    first_day = form.get(f"{DECLARATION}/TempUnemploymentStartingDate")
    return ConstatDeclaration(
        version=scenario.version_of(form),
        employer=employer_of(form),
        niss=form.values[f"{scenario.WORKER}/INSS"] or "",
        kind=scenario.kind_of_risk(form.values[_RISK] or ""),
        occupation=scenario.occupation_of(form),
        first_day=None if first_day is None else day_of(first_day),
        wage=scenario.wage_of(form, f"{DECLARATION}/CalculationBaseAllowance"),
        reason=form.get(f"{DECLARATION}/MajorForceReason") or "",
        user_company=number_of(form.get(f"{DECLARATION}/UsingEmployerCompanyID"), 10),
        contact=contact_of(form, "CoordinatesContactPerson"),
        language=scenario.LANGUAGE[form.values["DclInformation/LanguageCodePdf"] or ""],
        replaces=replaces,
        remark=form.get(f"{DECLARATION}/CommentDeclaration/CommentOfDeclaration") or "",
        created_at=instant_of(form),
        own_reference=own_reference,
    )


def group_of(declaration: ConstatDeclaration) -> Group:
    """Lay a declaration out as a form; raises ``ValueError`` for what the message cannot say."""
    form, d = Layout(), declaration
    if d.created_at is None:
        raise ValueError("a message needs the instant at which it was made")
    form.put_head(
        identification="WECH002",
        created_at=d.created_at,
        status=scenario.status_of(d.version, d.replaces),
        type_form="SU",
    )
    put_contact(form, "CoordinatesContactPerson", d.contact)
    form.put("DclInformation/LanguageCodePdf", code_of(scenario.LANGUAGE, d.language))
    form.put(_RISK, scenario.risk_of_kind(d.kind))
    scenario.put_references(form, d.own_reference, d.replaces)
    put_employer(form, d.employer)
    form.put(f"{scenario.WORKER}/NaturalPersonSequenceNbr", "1")
    form.put(f"{scenario.WORKER}/INSS", d.niss)
    if d.occupation is not None:
        scenario.put_occupation(form, d.occupation)
        form.put(f"{DECLARATION}/TempUnemploymentStartingDate", iso(d.first_day))
        form.put(f"{DECLARATION}/MajorForceReason", d.reason or None)
        form.put(f"{DECLARATION}/UsingEmployerCompanyID", d.user_company)
        scenario.put_wage(form, f"{DECLARATION}/CalculationBaseAllowance", d.wage)
        form.put(f"{DECLARATION}/CommentDeclaration/CommentOfDeclaration", d.remark or None)
    return form.group()
