"""What is imported is declared, for the package that imports it."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.source import REPOSITORY, Module, modules

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
# The extras with which each package is used; the base serves all of them.
EXTRAS = {
    "facts": (),
    "law": ("bulk",),
    "messages": (),
    "letters": ("letters",),
    "cases": ("portal", "exchange", "api"),
    "portal": ("portal",),
    "exchange": ("exchange",),
    "api": ("api",),
    "cli": ("portal", "exchange"),
    "config": ("portal", "exchange", "api"),
}
BULK_ONLY = "law/bulk"
# Parts of a declared distribution that are published on their own.
PART_OF = {"pyhanko-certvalidator": "pyhanko"}


def declared(extras: tuple[str, ...]) -> set[str]:
    names: set[str] = set()
    waiting = [*PROJECT["dependencies"]]
    for extra in extras:
        waiting += PROJECT["optional-dependencies"][extra]
    while waiting:
        requirement = Requirement(waiting.pop())
        if requirement.name == PROJECT["name"]:
            for extra in requirement.extras:
                waiting += PROJECT["optional-dependencies"][extra]
        else:
            names.add(canonicalize_name(requirement.name))
    return names


def imported(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_everything_imported_is_declared() -> None:
    distributions = packages_distributions()
    undeclared = set()
    for module in modules():
        package = module.place.partition("/")[0]
        if package not in EXTRAS:
            continue
        allowed = declared(EXTRAS[package])
        for name in set(imported(module)) - sys.stdlib_module_names - {"accalmie"}:
            names = {canonicalize_name(found) for found in distributions.get(name, [name])}
            if not {PART_OF.get(found, found) for found in names} & allowed:
                undeclared.add(f"{module.place}: {name}")
    assert undeclared == set()


def test_only_the_bulk_computation_needs_numpy() -> None:
    """The base install and the installed portal do without it."""
    needing = {module.place for module in modules() if "numpy" in set(imported(module))}
    assert {place for place in needing if not place.startswith(BULK_ONLY)} == set()
