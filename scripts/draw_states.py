"""Writes docs/states.md from the table of transitions; ``--check`` only compares."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

from accalmie.cases.communications.statuses import PUBLISHED, TRANSITIONS, WORK_LIST, Status, Step

PAGE = Path(__file__).resolve().parents[1] / "docs" / "states.md"

_HEAD = """\
# The life of a communication

Drawn from `TRANSITIONS` in `src/accalmie/cases/communications/statuses.py` by
`scripts/draw_states.py`; do not edit. Each arrow is an act: one function, one transaction, one
event in the journal.

"""


def page() -> str:
    """The whole page."""
    return _HEAD + _diagram() + "\n" + _table()


def _arrows() -> list[tuple[str, str, Step]]:
    arrows: list[tuple[str, str, Step]] = []
    for step, (sources, targets) in TRANSITIONS.items():
        for target in _in_order(targets):
            if not sources:
                arrows.append(("[*]", target.value, step))
            arrows += [(source.value, target.value, step) for source in _in_order(sources)]
    return arrows


def _in_order(statuses: frozenset[Status]) -> list[Status]:
    return [status for status in Status if status in statuses]


def _diagram() -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    joined: dict[tuple[str, str], list[str]] = {}
    for source, target, step in _arrows():
        joined.setdefault((source, target), []).append(step.value)
    lines += [f"    {a} --> {b}: {', '.join(steps)}" for (a, b), steps in joined.items()]
    return "\n".join([*lines, "```", ""])


def _table() -> str:
    rows = ["| Act | from | to |", "|---|---|---|"]
    for step, (sources, targets) in TRANSITIONS.items():
        before = ", ".join(status.value for status in _in_order(sources)) or "(nothing yet)"
        after = ", ".join(status.value for status in _in_order(targets))
        rows.append(f"| {step.value} | {before} | {after} |")
    published = ", ".join(status.value for status in _in_order(PUBLISHED))
    waiting = ", ".join(status.value for status in _in_order(WORK_LIST))
    rows += [
        "",
        f"The employer sees the outcome in: {published}.",
        f"A person of the office is awaited in: {waiting}.",
        "",
        inspect.getdoc(Status) or "",
    ]
    return "\n".join(rows) + "\n"


def main(arguments: list[str]) -> int:
    """Write the page, or compare it; 1 when it differs."""
    if arguments == ["--check"]:
        if not PAGE.exists() or PAGE.read_text() != page():
            print("docs/states.md is not the one of the table; run `make fix`")
            return 1
        return 0
    PAGE.write_text(page())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
