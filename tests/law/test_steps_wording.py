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
