"""``accalmie law values``: every value with its row of today, the doubtful or the old first.

For whoever keeps the law: what to look at next.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from accalmie.law.catalogue import ValueEntry
    from accalmie.law.dated import Row

app = typer.Typer(help="The values of the law.")


class Order(StrEnum):
    """What comes first: the least sure row, or the row that nobody has checked for longest."""

    CONFIDENCE = "confidence"
    AGE = "age"


@app.command()
def values(
    by: Annotated[Order, typer.Option("--by", help="What comes first.")] = Order.CONFIDENCE,
    on: Annotated[str | None, typer.Option("--on", help="The day, such as 2026-11-21.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Every value as it stands on a day: the doubtful first, or those longest unchecked."""
    from accalmie.cli.law_input import Unusable, day_of
    from accalmie.cli.law_shown import one_line_of_fault, print_json
    from accalmie.config.clock import now
    from accalmie.law.catalogue import catalogue

    with one_line_of_fault(Unusable):
        day = day_of("--on", on) if on else now().date()
    entries = sorted(
        (entry for entry in catalogue().values.values() if not entry.factors),
        key=lambda entry: _rank(entry, _row(entry, day), by),
    )
    shown = [_shown(entry, _row(entry, day), day) for entry in entries]
    if as_json:
        print_json(shown)
        return
    for line in shown:
        doubt = line["not_verified_since"]
        since = f", not verified since {doubt}" if doubt else ""
        typer.echo(
            f"{line['confidence'] or 'not in force':12} {line['checked_on'] or '-':10}"
            f" {line['age_days'] if line['age_days'] is not None else '-':>5} d"
            f"  {line['file']}: {line['name']}{since}"
        )


def _row(entry: ValueEntry, day: date) -> Row | None:
    rows = [row for row in entry.dated.rows if row.first_day <= day]
    return rows[-1] if rows else None


def _rank(entry: ValueEntry, row: Row | None, by: Order) -> tuple[Any, ...]:
    if row is None:
        return (1, 0, 0, entry.key)
    doubtful = 0 if row.not_verified_since else 1
    match by:
        case Order.CONFIDENCE:
            return (0, doubtful, row.confidence, row.checked_on, entry.key)
        case Order.AGE:
            return (0, row.checked_on, row.confidence, entry.key)


def _shown(entry: ValueEntry, row: Row | None, day: date) -> dict[str, Any]:
    """A value with its row of the day; a row that is not in force yet has no figures."""
    return {
        "file": entry.path,
        "name": entry.name,
        "kind": entry.kind,
        "unit": entry.dated.unit,
        "from": row.first_day.isoformat() if row else None,
        "confidence": row.confidence.name.lower() if row else None,
        "source": row.source if row else None,
        "checked_on": row.checked_on.isoformat() if row else None,
        "age_days": (day - row.checked_on).days if row else None,
        "not_verified_since": row.not_verified_since.isoformat()
        if row and row.not_verified_since
        else None,
        "reading": row.reading if row else None,
        "rules": list(entry.rules),
        "steps": list(entry.steps),
    }
