"""The weeks of deadlines: which names of months stand above them."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from accalmie.portal.employer.obligations_drawing import wide


@pytest.mark.parametrize(
    ("today", "named"),
    [
        (date(2026, 11, 18), ["novembre", "décembre"]),
        (date(2026, 11, 28), ["novembre", "décembre"]),
        # The week begins on 30 November: its name would lie under that of December.
        (date(2026, 12, 1), ["décembre"]),
        (date(2026, 6, 2), ["juin", "juillet"]),
    ],
)
def test_names_of_months_never_overlap(today: date, named: list[str]) -> None:
    with translation.override("fr"):
        drawn = wide(due=(), today=today)
    assert [
        name for name in ("novembre", "décembre", "juin", "juillet") if f">{name}<" in drawn
    ] == named
