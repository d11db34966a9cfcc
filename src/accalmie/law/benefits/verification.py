"""The ONEM's verification of expenses (AR 25.11.1991 art. 164 § 9)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from accalmie.facts.findings import Finding
from accalmie.law.loading import common_values


def difference_is_treated(*, difference: Decimal, on: date) -> Finding:
    """A difference on one expense is rejected or completed (AR 25.11.1991 art. 164 § 9).

    Under the tolerance it is neither rejected nor offered as a complement.
    """
    row = common_values("allowance_rates").verification_tolerance.on(on)
    return Finding(
        rule="difference_is_treated",
        met=abs(difference) >= row.value,
        because={"difference": abs(difference), "tolerance": row.value},
        source=row.source,
        confidence=row.confidence,
    )
