"""Used and left, from the history of an employer: for a worker and for everybody.

What is counted is what was announced and stands; what was really unemployed shows in the monthly
declarations. Each kind says what it counts (``KindRules.counters``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from accalmie.facts.days import Month, Period
from accalmie.facts.findings import Lodged, Step
from accalmie.facts.parties import NamedWorker
from accalmie.law.history import nisses, standing
from accalmie.law.kinds import REGISTRY
from accalmie.law.kinds.kind import Counted, Counter
from accalmie.law.loading import common_values
from accalmie.law.rules.answer import step


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """A contribution that unemployment costs the employer, in euros, and how it was found."""

    amount: Decimal
    trace: tuple[Step, ...]


def counters_of_worker(*, niss: str, history: Sequence[Lodged], on: date) -> tuple[Counter, ...]:
    """What a worker has used and has left on a day, kind by kind."""
    stands = tuple(standing(tuple(history)))
    return tuple(
        counter
        for kind in REGISTRY.values()
        if kind.rules.counters is not None
        for counter in kind.rules.counters(
            Counted(
                kind=kind,
                niss=niss,
                on=on,
                history=tuple(one for one in stands if one.communication.kind == kind.code),
            )
        )
    )


def counters_of_section(
    *, section: str, history: Sequence[Lodged], on: date
) -> tuple[Counter, ...]:
    """The same for a section, from the communications that name it instead of workers."""
    member = NamedWorker(niss=f"section {section}")
    of_section = [
        replace(lodged, communication=replace(lodged.communication, workers=(member,)))
        for lodged in history
        if lodged.communication.section == section and not lodged.communication.workers
    ]
    return counters_of_worker(niss=member.niss, history=of_section, on=on)


def counters_of_employer(
    *, history: Sequence[Lodged], on: date
) -> Mapping[str, tuple[Counter, ...]]:
    """The counters of everybody whom an employer named, by number; without the empty ones."""
    everybody = sorted({niss for one in history for niss in nisses(one.communication)})
    found = {niss: counters_of_worker(niss=niss, history=history, on=on) for niss in everybody}
    return {niss: counters for niss, counters in found.items() if counters}


def responsibility_contribution(
    *, days_of_quarter: int, days_of_four_quarters: int, on: date
) -> Contribution:
    """One worker's contribution of a quarter, outside construction (law of 29.06.1981; Besox).

    ``days_of_four_quarters`` are those of the quarter and of the three before it.
    """
    row = common_values("responsibility").contribution_ladder.on(on)
    rate = max(euros for days, euros in row.value if days_of_four_quarters >= days)
    amount = Decimal(days_of_quarter) * rate
    return Contribution(
        amount=amount,
        trace=(
            step("days_of_four_quarters", days_of_four_quarters, unit="days", rows=[row]),
            step("rate", rate, unit="EUR", rows=[row]),
            step("amount", amount, unit="EUR", formula="days_of_quarter × rate", rows=[row]),
        ),
    )


def rate_is_sure(*, days_of_four_quarters: int, incomplete: int, on: date) -> bool | None:
    """Tell whether the rate is the same without the days of few hours; None: a person looks.

    No source says whether a day of few hours is a day of the ladder (B:R22).
    """
    row = common_values("responsibility").contribution_ladder.on(on)
    rates = {
        max(euros for days, euros in row.value if counted >= days)
        for counted in (days_of_four_quarters, days_of_four_quarters - incomplete)
    }
    return True if len(rates) == 1 else None


def next_step_of_ladder(*, days_of_four_quarters: int, on: date) -> int | None:
    """How many more days lead to the next rate of the contribution; None at the highest."""
    row = common_values("responsibility").contribution_ladder.on(on)
    steps = [days for days, _ in row.value if days > days_of_four_quarters]
    return min(steps) - days_of_four_quarters if steps else None


def construction_contribution(*, days_of_year: int, on: date) -> Contribution:
    """The yearly contribution in construction, computed by the ONSS (DmfA instructions)."""
    values = common_values("responsibility")
    daily = values.construction_daily_contribution.on(on)
    free = values.construction_days_free.on(on)
    over = max(0, days_of_year - free.value)
    amount = over * Decimal(daily.value)
    return Contribution(
        amount=amount,
        trace=(
            step("days_over", over, unit="days", formula="days_of_year - free", rows=[free]),
            step("amount", amount, unit="EUR", formula="days_over × daily", rows=[daily]),
        ),
    )


def reference_period(*, year: int, quarter: int) -> Period:
    """The four quarters that end with a quarter: 1/2022 looks back to 01.04.2021 (Securex)."""
    quarters = common_values("responsibility").quarters_looked_at
    number = quarters.on(max(date(year, 1, 1), quarters.rows[0].first_day)).value
    months = 12 // number
    after = Month(year, 1).plus(quarter * months)
    return Period(after.plus(-number * months).first_day, after.plus(-1).last_day)
