"""Writes docs/states.md from the tables of transitions; ``--check`` only compares."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from types import ModuleType

SOURCE = Path(__file__).resolve().parents[1] / "src" / "accalmie" / "cases"
PAGE = SOURCE.parents[2] / "docs" / "states.md"

Transitions = Mapping[StrEnum, tuple[frozenset[StrEnum], frozenset[StrEnum]]]

_HEAD = """\
# What may happen

Drawn from the tables `TRANSITIONS` in `src/accalmie/cases/*/statuses.py` by
`scripts/draw_states.py`; do not edit. Each arrow is an act: one function, one transaction, one
event in the journal.
"""


def tables() -> Iterator[tuple[str, ModuleType, Transitions]]:
    """Each noun that has a life: its name, the module of its statuses, and its table."""
    for path in sorted(SOURCE.glob("*/statuses.py")):
        noun = path.parent.name
        module = import_module(f"accalmie.cases.{noun}.statuses")
        yield noun, module, module.TRANSITIONS


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(_chapter(*table) for table in tables())])


def _chapter(noun: str, module: ModuleType, transitions: Transitions) -> str:
    statuses = statuses_of(transitions)
    about = [inspect.getdoc(module) or "", inspect.getdoc(statuses) or ""]
    return "\n\n".join(
        [f"## {noun.capitalize()}", *about, _diagram(transitions), _table(transitions), ""]
    )


def statuses_of(transitions: Transitions) -> type[StrEnum]:
    """The enumeration whose members a table moves between."""
    _, (_, after) = next(iter(transitions.items()))
    return type(next(iter(after)))


def _in_order(statuses: frozenset[StrEnum]) -> list[str]:
    return [status.value for status in type(next(iter(statuses))) if status in statuses]


def _diagram(transitions: Transitions) -> str:
    joined: dict[tuple[str, str], list[str]] = {}
    for act, (before, after) in transitions.items():
        for target in _in_order(after):
            for start in _in_order(before) if before else ["[*]"]:
                joined.setdefault((start, target), []).append(act.value)
    arrows = [f"    {a} --> {b}: {', '.join(acts)}" for (a, b), acts in joined.items()]
    return "\n".join(["```mermaid", "stateDiagram-v2", *arrows, "```"])


def _table(transitions: Transitions) -> str:
    rows = ["| Act | from | to |", "|---|---|---|"]
    for act, (before, after) in transitions.items():
        start = ", ".join(_in_order(before)) if before else "(nothing yet)"
        rows.append(f"| {act.value} | {start} | {', '.join(_in_order(after))} |")
    return "\n".join(rows)


def main(arguments: list[str]) -> int:
    """Write the page, or compare it; 1 when it differs."""
    if arguments == ["--check"]:
        if not PAGE.exists() or PAGE.read_text() != page():
            print("docs/states.md is not the one of the tables; run `make fix`")
            return 1
        return 0
    PAGE.write_text(page())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
