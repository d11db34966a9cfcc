"""Repeatable measurements. Each module has ``measure()``, which yields ``Measurement``s.

A measurement compares us with a floor (the least work that any program must do, such as parsing
the same bytes) or with a peer, and is printed as one JSON line.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One comparison; ``ours`` and ``peer`` are in ``unit``, ``ratio`` is ours by peer."""

    name: str
    ours: float
    peer: float
    unit: str

    def as_json(self) -> str:
        """The line to print."""
        return json.dumps(
            {
                "name": self.name,
                "ours": round(self.ours, 6),
                "peer": round(self.peer, 6),
                "ratio": round(self.ours / self.peer, 3),
                "unit": self.unit,
            }
        )


def seconds(act: Callable[[], object], *, runs: int = 5) -> float:
    """The least time of several runs: the one least disturbed by the rest of the machine."""
    best = float("inf")
    for _ in range(runs):
        began = perf_counter()
        act()
        best = min(best, perf_counter() - began)
    return best
