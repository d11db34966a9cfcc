"""What an employee has used of the 16 full or 26 reduced weeks of a civil year."""

from __future__ import annotations

from accalmie.facts.days import Month
from accalmie.law.dated import NotInForceError
from accalmie.law.kinds.economic_employee import weeks
from accalmie.law.kinds.kind import Counted, Counter
from accalmie.law.rules.answer import step


def counters(counted: Counted) -> tuple[Counter, ...]:
    """Full and reduced weeks of the civil year of a day; nothing where none was used."""
    year = counted.on.year
    used = weeks.weeks_used(counted.niss, year, lodged=counted.history, also=None)
    if not used.full and not used.reduced:
        return ()
    try:
        allowed = weeks.yearly_weeks(counted.kind.values, on=counted.on, condition=None)
    except NotInForceError:
        return ()
    left_full = used.full_weeks_left(allowed)
    left_reduced = min(
        allowed.reduced - used.number_reduced, left_full * allowed.reduced_for_one_full
    )
    new_year = Month(year, 12).plus(1).first_day
    return (
        Counter(
            name="full_weeks",
            unit="calendar_weeks",
            used=used.number_full,
            allowed=allowed.full,
            left=left_full,
            free_from=new_year,
            trace=(step("used", used.number_full, unit="calendar_weeks", rows=allowed.rows),),
        ),
        Counter(
            name="reduced_weeks",
            unit="calendar_weeks",
            used=used.number_reduced,
            allowed=allowed.reduced,
            left=max(0, left_reduced),
            free_from=new_year,
            trace=(step("used", used.number_reduced, unit="calendar_weeks", rows=allowed.rows),),
        ),
    )
