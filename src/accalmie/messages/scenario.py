"""What the declarations of scenarios 2 and 5 have in common: who, which occupation, which wage.

Zones that the facts have no word for (special status, retired, contract type, method of payment,
work grid, the worker's address) are read past; writing leaves them out.
"""

from __future__ import annotations

from decimal import Decimal

from accalmie.facts.communications import Version
from accalmie.facts.declarations import Interruption, Occupation
from accalmie.facts.languages import Language
from accalmie.facts.payments import TimeUnit, Wage
from accalmie.law.kinds import REGISTRY
from accalmie.messages.common_controls import day_of
from accalmie.messages.forms import Group
from accalmie.messages.layout import Layout
from accalmie.messages.parties import code_of, iso

WORKER = "Link/NaturalPerson"
RECORD = f"{WORKER}/WorkerRecordLink"
OCCUPATION = f"{RECORD}/OccupationLink"
FEATURES = f"{OCCUPATION}/OccupationFeatures"

VERSION = {
    "0": Version.ORIGINAL,
    "1": Version.CHANGE,
    "3": Version.CANCELLATION,
    "7": Version.CHANGE,
}
"""7 changes an original that was on paper, which has no ticket."""

LANGUAGE = {"1": Language.NL, "2": Language.FR, "3": Language.DE}

_UNIT = {
    "1": TimeUnit.HOUR,
    "2": TimeUnit.DAY,
    "3": TimeUnit.WEEK,
    "4": TimeUnit.MONTH,
    "6": TimeUnit.YEAR,
}
_HOURLY = "PieceTaskServicesCommissionRemunerationBasisAmount"
_HUNDREDTHS, _CENTS, _HUNDREDTHS_OF_A_CENT = Decimal(100), Decimal(100), Decimal(10_000)
"""Hours and days come in hundredths, amounts in cents, hourly amounts in hundredths of a cent."""


def kind_of_risk(risk: str) -> str:
    """The kind of unemployment that a risk of scenarios 2 and 5 stands for."""
    for code, kind in REGISTRY.items():
        if kind.wech_risk == risk:
            return code
    raise ValueError(f"{risk} is no risk of a declaration")


def risk_of_kind(code: str) -> str:
    """The risk of a kind; raises ``ValueError`` where a declaration has none."""
    risk = REGISTRY[code].wech_risk
    if risk is None:
        raise ValueError(f"no declaration is made for {code}")
    return risk


def version_of(group: Group) -> Version:
    """The version that the status stands for."""
    return VERSION[group.values["AttestationStatus"] or ""]


def status_of(version: Version, replaces: str | None) -> str:
    """The status of a version; a change without ticket changes an original on paper."""
    if version is Version.CHANGE and replaces is None:
        return "7"
    return code_of(VERSION, version)


def occupation_of(group: Group) -> Occupation | None:
    """The occupation, None in a cancellation."""
    if not group.is_present(RECORD):
        return None

    def get(name: str) -> str | None:
        return group.get(f"{OCCUPATION}/{name}")

    interruption = group.get(f"{FEATURES}/OccupationInterruption")
    days = get("WorkingDaysSystem")
    last = get("OccupationEndingDate")
    return Occupation(
        first_day=day_of(get("OccupationStartingDate") or ""),
        last_day=None if last is None else day_of(last),
        joint_committee=get("JointCommissionNbr") or "",
        q=hundredths(get("MeanWorkingHours") or ""),
        s=hundredths(get("RefMeanWorkingHours") or ""),
        days_per_week=None if days is None else hundredths(days),
        employer_class=group.get(f"{RECORD}/EmployerClass"),
        worker_code=group.get(f"{RECORD}/WorkerCode"),
        interruption=None if interruption is None else Interruption(interruption),
        schedule_code=group.get(f"{FEATURES}/WorkScheduleCode"),
        is_apprentice=get("Apprenticeship") == "1",
    )


def put_occupation(form: Layout, occupation: Occupation) -> None:
    """Put an occupation and the worker record around it."""
    form.put(f"{RECORD}/EmployerClass", occupation.employer_class)
    form.put(f"{RECORD}/WorkerCode", occupation.worker_code)
    form.put(f"{OCCUPATION}/OccupationStartingDate", iso(occupation.first_day))
    form.put(f"{OCCUPATION}/OccupationEndingDate", iso(occupation.last_day))
    form.put(f"{OCCUPATION}/JointCommissionNbr", occupation.joint_committee)
    if occupation.days_per_week is not None:
        form.put(f"{OCCUPATION}/WorkingDaysSystem", in_hundredths(occupation.days_per_week))
    form.put(f"{OCCUPATION}/MeanWorkingHours", in_hundredths(occupation.q))
    form.put(f"{OCCUPATION}/RefMeanWorkingHours", in_hundredths(occupation.s))
    form.put(f"{OCCUPATION}/Apprenticeship", "1" if occupation.is_apprentice else None)
    if occupation.interruption is not None:
        form.put(f"{FEATURES}/OccupationInterruption", occupation.interruption.value)
    form.put(f"{FEATURES}/WorkScheduleCode", occupation.schedule_code)


def wage_of(group: Group, at: str) -> Wage | None:
    """The wage; None for one by the quarter or over a cycle, which a person must work out."""
    unit = _UNIT.get(group.get(f"{at}/RemunerationTimeUnit") or "")
    if unit is None or group.get(f"{at}/Cycle") is not None:
        return None
    if unit is TimeUnit.HOUR:
        amount = _number(group.values[f"{at}/{_HOURLY}"]) / _HUNDREDTHS_OF_A_CENT
    else:
        amount = _number(group.values[f"{at}/RemunerationBasisAmount"]) / _CENTS
    return Wage(amount=amount, unit=unit)


def put_wage(form: Layout, at: str, wage: Wage | None) -> None:
    """Put a fixed wage; raises ``ValueError`` for one that the message cannot say."""
    if wage is None:
        return
    form.put(f"{at}/RemunerationTimeUnit", code_of(_UNIT, wage.unit))
    if wage.unit is TimeUnit.HOUR:
        form.put(f"{at}/{_HOURLY}", _whole(wage.amount * _HUNDREDTHS_OF_A_CENT))
    else:
        form.put(f"{at}/RemunerationBasisAmount", _whole(wage.amount * _CENTS))


def hundredths(text: str) -> Decimal:
    """Hours or days from hundredths."""
    return _number(text) / _HUNDREDTHS


def _number(text: str | None) -> Decimal:
    if text is None or not (text.isascii() and text.isdigit()):
        raise ValueError(f"{text!r} is no whole number")
    return Decimal(text)


def in_hundredths(number: Decimal) -> str:
    """Hours or days in hundredths; raises ``ValueError`` for what hundredths cannot say."""
    return _whole(number * _HUNDREDTHS)


def _whole(number: Decimal) -> str:
    if number != int(number):
        raise ValueError(f"{number} is finer than the message can say")
    return str(int(number))


def reference_numbers(group: Group) -> tuple[str | None, str | None]:
    """The sender's own mark, and the ticket that a change or cancellation concerns."""
    found = {
        (one.get("ReferenceType"), one.get("ReferenceOrigin")): one.get("ReferenceNbr")
        for one in group.each("Reference")
    }
    return found.get(("1", "1")), found.get(("3", "2"))


def put_references(form: Layout, own_reference: str | None, replaces: str | None) -> None:
    """Put the references of a declaration."""
    pairs = (("1", "1", own_reference), ("3", "2", replaces))
    form.lists["Reference"] = [
        Group({"ReferenceType": kind, "ReferenceOrigin": origin, "ReferenceNbr": number})
        for kind, origin, number in pairs
        if number is not None
    ]
