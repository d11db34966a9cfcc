"""The lines of the worker's payment organisation in the matrix of access."""

from __future__ import annotations

from collections.abc import Mapping


def expected(closed: Mapping[str, object], *, goes_on: object) -> dict[tuple[str, str], dict]:
    """What each role gets; whoever sends nothing is told to choose, or where to choose."""
    return {
        ("change_payer", "GET"): {**closed, "worker": 200, "other_worker": 200},
        ("change_payer", "POST"): {**closed, "worker": 422, "other_worker": 422},
        # Who never claimed is led back to his file, where a claim begins.
        ("change_situation", "GET"): {**closed, "worker": goes_on, "other_worker": goes_on},
        ("change_situation", "POST"): {**closed, "worker": goes_on, "other_worker": goes_on},
        ("change_step", "GET"): {**closed},
        ("change_step", "POST"): {**closed},
    }


def arguments() -> dict[str, list[object]]:
    """The part of the form in the address."""
    return {"change_step": ["payment"]}
