"""The steps of a trace on communications, as people read them."""

from __future__ import annotations

from datetime import date

import pytest

from accalmie.facts.findings import Fact, Step
from accalmie.facts.languages import Language
from accalmie.law.steps_wording import step_text
from accalmie.law.words import NO_BREAK


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (None, "", "–"),
        (date(2026, 11, 16), "", "lu 16.11.2026"),
        (7, "calendar_days", "7 jours calendrier"),
        ("full", "", "full"),
    ],
)
def test_the_value_of_a_step(value: Fact, unit: str, shown: str) -> None:
    step = Step(name="earliest_first_day", value=value, unit=unit)
    told = step_text(step, language=Language.FR).value
    assert told.replace(NO_BREAK, " ") == shown


def test_a_formula_has_names_signs_and_counted_days() -> None:
    step = Step(
        name="earliest_first_day",
        value=date(2026, 11, 20),
        formula="accident_on + paid_calendar_days - 2 working days",
        not_verified_since=date(2026, 1, 1),
    )
    told = step_text(step, language=Language.EN)
    formula = told.formula.replace(NO_BREAK, " ")
    assert "_" not in formula
    assert formula.endswith("\u2212 2 working days")
    assert told.not_verified_since.replace(NO_BREAK, " ") == "Thu 01.01.2026"
    assert step_text(Step(name=step.name, value=1), language=Language.EN).not_verified_since == ""
