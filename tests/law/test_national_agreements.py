"""The national agreements on the suspension of employees follow each other without a gap."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from accalmie.law.kinds.economic_employee.agreements import (
    national_agreement_on,
    national_agreements,
)


def test_each_begins_on_the_day_after_the_one_before() -> None:
    chain = national_agreements()

    assert [agreement.number for agreement in chain] == ["159", "172", "176", "183"]
    for earlier, later in pairwise(chain):
        assert later.valid.first_day == earlier.valid.last_day + timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2025, 6, 30), "172"),
        (date(2025, 7, 1), "176"),
        (date(2025, 12, 31), "176"),
        (date(2026, 1, 1), "183"),
        (date(2029, 6, 30), "183"),
    ],
)
def test_the_one_in_force_on_a_day(day, number) -> None:
    assert national_agreement_on(day=day).number == number


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2029, 7, 1)])
def test_none_outside_the_chain(day) -> None:
    assert national_agreement_on(day=day) is None
