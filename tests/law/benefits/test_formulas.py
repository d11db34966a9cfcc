"""The formulas of a month as people read them: percents, separators, nothing that adds nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accalmie.facts.findings import Confidence, Step
from accalmie.facts.languages import Language
from accalmie.law.benefits_wording import step_text


def written(name: str, formula: str, language: Language) -> str:
    step = Step(
        name=name,
        value=Decimal(1),
        unit="EUR",
        formula=formula,
        source="AR 25.11.1991 art. 114 § 6",
        confidence=Confidence.HIGH,
    )
    return step_text(step, language=language).formula.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("name", "formula", "language", "expected"),
    [
        (
            "daily_amount",
            "max(119.5548 * 0.60, 63.47)",
            Language.FR,
            "119,5548 × 60 %, au moins 63,47",
        ),
        (
            "daily_amount",
            "max(119.5548 * 0.60, 63.47)",
            Language.EN,
            "119.5548 × 60 %, at least 63.47",
        ),
        ("withholding", "1111.82 * 0.2675", Language.FR, "1 111,82 × 26,75 %"),
        ("withholding", "1111.82 * 0.2675", Language.NL, "1.111,82 × 26,75 %"),
        ("withholding", "(10.00 + 60) * 0.2675", Language.DE, "(10,00 + 60) × 26,75 %"),
        (
            "wage_code",
            "min(150.0000, 134.6536) >= 118.7884",
            Language.DE,
            "150,0000 (höchstens 134,6536) ≥ 118,7884",
        ),
        ("net", "1111.82 + 0 - 297.41 - 0", Language.FR, "1 111,82 − 297,41"),
        ("net", "1111.82 + 0.00 - 297.41 - 12.50", Language.NL, "1.111,82 − 297,41 − 12,50"),
        # A number of months is no part that adds nothing, nor is a share of another step a percent.
        ("claim_deadline", "end of 2026-06 + 0 months", Language.EN, "end of June 2026 + 0 months"),
        ("covid_supplement", "14.5 * 0.75", Language.FR, "14,5 × 0,75"),
        (
            "daily_amount_after_side_activity",
            "max(0, 72.65 - max(0, 20 - 17.72))",
            Language.FR,
            "max(0; 72,65 − max(0; 20 − 17,72))",
        ),
    ],
)
def test_a_formula_is_read_without_a_computer(
    name: str, formula: str, language: Language, expected: str
) -> None:
    assert written(name, formula, language) == expected


@pytest.mark.parametrize(
    ("number", "language", "expected"),
    [
        ("1", Language.DE, "1 Leistung"),
        ("14.5", Language.DE, "14,5 Leistungen"),
        ("1.5", Language.FR, "1,5 allocation"),
        ("1", Language.NL, "1 uitkering"),
        ("2", Language.EN, "2 allowances"),
    ],
)
def test_one_allowance_stands_in_the_singular(
    number: str, language: Language, expected: str
) -> None:
    step = Step(
        name="number_of_allowances",
        value=Decimal(number),
        unit="allowances",
        source="AR 25.11.1991 art. 106",
        confidence=Confidence.HIGH,
    )
    assert step_text(step, language=language).value.replace("\u00a0", " ") == expected
