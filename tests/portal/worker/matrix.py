"""The lines of the worker's payment organisation in the matrix of access."""

from __future__ import annotations

from collections.abc import Mapping


def expected(closed: Mapping[str, object]) -> dict[tuple[str, str], dict]:
    """What each role gets; whoever sends nothing is told to choose, or where to choose."""
    return {
        ("change_payer", "GET"): {**closed, "worker": 200, "other_worker": 200},
        ("change_payer", "POST"): {**closed, "worker": 422, "other_worker": 422},
    }
