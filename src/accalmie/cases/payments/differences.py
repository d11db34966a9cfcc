"""In what a computation differs from the one that it replaces, row by row."""

from __future__ import annotations

from typing import Any

from accalmie.cases.payments.models import Computation
from accalmie.facts import codec
from accalmie.facts.payments import MonthResult

ROWS = (
    "code",
    "hours",
    "allowances",
    "daily_amount",
    "gross",
    "withholding",
    "net",
)
"""What is compared, in the order in which it is shown."""


def differences(*, before: Computation | None, result: MonthResult | None) -> list[dict[str, Any]]:
    """The rows that changed: name, before, after, each as text or None."""
    if before is None:
        return []
    old, new = _plain(before.result), _plain(None if result is None else codec.to_json(result))
    return [
        {"name": name, "before": old[name], "after": new[name]}
        for name in ROWS
        if old[name] != new[name]
    ]


def _plain(result: dict[str, Any] | None) -> dict[str, str | None]:
    if result is None:
        return dict.fromkeys(ROWS)
    hours = {
        "+".join(group["codes"]): group["hours"] for group in result["groups"] if group["hours"]
    }
    told = {name: result.get(name) for name in ROWS if name != "hours"}
    return {**told, "hours": ", ".join(f"{code}: {number}" for code, number in hours.items())}
