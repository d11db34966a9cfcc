"""Making a finding from an answer, the facts used and the rows it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from accalmie.facts.findings import Fact, Finding, Step
from accalmie.law.dated import Row


def answer(
    rule: str,
    *,
    met: bool | None,
    because: Mapping[str, Fact],
    rows: Iterable[Row],
    remedies: tuple[str, ...] = (),
    readings: tuple[str, ...] = (),
) -> Finding:
    """A finding with the sources, the weakest confidence and the readings of its rows.

    Remedies are kept only where the rule is not met: who is in order has nothing to mend.
    """
    used = tuple(rows)
    return Finding(
        rule=rule,
        met=met,
        because={name: fact for name, fact in because.items() if fact is not None},
        source=citation(used),
        confidence=min(row.confidence for row in used),
        remedies=remedies if met is False else (),
        readings=_readings(used, readings),
        not_verified_since=_not_verified_since(used),
    )


def step(
    name: str,
    value: Fact,
    *,
    rows: Iterable[Row],
    unit: str = "",
    formula: str = "",
    readings: tuple[str, ...] = (),
) -> Step:
    """One line of a trace, with the sources of its rows."""
    used = tuple(rows)
    return Step(
        name=name,
        value=value,
        unit=unit,
        formula=formula,
        source=citation(used),
        confidence=min(row.confidence for row in used),
        readings=_readings(used, readings),
        not_verified_since=_not_verified_since(used),
    )


def citation(rows: Iterable[Row]) -> str:
    """The sources of some rows, each once, in their order."""
    parts = (part.strip() for row in rows for part in row.source.split(";"))
    return "; ".join(dict.fromkeys(parts))


def _readings(rows: tuple[Row, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([row.reading for row in rows if row.reading] + list(more)))


def _not_verified_since(rows: tuple[Row, ...]) -> date | None:
    days = [row.not_verified_since for row in rows if row.not_verified_since]
    return min(days) if days else None
