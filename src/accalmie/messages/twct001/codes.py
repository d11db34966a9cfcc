"""Foreign codes of TWCT001, translated here and nowhere else (ONSS glossary 2023/3)."""

from __future__ import annotations

from accalmie.facts.communications import Regime, Subject, Version
from accalmie.facts.languages import Language

VERSION = {"0": Version.ORIGINAL, "1": Version.CHANGE, "3": Version.CANCELLATION}
LANGUAGE = {"1": Language.NL, "2": Language.FR, "3": Language.DE}
REGIME = {"1": Regime.FULL, "2": Regime.SMALL, "3": Regime.LARGE}

RISK_BLOCK = {
    "001": "Link/TempUnempEconomical",
    "002": "Link/TempUnempBadWeather",
    "003": "Link/TempUnempTechnicalAccident",
    "004": "Link/TempUnempMajorForce",
    "005": "Link/EffectiveUnemployment",
    "006": "Link/TempUnempSocialAction",
}

SUBJECT = {
    "001": Subject.PLANNED_SUSPENSION,
    "002": Subject.FIRST_EFFECTIVE_DAY,
    "003": Subject.ACCIDENT_NATURE,
    "004": Subject.FORCE_MAJEURE_NATURE,
    "005": Subject.FIRST_EFFECTIVE_DAY,
    "006": Subject.SOCIAL_ACTION,
}

KIND = {
    "002": "bad_weather",
    "003": "technical_accident",
    "004": "force_majeure",
    "006": "strike_lockout",
}
"""Kind of the risks that stand for one kind only; 001 and 005 depend on the committee."""

WORKER, EMPLOYEE, TECHNICAL = "economic_worker", "economic_employee", "technical_accident"
ECONOMIC_REASON, TECHNICAL_REASON = "60", "61"


def is_white_collar(committee: str | None, level: str | None) -> bool:
    """Tell employees from workers by committee and level (zone 00762).

    White collar: 1xx at level 050, 2xx at any level but 050, 3xx at levels 050 to 099.
    """
    if committee is None:
        return False
    match committee[0]:
        case "1":
            return level == "050"
        case "2":
            return level != "050"
        case "3":
            return level is not None and "050" <= level <= "099"
    return False


def risk_of(kind: str, subject: Subject) -> str:
    """The risk code under which a communication is sent; raises ``ValueError`` for none."""
    if subject is Subject.FIRST_EFFECTIVE_DAY and kind in (WORKER, EMPLOYEE, TECHNICAL):
        return "005"
    for risk, its_kind in KIND.items():
        if its_kind == kind and SUBJECT[risk] is subject:
            return risk
    if subject is Subject.PLANNED_SUSPENSION and kind in (WORKER, EMPLOYEE):
        return "001"
    raise ValueError(f"TWCT001 has no risk for {kind} / {subject}")
