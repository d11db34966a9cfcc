"""What a breach may cost, for information: the director decides (AR art. 153-157bis)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from accalmie.facts.findings import Confidence, Fact, Finding
from accalmie.law.loading import common_values


class Breach(StrEnum):
    """What can be reproached, as the values name it."""

    WRONG_DECLARATION = "sanction_wrong_declaration"
    CARD = "sanction_card"
    UNDECLARED_WORK = "sanction_undeclared_work"
    BAD_FAITH = "sanction_bad_faith"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction:
    """Weeks of exclusion that may be decided.

    ``most_on_repeat`` is None where a repeat loses the right altogether. ``may_be_a_warning`` tells
    whether the director may give a warning only.
    """

    breach: Breach
    least_weeks: int
    most_weeks: int
    most_on_repeat: int | None
    may_be_a_warning: bool
    source: str


def sanction_of(*, breach: Breach, on: date, was_sanctioned_in_two_years: bool) -> Sanction:
    """The weeks that the law provides for a breach (AR 25.11.1991 art. 153, 154, 155, 157bis)."""
    row = common_values("control_card")[breach].on(on)
    return Sanction(
        breach=breach,
        least_weeks=row.value["least"],
        most_weeks=row.value["most"],
        most_on_repeat=row.value["most_on_repeat"],
        may_be_a_warning=not was_sanctioned_in_two_years,
        source=row.source,
    )


def work_is_free_of_sanction(
    *,
    marked_at: datetime | None,
    work_starts_at: datetime,
    told_office_and_payer_at: datetime | None,
    could_be_undue: bool | None,
) -> Finding:
    """Work marked in time, or told at once, or without risk for the benefit (AR art. 71, 154).

    ``could_be_undue`` tells whether a benefit might have been paid wrongly: without that risk there
    is no sanction.
    """
    is_marked = marked_at is not None and marked_at <= work_starts_at
    is_told = (
        told_office_and_payer_at is not None
        and told_office_and_payer_at.date() <= work_starts_at.date()
    )
    met: bool | None = True
    because: dict[str, Fact] = {"is_marked": is_marked, "is_told": is_told}
    if not is_marked and not is_told:
        met = None if could_be_undue is None else not could_be_undue
    if met is not True:
        row = common_values("control_card")[Breach.CARD].on(work_starts_at.date())
        because |= {"least": row.value["least"], "most": row.value["most"]}
    return Finding(
        rule="work_is_free_of_sanction",
        met=met,
        because=because,
        source="AR 25.11.1991 art. 154",
        confidence=Confidence.HIGH,
    )
