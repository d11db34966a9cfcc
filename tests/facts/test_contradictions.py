"""Which disagreements of card and declaration wait for a person."""

from datetime import date
from decimal import Decimal

import pytest

from accalmie.facts.contradictions import Contradiction, Disagreement


@pytest.mark.parametrize(
    ("about", "stops"),
    [
        (Disagreement.WORKED_HERE, True),
        (Disagreement.INACTIVE_DAY, True),
        (Disagreement.OUTSIDE_CONTRACT, True),
        (Disagreement.NOT_DECLARED, False),
    ],
)
def test_only_a_day_without_hours_lets_the_month_be_paid(about: Disagreement, stops: bool) -> None:
    found = Contradiction(day=date(2026, 11, 12), hours=Decimal(0), marks=(), about=about)
    assert found.stops_payment is stops


def test_every_disagreement_was_considered() -> None:
    assert len(Disagreement) == 4
