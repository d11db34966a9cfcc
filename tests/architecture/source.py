"""The source as text and as syntax trees, for the tests that scan it."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "src" / "accalmie"


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file of the package; ``place`` is its path below ``src/accalmie``."""

    place: str
    text: str

    @property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.text)

    @property
    def lines(self) -> int:
        """Number of its lines."""
        return len(self.text.splitlines())


@cache
def modules(*packages: str) -> tuple[Module, ...]:
    """The modules of these sub-packages (of all without any), migrations excepted."""
    roots = [PACKAGE / package for package in packages] or [PACKAGE]
    return tuple(
        Module(str(path.relative_to(PACKAGE)), path.read_text())
        for root in roots
        for path in sorted(root.rglob("*.py"))
        if "migrations" not in path.parts
    )


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file under version control, and every new one that is not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    return tuple(REPOSITORY / name for name in listed if name and (REPOSITORY / name).is_file())


def docstring_nodes(tree: ast.Module) -> Iterator[ast.Constant]:
    """The constants that are docstrings, or texts standing alone below an assignment."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
